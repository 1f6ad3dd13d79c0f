/** All dialects that are registered by default. */

import type { Dialect } from '../dialect.ts';
import { affineDialect } from './affine/index.ts';
import { amdgpuDialect } from './amdgpu/index.ts';
import { amxDialect } from './amx/index.ts';
import { arithDialect } from './arith/index.ts';
import { armNeonDialect } from './arm-neon/index.ts';
import { armSveDialect } from './arm-sve/index.ts';
import { asyncDialect } from './async/index.ts';
import { bufferizationDialect } from './bufferization/index.ts';
import { builtinDialect } from './builtin/index.ts';
import { cfDialect } from './cf/index.ts';
import { checkDialect } from './check/index.ts';
import { chloDialect } from './chlo/index.ts';
import { complexDialect } from './complex/index.ts';
import { dltiDialect } from './dlti/index.ts';
import { emitcDialect } from './emitc/index.ts';
import { flowDialect } from './flow/index.ts';
import { funcDialect } from './func/index.ts';
import { gpuDialect } from './gpu/index.ts';
import { halDialect } from './hal/index.ts';
import { halInlineDialect } from './hal-inline/index.ts';
import { halLoaderDialect } from './hal-loader/index.ts';
import { indexDialect } from './index/index.ts';
import { ireeCodegenDialect } from './iree-codegen/index.ts';
import { ireeInputDialect } from './iree-input/index.ts';
import { ireeLinalgExtDialect } from './iree-linalg-ext/index.ts';
import { ireeLinalgTransformDialect } from './iree-linalg-transform/index.ts';
import { linalgDialect } from './linalg/index.ts';
import { llvmDialect } from './llvm/index.ts';
import { mathDialect } from './math/index.ts';
import { memrefDialect } from './memref/index.ts';
import { mhloDialect } from './mhlo/index.ts';
import { mlProgramDialect } from './ml-program/index.ts';
import { nvgpuDialect } from './nvgpu/index.ts';
import { nvvmDialect } from './nvvm/index.ts';
import { pdlDialect } from './pdl/index.ts';
import { pdlInterpDialect } from './pdl-interp/index.ts';
import { quantDialect } from './quant/index.ts';
import { rocdlDialect } from './rocdl/index.ts';
import { scfDialect } from './scf/index.ts';
import { shapeDialect } from './shape/index.ts';
import { spirvDialect } from './spirv/index.ts';
import { stablehloDialect } from './stablehlo/index.ts';
import { streamDialect } from './stream/index.ts';
import { tensorDialect } from './tensor/index.ts';
import { tmTensorDialect } from './tm-tensor/index.ts';
import { tosaDialect } from './tosa/index.ts';
import { transformDialect } from './transform/index.ts';
import { utilDialect } from './util/index.ts';
import { vectorDialect } from './vector/index.ts';
import { vmDialect } from './vm/index.ts';
import { vmvxDialect } from './vmvx/index.ts';
import { vulkanDialect } from './vulkan/index.ts';
import { x86vectorDialect } from './x86vector/index.ts';

export const allDialects: readonly Dialect[] = [
  builtinDialect,
  affineDialect,
  armNeonDialect,
  asyncDialect,
  bufferizationDialect,
  arithDialect,
  cfDialect,
  checkDialect,
  chloDialect,
  complexDialect,
  dltiDialect,
  emitcDialect,
  flowDialect,
  funcDialect,
  gpuDialect,
  halDialect,
  halInlineDialect,
  halLoaderDialect,
  indexDialect,
  ireeCodegenDialect,
  ireeInputDialect,
  ireeLinalgExtDialect,
  ireeLinalgTransformDialect,
  linalgDialect,
  amdgpuDialect,
  amxDialect,
  armSveDialect,
  nvvmDialect,
  rocdlDialect,
  shapeDialect,
  tmTensorDialect,
  x86vectorDialect,
  llvmDialect,
  mathDialect,
  memrefDialect,
  mhloDialect,
  mlProgramDialect,
  nvgpuDialect,
  pdlDialect,
  pdlInterpDialect,
  quantDialect,
  scfDialect,
  spirvDialect,
  stablehloDialect,
  streamDialect,
  tensorDialect,
  tosaDialect,
  transformDialect,
  utilDialect,
  vectorDialect,
  vulkanDialect,
  vmDialect,
  vmvxDialect,
];
