/**
 * Random damage to good texts: the parser answers with diagnostics and never throws, and its fast
 * path agrees with the grammar's rules on everything.
 */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { arithDialect } from '../dialects/arith/index.ts';
import { builtinDialect } from '../dialects/builtin/index.ts';
import { cfDialect } from '../dialects/cf/index.ts';
import { flowDialect } from '../dialects/flow/index.ts';
import { funcDialect } from '../dialects/func/index.ts';
import { linalgDialect } from '../dialects/linalg/index.ts';
import { utilDialect } from '../dialects/util/index.ts';
import { parseModule } from './parse.ts';
import { SAMPLES } from './samples.fixture.ts';
import { UPSTREAM_DIAGNOSTICS } from './upstream-diagnostics.fixture.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);

/** Mulberry32. */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SNIPPETS = [
  ...'(){}[]<>,:=%@#!^"-+*?|./$\\\n \0é\ud800',
  '->',
  '%0',
  '^bb1',
  'i32',
  'tensor<',
  'dense<',
  '"',
  '// -----\n',
  '{-#',
  '#-}',
  'loc(',
  'affine_map<',
  '99999999999999999999',
  '0x',
  'return',
];

function mutate(text: string, random: () => number): string {
  let result = text;
  for (let i = 1 + Math.floor(random() * 3); i > 0; i--) {
    const at = Math.floor(random() * (result.length + 1));
    const length = Math.floor(random() * random() * 30);
    const from = Math.floor(random() * result.length);
    switch (Math.floor(random() * 4)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + 1 + length);
        break;
      case 1:
        result =
          result.slice(0, at) + SNIPPETS[Math.floor(random() * SNIPPETS.length)] + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + result.slice(from, from + length) + result.slice(at);
        break;
      default:
        result = result.slice(0, at);
    }
  }
  return result;
}

const context = new Context([
  builtinDialect,
  funcDialect,
  arithDialect,
  cfDialect,
  utilDialect,
  flowDialect,
  linalgDialect,
]);
context.allowUnregisteredDialects = true;

function outcome(text: string, usesGrammar: boolean): { shape: string[]; diagnostics: string[] } {
  const { module, diagnostics } = parseModule(context, text, { usesGrammar, recordSource: true });
  const shape: string[] = [];
  module.walk((op) => {
    shape.push(
      `${op.name} ${op.numOperands} ${op.results.map((result) => result.type.kind)} ${op.attributes.entries.map(([name, value]) => `${name}=${value.kind}`)} ${op.regions.map((region) => region.blocks.map((block) => block.arguments.length))}`,
    );
    for (const operand of op.operands)
      assert.ok(
        operand.definingOp === null || module.isAncestorOf(operand.definingOp),
        `an operand of '${op.name}' is defined nowhere`,
      );
  });
  const show = ({ location, message }: Diagnostic): string =>
    location.kind === 'loc.file' ? `${location.offset}: ${message}` : message;
  return { shape, diagnostics: diagnostics.map(show) };
}

describe(`damaged texts (FUZZ_SEED=${SEED})`, () => {
  it('are good to begin with', () => {
    for (const sample of SAMPLES) assert.deepEqual(outcome(sample, false).diagnostics, []);
  });

  it('never make the parser throw, and its two paths agree', function () {
    this.timeout(60_000);
    const random = makeRandom(SEED);
    for (let i = 0; i < 400; i++) {
      const text = mutate(SAMPLES[i % SAMPLES.length] as string, random);
      try {
        assert.deepEqual(outcome(text, false), outcome(text, true));
      } catch (error) {
        throw new Error(`on ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  it('agree on what upstream refuses, too', () => {
    for (const [text] of UPSTREAM_DIAGNOSTICS)
      assert.deepEqual(outcome(text, false), outcome(text, true), text);
  });

  it('may be random bytes', () => {
    const random = makeRandom(SEED + 1);
    for (let i = 0; i < 50; i++) {
      const units = Array.from({ length: 300 }, () => Math.floor(random() * 300));
      outcome(String.fromCharCode(...units), false);
    }
  });
});
