/**
 * Globals, read-only data, lists and buffers.
 */
import { VmBuffer } from './buffer.ts';
import { type ListElementType, type ListValueType, VmList } from './list.ts';
import type { VmRef } from './native-module.ts';
import {
  type Operation,
  type OperationTable,
  readRef,
  readSize,
  takeRef,
  wide,
  writeRef,
} from './operations.ts';
import type { Registers } from './registers.ts';
import { StatusError } from './status.ts';

// --- Globals -----------------------------------------------------------------------------------

function checkGlobal(offset: number, size: number, available: number): number {
  if (offset + size > available) {
    throw new StatusError(
      'OUT_OF_RANGE',
      `global byte_offset out of range: ${offset} (rwdata=${available})`,
    );
  }
  return offset;
}

/** Position of an indirect global: its offset comes from a register and is checked on each use. */
function indirect(registers: Registers, operand: number, size: number, view: DataView): number {
  const offset = registers.i32[registers.base + operand]! >>> 0;
  return checkGlobal(offset, size, view.byteLength);
}

// Floats are moved as words: a NaN's payload survives.
const loadWord: Operation = ({ registers, state }, code, at) => {
  registers.i32[registers.base + code[at + 1]!] = state.globals.getInt32(code[at]!, true);
};
const storeWord: Operation = ({ registers, state }, code, at) => {
  state.globals.setInt32(code[at]!, registers.i32[registers.base + code[at + 1]!]!, true);
};
const loadWide: Operation = ({ registers, state }, code, at) => {
  const to = registers.base + code[at + 1]!;
  registers.i32[to] = state.globals.getInt32(code[at]!, true);
  registers.i32[to + 1] = state.globals.getInt32(code[at]! + 4, true);
};
const storeWide: Operation = ({ registers, state }, code, at) => {
  const from = registers.base + code[at + 1]!;
  state.globals.setInt32(code[at]!, registers.i32[from]!, true);
  state.globals.setInt32(code[at]! + 4, registers.i32[from + 1]!, true);
};
const loadWordIndirect: Operation = ({ registers, state }, code, at) => {
  const offset = indirect(registers, code[at]!, 4, state.globals);
  registers.i32[registers.base + code[at + 1]!] = state.globals.getInt32(offset, true);
};
const storeWordIndirect: Operation = ({ registers, state }, code, at) => {
  const offset = indirect(registers, code[at]!, 4, state.globals);
  state.globals.setInt32(offset, registers.i32[registers.base + code[at + 1]!]!, true);
};
const loadWideIndirect: Operation = ({ registers, state }, code, at) => {
  const offset = indirect(registers, code[at]!, 8, state.globals);
  const to = registers.base + code[at + 1]!;
  registers.i32[to] = state.globals.getInt32(offset, true);
  registers.i32[to + 1] = state.globals.getInt32(offset + 4, true);
};
const storeWideIndirect: Operation = ({ registers, state }, code, at) => {
  const offset = indirect(registers, code[at]!, 8, state.globals);
  const from = registers.base + code[at + 1]!;
  state.globals.setInt32(offset, registers.i32[from]!, true);
  state.globals.setInt32(offset + 4, registers.i32[from + 1]!, true);
};

/** A ref may go where its own type is expected; null may go anywhere. */
export function checkRefType(ref: VmRef | null, type: ListElementType): VmRef | null {
  if (ref !== null && !(type.kind === 'ref' && type.type === ref.vmType)) {
    throw new StatusError('INVALID_ARGUMENT', 'source ref type mismatch');
  }
  return ref;
}

function refOrdinal(registers: Registers, operand: number, count: number): number {
  const ordinal = registers.i32[registers.base + operand]! >>> 0;
  if (ordinal >= count) {
    throw new StatusError(
      'OUT_OF_RANGE',
      `global ref ordinal out of range: ${ordinal} (table=${count})`,
    );
  }
  return ordinal;
}

// --- Lists -------------------------------------------------------------------------------------

function readList(registers: Registers, operand: number): VmList {
  const ref = takeRef(registers, operand);
  if (!(ref instanceof VmList)) throw new StatusError('INVALID_ARGUMENT', 'list is null');
  return ref;
}

