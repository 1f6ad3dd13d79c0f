/** Canonicalisations of the vector dialect, by operation. */

import { operandsNamed } from '../../dialect.ts';
import { IRMapping, type Operation, type Value } from '../../operation.ts';
import { definePattern, type RewritePattern, type Rewriter } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { elementTypeOrSelf, numElements, type Type, type VectorType } from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { type CombiningKind, combiningKindOf, intArray } from './attributes.ts';
import { transferPatterns } from './canonicalize-transfer.ts';
import {
  denseVector,
  elementsOf,
  linearize,
  slicePositions,
  splatConstant,
  splatOf,
} from './constants.ts';
import { i64Array } from './fold.ts';
import { sameShape, stridedSliceType, vectorType } from './verify.ts';

const rankOf = (type: Type): number => (type.kind === 'vector' ? type.shape.length : 0);
const isMasked = (op: Operation): boolean => op.parentOp?.is('vector.mask') ?? false;
const definedBy = (value: Value, name: string): Operation | null => {
  const op = value.definingOp;
  return op?.is(name) ? op : null;
};
const unitStrides = (op: Operation): boolean =>
  intArray(op.attr('strides')).every((stride) => stride === 1);

/** Replaces an operation with one result by another of the same type. */
const replace = (
  rewriter: Rewriter,
  op: Operation,
  name: string,
  operands: readonly Value[],
  attributes: Parameters<Rewriter['replaceOpWithNew']>[2]['attributes'] = [],
): true => {
  rewriter.replaceOpWithNew(op, name, { operands, resultTypes: op.resultTypes, attributes });
  return true;
};
const replaceByConstant = (
  rewriter: Rewriter,
  op: Operation,
  value: ReturnType<typeof splatConstant>,
): true => replace(rewriter, op, 'arith.constant', [], [['value', value]]);

// ----- Reductions -----

const REDUCTION_OPERATIONS: Readonly<Record<CombiningKind, readonly [string, string]>> = {
  add: ['arith.addi', 'arith.addf'],
  mul: ['arith.muli', 'arith.mulf'],
  minui: ['arith.minui', 'arith.minui'],
  minsi: ['arith.minsi', 'arith.minsi'],
  minf: ['arith.minf', 'arith.minf'],
  maxui: ['arith.maxui', 'arith.maxui'],
  maxsi: ['arith.maxsi', 'arith.maxsi'],
  maxf: ['arith.maxf', 'arith.maxf'],
  and: ['arith.andi', 'arith.andi'],
  or: ['arith.ori', 'arith.ori'],
  xor: ['arith.xori', 'arith.xori'],
};
/** One step of a reduction as arithmetic. */
function combine(rewriter: Rewriter, kind: CombiningKind, a: Value, b: Value): Value {
  const [integer, float] = REDUCTION_OPERATIONS[kind];
  const name = elementTypeOrSelf(a.type).kind === 'float' ? float : integer;
  return rewriter.createValue(name, { operands: [a, b], resultTypes: [a.type] });
}

const reductionOfOne = definePattern('vector.reduction', 'of one element', (op, rewriter) => {
  const { shape } = vectorType(op.operand(0).type);
  if (isMasked(op) || shape[0] !== 1) return false;
  let result = rewriter.createValue('vector.extract', {
    operands: [op.operand(0)],
    resultTypes: op.resultTypes,
    attributes: [['position', i64Array(op, [0])]],
  });
  const acc = op.operands[1];
  if (acc) result = combine(rewriter, combiningKindOf(op), result, acc);
  rewriter.replaceOp(op, [result]);
  return true;
});

const multiReductionOfOnes = definePattern(
  'vector.multi_reduction',
  'of dimensions of size 1',
  (op, rewriter) => {
    const { shape } = vectorType(op.operand(0).type);
    const reduced = intArray(op.attr('reduction_dims'));
    if (isMasked(op) || shape.some((size, i) => reduced.includes(i) && size !== 1)) return false;
    const type = op.result().type;
    const source = [op.operand(0)];
    const cast =
      type.kind === 'vector'
        ? rewriter.createValue('vector.shape_cast', { operands: source, resultTypes: [type] })
        : rewriter.createValue('vector.extract', {
            operands: source,
            resultTypes: [type],
            attributes: [
              [
                'position',
                i64Array(
                  op,
                  shape.map(() => 0),
                ),
              ],
            ],
          });
    rewriter.replaceOp(op, [combine(rewriter, combiningKindOf(op), op.operand(1), cast)]);
    return true;
  },
);

