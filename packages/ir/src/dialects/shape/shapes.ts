/** Operations of the shape dialect that compute shapes and sizes. */

import { isElements } from '../../attributes.ts';
import {
  AnyInteger,
  AnyShaped,
  AnyType,
  anyTypeOf,
  I1,
  Index,
  IndexAttr,
  StrAttr,
  tensorOfRanks,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type Fold,
  type OpDefinition,
  optionalAttr,
  type Trait,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { Commutative, ConstantLike, Pure, SingleBlockImplicitTerminator } from '../../traits.ts';
import { InferTypeOp } from '../inferred-types.ts';
import {
  foldAdd,
  foldCast,
  foldDim,
  foldDiv,
  foldGetExtent,
  foldMul,
  foldNumElements,
  foldRank,
  foldShapeOf,
} from './fold.ts';
import {
  areBothShapesOrSizes,
  areCompatibleShapes,
  inferConstShape,
  inferExtremum,
  inferShapeOf,
  isSameOrShape,
  verifyMeet,
} from './infer.ts';
import { parseConstShape, parseReduce, printConstShape, printReduce } from './syntax.ts';
import {
  AnyShapeOrSize,
  ExtentTensor,
  IndexTensor,
  Shape,
  ShapedOrValueShape,
  ShapeOrExtents,
  ShapeOrSize,
  Size,
  SizeOrIndex,
  ValueShape,
} from './types.ts';
import { verifyDim, verifyReduce, verifyShapeOrExtents, verifySizeOrIndex } from './verify.ts';

const Shapes = variadic(ShapeOrExtents);

/** Arithmetic on two sizes. */
const arithmetic = (
  name: string,
  summary: string,
  fold: Fold,
  traits: readonly Trait[] = [],
): OpDefinition =>
  defineOp(`shape.${name}`, {
    summary,
    operands: { lhs: SizeOrIndex, rhs: SizeOrIndex },
    results: { result: SizeOrIndex },
    traits: [...traits, Pure],
    fold,
    verify: verifySizeOrIndex,
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs) `->` type($result)',
  });
const extremum = (name: string, summary: string): OpDefinition =>
  defineOp(`shape.${name}`, {
    summary,
    operands: { lhs: ShapeOrSize, rhs: ShapeOrSize },
    results: { result: ShapeOrSize },
    inferTypes: inferExtremum,
    traits: [Commutative, Pure, InferTypeOp(inferExtremum, areBothShapesOrSizes)],
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs) `->` type($result)',
  });
interface MeasureSpec {
  readonly fold: Fold;
  readonly operand: readonly [name: string, constraint: TypeConstraint];
  readonly result: string;
}
/** A number about one shape. */
const measure = (
  name: string,
  summary: string,
  { operand, result, fold }: MeasureSpec,
): OpDefinition =>
  defineOp(`shape.${name}`, {
    summary,
    operands: { [operand[0]]: operand[1] },
    results: { [result]: SizeOrIndex },
    traits: [Pure],
    fold,
    verify: verifySizeOrIndex,
    assemblyFormat: `$${operand[0]} attr-dict \`:\` type($${operand[0]}) \`->\` type($${result})`,
  });

