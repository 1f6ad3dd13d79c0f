/** Result types of operations with regions, of tuples and of tokens; messages are upstream's. */

import { isElements } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  DialectType,
  DYNAMIC,
  elementTypeOrSelf,
  IntegerType,
  RankedTensorType,
  TupleType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import { enumCase } from '../enum-attributes.ts';
import {
  constantIntegers,
  integerAttr,
  integerAttrs,
  sizeNumber,
  typeText,
  typeTexts,
} from './attribute-values.ts';
import {
  areCompatible,
  boundsOf,
  haveCompatibleShapes,
  leastSpecificType,
  withBounds,
} from './bounds.ts';
import type { Inference } from './inference.ts';
import { yieldedTypes } from './reducers.ts';
import {
  oneDimensional,
  REDUCE_WINDOW,
  type WindowDimension,
  windowOf,
  windowOutputShape,
} from './window.ts';

export const inferToken: Inference = (op) => [
  DialectType.get(op.context, op.operationName.dialect, 'token'),
];
export const inferId: Inference = (op) => [
  RankedTensorType.get([], IntegerType.get(op.context, 32, 'unsigned')),
];
export const inferTuple: Inference = (op) => [
  TupleType.get(
    op.context,
    op.operands.map((operand) => operand.type),
  ),
];
export const inferTupleElement: Inference = (op, report) => {
  const { type } = op.operand(0);
  if (type.kind !== 'tuple') return false;
  const index = integerAttr(op, 'index');
  const element = type.types[index];
  return element
    ? [element]
    : report.error(`index ${index} is out of bounds of operand with size ${type.types.length}`);
};
export const inferConstant: Inference = (op) => {
  const value = op.attr('value');
  return value && isElements(value) ? [value.type] : null;
};
/** The integers that quantised numbers are stored as stand for these. */
export function fitsConstant(inferred: readonly Type[], declared: readonly Type[]): boolean {
  const [value, result] = [inferred, declared].map(([type]) => type && storedType(type));
  return value === result;
}
function storedType(type: Type): Type {
  if (type.kind !== 'tensor' || type.elementType.kind !== 'dialect') return type;
  const [storage] = type.elementType.params;
  return storage instanceof IntegerType
    ? RankedTensorType.get(type.shape, storage, type.encoding)
    : type;
}
/** Two numbers. */
export function verifyRngState(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  if (type.kind !== 'tensor') return true;
  if (type.shape.length !== 1)
    return report.opError(`Output is of rank ${type.shape.length} instead of 1`);
  const [size] = type.shape;
  return size === 2 || report.opError(`Output size is ${size} instead of 2`);
}
/** As many results as operands, of their types. */
export const inferOperandTypes: Inference = (op) => op.operands.map((operand) => operand.type);
export const inferFirstOperandType: Inference = (op) => [op.operand(0).type];

export const inferRng: Inference = (op, report) => {
  const [a, b, shape] = op.operands;
  if (!a || !b || shape?.type.kind !== 'tensor') return null;
  if (
    enumCase(op.attr('rng_distribution')) !== 'UNIFORM' &&
    [a, b].some((value) => elementTypeOrSelf(value.type).kind !== 'float')
  )
    return report.error('mu and sigma must be floats');
  const element = elementTypeOrSelf(b.type);
  const rank = shape.type.shape[0] ?? DYNAMIC;
  const sizes = constantIntegers(shape);
  if (!sizes && rank === DYNAMIC) return [UnrankedTensorType.get(element)];
  return [RankedTensorType.get(sizes ?? new Array<number>(rank).fill(DYNAMIC), element)];
};

/** Branches take nothing, and their results have types that go together. */
export const inferBranches: Inference = (op, report) => {
  const { type } = op.operand(0);
  if (type.kind === 'tensor' && type.shape.length !== 0)
    return report.error(`operand should be rank 0 tensor but got rank ${type.shape.length}`);
  if (op.regions.length === 0) return report.error('expect at least one branch');
  const results: Type[][] = [];
  for (const [i, region] of op.regions.entries()) {
    const block = region.entry;
    if (!block) return report.error('expect non-empty region');
    if (block.arguments.length !== 0)
      return report.error(`branch ${i} must have 0 arguments, but found ${block.arguments.length}`);
    const types = yieldedTypes(block);
    const first = results[0] ?? types;
    if (!areCompatible(first, types))
      return report.error(
        `branch 0 and branch ${i} have mismatched return types: ${typeTexts(report, first)} vs ${typeTexts(report, types)}`,
      );
    results.push(types);
  }
  const inferred: Type[] = [];
  for (const i of (results[0] ?? []).keys()) {
    const type = leastSpecificType(results.flatMap((types) => types[i] ?? []));
    if (typeof type === 'string') return report.error(type);
    inferred.push(type);
  }
  return inferred;
};

