/** The recorded grammar itself: sound, and what its rules say of single texts. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { Grammar, grammar } from './grammar.ts';
import { Session } from './session.ts';
import { Source } from './source-text.ts';

describe('the grammar', () => {
  it("passes Chevrotain's validation: no ambiguity, no left recursion, no unknown rule", () => {
    assert.doesNotThrow(() => new Grammar(false));
  });

  it('covers what the language is made of', () => {
    const rules = Object.keys(grammar().getGAstProductions());
    for (const rule of [
      'type',
      'functionType',
      'tensorType',
      'memrefType',
      'vectorType',
      'attribute',
      'attributeDictionary',
      'denseArray',
      'stridedLayout',
      'affineMapOrSet',
      'affineExpression',
      'location',
      'locationInstance',
      'trailingLocation',
      'operation',
      'genericOperation',
      'region',
      'blockLabel',
      'attributeAlias',
      'typeAlias',
      'metadata',
      'sourceFile',
    ])
      assert.ok(rules.includes(rule), rule);
  });

  it('gives each type rule the type that the fast path gives', () => {
    const context = new Context();
    const parseWith = (text: string, isGrammar: boolean) => {
      const session = new Session(context, new Source('-', text));
      const type = isGrammar
        ? session.grammar.run(session, session.grammar.type)
        : session.parseType();
      assert.equal(session.cur, session.lexer.count, text);
      return type;
    };
    for (const text of [
      'i1',
      'si8',
      'ui64',
      'index',
      'none',
      'f16',
      'bf16',
      'f8E4M3FN',
      'f128',
      'tensor<f32>',
      'tensor<4x?xi8>',
      'tensor<*xindex>',
      'tensor<2xf32, 1 : i8>',
      'memref<?x2xf64>',
      'memref<4xf32, 1>',
      'vector<2x[4]xi1>',
      'complex<f32>',
      'tuple<i1, tuple<>>',
      '(i1, f32) -> (i2)',
      '() -> ()',
    ]) {
      const expected = parseWith(text, true);
      assert.equal(parseWith(text, false), expected, text);
      // The second time from memory.
      const session = new Session(context, new Source('-', `${text} ${text}`));
      session.parseType();
      assert.equal(session.parseType(), expected, text);
    }
  });
});
