/** Conversion of util to the vm dialect: globals, buffers, lists, alignment, status. */

import { isRefType, type Operation, type Type, type Value } from '@iree-workbench/ir';
import type { Conversions, Lowering, OpConversion } from './lowering.ts';
import { suffixOf } from './types.ts';

/** IREE_STATUS_UNKNOWN. */
const UNKNOWN = 2;

/** `(value + alignment - 1) & ~(alignment - 1)`. */
const convertAlign: OpConversion = (op, lowering) => {
  const [value, alignment] = lowering.values(op.operands) as [Value, Value];
  const suffix = suffixOf(value.type);
  if (suffix !== 'i32' && suffix !== 'i64') return null;
  const make = (stem: string, operands: readonly Value[]): Value =>
    lowering.make(`vm.${stem}.${suffix}`, operands);
  const mask = make('sub', [alignment, lowering.integer(value.type, 1n)]);
  return [make('and', [make('add', [value, mask]), make('not', [mask])])];
};

/** Least or greatest of any number of values, by repeated comparison. */
const convertRange =
  (stem: 'min' | 'max'): OpConversion =>
  (op, lowering) => {
    const [first, ...rest] = lowering.values(op.operands);
    const suffix = first && suffixOf(first.type);
    if (!first || (suffix !== 'i32' && suffix !== 'i64')) return null;
    return [
      rest.reduce((sum, value) => lowering.make(`vm.${stem}.${suffix}.u`, [sum, value]), first),
    ];
  };

const convertSizeOf: OpConversion = (op, lowering) => {
  const sized = op.attr('sizedType');
  const result = lowering.type(op.result().type);
  const type = sized?.kind === 'type' ? sized.type : null;
  const bits =
    type?.kind === 'index'
      ? lowering.target.indexBits
      : type?.kind === 'integer' || type?.kind === 'float'
        ? type.width
        : null;
  if (bits === null || result?.kind !== 'integer') return null;
  return [lowering.integer(result, BigInt(Math.ceil(bits / 8)))];
};

// ----- Globals -----

const convertLoad: OpConversion = (op, lowering) => {
  const type = lowering.type(op.result().type);
  const suffix = type && suffixOf(type);
  const global = op.attr('global');
  if (!type || !suffix || !global) return null;
  return lowering.builder.create(`vm.global.load.${suffix}`, {
    attributes: [['global', global]],
    resultTypes: [type],
  }).results;
};
const convertStore: OpConversion = (op, lowering) => {
  const value = lowering.operand(op, 0);
  const suffix = suffixOf(value.type);
  const global = op.attr('global');
  if (!suffix || !global) return null;
  lowering.emit(`vm.global.store.${suffix}`, [value], [['global', global]]);
  return [];
};
const convertAddress: OpConversion = (op, lowering) => {
  const type = lowering.type(op.result().type);
  const global = op.attr('global');
  if (!type || !global) return null;
  return lowering.builder.create('vm.global.address', {
    attributes: [['global', global]],
    resultTypes: [type],
  }).results;
};
const convertLoadIndirect: OpConversion = (op, lowering) => {
  const type = lowering.type(op.result().type);
  const suffix = type && suffixOf(type);
  return suffix
    ? [lowering.make(`vm.global.load.indirect.${suffix}`, lowering.values(op.operands), type)]
    : null;
};
const convertStoreIndirect: OpConversion = (op, lowering) => {
  const operands = lowering.values(op.operands);
  const suffix = operands[0] && suffixOf(operands[0].type);
  if (!suffix) return null;
  lowering.emit(`vm.global.store.indirect.${suffix}`, operands);
  return [];
};

// ----- Buffers -----

const alignmentOf = (op: Operation, lowering: Lowering): Value =>
  lowering.i32(op.intAttr('alignment') ?? 0n);

/**
 * What an element of a type is in memory: bytes, and the end of the operations that access it; loads
 * of narrow elements extend them.
 */
