/** Passes of every pipeline against what upstream's iree-opt (20230404) makes of the same text. */

import assert from 'node:assert/strict';
import { Context } from '../context.ts';
import { allDialects } from '../dialects/index.ts';
import { parseModule } from '../parser/parse.ts';
import { runPasses } from '../pass/pass-manager.ts';
import { parsePipeline } from '../pass/pipeline-text.ts';
import { printOperation } from '../printer/printer.ts';
import { verifyOperation } from '../verify/verifier.ts';
import { builtinPasses } from './passes.ts';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Runs the passes on a text. @returns the module, and what was said of it */
function run(passes: string, before: string) {
  const context = new Context(allDialects);
  context.allowUnregisteredDialects = true;
  const { module, diagnostics } = parseModule(context, before);
  const messages = diagnostics.map((diagnostic) => diagnostic.message);
  const { steps } = parsePipeline(`builtin.module(${passes})`, builtinPasses());
  runPasses(module, steps, {
    verify: verifyOperation,
    onDiagnostic: (diagnostic) => messages.push(diagnostic.message),
  });
  return { module, messages };
}

/** Runs the passes on `before` and compares with `after`, but for indentation. */
function same(passes: string, before: string, after: string): void {
  const { module, messages } = run(passes, before);
  assert.deepEqual(messages, []);
  assert.deepEqual(lines(printOperation(module)), lines(after));
}

