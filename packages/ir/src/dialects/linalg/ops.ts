/**
 * The operations of linalg: those of the named table, the element-wise ones, generic, map, reduce,
 * transpose, broadcast, index and yield.
 */

import { AffineMap, affineDim } from '../../affine.ts';
import { type Attribute, DialectAttr } from '../../attributes.ts';
import {
  AffineMapArrayAttr,
  AnyMemRef,
  AnyRankedTensor,
  AnyShaped,
  AnyTensor,
  AnyType,
  anyTypeOf,
  arrayOf,
  confinedAttr,
  DenseI64ArrayAttr,
  dialectAttr,
  ElementsAttrConstraint,
  I64Attr,
  Index,
  minimumValue,
  StrAttr,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defaultAttr,
  defaultOptionalAttr,
  defineOp,
  type InterfaceKey,
  type OpDefinition,
  type OpSpec,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import {
  DestinationStyleOp,
  MemoryEffects,
  type StructuredInterface,
  StructuredOp,
} from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  Pure,
  ReturnLike,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { isShaped } from '../../types.ts';
import { verifyDestinations } from '../destination-style.ts';
import { verifyConvolution } from './convolution.ts';
import { defaultMaps, mayHaveMaps, parseMaps, printMaps, verifyMaps } from './mapped.ts';
import { NAMED_OPERATIONS, type NamedOperation } from './named-table.ts';
import {
  type BinaryFunction,
  binaryScalar,
  castScalar,
  namedBody,
  randomScalar,
  type UnaryFunction,
  unaryScalar,
} from './scalar-body.ts';
import {
  elementwiseInterface,
  elementwiseMaps,
  genericIterators,
  genericMaps,
  inits,
  inputs,
  mappedInterface,
  memoizeMaps,
  namedIndexingMaps,
  namedInterface,
  numInits,
  operandRank,
  verifyStructured,
} from './structured.ts';
import {
  type BodyBuilder,
  parseCopying,
  parseGeneric,
  parseMap,
  parseNamed,
  parseReduce,
  printCopying,
  printGeneric,
  printMap,
  printNamed,
  printReduce,
} from './syntax.ts';
import {
  verifyBroadcast,
  verifyIndex,
  verifyMap,
  verifyReduce,
  verifyTranspose,
  verifyYield,
} from './verify.ts';

type Interfaces = readonly (readonly [InterfaceKey<unknown>, unknown])[];

/** Tensors are values; buffers are read where `ins` or the body reads, and written where `outs`. */
const structuredInterfaces = (structured: StructuredInterface): Interfaces => [
  StructuredOp.with(structured),
  DestinationStyleOp.with({
    initsRange: (op) => ({ start: op.numOperands - numInits(op), end: op.numOperands }),
  }),
  MemoryEffects.with((op: Operation) => {
    const arguments_ = op.regions[0]?.entry?.arguments ?? [];
    return [
      ...inputs(op)
        .filter((value) => value.type.kind === 'memref')
        .map((value) => ({ kind: 'read' as const, value })),
      ...inits(op).flatMap((value, i) =>
        value.type.kind !== 'memref'
          ? []
          : [
              ...(arguments_[op.numOperands - numInits(op) + i]?.hasUses
                ? [{ kind: 'read' as const, value }]
                : []),
              { kind: 'write' as const, value },
            ],
      ),
    ];
  }),
];

const enumAttr = (mnemonic: string, summary: string): AttrConstraint =>
  dialectAttr(`linalg.${mnemonic}`, summary);
const TypeFnAttr = enumAttr('type_fn', 'allowed 32-bit signless integer cases: 0, 1');
const defaultEnum =
  (mnemonic: string, value: string) =>
  (context: import('../../context.ts').Context): Attribute =>
    DialectAttr.get(context, 'linalg', mnemonic, [value]);

const enumValue = (attr: Attribute | undefined, otherwise: string): string =>
  attr?.kind === 'dialect' ? String(attr.params[0]) : otherwise;
const isUnsignedCast = (attr: Attribute | undefined): boolean =>
  enumValue(attr, 'cast_signed') === 'cast_unsigned';

/** What all named operations have in common. */
const namedSpec = (
  summary: string,
  structured: StructuredInterface,
  build: BodyBuilder,
  check: (op: Operation, report: VerifyContext) => boolean = verifyDestinations,
  arity: number | null = null,
): OpSpec => ({
  summary,
  operands: { inputs: variadic(AnyType), outputs: variadic(AnyShaped) },
  results: { result_tensors: variadic(AnyRankedTensor) },
  regions: { region: 'any' },
  traits: [AttrSizedOperandSegments, SingleBlockImplicitTerminator('linalg.yield')],
  interfaces: structuredInterfaces(structured),
  usage: '(?<attributes>)? ins(<%inputs> : <types>) outs(<%outputs> : <types>) -> <types>',
  parse: parseNamed(build, arity),
  print: printNamed,
  // What the interfaces bring relies on the body being valid.
  verifyRegions: (op, report) => check(op, report) && verifyStructured(op, report),
});

const IncreasingAttr: AttrConstraint = {
  ...DenseI64ArrayAttr,
  summary: 'i64 dense array attribute should be in increasing order',
  matches: (attr) =>
    DenseI64ArrayAttr.matches(attr) &&
    attr.kind === 'dense_array' &&
    attr.numbers.every((value, i, all) => i === 0 || (all[i - 1] ?? 0) < value),
};

/** `strides` and `dilations`: one 64-bit integer a spatial dimension. */
const windowAttr = (spatial: number): AttrConstraint =>
  confinedAttr(
    { ...ElementsAttrConstraint, summary: '64-bit signless int elements attribute' },
    (attr) =>
      attr.kind === 'dense' &&
      attr.type.shape.length === 1 &&
      attr.type.shape[0] === spatial &&
      attr.type.elementType.kind === 'integer' &&
      attr.type.elementType.width === 64,
    `of shape [${spatial}]`,
  );

/** What is gone in 2026: other operations say it by their maps or kinds. */
const isDropped = ({ name }: NamedOperation): boolean => /^(batch_)?matmul_(un|t)/.test(name);

function defineNamed(entry: NamedOperation): OpDefinition {
  const build: BodyBuilder = (builder, args, attr) =>
    namedBody(builder, entry.body, args, entry.unsigned ?? isUnsignedCast(attr('cast')));
  const spec = namedSpec(entry.summary, namedInterface(entry), build, (op, report) => {
    if (entry.operands.length === op.numOperands)
      memoizeMaps(op, () => namedIndexingMaps(op, entry));
    return verifyDestinations(op, report);
  });
  const parse = parseNamed(build, entry.operands.length);
  const attributes = {
    ...(entry.hasCast && {
      cast: defaultOptionalAttr(TypeFnAttr, defaultEnum('type_fn', 'cast_signed')),
    }),
    ...(entry.spatial > 0 &&
      !['conv_1d', 'conv_2d', 'conv_3d'].includes(entry.name) && {
        strides: optionalAttr(windowAttr(entry.spatial)),
        dilations: optionalAttr(windowAttr(entry.spatial)),
      }),
  };
  return defineOp(`linalg.${entry.name}`, {
    ...spec,
    parse,
    attributes,
    // Before its body is looked at.
    ...(entry.spatial > 0 && { verify: verifyConvolution }),
    ...(isDropped(entry) && { until: '2026' }),
    ...(mayHaveMaps(entry) && {
      changes: [
        {
          since: '2026',
          attributes: {
            cast: defaultOptionalAttr(TypeFnAttr, defaultEnum('type_fn', 'cast_signed')),
            indexing_maps: defaultAttr(AffineMapArrayAttr, (context) =>
              defaultMaps(entry, context),
            ),
          },
          interfaces: structuredInterfaces(mappedInterface(entry)),
          parse(parser, state) {
            parseMaps(entry, parser, state);
            parse(parser, state);
          },
          print(printer, op) {
            printMaps(entry, printer, op);
            printNamed(printer, op);
          },
          verifyRegions: (op, report) =>
            verifyMaps(entry, op, report) &&
            verifyDestinations(op, report) &&
            verifyStructured(op, report),
        },
      ],
    }),
  });
}

const cast = defaultOptionalAttr(TypeFnAttr, defaultEnum('type_fn', 'cast_signed'));

function verifyFill(op: Operation, report: VerifyContext): boolean {
  const [value, ...others] = inputs(op);
  if (!value || others.length > 0) return report.error('expected op with 1 input and 1 output');
  return (
    verifyDestinations(op, report) &&
    (!isShaped(value.type) || report.error('expected op with scalar input'))
  );
}

const elementwise: readonly OpDefinition[] = [
  defineOp('linalg.copy', {
    ...namedSpec('element-wise copy', elementwiseInterface, (builder, [input, out], attr) =>
      input && out ? castScalar(builder, input, out.type, isUnsignedCast(attr('cast'))) : null,
    ),
    attributes: { cast },
  }),
  defineOp('linalg.elemwise_unary', {
    ...namedSpec('unary function of each element', elementwiseInterface, (builder, args, attr) => {
      const [input, out] = args;
      const value =
        input && out && castScalar(builder, input, out.type, isUnsignedCast(attr('cast')));
      return value
        ? unaryScalar(builder, enumValue(attr('fun'), 'exp') as UnaryFunction, value)
        : null;
    }),
    until: '2026',
    attributes: {
      fun: defaultOptionalAttr(
        enumAttr('unary_fn', 'allowed 32-bit signless integer cases: 0, 1, 2, 3, 4, 5'),
        defaultEnum('unary_fn', 'exp'),
      ),
      cast,
    },
  }),
  defineOp('linalg.elemwise_binary', {
    ...namedSpec('binary function of elements', elementwiseInterface, (builder, args, attr) => {
      const [a, b, out] = args;
      if (!a || !b || !out) return null;
      const isUnsigned = isUnsignedCast(attr('cast'));
      const lhs = castScalar(builder, a, out.type, isUnsigned);
      const rhs = castScalar(builder, b, out.type, isUnsigned);
      return lhs && rhs
        ? binaryScalar(builder, enumValue(attr('fun'), 'add') as BinaryFunction, lhs, rhs)
        : null;
    }),
    until: '2026',
    attributes: {
      fun: defaultOptionalAttr(
        enumAttr('binary_fn', 'allowed 32-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6'),
        defaultEnum('binary_fn', 'add'),
      ),
      cast,
    },
  }),
  defineOp('linalg.fill', {
    ...namedSpec(
      'sets every element to a scalar',
      elementwiseInterface,
      (builder, [value, out]) =>
        value && out ? castScalar(builder, value, out.type, false) : null,
      verifyDestinations,
      2,
    ),
    verify: verifyFill,
  }),
  defineOp('linalg.fill_rng_2d', {
    ...namedSpec(
      'fills a matrix with pseudo-random numbers between two bounds',
      elementwiseInterface,
      (builder, args) => randomScalar(builder, args),
      (op, report) => {
        memoizeMaps(op, elementwiseMaps);
        return verifyDestinations(op, report);
      },
    ),
  }),
];

const IteratorTypeArrayAttr = arrayOf(
  dialectAttr('linalg.iterator_type', 'Iterator type'),
  'Iterator type should be an enum.',
);

const generic = defineOp('linalg.generic', {
  summary: 'a loop nest over elements: iterators, an indexing map an operand, and a scalar body',
  operands: { inputs: variadic(AnyType), outputs: variadic(AnyShaped) },
  results: { result_tensors: variadic(AnyRankedTensor) },
  attributes: {
    indexing_maps: AffineMapArrayAttr,
    iterator_types: IteratorTypeArrayAttr,
    doc: optionalAttr(StrAttr),
    library_call: optionalAttr(StrAttr),
  },
  regions: { region: 'any' },
  traits: [AttrSizedOperandSegments, SingleBlockImplicitTerminator('linalg.yield')],
  interfaces: structuredInterfaces({
    iteratorTypes: genericIterators,
    indexingMaps: genericMaps,
    body: (op) => op.region().front,
  }),
  usage:
    '{indexing_maps = [<indexing_maps>], iterator_types = [<iterator_types>]} ins(<%inputs> : <types>) outs(<%outputs> : <types>) <region> -> <types>',
  parse: parseGeneric,
  print: printGeneric,
  verifyRegions: (op, report) => verifyDestinations(op, report) && verifyStructured(op, report),
  blockArgumentNames(op, region, setName) {
    const count = op.numOperands - numInits(op);
    region.entry?.arguments.forEach((argument, i) => {
      setName(argument, i < count ? 'in' : 'out');
    });
  },
});

/** Result and argument names of the operations with a written-out body. */
const namedResult =
  (name: string): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    const result = op.results[0];
    if (result) setName(result, name);
  };
