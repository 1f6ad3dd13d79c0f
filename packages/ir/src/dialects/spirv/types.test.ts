/** Types and attributes of the spirv dialect read, print and are refused as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

const declaration = (types: string): string => `module {
  func.func private @f(${types})
}`;
const attributes = (text: string): string => `module {
  func.func private @f() attributes {a = ${text}}
}`;

describe("spirv's types", () => {
  const printed: readonly string[] = [
    '!spirv.array<4 x f32>, !spirv.array<4 x vector<2xf32>, stride=16>',
    '!spirv.rtarray<!spirv.array<3 x i8>>, !spirv.rtarray<f32, stride=8>',
    '!spirv.ptr<vector<2xf32>, Uniform>',
    '!spirv.matrix<2 x vector<2xf32>>',
    '!spirv.coopmatrix<8x16xf32, Subgroup>, !spirv.jointmatrix<8x16xf32, RowMajor, Subgroup>',
    '!spirv.image<f32, Dim2D, NoDepth, NonArrayed, SingleSampled, SamplerUnknown, Rgba32f>',
    '!spirv.sampled_image<!spirv.image<f32, Cube, IsDepth, Arrayed, MultiSampled, NeedSampler, Unknown>>',
    '!spirv.struct<()>, !spirv.struct<x, ()>, !spirv.struct<(f32, i32)>',
    '!spirv.struct<(f32 [0, RowMajor, NonWritable], i32 [4, MatrixStride=16])>',
    '!spirv.struct<y, (f32 [0, NonWritable], i32 [4, MatrixStride=16, RowMajor])>',
    '!spirv.struct<r, (!spirv.ptr<!spirv.struct<r>, StorageBuffer>)>',
  ];
  for (const types of printed) it(`prints ${types}`, () => assertPrintsItself(declaration(types)));

  it('keeps the decorations of a struct without a name in the order of their numbers', () => {
    const sorted = declaration('!spirv.struct<(f32 [RowMajor, ColMajor, NonWritable])>');
    const written = sorted.replace(
      'RowMajor, ColMajor, NonWritable',
      'NonWritable, ColMajor, RowMajor',
    );
    assert.equal(firstError(written), null);
    assertPrintsItself(sorted);
  });

  const errors: readonly (readonly [type: string, column: number, message: string])[] = [
    ['!spirv.foo<f32>', 8, 'unknown SPIR-V type: foo'],
    ['!spirv.array<0xf32>', 14, 'expected array length greater than 0'],
    ['!spirv.array<4x4xf32>', 14, 'expected single integer for array element count'],
    ['!spirv.array<?xf32>', 14, 'expected static shape'],
    ['!spirv.array<4xf32, stride=0>', 28, 'ArrayStride must be greater than zero'],
    ['!spirv.array<4 x bf16>', 18, "cannot use 'bf16' to compose SPIR-V types"],
    ['!spirv.array<4 x i3>', 18, "only 1/8/16/32/64-bit integer type allowed but found 'i3'"],
    [
      '!spirv.array<4 x vector<2x2xf32>>',
      18,
      "only 1-D vector allowed but found 'vector<2x2xf32>'",
    ],
    [
      '!spirv.array<4 x vector<5xf32>>',
      18,
      'vector length has to be less than or equal to 4 but found 5',
    ],
    ['!spirv.array<4 x memref<4xf32>>', 18, "cannot use 'memref<4xf32>' to compose SPIR-V types"],
    ['!spirv.ptr<f32, Foo>', 15, 'unknown storage class: Foo'],
    ['!spirv.matrix<3xf32>', 17, "matrix must be composed using vector type, got 'f32'"],
    ['!spirv.matrix<5xvector<2xf32>>', 15, 'matrix is expected to have 2, 3, or 4 columns'],
    [
      '!spirv.matrix<3xvector<2xi32>>',
      17,
      "matrix columns' elements must be of Float type, got 'i32'",
    ],
    [
      '!spirv.matrix<3xvector<5xf32>>',
      17,
      'matrix columns size has to be less than or equal to 4 and greater than or equal 2, but found 5',
    ],
    ['!spirv.sampled_image<f32>', 22, "sampled image must be composed using image type, got 'f32'"],
    ['!spirv.coopmatrix<8xf32, Subgroup>', 19, 'expected rows and columns size'],
    ['!spirv.coopmatrix<8x8xf32, Foo>', 28, 'invalid scope <id> attribute specification: Foo'],
    ['!spirv.struct<y>', 8, 'recursive struct reference not nested in struct definition'],
    [
      '!spirv.struct<y, (!spirv.struct<y, (f32)>)>',
      26,
      'identifier already used for an enclosing struct',
    ],
    ['!spirv.struct<(f32 [0], i32)>', 8, 'offset specification must be given for all members'],
    ['!spirv.struct<(f32 [Foo])>', 21, "unknown attribute: 'Foo'"],
    ['!spirv.struct<(f32 [4294967296])>', 21, 'integer value too large'],
  ];
  for (const [type, column, message] of errors)
    it(`refuses ${type}`, () => {
      const at = 'func.func private @f('.length + column;
      assert.equal(firstError(`func.func private @f(${type})`), `1:${at}: ${message}`);
    });

  it('refuses a second body for the name of a struct', () => {
    const error = firstError(
      'func.func private @f(!spirv.struct<y, (f32)>, !spirv.struct<y, (i32)>)',
    );
    assert.equal(error, "1:54: struct 'y' is already defined with another body");
  });
});

describe("spirv's attributes", () => {
  const printed: readonly string[] = [
    '#spirv.scope<Device>',
    '#spirv.version<v1.0>',
    '#spirv.memory_semantics<Acquire|UniformMemory>',
    '#spirv.entry_point_abi<>',
    '#spirv.entry_point_abi<workgroup_size = [1, 2, 3], subgroup_size = 64>',
    '#spirv.interface_var_abi<(0, 1)>',
    '#spirv.interface_var_abi<(0, 1), Uniform>',
    '#spirv.resource_limits<>',
    '#spirv.resource_limits<max_compute_shared_memory_size = 5, max_compute_workgroup_size = [128, 128, 64], min_subgroup_size = 4, cooperative_matrix_properties_nv = []>',
    '#spirv.coop_matrix_props<m_size = 8, n_size = 8, k_size = 32, a_type = i8, b_type = i8, c_type = i32, result_type = i32, scope = <Subgroup>>',
    '#spirv.target_env<#spirv.vce<v1.3, [Shader], []>, #spirv.resource_limits<>>',
    '#spirv.target_env<#spirv.vce<v1.3, [Shader, Matrix], [SPV_KHR_16bit_storage]>, api=Vulkan, NVIDIA:DiscreteGPU:4, #spirv.resource_limits<subgroup_size = 64>>',
  ];
  for (const text of printed) it(`prints ${text}`, () => assertPrintsItself(attributes(text)));

  const errors: readonly (readonly [text: string, column: number, message: string])[] = [
    ['#spirv.foo<x>', 8, 'unknown SPIR-V attribute kind: foo'],
    ['#spirv.interface_var_abi<(0, 1)> : i32', 8, 'unexpected type'],
    [
      '#spirv.group_operation<Add>',
      24,
      'expected ::mlir::spirv::GroupOperation to be one of: Reduce, InclusiveScan, ExclusiveScan, ClusteredReduce, PartitionedReduceNV, PartitionedInclusiveScanNV, PartitionedExclusiveScanNV',
    ],
    [
      '#spirv.selection_control<Flatten|Foo>',
      26,
      'expected ::mlir::spirv::SelectionControl to be one of: None, Flatten, DontFlatten',
    ],
    ['#spirv.vce<v1.9, [], []>', 12, 'unknown version: v1.9'],
    ['#spirv.vce<v1.3, [Foo], []>', 19, 'unknown capability: Foo'],
    ['#spirv.vce<v1.3, [], [Foo]>', 23, 'unknown extension: Foo'],
    ['#spirv.interface_var_abi<(a, 1)>', 27, 'missing descriptor set'],
    ['#spirv.interface_var_abi<(1, a)>', 30, 'missing binding'],
    ['#spirv.interface_var_abi<(1, 1), Foo>', 34, 'unknown storage class: Foo'],
    [
      '#spirv.entry_point_abi<subgroup_size = 3, subgroup_size = 4>',
      59,
      'duplicate or unknown struct parameter name: subgroup_size',
    ],
  ];
  for (const [text, column, message] of errors)
    it(`refuses ${text}`, () => {
      const before = 'func.func private @f() attributes {a = ';
      assert.equal(firstError(`${before}${text}}`), `1:${before.length + column}: ${message}`);
    });
});
