/** Attributes of the spirv dialect that are no enumerations: targets, and the interface of shaders. */

import type { AsmTypePrinter, OpAsmParser } from '../../asm.ts';
import { ArrayAttr, type Attribute, type DialectAttr, IntegerAttr } from '../../attributes.ts';
import { DenseI32ArrayAttr } from '../../constraints.ts';
import type { AttrDefinition } from '../../dialect.ts';
import type { Param } from '../../types.ts';
import { structAttribute } from '../struct-parameters.ts';
import type { SpirvEnum } from './enum-attribute.ts';
import {
  Capability,
  ClientAPI,
  DeviceType,
  Extension,
  StorageClass,
  spirvEnums,
  Vendor,
  Version,
} from './enums.ts';
import { array, integer, matrixProperties, optionalInteger } from './parameters.ts';
import { parseOptionalUnsigned, parseUnsigned } from './struct-type.ts';

const MATRIX_PROPERTIES = matrixProperties(
  ['m_size', 'n_size', 'k_size'],
  ['a_type', 'b_type', 'c_type', 'result_type'],
  'spirv.scope',
);

const entryPointAbi = structAttribute(
  'entry_point_abi',
  'what the workgroups and subgroups of an entry point must be',
  [
    {
      name: 'workgroup_size',
      absent: null,
      parse: (parser) => DenseI32ArrayAttr.parse?.(parser, 'workgroup_size') ?? null,
      print: (printer, value) => DenseI32ArrayAttr.print?.(printer, value as Attribute),
    },
    optionalInteger('subgroup_size'),
  ],
);

const resourceLimits = structAttribute('resource_limits', 'how much a device has of what', [
  integer('max_compute_shared_memory_size', 16384),
  integer('max_compute_workgroup_invocations', 128),
  array('max_compute_workgroup_size', (context) =>
    ArrayAttr.get(
      context,
      [128, 128, 64].map((size) => IntegerAttr.i32(context, size)),
    ),
  ),
  integer('subgroup_size', 32),
  optionalInteger('min_subgroup_size'),
  optionalInteger('max_subgroup_size'),
  array('cooperative_matrix_properties_nv'),
]);

// ----- Targets -----

/** The number that stands for a device that is not known. */
export const UNKNOWN_DEVICE = 0x7fffffff;

export const printParam = (printer: AsmTypePrinter, param: Param | undefined): void =>
  printer.printAttribute(param as Attribute);

/** A `#dialect.name` of the kind that the text wants, in full. */
export function parseAttributeNamed(parser: OpAsmParser, name: string): DialectAttr {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  return attr.kind === 'dialect' && attr.name === name
    ? attr
    : parser.fail('invalid kind of attribute specified', at);
}

/** `[A, B]` of an enumeration's cases; `what` names one in diagnostics. */
export function parseKeywords(
  parser: OpAsmParser,
  what: string,
  isKnown: (keyword: string) => boolean,
): readonly string[] {
  const keywords: string[] = [];
  parser.parseCommaSeparatedList('square', () => {
    const at = parser.offset();
    const keyword = parser.parseKeyword();
    if (!isKnown(keyword)) parser.fail(`unknown ${what}: ${keyword}`, at);
    keywords.push(keyword);
  });
  return keywords;
}

const isCaseOf =
  (kind: SpirvEnum) =>
  (keyword: string): boolean =>
    kind.symbolize(keyword) !== null;

const vce: AttrDefinition = {
  mnemonic: 'vce',
  summary: 'a version of SPIR-V with the capabilities and extensions there are',
  parse(parser) {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const version = parser.parseKeyword();
    parser.parsePunctuation(',');
    if (Version.symbolize(version) === null) parser.fail(`unknown version: ${version}`, at);
    const capabilities = parseKeywords(parser, 'capability', isCaseOf(Capability));
    parser.parsePunctuation(',');
    const extensions = parseKeywords(parser, 'extension', isCaseOf(Extension));
    parser.parsePunctuation('>');
    return [version, capabilities, extensions];
  },
  print(printer, { params: [version, capabilities, extensions] }) {
    const list = (names: Param | undefined): string => (names as readonly string[]).join(', ');
    printer.print(`<${version}, [${list(capabilities)}], [${list(extensions)}]>`);
  },
};

/** The version of SPIR-V in a `#spirv.vce` or `#spirv.target_env`, as in `v1.5`. */
export function versionOf(attr: Attribute | undefined): string | null {
  if (attr?.kind !== 'dialect') return null;
  if (attr.name === 'spirv.vce') return String(attr.params[0]);
  return attr.name === 'spirv.target_env' ? versionOf(attr.params[0] as DialectAttr) : null;
}