describe('canonicalize', () => {
  it('keeps slices of lower rank what they are, and undoes what is done twice', () => {
    same(
      'func.func(canonicalize)',
      `
      func.func @slice(%a: tensor<?x?x?xf32>, %i: index) -> tensor<?x?xf32> {
        %c1 = arith.constant 1 : index
        %c4 = arith.constant 4 : index
        %0 = tensor.extract_slice %a[%i, 0, %i] [%c4, 1, %i] [%c1, %c1, %c1] : tensor<?x?x?xf32> to tensor<?x?xf32>
        return %0 : tensor<?x?xf32>
      }
      func.func @put(%a: tensor<?x?xf32>, %b: tensor<?x?x?xf32>, %i: index) -> tensor<?x?x?xf32> {
        %c1 = arith.constant 1 : index
        %c4 = arith.constant 4 : index
        %0 = tensor.insert_slice %a into %b[%i, 0, %i] [%c4, 1, %i] [%c1, %c1, %c1] : tensor<?x?xf32> into tensor<?x?x?xf32>
        return %0 : tensor<?x?x?xf32>
      }
      func.func @bits(%a: i32, %b: i32, %x: f32) -> (i32, i32, i32, f32, f32) {
        %0 = arith.xori %a, %b : i32
        %1 = arith.xori %0, %b : i32
        %2 = arith.xori %b, %0 : i32
        %3 = arith.andi %a, %b : i32
        %4 = arith.andi %a, %3 : i32
        %5 = arith.minf %x, %x : f32
        %6 = arith.maxf %x, %x : f32
        return %1, %2, %4, %5, %6 : i32, i32, i32, f32, f32
      }
      func.func @switch(%x: i32) -> i32 {
        %c = arith.constant 42 : i32
        cf.switch %c : i32, [
          default: ^bb1(%x : i32),
          42: ^bb1(%c : i32),
          43: ^bb2
        ]
      ^bb1(%r: i32):
        return %r : i32
      ^bb2:
        return %x : i32
      }`,
      `
      module {
        func.func @slice(%arg0: tensor<?x?x?xf32>, %arg1: index) -> tensor<?x?xf32> {
          %extracted_slice = tensor.extract_slice %arg0[%arg1, 0, %arg1] [4, 1, %arg1] [1, 1, 1] : tensor<?x?x?xf32> to tensor<4x?xf32>
          %cast = tensor.cast %extracted_slice : tensor<4x?xf32> to tensor<?x?xf32>
          return %cast : tensor<?x?xf32>
        }
        func.func @put(%arg0: tensor<?x?xf32>, %arg1: tensor<?x?x?xf32>, %arg2: index) -> tensor<?x?x?xf32> {
          %cast = tensor.cast %arg0 : tensor<?x?xf32> to tensor<4x?xf32>
          %inserted_slice = tensor.insert_slice %cast into %arg1[%arg2, 0, %arg2] [4, 1, %arg2] [1, 1, 1] : tensor<4x?xf32> into tensor<?x?x?xf32>
          return %inserted_slice : tensor<?x?x?xf32>
        }
        func.func @bits(%arg0: i32, %arg1: i32, %arg2: f32) -> (i32, i32, i32, f32, f32) {
          %0 = arith.andi %arg0, %arg1 : i32
          return %arg0, %arg0, %0, %arg2, %arg2 : i32, i32, i32, f32, f32
        }
        func.func @switch(%arg0: i32) -> i32 {
          %c42_i32 = arith.constant 42 : i32
          return %c42_i32 : i32
        }
      }`,
    );
  });

  it('keeps folded constants in the order they were made in', () => {
    same(
      'canonicalize',
      `
      func.func @order(%a: i32) -> (i32, i32, i32) {
        %c1 = arith.constant 1 : i32
        %c2 = arith.constant 2 : i32
        %x = arith.addi %c1, %c2 : i32
        %c4 = arith.constant 4 : i32
        %y = arith.muli %x, %c4 : i32
        %z = arith.addi %a, %y : i32
        %w = arith.addi %c4, %a : i32
        %v = arith.addi %w, %c1 : i32
        return %x, %z, %v : i32, i32, i32
      }`,
      `
      module {
        func.func @order(%arg0: i32) -> (i32, i32, i32) {
          %c5_i32 = arith.constant 5 : i32
          %c12_i32 = arith.constant 12 : i32
          %c3_i32 = arith.constant 3 : i32
          %0 = arith.addi %arg0, %c12_i32 : i32
          %1 = arith.addi %arg0, %c5_i32 : i32
          return %c3_i32, %0, %1 : i32, i32, i32
        }
      }`,
    );
  });

  it('hoists constants out of loops', () => {
    same(
      'canonicalize',
      `
      func.func @nest(%a: i32, %n: index) -> i32 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r = scf.for %i = %c0 to %n step %c1 iter_args(%acc = %a) -> (i32) {
          %c7 = arith.constant 7 : i32
          %c1_0 = arith.constant 1 : index
          %d = arith.addi %acc, %c7 : i32
          %e = arith.index_cast %c1_0 : index to i32
          %f = arith.addi %d, %e : i32
          scf.yield %f : i32
        }
        return %r : i32
      }`,
      `
      module {
        func.func @nest(%arg0: i32, %arg1: index) -> i32 {
          %c8_i32 = arith.constant 8 : i32
          %c0 = arith.constant 0 : index
          %c1 = arith.constant 1 : index
          %0 = scf.for %arg2 = %c0 to %arg1 step %c1 iter_args(%arg3 = %arg0) -> (i32) {
            %1 = arith.addi %arg3, %c8_i32 : i32
            scf.yield %1 : i32
          }
          return %0 : i32
        }
      }`,
    );
  });

  it('merges blocks that do the same', () => {
    same(
      'canonicalize',
      `
      func.func @cf(%c: i1, %a: i32) -> i32 {
        %c5 = arith.constant 5 : i32
        cf.cond_br %c, ^bb1, ^bb2
      ^bb1:
        %x = arith.addi %a, %c5 : i32
        cf.br ^bb3(%x : i32)
      ^bb2:
        %y = arith.addi %a, %c5 : i32
        cf.br ^bb3(%y : i32)
      ^bb3(%z: i32):
        return %z : i32
      }`,
      `
      module {
        func.func @cf(%arg0: i1, %arg1: i32) -> i32 {
          %c5_i32 = arith.constant 5 : i32
          %0 = arith.addi %arg1, %c5_i32 : i32
          return %0 : i32
        }
      }`,
    );
  });

  it('drops blocks that are never reached', () => {
    same(
      'canonicalize',
      `
      func.func @unreach(%a: i32) -> i32 {
        %t = arith.constant true
        cf.cond_br %t, ^bb1(%a : i32), ^bb2
      ^bb1(%q: i32):
        return %q : i32
      ^bb2:
        %y = arith.addi %a, %a : i32
        cf.br ^bb1(%y : i32)
      }`,
      `
      module {
        func.func @unreach(%arg0: i32) -> i32 {
          return %arg0 : i32
        }
      }`,
    );
  });

  it('passes what merged blocks differ in', () => {
    same(
      'canonicalize',
      `
      func.func @merge(%c: i1, %a: i32, %b: i32) -> i32 {
        cf.cond_br %c, ^bb1, ^bb2
      ^bb1:
        "foo.side"(%a) : (i32) -> ()
        cf.br ^bb3
      ^bb2:
        "foo.side"(%b) : (i32) -> ()
        cf.br ^bb3
      ^bb3:
        return %a : i32
      }`,
      `
      module {
        func.func @merge(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
          %0 = arith.select %arg0, %arg1, %arg2 : i32
          "foo.side"(%0) : (i32) -> ()
          return %arg1 : i32
        }
      }`,
    );
  });

  it('drops block arguments that only feed themselves', () => {
    same(
      'canonicalize',
      `
      func.func @deadargs(%c: i1, %n: i32) {
        %c0 = arith.constant 0 : i32
        cf.br ^bb1(%c0, %n : i32, i32)
      ^bb1(%i: i32, %j: i32):
        %c1 = arith.constant 1 : i32
        %i2 = arith.addi %i, %c1 : i32
        "foo.use"(%j) : (i32) -> ()
        cf.cond_br %c, ^bb1(%i2, %j : i32, i32), ^bb2
      ^bb2:
        return
      }`,
      `
      module {
        func.func @deadargs(%arg0: i1, %arg1: i32) {
          cf.br ^bb1(%arg1 : i32)
        ^bb1(%0: i32):  // 2 preds: ^bb0, ^bb1
          "foo.use"(%0) : (i32) -> ()
          cf.cond_br %arg0, ^bb1(%0 : i32), ^bb2
        ^bb2:  // pred: ^bb1
          return
        }
      }`,
    );
  });

  it('drops loops without effect', () => {
    same(
      'canonicalize',
      `
      func.func @deadloop(%n: index, %a: f32) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r = scf.for %i = %c0 to %n step %c1 iter_args(%acc = %a) -> (f32) {
          %d = arith.addf %acc, %acc : f32
          scf.yield %d : f32
        }
        return
      }`,
      `
      module {
        func.func @deadloop(%arg0: index, %arg1: f32) {
          return
        }
      }`,
    );
  });
});

