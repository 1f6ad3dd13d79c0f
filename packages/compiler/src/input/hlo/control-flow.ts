/** `mhlo.while`, `mhlo.if` and `mhlo.case` become scf's (`mhlo-legalize-control-flow`). */

import {
  type Block,
  type Builder,
  type ConversionPattern,
  type ConversionRewriter,
  ConversionTarget,
  DenseElementsAttr,
  DialectAttr,
  elementTypeOrSelf,
  IntegerAttr,
  type Operation,
  type Pass,
  RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import { conversionPass, lowering } from '../input-conversion.ts';
import { rankedTensor, reshaped } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { wordOf } from './attributes.ts';

/** The only element of a tensor. */
function scalarOf(builder: Builder, tensor: Value): Value {
  const type = rankedTensor(tensor);
  const single =
    type && type.shape.length > 0
      ? reshaped(
          builder,
          'tensor.collapse_shape',
          tensor,
          RankedTensorType.get([], type.elementType),
          [],
        )
      : tensor;
  return new Scalars(builder).extract(single, []);
}

/** Moves a region whose block ends with `mhlo.return` into one that ends as `end` says. */
function movedRegion(
  rewriter: ConversionRewriter,
  source: Region,
  end: (returned: readonly Value[], block: Block) => void = (operands) => {
    rewriter.create('scf.yield', { operands });
  },
): Region {
  const region = new Region();
  region.takeBlocks(source);
  const { front } = region;
  const terminator = front.last as Operation;
  rewriter.guarded(() => {
    rewriter.setBefore(terminator);
    rewriter.location = terminator.location;
    end(terminator.operands, front);
  });
  terminator.erase();
  return region;
}

interface ForBounds {
  readonly lower: Value;
  readonly upper: Value;
  readonly step: Value;
  /** The argument that counts. */
  readonly index: number;
}

/** The number of an argument of the block; -1 if it is none. */
const argumentOf = (value: Value | undefined, block: Block): number =>
  value?.kind === 'argument' && value.owner === block ? block.arguments.indexOf(value) : -1;

/** The bounds of a loop that counts up to a number from outside, by a number from outside. */
function forBounds(op: Operation): ForBounds | null {
  const [condition, body] = op.regions.map(({ front }) => front) as [Block, Block];
  const compare = condition.first;
  if (condition.ops.length !== 2 || compare?.name !== 'mhlo.compare') return null;
  const [lhs, upper] = compare.operands as [Value, Value];
  const { kind } = elementTypeOrSelf(lhs.type);
  if (wordOf(compare, 'comparison_direction') !== 'LT' || upper.parentBlock === condition)
    return null;
  const index = argumentOf(lhs, condition);
  if (index < 0 || (kind !== 'integer' && kind !== 'index')) return null;
  const add = body.last?.operands[index]?.definingOp;
  const step = add?.operands[1];
  if (add?.name !== 'mhlo.add' || !step || step.parentBlock === body) return null;
  if (argumentOf(add.operands[0], body) !== index) return null;
  return { lower: op.operand(index), upper, step, index };
}

function replaceByFor(op: Operation, bounds: ForBounds, rewriter: ConversionRewriter): void {
  const scalar = (value: Value): Value => scalarOf(rewriter, rewriter.remapped(value));
  const step = scalar(bounds.step);
  const upper = scalar(bounds.upper);
  const lower = scalar(bounds.lower);
  const region = movedRegion(rewriter, op.region(1));
  const { front } = region;
  const carried = front.arguments[bounds.index] as Value;
  const counter = front.insertArgument(0, lower.type, op.location);
  rewriter.guarded(() => {
    rewriter.setToStart(front);
    const tensor = rewriter.createValue('tensor.from_elements', {
      operands: [counter],
      resultTypes: [carried.type],
    });
    carried.replaceAllUsesWith(tensor);
  });
  rewriter.replaceOpWithNew(op, 'scf.for', {
    operands: [lower, upper, step, ...op.operands.map((operand) => rewriter.remapped(operand))],
    resultTypes: op.resultTypes,
    regions: [region],
  });
}

const lowerWhile = lowering('mhlo.while', (op, operands, rewriter) => {
  const bounds = forBounds(op);
  if (bounds) {
    replaceByFor(op, bounds, rewriter);
    return true;
  }
  const before = movedRegion(rewriter, op.region(0), ([goesOn], block) => {
    const condition = scalarOf(rewriter, goesOn as Value);
    rewriter.create('scf.condition', { operands: [condition, ...block.arguments] });
  });
  rewriter.replaceOpWithNew(op, 'scf.while', {
    operands,
    resultTypes: op.resultTypes,
    regions: [before, movedRegion(rewriter, op.region(1))],
  });
  return true;
});

const lowerIf = lowering('mhlo.if', (op, [predicate], rewriter) => {
  const condition = scalarOf(rewriter, predicate as Value);
  rewriter.replaceOpWithNew(op, 'scf.if', {
    operands: [condition],
    resultTypes: op.resultTypes,
    regions: op.regions.map((branch) => movedRegion(rewriter, branch)),
  });
  return true;
});

/** `scf.if` for branch `at` and, in its other branch, for those behind it. */
function nestedCases(
  op: Operation,
  index: Value,
  at: number,
  rewriter: ConversionRewriter,
): Value[] {
  const { context } = rewriter;
  const type = index.type as RankedTensorType;
  const attr = DenseElementsAttr.splat(type, IntegerAttr.i32(context, at));
  const own = rewriter.createValue('mhlo.constant', {
    resultTypes: [type],
    attributes: [['value', attr]],
  });
  const word = (mnemonic: string, value: string): DialectAttr =>
    DialectAttr.get(context, 'mhlo', mnemonic, [value]);
  const isOwn = rewriter.createValue('mhlo.compare', {
    operands: [index, own],
    resultTypes: [RankedTensorType.get(type.shape, context.i1)],
    attributes: [
      ['comparison_direction', word('comparison_direction', 'EQ')],
      ['compare_type', word('comparison_type', 'NOTYPE')],
    ],
  });
  const condition = scalarOf(rewriter, isOwn);
  const then = movedRegion(rewriter, op.region(at));
  const isLast = at === op.regions.length - 2;
  const otherwise = isLast ? movedRegion(rewriter, op.region(at + 1)) : new Region();
  if (!isLast)
    rewriter.guarded(() => {
      rewriter.setToEnd(otherwise.append());
      rewriter.create('scf.yield', { operands: nestedCases(op, index, at + 1, rewriter) });
    });
  return [
    ...rewriter.create('scf.if', {
      operands: [condition],
      resultTypes: op.resultTypes,
      regions: [then, otherwise],
    }).results,
  ];
}

/** Every number that is no other branch's takes the last one. */
const lowerCase = lowering('mhlo.case', (op, [index], rewriter) => {
  if (op.regions.length > 1) {
    rewriter.replaceOp(op, nestedCases(op, index as Value, 0, rewriter));
    return true;
  }
  const { front } = op.region(0);
  const terminator = front.last as Operation;
  const { operands } = terminator;
  terminator.erase();
  rewriter.inlineBlockBefore(front, op, []);
  rewriter.replaceOp(op, operands);
  return true;
});

const CONTROL_FLOW: readonly ConversionPattern[] = [lowerWhile, lowerIf, lowerCase];

export const legalizeControlFlow: Pass = conversionPass(
  {
    argument: 'mhlo-legalize-control-flow',
    className: 'LegalizeControlFlowPass',
    summary: "turns mhlo's control flow into that of scf",
  },
  'partial',
  () =>
    new ConversionTarget()
      .addIllegalOp('mhlo.while', 'mhlo.if', 'mhlo.case')
      .markUnknownOpDynamicallyLegal(() => true),
  CONTROL_FLOW,
);
