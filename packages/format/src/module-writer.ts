/**
 * Serializes a module: FlatBuffer with size prefix, then read-only data that is stored as files; by
 * default the whole is also a zip archive. Equal modules give equal bytes.
 */
import type { Offset } from 'flatbuffers';
import { FlatBufferWriter } from './flatbuffer.ts';
import { FormatError } from './format-error.ts';
import {
  alignTo,
  archiveAlignment,
  type DebugDatabaseDef,
  defaultRodataAlignment,
  type FunctionSignatureDef,
  type LocationDef,
  locationTags,
  type ModuleDef,
  maxEmbeddedRodata,
  type RodataSegmentDef,
  rodataFileExtension,
} from './module.ts';
import {
  type ArchivedFile,
  centralDirectory,
  crc32,
  localFileHeader,
  minimumHeaderLength,
} from './zip-archive.ts';

/** How to write a module. */
export interface WriteModuleOptions {
  /** Makes the file a zip archive too, as upstream's compiler does by default. */
  readonly polyglotZip?: boolean;
}

/** Name of the FlatBuffer inside the archive. */
const moduleFileName = 'module.fb';

interface ExternalFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where the header (zip) or the padding before the file starts, from the end of the module. */
  readonly start: number;
  /** Where the file's bytes start, from the end of the module. */
  readonly offset: number;
}

/** Writes a module file. */
export function writeModule(module: ModuleDef, options: WriteModuleOptions = {}): Uint8Array {
  const zip = options.polyglotZip ?? true;
  const external = placeExternalFiles(module.rodataSegments, zip);
  const flatbuffer = writeFlatBuffer(module, external);
  return zip ? writeZip(flatbuffer, external) : writeFlat(flatbuffer, external);
}

function isExternal(segment: RodataSegmentDef): boolean {
  return segment.mimeType !== undefined || segment.bytes.length >= maxEmbeddedRodata;
}

/** Decides where each external segment will lie; the FlatBuffer must know before it is written. */
function placeExternalFiles(
  segments: readonly RodataSegmentDef[],
  zip: boolean,
): Map<number, ExternalFile> {
  const files = new Map<number, ExternalFile>();
  let tail = 0;
  segments.forEach((segment, index) => {
    if (!isExternal(segment)) return;
    const alignment = segment.alignment ?? defaultRodataAlignment;
    if (!Number.isInteger(alignment) || alignment < 1 || (alignment & (alignment - 1)) !== 0) {
      throw new FormatError(`rodata[${index}] alignment ${alignment} is not a power of two`);
    }
    const name = `${segment.name ?? `rodata_${index}`}${rodataFileExtension(segment.mimeType)}`;
    const offset = alignTo(tail + (zip ? minimumHeaderLength(name) : 0), alignment);
    files.set(index, { name, bytes: segment.bytes, start: tail, offset });
    tail = offset + segment.bytes.length;
  });
  return files;
}

/** One buffer of known size, filled front to back. */
class Output {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  append(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }
}

function externalSize(external: ReadonlyMap<number, ExternalFile>): number {
  let size = 0;
  for (const file of external.values()) size = file.offset + file.bytes.length;
  return size;
}

function writeFlat(
  flatbuffer: Uint8Array,
  external: ReadonlyMap<number, ExternalFile>,
): Uint8Array {
  const base = alignTo(flatbuffer.length, archiveAlignment);
  const output = new Output(base + externalSize(external));
  output.append(flatbuffer);
  for (const file of external.values()) {
    output.position = base + file.offset;
    output.append(file.bytes);
  }
  return output.bytes;
}

