/** Programs of other eras become programs of the seed's, or are refused with the reason. */

import assert from 'node:assert/strict';
import {
  Context,
  type Diagnostic,
  type Era,
  fileLocation,
  parseModule,
  printOperation,
  verifyOperation,
} from '@iree-workbench/ir';
import { allDialects } from '@iree-workbench/ir/dialects';
import { toSeedEra } from './seed-era.ts';

function convert(text: string, era: Era) {
  const { module, diagnostics } = parseModule(new Context(allDialects, era), text);
  assert.deepEqual([...diagnostics, ...verifyOperation(module)], []);
  const found: Diagnostic[] = [];
  return { converted: toSeedEra(module, (diagnostic) => found.push(diagnostic)), found };
}

/** What is printed of the program in the seed's era, where it is valid. */
function converted(text: string, era: Era = '2026'): string {
  const { converted: module, found } = convert(text, era);
  assert.deepEqual(found, []);
  assert.ok(module);
  assert.deepEqual(verifyOperation(module), []);
  return printOperation(module);
}

const refusal = (text: string): readonly string[] =>
  convert(text, '2026').found.map(
    ({ message, location }) => `${fileLocation(location)?.line}: ${message}`,
  );

describe('programs of other eras', () => {
  it('get the older names, without promises', () => {
    assert.equal(
      converted(`func.func @f(%a: f32, %b: i32) -> f32 {
  %0 = arith.maximumf %a, %a fastmath<nnan> : f32
  %1 = arith.addi %b, %b overflow<nsw> : i32
  %2 = arith.extui %1 nneg : i32 to i64
  return %0 : f32
}`),
      `module {
  func.func @f(%arg0: f32, %arg1: i32) -> f32 {
    %0 = arith.maxf %arg0, %arg0 fastmath<nnan> : f32
    %1 = arith.addi %arg1, %arg1 : i32
    %2 = arith.extui %1 : i32 to i64
    return %0 : f32
  }
}`,
    );
  });

  it('have functions of func, and initialisers that return by themselves', () => {
    assert.equal(
      converted(`util.global private mutable @x {inlining_policy = #util.inline.never} : i32
util.initializer {
  %c = arith.constant 3 : i32
  util.global.store %c, @x : i32
  util.return
}
util.func public @f(%a: i32) -> i32 {
  %0 = util.call @g(%a) : (i32) -> i32
  util.return %0 : i32
}
util.func private @g(%a: i32) -> i32 {
  %0 = util.global.load @x : i32
  util.return %0 : i32
}`),
      `module {
  util.global private mutable @x : i32
  util.initializer {
    %c3_i32 = arith.constant 3 : i32
    util.global.store %c3_i32, @x : i32
    util.initializer.return
  }
  func.func public @f(%arg0: i32) -> i32 {
    %0 = call @g(%arg0) : (i32) -> i32
    return %0 : i32
  }
  func.func private @g(%arg0: i32) -> i32 {
    %x = util.global.load @x : i32
    return %x : i32
  }
}`,
    );
  });

  it('lose what types and operations say anyway', () => {
    assert.equal(
      converted(`func.func @f(%t: tensor<4x?xf32>, %b: tensor<?x4xf32>, %c: tensor<4x4xf32>, %i: index) -> tensor<2x2x?xf32> {
  %0 = linalg.matmul ins(%t, %b : tensor<4x?xf32>, tensor<?x4xf32>) outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = tensor.expand_shape %t [[0, 1], [2]] output_shape [2, 2, %i] : tensor<4x?xf32> into tensor<2x2x?xf32>
  return %1 : tensor<2x2x?xf32>
}`),
      `module {
  func.func @f(%arg0: tensor<4x?xf32>, %arg1: tensor<?x4xf32>, %arg2: tensor<4x4xf32>, %arg3: index) -> tensor<2x2x?xf32> {
    %0 = linalg.matmul ins(%arg0, %arg1 : tensor<4x?xf32>, tensor<?x4xf32>) outs(%arg2 : tensor<4x4xf32>) -> tensor<4x4xf32>
    %expanded = tensor.expand_shape %arg0 [[0, 1], [2]] : tensor<4x?xf32> into tensor<2x2x?xf32>
    return %expanded : tensor<2x2x?xf32>
  }
}`,
    );
  });

  it('keep blocks, constants, resources and what is used before it is defined', () => {
    const text = `module {
  func.func @f(%arg0: i1) -> tensor<2xi32> {
    cf.br ^bb2
  ^bb1:  // pred: ^bb2
    return %0 : tensor<2xi32>
  ^bb2:  // pred: ^bb0
    %0 = arith.addi %cst, %cst_0 : tensor<2xi32>
    cf.br ^bb1
  }
}`;
    const withConstants = text.replace(
      '    cf.br ^bb2\n',
      '    %cst = arith.constant dense<[1, 2]> : tensor<2xi32>\n    %cst_0 = arith.constant dense_resource<r> : tensor<2xi32>\n    cf.br ^bb2\n',
    );
    const resources =
      '\n\n{-#\n  dialect_resources: {\n    builtin: {\n      r: "0x040000000100000002000000"\n    }\n  }\n#-}';
    assert.equal(converted(withConstants + resources), withConstants + resources);
    assert.equal(converted(withConstants, 'llvm16'), withConstants);
  });

  it('import and export tensors', () => {
    assert.equal(
      converted(`func.func @f(%b: !hal.buffer_view, %i: index) -> !hal.buffer_view {
  %0 = hal.tensor.import on(#hal.device.affinity<@d>) consume %b "x" : !hal.buffer_view -> tensor<?xf32>{%i}
  %1 = hal.tensor.export %0 "y" : tensor<?xf32>{%i} -> !hal.buffer_view
  return %1 : !hal.buffer_view
}`),
      `module {
  func.func @f(%arg0: !hal.buffer_view, %arg1: index) -> !hal.buffer_view {
    %0 = hal.tensor.import %arg0 "x" : !hal.buffer_view -> tensor<?xf32>{%arg1}
    %1 = hal.tensor.export %0 "y" : tensor<?xf32>{%arg1} -> !hal.buffer_view
    return %1 : !hal.buffer_view
  }
}`,
    );
  });

  it('are refused, each operation that has no counterpart', () => {
    assert.deepEqual(
      refusal(`util.func private @f(%a: f32, %n: i32) -> %a {
  %0 = math.isnan %a : f32
  scf.for unsigned %i = %n to %n step %n : i32 {
  }
  %1 = arith.addf %a, %a upward : f32
  util.return %a : f32
}`),
      [
        "1: this form of 'util.func' op has no counterpart in the dialects of 2023",
        "2: 'math.isnan' op has no counterpart in the dialects of 2023",
        "3: attribute 'unsignedCmp' of 'scf.for' op has no counterpart in the dialects of 2023",
        "5: attribute 'roundingmode' of 'arith.addf' op has no counterpart in the dialects of 2023",
      ],
    );
  });
});
