/** The types of the transform dialect: handles to operations and values of a payload, and parameters. */

import type { TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { DialectType, isDialectType, type Type } from '../../types.ts';
import { PdlOperation } from '../pdl/types.ts';

/** Does a type stand for operations of the payload? */
export const isHandle = (type: Type): boolean =>
  isDialectType(type, 'transform.any_op') ||
  isDialectType(type, 'transform.op') ||
  isDialectType(type, 'pdl.operation');
export const isValueHandle = (type: Type): boolean => isDialectType(type, 'transform.any_value');
export const isParameter = (type: Type): boolean => isDialectType(type, 'transform.param');

/** Do both stand for operations, both for values, or both for parameters? */
export const areAlike = (a: Type, b: Type): boolean =>
  [isHandle, isValueHandle, isParameter].some((is) => is(a) && is(b));

/** A handle to operations as a pattern has it, the only type of what prints without one. */
export const PdlHandle: TypeConstraint = PdlOperation;
export const Handle: TypeConstraint = {
  summary: 'TransformHandleTypeInterface instance',
  matches: isHandle,
};
export const ValueHandle: TypeConstraint = {
  summary: 'TransformValueHandleTypeInterface instance',
  matches: isValueHandle,
};
/** Upstream gives the type no words. */
export const AnyValue: TypeConstraint = {
  summary: '',
  matches: isValueHandle,
  buildable: (context) => DialectType.get(context, 'transform', 'any_value'),
};
export const HandleOrParameter: TypeConstraint = {
  summary: 'any transform handle or parameter',
  matches: (type) => isHandle(type) || isParameter(type),
};
export const ParameterOrHandle: TypeConstraint = {
  summary: "transform 'param' type or any handle type",
  matches: (type) => isHandle(type) || isParameter(type),
};
/** A handle to operations of one name. */
export const handleTo = (name: string): TypeConstraint => ({
  summary: `Transform IR handle to ${name} operations`,
  matches: (type) => isDialectType(type, 'transform.op') && type.params[0] === name,
});

export const types: readonly TypeDefinition[] = [
  { mnemonic: 'any_op', summary: 'operations of the payload' },
  { mnemonic: 'any_value', summary: 'values of the payload' },
  {
    mnemonic: 'op',
    summary: 'operations of the payload that have one name',
    parse(parser) {
      parser.parsePunctuation('<');
      const name = parser.parseString();
      parser.parsePunctuation('>');
      return [name];
    },
    print(printer, type) {
      printer.print('<');
      printer.printString(String(type.params[0]));
      printer.print('>');
    },
  },
  {
    mnemonic: 'param',
    summary: 'numbers that transformations compute with',
    parse(parser) {
      parser.parsePunctuation('<');
      const type = parser.parseType();
      parser.parsePunctuation('>');
      return [type];
    },
    print(printer, type) {
      printer.print('<');
      printer.printType(type.params[0] as Type);
      printer.print('>');
    },
    verify([type]) {
      const { kind, width } = type as Type & { width?: number };
      return kind === 'integer' && (width ?? 0) <= 64
        ? null
        : 'only supports integer types with width <=64';
    },
  },
];
