/**
 * Integers of widths that no target has (i48, of quantised arithmetic) are computed in the next wider one,
 * sign-extended; what may leave the narrower range is brought back into it. In memory there are none.
 */

import {
  Builder,
  IntegerAttr,
  IntegerType,
  type Operation,
  type Type,
  type Value,
} from '@iree-workbench/ir';

const WIDTHS = [1, 8, 16, 32, 64];

/** The type that stands for one of an odd width; null for all others. */
function widerType(type: Type): IntegerType | null {
  if (type.kind !== 'integer' || type.signedness !== 'signless' || WIDTHS.includes(type.width))
    return null;
  const width = WIDTHS.find((candidate) => candidate > type.width);
  return width === undefined ? null : IntegerType.get(type.context, width);
}

/** Results stay in the range if the operands were: all that is computed of sign-extended numbers is so. */
const STAY_IN_RANGE = new Set([
  'arith.andi',
  'arith.cmpi',
  'arith.constant',
  'arith.divsi',
  'arith.extsi',
  'arith.fptosi',
  'arith.index_cast',
  'arith.maxsi',
  'arith.maxui',
  'arith.minsi',
  'arith.minui',
  'arith.ori',
  'arith.remsi',
  'arith.select',
  'arith.shrsi',
  'arith.sitofp',
  'arith.trunci',
  'arith.xori',
]);
/** What is beyond the range must go. */
const MAY_LEAVE_RANGE = new Set(['arith.addi', 'arith.muli', 'arith.shli', 'arith.subi']);

/** Widens the arithmetic of a dispatch where all that has odd widths can be; the target refuses the rest. */
export function widenIntegers(func: Operation): void {
  const found: Operation[] = [];
  let isPossible = true;
  func.walk((op) => {
    const odd = [...op.operands, ...op.results].filter(({ type }) => widerType(type));
    if (odd.length === 0) return;
    found.push(op);
    isPossible &&=
      odd.every((value) => value.kind === 'result') &&
      (STAY_IN_RANGE.has(op.name) ||
        MAY_LEAVE_RANGE.has(op.name) ||
        (op.is('arith.extui') && widerType(op.operand(0).type) === null));
  });
  if (!isPossible) return;
  const narrow = new Map(found.flatMap((op) => op.results.map((value) => [value, value.type])));
  for (const op of found) widenResult(op);
  for (const op of found) {
    const [result] = op.results;
    const type = result && narrow.get(result);
    if (!result || type?.kind !== 'integer') continue;
    const isCast = op.is('arith.extsi') || op.is('arith.trunci');
    if (isCast && op.operand(0).type === result.type) replaceCast(op, type);
    else if (MAY_LEAVE_RANGE.has(op.name) && widerType(type)) intoRange(result, type);
  }
}

function widenResult(op: Operation): void {
  for (const result of op.results) {
    const type = widerType(result.type);
    if (!type) continue;
    result.setType(type);
    const value = op.attr('value');
    if (value?.kind === 'integer') op.setAttr('value', IntegerAttr.get(type, value.value));
  }
}

/** A cast whose widths became one: to the narrower type it takes what is beyond the range. */
function replaceCast(op: Operation, type: IntegerType): void {
  const [operand] = op.operands as [Value];
  const builder = Builder.before(op);
  const value = op.is('arith.trunci') ? signExtended(builder, operand, type.width) : operand;
  op.replaceAllUsesWith([value]);
  op.erase();
}

/** The low bits of a value, sign-extended. */
function signExtended(builder: Builder, value: Value, width: number): Value {
  const type = value.type as IntegerType;
  const amount = IntegerAttr.get(type, type.width - width);
  const shift = builder.constant(amount, type);
  return ['arith.shli', 'arith.shrsi'].reduce(
    (shifted, name) =>
      builder.createValue(name, { operands: [shifted, shift], resultTypes: [type] }),
    value,
  );
}

/** All uses of a result take it brought back into its range. */
function intoRange(result: Value, type: IntegerType): void {
  const { uses } = result;
  const op = result.definingOp;
  if (!op) return;
  const value = signExtended(Builder.after(op), result, type.width);
  for (const use of uses) use.set(value);
}
