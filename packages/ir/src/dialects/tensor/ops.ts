/** The operations of the tensor dialect. */

import { DenseElementsAttr, IntegerAttr } from '../../attributes.ts';
import {
  AnyComplex,
  AnyFloat,
  AnyRankedTensor,
  AnySignlessInteger,
  AnyStaticShapeTensor,
  AnyTensor,
  AnyType,
  anyTypeOf,
  DenseI64ArrayAttr,
  Index,
  IndexListArrayAttr,
  tensorOfRanks,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  operandsNamed,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { DestinationStyleOp } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type Rewriter } from '../../pattern.ts';
import {
  AllTypesMatch,
  AttrSizedOperandSegments,
  HasParent,
  Pure,
  ReturnLike,
  SingleBlockImplicitTerminator,
  Terminator,
  TypesMatchWith,
} from '../../traits.ts';
import {
  DYNAMIC,
  elementTypeOrSelf,
  hasStaticShape,
  isTensor,
  numElements,
  RankedTensorType,
  type Type,
} from '../../types.ts';
import { denseReshape } from '../dense-values.ts';
import { withOutputShape } from '../reassociation.ts';
import { foldConstantIndices, sliceState } from '../slices.ts';
import { partOperations } from './pack.ts';
import { inferReducedSliceType } from './slice-types.ts';
import {
  verifyExtractSlice,
  verifyGenerate,
  verifyGenerateBody,
  verifyIndices,
  verifyInsertSlice,
  verifyPad,
  verifyPadBody,
  verifyReshape,
  verifyReshaping,
  verifySplatSizes,
} from './verify.ts';

const elementOf = (type: Type): Type => elementTypeOrSelf(type);
const indexConstant = (value: Value | undefined): number | null => {
  const op = value?.definingOp;
  const attr = op?.is('arith.constant') ? op.attr('value') : undefined;
  return attr?.kind === 'integer' ? Number(attr.value) : null;
};
const dynamicCount = (type: Type): number =>
  type.kind === 'tensor' ? type.shape.filter((size) => size === DYNAMIC).length : 0;

/** Can one type stand for the other where sizes are unknown? */
function areCastCompatible(a: Type, b: Type): boolean {
  if (elementOf(a) !== elementOf(b)) return false;
  if (a.kind !== 'tensor' || b.kind !== 'tensor') return true;
  return (
    a.shape.length === b.shape.length &&
    a.shape.every((size, i) => size === b.shape[i] || size === DYNAMIC || b.shape[i] === DYNAMIC)
  );
}

const cast = defineOp('tensor.cast', {
  summary: 'the same tensor with more or fewer sizes known',
  operands: { source: AnyTensor },
  results: { dest: AnyTensor },
  traits: [Pure],
  resultNames: (op, setName) => setName(op.result(), 'cast'),
  fold(op, [source]) {
    const type = op.result().type;
    if (op.operand(0).type === type) return [op.operand(0)];
    if (source?.kind === 'dense' && type.kind === 'tensor' && hasStaticShape(type))
      return [denseReshape(source, type)];
    const inner = op.operand(0).definingOp;
    return inner?.is('tensor.cast') && inner.operand(0).type === type ? [inner.operand(0)] : null;
  },
  verify: (op, report) =>
    areCastCompatible(op.operand(0).type, op.result().type) ||
    report.opError(
      `operand type '${report.printType(op.operand(0).type)}' and result type '${report.printType(op.result().type)}' are cast incompatible`,
    ),
  assemblyFormat: '$source attr-dict `:` type($source) `to` type($dest)',
});

