/** The phases on the example programs: valid after every pass, and readable again as text. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModule } from '@iree-workbench/format';
import {
  type Diagnostic,
  type Operation,
  type PipelineStep,
  parseModule,
  printOperation,
  runPasses,
  verifyOperation,
} from '@iree-workbench/ir';
import { lowerDispatch } from './codegen/lower-dispatch.ts';
import { SEQUENTIAL, THREADS } from './codegen/test-targets.ts';
import { compile, createContext, PHASES, type Phase, passRegistry } from './pipeline.ts';

const folder = join(import.meta.dirname, '../../../examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.mlir'));

function read(text: string): Operation {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [],
  );
  return module;
}

/** Compiles up to the phase, verifying after each pass; fails the test on any diagnostic. */
function compileTo(module: Operation, compileFrom: Phase | undefined, phase: Phase): void {
  const messages: string[] = [];
  const { ok } = compile(
    module,
    {
      targets: ['local', 'webgpu'],
      compileTo: phase,
      stripSourceMap: true,
      ...(compileFrom && { compileFrom }),
    },
    { onDiagnostic: ({ message }) => messages.push(message), verifyEach: true },
  );
  assert.deepEqual(messages, []);
  assert.ok(ok);
}

/** The module file; fails the test on any diagnostic. */
function moduleBytes(module: Operation, compileFrom?: Phase): Buffer {
  const { bytes } = compile(
    module,
    { targets: ['local', 'webgpu'], stripSourceMap: true, ...(compileFrom && { compileFrom }) },
    { onDiagnostic: ({ message }) => assert.fail(message) },
  );
  assert.ok(bytes);
  return Buffer.from(bytes);
}

describe('phases', () => {
  for (const example of examples)
    it(`compile ${example}, through text after each phase`, () => {
      let text = readFileSync(join(folder, example), 'utf8');
      let before: Phase | undefined;
      for (const phase of PHASES.slice(0, PHASES.indexOf('hal') + 1)) {
        const module = read(text);
        compileTo(module, before, phase);
        text = printOperation(module);
        assert.equal(printOperation(read(text)), text, `${phase} as text`);
        before = phase;
      }
    });

  for (const example of examples)
    it(`give the same module of ${example} from the IR of any phase`, function () {
      this.timeout(60_000);
      const text = readFileSync(join(folder, example), 'utf8');
      const whole = moduleBytes(read(text));
      for (const phase of PHASES.slice(0, -1)) {
        const module = read(text);
        compileTo(module, undefined, phase);
        const printed = printOperation(module, { generic: phase === 'flow' });
        assert.ok(whole.equals(moduleBytes(read(printed), phase)), phase);
      }
    });

  for (const target of [SEQUENTIAL, THREADS])
    it(`lower every dispatch of the examples for ${target.name} execution`, function () {
      this.timeout(30_000);
      for (const example of examples) {
        const module = read(readFileSync(join(folder, example), 'utf8'));
        compileTo(module, undefined, 'executable-sources');
        for (const variant of module.collect('hal.executable.variant')) {
          const messages: string[] = [];
          lowerDispatch(variant, target, {
            verify: verifyOperation,
            onDiagnostic: ({ message }) => messages.push(message),
          });
          assert.deepEqual(messages, [], example);
        }
      }
    });

  it('take a program for the host alone to the vm dialect', () => {
    const module = read(readFileSync(join(folder, 'collatz.mlir'), 'utf8'));
    compileTo(module, undefined, 'vm');
    assert.equal(module.collect('vm.export').length, 2);
    assert.deepEqual(module.collect('func.func'), []);
  });

  it('end in a module file', () => {
    const module = read(readFileSync(join(folder, 'collatz.mlir'), 'utf8'));
    const messages: string[] = [];
    const { bytes } = compile(
      module,
      { targets: ['local'] },
      { onDiagnostic: ({ message }) => messages.push(message) },
    );
    assert.deepEqual(messages, []);
    assert.ok(bytes);
    assert.deepEqual(
      readModule(bytes).exportedFunctions.map(({ localName }) => localName),
      ['collatz', 'collatz_structured'],
    );
  });

  it('have passes that run on functions as they do on all of a module', () => {
    const text = readFileSync(join(folder, 'calls.mlir'), 'utf8');
    const [whole, nested] = [read(text), read(text)];
    for (const module of [whole, nested]) compileTo(module, undefined, 'abi');
    const registry = passRegistry();
    const onDiagnostic = ({ message }: Diagnostic): void => assert.fail(message);
    for (const phase of ['flow', 'stream']) {
      const steps = registry.pipeline(`iree-${phase}-transformation-pipeline`)?.steps ?? [];
      assert.ok(steps.length > 0);
      for (const item of steps) {
        const isForFunctions =
          item.kind === 'pass' &&
          item.pass.anchor === null &&
          /^(?:convert|iree|iwb)-/.test(item.pass.argument);
        runPasses(whole, [item], { onDiagnostic });
        const inner: PipelineStep = isForFunctions
          ? { kind: 'nested', anchor: 'func.func', steps: [item] }
          : item;
        runPasses(nested, [inner], { onDiagnostic });
        assert.equal(printOperation(nested), printOperation(whole));
      }
    }
  });
});
