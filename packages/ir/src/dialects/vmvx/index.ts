/** The vmvx dialect: the VM's vector extensions, microkernels on buffers with offsets and strides. */

import {
  AnyMemRef,
  anyTypeOf,
  F32,
  F64,
  I8,
  I16,
  I32,
  I32Attr,
  I64,
  Index,
  IndexAttr,
  StrAttr,
  typeAttrOf,
} from '../../constraints.ts';
import { defineDialect, defineOp, type OpDefinition, variadic } from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import { BufferType } from '../util/types.ts';

const Element = anyTypeOf([I8, I16, I32, I64, F32, F64]);
const ElementAttr = typeAttrOf(Element);
const Indices = variadic(Index);

/** `in(%buffer offset %o strides[%s] : type)` of a buffer that `stridedOperands` declares. */
const strided = (name: string): string =>
  `\`${name}\` \`\` \`(\` $${name}_buffer \`offset\` $${name}_offset \`strides\` \`[\` $${name}_strides \`]\` \`:\` type($${name}_buffer) \`)\``;
const stridedOperands = (name: string) => ({
  [`${name}_buffer`]: BufferType,
  [`${name}_offset`]: Index,
  [`${name}_strides`]: Indices,
});
/** The same with one stride, that of rows (`row_stride`) or of the first dimension (`stride0`). */
const rows = (name: string, stride: 'row_stride' | 'stride0'): string =>
  `\`${name}\` \`\` \`(\` $${name}_buffer \`offset\` $${name}_offset \`${stride}\` $${name}_${stride} \`:\` type($${name}_buffer) \`)\``;
const rowOperands = (name: string, stride: 'row_stride' | 'stride0') => ({
  [`${name}_buffer`]: BufferType,
  [`${name}_offset`]: Index,
  [`${name}_${stride}`]: Index,
});
const SIZES = '`sizes` `` `(` $sizes `)`';
const FLAGS = '`flags` `` `(` $flags `)`';
const OPCODE = '`op` `` `(` $opcode `:` $element_type `)`';
const list = (...names: readonly string[]): string =>
  `\`(\` ${names.map((name) => `$${name}`).join(' `,` ')} \`)\``;
const indices = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, Index]));

const product = (
  name: 'matmul' | 'mmt4d',
  summary: string,
  tiles: readonly string[],
): OpDefinition =>
  defineOp(`vmvx.${name}`, {
    summary,
    operands: {
      ...rowOperands('lhs', 'row_stride'),
      ...rowOperands('rhs', 'row_stride'),
      ...rowOperands('out', 'row_stride'),
      ...indices('m', 'n', 'k', ...tiles),
    },
    attributes: {
      lhs_type: ElementAttr,
      rhs_type: ElementAttr,
      out_type: ElementAttr,
      flags: I32Attr,
    },
    assemblyFormat: `${rows('lhs', 'row_stride')} ${rows('rhs', 'row_stride')} ${rows('out', 'row_stride')} \`mnk\` \`\` ${list('m', 'n', 'k')} ${tiles.length > 0 ? `\`tile_mnk\` \`\` ${list(...tiles)} ` : ''}${FLAGS} \`:\` ${list('lhs_type', 'rhs_type', 'out_type')} attr-dict`,
  });

const packing = (
  name: 'pack' | 'unpack',
  summary: string,
  inputs: readonly string[],
  outputs: readonly string[],
): OpDefinition =>
  defineOp(`vmvx.${name}`, {
    summary,
    operands: {
      ...rowOperands('in', 'stride0'),
      ...rowOperands('out', 'stride0'),
      ...indices(...inputs, ...outputs),
      ...(name === 'pack' ? { padding_value: Element } : {}),
    },
    attributes: { in_type: ElementAttr, out_type: ElementAttr, flags: I32Attr },
    assemblyFormat: `${rows('in', 'stride0')} ${rows('out', 'stride0')} \`in_shape\` \`\` ${list(...inputs)} \`out_shape\` \`\` ${list(...outputs)} ${name === 'pack' ? '`padding_value` `(` $padding_value `:` type($padding_value) `)` ' : ''}${FLAGS} \`:\` ${list('in_type', 'out_type')} attr-dict`,
  });