/** The dynamic size of dimension `dim` where the definition tells it. */
function knownDim(value: Value, dim: number): Value | number | null {
  const type = value.type;
  if (type.kind !== 'tensor') return null;
  const size = type.shape[dim];
  if (size === undefined) return null;
  if (size !== DYNAMIC) return size;
  const op = value.definingOp;
  if (!op || value.kind !== 'result') return null;
  const nth = type.shape.slice(0, dim).filter((s) => s === DYNAMIC).length;
  const from = (group: string): Value | null => operandsNamed(op, group)[nth] ?? null;
  switch (op.name) {
    case 'tensor.empty':
      return op.operands[nth] ?? null;
    case 'hal.tensor.import':
      return from('target_dims');
    case 'flow.tensor.reshape':
    case 'flow.tensor.slice':
    case 'flow.tensor.splat':
    case 'flow.tensor.empty':
      return from('result_dims');
    case 'flow.dispatch':
    case 'flow.dispatch.workgroups':
    case 'flow.dispatch.region': {
      let start = 0;
      for (let i = 0; i < value.index; i++) start += dynamicCount(op.result(i).type);
      return operandsNamed(op, 'result_dims')[start + nth] ?? null;
    }
    case 'tensor.generate':
      return from('dynamicExtents');
    case 'tensor.cast':
      return knownDim(op.operand(0), dim) ?? null;
    case 'tensor.insert':
    case 'tensor.insert_slice':
      return knownDim(op.operand(1), dim);
    case 'tensor.extract_slice': {
      const sizes = op.attr('static_sizes');
      return sizes?.kind === 'dense_array' && sizes.values.length === type.shape.length
        ? from('sizes')
        : null;
    }
    default: {
      const range = op.getInterface(DestinationStyleOp)?.initsRange(op);
      const init = range && op.operands[range.start + value.index];
      return init ? knownDim(init, dim) : null;
    }
  }
}

const DimensionedTensor: TypeConstraint = {
  ...AnyTensor,
  summary: 'unranked.tensor of any type values or non-0-ranked.tensor of any type values',
  matches: (type) => isTensor(type) && !(type.kind === 'tensor' && type.shape.length === 0),
};

const dim = defineOp('tensor.dim', {
  summary: 'size of a dimension',
  operands: { source: DimensionedTensor, index: Index },
  results: { result: Index },
  traits: [Pure],
  resultNames: (op, setName) => setName(op.result(), 'dim'),
  fold(op) {
    const index = indexConstant(op.operand(1));
    if (index === null) return null;
    const known = knownDim(op.operand(0), index);
    if (known === null) return null;
    return [typeof known === 'number' ? IntegerAttr.index(op.context, known) : known];
  },
  canonicalize: [
    definePattern('tensor.dim', 'dim of a destination-style result', (op, rewriter) => {
      const value = op.operand(0);
      const definition = value.definingOp;
      const range = definition?.getInterface(DestinationStyleOp)?.initsRange(definition);
      if (!definition || !range || value.kind !== 'result') return false;
      const init = definition.operands[range.start + value.index];
      if (init?.type.kind !== 'tensor') return false;
      rewriter.modifyInPlace(op, () => op.setOperand(0, init));
      return true;
    }),
    definePattern('tensor.dim', 'dim of a cast', (op, rewriter) => {
      const definition = op.operand(0).definingOp;
      if (!definition?.is('tensor.cast') || definition.operand(0).type.kind !== 'tensor')
        return false;
      rewriter.modifyInPlace(op, () => op.setOperand(0, definition.operand(0)));
      return true;
    }),
  ],
  assemblyFormat: 'attr-dict $source `,` $index `:` type($source)',
});

/** Replaces `op` by one of another type, with a cast back. */
function replaceWithCast(rewriter: Rewriter, op: Operation, value: Value): void {
  rewriter.replaceOp(op, [
    value.type === op.result().type
      ? value
      : rewriter.createValue('tensor.cast', { operands: [value], resultTypes: op.resultTypes }),
  ]);
}

const empty = defineOp('tensor.empty', {
  summary: 'a tensor of undefined contents',
  operands: { dynamicSizes: variadic(Index) },
  results: { result: AnyRankedTensor },
  traits: [Pure],
  verify(op, report) {
    const expected = dynamicCount(op.result().type);
    return (
      op.numOperands === expected ||
      report.opError(
        `incorrect number of dynamic sizes, has ${op.numOperands}, expected ${expected}`,
      )
    );
  },
  canonicalize: [
    definePattern('tensor.empty', 'constant sizes', (op, rewriter) => {
      const type = op.result().type as RankedTensorType;
      const kept: Value[] = [];
      const operands = op.operands;
      const shape = type.shape.map((size) => {
        if (size !== DYNAMIC) return size;
        const operand = operands.shift() as Value;
        const constant = indexConstant(operand);
        if (constant !== null && constant >= 0) return constant;
        kept.push(operand);
        return size;
      });
      if (kept.length === op.numOperands) return false;
      const value = rewriter.createValue('tensor.empty', {
        operands: kept,
        resultTypes: [RankedTensorType.get(shape, type.elementType, type.encoding)],
      });
      replaceWithCast(rewriter, op, value);
      return true;
    }),
  ],
  assemblyFormat: '`(`$dynamicSizes`)` attr-dict `:` type($result)',
});

