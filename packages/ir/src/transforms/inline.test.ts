/** What dialects let the inliner do, as iree-opt (20230404) has it. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { allDialects } from '../dialects/index.ts';
import { parseModule } from '../parser/parse.ts';
import { printOperation } from '../printer/printer.ts';
import { inlineCalls } from './inline.ts';

function inlined(text: string): string {
  const { module, diagnostics } = parseModule(new Context(allDialects), text);
  assert.deepEqual(diagnostics, []);
  inlineCalls(module);
  return printOperation(module);
}

const PROGRAM = `llvm.func @a(%n: i32) -> i32 attributes { passthrough = ["noinline"] } { llvm.return %n : i32 }
llvm.func @c(%n: i32) -> i32 attributes { passthrough = ["foo", ["x", "y"]] } { llvm.return %n : i32 }
llvm.func @h(%n: i32, %m: i1) -> i32 { llvm.cond_br %m, ^bb1, ^bb2
^bb1: 
 llvm.return %n : i32 
^bb2:
 llvm.unreachable }
llvm.func @caller(%n: i32, %m: i1) -> i32 {
  %0 = llvm.call @a(%n) : (i32) -> i32
  %2 = llvm.call @c(%0) : (i32) -> i32
  %7 = llvm.call @h(%2, %m) : (i32, i1) -> i32
  llvm.return %7 : i32
}
func.func private @touch(%m: memref<?xf32>, %i: index) {
  %v = affine.load %m[%i + 1] : memref<?xf32>
  affine.store %v, %m[%i] : memref<?xf32>
  return
}
func.func private @index() -> index
func.func private @far(%m: memref<?xf32>) {
  %i = call @index() : () -> index
  %v = affine.load %m[%i] : memref<?xf32>
  affine.store %v, %m[0] : memref<?xf32>
  return
}
func.func @loops(%m: memref<?xf32>) {
  affine.for %i = 0 to 8 {
    func.call @touch(%m, %i) : (memref<?xf32>, index) -> ()
    func.call @far(%m) : (memref<?xf32>) -> ()
  }
  return
}`;

const INLINED = `module {
  llvm.func @a(%arg0: i32) -> i32 attributes {passthrough = ["noinline"]} {
    llvm.return %arg0 : i32
  }
  llvm.func @c(%arg0: i32) -> i32 attributes {passthrough = ["foo", ["x", "y"]]} {
    llvm.return %arg0 : i32
  }
  llvm.func @h(%arg0: i32, %arg1: i1) -> i32 {
    llvm.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    llvm.return %arg0 : i32
  ^bb2:  // pred: ^bb0
    llvm.unreachable
  }
  llvm.func @caller(%arg0: i32, %arg1: i1) -> i32 {
    %0 = llvm.call @a(%arg0) : (i32) -> i32
    llvm.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    llvm.br ^bb3(%0 : i32)
  ^bb2:  // pred: ^bb0
    llvm.unreachable
  ^bb3(%1: i32):  // pred: ^bb1
    llvm.return %1 : i32
  }
  func.func private @index() -> index
  func.func private @far(%arg0: memref<?xf32>) {
    %0 = call @index() : () -> index
    %1 = affine.load %arg0[symbol(%0)] : memref<?xf32>
    affine.store %1, %arg0[0] : memref<?xf32>
    return
  }
  func.func @loops(%arg0: memref<?xf32>) {
    affine.for %arg1 = 0 to 8 {
      %0 = affine.load %arg0[symbol(%arg1) + 1] : memref<?xf32>
      affine.store %0, %arg0[symbol(%arg1)] : memref<?xf32>
      func.call @far(%arg0) : (memref<?xf32>) -> ()
    }
    return
  }
}`;

describe('the inliner', () => {
  it('asks the dialects of call, callee and place', () => assert.equal(inlined(PROGRAM), INLINED));

  it('leaves memory of which more is known alone, and calls that copy their arguments', () => {
    const text = `module {
  llvm.metadata @metadata {
    llvm.access_group @group
    llvm.return
  }
  func.func private @grouped(%arg0: !llvm.ptr) {
    %0 = llvm.mlir.constant(42 : i32) : i32
    llvm.store %0, %arg0 {access_groups = [@metadata::@group]} : i32, !llvm.ptr
    return
  }
  func.func @f(%arg0: !llvm.ptr) {
    call @grouped(%arg0) : (!llvm.ptr) -> ()
    return
  }
  llvm.func @personal() -> i32
  llvm.func @catching() attributes {personality = @personal} {
    llvm.return
  }
  llvm.func @copying(%arg0: !llvm.ptr {llvm.byval = f32}) {
    llvm.return
  }
  llvm.func @g(%arg0: !llvm.ptr) {
    llvm.call @catching() : () -> ()
    llvm.call @copying(%arg0) : (!llvm.ptr) -> ()
    llvm.return
  }
}`;
    assert.equal(inlined(text), text);
  });
});
