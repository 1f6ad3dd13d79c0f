/**
 * Turns dispatch regions into isolated dispatches (`iree-flow-form-dispatch-workgroups`).
 *
 * Captured tensors become readable tensors in memory that are loaded whole, results become
 * writable ones that are stored whole; scalars and dimensions are passed as they are. The workload
 * is the iteration domain of the region's last structured operation, from which the target's
 * strategy will compute the grid. A result that begins as a captured tensor (an insertion) is tied to
 * it and written in place.
 */

import {
  type AffineMap,
  ArrayAttr,
  type BlockArgument,
  Builder,
  DenseArrayAttr,
  DYNAMIC,
  dispatchTensorType,
  IntegerAttr,
  type Operation,
  operandsNamed,
  type RankedTensorType,
  StructuredOp,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { dynamicCount, dynamicDimsOf, sizesOf } from '../util/dynamic-dims.ts';
import { scatteredInto } from './dispatch-context.ts';

export const formDispatchWorkgroups: PassFunction = (module) => {
  for (const region of module.collect('flow.dispatch.region')) convert(region);
};

/** Values from outside that the region uses, in the order of first use. */
export function captures(region: Operation): Value[] {
  const found = new Set<Value>();
  region.region(0).front.ops.forEach((op) => {
    op.walk((inner) => {
      for (const operand of inner.operands) {
        const block = operand.parentBlock;
        const isInside =
          block !== null &&
          (block === region.region(0).front ||
            (block.parentOp !== null && region.isProperAncestorOf(block.parentOp)));
        if (!isInside) found.add(operand);
      }
    }, 'pre');
  });
  return [...found];
}

/**
 * Captured tensor that a returned value overwrites in part, or null: what else in the region reads it
 * must not see what is written.
 */
export function tiedCapture(
  region: Operation,
  returned: Value,
  captured: readonly Value[],
): Value | null {
  const op = returned.definingOp;
  const target = op?.is('tensor.insert_slice') ? op.operand(1) : op ? scatteredInto(op) : null;
  if (!target || !captured.includes(target) || target.type !== returned.type) return null;
  const usesInside = target.uses.filter(({ owner }) => region.isProperAncestorOf(owner));
  return usesInside.length === 1 ? target : null;
}

/** What a scatter both reads as such and writes into is a copy there. */
function detachScattered(region: Operation, builder: Builder): void {
  for (const op of region.region(0).front.ops) {
    const target = scatteredInto(op);
    if (!target || op.operands.filter((operand) => operand === target).length === 1) continue;
    op.setOperand(
      2,
      builder.createValue('flow.tensor.clone', {
        operandGroups: [[target], dynamicDimsOf(builder, target)],
        resultTypes: [target.type],
      }),
    );
  }
}

function convert(region: Operation): void {
  const builder = Builder.before(region);
  const block = region.region(0).front;
  const terminator = block.last as Operation;
  const returned = terminator.operands;
  detachScattered(region, builder);
  const workload = workloadOf(region, builder);
  const captured = captures(region);
  const resultDims = operandsNamed(region, 'result_dims');

  const tensors = captured.filter((value) => value.type.kind === 'tensor');
  const others = captured.filter((value) => value.type.kind !== 'tensor');
  const argumentDims = tensors.map((value) => dynamicDimsOf(builder, value));
  // Dimensions travel as operands too, once each.
  const dims = [...new Set([...argumentDims.flat(), ...resultDims])].filter(
    (dim) => !others.includes(dim),
  );
  const ties = returned.map((value) => {
    const tied = tiedCapture(region, value, captured);
    return tied ? tensors.indexOf(tied) : -1;
  });
  const argumentValues = [...tensors, ...others, ...dims];

  const dispatch = builder.create('flow.dispatch.workgroups', {
    operandGroups: [workload, argumentValues, argumentDims.flat(), resultDims],
    resultTypes: region.resultTypes,
    attributes: [
      [
        'tied_operands',
        ArrayAttr.get(
          region.context,
          ties.map((tie) => IntegerAttr.index(region.context, tie)),
        ),
      ],
    ],
    regions: 2,
  });
  const body = dispatch.region(0).append();
  const inner = Builder.atEnd(body, region.location);
  const place = new Map<Value, BlockArgument>();
  const memory: BlockArgument[] = [];
  tensors.forEach((value, i) => {
    const access = ties.includes(i) ? 'readwrite' : 'readonly';
    const argument = body.addArgument(dispatchTensorType(access, value.type), region.location);
    memory[i] = argument;
  });
  for (const value of [...others, ...dims])
    place.set(value, body.addArgument(value.type, region.location));
  const outputs = returned.map((value, i) => {
    const tie = ties[i] ?? -1;
    return tie >= 0
      ? (memory[tie] as BlockArgument)
      : body.addArgument(dispatchTensorType('writeonly', value.type), region.location);
  });

  const dimArguments = (values: readonly Value[]): Value[] =>
    values.map((dim) => place.get(dim) as Value);
  const shaped = new Map<BlockArgument, Value>();
  const tieShape = (argument: BlockArgument, argDims: readonly Value[]): Value => {
    const known = shaped.get(argument);
    if (known) return known;
    const tied =
      argDims.length === 0
        ? argument
        : inner.createValue('flow.dispatch.tie_shape', {
            operands: [argument, ...argDims],
            resultTypes: [argument.type],
          });
    shaped.set(argument, tied);
    return tied;
  };
  let nextResultDim = 0;
  const outputDims = returned.map((value) => {
    const count = dynamicCount(value.type);
    const own = dimArguments(resultDims.slice(nextResultDim, nextResultDim + count));
    nextResultDim += count;
    return own;
  });
  tensors.forEach((_, i) => {
    tieShape(memory[i] as BlockArgument, dimArguments(argumentDims[i] ?? []));
  });
  outputs.forEach((output, i) => {
    tieShape(output, outputDims[i] ?? []);
  });
  const loads = tensors.map((value, i) => {
    const argDims = dimArguments(argumentDims[i] ?? []);
    return load(
      inner,
      tieShape(memory[i] as BlockArgument, argDims),
      value.type as RankedTensorType,
      argDims,
    );
  });

  for (const op of block.ops) {
    if (op === terminator) continue;
    op.remove();
    body.append(op);
  }
  const inPlace = (value: Value): Value | undefined => {
    const tensor = tensors.indexOf(value);
    return tensor >= 0 ? loads[tensor] : place.get(value);
  };
  for (const value of captured) {
    const replacement = inPlace(value);
    if (!replacement) continue;
    for (const use of value.uses) if (dispatch.isProperAncestorOf(use.owner)) use.set(replacement);
  }
  inner.setToEnd(body);
  returned.forEach((value, i) => {
    const output = outputs[i] as BlockArgument;
    const type = value.type as RankedTensorType;
    store(
      inner,
      inPlace(value) ?? value,
      tieShape(output, outputDims[i] ?? []),
      type,
      outputDims[i] ?? [],
    );
  });
  inner.create('flow.return', { resultTypes: [] });
  buildCount(dispatch, workload);

  terminator.erase();
  region.results.forEach((result, i) => {
    result.replaceAllUsesWith(dispatch.result(i));
  });
  region.erase();
}

/** Whole-tensor offsets, sizes and strides of a shape. */
const wholeSlice = (builder: Builder, shape: readonly number[]) =>
  [
    [
      'static_offsets',
      DenseArrayAttr.i64(
        builder.context,
        shape.map(() => 0),
      ),
    ],
    ['static_sizes', DenseArrayAttr.i64(builder.context, shape.map(BigInt))],
    [
      'static_strides',
      DenseArrayAttr.i64(
        builder.context,
        shape.map(() => 1),
      ),
    ],
  ] as const;

function load(
  builder: Builder,
  source: Value,
  type: RankedTensorType,
  dims: readonly Value[],
): Value {
  return builder.createValue('flow.dispatch.tensor.load', {
    operandGroups: [[source], dims, [], dims, []],
    resultTypes: [type],
    attributes: wholeSlice(builder, type.shape),
  });
}

function store(
  builder: Builder,
  value: Value,
  target: Value,
  type: RankedTensorType,
  dims: readonly Value[],
): void {
  builder.create('flow.dispatch.tensor.store', {
    operandGroups: [[value], [target], dims, [], dims, []],
    resultTypes: [],
    attributes: wholeSlice(builder, type.shape),
  });
}

/** Loop bounds of the last structured operation, or the sizes of the region's first result. */
function workloadOf(region: Operation, builder: Builder): Value[] {
  const ops = region.region(0).front.ops;
  const root = [...ops]
    .reverse()
    .find((op) => op.getInterface(StructuredOp) && !op.is('linalg.fill'));
  const structured = root?.getInterface(StructuredOp);
  const [scatter] = ops.filter((op) => scatteredInto(op));
  // The updates are what is shared out.
  if (scatter)
    return outerSizes(builder, region, scatter.operand(0)).map(
      (size) => size ?? builder.constantIndex(1),
    );
  if (root && structured) {
    const loops = structured.iteratorTypes(root).length;
    return loopBounds(builder, region, root, loops, structured.indexingMaps(root));
  }
  const [result] = region.results;
  if (!result) return [];
  const type = result.type as RankedTensorType;
  const dims = operandsNamed(region, 'result_dims');
  return type.shape.map((size) =>
    size === DYNAMIC ? (dims.shift() as Value) : builder.constantIndex(size),
  );
}

function loopBounds(
  builder: Builder,
  region: Operation,
  op: Operation,
  loops: number,
  maps: readonly AffineMap[],
): Value[] {
  const sizes = new Map<number, Value>();
  maps.forEach((map, i) => {
    const operand = op.operand(i);
    if (operand.type.kind !== 'tensor') return;
    const bounds = outerSizes(builder, region, operand);
    map.results.forEach((expr, dim) => {
      const bound = bounds[dim];
      if (expr.kind === 'dim' && !sizes.has(expr.position) && bound)
        sizes.set(expr.position, bound);
    });
  });
  return Array.from({ length: loops }, (_, loop) => sizes.get(loop) ?? builder.constantIndex(1));
}

/** Sizes of a value used inside the region as values that exist before it. */
function outerSizes(builder: Builder, region: Operation, value: Value): (Value | undefined)[] {
  const type = value.type as RankedTensorType;
  if (type.shape.every((size) => size !== DYNAMIC))
    return type.shape.map((size) => builder.constantIndex(size));
  const op = value.definingOp;
  if (!op || !region.isProperAncestorOf(op)) return sizesOf(builder, value);
  // Inside, sizes come from the empties that were cloned in: their operands are outside values.
  const dims = dynamicInside(value);
  return type.shape.map((size) => {
    if (size !== DYNAMIC) return builder.constantIndex(size);
    const dim = dims.shift();
    const home = dim?.definingOp;
    return dim && !(home && region.isProperAncestorOf(home)) ? dim : undefined;
  });
}

function dynamicInside(value: Value): Value[] {
  const op = value.definingOp;
  if (!op || value.kind !== 'result') return [];
  if (op.is('tensor.empty')) return op.operands;
  if (op.getInterface(StructuredOp)) {
    const init = op.operands[op.numOperands - op.numResults + value.index];
    return init ? dynamicInside(init) : [];
  }
  return [];
}

/** The region that will give the workgroup counts. */
function buildCount(dispatch: Operation, workload: readonly Value[]): void {
  const block = dispatch.region(1).append();
  for (const value of workload) block.addArgument(value.type, dispatch.location);
  const builder = Builder.atEnd(block, dispatch.location);
  const index = dispatch.context.indexType;
  const count = builder.create('flow.dispatch.workgroup_count_from_dag_root', {
    operands: block.arguments,
    resultTypes: [index, index, index],
  });
  builder.create('flow.return', { operands: count.results, resultTypes: [] });
}