function readIndex(registers: Registers, operand: number): number {
  return registers.i32[registers.base + operand]! >>> 0;
}

/** Reads and writes the register of one value type. */
const registerAccess: Readonly<
  Record<
    'i32' | 'i64' | 'f32' | 'f64',
    {
      readonly get: (registers: Registers, operand: number) => number | bigint;
      readonly set: (registers: Registers, operand: number, value: number | bigint) => void;
    }
  >
> = {
  i32: {
    get: (r, operand) => r.i32[r.base + operand]!,
    set: (r, operand, value) => {
      r.i32[r.base + operand] = Number(value);
    },
  },
  i64: {
    get: (r, operand) => r.i64[wide(r, operand)]!,
    set: (r, operand, value) => {
      r.i64[wide(r, operand)] = BigInt(value);
    },
  },
  f32: {
    get: (r, operand) => r.f32[r.base + operand]!,
    set: (r, operand, value) => {
      r.f32[r.base + operand] = Number(value);
    },
  },
  f64: {
    get: (r, operand) => r.f64[wide(r, operand)]!,
    set: (r, operand, value) => {
      r.f64[wide(r, operand)] = Number(value);
    },
  },
};

function listGet(type: ListValueType & keyof typeof registerAccess): Operation {
  const { set } = registerAccess[type];
  return ({ registers }, code, at) => {
    const list = readList(registers, code[at]!);
    set(registers, code[at + 2]!, list.getValue(readIndex(registers, code[at + 1]!), type));
  };
}

function listSet(type: ListValueType & keyof typeof registerAccess): Operation {
  const { get } = registerAccess[type];
  return ({ registers }, code, at) => {
    const list = readList(registers, code[at]!);
    list.setValue(readIndex(registers, code[at + 1]!), get(registers, code[at + 2]!), type);
  };
}

// --- Buffers -----------------------------------------------------------------------------------

function readBuffer(registers: Registers, operand: number, what: string): VmBuffer {
  const ref = takeRef(registers, operand);
  if (!(ref instanceof VmBuffer)) throw new StatusError('INVALID_ARGUMENT', `${what} is null`);
  return ref;
}

/** Loads an element; offsets count elements of the access's size. */
function bufferLoad(
  size: number,
  load: (registers: Registers, result: number, view: DataView, offset: number) => void,
): Operation {
  return ({ registers }, code, at) => {
    const buffer = readBuffer(registers, code[at]!, 'source_buffer');
    const offset = buffer.checkRead(readSize(registers, code[at + 1]!) * size, size, size);
    load(registers, registers.base + code[at + 2]!, buffer.view, offset);
  };
}

function bufferStore(
  size: number,
  store: (registers: Registers, value: number, view: DataView, offset: number) => void,
): Operation {
  return ({ registers }, code, at) => {
    const buffer = readBuffer(registers, code[at]!, 'target_buffer');
    const offset = buffer.checkWrite(readSize(registers, code[at + 1]!) * size, size, size);
    store(registers, registers.base + code[at + 2]!, buffer.view, offset);
  };
}

/** Fills elements; offset and length count elements. */
function bufferFill(size: 1 | 2 | 4 | 8): Operation {
  return ({ registers }, code, at) => {
    const buffer = readBuffer(registers, code[at]!, 'target_buffer');
    const length = readSize(registers, code[at + 2]!) * size;
    const offset = buffer.checkWrite(readSize(registers, code[at + 1]!) * size, length, size);
    const value = registers.base + code[at + 3]!;
    if (size === 1) {
      buffer.bytes.fill(registers.i32[value]! & 0xff, offset, offset + length);
      return;
    }
    const { view } = buffer;
    for (let to = offset; to < offset + length; to += size) {
      if (size === 2) {
        view.setInt16(to, registers.i32[value]!, true);
      } else {
        view.setInt32(to, registers.i32[value]!, true);
        if (size === 8) view.setInt32(to + 4, registers.i32[value + 1]!, true);
      }
    }
  };
}

