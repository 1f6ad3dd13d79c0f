/** `#vk.target_env` and what it is made of: capabilities, extensions, products of matrices. */

import type { Attribute } from '../../attributes.ts';
import type { AttrDefinition } from '../../dialect.ts';
import { isSignless } from '../../types.ts';
import { enumAttribute } from '../enum-attributes.ts';
import {
  parseAttributeNamed,
  parseKeywords,
  parseKnown,
  printParam,
  UNKNOWN_DEVICE,
  withoutType,
} from '../spirv/attributes.ts';
import { DeviceType, Vendor } from '../spirv/enums.ts';
import {
  array,
  attribute,
  integer,
  matrixProperties,
  optionalInteger,
  unit,
} from '../spirv/parameters.ts';
import { parseUnsigned } from '../spirv/struct-type.ts';
import { structAttribute } from '../struct-parameters.ts';

const VERSIONS = ['v1.0', 'v1.1', 'v1.2', 'v1.3'];
const EXTENSIONS = [
  'VK_KHR_16bit_storage',
  'VK_KHR_8bit_storage',
  'VK_KHR_shader_float16_int8',
  'VK_KHR_shader_integer_dot_product',
  'VK_KHR_spirv_1_4',
  'VK_KHR_storage_buffer_storage_class',
  'VK_KHR_variable_pointers',
  'VK_EXT_subgroup_size_control',
  'VK_NV_cooperative_matrix',
];

const extension = enumAttribute({
  dialect: 'vk',
  mnemonic: 'extension',
  summary: 'an extension of Vulkan by its registered name',
  cppName: '::Extension',
  cases: EXTENSIONS,
  constraintSummary: 'supported Vulkan extension',
  hasBrackets: true,
});
const scope = enumAttribute({
  dialect: 'vk',
  mnemonic: 'scope',
  summary: 'the invocations that hold a cooperative matrix together',
  cppName: '::ScopeNV',
  cases: ['Device', 'Workgroup', 'Subgroup', 'QueueFamily'],
  constraintSummary: 'valid VkScopeNV',
  hasBrackets: true,
});

const isDenseIntegers = (attr: Attribute): boolean =>
  attr.kind === 'dense' &&
  (attr.type.elementType.kind === 'integer' || attr.type.elementType.kind === 'index');

/** Bits from `Basic` to `PartitionedNV`. */
const SUBGROUP_FEATURES = 0x1ffn;
const isSubgroupFeatures = (attr: Attribute): boolean =>
  attr.kind === 'integer' &&
  isSignless(attr.type, 32) &&
  (BigInt.asUintN(32, attr.value) & ~SUBGROUP_FEATURES) === 0n;

const capabilities = structAttribute('caps', 'limits and features of a device', [
  integer('maxComputeSharedMemorySize'),
  integer('maxComputeWorkGroupInvocations'),
  attribute('maxComputeWorkGroupSize', isDenseIntegers),
  unit('shaderFloat64'),
  unit('shaderInt16'),
  unit('shaderInt64'),
  attribute('subgroupFeatures', isSubgroupFeatures),
  integer('subgroupSize'),
  optionalInteger('minSubgroupSize'),
  optionalInteger('maxSubgroupSize'),
  unit('storageBuffer16BitAccess'),
  unit('storagePushConstant16'),
  unit('uniformAndStorageBuffer16BitAccess'),
  unit('storageBuffer8BitAccess'),
  unit('storagePushConstant8'),
  unit('uniformAndStorageBuffer8BitAccess'),
  unit('shaderFloat16'),
  unit('shaderInt8'),
  unit('shaderIntegerDotProduct'),
  unit('variablePointersStorageBuffer'),
  unit('variablePointers'),
  array('cooperativeMatrixPropertiesNV'),
]);

const targetEnv: AttrDefinition = {
  mnemonic: 'target_env',
  summary: 'a version of Vulkan with its extensions, and the device behind it',
  parse(parser) {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const version = parser.parseKeyword();
    parser.parsePunctuation(',');
    if (!VERSIONS.includes(version)) parser.fail(`unknown Vulkan version: ${version}`, at);
    parser.parseKeyword('r');
    parser.parsePunctuation('(');
    const revision = parseUnsigned(parser);
    parser.parsePunctuation(')');
    parser.parsePunctuation(',');
    const extensions = parseKeywords(parser, 'Vulkan extension', (name) =>
      EXTENSIONS.includes(name),
    );
    parser.parsePunctuation(',');
    const vendor = parseKnown(parser, Vendor, 'vendor');
    const typeAt = parser.offset();
    parser.parsePunctuation(':');
    const deviceType = parseKnown(parser, DeviceType, 'device type', typeAt);
    const id = parser.parseOptionalPunctuation(':') ? parseUnsigned(parser) : null;
    parser.parsePunctuation(',');
    const caps = parseAttributeNamed(parser, 'vk.caps');
    parser.parsePunctuation('>');
    return [version, revision, extensions, vendor, deviceType, id, caps];
  },
  print(printer, { params: [version, revision, extensions, vendor, deviceType, id, caps] }) {
    const names = (extensions as readonly string[]).join(', ');
    printer.print(`<${version}, r(${revision}), [${names}], ${vendor}:${deviceType}`);
    if (id !== null && id !== UNKNOWN_DEVICE) printer.print(`:${id}`);
    printer.print(', ');
    printParam(printer, caps);
    printer.print('>');
  },
};

const definitions: readonly AttrDefinition[] = [
  capabilities,
  structAttribute(
    'coop_matrix_props',
    'a product of cooperative matrices that the device does in one step',
    matrixProperties(
      ['mSize', 'nSize', 'kSize'],
      ['aType', 'bType', 'cType', 'resultType'],
      'vk.scope',
    ),
  ),
  extension.definition,
  scope.definition,
  targetEnv,
];

export const vulkanAttributes: readonly AttrDefinition[] = definitions.map(withoutType);
