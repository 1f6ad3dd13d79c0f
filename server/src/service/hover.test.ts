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
    assert.match(markdown, /^```mlir\narith\.addi\n```\n\nInteger addition/);
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
      '```mlir\n!t = tensor<4xf32>\n```',
    ));
  it('tells the arguments and predecessors of a block', () =>
    assert.equal(
      hover(
        'func.func @f(%c: i1) {\n  cf.cond_br %c, ^│end(%c : i1), ^end(%c : i1)\n^end(%x: i1):\n  return\n}',
      ).markdown,
      'Block with arguments `i1`, 1 predecessor',
    ));
  it('says nothing of a type or a comment', () => {
    for (const text of [FUNCTION.replace('i32 {', 'i│32 {'), FUNCTION.replace('Adds', 'A│dds')]) {
      const { document, cursor } = atCursor(text);
      assert.equal(hoverAt(document, cursor), null);
    }
  });
});
