/** `mhlo.einsum` and `mhlo.unary_einsum`: products of one or two tensors, summed over what the result has not. */

import {
  type ConversionPattern,
  type IteratorType,
  StringAttr,
  type Value,
} from '@iree-workbench/ir';
import { emptyTensor, generic, mapOf, rankedTensor, zeroOf, zeros } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { openOnes, type Size, sizeOf } from '../sizes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf, hloLowering, signlessTensor } from './hlo-lowering.ts';

/** The letters of each operand, and of the result: `ij,jk->ik`; null if there are not as many as ranks. */
function lettersOf(config: string, ranks: readonly number[]): readonly string[][] | null {
  const [inputs = '', output] = config.replaceAll(' ', '').split('->');
  if (output === undefined) return null;
  const letters = [...inputs.split(','), output].map((list) => [...list]);
  const fits = letters.length === ranks.length && letters.every((l, i) => l.length === ranks[i]);
  return fits ? letters : null;
}

const lowerEinsum = (name: string): ConversionPattern =>
  hloLowering(name, (op, operands, rewriter) => {
    const result = signlessTensor(op.result());
    const config = op.attr('einsum_config');
    const ranks = [...operands, op.result()].map(
      (value) => rankedTensor(value)?.shape.length ?? -1,
    );
    const letters = config instanceof StringAttr ? lettersOf(config.value, ranks) : null;
    const zero = result && zeroOf(result.elementType);
    if (!letters || !zero) return false;
    const output = letters.at(-1) as string[];
    const sizes = new Map<string, Size>();
    for (const [i, operand] of operands.entries())
      for (const [dim, letter] of (letters[i] ?? []).entries())
        if (!sizes.has(letter)) sizes.set(letter, sizeOf(rewriter, operand, dim));
    const loops = [...sizes.keys()];
    if (output.some((letter) => !sizes.has(letter))) return false;
    const open = openOnes(
      rewriter,
      result,
      output.map((letter) => sizes.get(letter) as Size),
    );
    const { elementType } = result;
    const isFloat = elementType.kind === 'float';
    const isSummed = loops.some((letter) => !output.includes(letter));
    const state = {
      inputs: operands as readonly Value[],
      inits: [isSummed ? zeros(rewriter, result, open, zero) : emptyTensor(rewriter, result, open)],
      maps: letters.map((list) =>
        mapOf(
          loops.length,
          list.map((letter) => loops.indexOf(letter)),
        ),
      ),
      iterators: loops.map(
        (letter): IteratorType => (output.includes(letter) ? 'parallel' : 'reduction'),
      ),
    };
    const types = op.operands.map(elementOf);
    const summed = generic(rewriter, state, (body, args) => {
      const to = new Scalars(body);
      const sum = args.at(-1) as Value;
      const factors = args.slice(0, -1).map((value, i) => {
        const type = types[i] ?? value.type;
        return convertElement(to, value, type, elementOf(op.result()), elementType) ?? value;
      });
      const product = factors.reduce((a, b) =>
        to.op(isFloat ? 'arith.mulf' : 'arith.muli', [a, b]),
      );
      if (!isSummed) return [product];
      return [to.op(isFloat ? 'arith.addf' : 'arith.addi', [sum, product])];
    });
    rewriter.replaceOp(op, summed.results);
    return true;
  });

export const einsumPatterns: readonly ConversionPattern[] = ['einsum', 'unary_einsum'].map(
  lowerEinsum,
);
