/** The hal_inline dialect: buffers of a HAL that runs in the program itself, without devices. */

import { attributeType } from '../../attributes.ts';
import { AnyAttr, AnyType, I1, I32, Index, IndexAttr, StrAttr } from '../../constraints.ts';
import {
  defineDialect,
  defineOp,
  type Fold,
  type OpDefinition,
  type OpSpec,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { definePattern } from '../../pattern.ts';
import { Pure } from '../../traits.ts';
import { halDirectives } from '../hal/directives.ts';
import { BufferObject, BufferView } from '../hal/types.ts';
import { BufferType as Storage } from '../util/types.ts';

const named =
  (...names: readonly string[]): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    names.forEach((name, i) => {
      setName(op.result(i), name);
    });
  };
const ON = (name: string): string => `\`<\` $${name} \`:\` type($${name}) \`>\``;
const RESULT = '`:` type($result) attr-dict-with-keyword';
const SOURCE = '`source` `(` $source `:` type($source) `)` `` `[` $offset `,` $length `]`';
const SHAPE =
  '`shape` `(` `[` $shape `]` `)` `type` `(` $element_type `)` `encoding` `(` $encoding_type `)`';
const Dims = variadic(Index);

/** Length operands of what makes buffers, by name. */
const LENGTHS: Readonly<Record<string, number>> = {
  'hal_inline.buffer.allocate': 1,
  'hal_inline.buffer.allocate.initialized': 3,
  'hal_inline.buffer.wrap': 2,
  'hal_inline.buffer.subspan': 2,
};
const foldLength: Fold = (op) => {
  const source = op.operand(0).definingOp;
  const length = source ? LENGTHS[source.name] : undefined;
  return source && length !== undefined ? [source.operand(length)] : null;
};
const foldStorage: Fold = (op) => {
  const source = op.operand(0).definingOp;
  const isAllocation =
    source?.is('hal_inline.buffer.allocate') ||
    source?.is('hal_inline.buffer.allocate.initialized');
  return source && isAllocation ? [source.result(1)] : null;
};

const viewOfSubspan = definePattern(
  'hal_inline.buffer_view.create',
  'of a part of a buffer',
  (op, rewriter) => {
    const part = op.operand(0).definingOp;
    if (!part?.is('hal_inline.buffer.subspan')) return false;
    const offset = rewriter.guarded(() => {
      rewriter.location = part.location;
      return rewriter.createValue('arith.addi', {
        operands: [part.operand(1), op.operand(1)],
        resultTypes: [op.context.indexType],
      });
    });
    rewriter.modifyInPlace(op, () => {
      op.setOperand(0, part.operand(0));
      op.setOperand(1, offset);
    });
    return true;
  },
);
const bufferOfView = definePattern(
  'hal_inline.buffer_view.buffer',
  'of a created view',
  (op, rewriter) => {
    const view = op.operand(0).definingOp;
    if (!view?.is('hal_inline.buffer_view.create')) return false;
    rewriter.replaceOp(op, [view.operand(0)]);
    return true;
  },
);

const query = (name: string, summary: string, result: TypeConstraint): OpDefinition =>
  defineOp(`hal_inline.buffer_view.${name}`, {
    summary,
    operands: { buffer_view: BufferView },
    results: { result },
    traits: [Pure],
    assemblyFormat: `${ON('buffer_view')} ${RESULT}`,
  });

