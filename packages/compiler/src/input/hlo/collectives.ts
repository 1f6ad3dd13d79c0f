/** What several devices compute together becomes flow's collectives, on the channel that the hosting program provides. */

import {
  ArrayAttr,
  type ConversionPattern,
  type ConversionRewriter,
  DialectType,
  IntegerAttr,
  IntegerType,
  type Operation,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { emptyTensor, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { i64Elements, numberOf } from './attributes.ts';
import { elementOf, hloLowering } from './hlo-lowering.ts';

/** The numbers of flow's element types; integers without a sign count as unsigned. */
const FLOATS: Readonly<Record<string, number>> = { f16: 8, f32: 9, f64: 10, bf16: 11 };
const INTEGERS: Readonly<Record<number, number>> = { 8: 0, 16: 2, 32: 4, 64: 6 };
function elementNumber(type: Type): number | null {
  if (type.kind === 'float') return FLOATS[type.format] ?? null;
  if (!(type instanceof IntegerType)) return null;
  const signed = INTEGERS[type.width];
  return signed === undefined ? null : signed + (type.signedness === 'signed' ? 0 : 1);
}

/** The numbers of flow's reductions. */
const REDUCTIONS: Readonly<Record<string, number>> = {
  'mhlo.add': 1,
  'mhlo.multiply': 2,
  'mhlo.minimum': 3,
  'mhlo.maximum': 4,
};

/** What a region of one operation reduces by; null if it is none of flow's reductions. */
function reductionOf(op: Operation): number | null {
  const { ops, arguments: args } = op.region().front;
  const [first] = ops;
  return ops.length === 2 && args.length === 2 && first ? (REDUCTIONS[first.name] ?? null) : null;
}

/** One group, whose members are all devices there are. */
function isOneGroup(op: Operation): boolean {
  const groups = op.attr('replica_groups');
  if (groups?.kind !== 'dense' || groups.type.shape.length !== 2 || groups.type.shape[0] !== 1)
    return false;
  const channel = op.attr('channel_handle');
  const handle = channel?.kind === 'dialect' ? Number(channel.params[0]) : 0;
  return handle > 0 === (op.attr('use_global_device_ids') !== undefined);
}

const defaultChannel = (rewriter: ConversionRewriter): Value =>
  rewriter.createValue('flow.channel.default', {
    resultTypes: [DialectType.get(rewriter.context, 'flow', 'channel', [])],
  });

const swapped = (values: readonly number[], dim: number): number[] =>
  values.map((value, i) => (i === 0 ? values[dim] : i === dim ? values[0] : value) ?? value);

/** A collective that works along the first dimension; others are brought there before and back behind it. */
function replaceByCollective(
  op: Operation,
  name: string,
  dim: number,
  reduction: number | null,
  rewriter: ConversionRewriter,
): boolean {
  const [input] = op.operands;
  const type = input && rankedTensor(input);
  const result = rankedTensor(op.result());
  const element = elementNumber(elementOf(op.result()));
  if (!type || !result || element === null || !isOneGroup(op)) return false;
  const { context } = rewriter;
  const order = swapped([...result.shape.keys()], dim);
  const transposed = (value: Value, to: RankedTensorType): Value =>
    dim === 0
      ? value
      : rewriter.createValue('mhlo.transpose', {
          operands: [value],
          resultTypes: [to],
          attributes: [['permutation', i64Elements(context, order)]],
        });
  const channel = defaultChannel(rewriter);
  const source = transposed(
    input,
    RankedTensorType.get(swapped(type.shape, dim), type.elementType),
  );
  const target = RankedTensorType.get(swapped(result.shape, dim), result.elementType);
  const into = emptyTensor(rewriter, target, []);
  const value = rewriter.createValue(`flow.collective.${name}`, {
    operands: [into, source, channel],
    resultTypes: [target],
    attributes: [
      ['element_type', IntegerAttr.i32(context, element)],
      ...(reduction === null
        ? []
        : [['reduction_op', IntegerAttr.i32(context, reduction)] as const]),
      ['tied_operands', ArrayAttr.get(context, [IntegerAttr.index(context, 0)])],
    ],
  });
  rewriter.replaceOp(op, [transposed(value, result)]);
  return true;
}

const lowerAllGather = hloLowering('all_gather', (op, _, rewriter) =>
  replaceByCollective(op, 'all_gather', numberOf(op, 'all_gather_dim'), null, rewriter),
);

const lowerAllReduce = hloLowering('all_reduce', (op, _, rewriter) => {
  const reduction = reductionOf(op);
  return reduction !== null && replaceByCollective(op, 'all_reduce', 0, reduction, rewriter);
});

const lowerReduceScatter = hloLowering('reduce_scatter', (op, _, rewriter) => {
  const reduction = reductionOf(op);
  const dim = numberOf(op, 'scatter_dimension');
  return reduction !== null && replaceByCollective(op, 'reduce_scatter', dim, reduction, rewriter);
});

/** The rank of the device in the channel. */
const lowerReplicaId = hloLowering('replica_id', (op, _, rewriter) => {
  const element = elementOf(op.result());
  if (!(element instanceof IntegerType)) return false;
  const signless = IntegerType.get(op.context, element.width);
  const rank = rewriter.createValue('flow.channel.rank', {
    operands: [defaultChannel(rewriter)],
    resultTypes: [rewriter.context.indexType],
  });
  const number = new Scalars(rewriter).op('arith.index_castui', [rank], signless);
  rewriter.replaceOpWithNew(op, 'tensor.from_elements', {
    operands: [number],
    resultTypes: [RankedTensorType.get([], signless)],
  });
  return true;
});

export const collectivePatterns: readonly ConversionPattern[] = [
  lowerAllGather,
  lowerAllReduce,
  lowerReduceScatter,
  lowerReplicaId,
];
