/** Code actions: what they make of a text, which must parse and verify as well as before or better. */
import assert from 'node:assert/strict';
import { applied } from './code-action.ts';
import { codeActionsAt } from './code-actions.ts';
import { documentDiagnostics, isError } from './diagnostics.ts';
import { MlirDocument } from './document.ts';

/** The text with a selection between `⟦` and `⟧`, or at `│`. */
function selected(marked: string): { document: MlirDocument; start: number; end: number } {
  const start = marked.search(/[⟦│]/);
  const without = marked.replace(/[⟦│]/, '');
  const end = without.includes('⟧') ? without.indexOf('⟧') : start;
  return { document: new MlirDocument(without.replace('⟧', '')), start, end };
}
function titles(marked: string): string[] {
  const { document, start, end } = selected(marked);
  return codeActionsAt(document, { start, end }).map(({ title }) => title);
}
/** What an action makes of the text; a reason if it makes nothing. */
function act(marked: string, title: string | RegExp): string {
  const { document, start, end } = selected(marked);
  const found = codeActionsAt(document, { start, end }).find((action) =>
    typeof title === 'string' ? action.title === title : title.test(action.title),
  );
  if (!found) return `no action of ${titles(marked).join('; ')}`;
  const edits = found.edits();
  return edits ? applied(document.text, edits) : 'no edits';
}
function check(marked: string, title: string | RegExp, expected: string): void {
  const after = act(marked, title);
  assert.equal(after, expected);
  assert.deepEqual(
    documentDiagnostics(new MlirDocument(after)).map(({ message }) => message),
    [],
  );
}

describe('code actions that fix spelling', () => {
  const FUNCTION = (body: string): string =>
    `func.func @f(%abc: i32) -> i32 {\n  ${body}\n  return %0 : i32\n}`;
  for (const [what, wrong, right] of [
    ['a value', '%0 = arith.addi │%abd, %abc : i32', '%0 = arith.addi %abc, %abc : i32'],
    ['an operation', '%0 = │arith.adi %abc, %abc : i32', '%0 = arith.addi %abc, %abc : i32'],
    ['a dialect', '%0 = │arit.addi %abc, %abc : i32', '%0 = arith.addi %abc, %abc : i32'],
    ['a builtin type', '%0 = arith.addi %abc, %abc :│ j32', '%0 = arith.addi %abc, %abc : i32'],
  ] as const)
    it(`of ${what}`, () => check(FUNCTION(wrong), /^Change to/, FUNCTION(right)));
  it('of an enum case', () =>
    check(
      'func.func @f(%a: i32) -> i1 {\n  %0 = arith.cmpi │slr, %a, %a : i32\n  return %0 : i1\n}',
      "Change to 'slt'",
      'func.func @f(%a: i32) -> i1 {\n  %0 = arith.cmpi slt, %a, %a : i32\n  return %0 : i1\n}',
    ));
  it('of a block', () =>
    check(
      'func.func @f() {\n  cf.br │^ed\n^end:\n  return\n}',
      "Change to '^end'",
      'func.func @f() {\n  cf.br ^end\n^end:\n  return\n}',
    ));
  it('of a symbol', () =>
    check(
      'func.func @f() {\n  │call @gap() : () -> ()\n  return\n}\nfunc.func private @map()',
      "Change to '@map'",
      'func.func @f() {\n  call @map() : () -> ()\n  return\n}\nfunc.func private @map()',
    ));
  it('of an alias, which is reported behind it', () =>
    check(
      '!type = i32\nfunc.func private @f(!typo│)',
      "Change to '!type'",
      '!type = i32\nfunc.func private @f(!type)',
    ));
  it("of a dialect's type", () =>
    check(
      'func.func private @f(!flow.│chanel)',
      "Change to 'channel'",
      'func.func private @f(!flow.channel)',
    ));
  it('of a word alone in a function, which is left alone otherwise', () => {
    const text = 'func.func @f() {\n  │retrun\n}';
    assert.deepEqual(
      titles(text).filter((title) => /^(?:Change|Add)/.test(title)),
      ["Change to 'return'"],
    );
    check(text, "Change to 'return'", 'func.func @f() {\n  return\n}');
  });
  it('of an operation in generic form', () =>
    check(
      'func.func @f(%a: i32) {\n  %0 = │"arith.adi"(%a, %a) : (i32, i32) -> i32\n  return\n}',
      "Change to 'arith.addi'",
      'func.func @f(%a: i32) {\n  %0 = "arith.addi"(%a, %a) : (i32, i32) -> i32\n  return\n}',
    ));
  it('not of what is like nothing', () =>
    assert.deepEqual(
      titles('func.func @f() {\n  │zzzzzzzz.qqqqqqq\n}').filter((t) => t.startsWith('Change')),
      [],
    ));
});