const inAndInit: NonNullable<OpSpec['blockArgumentNames']> = (op, region, setName) => {
  const count = op.is('linalg.map') ? op.numOperands : numInputs(op);
  region.entry?.arguments.forEach((argument, i) => {
    setName(argument, i < count ? 'in' : 'init');
  });
};

/** Of a reduction, which has as many inits. */
const numInputs = (op: Operation): number => Math.floor(op.numOperands / 2);
const inputRank = (op: Operation): number => {
  const [input] = op.operands;
  return input ? operandRank(input.type) : 0;
};
const reduceDims = (op: Operation): readonly number[] => {
  const attr = op.attr('dimensions');
  return attr?.kind === 'dense_array' ? attr.numbers : [];
};

const TensorOrMemRef = anyTypeOf([AnyMemRef, AnyRankedTensor]);

const map = defineOp('linalg.map', {
  summary: 'applies a body to the elements of inputs of one shape',
  operands: { inputs: variadic(TensorOrMemRef), init: TensorOrMemRef },
  results: { result: variadic(AnyTensor) },
  regions: { mapper: 'single-block' },
  traits: [SingleBlockImplicitTerminator('linalg.yield')],
  interfaces: structuredInterfaces(elementwiseInterface),
  usage: 'ins(<%inputs> : <types>) outs(<%init> : <type>) (<%arg: type>) <mapper>',
  parse: parseMap,
  print: printMap,
  verify: verifyMap,
  verifyRegions: verifyStructured,
  resultNames: namedResult('mapped'),
  blockArgumentNames: inAndInit,
});

