/**
 * A `vm.module` as a module file: pseudo operations lowered, ordinals given, functions encoded, and
 * all of it written with the data it uses. Equal modules give equal bytes.
 */

import {
  bytecodeVersion,
  type CconvArgument,
  type CconvType,
  FeatureBits,
  type FunctionSignatureDef,
  formatCallingConvention,
  type ImportFunctionDef,
  type ModuleDef,
  type ModuleDependencyDef,
  type RodataSegmentDef,
  writeModule,
} from '@iree-workbench/format';
import {
  canonicalize,
  eliminateCommonSubexpressions,
  eraseUnreachableBlocks,
  inlineCalls,
  isRefType,
  type Operation,
  ordinalCountsOf,
  type Type,
} from '@iree-workbench/ir';
import type { PassReport } from '../../report.ts';
import { functionType } from '../../util/functions.ts';
import { dropEmptyModuleInitializers, initializeGlobals } from '../global-initialization.ts';
import { CannotEncode, type EncodedVMFunction, encodeFunction } from './encode-function.ts';
import { lowerPseudoAndDebugOps, lowerRest } from './lower-for-bytecode.ts';
import { allocateOrdinals } from './ordinals.ts';
import { RegisterOverflow } from './registers.ts';
import { attributeByteLength, attributeBytes, MAX_RODATA_BYTES } from './rodata-bytes.ts';
import { LocationTable, TypeTable } from './tables.ts';

export interface SerializeOptions {
  /** Lets functions use f64; upstream's `iree-vm-target-extension-f64`. */
  readonly f64Extension?: boolean;
  /** Leaves source locations out; upstream's `iree-vm-bytecode-module-strip-source-map`. */
  readonly stripSourceMap?: boolean;
  /** Leaves `vm.trace`, `vm.print` and breakpoints out; `iree-vm-bytecode-module-strip-debug-ops`. */
  readonly stripDebugOps?: boolean;
  /** Makes the file a zip archive too; true if absent. */
  readonly polyglotZip?: boolean;
}

/**
 * The bytes of a module; null if something in it cannot be written, which is reported.
 * @param module a `vm.module`, or a `builtin.module` that holds one; it is left as it is.
 */
export function serializeModule(
  module: Operation,
  options: SerializeOptions,
  report: PassReport,
): Uint8Array | null {
  const source = module.is('vm.module')
    ? module
    : module.region().front.ops.find((op) => op.is('vm.module'));
  if (!source) {
    report.error(module, 'holds no vm.module', 'run the vm phase first');
    return null;
  }
  const copy = source.clone();
  try {
    const errors: [Operation, string, string?][] = [];
    const collect: PassReport = { error: (...args) => errors.push(args) };
    prepare(copy, options, collect);
    const def = errors.length === 0 ? moduleDef(copy, options, collect) : null;
    for (const [op, reason, help] of errors) report.error(op, reason, help);
    if (!def || errors.length > 0) return null;
    return writeModule(def, { polyglotZip: options.polyglotZip ?? true });
  } catch (error) {
    if (!(error instanceof CannotEncode) && !(error instanceof RegisterOverflow)) throw error;
    report.error(error.op, error.message);
    return null;
  } finally {
    copy.dropAllReferences();
  }
}

/** Brings the module into the form that has a bytecode; upstream's steps. */
function prepare(module: Operation, options: SerializeOptions, report: PassReport): void {
  lowerPseudoAndDebugOps(module, options.stripDebugOps ?? false);
  initializeGlobals(module, report);
  dropEmptyModuleInitializers(module);
  inlineCalls(module);
  eliminateCommonSubexpressions(module);
  canonicalize(module);
  lowerRest(module);
  eraseUnreachableBlocks(module.regions);
  allocateOrdinals(module);
}

const named = (module: Operation, name: string): Operation[] =>
  module.region().front.ops.filter((op) => op.is(name));

function moduleDef(
  module: Operation,
  options: SerializeOptions,
  report: PassReport,
): ModuleDef | null {
  const functions = named(module, 'vm.func');
  const imports = named(module, 'vm.import');
  const counts = ordinalCountsOf(module.attr('ordinal_counts'));
  const symbols = new Map<string, Operation>();
  for (const op of module.region().front.ops)
    if (op.symbolName !== undefined) symbols.set(op.symbolName, op);
  const types = new TypeTable(functions);
  const locations = new LocationTable();
  const encoded = functions.map((func) => encodeFunction(func, { types, locations, symbols }));
  const requirements = encoded.reduce((bits, func) => bits | func.requirements, 0);
  const allowed = FeatureBits.EXT_F32 | (options.f64Extension ? FeatureBits.EXT_F64 : 0);
  if ((requirements & allowed) !== requirements) {
    report.error(
      module,
      `uses features not allowed by flags (requires ${requirements}, allowed ${allowed})`,
    );
    return null;
  }
  const { bytecode, descriptors } = layOut(encoded);
  return {
    name: module.symbolName || 'module',
    version: Number(module.intAttr('version') ?? 0n),
    requirements,
    attrs: [],
    types: types.names,
    dependencies: dependenciesOf(imports),
    importedFunctions: imports.map(importDef),
    exportedFunctions: named(module, 'vm.export').map((op) => {
      const reference = op.attr('function_ref');
      const target = reference?.kind === 'symbol_ref' ? symbols.get(reference.root) : undefined;
      return {
        localName: op.stringAttr('export_name') ?? '',
        ordinal: Number(target?.intAttr('ordinal') ?? 0n),
      };
    }),
    functionSignatures: functions.map(functionSignature),
    rodataSegments: named(module, 'vm.rodata').map((op) => rodataSegment(op)),
    rwdataSegments: [],
    globalBytesCapacity: counts?.global_bytes ?? 0,
    globalRefCount: counts?.global_refs ?? 0,
    functionDescriptors: descriptors,
    bytecodeVersion,
    bytecodeData: bytecode,
    ...(options.stripSourceMap
      ? {}
      : {
          debugDatabase: {
            locations: locations.entries,
            functions: functions.map((func, i) => ({
              localName: func.symbolName ?? '',
              locations: encoded[i]?.locations ?? [],
            })),
          },
        }),
  };
}