describe('code actions that add what is missing', () => {
  it('a return without values', () =>
    check('func.func @f() │{\n}', "Add 'return'", 'func.func @f() {\n  return\n}'));
  it('a return of the last value of each type', () =>
    check(
      'func.func @f(%a: i32) -> i32 {\n  %0 = │arith.addi %a, %a : i32\n}',
      "Add 'return'",
      'func.func @f(%a: i32) -> i32 {\n  %0 = arith.addi %a, %a : i32\n  return %0 : i32\n}',
    ));
  it('a return of a zero where there is no value', () =>
    check(
      'func.func @f(%a: i32) -> tensor<4xf32> {\n  %0 = │arith.addi %a, %a : i32\n}',
      "Add 'return'",
      'func.func @f(%a: i32) -> tensor<4xf32> {\n  %0 = arith.addi %a, %a : i32\n  %zero = arith.constant dense<0.0> : tensor<4xf32>\n  return %zero : tensor<4xf32>\n}',
    ));
  it('a branch to the next block', () =>
    check(
      'func.func @f(%a: i32) {\n  %0 = │arith.addi %a, %a : i32\n^next:\n  return\n}',
      "Add 'cf.br'",
      'func.func @f(%a: i32) {\n  %0 = arith.addi %a, %a : i32\n  cf.br ^next\n^next:\n  return\n}',
    ));
  it('a cast of an operand', () =>
    check(
      'func.func @f(%a: i32, %b: i64) -> i64 {\n  %0 = arith.addi %│a, %b : i64\n  return %0 : i64\n}',
      "Cast with 'arith.extsi'",
      'func.func @f(%a: i32, %b: i64) -> i64 {\n  %a_cast = arith.extsi %a : i32 to i64\n  %0 = arith.addi %a_cast, %b : i64\n  return %0 : i64\n}',
    ));
  it('a cast of what is returned', () =>
    check(
      'func.func @f(%a: tensor<?xf32>) -> tensor<4xf32> {\n  │return %a : tensor<?xf32>\n}',
      "Cast with 'tensor.cast'",
      'func.func @f(%a: tensor<?xf32>) -> tensor<4xf32> {\n  %a_cast = tensor.cast %a : tensor<?xf32> to tensor<4xf32>\n  return %a_cast : tensor<4xf32>\n}',
    ));
});

describe('code actions that cast what the verifier wants to be of another type', () => {
  const FUNCTION = (body: string, type = 'i64'): string =>
    `func.func private @g(i64) -> ${type}\nfunc.func @f(%a: i32, %c: i1) -> i64 {\n  ${body}\n}`;
  for (const [what, wrong, right] of [
    [
      'what is passed to a function',
      '%0 = │call @g(%a) : (i32) -> i64\n  return %0 : i64',
      '%a_cast = arith.extsi %a : i32 to i64\n  %0 = call @g(%a_cast) : (i64) -> i64\n  return %0 : i64',
    ],
    [
      'what is passed to a block',
      '│cf.br ^b(%a : i32)\n^b(%x: i64):\n  return %x : i64',
      '%a_cast = arith.extsi %a : i32 to i64\n  cf.br ^b(%a_cast : i64)\n^b(%x: i64):\n  return %x : i64',
    ],
    [
      'what a region yields',
      '%z = arith.constant 0 : i64\n  %r = │scf.if %c -> (i64) {\n    scf.yield %a : i32\n  } else {\n    scf.yield %z : i64\n  }\n  return %r : i64',
      '%z = arith.constant 0 : i64\n  %r = scf.if %c -> (i64) {\n    %a_cast = arith.extsi %a : i32 to i64\n    scf.yield %a_cast : i64\n  } else {\n    scf.yield %z : i64\n  }\n  return %r : i64',
    ],
    [
      'what is returned in generic form',
      '"func.return"│(%a) : (i32) -> ()',
      '%a_cast = arith.extsi %a : i32 to i64\n  "func.return"(%a_cast) : (i64) -> ()',
    ],
  ] as const)
    it(what, () => check(FUNCTION(wrong), "Cast with 'arith.extsi'", FUNCTION(right)));
});

