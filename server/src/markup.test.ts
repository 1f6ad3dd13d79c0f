/** Markdown for clients that show none. */
import assert from 'node:assert/strict';
import { plainText, toMarkup } from './markup.ts';

describe('documentation', () => {
  it('is Markdown for who likes that best, and plain text for who does not say', () => {
    const markdown = 'of `f32`';
    const kindFor = (formats?: ('markdown' | 'plaintext')[]) => toMarkup(markdown, formats).kind;
    assert.equal(kindFor(['markdown', 'plaintext']), 'markdown');
    assert.equal(kindFor(['plaintext', 'markdown']), 'plaintext');
    assert.equal(kindFor(['plaintext']), 'plaintext');
    assert.equal(kindFor(), 'plaintext');
  });

  for (const [what, markdown, plain] of [
    [
      'code between fences',
      '```mlir\n%a = "x"() // **b**\n```\n\nText',
      '%a = "x"() // **b**\n\nText',
    ],
    ['two fences', '```\na\n```\nor\n```mlir\n`b`\n```', 'a\nor\n`b`'],
    ['code within a line', 'takes `*x*` and `[a](b)`', 'takes *x* and [a](b)'],
    ['emphasis and headings', '## Operands\n**Traits** and *so on*', 'Operands\nTraits and so on'],
    ['links', 'see [the page](https://example.com/a_b)', 'see the page'],
    ['what was escaped', '2 \\* 3 \\| a\\_b', '2 * 3 | a_b'],
    ['stars that mark nothing', '2 * 3 * 4', '2 * 3 * 4'],
    ['lists', '- `lhs`: a\n- `rhs`: b', '- lhs: a\n- rhs: b'],
  ] as const)
    it(`loses the marks of ${what}`, () => assert.equal(plainText(markdown), plain));
});