/** Functions one after the other. */
function layOut(functions: readonly EncodedVMFunction[]): {
  bytecode: Uint8Array;
  descriptors: ModuleDef['functionDescriptors'];
} {
  const size = functions.reduce((sum, func) => sum + func.bytes.length, 0);
  const bytecode = new Uint8Array(size);
  let offset = 0;
  const descriptors = functions.map((func) => {
    const bytecodeOffset = offset;
    bytecode.set(func.bytes, offset);
    offset += func.bytes.length;
    return {
      bytecodeOffset,
      bytecodeLength: func.length,
      requirements: func.requirements,
      blockCount: func.blockCount,
      i32RegisterCount: func.i32Registers,
      refRegisterCount: func.refRegisters,
    };
  });
  return { bytecode, descriptors };
}

// ----- Signatures -----

/** Letters of a type; a tuple has one for each element. */
function cconvTypes(type: Type, op: Operation): CconvType[] {
  if (isRefType(type)) return ['r'];
  switch (type.kind) {
    case 'integer':
      return [type.width === 64 ? 'I' : 'i'];
    case 'float':
      return [type.width === 64 ? 'F' : 'f'];
    case 'tuple':
      return type.types.flatMap((element) => cconvTypes(element, op));
    default:
      throw new CannotEncode(op, 'has a type that no calling convention passes');
  }
}

function callingConvention(op: Operation): string {
  const type = functionType(op);
  const argumentAttrs = op.attr('arg_attrs');
  const args = type.inputs.flatMap((input, i): CconvArgument[] => {
    const own = argumentAttrs?.kind === 'array' ? argumentAttrs.elements[i] : undefined;
    const types = cconvTypes(input, op);
    return own?.kind === 'dictionary' && own.has('vm.variadic')
      ? [{ kind: 'span', types }]
      : types.map((letter) => ({ kind: 'value', type: letter }));
  });
  const results = type.results.flatMap((result) => cconvTypes(result, op));
  return formatCallingConvention({ arguments: args, results });
}

function functionSignature(op: Operation): FunctionSignatureDef {
  const reflection = op.attr('iree.reflection');
  const entries = reflection?.kind === 'dictionary' ? reflection.entries : [];
  return {
    cconv: callingConvention(op),
    attrs: entries.flatMap(([key, value]) =>
      value.kind === 'string' && key !== '' ? [{ key, value: value.value }] : [],
    ),
  };
}

const importDef = (op: Operation): ImportFunctionDef => ({
  fullName: op.symbolName ?? '',
  signature: { cconv: callingConvention(op), attrs: [] },
  optional: op.attr('is_optional') !== undefined,
});

/** The modules that imports are of; one is required if any of its functions is. */
function dependenciesOf(imports: readonly Operation[]): ModuleDependencyDef[] {
  const byName = new Map<string, ModuleDependencyDef>();
  for (const op of imports) {
    const [name = ''] = (op.symbolName ?? '').split('.');
    const known = byName.get(name) ?? { name, minimumVersion: 0, optional: true };
    byName.set(
      name,
      op.attr('is_optional')
        ? known
        : {
            name,
            minimumVersion: Math.max(
              known.minimumVersion,
              Number(op.intAttr('minimum_version') ?? 0n),
            ),
            optional: false,
          },
    );
  }
  // Upstream writes them from the last name to the first.
  return [...byName.values()].sort((a, b) => (a.name < b.name ? 1 : -1));
}

function rodataSegment(op: Operation): RodataSegmentDef {
  const value = op.attr('value');
  const length = value ? attributeByteLength(value) : 0;
  if (length > MAX_RODATA_BYTES)
    throw new CannotEncode(
      op,
      `holds a value larger than the ${MAX_RODATA_BYTES} bytes that a module file can hold`,
    );
  const bytes = value && attributeBytes(value);
  if (!bytes) throw new CannotEncode(op, 'holds a value that cannot be written as bytes');
  const [alignment, mimeType] = [op.intAttr('alignment'), op.stringAttr('mime_type')];
  return {
    bytes,
    name: op.symbolName ?? '',
    ...(alignment === undefined ? {} : { alignment: Number(alignment) }),
    ...(mimeType === undefined ? {} : { mimeType }),
  };
}