describe('cse', () => {
  it('keeps the dominating one of equal operations, whatever the order of commutative operands', () => {
    same(
      'cse',
      `
      func.func @cse(%a: i32, %b: i32, %c: i1) -> (i32, i32) {
        %c1 = arith.constant 1 : i32
        %c1b = arith.constant 1 : i32
        %x = arith.addi %a, %b : i32
        %y = arith.addi %b, %a : i32
        %z = arith.subi %a, %b : i32
        %w = arith.subi %b, %a : i32
        cf.cond_br %c, ^bb1, ^bb2
      ^bb1:
        %p = arith.addi %a, %b : i32
        %q = arith.muli %a, %b : i32
        cf.br ^bb3(%p, %q : i32, i32)
      ^bb2:
        %s = arith.muli %a, %b : i32
        cf.br ^bb3(%s, %c1b : i32, i32)
      ^bb3(%u: i32, %v: i32):
        %k = arith.muli %a, %b : i32
        return %k, %y : i32, i32
      }`,
      `
      module {
        func.func @cse(%arg0: i32, %arg1: i32, %arg2: i1) -> (i32, i32) {
          %c1_i32 = arith.constant 1 : i32
          %0 = arith.addi %arg1, %arg0 : i32
          cf.cond_br %arg2, ^bb1, ^bb2
        ^bb1:  // pred: ^bb0
          %1 = arith.muli %arg0, %arg1 : i32
          cf.br ^bb3(%0, %1 : i32, i32)
        ^bb2:  // pred: ^bb0
          %2 = arith.muli %arg0, %arg1 : i32
          cf.br ^bb3(%2, %c1_i32 : i32, i32)
        ^bb3(%3: i32, %4: i32):  // 2 preds: ^bb1, ^bb2
          %5 = arith.muli %arg0, %arg1 : i32
          return %5, %0 : i32, i32
        }
      }`,
    );
  });

  it('merges regions, and reads as long as nothing is written between', () => {
    same(
      'cse',
      `
      func.func @regions(%c: i1, %a: i32, %m: memref<?xi32>, %i: index) -> (i32, i32, i32) {
        %x = scf.if %c -> i32 {
          %y = arith.addi %a, %a : i32
          scf.yield %y : i32
        } else {
          scf.yield %a : i32
        }
        %x2 = scf.if %c -> i32 {
          %y = arith.addi %a, %a : i32
          scf.yield %y : i32
        } else {
          scf.yield %a : i32
        }
        %y = arith.addi %a, %a : i32
        %l = memref.load %m[%i] : memref<?xi32>
        %l2 = memref.load %m[%i] : memref<?xi32>
        memref.store %l, %m[%i] : memref<?xi32>
        %l3 = memref.load %m[%i] : memref<?xi32>
        %s = arith.addi %l2, %l3 : i32
        return %x, %x2, %s : i32, i32, i32
      }`,
      `
      module {
        func.func @regions(%arg0: i1, %arg1: i32, %arg2: memref<?xi32>, %arg3: index) -> (i32, i32, i32) {
          %0 = scf.if %arg0 -> (i32) {
            %4 = arith.addi %arg1, %arg1 : i32
            scf.yield %4 : i32
          } else {
            scf.yield %arg1 : i32
          }
          %1 = memref.load %arg2[%arg3] : memref<?xi32>
          memref.store %1, %arg2[%arg3] : memref<?xi32>
          %2 = memref.load %arg2[%arg3] : memref<?xi32>
          %3 = arith.addi %1, %2 : i32
          return %0, %0, %3 : i32, i32, i32
        }
      }`,
    );
  });
});

