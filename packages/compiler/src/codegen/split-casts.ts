/**
 * Contractions of narrow numbers, which widen both factors before they multiply, become contractions of
 * wide ones behind elementwise casts: vectors of 32 bits multiply and add, and what is packed or staged
 * is widened once.
 */

import {
  AffineMap,
  AffineMapAttr,
  ArrayAttr,
  type Block,
  type BlockArgument,
  Builder,
  bitWidth,
  DialectAttr,
  IRMapping,
  type Operation,
  RankedTensorType,
  Region,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { dynamicDimsOf } from '../util/dynamic-dims.ts';

const CASTS = new Set(['arith.extf', 'arith.extsi', 'arith.extui', 'arith.sitofp', 'arith.uitofp']);
/** Bits of the numbers that vectors are made of. */
const WIDE = 32;

/** The cast that all uses of an argument begin with, if it is one to 32 bits. */
function wideningCast(argument: BlockArgument): Operation | null {
  const { users } = argument;
  const [cast] = users;
  if (!cast || !CASTS.has(cast.name) || bitWidth(cast.result().type) !== WIDE) return null;
  const isSame = users.every(
    (user) => user.name === cast.name && user.result().type === cast.result().type,
  );
  return isSame ? cast : null;
}

/**
 * Does the operation only widen each element of a narrow tensor to 32 bits? Its result may be asked for in
 * vectors, though they are put together of single elements.
 */
export function isWideningCast(op: Operation): boolean {
  const structured = op.getInterface(StructuredOp);
  if (!structured || op.numResults !== 1 || op.numOperands !== 2) return false;
  const [argument] = structured.body(op).arguments;
  const cast = argument && wideningCast(argument);
  const yielded = structured.body(op).last;
  return (
    cast !== null &&
    cast !== undefined &&
    yielded?.numOperands === 1 &&
    yielded.operand(0) === cast.result() &&
    structured.indexingMaps(op).every((map) => map.isIdentity())
  );
}

/** Splits the casts off all contractions of a dispatch. */
export function splitCasts(func: Operation): void {
  func.walk((op) => {
    const structured = op.getInterface(StructuredOp);
    if (!structured?.iteratorTypes(op).includes('reduction')) return;
    const body = structured.body(op);
    const factors = factorsOf(op, body);
    // One input alone is a sum: there is nothing that it would be multiplied with again.
    if (factors.length < 2) return;
    for (const argument of factors) {
      const cast = wideningCast(argument);
      if (cast) splitCast(op, argument, cast);
    }
  });
}

/** The arguments that the body uses of inputs which are tensors. */
const factorsOf = (op: Operation, body: Block): BlockArgument[] =>
  body.arguments
    .slice(0, op.numOperands - op.numResults)
    .filter((argument, i) => argument.hasUses && op.operand(i).type.kind === 'tensor');

function splitCast(op: Operation, argument: BlockArgument, cast: Operation): void {
  const { type } = cast.result();
  op.setOperand(argument.index, castTensor(op, op.operand(argument.index), cast, type));
  const casts = argument.users;
  argument.setType(type);
  for (const each of casts) {
    each.replaceAllUsesWith([argument]);
    each.erase();
  }
}

/** The tensor with every element cast, made in front of the operation. */
function castTensor(op: Operation, tensor: Value, cast: Operation, to: Type): Value {
  const { context } = op;
  const from = tensor.type as RankedTensorType;
  const builder = Builder.before(op);
  const type = RankedTensorType.get(from.shape, to);
  const init = builder.createValue('tensor.empty', {
    operands: dynamicDimsOf(builder, tensor),
    resultTypes: [type],
  });
  const region = new Region();
  const block = region.append();
  const element = block.addArgument(from.elementType, op.location);
  block.addArgument(to, op.location);
  const inside = Builder.atEnd(block, op.location);
  const mapping = new IRMapping();
  mapping.map(cast.operand(0), element);
  inside.create('linalg.yield', { operands: inside.clone(cast, mapping).results });
  const rank = from.shape.length;
  const identity = AffineMapAttr.get(context, AffineMap.identity(rank));
  const parallel = DialectAttr.get(context, 'linalg', 'iterator_type', ['parallel']);
  return builder.createValue('linalg.generic', {
    operandGroups: [[tensor], [init]],
    resultTypes: [type],
    attributes: [
      ['indexing_maps', ArrayAttr.get(context, [identity, identity])],
      ['iterator_types', ArrayAttr.get(context, new Array(rank).fill(parallel))],
    ],
    regions: [region],
  });
}