export const vmvxDialect = defineDialect({
  name: 'vmvx',
  summary: "the VM's vector extensions, microkernels on buffers with offsets and strides",
  operations: [
    defineOp('vmvx.get_buffer_descriptor', {
      summary: 'the buffer of a memref, with its offset, sizes and strides',
      operands: { source: AnyMemRef },
      results: { base_buffer: BufferType, offset: Index, sizes: Indices, strides: Indices },
      traits: [Pure],
      assemblyFormat: '$source `:` type($source) `->` type(results) attr-dict',
    }),
    defineOp('vmvx.get_raw_interface_binding_buffer', {
      summary: 'the whole buffer of a binding',
      results: { buffer: BufferType },
      attributes: { set: IndexAttr, binding: IndexAttr },
      traits: [Pure],
      assemblyFormat: '`set` `(` $set `)` `binding` `(` $binding `)` attr-dict',
    }),
    defineOp('vmvx.query_tile_sizes', {
      summary: 'tile sizes that suit the processor',
      operands: { sizes: Indices },
      results: { tileSizes: Indices },
      attributes: { flags: I32Attr },
      traits: [Pure],
      assemblyFormat: `\`sizes\` \`\` \`(\` $sizes \`)\` ${FLAGS} \`->\` type(results) attr-dict`,
    }),
    defineOp('vmvx.binary', {
      summary: 'combines elements of two buffers',
      operands: {
        ...stridedOperands('lhs'),
        ...stridedOperands('rhs'),
        ...stridedOperands('out'),
        sizes: Indices,
      },
      attributes: { opcode: StrAttr, element_type: ElementAttr },
      assemblyFormat: `${OPCODE} ${strided('lhs')} ${strided('rhs')} ${strided('out')} ${SIZES} attr-dict`,
    }),
    defineOp('vmvx.copy', {
      summary: 'copies elements',
      operands: { ...stridedOperands('in'), ...stridedOperands('out'), sizes: Indices },
      attributes: { element_type: ElementAttr },
      assemblyFormat: `${strided('in')} ${strided('out')} ${SIZES} \`:\` $element_type attr-dict`,
    }),
    defineOp('vmvx.fill2d', {
      summary: 'fills a matrix with a value',
      operands: {
        scalar: Element,
        ...rowOperands('out', 'row_stride'),
        ...indices('m', 'n'),
      },
      assemblyFormat: `\`scalar\` \`\` \`(\` $scalar \`:\` type($scalar) \`)\` ${rows('out', 'row_stride')} \`sizes\` \`\` ${list('m', 'n')} attr-dict`,
    }),
    product('matmul', 'product of matrices', []),
    product('mmt4d', 'product of matrices that lie in tiles', ['tile_m', 'tile_n', 'tile_k']),
    packing(
      'unpack',
      'takes a matrix out of its tiles',
      ['in_size0', 'in_size1', 'in_size2', 'in_size3'],
      ['out_size0', 'out_size1'],
    ),
    packing(
      'pack',
      'arranges a matrix in tiles',
      ['in_size0', 'in_size1'],
      ['out_size0', 'out_size1', 'out_size2', 'out_size3'],
    ),
    defineOp('vmvx.unary', {
      summary: 'changes each element',
      operands: { ...stridedOperands('in'), ...stridedOperands('out'), sizes: Indices },
      attributes: { opcode: StrAttr, element_type: ElementAttr },
      assemblyFormat: `${OPCODE} ${strided('in')} ${strided('out')} ${SIZES} attr-dict`,
    }),
  ],
});