describe('code actions that write operations otherwise', () => {
  const PRETTY =
    'func.func @f(%cond: i1, %x: i32) -> i32 {\n  %r:2 = scf.if %cond -> (i32, i32) {\n    scf.yield %x, %x : i32, i32\n  } else {\n    %y = arith.addi %x, %x : i32\n    scf.yield %y, %x : i32, i32\n  }\n  return %r#1 : i32\n}';
  const GENERIC =
    'func.func @f(%cond: i1, %x: i32) -> i32 {\n  %r:2 = "scf.if"(%cond) ({\n    "scf.yield"(%x, %x) : (i32, i32) -> ()\n  }, {\n    %y = "arith.addi"(%x, %x) : (i32, i32) -> i32\n    "scf.yield"(%y, %x) : (i32, i32) -> ()\n  }) : (i1) -> (i32, i32)\n  return %r#1 : i32\n}';
  it('in generic form, with their names', () =>
    check(PRETTY.replace('scf.if', 'scf│.if'), 'Write in generic form', GENERIC));
  it('and back', () =>
    check(GENERIC.replace('scf.if', 'scf│.if'), 'Write in its own syntax', PRETTY));
  it('all of a file, and back', () => {
    const text =
      '#map = affine_map<(d0) -> (d0)>\nfunc.func @f(%a: i32) -> i32 attributes {m = #map} {\n  cf.br ^out(%a : i32)\n^out(%b: i32):  // pred: ^bb0\n  return %b : i32\n}';
    const generic = act(`│${text}\n`, 'Write all in generic form');
    assert.match(
      generic,
      /^#map = .*\n"func\.func"\(\) \(\{\n\^bb0\(%a: i32\):\n {2}"cf\.br"\(%a\)\[\^out\]/,
    );
    check(`│${generic}`, "Write all in the operations' own syntax", `${text}\n`);
  });
  it('not where something would be lost that does not parse', () =>
    assert.ok(
      !titles('│func.func @f() {\n  nonsense.op x\n}').some((title) =>
        title.startsWith('Write all'),
      ),
    ));
});

