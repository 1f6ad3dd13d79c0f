/** Operations of the tosa dialect on whole tensors: reductions, shapes, casts, constants and control. */

import {
  BoolAttr,
  DenseI32ArrayAttr,
  DenseI64ArrayAttr,
  ElementsAttrConstraint,
  I32Attr,
  I64Attr,
  StrAttr,
} from '../../constraints.ts';
import {
  defineOp,
  type Fold,
  type OpDefinition,
  optional,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import { LoopLikeOp } from '../../interfaces.ts';
import {
  ConstantLike,
  Pure,
  RecursiveMemoryEffects,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { integers, PadQuantization, ResizeMode } from './attributes.ts';
import {
  concatOfOne,
  padConstant,
  reshapeConstant,
  reshapeReshape,
  transposeAsReshape,
  transposeTranspose,
} from './canonicalize.ts';
import {
  foldPad,
  foldReshape,
  foldResize,
  foldReverse,
  foldSlice,
  foldTile,
  foldTranspose,
  foldUnitAxis,
} from './fold.ts';
import { foldCast } from './fold-constants.ts';
import { verifyConcat } from './infer.ts';
import {
  BoolTensor,
  Int32Matrix,
  Int32Or64Tensor,
  RankedTensor,
  ScalarTensor,
  Tensor,
  Tensor0DTo4D,
  Tensor1DTo4D,
  Tensor1DTo6D,
  Tensor3D,
  Tensor4D,
  TensorOrF64,
} from './types.ts';
import { verifyReshape } from './verify.ts';

/** Along one dimension, which stays. */
const alongAxis = (name: string, summary: string, fold: Fold = foldUnitAxis): OpDefinition =>
  defineOp(`tosa.${name}`, {
    summary,
    operands: { input: Tensor1DTo4D },
    results: { output: Tensor1DTo4D },
    attributes: { axis: I64Attr },
    traits: [Pure],
    fold,
  });

const yields = SingleBlockImplicitTerminator('tosa.yield');

export const tensorOperations: readonly OpDefinition[] = [
  defineOp('tosa.argmax', {
    summary: 'where along a dimension the greatest number is',
    operands: { input: Tensor1DTo4D },
    results: { output: Tensor0DTo4D },
    attributes: { axis: I64Attr },
    traits: [Pure],
  }),
  defineOp('tosa.cast', {
    summary: 'the same numbers in another type',
    operands: { input: TensorOrF64 },
    results: { output: TensorOrF64 },
    traits: [Pure],
    fold: foldCast,
  }),
  defineOp('tosa.concat', {
    summary: 'tensors behind one another along a dimension',
    operands: { input1: variadic(Tensor) },
    results: { output: Tensor },
    attributes: { axis: I64Attr },
    traits: [Pure],
    verify: verifyConcat,
    canonicalize: [concatOfOne],
  }),
  defineOp('tosa.cond_if', {
    summary: 'runs one of two regions, by a condition',
    operands: { cond: BoolTensor, inputs: variadic(Tensor) },
    results: { output: variadic(Tensor) },
    regions: { then_branch: { blocks: 1 }, else_branch: { blocks: 1 } },
    traits: [yields, RecursiveMemoryEffects],
  }),
  defineOp('tosa.const', {
    summary: 'a tensor that is known',
    results: { output: TensorOrF64 },
    attributes: { value: ElementsAttrConstraint },
    traits: [ConstantLike, Pure],
    fold(op) {
      const value = op.attr('value');
      return value ? [value] : null;
    },
  }),
  defineOp('tosa.custom', {
    summary: 'an operation that the hardware has beyond the standard',
    operands: { inputs: variadic(Tensor) },
    results: { outputs: variadic(Tensor) },
    attributes: { identifier: StrAttr, config: StrAttr, implementation_attrs: StrAttr },
  }),
  defineOp('tosa.gather', {
    summary: 'the rows of a tensor that indices name',
    operands: { values: Tensor3D, indices: Int32Matrix },
    results: { output: Tensor3D },
    traits: [Pure],
  }),
  defineOp('tosa.identity', {
    summary: 'the tensor itself',
    operands: { input1: Tensor },
    results: { output: Tensor },
    traits: [Pure],
  }),
  defineOp('tosa.pad', {
    summary: 'a tensor with padding around it',
    operands: { input1: RankedTensor, padding: Int32Or64Tensor, pad_const: optional(ScalarTensor) },
    results: { output: RankedTensor },
    attributes: { quantization_info: optionalAttr(PadQuantization) },
    traits: [Pure],
    fold: foldPad,
    canonicalize: [padConstant],
  }),
  alongAxis('reduce_all', 'are all true?'),
  alongAxis('reduce_any', 'is one true?'),
  alongAxis('reduce_max', 'the greatest number'),
  alongAxis('reduce_min', 'the least number'),
  alongAxis('reduce_prod', 'product of all'),
  alongAxis('reduce_sum', 'sum of all'),
  defineOp('tosa.rescale', {
    summary: 'quantised numbers in another scale',
    operands: { input: Tensor },
    results: { output: Tensor },
    attributes: {
      input_zp: I32Attr,
      output_zp: I32Attr,
      multiplier: DenseI32ArrayAttr,
      shift: DenseI32ArrayAttr,
      scale32: BoolAttr,
      double_round: BoolAttr,
      per_channel: BoolAttr,
    },
    traits: [Pure],
  }),
  defineOp('tosa.reshape', {
    summary: 'the same elements in another shape',
    operands: { input1: Tensor },
    results: { output: RankedTensor },
    attributes: { new_shape: DenseI64ArrayAttr },
    traits: [Pure],
    fold: foldReshape,
    canonicalize: [reshapeReshape, reshapeConstant],
    verify: verifyReshape,
  }),
  defineOp('tosa.resize', {
    summary: 'images in another size',
    operands: { input: Tensor4D },
    results: { output: Tensor4D },
    attributes: {
      scale: integers(4),
      offset: integers(2),
      border: integers(2),
      mode: ResizeMode,
    },
    traits: [Pure],
    fold: foldResize,
  }),
  alongAxis('reverse', 'the elements in the opposite order', foldReverse),
  defineOp('tosa.scatter', {
    summary: 'a tensor whose rows that indices name are replaced',
    operands: { values_in: Tensor3D, indices: Int32Matrix, input: Tensor3D },
    results: { values_out: Tensor3D },
    traits: [Pure],
  }),
  defineOp('tosa.slice', {
    summary: 'a part of a tensor',
    operands: { input: Tensor1DTo6D },
    results: { output: Tensor1DTo6D },
    attributes: { start: DenseI64ArrayAttr, size: DenseI64ArrayAttr },
    traits: [Pure],
    fold: foldSlice,
  }),
  defineOp('tosa.tile', {
    summary: 'a tensor repeated along its dimensions',
    operands: { input1: Tensor1DTo4D },
    results: { output: Tensor1DTo4D },
    attributes: { multiples: DenseI64ArrayAttr },
    traits: [Pure],
    fold: foldTile,
  }),
  defineOp('tosa.transpose', {
    summary: 'the dimensions in another order',
    operands: { input1: Tensor1DTo6D, perms: Int32Or64Tensor },
    results: { output: Tensor1DTo6D },
    traits: [Pure],
    fold: foldTranspose,
    canonicalize: [transposeTranspose, transposeAsReshape],
  }),
  defineOp('tosa.while_loop', {
    summary: 'runs a region on its own results as long as another says so',
    operands: { inputs: variadic(Tensor) },
    results: { output: variadic(Tensor) },
    regions: { cond: { blocks: 1 }, body: { blocks: 1 } },
    traits: [yields, RecursiveMemoryEffects],
    interfaces: [
      LoopLikeOp.with({
        body: (op) => op.region(1),
        isDefinedOutside(op, value) {
          const home = value.parentBlock?.parentOp;
          return !(home && op.isAncestorOf(home));
        },
      }),
    ],
  }),
  defineOp('tosa.yield', {
    summary: 'ends a region with the tensors it gives',
    operands: { inputs: variadic(Tensor) },
    traits: [Terminator, Pure],
  }),
];