function writeZip(flatbuffer: Uint8Array, external: ReadonlyMap<number, ExternalFile>): Uint8Array {
  const moduleStart = alignTo(minimumHeaderLength(moduleFileName), archiveAlignment);
  // The module's file is padded, so that what follows starts aligned.
  const paddedLength = alignTo(flatbuffer.length, archiveAlignment);
  const moduleBytes = new Uint8Array(paddedLength);
  moduleBytes.set(flatbuffer);
  const base = moduleStart + paddedLength;
  const files: ArchivedFile[] = [
    { name: moduleFileName, headerOffset: 0, bytes: moduleBytes, crc32: crc32(moduleBytes) },
  ];
  for (const file of external.values()) {
    files.push({
      name: file.name,
      headerOffset: base + file.start,
      bytes: file.bytes,
      crc32: crc32(file.bytes),
    });
  }
  const directoryStart = base + externalSize(external);
  const directory = centralDirectory(files, directoryStart);
  const output = new Output(directoryStart + directory.length);
  output.append(localFileHeader(files[0]!, moduleStart));
  output.append(moduleBytes);
  let next = 1;
  for (const file of external.values()) {
    output.append(localFileHeader(files[next++]!, file.offset - file.start));
    output.append(file.bytes);
  }
  output.append(directory);
  return output.bytes;
}

function writeFlatBuffer(
  module: ModuleDef,
  external: ReadonlyMap<number, ExternalFile>,
): Uint8Array {
  const writer = new FlatBufferWriter();
  const attrs = (list: FunctionSignatureDef['attrs']): Offset | undefined =>
    writer.offsets(
      list.map((attr) =>
        writer.table([
          [0, 'offset', writer.string(attr.key)],
          [1, 'offset', writer.string(attr.value)],
        ]),
      ),
    );
  const signature = (def: FunctionSignatureDef): Offset =>
    writer.table([
      [0, 'offset', writer.string(def.cconv)],
      [1, 'offset', attrs(def.attrs)],
    ]);

  // The buffer grows from its end to its front: what is written first lies last.
  const bytecode = writer.bytes(module.bytecodeData, 16);
  const descriptors = writeDescriptors(writer, module);
  const rodata: Offset[] = [];
  for (let index = module.rodataSegments.length - 1; index >= 0; --index) {
    const segment = module.rodataSegments[index]!;
    const file = external.get(index);
    // Slots 0 and 1 are the compression union, which nothing writes.
    if (file) {
      rodata.unshift(
        writer.table([
          [3, 'u64', BigInt(file.offset)],
          [4, 'u64', BigInt(file.bytes.length)],
        ]),
      );
    } else {
      const data = writer.bytes(segment.bytes, segment.alignment ?? defaultRodataAlignment);
      rodata.unshift(writer.table([[2, 'offset', data]]));
    }
  }
  const signatures = module.functionSignatures.map(signature);
  const exports = module.exportedFunctions.map((def) =>
    writer.table([
      [0, 'offset', writer.string(def.localName)],
      [1, 'i32', def.ordinal],
    ]),
  );
  const imports = module.importedFunctions.map((def) =>
    writer.table([
      [0, 'offset', writer.string(def.fullName)],
      [1, 'offset', signature(def.signature)],
      [2, 'u32', def.optional ? 2 : 1, 1],
    ]),
  );
  const dependencies = module.dependencies.map((def) =>
    writer.table([
      [0, 'offset', writer.string(def.name)],
      [1, 'u32', def.minimumVersion],
      [2, 'u32', def.optional ? 2 : 1, 1],
    ]),
  );
  const types = module.types.map((name) => writer.table([[0, 'offset', writer.string(name)]]));
  const rwdata = module.rwdataSegments.map((size) => writer.table([[0, 'i32', size]]));

  const rodataVector = writer.offsets(rodata);
  const rwdataVector = writer.offsets(rwdata);
  const signatureVector = writer.offsets(signatures);
  const exportVector = writer.offsets(exports);
  const importVector = writer.offsets(imports);
  const dependencyVector = writer.offsets(dependencies);
  const typeVector = writer.offsets(types);
  const state =
    module.globalBytesCapacity || module.globalRefCount
      ? writer.table([
          [0, 'i32', module.globalBytesCapacity],
          [1, 'i32', module.globalRefCount],
        ])
      : undefined;
  const debug = module.debugDatabase && writeDebugDatabase(writer, module.debugDatabase);
  const moduleAttrs = attrs(module.attrs);
  const name = writer.string(module.name);
  const { major, minor } = module.bytecodeVersion;
  const root = writer.table([
    [0, 'offset', name],
    [1, 'u32', module.version],
    [2, 'u32', module.requirements],
    [3, 'offset', moduleAttrs],
    [4, 'offset', typeVector],
    [5, 'offset', dependencyVector],
    [6, 'offset', importVector],
    [7, 'offset', exportVector],
    [8, 'offset', signatureVector],
    [9, 'offset', rodataVector],
    [10, 'offset', rwdataVector],
    [11, 'offset', state],
    [12, 'offset', descriptors],
    [13, 'u32', ((major << 16) | minor) >>> 0],
    [14, 'offset', bytecode],
    [15, 'offset', debug],
  ]);
  return writer.finish(root, 'IREE', true);
}