const loadBufferWord = bufferLoad(4, (r, result, view, offset) => {
  r.i32[result] = view.getInt32(offset, true);
});
const loadBufferWide = bufferLoad(8, (r, result, view, offset) => {
  r.i32[result] = view.getInt32(offset, true);
  r.i32[result + 1] = view.getInt32(offset + 4, true);
});
const storeBufferWord = bufferStore(4, (r, value, view, offset) => {
  view.setInt32(offset, r.i32[value]!, true);
});
const storeBufferWide = bufferStore(8, (r, value, view, offset) => {
  view.setInt32(offset, r.i32[value]!, true);
  view.setInt32(offset + 4, r.i32[value + 1]!, true);
});

export const memoryOperations: OperationTable = {
  GlobalLoadI32: loadWord,
  GlobalStoreI32: storeWord,
  GlobalLoadIndirectI32: loadWordIndirect,
  GlobalStoreIndirectI32: storeWordIndirect,
  GlobalLoadF32: loadWord,
  GlobalStoreF32: storeWord,
  GlobalLoadIndirectF32: loadWordIndirect,
  GlobalStoreIndirectF32: storeWordIndirect,
  GlobalLoadI64: loadWide,
  GlobalStoreI64: storeWide,
  GlobalLoadIndirectI64: loadWideIndirect,
  GlobalStoreIndirectI64: storeWideIndirect,
  GlobalLoadF64: loadWide,
  GlobalStoreF64: storeWide,
  GlobalLoadIndirectF64: loadWideIndirect,
  GlobalStoreIndirectF64: storeWideIndirect,
  GlobalLoadRef: ({ registers, state }, code, at) => {
    const ref = checkRefType(state.globalRefs[code[at]!]!, state.types[code[at + 1]!]!);
    writeRef(registers, code[at + 2]!, ref);
  },
  GlobalStoreRef: ({ registers, state }, code, at) => {
    const ref = checkRefType(readRef(registers, code[at + 2]!), state.types[code[at + 1]!]!);
    state.globalRefs[code[at]!] = ref;
    takeRef(registers, code[at + 2]!);
  },
  GlobalLoadIndirectRef: ({ registers, state }, code, at) => {
    const ordinal = refOrdinal(registers, code[at]!, state.globalRefs.length);
    const ref = checkRefType(state.globalRefs[ordinal]!, state.types[code[at + 1]!]!);
    writeRef(registers, code[at + 2]!, ref);
  },
  GlobalStoreIndirectRef: ({ registers, state }, code, at) => {
    const ordinal = refOrdinal(registers, code[at]!, state.globalRefs.length);
    const ref = checkRefType(readRef(registers, code[at + 2]!), state.types[code[at + 1]!]!);
    state.globalRefs[ordinal] = ref;
    takeRef(registers, code[at + 2]!);
  },

  ConstRefZero: ({ registers }, code, at) => {
    writeRef(registers, code[at]!, null);
  },
  ConstRefRodata: ({ registers, state }, code, at) => {
    writeRef(registers, code[at + 1]!, state.rodata[code[at]!]!);
  },

  ListAlloc: ({ registers, state }, code, at) => {
    const list = new VmList(state.types[code[at]!]!);
    list.reserve(readIndex(registers, code[at + 1]!));
    writeRef(registers, code[at + 2]!, list);
  },
  ListReserve: ({ registers }, code, at) => {
    readList(registers, code[at]!).reserve(readIndex(registers, code[at + 1]!));
  },
  ListSize: ({ registers }, code, at) => {
    registers.i32[registers.base + code[at + 1]!] = readList(registers, code[at]!).size;
  },
  ListResize: ({ registers }, code, at) => {
    readList(registers, code[at]!).resize(readIndex(registers, code[at + 1]!));
  },
  ListGetI32: listGet('i32'),
  ListSetI32: listSet('i32'),
  ListGetI64: listGet('i64'),
  ListSetI64: listSet('i64'),
  ListGetF32: listGet('f32'),
  ListSetF32: listSet('f32'),
  ListGetF64: listGet('f64'),
  ListSetF64: listSet('f64'),
  ListGetRef: ({ registers, state }, code, at) => {
    const ref = readList(registers, code[at]!).getRef(readIndex(registers, code[at + 1]!));
    const type = state.types[code[at + 2]!]!;
    // A ref of another type reads as null: programs test variants this way.
    const matches = ref !== null && type.kind === 'ref' && type.type === ref.vmType;
    writeRef(registers, code[at + 3]!, matches ? ref : null);
  },
  ListSetRef: ({ registers }, code, at) => {
    const list = readList(registers, code[at]!);
    list.setRef(readIndex(registers, code[at + 1]!), takeRef(registers, code[at + 2]!));
  },

  BufferAlloc: ({ registers }, code, at) => {
    writeRef(registers, code[at + 2]!, VmBuffer.allocate(readSize(registers, code[at]!)));
  },
  BufferClone: ({ registers }, code, at) => {
    const source = readBuffer(registers, code[at]!, 'source_buffer');
    const offset = readSize(registers, code[at + 1]!);
    const length = readSize(registers, code[at + 2]!);
    writeRef(registers, code[at + 4]!, source.clone(offset, length));
  },
  BufferLength: ({ registers }, code, at) => {
    const { length } = readBuffer(registers, code[at]!, 'buffer');
    const result = registers.base + code[at + 1]!;
    registers.i32[result] = length;
    registers.i32[result + 1] = Math.floor(length / 0x100000000);
  },
  BufferCopy: ({ registers }, code, at) => {
    // Both are read before either is given up: they may be one register.
    const source = readRef(registers, code[at]!);
    const target = readBuffer(registers, code[at + 2]!, 'target_buffer');
    takeRef(registers, code[at]!);
    if (!(source instanceof VmBuffer)) {
      throw new StatusError('INVALID_ARGUMENT', 'source_buffer is null');
    }
    source.copyTo(
      readSize(registers, code[at + 1]!),
      target,
      readSize(registers, code[at + 3]!),
      readSize(registers, code[at + 4]!),
    );
  },
  BufferCompare: ({ registers }, code, at) => {
    const lhs = readRef(registers, code[at]!);
    const rhs = readBuffer(registers, code[at + 2]!, 'rhs_buffer');
    takeRef(registers, code[at]!);
    if (!(lhs instanceof VmBuffer)) {
      throw new StatusError('INVALID_ARGUMENT', 'lhs_buffer is null');
    }
    const equal = lhs.equalsRange(
      readSize(registers, code[at + 1]!),
      rhs,
      readSize(registers, code[at + 3]!),
      readSize(registers, code[at + 4]!),
    );
    registers.i32[registers.base + code[at + 5]!] = equal ? 1 : 0;
  },
  BufferFillI8: bufferFill(1),
  BufferFillI16: bufferFill(2),
  BufferFillI32: bufferFill(4),
  BufferFillI64: bufferFill(8),
  BufferFillF32: bufferFill(4),
  BufferFillF64: bufferFill(8),
  BufferLoadI8U: bufferLoad(1, (r, result, view, offset) => {
    r.i32[result] = view.getUint8(offset);
  }),
  BufferLoadI8S: bufferLoad(1, (r, result, view, offset) => {
    r.i32[result] = view.getInt8(offset);
  }),
  BufferLoadI16U: bufferLoad(2, (r, result, view, offset) => {
    r.i32[result] = view.getUint16(offset, true);
  }),
  BufferLoadI16S: bufferLoad(2, (r, result, view, offset) => {
    r.i32[result] = view.getInt16(offset, true);
  }),
  BufferLoadI32: loadBufferWord,
  BufferLoadF32: loadBufferWord,
  BufferLoadI64: loadBufferWide,
  BufferLoadF64: loadBufferWide,
  BufferStoreI8: bufferStore(1, (r, value, view, offset) => {
    view.setInt8(offset, r.i32[value]!);
  }),
  BufferStoreI16: bufferStore(2, (r, value, view, offset) => {
    view.setInt16(offset, r.i32[value]!, true);
  }),
  BufferStoreI32: storeBufferWord,
  BufferStoreF32: storeBufferWord,
  BufferStoreI64: storeBufferWide,
  BufferStoreF64: storeBufferWide,
};