const extract = defineOp('tensor.extract', {
  summary: 'an element',
  operands: { tensor: AnyRankedTensor, indices: variadic(Index) },
  results: { result: AnyType },
  traits: [
    Pure,
    TypesMatchWith('result type matches element type of tensor', 'tensor', 'result', elementOf),
  ],
  resultNames: (op, setName) => setName(op.result(), 'extracted'),
  verify: verifyIndices(0, 'incorrect number of indices for extract_element'),
  fold(op, [tensor, ...indices]) {
    const source = op.operand(0).definingOp;
    const positions = indices.map((attr) => (attr?.kind === 'integer' ? Number(attr.value) : null));
    if (source?.is('tensor.from_elements')) {
      const type = op.operand(0).type as RankedTensorType;
      if (positions.some((position) => position === null)) return null;
      const flat = positions.reduce<number>(
        (sum, position, i) => sum * (type.shape[i] ?? 1) + (position ?? 0),
        0,
      );
      const element = source.operands[flat];
      return element ? [element] : null;
    }
    if (tensor?.kind !== 'dense') return null;
    if (tensor.isSplat) return [tensor.element(0)];
    let flat = 0;
    for (const [i, position] of positions.entries()) {
      const size = tensor.type.shape[i] ?? 0;
      if (position === null || position < 0 || position >= size) return null;
      flat = flat * size + position;
    }
    return [tensor.element(flat)];
  },
  assemblyFormat: '$tensor `[` $indices `]` attr-dict `:` type($tensor)',
});

const insert = defineOp('tensor.insert', {
  summary: 'a tensor with one element replaced',
  operands: { scalar: AnyType, dest: AnyRankedTensor, indices: variadic(Index) },
  results: { result: AnyRankedTensor },
  traits: [
    Pure,
    AllTypesMatch('dest', 'result'),
    TypesMatchWith('scalar type matches element type of dest', 'dest', 'scalar', elementOf),
  ],
  interfaces: [DestinationStyleOp.with({ initsRange: () => ({ start: 1, end: 2 }) })],
  inferTypes: ({ operands }) => (operands[1] ? [operands[1].type] : null),
  resultNames: (op, setName) => setName(op.result(), 'inserted'),
  verify: verifyIndices(1, 'incorrect number of indices'),
  assemblyFormat: '$scalar `into` $dest `[` $indices `]` attr-dict `:` type($dest)',
});

const SLICE_ATTRIBUTES = {
  static_offsets: DenseI64ArrayAttr,
  static_sizes: DenseI64ArrayAttr,
  static_strides: DenseI64ArrayAttr,
};
const SLICE =
  '`` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) custom<DynamicIndexList>($strides, $static_strides)';

const extractSlice = defineOp('tensor.extract_slice', {
  summary: 'a rectangular part of a tensor',
  operands: {
    source: AnyRankedTensor,
    offsets: variadic(Index),
    sizes: variadic(Index),
    strides: variadic(Index),
  },
  results: { result: AnyRankedTensor },
  attributes: SLICE_ATTRIBUTES,
  traits: [Pure, AttrSizedOperandSegments],
  resultNames: (op, setName) => setName(op.result(), 'extracted_slice'),
  verify: verifyExtractSlice,
  fold(op, [source]) {
    const type = op.result().type;
    if (
      source?.kind === 'dense' &&
      source.isSplat &&
      type.kind === 'tensor' &&
      hasStaticShape(type)
    )
      return [DenseElementsAttr.get(type, source.data)];
    const statics = op.attr('static_offsets');
    const strides = op.attr('static_strides');
    return op.operand(0).type === type &&
      type.kind === 'tensor' &&
      hasStaticShape(type) &&
      statics?.kind === 'dense_array' &&
      statics.values.every((value) => value === 0n) &&
      strides?.kind === 'dense_array' &&
      strides.values.every((value) => value === 1n)
      ? [op.operand(0)]
      : null;
  },
  canonicalize: [
    definePattern('tensor.extract_slice', 'constant offsets and sizes', (op, rewriter) => {
      const folded = foldConstantIndices(op);
      if (!folded) return false;
      const { shape } = op.result().type as RankedTensorType;
      const source = op.operand(0).type as RankedTensorType;
      const value = rewriter.createValue('tensor.extract_slice', {
        ...sliceState(op, [[op.operand(0)]], folded),
        resultTypes: [inferReducedSliceType(shape.length, source, folded)],
      });
      replaceWithCast(rewriter, op, value);
      return true;
    }),
  ],
  assemblyFormat: `$source ${SLICE} attr-dict \`:\` type($source) \`to\` type($result)`,
});

