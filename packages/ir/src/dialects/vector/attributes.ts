/** Attributes of the vector dialect: how elements are combined, and kinds of iterators. */

import type { OpAsmParser } from '../../asm.ts';
import { type Attribute, DialectAttr, IntegerAttr } from '../../attributes.ts';
import { dialectAttr } from '../../constraints.ts';
import type { Context } from '../../context.ts';
import type { AttrConstraint, AttrDefinition } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { Type } from '../../types.ts';

export const COMBINING_KINDS = [
  'add',
  'mul',
  'minui',
  'minsi',
  'minf',
  'maxui',
  'maxsi',
  'maxf',
  'and',
  'or',
  'xor',
] as const;
export type CombiningKind = (typeof COMBINING_KINDS)[number];

const ITERATOR_TYPES = ['parallel', 'reduction'] as const;

const enumDefinition = (
  mnemonic: string,
  summary: string,
  cppName: string,
  cases: readonly string[],
): AttrDefinition => ({
  mnemonic,
  summary,
  parse(parser: OpAsmParser) {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const keyword = parser.parseKeyword();
    if (!cases.includes(keyword))
      parser.failWord(
        `expected ::mlir::vector::${cppName} to be one of: ${cases.join(', ')}`,
        cases,
        at,
      );
    parser.parsePunctuation('>');
    return [keyword];
  },
  print: (printer, attr) => printer.print(`<${String(attr.params[0])}>`),
});

export const attributes: readonly AttrDefinition[] = [
  enumDefinition('kind', 'how elements are combined', 'CombiningKind', COMBINING_KINDS),
  enumDefinition('iterator_type', 'kind of an iterator', 'IteratorType', ITERATOR_TYPES),
];

export const CombiningKindAttr = dialectAttr(
  'vector.kind',
  'Kind of combining function for contractions and reductions',
);
export const IteratorTypeArrayAttr: AttrConstraint = {
  summary: 'Iterator type should be an enum.',
  matches: (attr) =>
    attr.kind === 'array' &&
    attr.elements.every((e) => e.kind === 'dialect' && e.name === 'vector.iterator_type'),
};

export const combiningKind = (context: Context, kind: CombiningKind): DialectAttr =>
  DialectAttr.get(context, 'vector', 'kind', [kind]);
/** Kind of an operation, `add` where it has none. */
export function combiningKindOf(op: Operation): CombiningKind {
  const attr = op.attr('kind');
  const text = attr?.kind === 'dialect' ? String(attr.params[0]) : 'add';
  return COMBINING_KINDS.find((kind) => kind === text) ?? 'add';
}
export function isSupportedKind(kind: CombiningKind, elementType: Type): boolean {
  const isInteger = elementType.kind === 'integer' || elementType.kind === 'index';
  switch (kind) {
    case 'add':
    case 'mul':
      return isInteger || elementType.kind === 'float';
    case 'minf':
    case 'maxf':
      return elementType.kind === 'float';
    default:
      return isInteger;
  }
}

/** Numbers of an array attribute of integers. */
export function intArray(attr: Attribute | undefined): number[] {
  return attr?.kind === 'array'
    ? attr.elements.map((e) => (e instanceof IntegerAttr ? Number(e.value) : -1))
    : [];
}