export const inferMap: Inference = (op, report) => {
  const block = op.region(0).entry;
  if (!block) return report.error('expect non-empty region');
  if (block.arguments.length !== op.numOperands)
    return report.error(
      `expects number of operands to match the arity of map computation, but got: ${op.numOperands} and ${block.arguments.length}`,
    );
  const show = (type: Type): string => typeText(report, type);
  for (const [i, { type }] of block.arguments.entries()) {
    if (type.kind !== 'tensor' || type.shape.length !== 0)
      return report.error(
        `computation arguments must be 0-rank tensor, but got: arg #${i} of type ${show(type)}`,
      );
    const element = elementTypeOrSelf(op.operand(i).type);
    if (type.elementType !== element)
      return report.error(
        `element type of operands and computation arguments must match, but got: ${show(element)} and ${show(type.elementType)}`,
      );
  }
  const results = yieldedTypes(block);
  const [result] = results;
  if (!result || results.length !== 1)
    return report.error(`computation must return single output, but got: ${results.length}`);
  if (result.kind !== 'tensor' || result.shape.length !== 0)
    return report.error(`computation must return 0-rank tensor, but got: ${show(result)}`);
  const attr = op.attr('dimensions');
  const dimensions = integerAttrs(op, 'dimensions');
  if (attr && dimensions.some((dim, i) => dim !== i))
    return report.error(
      `requires monotonically increasing dimension numbers, but got: ${report.printAttribute(attr)}`,
    );
  let shape: readonly number[] | null = null;
  for (const { type } of op.operands) {
    if (type.kind !== 'tensor') continue;
    if (type.shape.length !== dimensions.length)
      return report.error(
        `applied to a subset of dimensions currently not supported: operand dimensions = ${type.shape.length}, requested map dimensions size = ${dimensions.length}`,
      );
    shape = type.shape;
  }
  return [
    shape
      ? RankedTensorType.get(shape, result.elementType)
      : UnrankedTensorType.get(result.elementType),
  ];
};

/** The first half of the operands: what is reduced; the other half is what it starts from. */
export const reducedTypes = (op: Operation): readonly [inputs: Type[], inits: Type[]] => {
  const types = op.operands.map((operand) => operand.type);
  const count = types.length >> 1;
  return [types.slice(0, count), types.slice(count)];
};

/** All ranked inputs have one shape; the first of them, null if there is none, false after a report. */
function commonInput(
  inputs: readonly Type[],
  report: VerifyContext,
): RankedTensorType | null | false {
  const first = inputs.findIndex((type) => type.kind === 'tensor');
  const type = inputs[first];
  if (type?.kind !== 'tensor') return null;
  const differing = inputs.findIndex((other) => !haveCompatibleShapes(type, other));
  return differing < 0
    ? type
    : report.error(
        `expects all inputs to have compatible shapes. Shape at input-index ${differing} is not compatible with shape at input-index ${first}`,
      );
}

/** What is left of a shape when dimensions are reduced; null if no input has a rank, false after a report. */
export function reducedShape(
  op: Operation,
  report: VerifyContext,
):
  | { readonly shape: number[]; readonly bounds: number[] | null; readonly input: RankedTensorType }
  | null
  | false {
  const input = commonInput(reducedTypes(op)[0], report);
  if (input === false) return false;
  const dropped = new Set<number>();
  for (const dim of integerAttrs(op, 'dimensions')) {
    if (dim < 0 || (input && dim >= input.shape.length))
      return report.error(
        `Out-of-bounds dimension ${dim} for input-tensor rank: ${input?.shape.length ?? -1}`,
      );
    if (dropped.has(dim)) return report.error(`Duplicate reduction dimension: ${dim}`);
    dropped.add(dim);
  }
  if (!input) return null;
  const isLeft = (_: number, dim: number): boolean => !dropped.has(dim);
  const bounds = boundsOf(input.encoding)?.filter(isLeft) ?? null;
  return { shape: input.shape.filter(isLeft), bounds, input };
}

export const inferReduce: Inference = (op, report) => {
  const reduced = reducedShape(op, report);
  if (reduced === false) return false;
  return reducedTypes(op)[0].map((type) =>
    reduced && type.kind === 'tensor'
      ? RankedTensorType.get(
          reduced.shape,
          type.elementType,
          reduced.bounds?.length ? withBounds(reduced.input.encoding, reduced.bounds) : null,
        )
      : UnrankedTensorType.get(elementTypeOrSelf(type)),
  );
};