const insertSlice = defineOp('tensor.insert_slice', {
  summary: 'a tensor with a rectangular part replaced',
  operands: {
    source: AnyRankedTensor,
    dest: AnyRankedTensor,
    offsets: variadic(Index),
    sizes: variadic(Index),
    strides: variadic(Index),
  },
  results: { result: AnyRankedTensor },
  attributes: SLICE_ATTRIBUTES,
  traits: [
    Pure,
    AttrSizedOperandSegments,
    TypesMatchWith('expected result type to match dest type', 'dest', 'result', (type) => type),
  ],
  interfaces: [DestinationStyleOp.with({ initsRange: () => ({ start: 1, end: 2 }) })],
  inferTypes: ({ operands }) => (operands[1] ? [operands[1].type] : null),
  resultNames: (op, setName) => setName(op.result(), 'inserted_slice'),
  verify: verifyInsertSlice,
  fold(op) {
    const [source, dest] = op.operands as [Value, Value];
    return source.type === dest.type &&
      source.type.kind === 'tensor' &&
      hasStaticShape(source.type) &&
      source.type === op.result().type
      ? [source]
      : null;
  },
  canonicalize: [
    definePattern('tensor.insert_slice', 'constant offsets and sizes', (op, rewriter) => {
      const folded = foldConstantIndices(op);
      if (!folded) return false;
      const old = op.operand(0).type as RankedTensorType;
      const dest = op.operand(1).type as RankedTensorType;
      const type = inferReducedSliceType(old.shape.length, dest, folded);
      const source =
        type === old
          ? op.operand(0)
          : rewriter.createValue('tensor.cast', { operands: [op.operand(0)], resultTypes: [type] });
      rewriter.replaceOp(op, [
        rewriter.createValue('tensor.insert_slice', {
          ...sliceState(op, [[source], [op.operand(1)]], folded),
          resultTypes: op.resultTypes,
        }),
      ]);
      return true;
    }),
  ],
  assemblyFormat: `$source \`into\` $dest ${SLICE} attr-dict \`:\` type($source) \`into\` type($dest)`,
});

const SplatElement: TypeConstraint = {
  ...anyTypeOf([AnySignlessInteger, Index, AnyFloat]),
  summary: 'integer/index/float type',
};
const ComplexSplatElement: TypeConstraint = {
  ...anyTypeOf([SplatElement, AnyComplex]),
  summary: 'integer/index/float/complex type',
};

const reshaping = (name: string, resultName: string, summary: string): OpDefinition =>
  defineOp(`tensor.${name}`, {
    summary,
    operands: { src: AnyTensor },
    results: { result: AnyTensor },
    attributes: { reassociation: IndexListArrayAttr },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), resultName),
    verify: verifyReshaping(name === 'expand_shape'),
    fold(op, [source]) {
      const type = op.result().type;
      if (op.operand(0).type === type) return [op.operand(0)];
      if (source?.kind === 'dense' && type.kind === 'tensor' && hasStaticShape(type))
        return [denseReshape(source, type)];
      // There and back.
      const inner = op.operand(0).definingOp;
      const inverse = name === 'collapse_shape' ? 'tensor.expand_shape' : 'tensor.collapse_shape';
      return inner?.is(inverse) &&
        inner.operand(0).type === type &&
        inner.attr('reassociation') === op.attr('reassociation')
        ? [inner.operand(0)]
        : null;
    },
    assemblyFormat: '$src $reassociation attr-dict `:` type($src) `into` type($result)',
    ...(name === 'expand_shape' && {
      changes: [withOutputShape(AnyTensor, verifyReshaping(true))],
    }),
  });

