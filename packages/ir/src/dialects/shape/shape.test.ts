/** The shape dialect reads, prints, checks and folds as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, canonicalized, firstError } from '../text-checks.fixture.ts';

describe('the shape dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module attributes {shape.lib = [@library]} {
  func.func @sizes(%arg0: !shape.shape, %arg1: tensor<?xindex>, %arg2: !shape.size, %arg3: index, %arg4: tensor<?x4xf32>, %arg5: !shape.witness, %arg6: i1) -> !shape.size {
    %0 = shape.const_shape [1, 2] : tensor<2xindex>
    %1 = shape.const_shape  {about = "a"}[3] : !shape.shape
    %c7 = shape.const_size 7
    %2 = shape.add %arg2, %arg3 : !shape.size, index -> !shape.size
    %3 = shape.max %arg0, %arg0 : !shape.shape, !shape.shape -> !shape.shape
    %4 = shape.meet %arg0, %arg1, error = "differ" : !shape.shape, tensor<?xindex> -> !shape.shape
    %5 = shape.broadcast %arg0, %arg1 {error = "no"} : !shape.shape, tensor<?xindex> -> !shape.shape
    %6 = shape.shape_of %arg4 : tensor<?x4xf32> -> tensor<?xindex>
    %7 = shape.dim %arg4, %arg3 : tensor<?x4xf32>, index -> index
    %8 = shape.get_extent %arg0, %arg2 : !shape.shape, !shape.size -> !shape.size
    %9 = shape.with_shape %arg4, %arg0 : tensor<?x4xf32>, !shape.shape
    %10 = shape.value_of %9 : tensor<?x4xf32>
    %11 = shape.cstr_require %arg6, "must be so"
    %12 = shape.const_witness true
    %13 = shape.assuming_all %11, %12
    %head, %tail = "shape.split_at"(%arg0, %arg3) : (!shape.shape, index) -> (!shape.shape, !shape.shape)
    shape.assuming %13 {
      %16 = shape.rank %arg1 : tensor<?xindex> -> index
    }
    %14:2 = shape.assuming %arg5 -> (index, !shape.size) {
      shape.assuming_yield %arg3, %arg2 : index, !shape.size
    }
    %15 = shape.reduce(%arg0, %arg2) : !shape.shape -> !shape.size {
    ^bb0(%arg7: index, %arg8: !shape.size, %arg9: !shape.size):
      %16 = shape.mul %arg9, %arg8 : !shape.size, !shape.size -> !shape.size
      shape.yield %16 : !shape.size
    }
    return %15 : !shape.size
  }
  shape.function_library @library attributes {about = 1 : i64} {
    func @same(%arg0: !shape.value_shape) -> !shape.shape {
      %0 = shape_of %arg0 : !shape.value_shape -> !shape.shape
      return %0 : !shape.shape
    }
    func private @other(!shape.value_shape) -> !shape.shape
  } mapping {foo.bar = @same}
}`);
  });

  it('computes what is known, as upstream does', () => {
    assert.equal(
      canonicalized(`func.func @f(%t: tensor<2x3xf32>, %d: tensor<?x3xf32>, %n: index) -> (tensor<2xindex>, index, index, !shape.size, index, index, !shape.size, index, index, index, index) {
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c0 = arith.constant 0 : index
  %n7 = arith.constant -7 : index
  %s = shape.const_shape [4, 5] : !shape.shape
  %0 = shape.shape_of %t : tensor<2x3xf32> -> tensor<2xindex>
  %1 = shape.get_extent %0, %c1 : tensor<2xindex>, index -> index
  %2 = shape.add %c1, %c2 : index, index -> index
  %3 = shape.index_to_size %c2
  %4 = shape.dim %d, %c1 : tensor<?x3xf32>, index -> index
  %5 = shape.dim %d, %c0 : tensor<?x3xf32>, index -> index
  %6 = shape.num_elements %s : !shape.shape -> !shape.size
  %7 = shape.rank %0 : tensor<2xindex> -> index
  %8 = shape.div %n7, %c2 : index, index -> index
  %9 = shape.size_to_index %3 : !shape.size
  %10 = shape.add %n, %c0 : index, index -> index
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10 : tensor<2xindex>, index, index, !shape.size, index, index, !shape.size, index, index, index, index
}`),
      `module {
  func.func @f(%arg0: tensor<2x3xf32>, %arg1: tensor<?x3xf32>, %arg2: index) -> (tensor<2xindex>, index, index, !shape.size, index, index, !shape.size, index, index, index, index) {
    %c2 = arith.constant 2 : index
    %c-4 = arith.constant -4 : index
    %c20 = shape.const_size 20
    %c3 = arith.constant 3 : index
    %c2_0 = shape.const_size 2
    %0 = shape.const_shape [2, 3] : tensor<2xindex>
    %c0 = arith.constant 0 : index
    %1 = shape.dim %arg1, %c0 : tensor<?x3xf32>, index -> index
    return %0, %c3, %c3, %c2_0, %c3, %1, %c20, %c2, %c-4, %c2, %arg2 : tensor<2xindex>, index, index, !shape.size, index, index, !shape.size, index, index, index, index
  }
}`,
    );
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `func.func @f(%a: !shape.size, %b: index) {
  %0 = shape.add %a, %b : !shape.size, index -> index
  return
}`,
      `2:8: 'shape.add' op if at least one of the operands can hold error values then the result must be of type \`size\` to propagate them`,
    ],
    [
      `func.func @f(%a: !shape.shape) {
  %0 = shape.broadcast %a, %a : !shape.shape, !shape.shape -> tensor<?xindex>
  return
}`,
      `2:8: 'shape.broadcast' op if at least one of the operands can hold error values then the result must be of type \`shape\` to propagate them`,
    ],
    [
      `func.func @f() {
  %0 = shape.const_shape [1, 2] : tensor<3xindex>
  return
}`,
      `2:8: 'shape.const_shape' op inferred type(s) 'tensor<2xindex>' are incompatible with return type(s) of operation 'tensor<3xindex>'`,
    ],
    [
      `func.func @f(%a: index, %b: tensor<3xindex>) {
  %0 = shape.meet %b, %a : tensor<3xindex>, index -> index
  return
}`,
      `2:8: requires all sizes or shapes`,
    ],
    [
      `func.func @f(%a: tensor<2xindex>, %b: tensor<3xindex>) {
  %0 = shape.meet %a, %b : tensor<2xindex>, tensor<3xindex> -> tensor<?xindex>
  return
}`,
      `2:8: unequal shape cardinality`,
    ],
    [
      `func.func @f(%a: !shape.shape) {
  %0 = shape.meet %a, %a : !shape.shape, !shape.shape -> index
  return
}`,
      `2:8: 'shape.meet' op inferred type(s) '!shape.shape' are incompatible with return type(s) of operation 'index'`,
    ],
    [
      `func.func @f(%a: !shape.shape, %b: !shape.size) {
  %0 = shape.max %a, %b : !shape.shape, !shape.size -> !shape.shape
  return
}`,
      `2:8: 'shape.max' op inferred type(s) '!shape.size' are incompatible with return type(s) of operation '!shape.shape'`,
    ],
    [
      `func.func @f(%a: tensor<2x3xf32>) {
  %0 = shape.shape_of %a : tensor<2x3xf32> -> tensor<3xindex>
  return
}`,
      `2:8: 'shape.shape_of' op inferred type(s) 'tensor<2xindex>' are incompatible with return type(s) of operation 'tensor<3xindex>'`,
    ],
    [
      `func.func @f(%a: tensor<2x3xf32>) {
  %0 = shape.const_size 2
  %1 = shape.dim %a, %0 : tensor<2x3xf32>, !shape.size -> !shape.size
  return
}`,
      `3:8: 'shape.dim' op index is out of range`,
    ],
    [
      `func.func @f(%a: vector<3xindex>) {
  %0 = shape.from_extent_tensor %a : vector<3xindex>
  return
}`,
      `2:38: custom op 'shape.from_extent_tensor' invalid kind of type specified`,
    ],
    [
      `func.func @f(%a: !shape.shape) {
  %0 = shape.cstr_broadcastable %a : !shape.shape
  return
}`,
      `2:8: 'shape.cstr_broadcastable' op required at least 2 input shapes`,
    ],
    [
      `func.func @f() {
  %0 = shape.assuming_all
  return
}`,
      `2:8: 'shape.assuming_all' op no operands specified`,
    ],
    [
      `func.func @f(%w: !shape.witness, %a: index) {
  %0 = shape.assuming %w -> (index) {
    shape.assuming_yield %a, %a : index, index
  }
  return
}`,
      `2:8: 'shape.assuming' op  region control flow edge from Region #0 to parent results: source has 2 operands, but target successor needs 1`,
    ],
    [
      `func.func @f(%s: !shape.shape, %a: !shape.size) {
  %0 = shape.reduce(%s, %a) : !shape.shape -> !shape.size {
  ^bb0(%index: index, %extent: !shape.size):
    shape.yield %extent : !shape.size
  }
  return
}`,
      `2:8: 'shape.reduce' op ReduceOp body is expected to have 3 arguments`,
    ],
    [
      `func.func @f(%s: !shape.shape, %a: !shape.size) {
  %0 = shape.reduce(%s, %a) : !shape.shape -> !shape.size {
  ^bb0(%index: index, %extent: index, %so_far: !shape.size):
    shape.yield %so_far : !shape.size
  }
  return
}`,
      `2:8: 'shape.reduce' op argument 1 of ReduceOp body is expected to be of SizeType if the ReduceOp operates on a ShapeType`,
    ],
    [
      `func.func @f(%s: tensor<?xindex>, %a: index) {
  %0 = shape.reduce(%s, %a) : tensor<?xindex> -> index {
  ^bb0(%index: index, %extent: !shape.size, %so_far: index):
    shape.yield %so_far : index
  }
  return
}`,
      `2:8: 'shape.reduce' op argument 1 of ReduceOp body is expected to be of IndexType if the ReduceOp operates on an extent tensor`,
    ],
    [
      `func.func @f(%s: !shape.shape, %a: !shape.size) {
  %0 = shape.reduce(%s, %a) : !shape.shape -> !shape.size {
  ^bb0(%index: index, %extent: !shape.size, %so_far: index):
    shape.yield %extent : !shape.size
  }
  return
}`,
      `2:8: 'shape.reduce' op type mismatch between argument 2 of ReduceOp body and initial value 0`,
    ],
    [
      `func.func @f(%s: !shape.shape, %a: !shape.size) {
  %0 = shape.reduce(%s, %a) : !shape.shape -> !shape.size {
  ^bb0(%index: index, %extent: !shape.size, %so_far: !shape.size):
    shape.yield %index : index
  }
  return
}`,
      `4:5: 'shape.yield' op types mismatch between yield op and its parent`,
    ],
    [
      `func.func @f(%s: !shape.shape, %a: !shape.size) {
  %0 = shape.reduce(%s, %a) : !shape.shape -> !shape.size {
  ^bb0(%index: index, %extent: !shape.size, %so_far: !shape.size):
    shape.yield
  }
  return
}`,
      `4:5: 'shape.yield' op number of operands does not match number of results of its parent`,
    ],
    [
      `module attributes {shape.lib = @missing} {
}`,
      `1:1: shape function library @missing not found`,
    ],
    [
      `module attributes {shape.lib = @f} {
  func.func private @f()
}`,
      `1:1: @f required to be shape function library`,
    ],
    [
      `module attributes {shape.lib = [@f]} {
  func.func private @f()
}`,
      `1:1: @f does not refer to FunctionLibraryOp`,
    ],
    [
      `module attributes {shape.lib = 1} {
}`,
      `1:1: only SymbolRefAttr or array of SymbolRefAttrs allowed as shape.lib attribute`,
    ],
    [
      `module attributes {shape.lib = [1]} {
}`,
      `1:1: only SymbolRefAttr allowed in shape.lib attribute array`,
    ],
    [
      `module attributes {shape.lib = [@library, @library]} {
  shape.function_library @library {
    func private @same(!shape.value_shape) -> !shape.shape
  } mapping {
    foo.bar = @same
  }
}`,
      `1:1: only one op to shape mapping allowed, found multiple for \`"foo.bar"\``,
    ],
    [
      `func.func @f() attributes {shape.lib = @library} {
  return
}`,
      `1:1: shape.lib attribute may only be on op implementing SymbolTable`,
    ],
    [
      `shape.func @f(!shape.shape) -> !shape.shape`,
      `1:1: 'shape.func' op symbol declaration cannot have public visibility`,
    ],
    [`func.func private @f(!shape.form)`, `1:29: unknown  type \`form\` in dialect \`shape\``],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