/** The window of a reduction; false after a report of what is wrong with it. */
export function reductionWindow(
  op: Operation,
  report: VerifyContext,
): { readonly sizes: number[]; readonly window: WindowDimension[] } | false {
  const [inputs] = reducedTypes(op);
  if (commonInput(inputs, report) === false) return false;
  const sizes = oneDimensional(op, 'window_dimensions');
  if (typeof sizes === 'string') return report.error(sizes);
  for (const type of inputs)
    if (type.kind === 'tensor' && type.shape.length !== sizes.length)
      return report.error(
        `expects window-dimensions size == input rank, but got window-dimensions size: ${sizes.length} and input: ${typeText(report, type)} with rank = ${type.shape.length}.`,
      );
  const window = windowOf(op, sizes, REDUCE_WINDOW);
  return typeof window === 'string' ? report.error(window) : { sizes, window };
}

export const inferReduceWindow: Inference = (op, report) => {
  const found = reductionWindow(op, report);
  if (found === false) return false;
  return reducedTypes(op)[0].map((type) => {
    if (type.kind !== 'tensor') return type;
    const bounds = boundsOf(type.encoding);
    return RankedTensorType.get(
      windowOutputShape(type.shape, found.window),
      type.elementType,
      bounds && withBounds(type.encoding, windowOutputShape(bounds, found.window)),
    );
  });
};

/** The inputs of a scatter, which come first. */
export const inferScatter: Inference = (op) =>
  op.operands.slice(0, (op.numOperands - 1) >> 1).map((operand) => operand.type);

/** `a vs b` where a region's arguments or results do not fit the operands of a loop. */
export function verifyWhile(op: Operation, report: VerifyContext): boolean {
  const types = op.operands.map((operand) => operand.type);
  const [cond, body] = op.regions.map((region) => region.front);
  if (!cond || !body) return true;
  const differ = (what: string, others: readonly Type[]): false =>
    report.error(
      `expect operands are compatible with ${what} but got ${typeTexts(report, types)} vs ${typeTexts(report, others)}`,
    );
  const condTypes = cond.arguments.map((argument) => argument.type);
  if (!areCompatible(types, condTypes)) return differ('condition block arguments', condTypes);
  const bodyTypes = body.arguments.map((argument) => argument.type);
  if (!areCompatible(types, bodyTypes)) return differ('body block arguments', bodyTypes);
  const bodyResults = yieldedTypes(body);
  if (!areCompatible(types, bodyResults)) return differ('body block return types', bodyResults);
  const condResults = yieldedTypes(cond);
  const [result] = condResults;
  if (!result || condResults.length !== 1)
    return report.error(
      `expect condition body returns a single value but got ${condResults.length}`,
    );
  return (
    isCondition(result) ||
    report.error(
      `expect condition block return a zero-ranked tensor of i1 but got ${typeText(report, result)}`,
    )
  );
}
/** `tensor<i1>`, or what may turn out to be. */
export const isCondition = (type: Type): boolean =>
  elementTypeOrSelf(type) === type.context.i1 &&
  (type.kind === 'unranked-tensor' || (type.kind === 'tensor' && type.shape.length === 0));

export function verifySort(op: Operation, report: VerifyContext): boolean {
  const dim = op.attr('dimension') ? integerAttr(op, 'dimension') : -1;
  const types = op.operands.map((operand) => operand.type);
  const ranked = types.find((type) => type.kind === 'tensor');
  if (ranked) {
    const rank = ranked.shape.length;
    if (dim < -rank || dim >= rank)
      return report.error(
        `dimension attribute value must be in range [-${rank}, ${rank}), but found ${sizeNumber(dim)}`,
      );
  }
  const block = op.region(0).front;
  if (block.arguments.length !== 2 * types.length)
    return report.error(`comparator block should have ${2 * types.length} arguments`);
  for (const [i, argument] of block.arguments.entries()) {
    const operand = types[i >> 1];
    const expected = operand && RankedTensorType.get([], elementTypeOrSelf(operand));
    if (expected && argument.type !== expected)
      return report.error(
        `comparator block argument #${i} should be of type ${typeText(report, expected)} but got ${typeText(report, argument.type)}`,
      );
  }
  const results = yieldedTypes(block);
  const [result] = results;
  if (!result || results.length !== 1)
    return report.error(`comparator must return single output but got ${results.length}`);
  return (
    isCondition(result) ||
    report.error(`comparator must return tensor<i1> but got ${typeText(report, result)}`)
  );
}
