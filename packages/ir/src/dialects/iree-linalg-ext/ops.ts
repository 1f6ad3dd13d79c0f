/** The operations of the iree_linalg_ext dialect. */

import { DenseArrayAttr, IntegerAttr } from '../../attributes.ts';
import {
  AnyRankedTensor,
  AnyShaped,
  AnyType,
  BoolAttr,
  DenseI64ArrayAttr,
  I64Attr,
  Index,
} from '../../constraints.ts';
import type { Context } from '../../context.ts';
import {
  type AttrConstraint,
  defaultAttr,
  defaultOptionalAttr,
  defineOp,
  type OpDefinition,
  type OpSpec,
  operandGroupStart,
  operandsNamed,
  optional,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { DestinationStyleOp, type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  PredTrait,
  Pure,
  ReturnLike,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { isShaped, type Type } from '../../types.ts';
import { foldCasts } from '../memref/fold.ts';
import { foldTensorCasts } from './canonicalize.ts';
import { verifyEncoding, verifyPack, verifyUnpack } from './packing.ts';
import * as checks from './verify.ts';

export const RankedTensorOrMemRef: TypeConstraint = {
  summary: 'ranked tensor or memref of any type values',
  matches: (type) => type.kind === 'tensor' || type.kind === 'memref',
};
const I64Elements: AttrConstraint = {
  summary: '64-bit signless integer elements attribute',
  matches: (attr) =>
    attr.kind === 'dense' &&
    attr.type.elementType.kind === 'integer' &&
    attr.type.elementType.width === 64 &&
    attr.type.elementType.signedness === 'signless',
};

/** Results are new; memory that goes in is read, memory that comes out is also written. */
export function effectsOf(op: Operation): readonly MemoryEffect[] {
  const memories = (name: string) =>
    operandsNamed(op, name).filter((value) => value.type.kind === 'memref');
  return [
    ...op.results.map((value) => ({ kind: 'alloc' as const, value })),
    ...memories('inputs').map((value) => ({ kind: 'read' as const, value })),
    ...memories('outputs').flatMap((value) => [
      { kind: 'read' as const, value },
      { kind: 'write' as const, value },
    ]),
  ];
}
const destinations = DestinationStyleOp.with({
  initsRange(op) {
    const start = operandGroupStart(op, 1);
    return { start, end: start + operandsNamed(op, 'outputs').length };
  },
});

interface StructuredSpec
  extends Pick<OpSpec, 'attributes' | 'fold' | 'summary' | 'traits' | 'verify'> {
  readonly inputs?: TypeConstraint;
  readonly outputs?: TypeConstraint;
  /** The operands behind inputs and outputs. */
  readonly others?: NonNullable<OpSpec['operands']>;
  readonly hasRegion?: boolean;
  readonly result?: string;
  readonly assemblyFormat: string;
}

/** An operation from `inputs` into `outputs`, results being the outputs that are tensors. */
const structured = (name: string, spec: StructuredSpec): OpDefinition =>
  defineOp(`iree_linalg_ext.${name}`, {
    summary: spec.summary,
    operands: {
      inputs: variadic(spec.inputs ?? AnyShaped),
      outputs: variadic(spec.outputs ?? AnyShaped),
      ...spec.others,
    },
    results: { [spec.result ?? 'results']: variadic(AnyRankedTensor) },
    attributes: spec.attributes ?? {},
    ...(spec.hasRegion ? { regions: { region: 'any' } } : {}),
    traits: [
      ...(spec.traits ?? []),
      AttrSizedOperandSegments,
      SingleBlockImplicitTerminator('iree_linalg_ext.yield'),
    ],
    interfaces: [destinations, MemoryEffects.with(effectsOf)],
    canonicalize: [foldTensorCasts(name)],
    ...(spec.fold ? { fold: spec.fold } : {}),
    ...(spec.verify ? { verify: spec.verify } : {}),
    assemblyFormat: `attr-dict ${spec.assemblyFormat}`,
  });

const OPTIONAL_INS = '(`ins` `(` $inputs^ `:` type($inputs) `)`)?';
const INS = '`ins` `(` $inputs `:` type($inputs) `)`';
const OUTS = '`outs` `(` $outputs `:` type($outputs) `)`';
const REGION = '$region (`->` type($results)^)?';
const RESULT = '(`->` type($result)^)?';
const DIMENSION = '`dimension` `(` $dimension `)`';

const emptyI64Array = (context: Context) => DenseArrayAttr.get(context.i64, []);
const TILES =
  '(`outer_dims_perm` `=` $outer_dims_perm^)? `inner_dims_pos` `=` $inner_dims_pos `inner_tiles` `=` custom<DynamicIndexList>($inner_tiles, $static_inner_tiles) `into` $outputs `:` `(` type($inputs) type($outputs) `)` (`->` type($results)^)?';

const winogradAttributes = {
  output_tile_size: I64Attr,
  kernel_size: I64Attr,
  image_dimensions: DenseI64ArrayAttr,
};
const WINOGRAD = `\`output_tile_size\` \`(\` $output_tile_size \`)\` \`kernel_size\` \`(\` $kernel_size \`)\` \`image_dimensions\` \`(\` $image_dimensions \`)\` ${INS} ${OUTS} ${RESULT}`;

const hasOperands = (count: number, summary: string) =>
  PredTrait(summary, (op) => op.numOperands === count);
const elementOf = (type: Type | undefined): Type | undefined =>
  type && isShaped(type) ? type.elementType : type;
const sameElements = (count: number, summary: string) =>
  PredTrait(summary, (op) => {
    const elements = op.operands.slice(0, count).map((value) => elementOf(value.type));
    return elements.length === count && elements.every((element) => element === elements[0]);
  });
const hasRank3 = (index: number, name: string) =>
  PredTrait(`${name} has shaped type of rank 3`, (op) => {
    const type = op.operands[index]?.type;
    return type !== undefined && checks.shapeOf(type).length === 3;
  });

const encoding = (name: 'set_encoding' | 'unset_encoding', summary: string): OpDefinition =>
  defineOp(`iree_linalg_ext.${name}`, {
    summary,
    operands: { source: AnyRankedTensor },
    results: { result: AnyRankedTensor },
    traits: [Pure],
    verify: verifyEncoding(name),
    assemblyFormat: 'attr-dict $source `:` type($source) `->` type($result)',
  });

export const operations: readonly OpDefinition[] = [
  defineOp('iree_linalg_ext.transform.do_not_dce_operands', {
    summary: 'keeps values alive',
    operands: { operands: variadic(AnyType) },
    assemblyFormat: 'attr-dict $operands `:` type($operands)',
  }),
  structured('scatter', {
    summary: 'puts slices where indices say, combined with what is there',
    inputs: RankedTensorOrMemRef,
    outputs: RankedTensorOrMemRef,
    attributes: {
      dimension_map: DenseI64ArrayAttr,
      unique_indices: defaultAttr(BoolAttr, (context) => IntegerAttr.bool(context, true)),
    },
    hasRegion: true,
    verify: checks.verifyScatter,
    assemblyFormat: `\`dimension_map\` \`=\` $dimension_map \`unique_indices\` \`(\` $unique_indices \`)\` ${OPTIONAL_INS} ${OUTS} ${REGION}`,
  }),
  structured('sort', {
    summary: 'sorts along a dimension, all outputs by one comparison',
    inputs: AnyType,
    attributes: { dimension: I64Attr },
    hasRegion: true,
    verify: checks.verifySort,
    assemblyFormat: `${DIMENSION} ${OPTIONAL_INS} ${OUTS} ${REGION}`,
  }),
  structured('fft', {
    summary: 'one stage of a Fourier transform along the last dimension',
    inputs: AnyType,
    verify: checks.verifyFft,
    assemblyFormat: `${OPTIONAL_INS} ${OUTS} (\`:\` type($results)^)?`,
  }),
  structured('scan', {
    summary: 'running totals along a dimension',
    attributes: { dimension: I64Attr, inclusive: BoolAttr },
    hasRegion: true,
    fold: foldCasts,
    verify: checks.verifyScan,
    assemblyFormat: `${DIMENSION} \`inclusive\` \`(\` $inclusive \`)\` ${INS} ${OUTS} ${REGION}`,
  }),
  structured('reverse', {
    summary: 'elements in reversed order along dimensions',
    attributes: { dimensions: I64Elements },
    verify: checks.verifyReverse,
    assemblyFormat: `\`dimensions\` \`(\` $dimensions \`)\` ${OPTIONAL_INS} (${OUTS.replace('$outputs', '$outputs^')})? (\`:\` type($results)^)?`,
  }),
  structured('topk', {
    summary: 'the first elements of an order along a dimension, and their indices',
    attributes: { dimension: I64Attr },
    hasRegion: true,
    verify: checks.verifyTopk,
    assemblyFormat: `${DIMENSION} ${INS} ${OUTS} ${REGION}`,
  }),
  structured('pack', {
    summary: 'arranges dimensions in tiles, which become the last dimensions',
    others: { inner_tiles: variadic(Index), padding_value: optional(AnyType) },
    attributes: {
      outer_dims_perm: defaultOptionalAttr(DenseI64ArrayAttr, emptyI64Array),
      inner_dims_pos: DenseI64ArrayAttr,
      static_inner_tiles: DenseI64ArrayAttr,
    },
    verify: verifyPack,
    assemblyFormat: `$inputs (\`padding_value\` \`(\` $padding_value^ \`:\` type($padding_value) \`)\`)? ${TILES}`,
  }),
  structured('unpack', {
    summary: 'puts tiles back in their dimensions',
    others: { inner_tiles: variadic(Index) },
    attributes: {
      outer_dims_perm: defaultOptionalAttr(DenseI64ArrayAttr, emptyI64Array),
      inner_dims_pos: defaultAttr(DenseI64ArrayAttr, emptyI64Array),
      static_inner_tiles: DenseI64ArrayAttr,
    },
    verify: verifyUnpack,
    assemblyFormat: `$inputs ${TILES}`,
  }),
  encoding('set_encoding', 'the tensor in the layout of an encoding'),
  encoding('unset_encoding', 'the tensor in the plain layout'),
  structured('winograd.input_transform', {
    summary: "the input of a convolution by Winograd's algorithm",
    attributes: winogradAttributes,
    result: 'result',
    fold: foldCasts,
    verify: checks.verifyWinogradInput,
    assemblyFormat: WINOGRAD,
  }),
  structured('winograd.output_transform', {
    summary: "the output of a convolution by Winograd's algorithm",
    attributes: winogradAttributes,
    result: 'result',
    fold: foldCasts,
    verify: checks.verifyWinogradOutput,
    assemblyFormat: WINOGRAD,
  }),
  structured('softmax', {
    summary: 'exponentials by their sum along a dimension',
    attributes: { dimension: I64Attr },
    traits: [
      hasOperands(2, 'only one input and one output'),
      sameElements(2, 'input and output have same element type'),
    ],
    result: 'result',
    fold: foldCasts,
    verify: checks.verifySoftmax,
    assemblyFormat: `${DIMENSION} ${INS} ${OUTS} ${RESULT}`,
  }),
  structured('attention', {
    summary: 'values weighted by how well queries match keys',
    traits: [
      hasOperands(4, 'only 3 inputs and 1 output'),
      sameElements(4, 'all operands have same element type'),
      hasRank3(0, 'query'),
      hasRank3(1, 'key'),
      hasRank3(2, 'value'),
      hasRank3(3, 'output'),
    ],
    result: 'result',
    fold: foldCasts,
    verify: checks.verifyAttention,
    assemblyFormat: `${INS} ${OUTS} ${RESULT}`,
  }),
  defineOp('iree_linalg_ext.yield', {
    summary: 'ends a region with its values',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];
