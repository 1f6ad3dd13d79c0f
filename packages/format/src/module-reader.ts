/**
 * Reads a module file, from this compiler or upstream's, trusting none of its bytes. Checks what can
 * be checked without decoding instructions; the loader verifies those.
 */
import { TableReader } from './flatbuffer.ts';
import { FormatError } from './format-error.ts';
import {
  type AttrDef,
  alignTo,
  archiveAlignment,
  type DebugDatabaseDef,
  type FunctionDescriptorDef,
  type FunctionSignatureDef,
  type LocationDef,
  locationTags,
  type ModuleDef,
  type RodataSegmentDef,
} from './module.ts';
import { Register } from './opcodes.ts';
import { checkArchive, isArchive } from './zip-directory.ts';

/** Most bytes of globals a module may ask for. */
const maxGlobalBytes = 1 << 24;
/** Most ref globals a module may ask for. */
const maxGlobalRefs = 1 << 20;

/** Reads a module; FormatError says what is wrong with one that is malformed. */
export function readModule(bytes: Uint8Array): ModuleDef {
  if (isArchive(bytes)) checkArchive(bytes);
  const { flatbuffer, rodataOffset } = locateFlatBuffer(bytes);
  const root = TableReader.root(flatbuffer, 'IREE', 'BytecodeModuleDef');
  const name = root.string(0);
  if (!name) throw new FormatError('module missing name field');

  const types = root.tables(4, 'types').map((type, index) => {
    const fullName = type.string(0);
    if (!fullName) throw new FormatError(`types[${index}] missing name`);
    return fullName;
  });
  const dependencies = root.tables(5, 'dependencies').map((def, index) => {
    const dependency = def.string(0);
    if (!dependency) throw new FormatError(`dependencies[${index}] has no module name`);
    return { name: dependency, minimumVersion: def.u32(1), optional: (def.u32(2, 1) & 2) !== 0 };
  });
  const importedFunctions = root.tables(6, 'imported_functions').map((def, index) => {
    const fullName = def.string(0);
    if (!fullName) throw new FormatError(`imports[${index}] missing full_name`);
    const signature = def.table(1, 'signature');
    return {
      fullName,
      signature: signature ? readSignature(signature) : { cconv: '', attrs: [] },
      optional: (def.u32(2, 1) & 2) !== 0,
    };
  });
  const functionSignatures = root.tables(8, 'function_signatures').map(readSignature);
  const functionDescriptors = root.structs(12, 20, readDescriptor);
  if (functionSignatures.length !== functionDescriptors.length) {
    throw new FormatError(
      'function signature and descriptor table length mismatch ' +
        `(${functionSignatures.length} vs ${functionDescriptors.length})`,
    );
  }
  const exportedFunctions = root.tables(7, 'exported_functions').map((def, index) => {
    const localName = def.string(0);
    if (!localName) throw new FormatError(`exports[${index}] missing local_name`);
    const ordinal = def.i32(1);
    if (ordinal < 0 || ordinal >= functionDescriptors.length) {
      throw new FormatError(
        `exports[${index}] internal_ordinal out of bounds ` +
          `(0 < ${ordinal} < ${functionDescriptors.length})`,
      );
    }
    return { localName, ordinal };
  });

  const bytecodeData = root.bytes(14) ?? new Uint8Array(0);
  functionDescriptors.forEach((def, index) => {
    checkDescriptor(def, index, bytecodeData.length);
  });

  const state = root.table(11, 'module_state');
  const globalBytesCapacity = state?.i32(0) ?? 0;
  const globalRefCount = state?.i32(1) ?? 0;
  if (globalBytesCapacity < 0 || globalBytesCapacity > maxGlobalBytes) {
    throw new FormatError(`global_bytes_capacity ${globalBytesCapacity} out of range`);
  }
  if (globalRefCount < 0 || globalRefCount > maxGlobalRefs) {
    throw new FormatError(`global_ref_count ${globalRefCount} out of range`);
  }

  const version = root.u32(13);
  const debug = root.table(15, 'debug_database');
  return {
    name,
    version: root.u32(1),
    requirements: root.u32(2),
    attrs: readAttrs(root, 3),
    types,
    dependencies,
    importedFunctions,
    exportedFunctions,
    functionSignatures,
    rodataSegments: root
      .tables(9, 'rodata_segments')
      .map((def, index) => readRodata(def, index, bytes, rodataOffset)),
    rwdataSegments: root.tables(10, 'rwdata_segments').map((def) => def.i32(0)),
    globalBytesCapacity,
    globalRefCount,
    functionDescriptors,
    bytecodeVersion: { major: version >>> 16, minor: version & 0xffff },
    bytecodeData,
    ...(debug && { debugDatabase: readDebugDatabase(debug) }),
  };
}

/** The FlatBuffer of a module file, which may be an archive. */
export const moduleFlatBuffer = (bytes: Uint8Array): Uint8Array =>
  locateFlatBuffer(bytes).flatbuffer;