/** The keyword if the enumeration has it; what it has not is reported, and stands for `Unknown`. */
function knownOr(parser: OpAsmParser, kind: SpirvEnum, what: string, keyword: string, at: number) {
  if (kind.symbolize(keyword) !== null) return keyword;
  parser.error(`unknown ${what}: ${keyword}`, at);
  return 'Unknown';
}

/** A keyword of the enumeration; what is none is reported (at `at`), and stands for `Unknown`. */
export function parseKnown(
  parser: OpAsmParser,
  kind: SpirvEnum,
  what: string,
  at: number = parser.offset(),
): string {
  return knownOr(parser, kind, what, parser.parseKeyword(), at);
}

/** `vendor:type:id`, of which all or the end may be left out. */
function parseOptionalDevice(parser: OpAsmParser): readonly [string, string, number | null] {
  const at = parser.offset();
  const keyword = parser.parseOptionalKeyword();
  if (keyword === null) return ['Unknown', 'Unknown', null];
  const vendor = knownOr(parser, Vendor, 'vendor', keyword, at);
  let type = 'Unknown';
  let id: number | null = null;
  if (parser.parseOptionalPunctuation(':')) {
    type = parseKnown(parser, DeviceType, 'device type');
    if (parser.parseOptionalPunctuation(':')) id = parseUnsigned(parser);
  }
  parser.parsePunctuation(',');
  return [vendor, type, id];
}

const targetEnv: AttrDefinition = {
  mnemonic: 'target_env',
  summary: 'what a module is compiled for: version, capabilities, device and its limits',
  parse(parser) {
    parser.parsePunctuation('<');
    const triple = parseAttributeNamed(parser, 'spirv.vce');
    parser.parsePunctuation(',');
    let api = 'Unknown';
    if (parser.parseOptionalKeyword('api') !== null) {
      parser.parsePunctuation('=');
      api = parseKnown(parser, ClientAPI, 'client API');
      parser.parsePunctuation(',');
    }
    const device = parseOptionalDevice(parser);
    const limits = parseAttributeNamed(parser, 'spirv.resource_limits');
    parser.parsePunctuation('>');
    return [triple, api, ...device, limits];
  },
  print(printer, { params: [triple, api, vendor, deviceType, id, limits] }) {
    printer.print('<');
    printParam(printer, triple);
    if (api !== 'Unknown') printer.print(`, api=${api}`);
    if (vendor !== 'Unknown') {
      printer.print(`, ${vendor}`);
      if (deviceType !== 'Unknown')
        printer.print(`:${deviceType}${id === null || id === UNKNOWN_DEVICE ? '' : `:${id}`}`);
    }
    printer.print(', ');
    printParam(printer, limits);
    printer.print('>');
  },
};

/** `(set, binding), StorageClass`. */
const interfaceVarAbi: AttrDefinition = {
  mnemonic: 'interface_var_abi',
  summary: 'the descriptor set and binding that an argument is passed through',
  parse(parser) {
    parser.parsePunctuation('<');
    parser.parsePunctuation('(');
    const set = parseOptionalUnsigned(parser) ?? parser.fail('missing descriptor set');
    parser.parsePunctuation(',');
    const binding = parseOptionalUnsigned(parser) ?? parser.fail('missing binding');
    parser.parsePunctuation(')');
    let storageClass: string | null = null;
    if (parser.parseOptionalPunctuation(',')) {
      const at = parser.offset();
      storageClass = parser.parseKeyword();
      if (StorageClass.symbolize(storageClass) === null)
        parser.fail(`unknown storage class: ${storageClass}`, at);
    }
    parser.parsePunctuation('>');
    return [set, binding, storageClass];
  },
  print(printer, { params: [set, binding, storageClass] }) {
    const of = storageClass === null ? '' : `, ${storageClass}`;
    printer.print(`<(${set}, ${binding})${of}>`);
  },
};

/** No attribute of the dialect has a type behind it. */
export const withoutType = (definition: AttrDefinition): AttrDefinition => ({
  ...definition,
  parse(parser, type) {
    if (type) parser.fail('unexpected type', parser.offset() - definition.mnemonic.length);
    return definition.parse?.(parser, null) ?? [];
  },
});

const definitions: readonly AttrDefinition[] = [
  ...spirvEnums.map((kind) => kind.definition),
  structAttribute(
    'coop_matrix_props',
    'a product of cooperative matrices that the device does in one step',
    MATRIX_PROPERTIES,
  ),
  entryPointAbi,
  interfaceVarAbi,
  structAttribute(
    'joint_matrix_props',
    'a product of joint matrices that the device does in one step',
    MATRIX_PROPERTIES,
  ),
  resourceLimits,
  targetEnv,
  vce,
];

export const spirvAttributes: readonly AttrDefinition[] = definitions.map(withoutType);
