/** What definitions are in an era, and what is said of a name that an era does not have. */

import assert from 'node:assert/strict';
import { AnyType, I64Attr } from './constraints.ts';
import { Context } from './context.ts';
import { defineDialect, defineOp, optionalAttr } from './dialect.ts';
import { builtinDialect } from './dialects/builtin/index.ts';
import { operationIn } from './era-definitions.ts';
import { ERAS, type Era, isIn } from './eras.ts';
import { parseModule } from './parser/parse.ts';
import { printOperation } from './printer/printer.ts';
import { verifyOperation } from './verify/verifier.ts';

const toy = defineDialect({
  name: 'toy',
  summary: 'what changes',
  operations: [
    defineOp('toy.old', {
      summary: 'has got another name',
      operands: { value: AnyType },
      assemblyFormat: '$value attr-dict `:` type($value)',
      changes: [
        { since: '2026', name: 'toy.new' },
        {
          until: '2023',
          attributes: { weight: optionalAttr(I64Attr) },
          assemblyFormat: '$value (`by` $weight^)? attr-dict `:` type($value)',
        },
      ],
    }),
    defineOp('toy.past', { summary: 'is gone', assemblyFormat: 'attr-dict', until: '2026' }),
    defineOp('toy.future', {
      summary: 'was not',
      assemblyFormat: 'attr-dict',
      since: '2026',
      results: { value: AnyType },
      changes: [{ since: '2026', results: {}, verify: (_, report) => report.opError('is new') }],
    }),
  ],
  types: [
    { mnemonic: 'later', summary: 'has come', since: '2023' },
    { mnemonic: 'plain', summary: 'is in all', changes: [{ since: '2026', summary: 'still is' }] },
  ],
});
const before = defineDialect({
  name: 'before',
  summary: 'was dropped',
  operations: [defineOp('before.op', { summary: 'so was it', assemblyFormat: 'attr-dict' })],
  until: '2026',
});
const contextOf = (era: Era): Context => new Context([builtinDialect, toy, before], era);

/** The errors and their notes. */
function errorsOf(text: string, era: Era): readonly string[] {
  const { module, diagnostics } = parseModule(contextOf(era), text);
  const found = diagnostics.length > 0 ? diagnostics : verifyOperation(module);
  return found.flatMap(({ message, notes }) => [message, ...notes.map((note) => note.message)]);
}

describe('eras', () => {
  it('are in a range from its first one to the one before its end', () => {
    const erasIn = (range: Parameters<typeof isIn>[0]): readonly Era[] =>
      ERAS.filter((era) => isIn(range, era));
    assert.deepEqual(erasIn({}), ['llvm16', '2023', '2026']);
    assert.deepEqual(erasIn({ since: '2023' }), ['2023', '2026']);
    assert.deepEqual(erasIn({ until: '2023' }), ['llvm16']);
    assert.deepEqual(erasIn({ since: '2023', until: '2026' }), ['2023']);
  });
});

describe('definitions in an era', () => {
  it('are registered by the name that they have in it', () => {
    const namesIn = (era: Era): readonly string[] =>
      [...contextOf(era).registeredOperations()]
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('builtin'));
    assert.deepEqual(namesIn('llvm16'), ['toy.old', 'toy.past', 'before.op']);
    assert.deepEqual(namesIn('2023'), ['toy.old', 'toy.past', 'before.op']);
    assert.deepEqual(namesIn('2026'), ['toy.new', 'toy.future']);
  });

  it('are themselves where nothing is different', () => {
    const [old] = toy.operations;
    assert.ok(old);
    assert.equal(operationIn(old, '2023'), old);
    assert.notEqual(operationIn(old, '2026'), old);
    assert.equal(contextOf('2023').dialects.get('before'), before);
    assert.equal(contextOf('2026').dialects.get('toy'), contextOf('2026').dialects.get('toy'));
  });

  it('have the fields of the changes of the era, and those that did not change', () => {
    const attributesIn = (era: Era): readonly string[] =>
      contextOf(era)
        .operationName('toy.old')
        .definition?.attributes.map(({ name }) => name) ?? [];
    assert.deepEqual(attributesIn('llvm16'), ['weight']);
    assert.deepEqual(attributesIn('2023'), []);
    const future = contextOf('2026').operationName('toy.future').definition;
    assert.deepEqual([future?.results.length, future?.spec.summary], [0, 'was not']);
    assert.deepEqual(errorsOf('toy.future', '2026'), ["'toy.future' op is new"]);
  });

  it('of types likewise', () => {
    assert.equal(contextOf('llvm16').typeDefinition('toy.later'), undefined);
    assert.equal(contextOf('2023').typeDefinition('toy.later')?.summary, 'has come');
    assert.equal(contextOf('2023').typeDefinition('toy.plain')?.summary, 'is in all');
    assert.equal(contextOf('2026').typeDefinition('toy.plain')?.summary, 'still is');
  });

  it('read and print by the format of the era', () => {
    const text = '"test.region"() ({\n^bb0(%x: i1):\n  toy.old %x by 2 : i1\n}) : () -> ()';
    const context = contextOf('llvm16');
    context.allowUnregisteredDialects = true;
    const { module, diagnostics } = parseModule(context, text);
    assert.deepEqual(diagnostics, []);
    assert.match(printOperation(module), /toy\.old %arg0 by 2 : i1/);
    assert.match(
      printOperation(module, { generic: true }),
      /"toy\.old"\(%arg0\) \{weight = 2 : i64\}/,
    );
    assert.deepEqual(
      errorsOf(text.replace('"test.region"', '"toy.region"'), '2023').filter((message) =>
        message.startsWith('expected'),
      ),
      ["expected ':'"],
    );
  });
});

describe('a name of another era', () => {
  it('is said to be called otherwise', () => {
    assert.deepEqual(errorsOf('toy.new', '2023'), [
      "custom op 'toy.new' is unknown",
      '`toy.old` is called `toy.new` since 2026',
    ]);
    assert.deepEqual(errorsOf('"toy.old"() : () -> ()', '2026'), [
      "unregistered operation 'toy.old' found in dialect ('toy') that does not allow unknown operations",
      '`toy.old` is called `toy.new` since 2026',
    ]);
  });

  it('can be put right by an editor', () => {
    const { diagnostics } = parseModule(contextOf('2026'), 'toy.old');
    assert.deepEqual(diagnostics[0]?.notes[0]?.suggestion, {
      written: 'toy.old',
      meant: 'toy.new',
    });
  });

  it('is said to be gone, or to come', () => {
    assert.deepEqual(
      errorsOf('toy.past', '2026')[1],
      '`toy.past` was known before 2026; the dialects are those of 2026',
    );
    assert.deepEqual(
      errorsOf('toy.future', '2023')[1],
      '`toy.future` is known since 2026; the dialects are those of 2023',
    );
    assert.match(errorsOf('before.op', '2026').join(), /`before\.op` was known before 2026/);
  });
});