const IndexElements: AttrConstraint = {
  summary: 'index elements attribute',
  matches: (attr) => isElements(attr) && attr.type.elementType.kind === 'index',
};
export const shapeOperations: readonly OpDefinition[] = [
  arithmetic('add', 'sum', foldAdd, [Commutative]),
  defineOp('shape.any', {
    summary: 'one of several shapes, whichever',
    operands: { inputs: Shapes },
    results: { result: ShapeOrExtents },
    traits: [Commutative, Pure],
    assemblyFormat: '$inputs attr-dict `:` type($inputs) `->` type($result)',
  }),
  defineOp('shape.broadcast', {
    summary: 'the shape that several are broadcast to',
    operands: { shapes: Shapes },
    results: { result: ShapeOrExtents },
    attributes: { error: optionalAttr(StrAttr) },
    traits: [Commutative, Pure],
    verify: verifyShapeOrExtents,
    assemblyFormat: '$shapes attr-dict `:` type($shapes) `->` type($result)',
  }),
  defineOp('shape.concat', {
    summary: 'sizes of one shape, then those of another',
    operands: { lhs: ShapeOrExtents, rhs: ShapeOrExtents },
    results: { result: ShapeOrExtents },
    traits: [Pure],
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs) `->` type($result)',
  }),
  defineOp('shape.const_shape', {
    summary: 'a shape that is known',
    results: { result: ShapeOrExtents },
    attributes: { shape: IndexElements },
    inferTypes: inferConstShape,
    traits: [ConstantLike, Pure, InferTypeOp(inferConstShape, isSameOrShape)],
    fold(op) {
      const value = op.attr('shape');
      return value ? [value] : null;
    },
    parse: parseConstShape,
    print: printConstShape,
  }),
  defineOp('shape.const_size', {
    summary: 'a size that is known',
    results: { result: Size },
    attributes: { value: IndexAttr },
    traits: [ConstantLike, Pure],
    fold(op) {
      const value = op.attr('value');
      return value ? [value] : null;
    },
    resultNames(op, setName) {
      const value = op.attr('value');
      if (value?.kind === 'integer') setName(op.result(), `c${value.value}`);
    },
    assemblyFormat: '$value attr-dict',
  }),
  defineOp('shape.debug_print', {
    summary: 'prints a shape or size, and gives it',
    operands: { input: ShapeOrSize },
    results: { output: ShapeOrSize },
  }),
  defineOp('shape.dim', {
    summary: 'size of a dimension of a value',
    operands: { value: AnyShaped, index: SizeOrIndex },
    results: { extent: SizeOrIndex },
    traits: [Pure],
    verify: verifyDim,
    fold: foldDim,
    assemblyFormat:
      '$value `,` $index attr-dict `:` type($value) `,` type($index) `->` type($extent)',
  }),
  arithmetic('div', 'quotient, rounded down', foldDiv),
  defineOp('shape.from_extent_tensor', {
    summary: 'the shape whose sizes a tensor holds',
    operands: { input: ExtentTensor },
    results: { result: Shape },
    traits: [Pure],
    assemblyFormat: '$input attr-dict `:` type($input)',
  }),
  defineOp('shape.from_extents', {
    summary: 'the shape of the sizes',
    operands: { extents: variadic(SizeOrIndex) },
    results: { shape: Shape },
    traits: [Pure],
    assemblyFormat: '$extents attr-dict `:` type($extents)',
  }),
  defineOp('shape.get_extent', {
    summary: 'size of a dimension of a shape',
    operands: { shape: ShapeOrExtents, dim: SizeOrIndex },
    results: { extent: SizeOrIndex },
    traits: [Pure],
    verify: verifySizeOrIndex,
    fold: foldGetExtent,
    assemblyFormat: '$shape `,` $dim attr-dict `:` type($shape) `,` type($dim) `->` type($extent)',
  }),
  defineOp('shape.index_to_size', {
    summary: 'an index as a size',
    operands: { arg: Index },
    results: { result: Size },
    traits: [Pure],
    fold: foldCast,
    assemblyFormat: '$arg attr-dict',
  }),
  defineOp('shape.is_broadcastable', {
    summary: 'can the shapes be broadcast to one?',
    operands: { shapes: Shapes },
    results: { result: I1 },
    traits: [Commutative],
    assemblyFormat: '$shapes attr-dict `:` type($shapes)',
  }),
  extremum('max', 'the greater one, of shapes in each dimension'),
  defineOp('shape.meet', {
    summary: 'what two shapes or sizes say together, an error if they contradict each other',
    operands: { arg0: AnyShapeOrSize, arg1: AnyShapeOrSize },
    results: { result: AnyShapeOrSize },
    attributes: { error: optionalAttr(StrAttr) },
    traits: [Commutative],
    verify: verifyMeet,
    assemblyFormat:
      '$arg0 `,` $arg1 (`,` `error` `=` $error^)? attr-dict `:` type($arg0) `,` type($arg1) `->` type($result)',
  }),
  extremum('min', 'the lesser one, of shapes in each dimension'),
  arithmetic('mul', 'product', foldMul, [Commutative]),
  measure('num_elements', 'product of all sizes', {
    operand: ['shape', ShapeOrExtents],
    result: 'result',
    fold: foldNumElements,
  }),
  measure('rank', 'number of dimensions', {
    operand: ['shape', ShapeOrExtents],
    result: 'rank',
    fold: foldRank,
  }),
  defineOp('shape.reduce', {
    summary: 'runs a region for each size of a shape, on what came before',
    operands: { shape: ShapeOrExtents, initVals: variadic(AnyType) },
    results: { result: variadic(AnyType) },
    regions: { region: { blocks: 1 } },
    traits: [SingleBlockImplicitTerminator('shape.yield')],
    verify: verifyReduce,
    parse: parseReduce,
    print: printReduce,
  }),
  defineOp('shape.shape_eq', {
    summary: 'are all shapes equal?',
    operands: { shapes: Shapes },
    results: { result: I1 },
    traits: [Pure, Commutative],
    assemblyFormat: '$shapes attr-dict `:` type($shapes)',
  }),
  defineOp('shape.shape_of', {
    summary: 'shape of a value',
    operands: { arg: ShapedOrValueShape },
    results: { result: ShapeOrExtents },
    inferTypes: inferShapeOf,
    traits: [Pure, InferTypeOp(inferShapeOf, areCompatibleShapes)],
    verify: verifyShapeOrExtents,
    fold: foldShapeOf,
    assemblyFormat: '$arg attr-dict `:` type($arg) `->` type($result)',
  }),
  defineOp('shape.size_to_index', {
    summary: 'a size as an index',
    operands: { arg: SizeOrIndex },
    results: { result: Index },
    traits: [Pure],
    fold: foldCast,
    assemblyFormat: '$arg attr-dict `:` type($arg)',
  }),
  defineOp('shape.split_at', {
    summary: 'the sizes of a shape before a dimension, and the others',
    operands: { operand: ShapeOrExtents, index: SizeOrIndex },
    results: { head: ShapeOrExtents, tail: ShapeOrExtents },
    traits: [Pure],
  }),
  defineOp('shape.to_extent_tensor', {
    summary: 'a tensor of the sizes of a shape',
    operands: { input: ShapeOrExtents },
    results: { result: IndexTensor },
    traits: [Pure],
    assemblyFormat: '$input attr-dict `:` type($input) `->` type($result)',
  }),
  defineOp('shape.value_as_shape', {
    summary: 'the shape whose sizes a value holds',
    operands: { arg: anyTypeOf([tensorOfRanks(anyTypeOf([AnyInteger, Index]), [1]), ValueShape]) },
    results: { result: ShapeOrExtents },
    traits: [Pure],
    assemblyFormat: '$arg attr-dict `:` type($arg) `->` type($result)',
  }),
  defineOp('shape.value_of', {
    summary: 'the value of a value with its shape',
    operands: { arg: ValueShape },
    results: { result: AnyShaped },
    traits: [Pure],
    assemblyFormat: '$arg attr-dict `:` type($result)',
  }),
  defineOp('shape.with_shape', {
    summary: 'a value together with a shape',
    operands: { operand: ShapedOrValueShape, shape: ShapeOrExtents },
    results: { result: ValueShape },
    traits: [Pure],
    assemblyFormat: 'operands attr-dict `:` type($operand) `,` type($shape)',
  }),
];