const pad = defineOp('tensor.pad', {
  summary: 'a tensor with a border',
  operands: { source: AnyTensor, low: variadic(Index), high: variadic(Index) },
  results: { result: AnyTensor },
  attributes: {
    static_low: DenseI64ArrayAttr,
    static_high: DenseI64ArrayAttr,
    nofold: optionalAttr(UnitAttrConstraint),
  },
  regions: { region: { blocks: 1 } },
  traits: [AttrSizedOperandSegments, Pure, SingleBlockImplicitTerminator('tensor.yield')],
  resultNames: (op, setName) => setName(op.result(), 'padded'),
  verify: verifyPad,
  verifyRegions: verifyPadBody,
  assemblyFormat:
    '$source (`nofold` $nofold^)? `low` `` custom<DynamicIndexList>($low, $static_low) `high` `` custom<DynamicIndexList>($high, $static_high) $region attr-dict `:` type($source) `to` type($result)',
});

const generate = defineOp('tensor.generate', {
  summary: 'a tensor whose elements a body computes from their indices',
  operands: { dynamicExtents: variadic(Index) },
  results: { result: AnyRankedTensor },
  regions: { body: { blocks: 1 } },
  traits: [SingleBlockImplicitTerminator('tensor.yield'), Pure],
  resultNames: (op, setName) => setName(op.result(), 'generated'),
  verify: verifyGenerate,
  verifyRegions: verifyGenerateBody,
  assemblyFormat: '$dynamicExtents $body attr-dict `:` type($result)',
});

export const operations: readonly OpDefinition[] = [
  cast,
  dim,
  empty,
  extract,
  insert,
  extractSlice,
  insertSlice,
  reshaping('collapse_shape', 'collapsed', 'merges neighbouring dimensions'),
  reshaping('expand_shape', 'expanded', 'splits dimensions'),
  pad,
  generate,
  ...partOperations,
  defineOp('tensor.from_elements', {
    summary: 'a tensor of given elements',
    operands: { elements: variadic(AnyType) },
    results: { result: AnyStaticShapeTensor },
    traits: [
      Pure,
      TypesMatchWith('operand types match result element type', 'result', 'elements', (type) =>
        type.kind === 'tensor' && hasStaticShape(type)
          ? Array.from({ length: numElements(type.shape) }, () => type.elementType)
          : null,
      ),
    ],
    resultNames: (op, setName) => setName(op.result(), 'from_elements'),
    fold(op, operands) {
      const type = op.result().type;
      if (type.kind !== 'tensor' || !hasStaticShape(type)) return null;
      const elements = operands.flatMap((attr) =>
        attr?.kind === 'integer' || attr?.kind === 'float' ? [attr] : [],
      );
      return elements.length === op.numOperands && elements.length > 0
        ? [DenseElementsAttr.fromElements(type, elements)]
        : null;
    },
    assemblyFormat: '$elements attr-dict `:` type($result)',
  }),
  defineOp('tensor.splat', {
    summary: 'a tensor with every element the same',
    operands: { input: SplatElement },
    results: { aggregate: AnyStaticShapeTensor },
    traits: [
      Pure,
      TypesMatchWith(
        'operand type matches element type of result',
        'aggregate',
        'input',
        elementOf,
      ),
    ],
    resultNames: (op, setName) => setName(op.result(), 'splat'),
    assemblyFormat: '$input attr-dict `:` type($aggregate)',
    changes: [
      {
        since: '2026',
        operands: { input: ComplexSplatElement, dynamicSizes: variadic(Index) },
        results: { aggregate: AnyRankedTensor },
        verify: verifySplatSizes,
        assemblyFormat: '$input (`[` $dynamicSizes^ `]`)? attr-dict `:` type($aggregate)',
      },
    ],
  }),
  defineOp('tensor.rank', {
    summary: 'how many dimensions a tensor has',
    operands: { tensor: AnyTensor },
    results: { result: Index },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), 'rank'),
    fold(op) {
      const type = op.operand(0).type;
      return type.kind === 'tensor' ? [IntegerAttr.index(op.context, type.shape.length)] : null;
    },
    assemblyFormat: '$tensor attr-dict `:` type($tensor)',
  }),
  defineOp('tensor.reshape', {
    summary: 'the same elements in a shape given as a tensor',
    operands: {
      source: AnyTensor,
      shape: tensorOfRanks(anyTypeOf([AnySignlessInteger, Index]), [1]),
    },
    results: { result: AnyTensor },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), 'reshape'),
    verify: verifyReshape,
    assemblyFormat: '$source `(` $shape `)` attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('tensor.yield', {
    summary: 'ends a body with its element',
    operands: { value: AnyType },
    traits: [Pure, ReturnLike, Terminator, HasParent('tensor.generate', 'tensor.pad')],
    assemblyFormat: '$value attr-dict `:` type($value)',
  }),
];
