/**
 * Rewrites what is left of the tensor dialect on the host into flow operations
 * (`iree-flow-convert-to-flow`): reshapes, contiguous slices and updates, splats, element accesses.
 *
 * What moves no memory in a straight line stays for dispatches; see `form-dispatch-regions`.
 */

import {
  Builder,
  DYNAMIC,
  type Operation,
  operandsNamed,
  type RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { isPattern } from '../stream/patterns.ts';
import { derivedDims, dynamicDimsOf } from '../util/dynamic-dims.ts';
import { callablesIn } from '../util/functions.ts';
import { isInDispatch } from './dispatch-context.ts';

/** Before regions are formed: what flow does directly. */
export const convertToFlowBeforeDispatch: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    callable.walk((op) => {
      if (!isInDispatch(op)) convertBefore(op);
    });
};

/** After: what no dispatch has taken in. */
export const convertToFlowAfterDispatch: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    callable.walk((op) => {
      if (!isInDispatch(op)) convertAfter(op);
    });
};

function replace(op: Operation, value: Value): void {
  op.replaceAllUsesWith([value]);
  op.erase();
}

function convertBefore(op: Operation): void {
  const builder = Builder.before(op);
  switch (op.name) {
    case 'tensor.collapse_shape':
    case 'tensor.expand_shape':
    case 'tensor.reshape':
    case 'tensor.cast': {
      const type = op.result().type;
      if (type.kind !== 'tensor' || op.operand(0).type.kind !== 'tensor') return;
      const dims = derivedDims(builder, op.result());
      if (!dims) return;
      replace(
        op,
        builder.createValue('flow.tensor.reshape', {
          operandGroups: [[op.operand(0)], dynamicDimsOf(builder, op.operand(0)), dims],
          resultTypes: [type],
        }),
      );
      return;
    }
    case 'tensor.extract_slice': {
      const slice = contiguous(op, op.operand(0));
      if (!slice) return;
      const [offsets, sizes] = indexLists(builder, op);
      replace(
        op,
        builder.createValue('flow.tensor.slice', {
          operandGroups: [
            [op.operand(0)],
            dynamicDimsOf(builder, op.operand(0)),
            offsets,
            sizes,
            operandsNamed(op, 'sizes'),
          ],
          resultTypes: [op.result().type],
        }),
      );
      return;
    }
    case 'tensor.insert_slice': {
      const [update, target] = [op.operand(0), op.operand(1)];
      if (!contiguous(op, target)) return;
      const [offsets] = indexLists(builder, op);
      replace(
        op,
        builder.createValue('flow.tensor.update', {
          operandGroups: [
            [target],
            dynamicDimsOf(builder, target),
            offsets,
            [update],
            dynamicDimsOf(builder, update),
          ],
          resultTypes: [target.type],
        }),
      );
      return;
    }
    default:
  }
}

function convertAfter(op: Operation): void {
  const builder = Builder.before(op);
  switch (op.name) {
    case 'tensor.empty':
      replace(
        op,
        builder.createValue('flow.tensor.empty', {
          operands: op.operands,
          resultTypes: op.resultTypes,
        }),
      );
      return;
    case 'linalg.fill': {
      const type = op.results[0]?.type;
      if (type?.kind !== 'tensor') return;
      replace(
        op,
        builder.createValue('flow.tensor.splat', {
          operands: [op.operand(0), ...dynamicDimsOf(builder, op.operand(1))],
          resultTypes: [type],
        }),
      );
      return;
    }
    case 'tensor.extract': {
      const [source, ...indices] = op.operands as [Value, ...Value[]];
      replace(
        op,
        builder.createValue('flow.tensor.load', {
          operandGroups: [[source], dynamicDimsOf(builder, source), indices],
          resultTypes: op.resultTypes,
        }),
      );
      return;
    }
    case 'tensor.insert': {
      const [value, target, ...indices] = op.operands as [Value, Value, ...Value[]];
      replace(
        op,
        builder.createValue('flow.tensor.store', {
          operandGroups: [[value], [target], dynamicDimsOf(builder, target), indices],
          resultTypes: [target.type],
        }),
      );
      return;
    }
    case 'tensor.from_elements': {
      const type = op.result().type as RankedTensorType;
      const [first] = op.operands;
      if (!first) return;
      // Devices fill with patterns of 32 bits only.
      const filled = isPattern(first);
      let tensor = builder.createValue(filled ? 'flow.tensor.splat' : 'flow.tensor.empty', {
        operands: filled ? [first] : [],
        resultTypes: [type],
      });
      op.operands.forEach((value, i) => {
        if (filled && i === 0) return;
        tensor = builder.createValue('flow.tensor.store', {
          operandGroups: [[value], [tensor], [], unflatten(builder, type.shape, i)],
          resultTypes: [type],
        });
      });
      replace(op, tensor);
      return;
    }
    default:
  }
}

/** Position `flat` of a row-major shape as constant indices. */
function unflatten(builder: Builder, shape: readonly number[], flat: number): Value[] {
  const indices: number[] = [];
  let rest = flat;
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    const size = shape[dim] ?? 1;
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices.map((index) => builder.constantIndex(index));
}

/** Offsets and sizes of a slice as values, constants made for the static ones. */
function indexLists(builder: Builder, op: Operation): [Value[], Value[]] {
  const list = (name: 'offsets' | 'sizes'): Value[] => {
    const dynamic = operandsNamed(op, name);
    const statics = op.attr(`static_${name}`);
    return statics?.kind === 'dense_array'
      ? statics.values.map((value) =>
          Number(value) === DYNAMIC ? (dynamic.shift() as Value) : builder.constantIndex(value),
        )
      : [];
  };
  return [list('offsets'), list('sizes')];
}

/**
 * Is the slice of `whole` one straight run of memory? All strides are 1, the rank is kept, and after
 * the first dimension that is not of size 1, every dimension is taken whole.
 */
function contiguous(op: Operation, whole: Value): boolean {
  const type = whole.type;
  const slice = op.is('tensor.insert_slice') ? op.operand(0).type : op.result().type;
  if (type.kind !== 'tensor' || slice.kind !== 'tensor') return false;
  if (slice.shape.length !== type.shape.length) return false;
  const strides = op.attr('static_strides');
  const sizes = op.attr('static_sizes');
  if (strides?.kind !== 'dense_array' || sizes?.kind !== 'dense_array') return false;
  if (strides.values.some((stride) => stride !== 1n)) return false;
  const first = sizes.values.findIndex((size) => size !== 1n);
  return type.shape.every(
    (size, dim) =>
      dim <= first || first < 0 || (size !== DYNAMIC && Number(sizes.values[dim]) === size),
  );
}
