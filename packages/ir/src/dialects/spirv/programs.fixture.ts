/** Programs with every operation of the spirv dialect that prints to what reads, as upstream prints them. */

export const PROGRAMS: readonly (readonly [what: string, text: string])[] = [
  [
    'arithmetic, bits, comparisons, dot products and conversions',
    `module {
  func.func @integers(%arg0: i32, %arg1: vector<4xi32>, %arg2: i1) {
    %0 = spirv.IAdd %arg0, %arg0 : i32
    %1 = spirv.ISub %arg1, %arg1 : vector<4xi32>
    %2 = spirv.IMul %arg0, %arg0 {note} : i32
    %3 = spirv.SDiv %arg0, %arg0 : i32
    %4 = spirv.SMod %arg0, %arg0 : i32
    %5 = spirv.SRem %arg0, %arg0 : i32
    %6 = spirv.UDiv %arg0, %arg0 : i32
    %7 = spirv.UMod %arg0, %arg0 : i32
    %8 = spirv.SNegate %arg0 : i32
    %9 = spirv.IAddCarry %arg0, %arg0 : !spirv.struct<(i32, i32)>
    %10 = spirv.ISubBorrow %arg0, %arg0 : !spirv.struct<(i32, i32)>
    %11 = spirv.SMulExtended %arg0, %arg0 : !spirv.struct<(i32, i32)>
    %12 = spirv.UMulExtended %arg1, %arg1 : !spirv.struct<(vector<4xi32>, vector<4xi32>)>
    %13 = spirv.BitCount %arg0 : i32
    %14 = spirv.BitFieldInsert %arg0, %arg0, %arg0, %arg0 : i32, i32, i32
    %15 = spirv.BitFieldSExtract %arg1, %arg0, %arg0 : vector<4xi32>, i32, i32
    %16 = spirv.BitFieldUExtract %arg1, %arg0, %arg0 : vector<4xi32>, i32, i32
    %17 = spirv.BitReverse %arg0 : i32
    %18 = spirv.BitwiseAnd %arg0, %arg0 : i32
    %19 = spirv.BitwiseOr %arg0, %arg0 : i32
    %20 = spirv.BitwiseXor %arg0, %arg0 : i32
    %21 = spirv.Not %arg0 : i32
    %22 = spirv.ShiftLeftLogical %arg0, %arg0 : i32, i32
    %23 = spirv.ShiftRightArithmetic %arg0, %arg0 : i32, i32
    %24 = spirv.ShiftRightLogical %arg1, %arg1 : vector<4xi32>, vector<4xi32>
    %25 = spirv.IEqual %arg0, %arg0 : i32
    %26 = spirv.INotEqual %arg1, %arg1 : vector<4xi32> {note}
    %27 = spirv.SGreaterThan %arg0, %arg0 : i32
    %28 = spirv.SGreaterThanEqual %arg0, %arg0 : i32
    %29 = spirv.SLessThan %arg0, %arg0 : i32
    %30 = spirv.SLessThanEqual %arg0, %arg0 : i32
    %31 = spirv.UGreaterThan %arg0, %arg0 : i32
    %32 = spirv.UGreaterThanEqual %arg0, %arg0 : i32
    %33 = spirv.ULessThan %arg0, %arg0 : i32
    %34 = spirv.ULessThanEqual %arg0, %arg0 : i32
    %35 = spirv.LogicalAnd %arg2, %arg2 : i1
    %36 = spirv.LogicalOr %arg2, %arg2 : i1
    %37 = spirv.LogicalEqual %arg2, %arg2 : i1
    %38 = spirv.LogicalNotEqual %arg2, %arg2 : i1
    %39 = spirv.LogicalNot %arg2 : i1
    %40 = spirv.Select %arg2, %arg0, %arg0 : i1, i32
    %41 = spirv.SDot %arg0, %arg0 {format = #spirv.packed_vector_format<PackedVectorFormat4x8Bit>} : (i32, i32) -> i32
    %42 = spirv.SConvert %arg0 : i32 to i64
    %43 = spirv.UConvert %arg0 : i32 to i8
    %44 = spirv.ConvertSToF %arg0 : i32 to f32
    %45 = spirv.ConvertUToF %arg1 : vector<4xi32> to vector<4xf16>
    %46 = spirv.Bitcast %arg0 : i32 to f32
    return
  }
  func.func @dots(%arg0: vector<4xi8>, %arg1: i32) {
    %0 = spirv.SDot %arg0, %arg0 : (vector<4xi8>, vector<4xi8>) -> i32
    %1 = spirv.SUDot %arg0, %arg0 : (vector<4xi8>, vector<4xi8>) -> i32
    %2 = spirv.UDot %arg0, %arg0 : (vector<4xi8>, vector<4xi8>) -> i32
    %3 = spirv.SDotAccSat %arg0, %arg0, %arg1 : (vector<4xi8>, vector<4xi8>, i32) -> i32
    %4 = spirv.SUDotAccSat %arg0, %arg0, %arg1 : (vector<4xi8>, vector<4xi8>, i32) -> i32
    %5 = spirv.UDotAccSat %arg0, %arg0, %arg1 : (vector<4xi8>, vector<4xi8>, i32) -> i32
    return
  }
  func.func @floats(%arg0: f32, %arg1: vector<3xf32>, %arg2: !spirv.coopmatrix<8x16xf32, Subgroup>) {
    %0 = spirv.FAdd %arg0, %arg0 : f32
    %1 = spirv.FDiv %arg2, %arg2 : !spirv.coopmatrix<8x16xf32, Subgroup>
    %2 = spirv.FMod %arg0, %arg0 : f32
    %3 = spirv.FMul %arg1, %arg1 : vector<3xf32>
    %4 = spirv.FNegate %arg0 : f32
    %5 = spirv.FRem %arg0, %arg0 : f32
    %6 = spirv.FSub %arg0, %arg0 : f32
    %7 = spirv.VectorTimesScalar %arg1, %arg0 : (vector<3xf32>, f32) -> vector<3xf32>
    %8 = spirv.FOrdEqual %arg0, %arg0 : f32
    %9 = spirv.FOrdGreaterThan %arg0, %arg0 : f32
    %10 = spirv.FOrdGreaterThanEqual %arg0, %arg0 : f32
    %11 = spirv.FOrdLessThan %arg0, %arg0 : f32
    %12 = spirv.FOrdLessThanEqual %arg0, %arg0 : f32
    %13 = spirv.FOrdNotEqual %arg0, %arg0 : f32
    %14 = spirv.FUnordEqual %arg0, %arg0 : f32
    %15 = spirv.FUnordGreaterThan %arg0, %arg0 : f32
    %16 = spirv.FUnordGreaterThanEqual %arg0, %arg0 : f32
    %17 = spirv.FUnordLessThan %arg0, %arg0 : f32
    %18 = spirv.FUnordLessThanEqual %arg0, %arg0 : f32
    %19 = spirv.FUnordNotEqual %arg1, %arg1 : vector<3xf32>
    %20 = spirv.IsInf %arg1 : vector<3xf32>
    %21 = spirv.IsNan %arg0 : f32
    %22 = spirv.Ordered %arg0, %arg0 : f32
    %23 = spirv.Unordered %arg0, %arg0 : f32
    %24 = spirv.FConvert %arg0 : f32 to f64
    %25 = spirv.ConvertFToS %arg0 : f32 to i32
    %26 = spirv.ConvertFToU %arg2 : !spirv.coopmatrix<8x16xf32, Subgroup> to !spirv.coopmatrix<8x16xi32, Subgroup>
    return
  }
}`,
  ],
  [
    'the functions of OpenCL and GLSL',
    `module {
  func.func @opencl(%arg0: f32, %arg1: vector<3xf16>, %arg2: i32) {
    %0 = spirv.CL.ceil %arg0 : f32
    %1 = spirv.CL.cos %arg0 : f32
    %2 = spirv.CL.erf %arg0 : f32
    %3 = spirv.CL.exp %arg1 : vector<3xf16>
    %4 = spirv.CL.fabs %arg0 : f32
    %5 = spirv.CL.floor %arg0 : f32
    %6 = spirv.CL.fma %arg0, %arg0, %arg0 : f32
    %7 = spirv.CL.fmax %arg0, %arg0 : f32
    %8 = spirv.CL.fmin %arg0, %arg0 : f32
    %9 = spirv.CL.log %arg0 : f32
    %10 = spirv.CL.pow %arg0, %arg0 : f32
    %11 = spirv.CL.rint %arg0 : f32
    %12 = spirv.CL.round %arg0 : f32
    %13 = spirv.CL.rsqrt %arg0 : f32
    %14 = spirv.CL.s_abs %arg2 : i32
    %15 = spirv.CL.s_max %arg2, %arg2 : i32
    %16 = spirv.CL.s_min %arg2, %arg2 : i32
    %17 = spirv.CL.sin %arg0 : f32
    %18 = spirv.CL.sqrt %arg0 : f32 {note}
    %19 = spirv.CL.tanh %arg0 : f32
    %20 = spirv.CL.u_max %arg2, %arg2 : i32
    %21 = spirv.CL.u_min %arg2, %arg2 {note} : i32
    return
  }
  func.func @glsl(%arg0: f32, %arg1: vector<3xf16>, %arg2: i32, %arg3: vector<3xi32>) {
    %0 = spirv.GL.Acos %arg0 : f32
    %1 = spirv.GL.Asin %arg0 : f32
    %2 = spirv.GL.Atan %arg0 : f32
    %3 = spirv.GL.Ceil %arg0 : f32
    %4 = spirv.GL.Cos %arg1 : vector<3xf16>
    %5 = spirv.GL.Cosh %arg0 : f32
    %6 = spirv.GL.Exp %arg0 : f32
    %7 = spirv.GL.FAbs %arg0 : f32
    %8 = spirv.GL.FClamp %arg0, %arg0, %arg0 : f32
    %9 = spirv.GL.FMax %arg0, %arg0 : f32
    %10 = spirv.GL.FMin %arg0, %arg0 : f32
    %11 = spirv.GL.FMix %arg0 : f32, %arg0 : f32, %arg0 : f32 -> f32
    %12 = spirv.GL.FSign %arg0 : f32
    %13 = spirv.GL.FindUMsb %arg2 : i32
    %14 = spirv.GL.Floor %arg0 : f32
    %15 = spirv.GL.Fma %arg0, %arg0, %arg0 {note} : f32
    %16 = spirv.GL.Fma(%arg0, %arg0, %arg0) : (f32, f32, f32) -> vector<4xf32>
    %17 = spirv.GL.FrexpStruct %arg1 : vector<3xf16> -> !spirv.struct<(vector<3xf16>, vector<3xi32>)>
    %18 = spirv.GL.InverseSqrt %arg0 : f32
    %19 = spirv.GL.Ldexp %arg1 : vector<3xf16>, %arg3 : vector<3xi32> -> vector<3xf16>
    %20 = spirv.GL.Log %arg0 : f32
    %21 = spirv.GL.Pow %arg0, %arg0 : f32
    %22 = spirv.GL.Round %arg0 : f32
    %23 = spirv.GL.RoundEven %arg0 : f32
    %24 = spirv.GL.SAbs %arg2 : i32
    %25 = spirv.GL.SClamp %arg2, %arg2, %arg2 : i32
    %26 = spirv.GL.SMax %arg2, %arg2 : i32
    %27 = spirv.GL.SMin %arg2, %arg2 : i32
    %28 = spirv.GL.SSign %arg2 : i32
    %29 = spirv.GL.Sin %arg0 : f32
    %30 = spirv.GL.Sinh %arg0 : f32
    %31 = spirv.GL.Sqrt %arg0 : f32
    %32 = spirv.GL.Tan %arg0 : f32
    %33 = spirv.GL.Tanh %arg0 : f32
    %34 = spirv.GL.UClamp %arg2, %arg2, %arg2 : i32
    %35 = spirv.GL.UMax %arg2, %arg2 : i32
    %36 = spirv.GL.UMin %arg2, %arg2 : i32
    return
  }
}`,
  ],
  [
    'memory, pointers, atomics, barriers and composites',
    `module {
  func.func @access(%arg0: !spirv.ptr<f32, Function>, %arg1: !spirv.ptr<f32, StorageBuffer>, %arg2: !spirv.ptr<!spirv.struct<(f32, !spirv.array<4 x i32>)>, Function>, %arg3: i32) {
    %0 = spirv.Load "Function" %arg0 : f32
    %1 = spirv.Load "Function" %arg0 ["Volatile|Aligned", 4] {note} : f32
    spirv.Store "StorageBuffer" %arg1, %0 : f32
    spirv.Store "StorageBuffer" %arg1, %0 ["Aligned", 8] : f32
    spirv.CopyMemory  "Function" %arg0,  "StorageBuffer" %arg1,  : f32
    spirv.CopyMemory  "Function" %arg0,  "StorageBuffer" %arg1 ["Aligned", 4],  ["Aligned", 4] : f32
    spirv.CopyMemory  "Function" %arg0,  "StorageBuffer" %arg1 ["Volatile"],  ["Aligned", 16] : f32
    %cst1_i32 = spirv.Constant 1 : i32
    %2 = spirv.AccessChain %arg2[%cst1_i32, %arg3] : !spirv.ptr<!spirv.struct<(f32, !spirv.array<4 x i32>)>, Function>, i32, i32
    %3 = spirv.PtrAccessChain %arg2[%arg3, %cst1_i32] : !spirv.ptr<!spirv.struct<(f32, !spirv.array<4 x i32>)>, Function>, i32, i32
    %4 = spirv.InBoundsPtrAccessChain %arg2[%arg3] : !spirv.ptr<!spirv.struct<(f32, !spirv.array<4 x i32>)>, Function>, i32
    %5 = spirv.Variable : !spirv.ptr<f32, Function>
    %6 = spirv.Variable init(%cst1_i32) {note} : !spirv.ptr<i32, Function>
    %7 = spirv.Undef : !spirv.struct<(f32)>
    return
  }
  func.func @casts(%arg0: !spirv.ptr<f32, Workgroup>, %arg1: !spirv.ptr<f32, Generic>) {
    %0 = spirv.PtrCastToGeneric %arg0 : !spirv.ptr<f32, Workgroup> to !spirv.ptr<f32, Generic>
    %1 = spirv.GenericCastToPtr %arg1 : !spirv.ptr<f32, Generic> to !spirv.ptr<f32, Function>
    %2 = spirv.GenericCastToPtrExplicit %arg1 : !spirv.ptr<f32, Generic> to !spirv.ptr<f32, CrossWorkgroup>
    return
  }
  func.func @atomics(%arg0: !spirv.ptr<i32, Workgroup>, %arg1: !spirv.ptr<f32, Workgroup>, %arg2: i32, %arg3: f32) {
    %0 = spirv.AtomicAnd "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %1 = spirv.AtomicCompareExchange "Workgroup" "Release" "Acquire" %arg0, %arg2, %arg2 : !spirv.ptr<i32, Workgroup>
    %2 = spirv.AtomicCompareExchangeWeak "Workgroup" "Acquire|UniformMemory" "None" %arg0, %arg2, %arg2 : !spirv.ptr<i32, Workgroup>
    %3 = spirv.AtomicExchange "Workgroup" "Release" %arg1, %arg3 : !spirv.ptr<f32, Workgroup>
    %4 = spirv.AtomicIAdd "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %5 = spirv.AtomicIDecrement "Device" "None" %arg0 : !spirv.ptr<i32, Workgroup>
    %6 = spirv.AtomicIIncrement "Device" "None" %arg0 : !spirv.ptr<i32, Workgroup>
    %7 = spirv.AtomicISub "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %8 = spirv.AtomicOr "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %9 = spirv.AtomicSMax "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %10 = spirv.AtomicSMin "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %11 = spirv.AtomicUMax "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %12 = spirv.AtomicUMin "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %13 = spirv.AtomicXor "Device" "None" %arg0, %arg2 : !spirv.ptr<i32, Workgroup>
    %14 = spirv.EXT.AtomicFAdd "Workgroup" "Release" %arg1, %arg3 : !spirv.ptr<f32, Workgroup>
    spirv.ControlBarrier <Workgroup>, <Device>, <Acquire|UniformMemory>
    spirv.MemoryBarrier <Device>, <None> {note}
    return
  }
  func.func @composites(%arg0: f32, %arg1: vector<4xf32>, %arg2: vector<2xf32>, %arg3: i32) {
    %0 = spirv.CompositeConstruct %arg0, %arg2, %arg0 : (f32, vector<2xf32>, f32) -> vector<4xf32>
    %1 = spirv.CompositeConstruct %arg0, %arg1 : (f32, vector<4xf32>) -> !spirv.struct<(f32, vector<4xf32>)>
    %2 = spirv.CompositeExtract %1[1 : i32, 0 : i32] : !spirv.struct<(f32, vector<4xf32>)>
    %3 = spirv.CompositeInsert %arg0, %arg1[3 : i32] : f32 into vector<4xf32>
    %4 = spirv.VectorExtractDynamic %arg1[%arg3] : vector<4xf32>, i32
    %5 = spirv.VectorInsertDynamic %arg0, %arg1[%arg3] : vector<4xf32>, i32
    %6 = spirv.VectorShuffle [1 : i32, 5 : i32, -1 : i32] %arg1 : vector<4xf32>, %arg2 : vector<2xf32> -> vector<3xf32>
    return
  }
}`,
  ],
  [
    'groups, matrices and images',
    `module {
  func.func @groups(%arg0: i32, %arg1: f32, %arg2: vector<4xf32>, %arg3: i1, %arg4: !spirv.ptr<i32, StorageBuffer>) {
    %0 = spirv.GroupBroadcast <Workgroup> %arg1, %arg0 : f32, i32
    %1 = spirv.GroupFAdd <Workgroup> <Reduce> %arg1 : f32
    %2 = spirv.GroupFMax <Workgroup> <InclusiveScan> %arg2 : vector<4xf32>
    %3 = spirv.GroupFMin <Workgroup> <ExclusiveScan> %arg1 : f32
    %4 = spirv.KHR.GroupFMul <Workgroup> <Reduce> %arg1 {note} : f32
    %5 = spirv.GroupIAdd <Workgroup> <Reduce> %arg0 : i32
    %6 = spirv.KHR.GroupIMul <Workgroup> <Reduce> %arg0 : i32
    %7 = spirv.GroupSMax <Workgroup> <Reduce> %arg0 : i32
    %8 = spirv.GroupSMin <Workgroup> <Reduce> %arg0 : i32
    %9 = spirv.GroupUMax <Workgroup> <Reduce> %arg0 : i32
    %10 = spirv.GroupUMin <Workgroup> <Reduce> %arg0 : i32
    %11 = spirv.KHR.SubgroupBallot %arg3 : vector<4xi32>
    spirv.KHR.AssumeTrue %arg3
    return
  }
  func.func @some(%arg0: i32, %arg1: f32, %arg2: vector<4xf32>, %arg3: i1) {
    %cst4_i32 = spirv.Constant 4 : i32
    %0 = spirv.GroupNonUniformBallot <Workgroup> %arg3 : vector<4xi32>
    %1 = spirv.GroupNonUniformBroadcast <Workgroup> %arg1, %cst4_i32 : f32, i32
    %2 = spirv.GroupNonUniformElect <Subgroup> : i1
    %3 = spirv.GroupNonUniformFAdd "Subgroup" "ClusteredReduce" %arg2 cluster_size(%cst4_i32) : vector<4xf32>
    %4 = spirv.GroupNonUniformFMax "Workgroup" "Reduce" %arg1 : f32
    %5 = spirv.GroupNonUniformFMin "Workgroup" "Reduce" %arg1 : f32
    %6 = spirv.GroupNonUniformFMul "Workgroup" "Reduce" %arg1 : f32
    %7 = spirv.GroupNonUniformIAdd "Workgroup" "Reduce" %arg0 : i32
    %8 = spirv.GroupNonUniformIMul "Workgroup" "Reduce" %arg0 : i32
    %9 = spirv.GroupNonUniformSMax "Workgroup" "Reduce" %arg0 : i32
    %10 = spirv.GroupNonUniformSMin "Workgroup" "Reduce" %arg0 : i32
    %11 = spirv.GroupNonUniformUMax "Workgroup" "Reduce" %arg0 : i32
    %12 = spirv.GroupNonUniformUMin "Workgroup" "Reduce" %arg0 : i32
    %13 = spirv.GroupNonUniformShuffle <Subgroup> %arg1, %arg0 : f32, i32
    %14 = spirv.GroupNonUniformShuffleDown <Subgroup> %arg1, %arg0 : f32, i32
    %15 = spirv.GroupNonUniformShuffleUp <Subgroup> %arg1, %arg0 : f32, i32
    %16 = spirv.GroupNonUniformShuffleXor <Subgroup> %arg1, %arg0 : f32, i32
    return
  }
  func.func @matrices(%arg0: !spirv.matrix<3 x vector<4xf32>>, %arg1: !spirv.matrix<4 x vector<3xf32>>, %arg2: f32) {
    %0 = spirv.MatrixTimesMatrix %arg0, %arg1 : !spirv.matrix<3 x vector<4xf32>>, !spirv.matrix<4 x vector<3xf32>> -> !spirv.matrix<4 x vector<4xf32>>
    %1 = spirv.MatrixTimesScalar %arg0, %arg2 : !spirv.matrix<3 x vector<4xf32>>, f32
    %2 = spirv.Transpose %arg0 : !spirv.matrix<3 x vector<4xf32>> -> !spirv.matrix<4 x vector<3xf32>>
    return
  }
  func.func @cooperative(%arg0: !spirv.coopmatrix<8x16xsi8, Subgroup>, %arg1: !spirv.coopmatrix<16x8xi8, Subgroup>, %arg2: !spirv.coopmatrix<8x8xi32, Subgroup>, %arg3: !spirv.ptr<i32, StorageBuffer>, %arg4: i32, %arg5: i1) {
    %0 = spirv.NV.CooperativeMatrixMulAdd %arg0, %arg1, %arg2 : !spirv.coopmatrix<8x16xsi8, Subgroup>, !spirv.coopmatrix<16x8xi8, Subgroup> -> !spirv.coopmatrix<8x8xi32, Subgroup>
    %1 = spirv.NV.CooperativeMatrixLoad %arg3, %arg4, %arg5 ["Volatile"] : !spirv.ptr<i32, StorageBuffer> as !spirv.coopmatrix<8x8xi32, Subgroup>
    spirv.NV.CooperativeMatrixStore %arg3, %arg2, %arg4, %arg5 : !spirv.ptr<i32, StorageBuffer>, !spirv.coopmatrix<8x8xi32, Subgroup>
    %2 = spirv.NV.CooperativeMatrixLength : !spirv.coopmatrix<8x16xi32, Subgroup>
    return
  }
  func.func @joint(%arg0: !spirv.jointmatrix<8x16xi8, RowMajor, Subgroup>, %arg1: !spirv.jointmatrix<16x8xi8, RowMajor, Subgroup>, %arg2: !spirv.jointmatrix<8x8xi32, RowMajor, Subgroup>, %arg3: !spirv.ptr<i32, CrossWorkgroup>, %arg4: i32) {
    %0 = spirv.INTEL.JointMatrixMad <Subgroup> %arg0, %arg1, %arg2 : !spirv.jointmatrix<8x16xi8, RowMajor, Subgroup>, !spirv.jointmatrix<16x8xi8, RowMajor, Subgroup> -> !spirv.jointmatrix<8x8xi32, RowMajor, Subgroup>
    %1 = spirv.INTEL.JointMatrixLoad <Subgroup> <RowMajor> %arg3, %arg4 {memory_access = #spirv.memory_access<Volatile>} : (!spirv.ptr<i32, CrossWorkgroup>, i32) -> !spirv.jointmatrix<8x8xi32, ColumnMajor, Subgroup>
    spirv.INTEL.JointMatrixStore <Subgroup> <ColumnMajor> %arg3, %arg2, %arg4 : (!spirv.ptr<i32, CrossWorkgroup>, !spirv.jointmatrix<8x8xi32, RowMajor, Subgroup>, i32)
    %2 = spirv.INTEL.JointMatrixWorkItemLength : !spirv.jointmatrix<8x16xi32, RowMajor, Subgroup>
    return
  }
  func.func @images(%arg0: !spirv.sampled_image<!spirv.image<f32, Dim2D, IsDepth, NonArrayed, SingleSampled, NeedSampler, Unknown>>, %arg1: vector<4xf32>, %arg2: f32, %arg3: !spirv.image<f32, Dim2D, NoDepth, Arrayed, SingleSampled, NoSampler, Unknown>) {
    %0 = spirv.Image %arg0 : !spirv.sampled_image<!spirv.image<f32, Dim2D, IsDepth, NonArrayed, SingleSampled, NeedSampler, Unknown>>
    %1 = spirv.ImageDrefGather %arg0 : !spirv.sampled_image<!spirv.image<f32, Dim2D, IsDepth, NonArrayed, SingleSampled, NeedSampler, Unknown>>, %arg1 : vector<4xf32>, %arg2 : f32  -> vector<4xf32>
    %2 = spirv.ImageDrefGather %arg0 : !spirv.sampled_image<!spirv.image<f32, Dim2D, IsDepth, NonArrayed, SingleSampled, NeedSampler, Unknown>>, %arg1 : vector<4xf32>, %arg2 : f32 ["Lod"](%arg2 : f32) -> vector<4xf32>
    %3 = spirv.ImageQuerySize %arg3 : !spirv.image<f32, Dim2D, NoDepth, Arrayed, SingleSampled, NoSampler, Unknown> -> vector<3xi32>
    return
  }
}`,
  ],
  [
    'modules, control flow and constants',
    `module {
  spirv.module @shader Logical GLSL450 requires #spirv.vce<v1.0, [Shader], []> attributes {note} {
    spirv.SpecConstant @size spec_id(4) = 5 : i32
    spirv.SpecConstant @flag = true
    spirv.SpecConstantComposite @sizes (@size, @size) : vector<2xi32>
    spirv.GlobalVariable @in bind(0, 1) : !spirv.ptr<f32, Input>
    spirv.GlobalVariable @out initializer(@in) {location = 4 : i32} : !spirv.ptr<f32, Output>
    spirv.GlobalVariable @id built_in("GlobalInvocationId") : !spirv.ptr<vector<3xi32>, Input>
    spirv.func @helper(%arg0: i32) -> i32 "Inline|Pure" attributes {sym_visibility = "private"} {
      spirv.ReturnValue %arg0 : i32
    }
    spirv.func @main(%arg0: i1) "None" {
      %in_addr = spirv.mlir.addressof @in : !spirv.ptr<f32, Input>
      %0 = spirv.mlir.referenceof @size : i32
      %1 = spirv.SpecConstantOperation wraps "spirv.IAdd"(%0, %0) : (i32, i32) -> i32
      %2 = spirv.FunctionCall @helper(%1) : (i32) -> i32
      spirv.mlir.selection control(Flatten) {
        spirv.BranchConditional %arg0 [3, 4], ^bb1, ^bb2
      ^bb1:  // pred: ^bb0
        spirv.Branch ^bb2
      ^bb2:  // 2 preds: ^bb0, ^bb1
        spirv.mlir.merge
      }
      spirv.mlir.loop control(Unroll) {
        spirv.Branch ^bb1(%2 : i32)
      ^bb1(%3: i32):  // 2 preds: ^bb0, ^bb3
        spirv.BranchConditional %arg0, ^bb2(%3 : i32), ^bb4
      ^bb2(%4: i32):  // pred: ^bb1
        spirv.Branch ^bb3(%4 : i32)
      ^bb3(%5: i32):  // pred: ^bb2
        spirv.Branch ^bb1(%5 : i32)
      ^bb4:  // pred: ^bb1
        spirv.mlir.merge
      }
      spirv.mlir.selection {
      }
      spirv.Return
    ^bb1:  // no predecessors
      spirv.Unreachable
    }
    spirv.EntryPoint "GLCompute" @main, @in, @out
    spirv.ExecutionMode @main "LocalSize", 32, 1, 1
    spirv.ExecutionMode @main "ContractionOff"
  }
  func.func @constants() {
    %cst5_i32 = spirv.Constant 5 : i32
    %true = spirv.Constant true
    %cst-1_si8 = spirv.Constant -1 : si8
    %cst_f16 = spirv.Constant 1.500000e+00 : f16
    %cst_vec_4xi32 = spirv.Constant dense<1> : vector<4xi32>
    %cst = spirv.Constant dense<1> : tensor<4xi32> : !spirv.array<4 x i32>
    %cst_0 = spirv.Constant [[1.000000e+00 : f32], [2.000000e+00 : f32]] : !spirv.array<2 x !spirv.array<1 x f32>>
    return
  }
}`,
  ],
];
