/** Assembly formats: reading them, and that every registered operation's compiles. */

import assert from 'node:assert/strict';
import { AnyType, I64Attr, UnitAttrConstraint } from '../constraints.ts';
import { Context } from '../context.ts';
import { defineOp, optionalAttr, variadic } from '../dialect.ts';
import { allDialects } from '../dialects/index.ts';
import { AllTypesMatch } from '../traits.ts';
import {
  assemblyFormatOf,
  FormatError,
  parseAssemblyFormat,
  spaceAfterLiteral,
  spaceBeforeLiteral,
} from './assembly-format.ts';
import { inferTypeSources } from './infer.ts';
import { formatParserOf } from './parse.ts';

const sample = defineOp('test.sample', {
  summary: 'has one of everything',
  operands: { a: AnyType, b: variadic(AnyType) },
  results: { r: AnyType },
  attributes: { flag: optionalAttr(UnitAttrConstraint), count: I64Attr },
  regions: { body: 'any' },
  successors: { next: 'any' },
  traits: [AllTypesMatch('a', 'r')],
});
const kinds = (text: string): string[] =>
  parseAssemblyFormat(text, sample).elements.map((element) => element.kind);

describe('assembly formats', () => {
  it('reads variables, literals, directives and white space', () => {
    assert.deepEqual(
      kinds('$a `,` `` $b ` ` type($b) attr-dict $body $next functional-type($a, results) `\\n`'),
      [
        'operand',
        'literal',
        'space',
        'operand',
        'space',
        'type',
        'attr-dict',
        'region',
        'successor',
        'functional-type',
        'space',
      ],
    );
  });

  it('reads optional groups with an anchor and an else group', () => {
    const [group] = parseAssemblyFormat('(`x` `` $b^) : (`none`)?', sample).elements;
    assert.ok(group?.kind === 'optional');
    assert.equal(group.anchor, 2);
    assert.equal(group.first, 0);
    assert.equal(group.otherwise.length, 1);
  });

  it('reads an oilist as clauses led by their literal', () => {
    const [list] = parseAssemblyFormat('oilist(`on` `(` $a `)` | `private`)', sample).elements;
    assert.ok(list?.kind === 'oilist');
    assert.deepEqual(
      list.clauses.map((clause) => [clause.keyword, clause.elements.length]),
      [
        ['on', 3],
        ['private', 0],
      ],
    );
  });

  it('reads custom directives with references and literals', () => {
    const [custom] = parseAssemblyFormat(
      'custom<X>($count, ref($a), type($r), "text")',
      sample,
    ).elements;
    assert.ok(custom?.kind === 'custom');
    assert.equal(custom.name, 'X');
    assert.deepEqual(
      custom.arguments.map((argument) => argument.kind),
      ['attribute', 'ref', 'type', 'literal'],
    );
  });

  it('knows which attributes have a place of their own', () => {
    const format = parseAssemblyFormat('$a attr-dict (`flag` $flag^)?', sample);
    assert.deepEqual([...format.boundAttributes], ['flag']);
  });

  it('refuses what names nothing, groups without anchors and stray results', () => {
    for (const text of ['$nope', '(`x` $a)?', 'results', 'custom<X>($a', 'type($count)'])
      assert.throws(() => parseAssemblyFormat(text, sample), FormatError, text);
  });

  it('puts spaces around literals as upstream does', () => {
    assert.equal(spaceBeforeLiteral(',', false), false);
    assert.equal(spaceBeforeLiteral('(', false), false);
    assert.equal(spaceBeforeLiteral('(', true), true);
    assert.equal(spaceBeforeLiteral(':', false), true);
    assert.equal(spaceBeforeLiteral('->', false), true);
    assert.equal(spaceAfterLiteral('('), false);
    assert.equal(spaceAfterLiteral('to'), true);
  });

  it('finds where types come from that are left out', () => {
    const format = parseAssemblyFormat('$a `,` $b `:` type($b) type($r) attr-dict', sample);
    const sources = inferTypeSources(sample, format);
    assert.deepEqual(
      sources.operands.map((source) => source.kind),
      ['same', 'explicit'],
    );
    assert.deepEqual(
      sources.results.map((source) => source.kind),
      ['explicit'],
    );
  });

  it('complains about a type that can come from nowhere', () => {
    const format = parseAssemblyFormat('$a `,` $b `:` type($a) type($r)', sample);
    assert.throws(
      () => inferTypeSources(sample, format),
      /operand #1, named 'b', is not inferable/,
    );
  });

  it('compiles the format of every registered operation', () => {
    const failures: string[] = [];
    let count = 0;
    for (const name of new Context(allDialects).registeredOperations()) {
      if (!name.definition) continue;
      try {
        if (assemblyFormatOf(name.definition)) count++;
        formatParserOf(name);
      } catch (error) {
        failures.push(String(error));
      }
    }
    assert.deepEqual(failures, []);
    assert.ok(count > 100, `${count} formats`);
  });
});
