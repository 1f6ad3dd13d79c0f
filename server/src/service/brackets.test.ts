/** Brackets, comments and strings of a text that need not be valid. */
import assert from 'node:assert/strict';
import { structureOf } from './brackets.ts';

describe('the structure of a text', () => {
  it('pairs brackets, and takes those in strings and comments for text', () => {
    const text = 'f(a<b>) "(\\"(" // (\n}';
    const { pairs, strings, comments, closed } = structureOf(text);
    const texts = (ranges: readonly { start: number; end: number }[]): string[] =>
      ranges.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(texts(pairs), ['<b>', '(a<b>)']);
    assert.deepEqual(texts(strings), ['"(\\"("']);
    assert.deepEqual(texts(comments), ['// (']);
    assert.deepEqual(closed, [{ at: text.length - 1, open: '{' }]);
  });
  it('takes a constant of twenty million digits', () => {
    const text = `dense<"0x${'0A'.repeat(10_000_000)}">`;
    assert.deepEqual(structureOf(text).pairs, [{ start: 5, end: text.length, open: '<' }]);
  });
});
