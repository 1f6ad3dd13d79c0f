/**
 * Types of the vm dialect. What upstream holds as a reference to an object is one type here:
 * `!vm.buffer`, `!vm.list<T>` and `!vm.ref<T>` are all references, since none of their objects can
 * be written without one.
 */

import {
  anyTypeOf,
  F32,
  F64,
  floatOf,
  I32,
  I64,
  integerAttrOfWidth,
  integerOfWidths,
} from '../../constraints.ts';
import type { Context } from '../../context.ts';
import type { AttrConstraint, TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { printType } from '../../printer/printer.ts';
import { DialectType, isDialectType, type Type } from '../../types.ts';
import { AnyPtrType } from '../util/types.ts';

const REFERENCES = new Set(['vm.ref', 'vm.buffer', 'vm.list']);

/** Is it a reference to an object of the runtime? */
export const isRefType = (type: Type): type is DialectType =>
  type.kind === 'dialect' && REFERENCES.has(type.name);

/** What `!vm.ref<object>` refers to; `!vm.opaque` for `?`. Null for buffers and lists. */
export const refObjectType = (type: DialectType): Type | null =>
  type.name === 'vm.ref' ? (type.params[0] as Type) : null;

/** What a `!vm.list` holds; `!vm.opaque` for `?`. */
export const listElementType = (type: DialectType): Type => type.params[0] as Type;

export const opaqueType = (context: Context): DialectType =>
  DialectType.get(context, 'vm', 'opaque');
export const vmBufferType = (context: Context): DialectType =>
  DialectType.get(context, 'vm', 'buffer');
export const vmListType = (element: Type): DialectType =>
  DialectType.get(element.context, 'vm', 'list', [element]);
/** A reference to an object; a type that is a reference already stays. */
export const vmRefType = (object: Type): DialectType =>
  isRefType(object) ? object : DialectType.get(object.context, 'vm', 'ref', [object]);

const parseParameter: NonNullable<TypeDefinition['parse']> = (parser) => {
  parser.parsePunctuation('<');
  const parameter = parser.parseOptionalPunctuation('?')
    ? opaqueType(parser.context)
    : parser.parseType();
  parser.parsePunctuation('>');
  return [parameter];
};
/** An object that references count: one of a dialect, and no reference itself. */
const parseObject: NonNullable<TypeDefinition['parse']> = (parser) => {
  const at = parser.offset() - 'ref'.length;
  const [object] = parseParameter(parser) as [Type];
  const isOfDialect = object.kind === 'dialect' || object.kind === 'opaque';
  if (!isOfDialect || isRefType(object))
    parser.failVerbatim(`invalid object type for a ref: '${printType(object)}'`, at);
  return [object];
};
const printParameter: NonNullable<TypeDefinition['print']> = (printer, type) => {
  const parameter = type.params[0] as Type;
  printer.print('<');
  if (isDialectType(parameter, 'vm.opaque')) printer.print('?');
  else printer.printType(parameter);
  printer.print('>');
};

export const vmTypes: readonly TypeDefinition[] = [
  { mnemonic: 'buffer', summary: 'a reference to a range of bytes' },
  { mnemonic: 'opaque', summary: 'an element of a list whose type is not known' },
  {
    mnemonic: 'ref',
    summary: 'a counted reference to an object of the runtime, or to any (`?`)',
    parse: parseObject,
    print: printParameter,
  },
  {
    mnemonic: 'list',
    summary: 'a reference to a growable list of elements of a type, or of any (`?`)',
    parse: parseParameter,
    print: printParameter,
  },
];

export const AnyRef: TypeConstraint = { summary: 'ref', matches: isRefType };
export const BufferRef: TypeConstraint = {
  summary: 'ref<buffer>',
  matches: (type) => isDialectType(type, 'vm.buffer'),
  buildable: vmBufferType,
};
export const AnyList: TypeConstraint = {
  summary: 'list',
  matches: (type) => isDialectType(type, 'vm.list'),
};
const Primitive = anyTypeOf([
  { ...integerOfWidths([8, 16, 32, 64]), summary: '8/16/32/64-bit integer' },
  {
    summary: '16/32/64-bit float',
    matches: anyTypeOf([floatOf('f16'), floatOf('bf16'), F32, F64]).matches,
  },
]);
/** A list of numbers, or of anything. */
export const PrimitiveList: TypeConstraint = {
  summary: `list<${Primitive.summary}>`,
  matches(type) {
    if (!isDialectType(type, 'vm.list')) return false;
    const element = listElementType(type);
    return isDialectType(element, 'vm.opaque') || Primitive.matches(element);
  },
};
/** Everything that fits a register. */
export const AnyVMType = anyTypeOf([I32, I64, F32, F64, I32, AnyRef]);
/** A pointer to a global: its ordinal, or what `util.global.address` gives. */
export const pointerTo = (target: TypeConstraint): TypeConstraint =>
  anyTypeOf([
    I32,
    {
      summary: `ptr<${target.summary}>`,
      matches: (type) =>
        AnyPtrType.matches(type) && target.matches((type as DialectType).params[0] as Type),
    },
  ]);
export const AnyPointer = anyTypeOf([I32, AnyPtrType]);

export const OrdinalAttr: AttrConstraint = { ...integerAttrOfWidth(32), summary: 'ordinal value' };
export const GlobalRefAttr: AttrConstraint = {
  summary: 'symbol reference attribute',
  matches: (attr) => attr.kind === 'symbol_ref' && attr.nested.length === 0,
};

/** Types an instruction family exists for, by the suffix of its operations. */
export const SUFFIX_TYPES = { i32: I32, i64: I64, f32: F32, f64: F64, ref: AnyRef } as const;
export type Suffix = keyof typeof SUFFIX_TYPES;