const reduce = defineOp('linalg.reduce', {
  summary: 'combines the elements along dimensions',
  operands: { inputs: variadic(TensorOrMemRef), inits: variadic(TensorOrMemRef) },
  results: { results: variadic(AnyTensor) },
  attributes: { dimensions: IncreasingAttr },
  regions: { combiner: 'single-block' },
  traits: [SingleBlockImplicitTerminator('linalg.yield')],
  interfaces: [
    StructuredOp.with({
      iteratorTypes(op) {
        const dims = reduceDims(op);
        return Array.from({ length: inputRank(op) }, (_, i) =>
          dims.includes(i) ? 'reduction' : 'parallel',
        );
      },
      indexingMaps(op) {
        const rank = inputRank(op);
        const dims = reduceDims(op);
        const kept = AffineMap.permutation(
          rank,
          Array.from({ length: rank }, (_, i) => i).filter((i) => !dims.includes(i)),
        );
        return op.operands.map((_, i) => (i < numInputs(op) ? AffineMap.identity(rank) : kept));
      },
      body: (op) => op.region().front,
    }),
    DestinationStyleOp.with({
      initsRange: (op) => ({ start: numInputs(op), end: op.numOperands }),
    }),
  ],
  usage:
    'ins(<%inputs> : <types>) outs(<%inits> : <types>) dimensions = [<dimensions>] (<%arg: type>) <combiner>',
  parse: parseReduce,
  print: printReduce,
  verify: verifyReduce,
  resultNames: namedResult('reduced'),
  blockArgumentNames: inAndInit,
});

