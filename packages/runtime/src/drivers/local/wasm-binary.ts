/**
 * Reads as much of a WebAssembly binary as is needed to see that it does nothing before it is called, and
 * to turn an import of shared memory into one of plain memory.
 */
import { StatusError } from '../../vm/status.ts';

const importSectionId = 2;
const startSectionId = 8;
const dataSectionId = 11;
const passiveData = 1;
const memoryKind = 2;
const sharedFlag = 0x02;

/** Position of the limits' flags of an imported memory, undefined when none is imported. */
function findImportedMemoryFlags(binary: Uint8Array): number | undefined {
  const reader = new BinaryReader(binary, 8);
  while (reader.position < binary.length) {
    const id = reader.byte();
    const end = reader.u32() + reader.position;
    if (id !== importSectionId) {
      reader.position = end;
      continue;
    }
    for (let count = reader.u32(); count > 0; --count) {
      reader.skipName();
      reader.skipName();
      const kind = reader.byte();
      if (kind === memoryKind) return reader.position;
      reader.skipImportDescriptor(kind);
    }
    return undefined;
  }
  return undefined;
}

/**
 * Refuses a binary, one that the engine accepts, that would run or write to memory when a thread
 * instantiates it: with a start function, or data that go to a place in memory by themselves.
 */
export function checkInstantiation(binary: Uint8Array): void {
  const reader = new BinaryReader(binary, 8);
  while (reader.position < binary.length) {
    const id = reader.byte();
    const end = reader.u32() + reader.position;
    if (id === startSectionId) throw refused('a start function');
    if (id === dataSectionId)
      for (let count = reader.u32(); count > 0; --count) {
        // The bytes behind the place of one that is not passive need not be understood.
        if (reader.u32() !== passiveData) throw refused('data that are put into memory');
        const length = reader.u32();
        reader.position += length;
      }
    reader.position = end;
  }
}

const refused = (what: string): StatusError =>
  new StatusError(
    'INVALID_ARGUMENT',
    `executable has ${what}, which would run before any dispatch`,
  );

/** The binary with its memory import no longer shared, for places that cannot share memory. */
export function withUnsharedMemory(binary: Uint8Array): Uint8Array {
  const position = findImportedMemoryFlags(binary);
  if (position === undefined) return binary;
  const copy = binary.slice();
  copy[position] = copy[position]! & ~sharedFlag;
  return copy;
}

class BinaryReader {
  position: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  byte(): number {
    const value = this.#bytes[this.position++];
    if (value === undefined) throw malformed();
    return value;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw malformed();
  }

  skipName(): void {
    const length = this.u32();
    this.position += length;
  }

  skipImportDescriptor(kind: number): void {
    switch (kind) {
      case 0: // function: a type index
        this.u32();
        return;
      case 1: // table: an element type and limits
        this.byte();
        if ((this.byte() & 1) !== 0) this.u32();
        this.u32();
        return;
      case 3: // global: a type and mutability
        this.byte();
        this.byte();
        return;
      default:
        throw malformed();
    }
  }
}

function malformed(): StatusError {
  return new StatusError('INVALID_ARGUMENT', 'executable holds a malformed WebAssembly binary');
}