describe('inline', () => {
  it('inlines callees first, drops private functions, and simplifies all', () => {
    same(
      'inline',
      `
      func.func private @leaf(%a: i32) -> i32 {
        %c1 = arith.constant 1 : i32
        %x = arith.addi %a, %c1 : i32
        return %x : i32
      }
      func.func private @multi(%a: i32, %c: i1) -> i32 {
        cf.cond_br %c, ^bb1, ^bb2
      ^bb1:
        %x = call @leaf(%a) : (i32) -> i32
        return %x : i32
      ^bb2:
        return %a : i32
      }
      func.func private @unused() { return }
      func.func private @ext(i32) -> i32
      func.func private @rec(%a: i32) -> i32 {
        %x = call @rec(%a) : (i32) -> i32
        return %x : i32
      }
      func.func @noncalls(%a: i32) -> i32 {
        %c1 = arith.constant 1 : i32
        %c2 = arith.constant 2 : i32
        %x = arith.addi %c1, %c2 : i32
        return %x : i32
      }
      func.func @main(%a: i32, %c: i1) -> (i32, i32, i32) {
        %x = call @multi(%a, %c) : (i32, i1) -> i32
        %y = call @leaf(%x) : (i32) -> i32
        %z = call @ext(%y) : (i32) -> i32
        %w = call @rec(%z) : (i32) -> i32
        %v = call @noncalls(%z) : (i32) -> i32
        %c3 = arith.constant 1 : i32
        %q = arith.addi %v, %c3 : i32
        return %z, %w, %q : i32, i32, i32
      }`,
      `
      module {
        func.func private @ext(i32) -> i32
        func.func private @rec(%arg0: i32) -> i32 {
          %0 = call @rec(%arg0) : (i32) -> i32
          return %0 : i32
        }
        func.func @noncalls(%arg0: i32) -> i32 {
          %c3_i32 = arith.constant 3 : i32
          return %c3_i32 : i32
        }
        func.func @main(%arg0: i32, %arg1: i1) -> (i32, i32, i32) {
          %c4_i32 = arith.constant 4 : i32
          %c1_i32 = arith.constant 1 : i32
          cf.cond_br %arg1, ^bb1, ^bb2(%arg0 : i32)
        ^bb1:  // pred: ^bb0
          %0 = arith.addi %arg0, %c1_i32 : i32
          cf.br ^bb2(%0 : i32)
        ^bb2(%1: i32):  // 2 preds: ^bb0, ^bb1
          %2 = arith.addi %1, %c1_i32 : i32
          %3 = call @ext(%2) : (i32) -> i32
          %4 = call @rec(%3) : (i32) -> i32
          return %3, %4, %c4_i32 : i32, i32, i32
        }
      }`,
    );
  });

  it('inlines into loops', () => {
    same(
      'inline',
      `
      func.func @main(%a: i32, %n: index) -> i32 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r = scf.for %i = %c0 to %n step %c1 iter_args(%x = %a) -> i32 {
          %y = func.call @callee(%x) : (i32) -> i32
          scf.yield %y : i32
        }
        return %r : i32
      }
      func.func @callee(%a: i32) -> i32 {
        %c = arith.constant 5 : i32
        %x = arith.muli %a, %c : i32
        return %x : i32
      }`,
      `
      module {
        func.func @main(%arg0: i32, %arg1: index) -> i32 {
          %c5_i32 = arith.constant 5 : i32
          %c0 = arith.constant 0 : index
          %c1 = arith.constant 1 : index
          %0 = scf.for %arg2 = %c0 to %arg1 step %c1 iter_args(%arg3 = %arg0) -> (i32) {
            %1 = arith.muli %arg3, %c5_i32 : i32
            scf.yield %1 : i32
          }
          return %0 : i32
        }
        func.func @callee(%arg0: i32) -> i32 {
          %c5_i32 = arith.constant 5 : i32
          %0 = arith.muli %arg0, %c5_i32 : i32
          return %0 : i32
        }
      }`,
    );
  });

  it('unrolls recursion as often as it looks', () => {
    same(
      'inline',
      `
      func.func private @a(%m: memref<i32>, %x: i32) -> i32 {
        %c1 = arith.constant 1 : i32
        memref.store %c1, %m[] : memref<i32>
        %y = call @b(%m, %x) : (memref<i32>, i32) -> i32
        return %y : i32
      }
      func.func private @b(%m: memref<i32>, %x: i32) -> i32 {
        %c1 = arith.constant 2 : i32
        memref.store %c1, %m[] : memref<i32>
        %y = call @a(%m, %x) : (memref<i32>, i32) -> i32
        return %y : i32
      }
      func.func @c(%m: memref<i32>, %x: i32) -> i32 {
        %y = call @a(%m, %x) : (memref<i32>, i32) -> i32
        return %y : i32
      }
      func.func @taken() -> ((memref<i32>, i32) -> i32) {
        %f = constant @b : (memref<i32>, i32) -> i32
        return %f : (memref<i32>, i32) -> i32
      }
      func.func @d(%m: memref<i32>, %x: i32) -> i32 {
        %y = call @self(%m, %x) : (memref<i32>, i32) -> i32
        return %y : i32
      }
      func.func private @self(%m: memref<i32>, %x: i32) -> i32 {
        %c1 = arith.constant 3 : i32
        memref.store %c1, %m[] : memref<i32>
        %y = call @self(%m, %x) : (memref<i32>, i32) -> i32
        return %y : i32
      }`,
      `
      module {
        func.func private @b(%arg0: memref<i32>, %arg1: i32) -> i32 {
          %c1_i32 = arith.constant 1 : i32
          %c2_i32 = arith.constant 2 : i32
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          %0 = call @b(%arg0, %arg1) : (memref<i32>, i32) -> i32
          return %0 : i32
        }
        func.func @c(%arg0: memref<i32>, %arg1: i32) -> i32 {
          %c2_i32 = arith.constant 2 : i32
          %c1_i32 = arith.constant 1 : i32
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          memref.store %c2_i32, %arg0[] : memref<i32>
          memref.store %c1_i32, %arg0[] : memref<i32>
          %c1_i32_0 = arith.constant 1 : i32
          %c2_i32_1 = arith.constant 2 : i32
          memref.store %c2_i32_1, %arg0[] : memref<i32>
          memref.store %c1_i32_0, %arg0[] : memref<i32>
          %0 = call @b(%arg0, %arg1) : (memref<i32>, i32) -> i32
          return %0 : i32
        }
        func.func @taken() -> ((memref<i32>, i32) -> i32) {
          %f = constant @b : (memref<i32>, i32) -> i32
          return %f : (memref<i32>, i32) -> i32
        }
        func.func @d(%arg0: memref<i32>, %arg1: i32) -> i32 {
          %c3_i32 = arith.constant 3 : i32
          memref.store %c3_i32, %arg0[] : memref<i32>
          memref.store %c3_i32, %arg0[] : memref<i32>
          memref.store %c3_i32, %arg0[] : memref<i32>
          %c3_i32_0 = arith.constant 3 : i32
          memref.store %c3_i32_0, %arg0[] : memref<i32>
          %0 = call @self(%arg0, %arg1) : (memref<i32>, i32) -> i32
          return %0 : i32
        }
        func.func private @self(%arg0: memref<i32>, %arg1: i32) -> i32 {
          %c3_i32 = arith.constant 3 : i32
          memref.store %c3_i32, %arg0[] : memref<i32>
          %0 = call @self(%arg0, %arg1) : (memref<i32>, i32) -> i32
          return %0 : i32
        }
      }`,
    );
  });
});