/** x + contract(a, b, 0) accumulates into x. */
const addToContract = (name: string): RewritePattern =>
  definePattern(name, 'of a contraction from zero', (op, rewriter) => {
    for (const [i, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const contract = definedBy(op.operand(i), 'vector.contract');
      const acc = contract?.operand(2);
      const constant = acc && constantValue(acc);
      const zero = constant?.kind === 'dense' ? splatOf(constant) : (constant ?? null);
      const isZero =
        (zero?.kind === 'integer' && zero.value === 0n) ||
        (zero?.kind === 'float' && zero.bits === 0n);
      if (!contract || !acc || !isZero) continue;
      const mapping = new IRMapping();
      mapping.map(acc, op.operand(other));
      rewriter.replaceOp(op, rewriter.clone(contract, mapping).results);
      return true;
    }
    return false;
  });

// ----- Broadcasts, shapes -----

const ofBroadcast = (name: string): RewritePattern =>
  definePattern(name, 'of a broadcast', (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.broadcast');
    return inner ? replace(rewriter, op, 'vector.broadcast', [inner.operand(0)]) : false;
  });

const shuffleSplats = definePattern('vector.shuffle', 'of equal splats', (op, rewriter) => {
  const [a, b] = [
    definedBy(op.operand(0), 'vector.splat'),
    definedBy(op.operand(1), 'vector.splat'),
  ];
  if (!a || a.operand(0) !== b?.operand(0)) return false;
  return replace(rewriter, op, 'vector.splat', [a.operand(0)]);
});
const shuffleScalars = definePattern('vector.shuffle', 'of vectors of rank 0', (op, rewriter) => {
  const mask = intArray(op.attr('mask'));
  if (rankOf(op.operand(0).type) > 0 || mask.length !== 1) return false;
  return replace(rewriter, op, 'vector.broadcast', [op.operand(mask[0] === 0 ? 0 : 1)]);
});

const shapeCastOfConstant = definePattern('vector.shape_cast', 'of a splat', (op, rewriter) => {
  const element = splatOf(constantValue(op.operand(0)));
  return element
    ? replaceByConstant(rewriter, op, splatConstant(op.result().type, element))
    : false;
});
const shapeCastOfBroadcast = definePattern(
  'vector.shape_cast',
  'of a broadcast',
  (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.broadcast');
    if (!inner) return false;
    const from = inner.operand(0).type;
    const shape = from.kind === 'vector' ? from.shape : [];
    const target = vectorType(op.result().type).shape;
    if (shape.length > target.length) return false;
    if (!sameShape(shape, target.slice(target.length - shape.length))) return false;
    return replace(rewriter, op, 'vector.broadcast', [inner.operand(0)]);
  },
);

const transposes: readonly RewritePattern[] = [
  definePattern('vector.transpose', 'of a broadcast scalar', (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.broadcast');
    const from = inner?.operand(0).type;
    if (!inner || (from?.kind === 'vector' && numElements(from.shape) !== 1)) return false;
    return replace(rewriter, op, 'vector.broadcast', [inner.operand(0)]);
  }),
  definePattern('vector.transpose', 'of a transposition', (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.transpose');
    if (!inner) return false;
    const first = intArray(inner.attr('transp'));
    const composed = intArray(op.attr('transp')).map((dim) => first[dim] ?? 0);
    return replace(
      rewriter,
      op,
      'vector.transpose',
      [inner.operand(0)],
      [['transp', i64Array(op, composed)]],
    );
  }),
  definePattern('vector.transpose', 'of a splat', (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.splat');
    return inner ? replace(rewriter, op, 'vector.splat', [inner.operand(0)]) : false;
  }),
];

// ----- Extract and insert -----

const extracts: readonly RewritePattern[] = [
  definePattern('vector.extract', 'of a splat constant', (op, rewriter) => {
    const element = splatOf(constantValue(op.operand(0)));
    return element
      ? replaceByConstant(rewriter, op, splatConstant(op.result().type, element))
      : false;
  }),
  definePattern('vector.extract', 'of a constant', (op, rewriter) => {
    const constant = constantValue(op.operand(0));
    const type = vectorType(op.operand(0).type);
    if (constant?.kind !== 'dense' || constant.isSplat || type.numScalableDims > 0) return false;
    const elements = elementsOf(constant);
    if (!elements) return false;
    const start = linearize(intArray(op.attr('position')), type.shape);
    const result = op.result().type;
    if (result.kind !== 'vector') {
      const element = elements[start];
      return element ? replaceByConstant(rewriter, op, element) : false;
    }
    const part = elements.slice(start, start + numElements(result.shape));
    return replaceByConstant(rewriter, op, denseVector(result, part));
  }),
  definePattern('vector.extract', 'of a broadcast', (op, rewriter) => {
    const inner =
      definedBy(op.operand(0), 'vector.broadcast') ?? definedBy(op.operand(0), 'vector.splat');
    const source = inner?.operand(0);
    if (!source || source.type === op.result().type) return false;
    const rank = rankOf(op.result().type);
    if (rank < rankOf(source.type)) return false;
    return rank === 0
      ? replace(rewriter, op, 'vector.extractelement', [source])
      : replace(rewriter, op, 'vector.broadcast', [source]);
  }),
];

/** Larger constants are only folded if that leaves no second one behind. */
const FOLDED_ELEMENTS = 256;
const canFoldInto = (dest: Value, type: VectorType): boolean =>
  type.numScalableDims === 0 && (numElements(type.shape) <= FOLDED_ELEMENTS || dest.hasOneUse);

const inserts: readonly RewritePattern[] = [
  definePattern('vector.insert', 'of all elements', (op, rewriter) => {
    const source = op.operand(0).type;
    const dest = vectorType(op.result().type);
    if (source.kind !== 'vector' || numElements(source.shape) !== numElements(dest.shape))
      return false;
    return replace(rewriter, op, 'vector.broadcast', [op.operand(0)]);
  }),
  definePattern('vector.insert', 'of a splat into the same splat', (op, rewriter) => {
    const [a, b] = [
      definedBy(op.operand(0), 'vector.splat'),
      definedBy(op.operand(1), 'vector.splat'),
    ];
    if (!a || a.operand(0) !== b?.operand(0)) return false;
    return replace(rewriter, op, 'vector.splat', [a.operand(0)]);
  }),
  definePattern('vector.insert', 'of a constant into a constant', (op, rewriter) => {
    const dest = op.operand(1);
    const type = vectorType(dest.type);
    const [into, what] = [constantValue(dest), constantValue(op.operand(0))];
    if (!into || !what || !canFoldInto(dest, type)) return false;
    const [elements, inserted] = [elementsOf(into), elementsOf(what)];
    if (!elements || !inserted) return false;
    elements.splice(
      linearize(intArray(op.attr('position')), type.shape),
      inserted.length,
      ...inserted,
    );
    return replaceByConstant(rewriter, op, denseVector(type, elements));
  }),
];

const stridedInserts: readonly RewritePattern[] = [
  definePattern('vector.insert_strided_slice', 'of a splat into the same', (op, rewriter) => {
    const [a, b] = [
      definedBy(op.operand(0), 'vector.splat'),
      definedBy(op.operand(1), 'vector.splat'),
    ];
    if (!a || a.operand(0) !== b?.operand(0)) return false;
    rewriter.replaceOp(op, [op.operand(1)]);
    return true;
  }),
  definePattern('vector.insert_strided_slice', 'of what was there', (op, rewriter) => {
    const slice = definedBy(op.operand(0), 'vector.extract_strided_slice');
    const isSame =
      slice?.operand(0) === op.operand(1) &&
      slice.attr('strides') === op.attr('strides') &&
      slice.attr('offsets') === op.attr('offsets');
    if (!isSame) return false;
    rewriter.replaceOp(op, [op.operand(1)]);
    return true;
  }),
  definePattern('vector.insert_strided_slice', 'of a constant', (op, rewriter) => {
    const dest = op.operand(1);
    const type = vectorType(dest.type);
    const slice = vectorType(op.operand(0).type);
    const [into, what] = [constantValue(dest), constantValue(op.operand(0))];
    if (!into || !what || !canFoldInto(dest, type) || !unitStrides(op)) return false;
    const [elements, inserted] = [elementsOf(into), elementsOf(what)];
    if (!elements || !inserted) return false;
    const sizes = [
      ...new Array<number>(type.shape.length - slice.shape.length).fill(1),
      ...slice.shape,
    ];
    let next = 0;
    for (const at of slicePositions(type.shape, intArray(op.attr('offsets')), sizes)) {
      const element = inserted[next++];
      if (element) elements[at] = element;
    }
    return replaceByConstant(rewriter, op, denseVector(type, elements));
  }),
];

const stridedExtracts: readonly RewritePattern[] = [
  definePattern('vector.extract_strided_slice', 'of a constant mask', (op, rewriter) => {
    const mask = definedBy(op.operand(0), 'vector.constant_mask');
    if (!mask || !unitStrides(op)) return false;
    const whole = intArray(mask.attr('mask_dim_sizes'));
    const [offsets, sizes] = [intArray(op.attr('offsets')), intArray(op.attr('sizes'))];
    let dims = whole.map((size, i) => {
      const [offset, part] = [offsets[i], sizes[i]];
      return offset === undefined || part === undefined
        ? size
        : Math.max(0, Math.min(offset + part, size) - offset);
    });
    if (dims.includes(0)) dims = dims.map(() => 0);
    return replace(
      rewriter,
      op,
      'vector.constant_mask',
      [],
      [['mask_dim_sizes', i64Array(op, dims)]],
    );
  }),
  definePattern('vector.extract_strided_slice', 'of a splat constant', (op, rewriter) => {
    const element = splatOf(constantValue(op.operand(0)));
    return element
      ? replaceByConstant(rewriter, op, splatConstant(op.result().type, element))
      : false;
  }),
  definePattern('vector.extract_strided_slice', 'of a constant', (op, rewriter) => {
    const constant = constantValue(op.operand(0));
    if (constant?.kind !== 'dense' || constant.isSplat || !unitStrides(op)) return false;
    const elements = elementsOf(constant);
    if (!elements) return false;
    const type = vectorType(op.result().type);
    const { shape } = vectorType(op.operand(0).type);
    const part = [...slicePositions(shape, intArray(op.attr('offsets')), type.shape)].flatMap(
      (at) => {
        const element = elements[at];
        return element ? [element] : [];
      },
    );
    return replaceByConstant(rewriter, op, denseVector(type, part));
  }),
  definePattern('vector.extract_strided_slice', 'of a broadcast', (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.broadcast');
    if (!inner) return false;
    let source = inner.operand(0);
    const from = source.type.kind === 'vector' ? source.type : null;
    const target = vectorType(op.result().type).shape;
    const lead = target.length - (from?.shape.length ?? 0);
    const isWhole = !from || from.shape.every((size, i) => size === target[i + lead]);
    const isScalar = !from || numElements(from.shape) === 1;
    if (from && !isWhole && !isScalar) {
      const [offsets, sizes, strides] = ['offsets', 'sizes', 'strides'].map((name) =>
        intArray(op.attr(name)).slice(lead),
      ) as [number[], number[], number[]];
      source = rewriter.createValue('vector.extract_strided_slice', {
        operands: [source],
        resultTypes: [stridedSliceType(from, sizes)],
        attributes: [
          ['offsets', i64Array(op, offsets)],
          ['sizes', i64Array(op, sizes)],
          ['strides', i64Array(op, strides)],
        ],
      });
    }
    return replace(rewriter, op, 'vector.broadcast', [source]);
  }),
  definePattern('vector.extract_strided_slice', 'of a splat', (op, rewriter) => {
    const inner = definedBy(op.operand(0), 'vector.splat');
    return inner ? replace(rewriter, op, 'vector.splat', [inner.operand(0)]) : false;
  }),
];

// ----- Masks -----

/** Is a mask set everywhere or nowhere? */
function maskFormat(mask: Value): 'all' | 'none' | 'unknown' {
  const definition = mask.definingOp;
  const constant = constantValue(mask);
  if (constant?.kind === 'dense') {
    const elements = elementsOf(constant) ?? [];
    const set = elements.filter((e) => e.kind === 'integer' && e.value !== 0n).length;
    return set === elements.length ? 'all' : set === 0 ? 'none' : 'unknown';
  }
  const { shape } = vectorType(mask.type);
  if (definition?.is('vector.constant_mask')) {
    const sizes = intArray(definition.attr('mask_dim_sizes'));
    if (sizes.every((size, i) => size >= (shape[i] ?? 1))) return 'all';
    return sizes.every((size) => size <= 0) ? 'none' : 'unknown';
  }
  return 'unknown';
}

/** What a masked operation becomes if its mask is set everywhere, or nowhere. */
const masked = (
  name: string,
  whole: 'load' | 'store' | null,
  nothing: 'pass_thru' | 'erase',
): RewritePattern =>
  definePattern(name, 'with a known mask', (op, rewriter) => {
    const [mask] = operandsNamed(op, 'mask');
    const format = mask ? maskFormat(mask) : 'unknown';
    const indices = operandsNamed(op, 'indices');
    if (format === 'none') {
      if (nothing === 'erase') rewriter.eraseOp(op);
      else rewriter.replaceOp(op, operandsNamed(op, 'pass_thru'));
      return true;
    }
    if (format !== 'all' || !whole) return false;
    const operands =
      whole === 'load'
        ? [op.operand(0), ...indices]
        : [...operandsNamed(op, 'valueToStore'), op.operand(0), ...indices];
    return replace(rewriter, op, `vector.${whole}`, operands);
  });

const createConstantMask = definePattern(
  'vector.create_mask',
  'of constant sizes',
  (op, rewriter) => {
    const sizes = op.operands.map(constantIndex);
    if (sizes.some((size) => size === null)) return false;
    const type = vectorType(op.result().type);
    if (type.numScalableDims > 0 && sizes.some((size) => (size ?? 0) > 0)) return false;
    let dims = sizes.map((size, i) => Math.min(size ?? 0, type.shape[i] ?? 1));
    if (dims.some((size) => size <= 0)) dims = dims.map(() => 0);
    return replace(
      rewriter,
      op,
      'vector.constant_mask',
      [],
      [['mask_dim_sizes', i64Array(op, dims)]],
    );
  },
);

export const canonicalizations: Readonly<Record<string, readonly RewritePattern[]>> = {
  reduction: [reductionOfOne],
  multi_reduction: [multiReductionOfOnes],
  broadcast: [ofBroadcast('vector.broadcast')],
  shuffle: [shuffleSplats, shuffleScalars],
  shape_cast: [shapeCastOfConstant, shapeCastOfBroadcast],
  transpose: transposes,
  extract: extracts,
  insert: inserts,
  insert_strided_slice: stridedInserts,
  extract_strided_slice: stridedExtracts,
  maskedload: [masked('vector.maskedload', 'load', 'pass_thru')],
  expandload: [masked('vector.expandload', 'load', 'pass_thru')],
  gather: [masked('vector.gather', null, 'pass_thru')],
  maskedstore: [masked('vector.maskedstore', 'store', 'erase')],
  compressstore: [masked('vector.compressstore', 'store', 'erase')],
  scatter: [masked('vector.scatter', null, 'erase')],
  create_mask: [createConstantMask],
  ...transferPatterns,
};

/** Patterns whose root is an operation of another dialect. */
export const foreignPatterns: readonly RewritePattern[] = [
  addToContract('arith.addi'),
  addToContract('arith.addf'),
];
