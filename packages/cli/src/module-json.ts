/**
 * A module's FlatBuffer as JSON, with the names of upstream's schema. What has its default is left out.
 */
import {
  type AttrDef,
  FeatureBits,
  type FunctionSignatureDef,
  type LocationDef,
  type ModuleDef,
} from '@iree-workbench/format';

/** Formats a module, in one line or indented. */
export function formatModuleJson(module: ModuleDef, isPretty: boolean): string {
  const { dependencies, debugDatabase, bytecodeVersion } = module;
  const state = {
    ...field('global_bytes_capacity', module.globalBytesCapacity),
    ...field('global_ref_count', module.globalRefCount),
  };
  const value = {
    name: module.name,
    ...field('version', module.version),
    ...field('requirements', featureNames(module.requirements)),
    ...vector('attrs', module.attrs.map(attrJson)),
    ...vector(
      'types',
      module.types.map((type) => ({ full_name: type })),
    ),
    ...vector(
      'dependencies',
      dependencies.map(({ name, minimumVersion, optional }) => ({
        name,
        ...field('minimum_version', minimumVersion),
        ...flags(optional),
      })),
    ),
    ...vector(
      'imported_functions',
      module.importedFunctions.map(({ fullName, optional, signature }) => ({
        full_name: fullName,
        signature: signatureJson(signature),
        ...flags(optional),
      })),
    ),
    ...vector(
      'exported_functions',
      module.exportedFunctions.map(({ localName, ordinal }) => ({
        local_name: localName,
        ...field('internal_ordinal', ordinal),
      })),
    ),
    ...vector('function_signatures', module.functionSignatures.map(signatureJson)),
    ...vector(
      'rodata_segments',
      module.rodataSegments.map(({ bytes, externalOffset }) =>
        externalOffset === undefined
          ? { embedded_data: [...bytes] }
          : {
              ...field('external_data_offset', externalOffset),
              ...field('external_data_length', bytes.length),
            },
      ),
    ),
    ...vector(
      'rwdata_segments',
      module.rwdataSegments.map((size) => field('byte_size', size)),
    ),
    ...(Object.keys(state).length > 0 && { module_state: state }),
    ...vector(
      'function_descriptors',
      module.functionDescriptors.map((descriptor) => ({
        bytecode_offset: descriptor.bytecodeOffset,
        bytecode_length: descriptor.bytecodeLength,
        requirements: featureNames(descriptor.requirements) || 0,
        reserved: 0,
        block_count: descriptor.blockCount,
        i32_register_count: descriptor.i32RegisterCount,
        ref_register_count: descriptor.refRegisterCount,
      })),
    ),
    bytecode_version: bytecodeVersion.major * 0x10000 + bytecodeVersion.minor,
    bytecode_data: [...module.bytecodeData],
    ...(debugDatabase && {
      debug_database: {
        location_table_type: debugDatabase.locations.map(({ kind }) => locationTypes[kind]),
        location_table: debugDatabase.locations.map(locationJson),
        functions: debugDatabase.functions.map(({ localName, locations }) => ({
          local_name: localName,
          locations: locations.map(({ bytecodeOffset, location }) => ({
            bytecode_offset: bytecodeOffset,
            location,
          })),
        })),
      },
    }),
  };
  return JSON.stringify(value, null, isPretty ? 2 : undefined);
}

/** A field that is left out when it is zero or empty. */
const field = (name: string, value: number | string): Readonly<Record<string, number | string>> =>
  value === 0 || value === '' ? {} : { [name]: value };

const vector = (name: string, elements: readonly object[]): Readonly<Record<string, object>> =>
  elements.length === 0 ? {} : { [name]: elements };

const flags = (optional: boolean): object => (optional ? { flags: 'OPTIONAL' } : {});

const attrJson = ({ key, value }: AttrDef): object => ({ key, value });

const signatureJson = ({ cconv, attrs }: FunctionSignatureDef): object => ({
  ...field('calling_convention', cconv),
  ...vector('attrs', attrs.map(attrJson)),
});

function featureNames(bits: number): string {
  const names = Object.entries(FeatureBits).filter(([, bit]) => (bits & bit) !== 0);
  return names.map(([name]) => name).join(' ');
}

const locationTypes: Readonly<Record<LocationDef['kind'], string>> = {
  unknown: 'NONE',
  callsite: 'CallSiteLocDef',
  file: 'FileLineColLocDef',
  fused: 'FusedLocDef',
  name: 'NameLocDef',
};

function locationJson(location: LocationDef): object | null {
  switch (location.kind) {
    case 'unknown':
      return null;
    case 'callsite':
      return { ...field('callee', location.callee), ...field('caller', location.caller) };
    case 'file':
      return {
        filename: location.filename,
        ...field('line', location.line),
        ...field('column', location.column),
      };
    case 'fused':
      return { ...field('metadata', location.metadata ?? ''), locations: location.locations };
    case 'name':
      return { name: location.name, ...field('child_location', location.child ?? 0) };
  }
}
