/** Operations on images. */

import type { CustomDirective } from '../../asm.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { Pure, TypesMatchWith } from '../../traits.ts';
import { type DialectType, isDialectType, type Type } from '../../types.ts';
import {
  AnyImage,
  AnySampledImage,
  AnySpirv,
  Float,
  Integer,
  scalarOrVectorOf,
  Vector,
} from './constraints.ts';
import { caseOf, parseEnumString } from './enum-attribute.ts';
import { ImageOperands } from './enums.ts';

/** What an image type says, by name. */
function imageInfo(type: Type) {
  const [texel, dim, depth, arrayed, sampling, samplerUse, format] = (type as DialectType).params;
  return { texel: texel as Type, dim, depth, arrayed, sampling, samplerUse, format };
}

/** The image in a sampled image. */
const imageOf = (type: Type): Type | null =>
  isDialectType(type, 'spirv.sampled_image') ? (type.params[0] as Type) : null;

/** `["Lod"]`: what further operands stand for. */
export const imageOperandsDirective: CustomDirective = {
  parse(parser, [attr]) {
    if (attr?.kind !== 'attribute' || !parser.parseOptionalPunctuation('[')) return;
    attr.attr = ImageOperands.get(parser.context, parseEnumString(parser, ImageOperands));
    parser.parsePunctuation(']');
  },
  print(printer, [attr]) {
    if (attr?.kind === 'attribute' && attr.attr) printer.print(`["${caseOf(attr.attr)}"]`);
  },
};

function verifyDrefGather(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  const image = imageOf(op.operand(0).type);
  if (!image || type.kind !== 'vector') return true;
  const { texel, dim, sampling } = imageInfo(image);
  if (type.shape[0] !== 4) return report.opError('result type must be a vector of four components');
  if (texel.kind !== 'none' && type.elementType !== texel)
    return report.opError(
      'the component type of result must be the same as sampled type of the underlying image type',
    );
  if (dim !== 'Dim2D' && dim !== 'Cube' && dim !== 'Rect')
    return report.opError('the Dim operand of the underlying image type must be 2D, Cube, or Rect');
  if (sampling !== 'SingleSampled')
    return report.opError('the MS operand of the underlying image type must be 0');
  return (
    op.attr('imageoperands') !== undefined ||
    op.numOperands <= 3 ||
    report.error('the Image Operands should encode what operands follow, as per Image Operands')
  );
}

/** Sizes that an image of so many dimensions has, without those of an array. */
const DIMENSIONS: Readonly<Record<string, number>> = {
  Dim1D: 1,
  Buffer: 1,
  Dim2D: 2,
  Cube: 2,
  Rect: 2,
  Dim3D: 3,
};

function verifyQuerySize(op: Operation, report: VerifyContext): boolean {
  const { dim, arrayed, sampling, samplerUse } = imageInfo(op.operand(0).type);
  const sizes = DIMENSIONS[String(dim)];
  if (sizes === undefined)
    return report.error(
      'the Dim operand of the image type must be 1D, 2D, 3D, Buffer, Cube, or Rect',
    );
  const needsNoLevel = dim === 'Buffer' || dim === 'Rect';
  if (!needsNoLevel && sampling !== 'MultiSampled' && samplerUse === 'NeedSampler')
    return report.error(
      'if Dim is 1D, 2D, 3D, or Cube, it must also have either an MS of 1 or a Sampled of 0 or 2',
    );
  const wanted = sizes + (arrayed === 'Arrayed' ? 1 : 0);
  const { type } = op.result();
  const found = type.kind === 'vector' ? type.shape[0] : 1;
  return (
    wanted === found ||
    report.error(
      `expected the result to have ${wanted} component(s), but found ${found} component(s)`,
    )
  );
}

export const imageOperations: readonly OpDefinition[] = [
  defineOp('spirv.Image', {
    summary: 'the image in a sampled image',
    operands: { sampledimage: AnySampledImage },
    results: { result: AnyImage },
    traits: [
      Pure,
      TypesMatchWith(
        "type of 'result' matches image type of 'sampledimage'",
        'sampledimage',
        'result',
        imageOf,
      ),
    ],
    assemblyFormat: 'attr-dict $sampledimage `:` type($sampledimage)',
  }),
  defineOp('spirv.ImageDrefGather', {
    summary: 'four depths around a place, each compared with a reference',
    operands: {
      sampledimage: AnySampledImage,
      coordinate: scalarOrVectorOf(Float),
      dref: Float,
      operand_arguments: variadic(AnySpirv),
    },
    results: { result: Vector },
    attributes: { imageoperands: optionalAttr(ImageOperands.constraint) },
    traits: [Pure],
    verify: verifyDrefGather,
    assemblyFormat:
      '$sampledimage `:` type($sampledimage) `,` $coordinate `:` type($coordinate) `,` $dref `:` type($dref) custom<ImageOperands>($imageoperands) (`(` $operand_arguments^ `:` type($operand_arguments) `)`)? attr-dict `->` type($result)',
  }),
  defineOp('spirv.ImageQuerySize', {
    summary: 'the sizes of an image, and how many there are behind one another',
    operands: { image: AnyImage },
    results: { result: scalarOrVectorOf(Integer) },
    traits: [Pure],
    verify: verifyQuerySize,
    assemblyFormat: 'attr-dict $image `:` type($image) `->` type($result)',
  }),
];