describe('loop-invariant-code-motion', () => {
  it('moves what neither changes nor may fail, loops included', () => {
    same(
      'func.func(loop-invariant-code-motion)',
      `
      func.func @f(%m: memref<10xf32>, %a: i32, %b: i32, %n: index) {
        %c2 = arith.constant 2 : i32
        affine.for %i = 0 to 10 {
          %0 = arith.addi %a, %b : i32
          %1 = arith.divsi %0, %c2 : i32
          %2 = arith.divsi %1, %b : i32
          affine.for %j = 0 to %n {
            %3 = arith.muli %0, %1 : i32
          }
          affine.for %j = 0 to %n step 2 {
          }
          %4 = memref.load %m[%n] : memref<10xf32>
          affine.store %4, %m[%i] : memref<10xf32>
        }
        return
      }`,
      `
      module {
        func.func @f(%arg0: memref<10xf32>, %arg1: i32, %arg2: i32, %arg3: index) {
          %c2_i32 = arith.constant 2 : i32
          %0 = arith.addi %arg1, %arg2 : i32
          %1 = arith.divsi %0, %c2_i32 : i32
          %2 = arith.muli %0, %1 : i32
          affine.for %arg4 = 0 to %arg3 {
          }
          affine.for %arg4 = 0 to 10 {
            %3 = arith.divsi %1, %arg2 : i32
            affine.for %arg5 = 0 to %arg3 step 2 {
            }
            %4 = memref.load %arg0[%arg3] : memref<10xf32>
            affine.store %4, %arg0[%arg4] : memref<10xf32>
          }
          return
        }
      }`,
    );
  });
});

describe('passes about symbols', () => {
  it('refuse operations that have none', () => {
    const text = 'func.func @f() { return }';
    const problem = (runner: string): readonly string[] => [
      `'func.func' op  was scheduled to run under ${runner}, but does not define a symbol table`,
    ];
    assert.deepEqual(run('func.func(symbol-dce)', text).messages, problem('SymbolDCE'));
    assert.deepEqual(run('func.func(inline)', text).messages, problem('the inliner'));
  });
});