function elementOf(
  type: Type,
  lowering: Lowering,
): { bytes: number; fill: string; load: string } | null {
  if (type.kind === 'index') {
    const suffix = `i${lowering.target.indexBits}`;
    return { bytes: lowering.target.indexBits / 8, fill: suffix, load: suffix };
  }
  if (type.kind === 'integer') {
    const sign = type.signedness === 'unsigned' ? 'u' : 's';
    const bytes = Math.ceil(type.width / 8);
    const suffix = `i${bytes * 8}`;
    if (bytes === 1 || bytes === 2) return { bytes, fill: suffix, load: `${suffix}.${sign}` };
    return bytes === 4 || bytes === 8 ? { bytes, fill: suffix, load: suffix } : null;
  }
  if (type.kind !== 'float' || (type.width !== 32 && type.width !== 64)) return null;
  // A narrower float in the register cannot be read from or written to the wider's bytes.
  if (lowering.type(type) !== type) return null;
  return { bytes: type.width / 8, fill: `f${type.width}`, load: `f${type.width}` };
}

/** The machine counts elements where the program counts bytes. */
function toElements(lowering: Lowering, offset: Value, bytes: number): Value {
  if (bytes === 1) return offset;
  return lowering.make('vm.div.i64.s', [offset, lowering.i64(bytes)]);
}

const bytesAt = (op: Operation, lowering: Lowering, index: number): Value =>
  lowering.toI64(lowering.operand(op, index));

const buffers: Conversions = {
  'util.buffer.constant'(op, lowering) {
    const value = op.attr('value');
    if (!value) return null;
    const [name, mimeType, alignment] = [
      op.attr('name'),
      op.attr('mime_type'),
      op.intAttr('alignment'),
    ];
    return [
      lowering.builder.createValue('vm.rodata.inline', {
        attributes: [
          ['value', value],
          ...(name ? [['name', name] as const] : []),
          ...(mimeType ? [['mime_type', mimeType] as const] : []),
          ...(alignment === undefined
            ? []
            : [['alignment', lowering.int64Attr(alignment)] as const]),
        ],
      }),
    ];
  },
  'util.buffer.alloc': (op, lowering) => [
    lowering.make('vm.buffer.alloc', [bytesAt(op, lowering, 0), alignmentOf(op, lowering)]),
  ],
  'util.buffer.dealloc': () => [],
  'util.buffer.slice'(op, lowering) {
    const length = bytesAt(op, lowering, 3);
    const copy = lowering.make('vm.buffer.alloc', [length, alignmentOf(op, lowering)]);
    const [source, offset] = [lowering.operand(op, 0), bytesAt(op, lowering, 2)];
    lowering.emit('vm.buffer.copy', [source, offset, copy, lowering.i64(0), length]);
    return [copy];
  },
  'util.buffer.size': (op, lowering) => [
    lowering.toIndex(lowering.make('vm.buffer.length', [lowering.operand(op, 0)])),
  ],
  'util.buffer.copy'(op, lowering) {
    lowering.emit('vm.buffer.copy', [
      lowering.operand(op, 0),
      bytesAt(op, lowering, 2),
      lowering.operand(op, 3),
      bytesAt(op, lowering, 5),
      bytesAt(op, lowering, 6),
    ]);
    return [];
  },
  'util.buffer.compare': (op, lowering) => [
    lowering.make('vm.buffer.compare', [
      lowering.operand(op, 0),
      bytesAt(op, lowering, 2),
      lowering.operand(op, 3),
      bytesAt(op, lowering, 5),
      bytesAt(op, lowering, 6),
    ]),
  ],
  'util.buffer.fill'(op, lowering) {
    const element = elementOf(op.operand(0).type, lowering);
    if (!element) return null;
    const offset = toElements(lowering, bytesAt(op, lowering, 3), element.bytes);
    const length = toElements(lowering, bytesAt(op, lowering, 4), element.bytes);
    const [pattern, target] = [lowering.operand(op, 0), lowering.operand(op, 1)];
    lowering.emit(`vm.buffer.fill.${element.fill}`, [target, offset, length, pattern]);
    return [];
  },
  'util.buffer.load'(op, lowering) {
    const type = lowering.type(op.result().type);
    const element = elementOf(op.result().type, lowering);
    if (!element || !type) return null;
    const offset = toElements(lowering, bytesAt(op, lowering, 2), element.bytes);
    return [
      lowering.make(`vm.buffer.load.${element.load}`, [lowering.operand(op, 0), offset], type),
    ];
  },
  'util.buffer.store'(op, lowering) {
    const element = elementOf(op.operand(0).type, lowering);
    if (!element) return null;
    const offset = toElements(lowering, bytesAt(op, lowering, 3), element.bytes);
    const [value, target] = [lowering.operand(op, 0), lowering.operand(op, 1)];
    lowering.emit(`vm.buffer.store.${element.fill}`, [target, offset, value]);
    return [];
  },
};