const copying = (
  name: string,
  summary: string,
  attribute: string,
  result: string,
  maps: (op: Operation, attr: readonly number[]) => AffineMap[],
  verify: OpSpec['verify'] & object,
): OpDefinition =>
  defineOp(name, {
    summary,
    operands: { input: TensorOrMemRef, init: TensorOrMemRef },
    results: { result: variadic(AnyTensor) },
    attributes: { [attribute]: DenseI64ArrayAttr },
    regions: { region: 'single-block' },
    traits: [SingleBlockImplicitTerminator('linalg.yield')],
    interfaces: structuredInterfaces({
      iteratorTypes: (op) =>
        Array.from({ length: operandRank(op.operand(1).type) }, () => 'parallel'),
      indexingMaps(op) {
        const attr = op.attr(attribute);
        return maps(op, attr?.kind === 'dense_array' ? attr.numbers : []);
      },
      body: (op) => op.region().front,
    }),
    usage: `ins(<%input> : <type>) outs(<%init> : <type>) ${attribute} = [<${attribute}>]`,
    parse: parseCopying(attribute),
    print: printCopying(attribute),
    verify,
    resultNames: namedResult(result),
  });

const transpose = copying(
  'linalg.transpose',
  'permutes dimensions: result dimension i is input dimension permutation[i]',
  'permutation',
  'transposed',
  (op, permutation) => {
    const rank = operandRank(op.operand(1).type);
    // Loops run over the result; input dimension permutation[i] is indexed by loop i.
    const inverse = permutation.map((_, i) => affineDim(permutation.indexOf(i)));
    return [new AffineMap(rank, 0, inverse), AffineMap.identity(rank)];
  },
  verifyTranspose,
);