const buffers: readonly OpDefinition[] = [
  defineOp('hal_inline.buffer.allocate', {
    summary: 'a new buffer and its memory',
    operands: { minimum_alignment: Index, allocation_size: Index },
    results: { result: BufferObject, storage: Storage },
    resultNames: named('buffer', 'storage'),
    assemblyFormat:
      '`alignment` `(` $minimum_alignment `)` `:` custom<SizeAwareType>(type($result), $allocation_size) `in` type($storage) attr-dict-with-keyword',
  }),
  defineOp('hal_inline.buffer.allocate.initialized', {
    summary: 'a new buffer with bytes that are copied, and its memory',
    operands: { minimum_alignment: Index, source: Storage, offset: Index, length: Index },
    results: { result: BufferObject, storage: Storage },
    resultNames: named('buffer', 'storage'),
    assemblyFormat: `${SOURCE} \`alignment\` \`(\` $minimum_alignment \`)\` \`:\` custom<SizeAwareType>(type($result), ref($length)) \`in\` type($storage) attr-dict-with-keyword`,
  }),
  defineOp('hal_inline.buffer.wrap', {
    summary: 'a buffer of memory that there is',
    operands: { source: Storage, offset: Index, length: Index },
    results: { result: BufferObject },
    resultNames: named('mapped'),
    assemblyFormat: `${SOURCE} ${RESULT}`,
  }),
  defineOp('hal_inline.buffer.subspan', {
    summary: 'a part of a buffer',
    operands: { source_buffer: BufferObject, source_offset: Index, length: Index },
    results: { result: BufferObject },
    traits: [Pure],
    resultNames: named('buffer'),
    assemblyFormat: `${ON('source_buffer')} \`\` \`[\` $source_offset \`,\` $length \`]\` ${RESULT}`,
  }),
  defineOp('hal_inline.buffer.length', {
    summary: 'length in bytes of a buffer',
    operands: { buffer: BufferObject },
    results: { result: Index },
    traits: [Pure],
    fold: foldLength,
    resultNames: named('length'),
    assemblyFormat: `${ON('buffer')} ${RESULT}`,
  }),
  defineOp('hal_inline.buffer.storage', {
    summary: 'the memory of a buffer',
    operands: { buffer: BufferObject },
    results: { storage: Storage },
    traits: [Pure],
    fold: foldStorage,
    resultNames: named('storage'),
    assemblyFormat: `${ON('buffer')} \`:\` type($storage) attr-dict-with-keyword`,
  }),
];

const views: readonly OpDefinition[] = [
  defineOp('hal_inline.buffer_view.create', {
    summary: 'a buffer with shape and element type',
    operands: {
      source_buffer: BufferObject,
      source_offset: Index,
      source_length: Index,
      element_type: I32,
      encoding_type: I32,
      shape: Dims,
    },
    results: { result: BufferView },
    traits: [Pure],
    canonicalize: [viewOfSubspan],
    resultNames: named('view'),
    assemblyFormat: `\`buffer\` \`(\` $source_buffer \`:\` type($source_buffer) \`)\` \`\` \`[\` $source_offset \`,\` $source_length \`]\` ${SHAPE} ${RESULT}`,
  }),
  defineOp('hal_inline.buffer_view.assert', {
    summary: 'fails unless a buffer view has the shape and type',
    operands: { buffer_view: BufferView, element_type: I32, encoding_type: I32, shape: Dims },
    attributes: { message: StrAttr },
    assemblyFormat: `${ON('buffer_view')} \`message\` \`(\` $message \`)\` ${SHAPE} attr-dict-with-keyword`,
  }),
  defineOp('hal_inline.buffer_view.buffer', {
    summary: 'the buffer of a view',
    operands: { buffer_view: BufferView },
    results: { result: BufferObject },
    traits: [Pure],
    canonicalize: [bufferOfView],
    resultNames: named('buffer'),
    assemblyFormat: `${ON('buffer_view')} ${RESULT}`,
  }),
  query('element_type', 'the element type of a view, as a number', I32),
  query('encoding_type', 'the encoding of a view, as a number', I32),
  query('rank', 'how many dimensions a view has', Index),
  defineOp('hal_inline.buffer_view.dim', {
    summary: 'size of a dimension of a view',
    operands: { buffer_view: BufferView },
    results: { result: Index },
    attributes: { index: IndexAttr },
    traits: [Pure],
    assemblyFormat: `${ON('buffer_view')} \`\` \`[\` $index \`]\` ${RESULT}`,
  }),
  defineOp('hal_inline.buffer_view.trace', {
    summary: 'writes views to the log',
    operands: { operands: variadic(BufferView) },
    attributes: { key: StrAttr },
    assemblyFormat: '$operands `:` type($operands) attr-dict-with-keyword',
  }),
];

export const halInlineDialect = defineDialect({
  name: 'hal_inline',
  summary: 'buffers of a HAL that runs in the program itself, without devices',
  operations: [
    ...buffers,
    ...views,
    defineOp('hal_inline.device.query', {
      summary: 'a property of where the program runs, and whether it is known',
      results: { ok: I1, value: AnyType },
      attributes: { category: StrAttr, key: StrAttr, default_value: optionalAttr(AnyAttr) },
      traits: [Pure],
      verify(op, report) {
        const value = op.attr('default_value');
        const type = value && attributeType(value);
        return (
          !type ||
          type === op.result(1).type ||
          report.opError('type mismatch between result and default value')
        );
      },
      assemblyFormat:
        '`key` `(` $category `:` `` `:` $key `)` `:` type($ok) `,` type($value) (`=` $default_value^)? attr-dict-with-keyword',
    }),
  ],
  customDirectives: halDirectives,
});
