/**
 * Integers of widths that no target has (i48, of quantised arithmetic, i4) are computed in the next wider one,
 * sign-extended; what may leave the narrower range is brought back into it. So are tensors of them, in memory
 * too: an element is as many whole bytes as it takes, of which only its own bits are trusted.
 */

import {
  type Attribute,
  Builder,
  DenseElementsAttr,
  DialectType,
  IntegerAttr,
  IntegerType,
  type Operation,
  RankedTensorType,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';

const WIDTHS = [1, 8, 16, 32, 64];

/** The type that stands for an integer of an odd width, or for tensors of such; null for all others. */
function widerType(type: Type): Type | null {
  if (type instanceof RankedTensorType) {
    const element = widerType(type.elementType);
    return element && RankedTensorType.get(type.shape, element);
  }
  if (type instanceof DialectType && type.name === 'flow.dispatch.tensor') {
    const params = type.params.map((param) =>
      param instanceof RankedTensorType ? (widerType(param) ?? param) : param,
    );
    const isSame = params.every((param, i) => param === type.params[i]);
    return isSame ? null : DialectType.get(type.context, type.dialect, type.mnemonic, params);
  }
  if (!isOdd(type)) return null;
  const width = WIDTHS.find((candidate) => candidate > type.width);
  return width === undefined ? null : IntegerType.get(type.context, width);
}
const isOdd = (type: Type): type is IntegerType =>
  type instanceof IntegerType && type.signedness === 'signless' && !WIDTHS.includes(type.width);

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
  'arith.xori',
  'scf.yield',
]);
/** What is beyond the range must go, as must what memory may hold besides an element's own bits. */
const MAY_LEAVE_RANGE = new Set([
  'arith.addi',
  'arith.ceildivsi',
  'arith.floordivsi',
  'arith.muli',
  'arith.shli',
  'arith.subi',
  'arith.trunci',
  'math.absi',
  'tensor.extract',
]);
/** They take the bits of their operands as a number without sign. */
const TAKE_UNSIGNED = new Set([
  'arith.ceildivui',
  'arith.divui',
  'arith.extui',
  'arith.index_castui',
  'arith.remui',
  'arith.shrui',
  'arith.uitofp',
]);
/** They hand elements on as they are. */
const MOVES_ELEMENTS = /^(flow\.dispatch\.|hal\.interface\.|linalg\.yield$|tensor\.)/;

/** Is the operation right on wider integers, given what is brought into range around it? */
function canWiden(op: Operation): boolean {
  const isKnown =
    STAY_IN_RANGE.has(op.name) ||
    MAY_LEAVE_RANGE.has(op.name) ||
    TAKE_UNSIGNED.has(op.name) ||
    MOVES_ELEMENTS.test(op.name);
  return isKnown || op.getInterface(StructuredOp) !== undefined;
}

/** Widens the arithmetic of a dispatch where all that has odd widths can be; the target refuses the rest. */
export function widenIntegers(func: Operation): void {
  const found: Operation[] = [];
  /** Values by the types that they had. */
  const narrow = new Map<Value, Type>();
  func.walk((op) => {
    const values = [...op.results, ...argumentsOf(op)];
    for (const value of values) if (widerType(value.type)) narrow.set(value, value.type);
    if ([...op.operands, ...values].some(({ type }) => widerType(type))) found.push(op);
  });
  if (!found.every(canWiden)) return;
  for (const [value, type] of narrow) value.setType(widerType(type) ?? type);
  for (const op of found) {
    const constant = op.attr('value');
    if (op.is('arith.constant') && constant) op.setAttr('value', widened(constant));
    for (const argument of argumentsOf(op)) intoRange(argument, narrow);
    if (TAKE_UNSIGNED.has(op.name)) takeUnsigned(op, narrow);
  }
  for (const op of found) {
    const isCast = CASTS.has(op.name) && op.operand(0).type === op.result().type;
    if (op.is('arith.trunci') || !STAY_IN_RANGE.has(op.name))
      for (const result of op.results) intoRange(result, narrow);
    if (!isCast) continue;
    // The widths have become one.
    op.replaceAllUsesWith([op.operand(0)]);
    op.erase();
  }
}

const CASTS = new Set(['arith.extsi', 'arith.extui', 'arith.trunci']);

const argumentsOf = (op: Operation): readonly Value[] =>
  op.regions.flatMap(({ blocks }) => blocks.flatMap((block) => block.arguments));

/** A constant in the wider type. */
function widened(value: Attribute): Attribute {
  if (value.kind === 'integer') {
    const type = widerType(value.type);
    return type instanceof IntegerType ? IntegerAttr.get(type, value.value) : value;
  }
  const type = value.kind === 'dense' ? widerType(value.type) : null;
  if (value.kind !== 'dense' || !(type instanceof RankedTensorType)) return value;
  const { elementType } = type;
  if (!(elementType instanceof IntegerType)) return value;
  const elements = Array.from({ length: value.isSplat ? 1 : value.numElements }, (_, i) => {
    const element = value.at(i);
    return IntegerAttr.get(elementType, element.kind === 'integer' ? element.value : 0n);
  });
  return DenseElementsAttr.fromElements(type, elements);
}

/** Gives an operation operands without the bits that sign extension set. */
function takeUnsigned(op: Operation, narrow: ReadonlyMap<Value, Type>): void {
  for (const operand of op.opOperands) {
    const { value } = operand;
    const was = narrow.get(value);
    const { type } = value;
    if (!(was instanceof IntegerType) || !(type instanceof IntegerType)) continue;
    const builder = Builder.before(op);
    const mask = builder.constant(IntegerAttr.get(type, (1n << BigInt(was.width)) - 1n), type);
    operand.set(
      builder.createValue('arith.andi', { operands: [value, mask], resultTypes: [type] }),
    );
  }
}

/** All uses of an integer that was narrow take it brought back into its range: its low bits, sign-extended. */
function intoRange(value: Value, narrow: Map<Value, Type>): void {
  const was = narrow.get(value);
  const { type, uses } = value;
  if (!(was instanceof IntegerType) || !(type instanceof IntegerType) || uses.length === 0) return;
  const builder = builderAfter(value);
  const amount = IntegerAttr.get(type, type.width - was.width);
  const shift = builder.constant(amount, type);
  const extended = ['arith.shli', 'arith.shrsi'].reduce(
    (shifted, name) =>
      builder.createValue(name, { operands: [shifted, shift], resultTypes: [type] }),
    value,
  );
  narrow.set(extended, was);
  for (const use of uses) use.set(extended);
}

function builderAfter(value: Value): Builder {
  if (value.kind === 'result') return Builder.after(value.owner);
  const [first] = value.owner.ops;
  if (!first) throw new Error('a value of a block without operations');
  return Builder.before(first);
}
