/** What a hover says of the thing at the cursor. */
import assert from 'node:assert/strict';
import { hoverAt } from './hover.ts';
import { atCursor } from './marked-text.fixture.ts';

/** What the hover at the cursor covers, and its Markdown. */
function hover(marked: string): { text: string; markdown: string } {
  const { document, cursor } = atCursor(marked);
  const found = hoverAt(document, cursor);
  assert.ok(found, 'there is a hover');
  return { text: document.text.slice(found.start, found.end), markdown: found.markdown };
}

const FUNCTION =
  '// Adds a number to itself.\nfunc.func @twice(%a: i32) -> i32 {\n' +
  '  %b = arith.addi %a, %a : i32\n  return %b : i32\n}';
const marked = (at: string): string =>
  FUNCTION.replace(at, (found) => `${found[0]}│${found.slice(1)}`);

describe('hover', () => {
  it('tells what an operation is, and the types of its operands here', () => {
    const { text, markdown } = hover(marked('arith.addi'));
    assert.equal(text, 'arith.addi');
    assert.match(
      markdown,
      /^```mlir\narith\.addi %lhs, %rhs \{\.\.\.\} : type\(%result\)\n```\n\nInteger addition/,
    );
    assert.match(markdown, /\*\*Operands\*\*\n- `lhs`: .*, here `i32`\n- `rhs`: /);
    assert.match(markdown, /\*\*Results\*\*\n- `result`: /);
  });
  it('knows an operation written without its dialect', () => {
    const { text, markdown } = hover(marked('return'));
    assert.equal(text, 'return');
    assert.match(markdown, /func\.return/);
  });
  it('tells the type of a value and the operation it comes from', () => {
    const { text, markdown } = hover(FUNCTION.replace('return %b', 'return %│b'));
    assert.equal(text, '%b');
    assert.match(
      markdown,
      /```mlir\n%b: i32\n```\n\nResult of\n```mlir\n%b = arith\.addi %a, %a : i32/,
    );
  });
  it('tells which argument a value is', () => {
    const { markdown } = hover(marked('%a,'));
    assert.match(markdown, /%a: i32[\s\S]*Argument #0 of the entry block of `func\.func` `@twice`/);
  });
  it('shows the head of a function with the comment above it', () => {
    const { text, markdown } = hover(marked('@twice'));
    assert.equal(text, '@twice');
    assert.equal(
      markdown,
      '```mlir\nfunc.func @twice(%a: i32) -> i32\n```\n\nAdds a number to itself.',
    );
  });
  it('shows what an alias stands for', () =>
    assert.equal(
      hover('!t = tensor<4xf32>\nfunc.func private @f(!│t)').markdown,
      '```mlir\n!t = tensor<4xf32>\n```\n\n```mlir\ntensor<4xf32>\n```\n\nRank 1, 4 elements of `f32`, 16 bytes',
    ));
  it('tells the arguments and predecessors of a block', () =>
    assert.equal(
      hover(
        'func.func @f(%c: i1) {\n  cf.cond_br %c, ^│end(%c : i1), ^end(%c : i1)\n^end(%x: i1):\n  return\n}',
      ).markdown,
      'Block with arguments `i1`, 1 predecessor',
    ));
  it('counts the uses of a value', () => {
    assert.match(hover(marked('%a,')).markdown, /`@twice`\. Used 2 times$/);
    assert.match(hover(marked('%b =')).markdown, /Used once$/);
  });
  it('knows the first places of uses', () => {
    const { document, cursor } = atCursor(marked('%a:'));
    const places = hoverAt(document, cursor)?.uses.map(({ start, end }) => [
      document.text.slice(start, end),
      document.text.slice(start - 11, start),
    ]);
    assert.deepEqual(places, [
      ['%a', 'arith.addi '],
      ['%a', 'th.addi %a, '.slice(1)],
    ]);
  });
  it('tells what a long constant is like, wherever in it the place is', () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => `${i}`);
    numbers[10_000] = '100│00';
    const { text, markdown } = hover(
      `func.func @f() {\n  %c = arith.constant dense<[${numbers.join(', ')}]> : tensor<20000xi32>\n  return\n}`,
    );
    assert.match(text, /^dense<\[0, 1, [\s\S]*, 19999\]>$/);
    assert.match(markdown, /\| largest \| 19,?999 \|/);
  });
  it('says nothing of a comment', () => {
    const { document, cursor } = atCursor(FUNCTION.replace('Adds', 'A│dds'));
    assert.equal(hoverAt(document, cursor), null);
  });
  it('tells the strides of a memref, in a broken operation, too', () => {
    const { text, markdown } = hover('%a = "broken"( : mem│ref<2x3xf32>');
    assert.equal(text, 'memref<2x3xf32>');
    assert.equal(
      markdown,
      '```mlir\nmemref<2x3xf32>\n```\n\nRank 2, 6 elements of `f32`, 24 bytes\n\n' +
        'Strides [3, 1], offset 0 (row by row, without gaps)',
    );
  });
  it('tells what elements of a constant are like', () => {
    const { text, markdown } = hover(
      'func.func @f() {\n  %c = arith.constant dense<[[0.0, 1.0], [│4.0, 0xFFC00000]]> : tensor<2x2xf32>\n  return\n}',
    );
    assert.equal(text, 'dense<[[0.0, 1.0], [4.0, 0xFFC00000]]> : tensor<2x2xf32>');
    assert.equal(
      markdown,
      '**Constant** `tensor<2x2xf32>`\n\n| | |\n|---|---|\n| shape | 2 × 2 |\n| elements | 4 elements |\n' +
        '| size | 16 bytes |\n| smallest | 0 |\n| largest | 4 |\n| mean | 1.666667 |\n| distinct | 4 |\n' +
        '| zeros | 1 |\n| NaN | 1 |',
    );
  });
  it('draws an affine map as a matrix where it is linear', () => {
    const { markdown } = hover('#m = affine_map<(d0, d1)[s0] -> (d│1, d0 * 2 + s0 - 1)>');
    assert.equal(
      markdown,
      '```mlir\naffine_map<(d0, d1)[s0] -> (d1, d0 * 2 + s0 - 1)>\n```\n\n```mlir\n' +
        '     d0 d1 s0  1\n#0 [  .  1  .  . ] d1\n#1 [  2  .  1 -1 ] d0 * 2 + s0 - 1\n```',
    );
  });
  it('draws the rows of a map that is not linear', () =>
    assert.match(
      hover('#m = affine_map<(d0) -> (d0 mod │4, d0 floordiv 4)>').markdown,
      /#0 = d0 mod 4\n#1 = d0 floordiv 4\n```$/,
    ));
  it('takes a location apart', () =>
    assert.equal(
      hover('#all = loc(fused["n"│, "a.mlir":3:4])').markdown,
      '**Location**\n- fused\n  - named `n`\n  - `a.mlir`, line 3, column 4',
    ));
  it('tells the bits of a number', () =>
    assert.match(
      hover('func.func @f() {\n  %c = arith.constant 0.│1 : f32\n  return\n}').markdown,
      /bits `0x3DCCCCCD`$/,
    ));
});