function writeDescriptors(writer: FlatBufferWriter, module: ModuleDef): Offset | undefined {
  if (module.functionDescriptors.length === 0) return undefined;
  const { builder } = writer;
  builder.startVector(20, module.functionDescriptors.length, 4);
  for (const def of [...module.functionDescriptors].reverse()) {
    builder.prep(4, 20);
    builder.writeInt16(def.refRegisterCount);
    builder.writeInt16(def.i32RegisterCount);
    builder.writeInt16(def.blockCount);
    builder.writeInt16(0);
    builder.writeInt32(def.requirements);
    builder.writeInt32(def.bytecodeLength);
    builder.writeInt32(def.bytecodeOffset);
  }
  return builder.endVector();
}

function writeDebugDatabase(writer: FlatBufferWriter, debug: DebugDatabaseDef): Offset {
  const { builder } = writer;
  const strings = new Map<string, Offset>();
  const shared = (text: string | undefined): Offset | undefined => {
    if (text === undefined) return undefined;
    let offset = strings.get(text);
    if (offset === undefined) {
      offset = builder.createString(text) as Offset;
      strings.set(text, offset);
    }
    return offset;
  };
  const location = (def: LocationDef): Offset => {
    switch (def.kind) {
      case 'unknown':
        return 0;
      case 'callsite':
        return writer.table([
          [0, 'i32', def.callee],
          [1, 'i32', def.caller],
        ]);
      case 'file': {
        const filename = shared(def.filename);
        return writer.table([
          [0, 'offset', filename],
          [1, 'i32', def.line],
          [2, 'i32', def.column],
        ]);
      }
      case 'fused': {
        const metadata = shared(def.metadata);
        const children = writer.ints(def.locations);
        return writer.table([
          [0, 'offset', metadata],
          [1, 'offset', children],
        ]);
      }
      case 'name': {
        const name = shared(def.name);
        // Presence of the child is part of the meaning, so zero must not be left out.
        return writer.table([
          [0, 'offset', name],
          [1, 'i32', def.child ?? 0, def.child === undefined ? 0 : -1],
        ]);
      }
    }
  };
  const entries = debug.locations.map(location);
  const functions = debug.functions.map((def) => {
    const localName = shared(def.localName);
    builder.startVector(8, def.locations.length, 4);
    for (const entry of [...def.locations].reverse()) {
      builder.prep(4, 8);
      builder.writeInt32(entry.location);
      builder.writeInt32(entry.bytecodeOffset);
    }
    const locations = builder.endVector();
    return writer.table([
      [0, 'offset', localName],
      [1, 'offset', locations],
    ]);
  });
  const functionVector = writer.offsets(functions);
  const tags = writer.bytes(
    Uint8Array.from(debug.locations, (def) => locationTags[def.kind]),
    4,
  );
  builder.startVector(4, entries.length, 4);
  for (const entry of [...entries].reverse()) {
    // NONE has no table: its offset is null.
    if (entry === 0) builder.addInt32(0);
    else builder.addOffset(entry);
  }
  const table = builder.endVector();
  return writer.table([
    [0, 'offset', tags],
    [1, 'offset', table],
    [2, 'offset', functionVector],
  ]);
}
