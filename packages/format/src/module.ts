/**
 * A VM module as plain data: what upstream's BytecodeModuleDef holds, with read-only data resolved
 * to bytes wherever it is stored.
 */

/** A reflection attribute of a module or function. */
export interface AttrDef {
  readonly key: string;
  readonly value: string;
}

/** A module this one imports from. */
export interface ModuleDependencyDef {
  readonly name: string;
  readonly minimumVersion: number;
  readonly optional: boolean;
}

/** Calling convention and reflection of a function. */
export interface FunctionSignatureDef {
  readonly cconv: string;
  readonly attrs: readonly AttrDef[];
}

/** A function the module calls in another one. */
export interface ImportFunctionDef {
  /** Qualified name: `hal.buffer_view.create`. */
  readonly fullName: string;
  readonly signature: FunctionSignatureDef;
  /** The module loads without it. */
  readonly optional: boolean;
}

/** A function others may call. */
export interface ExportFunctionDef {
  readonly localName: string;
  /** Ordinal of the function that implements it. */
  readonly ordinal: number;
}

/** Read-only data. */
export interface RodataSegmentDef {
  readonly bytes: Uint8Array;
  /** Where the data begins behind the FlatBuffer; absent where it is inside, and before writing. */
  readonly externalOffset?: number;
  /** Alignment in the file; 16 when absent. */
  readonly alignment?: number;
  /** Name of the file inside the archive, without extension. Absent after reading. */
  readonly name?: string;
  /** Stores the data as a file of the archive however small it is, with this type's extension. */
  readonly mimeType?: string;
}

/** A function's place in the bytecode and what it needs to run. */
export interface FunctionDescriptorDef {
  readonly bytecodeOffset: number;
  readonly bytecodeLength: number;
  /** Feature bits. */
  readonly requirements: number;
  readonly blockCount: number;
  readonly i32RegisterCount: number;
  readonly refRegisterCount: number;
}

/** A source location; children are indices into the location table. */
export type LocationDef =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'callsite'; readonly callee: number; readonly caller: number }
  | {
      readonly kind: 'file';
      readonly filename: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly kind: 'fused'; readonly metadata?: string; readonly locations: readonly number[] }
  | { readonly kind: 'name'; readonly name: string; readonly child?: number };

/** Where an operation of a function comes from. */
export interface BytecodeLocationDef {
  /** Offset of the operation in its function. */
  readonly bytecodeOffset: number;
  /** Index into the location table. */
  readonly location: number;
}

/** Names and locations of functions, one entry a function. */
export interface DebugDatabaseDef {
  readonly locations: readonly LocationDef[];
  readonly functions: readonly {
    readonly localName: string;
    readonly locations: readonly BytecodeLocationDef[];
  }[];
}

/** A whole module. */
export interface ModuleDef {
  readonly name: string;
  readonly version: number;
  /** Feature bits some function needs. */
  readonly requirements: number;
  readonly attrs: readonly AttrDef[];
  /** Full names: `i32`, `!vm.buffer`, `!vm.list<i32>`, `!hal.buffer_view`. */
  readonly types: readonly string[];
  readonly dependencies: readonly ModuleDependencyDef[];
  readonly importedFunctions: readonly ImportFunctionDef[];
  readonly exportedFunctions: readonly ExportFunctionDef[];
  /** One entry a function. */
  readonly functionSignatures: readonly FunctionSignatureDef[];
  readonly rodataSegments: readonly RodataSegmentDef[];
  /** Byte sizes of read-write segments (unused by today's compilers). */
  readonly rwdataSegments: readonly number[];
  readonly globalBytesCapacity: number;
  readonly globalRefCount: number;
  readonly functionDescriptors: readonly FunctionDescriptorDef[];
  readonly bytecodeVersion: { readonly major: number; readonly minor: number };
  readonly bytecodeData: Uint8Array;
  readonly debugDatabase?: DebugDatabaseDef;
}

/** A module without contents, to fill in with object spread. */
export function emptyModule(name: string): ModuleDef {
  return {
    name,
    version: 0,
    requirements: 0,
    attrs: [],
    types: [],
    dependencies: [],
    importedFunctions: [],
    exportedFunctions: [],
    functionSignatures: [],
    rodataSegments: [],
    rwdataSegments: [],
    globalBytesCapacity: 0,
    globalRefCount: 0,
    functionDescriptors: [],
    bytecodeVersion: { major: 15, minor: 0 },
    bytecodeData: new Uint8Array(0),
  };
}

/** Tags of the location union in the file. */
export const locationTags = { unknown: 0, callsite: 1, file: 2, fused: 3, name: 4 } as const;

/** Data from this size on is stored as a file of the archive. */
export const maxEmbeddedRodata = 4 * 1024;

/** Alignment of the parts of an archive. */
export const archiveAlignment = 64;

/** Alignment of read-only data that asks for none. */
export const defaultRodataAlignment = 16;

/** Extension of a read-only data file in the archive. */
export function rodataFileExtension(mimeType: string | undefined): string {
  switch (mimeType) {
    case 'application/x-flatbuffers':
      return '.fb';
    case 'application/x-elf':
      return '.so';
    case 'application/x-msdownload':
      return '.dll';
    case 'application/x-dylib':
      return '.dylib';
    case 'application/wasm':
      return '.wasm';
    case 'application/json':
      return '.json';
    case 'application/x-yaml':
      return '.yaml';
    case 'text/plain':
      return '.txt';
    default:
      return '.bin';
  }
}

/** `value` rounded up to a multiple of `alignment`. */
export function alignTo(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}
