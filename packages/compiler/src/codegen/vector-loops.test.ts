/**
 * What the innermost loops of each family of dispatches compute with. No product of matrices, convolution or
 * reduction of static sizes has an innermost loop of scalars; those of any size have them for remainders only,
 * behind loops of vectors.
 */

import assert from 'node:assert/strict';
import { type Operation, parseModule, verifyOperation } from '@iree-workbench/ir';
import { compile, createContext } from '../pipeline.ts';
import { DISPATCH_FAMILIES, type DispatchFamily } from './dispatch-families.fixture.ts';
import { lowerDispatch } from './lower-dispatch.ts';
import type { CodegenTarget } from './target.ts';
import { SEQUENTIAL, THREADS } from './test-targets.ts';

/** What an innermost loop computes with. */
type LoopKind = 'vectors' | 'scalars' | 'moves';

function kindOf(loop: Operation): LoopKind {
  const kinds = new Set<LoopKind>();
  loop.walk((op) => {
    if (!/^arith\.(add|mul|max)[fi]$/.test(op.name)) return;
    const { type } = op.result();
    if (type.kind === 'vector') kinds.add('vectors');
    else if (type.kind !== 'index') kinds.add('scalars');
  });
  return kinds.has('vectors') ? 'vectors' : kinds.has('scalars') ? 'scalars' : 'moves';
}

/** The kinds of a program's innermost loops, those that only move data left out. */
function loopsOf(text: string, target: CodegenTarget): LoopKind[] {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  const onDiagnostic = ({ message }: { message: string }): void => assert.fail(message);
  compile(module, { targets: ['local'], compileTo: 'executable-sources' }, { onDiagnostic });
  return module.collect('hal.executable.variant').flatMap((variant) => {
    lowerDispatch(variant, target, { verify: verifyOperation, onDiagnostic });
    const loops = variant.collect('scf.for');
    return loops
      .filter((loop) => !loops.some((other) => loop.isProperAncestorOf(other)))
      .map(kindOf)
      .filter((kind) => kind !== 'moves');
  });
}

type Holds = (family: DispatchFamily) => boolean;

function expectVectors(target: CodegenTarget, holds: Holds): void {
  for (const family of Object.values(DISPATCH_FAMILIES).filter(holds))
    it(`are of vectors in ${family.title}`, () => {
      const kinds = loopsOf(family.fixed, target);
      assert.ok(kinds.length > 0);
      assert.deepEqual(new Set(kinds), new Set(['vectors']));
    });
}

function expectVectorsOfAnySize(target: CodegenTarget, holds: Holds): void {
  for (const family of Object.values(DISPATCH_FAMILIES).filter(holds))
    it(`are of vectors first in ${family.title} of any size`, () => {
      const kinds = loopsOf(family.dynamic, target);
      assert.equal(kinds[0], 'vectors');
    });
}

describe('innermost loops of one thread a workgroup', () => {
  expectVectors(SEQUENTIAL, ({ computes }) => computes);
  expectVectorsOfAnySize(SEQUENTIAL, ({ computes }) => computes);
});

/** Each thread takes elements of its own where nothing is summed up, and where there are fewer columns than threads. */
const BY_ELEMENTS = new Set([
  'arithmetic of elements',
  'products of a vector and a matrix',
  'sums of columns',
]);

describe('innermost loops of many threads', () => {
  expectVectors(THREADS, ({ computes, title }) => computes && !BY_ELEMENTS.has(title));
  expectVectorsOfAnySize(THREADS, ({ isContraction }) => isContraction);
});