const broadcast = copying(
  'linalg.broadcast',
  'repeats the input along added dimensions',
  'dimensions',
  'broadcasted',
  (op, dimensions) => {
    const rank = operandRank(op.operand(1).type);
    const kept = Array.from({ length: rank }, (_, i) => i).filter((i) => !dimensions.includes(i));
    return [AffineMap.permutation(rank, kept), AffineMap.identity(rank)];
  },
  verifyBroadcast,
);

const index = defineOp('linalg.index', {
  summary: 'the current iteration of a loop of the enclosing structured operation',
  results: { result: Index },
  attributes: { dim: minimumValue(I64Attr, 0n) },
  traits: [Pure],
  assemblyFormat: '$dim attr-dict `:` type($result)',
  verify: verifyIndex,
});

const yieldOp = defineOp('linalg.yield', {
  summary: 'ends the body of a structured operation with its results',
  operands: { values: variadic(AnyType) },
  traits: [Pure, ReturnLike, Terminator],
  verify: verifyYield,
  usage: '<%values> : <types>',
  parse(parser, state) {
    const at = parser.offset();
    const operands = parser.parseOperandList();
    parser.parseOptionalAttrDict(state.attributes);
    if (operands.length === 0) return;
    parser.parsePunctuation(':');
    state.operands.push(...parser.resolveOperands(operands, parser.parseTypeList(), at));
  },
  print(printer, op) {
    if (op.numOperands > 0) {
      printer.print(' ');
      printer.printOperands(op.operands);
    }
    printer.printOptionalAttrDict(op.attributes);
    if (op.numOperands > 0) {
      printer.print(' : ');
      printer.printTypes(op.operands.map((operand) => operand.type));
    }
  },
});

export const operations: readonly OpDefinition[] = [
  ...NAMED_OPERATIONS.map(defineNamed),
  ...elementwise,
  generic,
  map,
  reduce,
  transpose,
  broadcast,
  index,
  yieldOp,
];
