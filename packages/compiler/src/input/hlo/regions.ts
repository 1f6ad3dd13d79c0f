/** Regions of operations on tensors of one element, as reductions and sorts have them, computed of elements. */

import type { ConversionRewriter, Operation, Region, Type, Value } from '@iree-workbench/ir';
import { signless } from '../../flow/strip-signedness.ts';
import { bodyRegion } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { elementArithmetic } from './element-arithmetic.ts';
import { elementOf, signlessTypes } from './hlo-lowering.ts';

/** Where an element that comes from around a region is read: in the body, or once before. */
type Capture = 'inside' | 'outside';

function captured(
  value: Value,
  to: Scalars,
  rewriter: ConversionRewriter,
  capture: Capture,
): Value | null {
  const reader = capture === 'inside' ? to : new Scalars(rewriter);
  const element = elementOf(value);
  const constant = value.definingOp?.name === 'mhlo.constant' && value.definingOp.attr('value');
  // Outside, a constant that is to lose its sign is cast like any other value.
  const isKnown = capture === 'inside' || signless(element) === element;
  if (constant && constant.kind === 'dense' && element.kind !== 'complex' && isKnown) {
    const attr = constant.at(0);
    return attr.kind === 'integer'
      ? reader.integer(signless(element), attr.value)
      : reader.constant(attr);
  }
  const [tensor] = rewriter.remap([value], signlessTypes) ?? [];
  return tensor ? reader.extract(tensor, []) : null;
}

/**
 * What a region makes of elements.
 * @returns null if an operation of it has no meaning for elements
 */
export function computeRegion(
  region: Region,
  args: readonly Value[],
  to: Scalars,
  rewriter: ConversionRewriter,
  capture: Capture = 'inside',
): Value[] | null {
  const block = region.front;
  const elements = new Map<Value, Value>();
  for (const [i, argument] of block.arguments.entries()) elements.set(argument, args[i] as Value);
  const elementFor = (value: Value): Value | null =>
    elements.get(value) ?? captured(value, to, rewriter, capture);
  for (const inner of block.ops) {
    if (inner.name === 'mhlo.constant') continue;
    const values = inner.operands.map(elementFor);
    if (!values.every((value) => value !== null)) return null;
    if (inner.name === 'mhlo.return') return values;
    const value = elementOperation(inner, values, to);
    if (!value) return null;
    elements.set(inner.result(), value);
  }
  return null;
}

function elementOperation(op: Operation, args: readonly Value[], to: Scalars): Value | null {
  if (op.numResults !== 1) return null;
  // Of one element there is nothing to move.
  if (op.name === 'mhlo.reshape' || op.name === 'mhlo.broadcast_in_dim') return args[0] ?? null;
  return elementArithmetic({ op, args, result: signless(elementOf(op.result())), to });
}

/** A region of scalars for linalg_ext's operations, which end with a yield of their own. */
export function scalarRegion(
  region: Region,
  types: readonly Type[],
  order: (args: readonly Value[]) => readonly Value[],
  rewriter: ConversionRewriter,
): Region | null {
  return bodyRegion(
    rewriter.location,
    types,
    (inside, args) => computeRegion(region, order(args), new Scalars(inside), rewriter, 'outside'),
    'iree_linalg_ext.yield',
  );
}
