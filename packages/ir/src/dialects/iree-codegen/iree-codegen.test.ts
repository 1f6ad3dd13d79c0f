/** The iree_codegen dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the iree_codegen dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`#config = #iree_codegen.lowering_config<tile_sizes = [[8, 16], []], tile_interchange = [[0, 1]], native_vector_size = [4, 4]>
#config1 = #iree_codegen.lowering_config<tile_sizes = []>
#translation = #iree_codegen.translation_info<CPUDoubleTilingExpert pipeline_depth = 3 store_stage = 2>
#translation1 = #iree_codegen.translation_info<None>
#translation2 = #iree_codegen.translation_info<VMVXDefault>
#translation3 = #iree_codegen.translation_info<LLVMGPUVectorize>
#compilation = #iree_codegen.compilation_info<lowering_config = #config, translation_info = #translation, workgroup_size = [4, 1], subgroup_size = 32>
#compilation1 = #iree_codegen.compilation_info<lowering_config = #config, translation_info = #translation3>
module {
  func.func @f(%arg0: memref<4xf32>, %arg1: tensor<1x2x3x4xf32>, %arg2: i32) attributes {a.a = #config, b = #translation, c = #compilation, d = #translation1, e = #config1, f = #translation2, g = #compilation1} {
    %0 = iree_codegen.get_base_pointer %arg0 : memref<4xf32> -> memref<f32>
    %1 = iree_codegen.ukernel.mmt4d lhs(%arg1 : tensor<1x2x3x4xf32>) rhs(%arg1 : tensor<1x2x3x4xf32>) outs(%arg1 : tensor<1x2x3x4xf32>) accumulate(true) -> tensor<1x2x3x4xf32>
    %2 = iree_codegen.ukernel.generic "name" ins(%arg0, %arg2 : memref<4xf32>, i32) outs(%arg1 : tensor<1x2x3x4xf32>) (%arg2 : i32) -> tensor<1x2x3x4xf32>
    iree_codegen.ukernel.generic {x = 1 : i32} "name" outs(%arg0 : memref<4xf32>)
    return
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `module attributes {a.a = #iree_codegen.translation_info<Foo>} {}`,
      '1:57: expected ::mlir::iree_compiler::IREE::Codegen::DispatchLoweringPassPipeline to be one of: CPUDefault, CPUDoubleTilingExpert, CPUDoubleTilingPadExpert, CPUDoubleTilingPeelingExpert, CPUConvTileAndDecomposeExpert, Mmt4dTilingExpert, CPUBufferOpsTileAndVectorize, CPUDataTiling, LLVMGPUDistribute, LLVMGPUVectorize, LLVMGPUMatmulSimt, LLVMGPUMatmulTensorCore, LLVMGPUTransposeSharedMem, LLVMGPUWarpReduction, LLVMGPUPackUnPack, LLVMGPUMatmulTensorCoreMmaSync, SPIRVBaseDistribute, SPIRVBaseVectorize, SPIRVMatmulPromoteVectorize, SPIRVCooperativeMatrixVectorize, SPIRVSubgroupReduce, SPIRVWinogradVectorize, VMVXDefault, TransformDialectCodegen, None',
    ],
    [
      `module attributes {a.a = #iree_codegen.translation_info<CPUDefault pipeline_depth = x>} {}`,
      '1:85: expected integer value',
    ],
    [
      `module attributes {a.a = #iree_codegen.translation_info<CPUDefault, 3>} {}`,
      "1:67: expected '>'",
    ],
    [
      `module attributes {a.a = #iree_codegen.translation_info<CPUDefault pipeline_depth = 99999999999>} {}`,
      '1:85: integer value too large',
    ],
    [
      `module attributes {a.a = #iree_codegen.lowering_config<tile_sizes = 3>} {}`,
      '1:69: invalid kind of attribute specified',
    ],
    [
      `module attributes {a.a = #iree_codegen.lowering_config<tile_sizes = [3]>} {}`,
      '1:55: expected all elements of tile_sizes to be a list of integers',
    ],
    [
      `module attributes {a.a = #iree_codegen.lowering_config<tile_sizes = [], tile_interchange = [3]>} {}`,
      '1:55: expected all elements of tile_interchange to be a list of integers',
    ],
    [
      `module attributes {a.a = #iree_codegen.lowering_config<tile_sizes = [], native_vector_size = [[3]]>} {}`,
      "1:73: expected 'tile_interchange'",
    ],
    [
      `module attributes {a.a = #iree_codegen.lowering_config<tile_size = [], native_vector_size = [[3]]>} {}`,
      "1:56: expected 'tile_sizes'",
    ],
    [
      `module attributes {a.a = #iree_codegen.lowering_config<tile_sizes = [], foo>} {}`,
      "1:73: expected 'tile_interchange'",
    ],
    [
      `module attributes {a.a = #iree_codegen.compilation_info<lowering_config = 3>} {}`,
      "1:74: expected '<'",
    ],
    [
      `module attributes {a.a = #iree_codegen.compilation_info<lowering_config = <tile_sizes = []>, translation_info = <None>, workgroup_size = ["x"]>} {}`,
      '1:56: expected workgroup_size to be a list of integers',
    ],
    [
      `module attributes {a.a = #iree_codegen.compilation_info<lowering_config = <tile_sizes = []>, translation_info = <None>, subgroup_size = x>} {}`,
      "1:121: expected 'workgroup_size'",
    ],
    [
      `func.func @f(%a: tensor<4xf32>) {
  %0 = iree_codegen.ukernel.mmt4d lhs(%a : tensor<4xf32>) rhs(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) accumulate(true) -> tensor<4xf32>
  return
}`,
      "2:8: 'iree_codegen.ukernel.mmt4d' op operand #0 must be 4D tensor of any type values or 4D memref of any type values, but got 'tensor<4xf32>'",
    ],
    [
      `module attributes {a.a = #iree_codegen.foo<tile_sizes = []>} {}`,
      '1:40: unknown attribute `foo` in dialect `iree_codegen`',
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