describe('code actions that move text', () => {
  it('large constants into resources', () => {
    const numbers = Array.from({ length: 16 }, (_, i) => i).join(', ');
    const hex = Array.from(
      { length: 16 },
      (_, i) => `${i.toString(16).padStart(2, '0').toUpperCase()}000000`,
    );
    check(
      `func.func @f() -> tensor<16xi32> {\n  %c = arith.constant dense<[│${numbers}]> : tensor<16xi32>\n  return %c : tensor<16xi32>\n}\n`,
      'Outline the constant into a resource',
      `func.func @f() -> tensor<16xi32> {\n  %c = arith.constant dense_resource<constant_16> : tensor<16xi32>\n  return %c : tensor<16xi32>\n}\n\n{-#\n  dialect_resources: {\n    builtin: {\n      constant_16: "0x40000000${hex.join('')}"\n    }\n  }\n#-}\n`,
    );
  });
  it('all large constants of a file beside the resources that are there', () => {
    const constant = (values: number): string =>
      `dense<[${Array.from({ length: values }, (_, i) => i).join(', ')}]> : tensor<${values}xi64>`;
    const after = act(
      `#a = │${constant(8)}\n#b = ${constant(9)}\nfunc.func private @f() attributes {a = #a, b = #b, c = dense_resource<constant_8> : tensor<1xi32>}\n{-#\n  dialect_resources: {\n    builtin: {\n      constant_8: "0x0400000001000000"\n    }\n  }\n#-}\n`,
      'Outline all large constants into resources',
    );
    assert.match(
      after,
      /#a = dense_resource<constant_8_0> : tensor<8xi64>\n#b = dense_resource<constant_9> /,
    );
    assert.match(
      after,
      /builtin: \{\n {6}constant_8_0: "0x40000000.*",\n {6}constant_9: ".*",\n {6}constant_8: "/,
    );
    assert.ok(!documentDiagnostics(new MlirDocument(after)).some(isError));
  });

  const WHOLE =
    'func.func @f(%a: i32, %b: i32) -> i32 {\n  %p:2 = call @g() : () -> (i32, i32)\n  ⟦%0 = arith.addi %a, %p#1 : i32\n  // doubled\n  %1 = arith.addi %0, %0 : i32⟧\n  %2 = arith.muli %1, %b : i32\n  return %2 : i32\n}\nfunc.func private @g() -> (i32, i32)\n';
  it('operations into a function', () =>
    check(
      WHOLE,
      'Extract into a function',
      'func.func @f(%a: i32, %b: i32) -> i32 {\n  %p:2 = call @g() : () -> (i32, i32)\n  %1 = func.call @f_part(%a, %p#1) : (i32, i32) -> (i32)\n  %2 = arith.muli %1, %b : i32\n  return %2 : i32\n}\n\nfunc.func private @f_part(%a: i32, %part_p_1: i32) -> (i32) {\n  %0 = arith.addi %a, %part_p_1 : i32\n  // doubled\n  %1 = arith.addi %0, %0 : i32\n  return %1 : i32\n}\nfunc.func private @g() -> (i32, i32)\n',
    ));
  it('operations of a nested region, with a group of results', () =>
    check(
      'module {\n  func.func @f(%c: i1) -> i32 {\n    %r = scf.if %c -> i32 {\n      ⟦%p:2 = func.call @g() : () -> (i32, i32)⟧\n      scf.yield %p#0 : i32\n    } else {\n      %x = arith.constant 1 : i32\n      scf.yield %x : i32\n    }\n    return %r : i32\n  }\n  func.func private @g() -> (i32, i32)\n}\n',
      'Extract the operation into a function',
      'module {\n  func.func @f(%c: i1) -> i32 {\n    %r = scf.if %c -> i32 {\n      %p:2 = func.call @f_part() : () -> (i32, i32)\n      scf.yield %p#0 : i32\n    } else {\n      %x = arith.constant 1 : i32\n      scf.yield %x : i32\n    }\n    return %r : i32\n  }\n\n  func.func private @f_part() -> (i32, i32) {\n    %p:2 = func.call @g() : () -> (i32, i32)\n    return %p#0, %p#1 : i32, i32\n  }\n  func.func private @g() -> (i32, i32)\n}\n',
    ));
  it('not a terminator', () =>
    assert.ok(
      !titles('func.func @f() {\n  ⟦return⟧\n}').some((title) => title.startsWith('Extract')),
    ));
  it('a function back to where it is called', () =>
    check(
      'func.func @f(%a: i32, %x: i32) -> i32 {\n  %0 = call │@g(%a, %a) : (i32, i32) -> i32\n  %1 = arith.addi %0, %x : i32\n  return %1 : i32\n}\nfunc.func private @g(%p: i32, %q: i32) -> i32 {\n  %x = arith.muli %p, %q : i32\n  // and more\n  %0 = arith.addi %x, %q : i32\n  return %0 : i32\n}\n',
      "Inline '@g'",
      'func.func @f(%a: i32, %x: i32) -> i32 {\n  %x_0 = arith.muli %a, %a : i32\n  // and more\n  %inlined = arith.addi %x_0, %a : i32\n  %1 = arith.addi %inlined, %x : i32\n  return %1 : i32\n}\nfunc.func private @g(%p: i32, %q: i32) -> i32 {\n  %x = arith.muli %p, %q : i32\n  // and more\n  %0 = arith.addi %x, %q : i32\n  return %0 : i32\n}\n',
    ));
  it('nothing, where the function only passes an argument on', () =>
    check(
      'func.func @f(%a: i32) -> i32 {\n  %0 = call │@g(%a) : (i32) -> i32\n  return %0 : i32\n}\nfunc.func @g(%p: i32) -> i32 {\n  return %p : i32\n}\n',
      "Inline '@g'",
      'func.func @f(%a: i32) -> i32 {\n  return %a : i32\n}\nfunc.func @g(%p: i32) -> i32 {\n  return %p : i32\n}\n',
    ));
  it('a function into a piece of its own, unless it needs the other', () => {
    check(
      'func.func private @f()\n\n// About g.\nfunc.func private @│g()\n',
      'Split the file here',
      'func.func private @f()\n\n// -----\n\n// About g.\nfunc.func private @g()\n',
    );
    assert.equal(
      act('!t = i32\nfunc.func private @f()\nfunc.func private @│g(!t)', 'Split the file here'),
      'no edits',
    );
  });
});

describe('code actions for tests of diagnostics', () => {
  it('insert what is expected', () =>
    assert.equal(
      act('func.func @f() {\n  │arith.adi\n}', 'Insert expected-error'),
      "func.func @f() {\n  // expected-error@+1 {{custom op 'arith.adi' is unknown}}\n  arith.adi\n}",
    ));
  it('update what was expected', () =>
    assert.equal(
      act(
        'func.func @f() {\n  // expected-error@+1 {{old}}\n  │arith.adi\n}',
        'Update expected-error',
      ),
      "func.func @f() {\n  // expected-error@+1 {{custom op 'arith.adi' is unknown}}\n  arith.adi\n}",
    ));
  it('leave what is right', () =>
    assert.ok(
      !titles('func.func @f() {\n  // expected-error@+1 {{is unknown}}\n  │arith.adi\n}').some(
        (title) => title.includes('expected-'),
      ),
    ));
});

describe('fix all', () => {
  it('mends what has a likely fix, in all pieces', () =>
    check(
      '│func.func @f(%abc: i32) -> i32 {\n  return %abd : i32\n}\n// -----\nfunc.func @g() {\n  cf.br ^ed\n^end:\n  return\n}\n',
      'Fix all that can be fixed',
      'func.func @f(%abc: i32) -> i32 {\n  return %abc : i32\n}\n// -----\nfunc.func @g() {\n  cf.br ^end\n^end:\n  return\n}\n',
    ));
  it('is not offered where nothing is wrong', () =>
    assert.ok(!titles('│func.func private @f()').includes('Fix all that can be fixed')));
});