/** Skips the zip header of an archive and takes the size prefix off. */
function locateFlatBuffer(bytes: Uint8Array): { flatbuffer: Uint8Array; rodataOffset: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  if (isArchive(bytes)) {
    start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (start > bytes.length) {
      throw new FormatError(
        'archive self-reports as a zip but does not have enough data to contain a module',
      );
    }
  }
  const remaining = bytes.length - start;
  if (remaining < 16) {
    throw new FormatError(
      `FlatBuffer data is not present or less than 16 bytes (${remaining} total)`,
    );
  }
  const size = view.getUint32(start, true);
  if (size > remaining - 4) {
    throw new FormatError(
      `FlatBuffer length prefix out of bounds (prefix is ${size} but only ${remaining - 4} available)`,
    );
  }
  const from = start + 4;
  return {
    flatbuffer: bytes.subarray(from, from + size),
    rodataOffset: alignTo(from + size, archiveAlignment),
  };
}

function readAttrs(table: TableReader, slot: number): AttrDef[] {
  return table.tables(slot, 'attrs').map((attr) => {
    const key = attr.string(0);
    if (!key) throw attr.fail('reflection attribute missing fields');
    return { key, value: attr.string(1) ?? '' };
  });
}

function readSignature(table: TableReader): FunctionSignatureDef {
  return { cconv: table.string(0) ?? '', attrs: readAttrs(table, 1) };
}

function readDescriptor(view: DataView): FunctionDescriptorDef {
  return {
    bytecodeOffset: view.getInt32(0, true),
    bytecodeLength: view.getInt32(4, true),
    requirements: view.getUint32(8, true),
    // Bytes 12 and 13 are reserved.
    blockCount: view.getInt16(14, true),
    i32RegisterCount: view.getInt16(16, true),
    refRegisterCount: view.getInt16(18, true),
  };
}

function checkDescriptor(def: FunctionDescriptorDef, index: number, available: number): void {
  if (def.blockCount <= 0) {
    throw new FormatError(
      `functions[${index}] descriptor block count is ${def.blockCount}; ` +
        'functions must have at least 1 block',
    );
  }
  if (def.bytecodeLength === 0) {
    throw new FormatError(
      `functions[${index}] descriptor bytecode reports 0 length; ` +
        'functions must have at least one block',
    );
  }
  if (
    def.bytecodeOffset < 0 ||
    def.bytecodeLength < 0 ||
    def.bytecodeOffset + def.bytecodeLength > available
  ) {
    throw new FormatError(
      `functions[${index}] descriptor bytecode span out of range ` +
        `(0 < ${def.bytecodeOffset} < ${available})`,
    );
  }
  if (
    def.i32RegisterCount < 0 ||
    def.i32RegisterCount > Register.maxI32 ||
    def.refRegisterCount < 0 ||
    def.refRegisterCount > Register.maxRef
  ) {
    throw new FormatError(`functions[${index}] descriptor register count out of range`);
  }
}

function readRodata(
  def: TableReader,
  index: number,
  archive: Uint8Array,
  rodataOffset: number,
): RodataSegmentDef {
  // Slots 0 and 1 are the compression union.
  if (def.u8(0) !== 0)
    throw new FormatError(`rodata[${index}] is compressed, which is unsupported`);
  const embedded = def.bytes(2);
  if (embedded) return { bytes: embedded };
  const externalOffset = def.u64(3);
  const start = rodataOffset + externalOffset;
  const end = start + def.u64(4);
  if (end > archive.length) {
    throw new FormatError(`rodata[${index}] external reference out of range`);
  }
  return { bytes: archive.subarray(start, end), externalOffset };
}

function readDebugDatabase(table: TableReader): DebugDatabaseDef {
  const unions = table.unions(0, 'location_table');
  const inTable = (index: number): number => {
    if (index < 0 || index >= unions.length) {
      throw table.fail(`location ${index} out of range (${unions.length})`);
    }
    return index;
  };
  const locations = unions.map<LocationDef>(({ tag, table: def }) => {
    if (!def) return { kind: 'unknown' };
    switch (tag) {
      case locationTags.callsite:
        return { kind: 'callsite', callee: inTable(def.i32(0)), caller: inTable(def.i32(1)) };
      case locationTags.file:
        return {
          kind: 'file',
          filename: def.string(0) ?? '',
          line: def.i32(1),
          column: def.i32(2),
        };
      case locationTags.fused: {
        const metadata = def.string(0);
        return {
          kind: 'fused',
          ...(metadata !== undefined && { metadata }),
          locations: def.ints(1).map(inTable),
        };
      }
      case locationTags.name: {
        const name = def.string(0) ?? '';
        return def.has(1)
          ? { kind: 'name', name, child: inTable(def.i32(1)) }
          : { kind: 'name', name };
      }
      default:
        throw def.fail(`unknown location kind ${tag}`);
    }
  });
  const functions = table.tables(2, 'functions').map((def) => ({
    localName: def.string(0) ?? '',
    locations: def.structs(1, 8, (view) => ({
      bytecodeOffset: view.getInt32(0, true),
      location: inTable(view.getInt32(4, true)),
    })),
  }));
  return { locations, functions };
}
