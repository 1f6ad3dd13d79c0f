/** Loops on the host whose passes over tensors double a width, as sorts and scans of many elements have. */

import { Builder, Region, type Value } from '@iree-workbench/ir';
import { Scalars } from '../../input/scalars.ts';

/** So many elements along a dimension are compared with all others; doubling pays for more. */
export const FEW_ELEMENTS = 128;

/** A width, as an index, and tensors. */
export interface Doubling {
  readonly width: Value;
  readonly tensors: readonly Value[];
}

/** Makes new tensors of a pass's width and tensors, as often as the width is below a limit; then doubles it. */
export function whileBelow(
  builder: Builder,
  limit: Value,
  start: Doubling,
  pass: (inside: Builder, state: Doubling) => readonly Value[],
): Doubling {
  const types = [start.width, ...start.tensors].map(({ type }) => type);
  const region = (build: (inside: Builder, state: Doubling) => void): Region => {
    const made = new Region();
    const front = made.append();
    for (const type of types) front.addArgument(type, builder.location);
    const [width, ...tensors] = front.arguments;
    build(Builder.atEnd(front, builder.location), { width: width as Value, tensors });
    return made;
  };
  const loop = builder.create('scf.while', {
    operands: [start.width, ...start.tensors],
    resultTypes: types,
    regions: [
      region((inside, { width, tensors }) => {
        const isBelow = new Scalars(inside).cmpi('slt', width, limit);
        inside.create('scf.condition', { operands: [isBelow, width, ...tensors] });
      }),
      region((inside, state) => {
        const results = pass(inside, state);
        const doubled = new Scalars(inside).op('arith.addi', [state.width, state.width]);
        inside.create('scf.yield', { operands: [doubled, ...results] });
      }),
    ],
  });
  const [width, ...tensors] = loop.results;
  return { width: width as Value, tensors };
}
