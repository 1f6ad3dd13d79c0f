/** Constants, buffers and lists of the vm dialect. */

import { UnitAttr } from '../../attributes.ts';
import { anyTypeOf, F32, F64, I8, I16, I32, I64 } from '../../constraints.ts';
import type { OpDefinition, TypeConstraint } from '../../dialect.ts';
import { AlwaysSpeculatable, ConstantLike } from '../../traits.ts';
import { zeroConstant } from './canonicalize.ts';
import { defineVMOp, effects, extensionTraits, named, PURE } from './define.ts';
import { numberAttr } from './fold.ts';
import { valueAttr } from './ops-structure.ts';
import { AnyList, AnyRef, BufferRef, PrimitiveList, SUFFIX_TYPES, type Suffix } from './types.ts';
import { verifyListGet, verifyListSet } from './verify.ts';

const NUMBERS: readonly Suffix[] = ['i32', 'i64', 'f32', 'f64'];
const CONSTANT = { ...PURE, traits: [...PURE.traits, ConstantLike] };

const constants: readonly OpDefinition[] = [
  ...NUMBERS.flatMap((suffix) => [
    defineVMOp(`const.${suffix}`, {
      summary: 'a constant',
      attributes: { value: valueAttr(suffix) },
      results: { result: SUFFIX_TYPES[suffix] },
      ...CONSTANT,
      traits: [...CONSTANT.traits, ...extensionTraits(suffix)],
      fold(op) {
        const value = op.attr('value');
        return value ? [value] : null;
      },
      canonicalize: [zeroConstant(`vm.const.${suffix}`)],
      // Only integers are named after their value.
      ...(suffix.startsWith('i')
        ? {
            resultNames(op, setName) {
              const value = op.intAttr('value');
              setName(op.result(), value === undefined ? 'c' : value === 0n ? 'zero' : `c${value}`);
            },
          }
        : {}),
      assemblyFormat: '$value attr-dict',
    }),
    defineVMOp(`const.${suffix}.zero`, {
      summary: 'the constant zero',
      results: { result: SUFFIX_TYPES[suffix] },
      ...CONSTANT,
      traits: [...CONSTANT.traits, ...extensionTraits(suffix)],
      fold: (op) => [numberAttr(op.result().type, 0)],
      resultNames: named('zero'),
      assemblyFormat: 'attr-dict',
    }),
  ]),
  defineVMOp('const.ref.zero', {
    summary: 'null',
    results: { result: AnyRef },
    ...CONSTANT,
    fold: (op) => [UnitAttr.get(op.context)],
    resultNames: named('null'),
    assemblyFormat: '`:` type($result) attr-dict',
  }),
];

// ----- Buffers -----

const SOURCE = { source_buffer: BufferRef, source_offset: I64 };
const TARGET = { target_buffer: BufferRef, target_offset: I64 };

/** What holds elements of a width in a register: the type itself, or i32. */
const orI32 = (type: TypeConstraint): TypeConstraint => anyTypeOf([type, I32]);

