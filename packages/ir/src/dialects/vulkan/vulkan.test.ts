/** Attributes of the vk dialect read, print and are refused as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

const LIMITS =
  'maxComputeSharedMemorySize = 16384, maxComputeWorkGroupInvocations = 1024, maxComputeWorkGroupSize = dense<[128, 8, 4]> : vector<3xi32>';

describe('the vk dialect', () => {
  const printed: readonly string[] = [
    '#vk.extension<VK_KHR_16bit_storage>',
    '#vk.scope<Subgroup>',
    '#vk.coop_matrix_props<mSize = 8, nSize = 8, kSize = 32, aType = i8, bType = i8, cType = i32, resultType = i32, scope = <Subgroup>>',
    `#vk.caps<${LIMITS}, shaderFloat64 = unit, subgroupFeatures = 63 : i32, subgroupSize = 4, minSubgroupSize = 3, variablePointers = unit>`,
    `#vk.target_env<v1.1, r(120), [], AMD:DiscreteGPU, #vk.caps<${LIMITS}, subgroupFeatures = 0 : i32, subgroupSize = 4>>`,
    `#vk.target_env<v1.1, r(120), [VK_KHR_spirv_1_4, VK_KHR_variable_pointers], Qualcomm:IntegratedGPU:100925441, #vk.caps<${LIMITS}, subgroupFeatures = 63 : i32, subgroupSize = 4>>`,
  ];
  for (const text of printed)
    it(`prints ${text}`, () =>
      assertPrintsItself(`module {
  func.func private @f() attributes {a = ${text}}
}`));

  const errors: readonly (readonly [text: string, message: string])[] = [
    ['#vk.foo<x>', '1:44: unknown Vulkan attriubte kind: foo'],
    [
      '#vk.scope<foo>',
      '1:50: expected ::ScopeNV to be one of: Device, Workgroup, Subgroup, QueueFamily',
    ],
    ['#vk.caps<>', '1:49: expected valid keyword'],
    [
      `#vk.caps<${LIMITS}, subgroupFeatures = 512 : i32, subgroupSize = 4>`,
      '1:205: invalid kind of attribute specified',
    ],
    [
      '#vk.caps<maxComputeWorkGroupInvocations = 128>',
      '1:85: struct is missing required parameter: maxComputeSharedMemorySize',
    ],
    ['#vk.target_env<v10.8, r(0), []>', '1:55: unknown Vulkan version: v10.8'],
    [
      '#vk.target_env<v1.0, r(10), [VK_KHR_something]>',
      '1:69: unknown Vulkan extension: VK_KHR_something',
    ],
    ['#vk.target_env<v1.0, r10, []>', "1:61: expected 'r'"],
    ['#vk.target_env<v1.0, r(10), [], Unknown, 5>', "1:79: expected ':'"],
    ['#vk.scope<Subgroup> : i32', '1:44: unexpected type'],
  ];
  for (const [text, message] of errors)
    it(`refuses ${text}`, () => {
      assert.equal(firstError(`func.func private @a() attributes {a = ${text}}`), message);
    });

  it('has no types', () => {
    const error = firstError('func.func private @a(!vk.foo)');
    assert.equal(error, "1:26: dialect 'vk' provides no type parsing hook");
  });
});
