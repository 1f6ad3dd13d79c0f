/** The linalg dialect: structured operations on tensors and buffers. */

import type { OpAsmParser } from '../../asm.ts';
import { type AttrDefinition, defineDialect } from '../../dialect.ts';
import { operations } from './ops.ts';

/** `#linalg.name<case>`: an enum held by its keyword. */
const enumAttribute = (
  mnemonic: string,
  summary: string,
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
        `expected one of ${cases.join(', ')} for linalg.${mnemonic}, found '${keyword}'`,
        cases,
        at,
      );
    parser.parsePunctuation('>');
    return [keyword];
  },
  print(printer, attr) {
    printer.print(`<${String(attr.params[0])}>`);
  },
});

export const linalgDialect = defineDialect({
  name: 'linalg',
  summary: 'structured operations: loop nests given by iterators, indexing maps and a scalar body',
  operations,
  attributes: [
    enumAttribute('iterator_type', 'how a loop of a structured operation runs', [
      'parallel',
      'reduction',
      'window',
    ]),
    enumAttribute('type_fn', 'how a scalar is cast', ['cast_signed', 'cast_unsigned']),
    enumAttribute('unary_fn', 'a function of one scalar', [
      'exp',
      'log',
      'abs',
      'ceil',
      'floor',
      'negf',
    ]),
    enumAttribute('binary_fn', 'a function of two scalars', [
      'add',
      'sub',
      'mul',
      'max_signed',
      'min_signed',
      'max_unsigned',
      'min_unsigned',
    ]),
  ],
  isLegalToInline: () => true,
});

export { NAMED_OPERATIONS, type NamedOperation } from './named-table.ts';
export { castScalar, namedBody } from './scalar-body.ts';
export {
  genericIterators,
  genericMaps,
  type IteratorType,
  inits,
  inputs,
  namedOperation,
  numInits,
  operandRank,
  staticLoopRanges,
} from './structured.ts';
