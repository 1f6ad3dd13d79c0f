/** `tosa.cond_if` and `tosa.while_loop` become `scf.if` and `scf.while`. */

import {
  type Block,
  Builder,
  type ConversionPattern,
  ConversionTarget,
  type Operation,
  type Pass,
  Region,
  type Value,
} from '@iree-workbench/ir';
import { conversionPass, lowering } from '../input-conversion.ts';
import { rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';

/** Moves the operations of a region's block behind those of another block. */
function moveOperations(region: Region, into: Block, values: readonly Value[]): Operation {
  const source = region.front;
  for (const [i, argument] of source.arguments.entries())
    argument.replaceAllUsesWith(values[i] as Value);
  const terminator = source.last as Operation;
  into.takeOperations(source);
  return terminator;
}

/** Ends a block otherwise than with `tosa.yield`. */
function replaceYield(
  terminator: Operation,
  end: (builder: Builder, yielded: readonly Value[]) => void,
): void {
  end(Builder.before(terminator), terminator.operands);
  terminator.erase();
}

const yieldValues = (builder: Builder, operands: readonly Value[]): void => {
  builder.create('scf.yield', { operands });
};

/** Has the region's block an argument for each value, of its type? */
const takes = (region: Region, values: readonly Value[]): boolean =>
  region.front.arguments.length === values.length &&
  region.front.arguments.every(({ type }, i) => type === values[i]?.type);

const lowerIf = lowering('tosa.cond_if', (op, operands, rewriter) => {
  const [condition, ...inputs] = operands as [Value, ...Value[]];
  const takesInputs = op.regions.every((branch) => takes(branch, inputs));
  if (!takesInputs || rankedTensor(condition)?.shape.length !== 0) return false;
  const regions = op.regions.map((branch) => {
    const region = new Region();
    replaceYield(moveOperations(branch, region.append(), inputs), yieldValues);
    return region;
  });
  const scalar = new Scalars(rewriter).extract(condition, []);
  rewriter.replaceOpWithNew(op, 'scf.if', {
    operands: [scalar],
    resultTypes: op.resultTypes,
    regions,
  });
  return true;
});

const lowerWhile = lowering('tosa.while_loop', (op, operands, rewriter) => {
  if (!op.regions.every((region) => takes(region, operands))) return false;
  const [goesOn] = op.region(0).front.last?.operands ?? [];
  if (!goesOn || rankedTensor(goesOn)?.shape.length !== 0) return false;
  const regions = op.regions.map((source, i) => {
    const region = new Region();
    const block = region.append();
    const args = source.front.arguments.map(({ type, location }) =>
      block.addArgument(type, location),
    );
    replaceYield(moveOperations(source, block, args), (builder, yielded) => {
      if (i === 1) return yieldValues(builder, yielded);
      const goesOn = new Scalars(builder).extract(yielded[0] as Value, []);
      builder.create('scf.condition', { operands: [goesOn, ...args] });
    });
    return region;
  });
  rewriter.replaceOpWithNew(op, 'scf.while', {
    operands,
    resultTypes: op.resultTypes,
    regions,
  });
  return true;
});

const patterns: readonly ConversionPattern[] = [lowerIf, lowerWhile];

export const tosaToScf: Pass = conversionPass(
  {
    argument: 'tosa-to-scf',
    className: 'TosaToSCF',
    summary: "turns tosa's control flow into that of scf",
  },
  'partial',
  () =>
    new ConversionTarget()
      .addLegalDialect('tensor', 'scf')
      .addIllegalOp('tosa.cond_if', 'tosa.while_loop')
      .markUnknownOpDynamicallyLegal(() => true),
  patterns,
);
