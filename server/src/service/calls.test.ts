/** Who calls whom, and where what is declared is implemented, typed, read and written. */
import assert from 'node:assert/strict';
import { callablesAt, incomingCalls, outgoingCalls } from './call-hierarchy.ts';
import { MlirDocument, type TextRange } from './document.ts';
import { highlightsAt } from './highlights.ts';
import { implementationsAt } from './implementation.ts';
import { atCursor, withRanges } from './marked-text.fixture.ts';
import { typeDefinitionsAt } from './type-definition.ts';
import { allSymbols, distanceFrom } from './workspace-symbols.ts';

const CALLS =
  'func.func @a() {\n  call @b() : () -> ()\n  call @b() : () -> ()\n  call @c() : () -> ()\n  return\n}\n' +
  'func.func @b() {\n  call @c() : () -> ()\n  return\n}\nfunc.func private @c()\n';
const DISPATCH =
  'flow.executable private @ex {\n  flow.executable.export public @entry\n' +
  '  builtin.module {\n    func.func @entry() {\n      return\n    }\n  }\n}\n' +
  'func.func @main() {\n  flow.dispatch @ex::@entry() : () -> ()\n  return\n}\n';

const at = (text: string, part: string): [MlirDocument, number] => [
  new MlirDocument(text),
  text.indexOf(part),
];
const named = (calls: ReturnType<typeof incomingCalls>): unknown[] =>
  calls.map(({ callable: { name, detail }, places }) => [name, detail, places.length]);

describe('call hierarchy', () => {
  it('begins at a function or at a call of it', () => {
    for (const part of ['@b() : ', '@b() {']) {
      const [callable] = callablesAt(...at(CALLS, part));
      assert.equal(callable?.name, 'b');
      assert.equal(CALLS.slice(callable?.selection.start, callable?.selection.end), '@b');
    }
    assert.deepEqual(callablesAt(...at(CALLS, 'return')), []);
  });
  it('lists callers with the places of their calls', () => {
    assert.deepEqual(named(incomingCalls(...at(CALLS, '@b() {'))), [['a', 'func.func', 2]]);
    assert.deepEqual(named(incomingCalls(...at(CALLS, '@c()\n'))), [
      ['a', 'func.func', 1],
      ['b', 'func.func', 1],
    ]);
  });
  it('lists callees in the order of their calls', () => {
    const calls = outgoingCalls(...at(CALLS, '@a'));
    assert.deepEqual(named(calls), [
      ['b', 'func.func', 2],
      ['c', 'func.func', 1],
    ]);
    const places: TextRange[] = calls.flatMap(({ places }) => [...places]);
    assert.deepEqual(
      places.map(({ start, end }) => CALLS.slice(start, end)),
      ['@b', '@b', '@c'],
    );
  });
  it('goes through dispatches and entry points', () => {
    assert.deepEqual(named(outgoingCalls(...at(DISPATCH, '@main'))), [
      ['entry', 'flow.executable.export', 1],
    ]);
    assert.deepEqual(named(outgoingCalls(...at(DISPATCH, '@entry\n'))), [
      ['entry', 'func.func', 1],
    ]);
    assert.deepEqual(named(incomingCalls(...at(DISPATCH, '@entry() {'))), [
      ['entry', 'flow.executable.export', 1],
    ]);
    assert.deepEqual(named(incomingCalls(...at(DISPATCH, '@entry\n'))), [['main', 'func.func', 1]]);
  });
});

describe('implementation', () => {
  const targets = (text: string, part: string): unknown => {
    const [document, offset] = at(text, part);
    const found = implementationsAt(document, offset);
    return [withRanges(text, found.targets), found.declared];
  };
  it('of a function is the function', () =>
    assert.deepEqual(targets(CALLS, '@b() :'), [CALLS.replace('@b() {', '⟦@b⟧() {'), []]));
  it('of a declaration is elsewhere', () =>
    assert.deepEqual(targets(CALLS, '@c() :'), [CALLS, ['c']]));
  it('of an entry point is in its executable', () =>
    assert.deepEqual(targets(DISPATCH, '@entry()'), [
      DISPATCH.replace('@entry() {', '⟦@entry⟧() {'),
      [],
    ]));
});

describe('type definition', () => {
  const check = (marked: string): void => {
    const { document, cursor } = atCursor(marked.replaceAll(/[⟦⟧]/g, ''));
    assert.equal(
      withRanges(document.text, typeDefinitionsAt(document, cursor)),
      marked.replace('│', ''),
    );
  };
  it("of a value is its type's alias", () =>
    check('⟦!t⟧ = tensor<4xf32>\n!u = i32\nfunc.func @f(%│a: tensor<4xf32>) {\n  return\n}'));
  it('of an operation is that of its results', () =>
    check('⟦!t⟧ = i32\nfunc.func @f() {\n  %c = arith.con│stant 1 : i32\n  return\n}'));
  it('of an alias is its own, and there is none of a block', () => {
    check('⟦!t⟧ = i32\nfunc.func private @f(!│t)');
    check('!t = i32\nfunc.func @f() {\n  cf.br ^│a\n^a:\n  return\n}');
  });
});

describe('highlights', () => {
  it('tell what writes to memory from what reads it', () => {
    const { document, cursor } = atCursor(
      'func.func @f(%m: memref<i32>) {\n  %0 = memref.load %│m[] : memref<i32>\n  memref.store %0, %m[] : memref<i32>\n  return\n}',
    );
    assert.deepEqual(
      highlightsAt(document, cursor).map(({ kind }) => kind),
      ['write', 'read', 'write'],
    );
  });
  it('of what has no value are text', () => {
    const { document, cursor } = atCursor('!│t = i32\nfunc.func private @f(!t)');
    assert.deepEqual(
      highlightsAt(document, cursor).map(({ kind }) => kind),
      ['text', 'text'],
    );
  });
});

describe('workspace symbols', () => {
  it('are those in symbols, too, with what is around them', () =>
    assert.deepEqual(
      allSymbols(new MlirDocument(DISPATCH)).map(({ name, container }) => [name, container]),
      [
        ['ex', null],
        ['entry', 'ex'],
        ['entry', 'ex'],
        ['main', null],
      ],
    ));
  it('fit a query that begins their name best, then one in it, then its letters', () => {
    const distance = (name: string): number => distanceFrom('MaT', name) ?? Number.NaN;
    assert.ok(distance('mat') < distance('matmul'));
    assert.ok(distance('matmul') < distance('a_mat'));
    assert.ok(distance('a_mat') < distance('my_art'));
    assert.equal(distanceFrom('mat', 'tam'), null);
  });
});