// ----- Lists -----

const lists: Conversions = {
  'util.list.create'(op, lowering) {
    const type = lowering.type(op.result().type);
    if (!type) return null;
    const capacity = op.numOperands > 0 ? lowering.toI32(lowering.operand(op, 0)) : lowering.i32(0);
    return [lowering.make('vm.list.alloc', [capacity], type)];
  },
  'util.list.size'(op, lowering) {
    const size = lowering.make('vm.list.size', [lowering.operand(op, 0)]);
    return [lowering.toIndex(size)];
  },
  'util.list.resize'(op, lowering) {
    const size = lowering.toI32(lowering.operand(op, 1));
    lowering.emit('vm.list.resize', [lowering.operand(op, 0), size]);
    return [];
  },
  'util.list.get'(op, lowering) {
    const type = lowering.type(op.result().type);
    const suffix = type && suffixOf(type);
    if (!suffix) return null;
    const index = lowering.toI32(lowering.operand(op, 1));
    return [lowering.make(`vm.list.get.${suffix}`, [lowering.operand(op, 0), index], type)];
  },
  'util.list.set'(op, lowering) {
    const value = lowering.operand(op, 2);
    const suffix = suffixOf(value.type);
    if (!suffix) return null;
    const index = lowering.toI32(lowering.operand(op, 1));
    lowering.emit(`vm.list.set.${suffix}`, [lowering.operand(op, 0), index, value]);
    return [];
  },
};

export const utilConversions: Conversions = {
  ...buffers,
  ...lists,
  'util.null'(op, lowering) {
    const type = lowering.type(op.result().type);
    return type && isRefType(type) ? [lowering.null(type)] : null;
  },
  'util.cmp.eq'(op, lowering) {
    const operands = lowering.values(op.operands);
    return operands[0] && isRefType(operands[0].type)
      ? [lowering.make('vm.cmp.eq.ref', operands)]
      : null;
  },
  'util.align': convertAlign,
  'util.sizeof': convertSizeOf,
  'util.range.min': convertRange('min'),
  'util.range.max': convertRange('max'),
  'util.optimization_barrier'(op, lowering) {
    const operands = lowering.values(op.operands);
    return lowering.builder.create('util.optimization_barrier', {
      operands,
      resultTypes: operands.map((operand) => operand.type),
    }).results;
  },
  'util.unfoldable_constant'(op, lowering) {
    const value = op.attr('value');
    const type = lowering.type(op.result().type);
    if (!type || (value?.kind !== 'integer' && value?.kind !== 'float')) return null;
    const constant =
      value.kind === 'integer'
        ? lowering.integer(type, value.value)
        : lowering.float(type, value.value);
    return lowering.builder.create('util.optimization_barrier', {
      operands: [constant],
      resultTypes: [type],
    }).results;
  },
  'util.unreachable'(op, lowering) {
    const message = op.attr('message');
    lowering.emit('vm.fail', [lowering.i32(UNKNOWN)], message ? [['message', message]] : []);
    return [];
  },
  'util.status.check_ok'(op, lowering) {
    const status = lowering.operand(op, 0);
    const message = op.attr('message');
    const isGiven = message?.kind === 'string' && message.value !== '';
    lowering.emit('vm.cond_fail', [status, status], isGiven ? [['message', message]] : []);
    return [];
  },
  'util.initializer.return'(_op, lowering) {
    lowering.emit('vm.return', []);
    return [];
  },
  'util.global.load': convertLoad,
  'util.global.store': convertStore,
  'util.global.address': convertAddress,
  'util.global.load.indirect': convertLoadIndirect,
  'util.global.store.indirect': convertStoreIndirect,
};
