/** Attributes of the tosa dialect: zero points of quantised numbers; and constraints on others. */

import { confinedAttr, DenseI64ArrayAttr, dialectAttr, StrAttr } from '../../constraints.ts';
import type { AttrConstraint, AttrDefinition } from '../../dialect.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';
import { parseWrappedInteger } from '../wrapped-integers.ts';

const zeroPoint = (name: string): StructParameter => ({
  name,
  parse: (parser) => parseWrappedInteger(parser, 64),
  print: (printer, value) => printer.print(String(value)),
});
const zeroPoints = (
  mnemonic: string,
  summary: string,
  ...names: readonly string[]
): AttrDefinition => structAttribute(mnemonic, summary, names.map(zeroPoint));

export const attributes: readonly AttrDefinition[] = [
  zeroPoints('unary_quant', 'zero points of an input and an output', 'input_zp', 'output_zp'),
  zeroPoints('conv_quant', 'zero points of an input and weights', 'input_zp', 'weight_zp'),
  zeroPoints('matmul_quant', 'zero points of the two factors', 'a_zp', 'b_zp'),
  zeroPoints('pad_quant', 'zero point of an input that is padded', 'input_zp'),
];

const quantization = (mnemonic: string, of: string): AttrConstraint =>
  dialectAttr(`tosa.${mnemonic}`, `Attribute for ${of} quantization information.`);
export const UnaryQuantization = quantization('unary_quant', 'UnaryOp');
export const ConvQuantization = quantization('conv_quant', 'Conv type op');
export const MatMulQuantization = quantization('matmul_quant', 'MatMulOp');
export const PadQuantization = quantization('pad_quant', 'PadOp');

/** So many integers. */
export const integers = (count: number): AttrConstraint =>
  confinedAttr(
    DenseI64ArrayAttr,
    (attr) => attr.kind === 'dense_array' && attr.values.length === count,
    `with exactly ${count} elements`,
  );
/** No more integers than that; upstream's words say the contrary. */
export const atMostIntegers = (count: number): AttrConstraint =>
  confinedAttr(
    DenseI64ArrayAttr,
    (attr) => attr.kind === 'dense_array' && attr.values.length <= count,
    `with at least ${count} elements`,
  );

const RESIZE_MODES: readonly string[] = ['BILINEAR', 'NEAREST_NEIGHBOR'];
export const ResizeMode: AttrConstraint = {
  ...StrAttr,
  summary: 'Supported resize/upsampling strategies',
  matches: (attr) => attr.kind === 'string' && RESIZE_MODES.includes(attr.value),
};
