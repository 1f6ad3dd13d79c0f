/** The chlo dialect: XLA's operations as clients build them, with operands that are broadcast. */

import { attributeType, isElements } from '../../attributes.ts';
import {
  ElementsAttrConstraint,
  I64Attr,
  Index,
  TypedAttr,
  tensorOfRanks,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineDialect,
  defineOp,
  type OpDefinition,
  optionalAttr,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import {
  Commutative,
  ConstantLike,
  Elementwise,
  HasParent,
  Pure,
  RecursiveMemoryEffects,
  ReturnLike,
  SameOperandsAndResultElementType,
  SameOperandsAndResultShape,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { elementTypeOrSelf } from '../../types.ts';
import { haveCompatibleShapes } from '../hlo/bounds.ts';
import { inferIsFinite } from '../hlo/infer-elementwise.ts';
import { CompatibleOperandsAndResultType, Infers } from '../hlo/inference.ts';
import * as types from '../hlo/types.ts';
import { comparisonDirection, comparisonType, I64Elements } from '../hlo/vocabulary.ts';
import { edgesFrom, RegionBranch } from '../scf/control-flow.ts';
import {
  inferBinary,
  inferBroadcastCompare,
  inferBroadcastComplex,
  inferBroadcastSelect,
  inferConstantLike,
  inferTopK,
} from './infer.ts';

const direction = comparisonDirection('chlo');
const comparison = comparisonType('chlo');

interface BroadcastSpec {
  readonly of?: TypeConstraint;
  readonly gives?: TypeConstraint;
  readonly attributes?: Readonly<Record<string, AttrConstraint | ReturnType<typeof optionalAttr>>>;
  readonly traits?: readonly Trait[];
  readonly infer?: Trait;
}
/** Two operands that are broadcast, as NumPy does it or along dimensions that are named. */
const broadcasting = (name: string, summary: string, spec: BroadcastSpec = {}): OpDefinition => {
  const { of = types.Tensor, traits = [Pure, SameOperandsAndResultElementType] } = spec;
  return defineOp(`chlo.broadcast_${name}`, {
    summary,
    operands: { lhs: of, rhs: of },
    results: { result: spec.gives ?? types.Tensor },
    attributes: { broadcast_dimensions: optionalAttr(I64Elements), ...spec.attributes },
    traits: [...traits, spec.infer ?? Infers(inferBinary)],
    assemblyFormat:
      '$lhs `,` $rhs attr-dict `:` `(` type($lhs) `,` type($rhs) `)` `->` type(results)',
  });
};
const commutative = { traits: [Commutative, Pure, SameOperandsAndResultElementType] };
const logical = { of: types.PredOrIntTensor, traits: [Commutative, Pure] };

const broadcastOperations: readonly OpDefinition[] = [
  broadcasting('add', 'sum', commutative),
  broadcasting('and', 'bits that both have', logical),
  broadcasting('atan2', 'angle of a point, from its coordinates'),
  broadcasting('compare', 'does a relation hold?', {
    gives: types.PredTensor,
    attributes: {
      comparison_direction: direction.constraint,
      compare_type: optionalAttr(comparison.constraint),
    },
    traits: [Pure],
    infer: Infers(inferBroadcastCompare),
  }),
  broadcasting('complex', 'complex numbers of their parts', {
    of: types.FpTensor,
    gives: types.ComplexTensor,
    traits: [Pure],
    infer: Infers(inferBroadcastComplex),
  }),
  broadcasting('divide', 'quotient, of integers towards zero'),
  broadcasting('maximum', 'the greater one', commutative),
  broadcasting('minimum', 'the lesser one', commutative),
  broadcasting('multiply', 'product', commutative),
  broadcasting('next_after', 'the next number in the direction of another'),
  broadcasting('or', 'bits that one has', logical),
  broadcasting('polygamma', 'derivative, of an order, of the digamma function'),
  broadcasting('power', 'power'),
  broadcasting('remainder', 'what a division leaves'),
  broadcasting('shift_left', 'bits moved up'),
  broadcasting('shift_right_arithmetic', 'bits moved down under the sign'),
  broadcasting('shift_right_logical', 'bits moved down under zeros'),
  broadcasting('subtract', 'difference'),
  broadcasting('xor', 'bits that one has and the other has not', logical),
  broadcasting('zeta', "Hurwitz's zeta function", { of: types.FpTensor, gives: types.FpTensor }),
  defineOp('chlo.broadcast_select', {
    summary: 'one of two numbers, by a condition, all broadcast',
    operands: { pred: types.PredTensor, on_true: types.Tensor, on_false: types.Tensor },
    results: { result: types.Tensor },
    traits: [
      Pure,
      Infers(
        inferBroadcastSelect,
        (inferred, declared) =>
          inferred.length === declared.length &&
          inferred.every((type, i) => haveCompatibleShapes(type, declared[i] ?? type)),
      ),
    ],
    assemblyFormat:
      '$pred `,` $on_true `,` $on_false attr-dict `:` `(` type($pred) `,` type($on_true) `,` type($on_false) `)` `->` type(results)',
  }),
];

const unary = (
  name: string,
  summary: string,
  of: TypeConstraint,
  gives = of,
  traits = CompatibleOperandsAndResultType,
): OpDefinition =>
  defineOp(`chlo.${name}`, {
    summary,
    operands: { operand: of },
    results: { result: gives },
    traits: [...traits, Pure, Elementwise, SameOperandsAndResultShape],
    assemblyFormat: '$operand attr-dict `:` type($operand) `->` type($result)',
  });
const complexFunction = (name: string, summary: string): OpDefinition =>
  unary(name, summary, types.FpOrComplexTensor);
const realFunction = (name: string, summary: string): OpDefinition =>
  unary(name, summary, types.FpTensor);
const predicate = (name: string, summary: string): OpDefinition =>
  unary(name, summary, types.FpTensor, types.PredTensor, [Infers(inferIsFinite)]);
/** A function of two numbers of one shape. */
const binary = (
  name: string,
  summary: string,
  [first, second]: readonly [string, string],
): OpDefinition =>
  defineOp(`chlo.${name}`, {
    summary,
    operands: { [first]: types.FpTensor, [second]: types.FpTensor },
    results: { result: types.FpTensor },
    traits: [Pure, ...CompatibleOperandsAndResultType],
    assemblyFormat: `$${first} \`,\` $${second} attr-dict \`:\` type($${first}) \`,\` type($${second}) \`->\` type(results)`,
  });

const functions: readonly OpDefinition[] = [
  complexFunction('acos', 'angle of a cosine'),
  complexFunction('acosh', 'number of a hyperbolic cosine'),
  complexFunction('asin', 'angle of a sine'),
  complexFunction('asinh', 'number of a hyperbolic sine'),
  complexFunction('atan', 'angle of a tangent'),
  complexFunction('atanh', 'number of a hyperbolic tangent'),
  complexFunction('bessel_i1e', 'modified Bessel function of order 1, scaled exponentially'),
  complexFunction('conj', 'the conjugate complex number'),
  complexFunction('cosh', 'hyperbolic cosine'),
  complexFunction('sinh', 'hyperbolic sine'),
  complexFunction('tan', 'tangent'),
  realFunction('digamma', 'derivative of the logarithm of the gamma function'),
  realFunction('erf', 'error function'),
  realFunction('erf_inv', 'number of an error function'),
  realFunction('erfc', '1 less the error function'),
  realFunction('lgamma', 'logarithm of the gamma function'),
  predicate('is_inf', 'is it infinite?'),
  predicate('is_neg_inf', 'is it infinite and negative?'),
  predicate('is_pos_inf', 'is it infinite and positive?'),
  binary('next_after', 'the next number in the direction of another', ['x', 'y']),
  binary('polygamma', 'derivative, of an order, of the digamma function', ['n', 'x']),
  binary('zeta', "Hurwitz's zeta function", ['x', 'q']),
];

function verifyConstantLike(op: Operation, report: VerifyContext): boolean {
  const value = op.attr('value');
  return (
    !value ||
    attributeType(value) === elementTypeOrSelf(op.result().type) ||
    report.opError("value's type doesn't match element return type")
  );
}

/** As many shapes come out as go in, two or more. */
function verifyBroadcastShapes(op: Operation, report: VerifyContext): boolean {
  const { numOperands, numResults } = op;
  if (numOperands !== numResults)
    return report.opError(
      `number of operand shapes (${numOperands}) does not match number of result shapes (${numResults})`,
    );
  return (
    numOperands >= 2 || report.opError(`number of operand shapes (${numOperands}) should be >= 2`)
  );
}

/** The body takes the operands, and uses nothing else from outside. */
function verifyCluster(op: Operation, report: VerifyContext): boolean {
  const block = op.region(0).front;
  const areSame =
    block.arguments.length === op.numOperands &&
    block.arguments.every((argument, i) => argument.type === op.operand(i).type);
  if (!areSame) return report.opError('block argument types must match operand types');
  const areInside = block.ops
    .slice(0, -1)
    .every((nested) => nested.operands.every((operand) => operand.parentBlock === block));
  return areInside || report.opError('nested ops must not depend on implicit operands');
}

const CLUSTER_YIELD = 'chlo.rank_specialization_cluster_yield';
const Extents = tensorOfRanks(Index, [1]);
const otherOperations: readonly OpDefinition[] = [
  defineOp('chlo.constant', {
    summary: 'a tensor that is known',
    results: { output: types.StaticShapeTensor },
    attributes: { value: ElementsAttrConstraint },
    inferTypes(state) {
      const value = state.attr('value');
      return value && isElements(value) ? [value.type] : null;
    },
    traits: [
      ConstantLike,
      Pure,
      Infers((op) => {
        const value = op.attr('value');
        return value && isElements(value) ? [value.type] : null;
      }),
    ],
    fold(op) {
      const value = op.attr('value');
      return value ? [value] : null;
    },
    assemblyFormat: 'attr-dict $value',
  }),
  defineOp('chlo.constant_like', {
    summary: 'a number in the shape of a tensor',
    operands: { operand: types.Tensor },
    results: { result: types.Tensor },
    attributes: { value: TypedAttr },
    traits: [Pure, SameOperandsAndResultShape, Infers(inferConstantLike)],
    verify: verifyConstantLike,
  }),
  defineOp('chlo.dynamic_reshape', {
    summary: 'the same elements in a shape that is known when it runs',
    operands: { operand: types.Tensor, output_shape: types.DimensionTensor },
    results: { result: types.Tensor },
    traits: [Pure],
  }),
  defineOp('chlo.minimum_broadcast_shapes', {
    summary: 'shapes of fewest dimensions that are broadcast as those given',
    operands: { shapes: variadic(Extents) },
    results: { results: variadic(Extents) },
    traits: [Pure],
    verify: verifyBroadcastShapes,
    assemblyFormat: '$shapes attr-dict `:` type($shapes) `->` type($results)',
  }),
  defineOp('chlo.rank_specialization_cluster', {
    summary: 'operations that are written for each rank together',
    operands: { inputs: variadic(types.Tensor) },
    results: { results: variadic(types.Tensor) },
    regions: { body: { blocks: 1 } },
    traits: [
      RegionBranch((op) =>
        edgesFrom(op.region(0), CLUSTER_YIELD, 0, [{ to: null, inputs: op.results }]),
      ),
      SingleBlockImplicitTerminator(CLUSTER_YIELD),
      RecursiveMemoryEffects,
    ],
    verify: verifyCluster,
  }),
  defineOp(CLUSTER_YIELD, {
    summary: 'ends such a cluster with its results',
    operands: { results: variadic(types.Tensor) },
    traits: [Pure, ReturnLike, Terminator, HasParent('chlo.rank_specialization_cluster')],
  }),
  defineOp('chlo.top_k', {
    summary: 'the greatest numbers along the last dimension, and where they are',
    operands: { operand: types.Tensor },
    results: { values: types.Tensor, indices: types.Tensor },
    attributes: { k: I64Attr },
    traits: [Pure, Infers(inferTopK)],
    assemblyFormat:
      '`(`$operand `,` `k` `=` $k`)` attr-dict `:` type($operand) `->` `(`type($values)`,` type($indices)`)`',
  }),
];

export const chloDialect = defineDialect({
  name: 'chlo',
  summary: "XLA's operations as clients build them",
  operations: [...broadcastOperations, ...functions, ...otherOperations],
  attributes: [direction.definition, comparison.definition],
  parseType(parser) {
    return parser.fail("dialect 'chlo' provides no type parsing hook", parser.offset());
  },
  materializeConstant: (value, type, location) =>
    isElements(value)
      ? Operation.create({
          name: 'chlo.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
  isLegalToInline: () => true,
});
