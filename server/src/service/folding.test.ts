/** Folding: which lines go, told by the text that is left. */
import assert from 'node:assert/strict';
import { MlirDocument } from './document.ts';
import { foldsOf } from './folding.ts';

/** The text with `⟦` and `⟧` where folds begin and end. */
function marked(text: string): string {
  const marks = foldsOf(new MlirDocument(text)).flatMap(({ start, end }) => [
    { at: start, mark: '⟦' },
    { at: end, mark: '⟧' },
  ]);
  let result = text;
  for (const { at, mark } of marks.sort((a, b) => b.at - a.at))
    result = result.slice(0, at) + mark + result.slice(at);
  return result;
}
const check = (expected: string): void =>
  assert.equal(marked(expected.replaceAll(/[⟦⟧]/g, '')), expected);

describe('folding', () => {
  it('regions, to the line before their end', () =>
    check(
      'module {⟦\n  func.func @f(%c: i1) {⟦\n    scf.if %c {⟦\n      func.call @g() : () -> ()⟧\n    } else {⟦\n      func.call @g() : () -> ()⟧\n    }\n    return⟧\n  }\n  func.func private @g()⟧\n}\n',
    ));
  it('generic operations, once a line', () =>
    check(
      '"func.func"() ({⟦\n  "func.return"() : () -> ()⟧\n}) {function_type = () -> (), sym_name = "f"} : () -> ()\n',
    ));
  it('constants over several lines', () =>
    check(
      '#c = dense<[⟦\n  [1, 2],\n  [3, 4]⟧\n]> : tensor<2x2xi32>\n' +
        '#d = dense<[[1, 2],⟦\n           [3, 4]]> : tensor<2x2xi32>⟧\n',
    ));
  it('resources, with what is in them', () =>
    check(
      '{-#⟦\n  dialect_resources: {⟦\n    builtin: {⟦\n      a: "0x0400000001"⟧\n    }⟧\n  }⟧\n#-}\n',
    ));
  it('comments of several lines, not those behind code', () =>
    check('// one⟦\n// two\n// three⟧\nfunc.func private @f() // a\n// b\n\n// c⟦\n// d⟧\n'));
  it('pieces of a file, behind their markers', () =>
    check(
      'func.func private @f()\n// -----⟦\nfunc.func @g() {⟦\n  return⟧\n}⟧\n// -----⟦\nfunc.func private @h()⟧\n',
    ));
  it('around what is broken', () =>
    check(
      'func.func @f() {⟦\n  %x = arith.nonsense (\n  return⟧\n}\nfunc.func @g() {⟦\n  return⟧\n}\n',
    ));
  it('lines that end in carriage returns', () =>
    assert.deepEqual(
      foldsOf(new MlirDocument('func.func @f() {\r\n  return\r\n}\r\n')).map(({ start, end }) => [
        start,
        end,
      ]),
      [[16, 26]],
    ));
});