const buffers: readonly OpDefinition[] = [
  defineVMOp('buffer.alloc', {
    summary: 'a buffer of zeros',
    operands: { length: I64, alignment: I32 },
    results: { result: BufferRef },
    traits: [AlwaysSpeculatable],
    interfaces: [effects('alloc')],
    assemblyFormat: 'operands attr-dict `:` type($result)',
  }),
  defineVMOp('buffer.clone', {
    summary: 'a copy of part of a buffer',
    operands: { ...SOURCE, length: I64, alignment: I32 },
    results: { result: BufferRef },
    traits: [AlwaysSpeculatable],
    interfaces: [effects('alloc', 'read')],
    assemblyFormat: 'operands attr-dict `:` type($source_buffer) `->` type($result)',
  }),
  defineVMOp('buffer.length', {
    summary: 'length in bytes',
    operands: { buffer: BufferRef },
    results: { result: I64 },
    ...PURE,
    assemblyFormat: 'operands attr-dict `:` type($buffer) `->` type($result)',
  }),
  defineVMOp('buffer.copy', {
    summary: 'copies bytes',
    operands: { ...SOURCE, ...TARGET, length: I64 },
    interfaces: [effects('read', 'write')],
    assemblyFormat: 'operands attr-dict `:` type($source_buffer) `->` type($target_buffer)',
  }),
  defineVMOp('buffer.compare', {
    summary: 'are two ranges of bytes equal?',
    operands: {
      lhs_buffer: BufferRef,
      lhs_offset: I64,
      rhs_buffer: BufferRef,
      rhs_offset: I64,
      length: I64,
    },
    results: { result: I32 },
    interfaces: [effects('read', 'write')],
    assemblyFormat: 'operands attr-dict `:` type($lhs_buffer) `,` type($rhs_buffer)',
  }),
  ...Object.entries({ i8: I8, i16: I16, i32: I32, i64: I64, f32: F32, f64: F64 }).map(
    ([suffix, type]) =>
      defineVMOp(`buffer.fill.${suffix}`, {
        summary: 'fills elements with a value',
        operands: { ...TARGET, length: I64, value: orI32(type) },
        traits: extensionTraits(suffix),
        interfaces: [effects('write')],
        assemblyFormat:
          '$target_buffer `,` $target_offset `,` $length `,` $value attr-dict `:` type($value) `->` type($target_buffer)',
      }),
  ),
  ...Object.entries({
    'i8.u': I32,
    'i8.s': I32,
    'i16.u': I32,
    'i16.s': I32,
    i32: I32,
    i64: I64,
    f32: F32,
    f64: F64,
  }).map(([suffix, type]) =>
    defineVMOp(`buffer.load.${suffix}`, {
      summary: 'loads an element',
      operands: SOURCE,
      results: { result: orI32(type) },
      traits: extensionTraits(suffix),
      interfaces: [effects('read')],
      assemblyFormat:
        '$source_buffer `[` $source_offset `]` attr-dict `:` type($source_buffer) `->` type($result)',
    }),
  ),
  ...Object.entries({ i8: I32, i16: I32, i32: I32, i64: I64, f32: F32, f64: F64 }).map(
    ([suffix, type]) =>
      defineVMOp(`buffer.store.${suffix}`, {
        summary: 'stores an element',
        operands: { ...TARGET, value: orI32(type) },
        traits: extensionTraits(suffix),
        interfaces: [effects('write')],
        assemblyFormat:
          '$value `,` $target_buffer `[` $target_offset `]` attr-dict `:` type($value) `->` type($target_buffer)',
      }),
  ),
];

// ----- Lists -----

const lists: readonly OpDefinition[] = [
  defineVMOp('list.alloc', {
    summary: 'an empty list',
    operands: { initial_capacity: I32 },
    results: { result: AnyList },
    interfaces: [effects('alloc')],
    assemblyFormat: 'operands attr-dict `:` `(` type($initial_capacity) `)` `->` type($result)',
  }),
  defineVMOp('list.reserve', {
    summary: 'makes room for elements',
    operands: { list: AnyList, minimum_capacity: I32 },
    interfaces: [effects('alloc', 'read', 'write')],
    assemblyFormat: 'operands attr-dict `:` `(` type($list) `,` type($minimum_capacity) `)`',
  }),
  defineVMOp('list.size', {
    summary: 'how many elements a list holds',
    operands: { list: AnyList },
    results: { result: I32 },
    interfaces: [effects('read')],
    assemblyFormat: 'operands attr-dict `:` `(` type($list) `)` `->` type($result)',
  }),
  defineVMOp('list.resize', {
    summary: 'grows or cuts a list',
    operands: { list: AnyList, new_size: I32 },
    interfaces: [effects('write')],
    assemblyFormat: 'operands attr-dict `:` `(` type($list) `,` type($new_size) `)`',
  }),
  ...(Object.keys(SUFFIX_TYPES) as Suffix[]).flatMap((suffix) => {
    const type = SUFFIX_TYPES[suffix];
    const list = suffix === 'ref' ? AnyList : PrimitiveList;
    return [
      defineVMOp(`list.get.${suffix}`, {
        summary: 'an element of a list',
        operands: { list, index: I32 },
        results: { result: type },
        traits: extensionTraits(suffix),
        interfaces: [effects('read')],
        ...(suffix === 'ref' ? { verify: verifyListGet } : {}),
        assemblyFormat:
          'operands attr-dict `:` `(` type($list) `,` type($index) `)` `->` type($result)',
      }),
      defineVMOp(`list.set.${suffix}`, {
        summary: 'sets an element of a list',
        operands: { list, index: I32, value: type },
        traits: extensionTraits(suffix),
        interfaces: [effects('write')],
        ...(suffix === 'ref' ? { verify: verifyListSet } : {}),
        assemblyFormat:
          'operands attr-dict `:` `(` type($list) `,` type($index) `,` type($value) `)`',
      }),
    ];
  }),
];

export const memoryOperations: readonly OpDefinition[] = [...constants, ...buffers, ...lists];
