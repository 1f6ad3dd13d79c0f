/** Globals of ml_program: the expected text is what upstream's tools of the seed's era print. */

import assert from 'node:assert/strict';
import { parseModule, printOperation, runPasses, step } from '@iree-workbench/ir';
import { createContext } from '../pipeline.ts';
import { importMlProgram } from './import-ml-program.ts';

/** The module after the pass, or the messages of what it refuses. */
function imported(text: string): string {
  const { module, diagnostics } = parseModule(createContext(), text);
  assert.deepEqual(diagnostics, []);
  const messages: string[] = [];
  const ok = runPasses(module, [step(importMlProgram)], {
    onDiagnostic: ({ message }) => messages.push(message),
  });
  return ok ? printOperation(module, { localScope: true }) : messages.join('\n');
}

describe("import of ml_program's globals", () => {
  it('gives public ones accessors by the names of the module', () => {
    assert.equal(
      imported(`
module @globals attributes {ml_program.public_global_accessors = {get = "global__{0}__get"}} {
  ml_program.global public mutable @changes(51 : i32) : i32
  ml_program.global public @stays(52 : i32) : i32
  ml_program.global private mutable @own : tensor<2xf32>
}`),
      `module @globals attributes {ml_program.public_global_accessors = {get = "global__{0}__get"}} {
  util.global private mutable @changes = 51 : i32
  func.func @global__changes__get() -> i32 {
    %changes = util.global.load @changes : i32
    return %changes : i32
  }
  func.func @global$changes$set(%arg0: i32) {
    util.global.store %arg0, @changes : i32
    return
  }
  util.global private @stays = 52 : i32
  func.func @global__stays__get() -> i32 {
    %stays = util.global.load @stays : i32
    return %stays : i32
  }
  util.global private mutable @own : tensor<2xf32>
}`,
    );
  });

  it('turns loads and stores into those of util', () => {
    assert.equal(
      imported(`
module {
  ml_program.global private mutable @count(dense<0> : tensor<2xi32>) : tensor<2xi32>
  ml_program.global private @one(dense<1> : tensor<2xi32>) : tensor<2xi32>
  func.func @next() {
    %0 = ml_program.global_load @count : tensor<2xi32>
    %1 = ml_program.global_load_const @one : tensor<2xi32>
    %2 = arith.addi %0, %1 : tensor<2xi32>
    ml_program.global_store @count = %2 : tensor<2xi32>
    return
  }
}`),
      `module {
  util.global private mutable @count = dense<0> : tensor<2xi32>
  util.global private @one = dense<1> : tensor<2xi32>
  func.func @next() {
    %count = util.global.load @count : tensor<2xi32>
    %one = util.global.load @one : tensor<2xi32>
    %0 = arith.addi %count, %one : tensor<2xi32>
    util.global.store %0, @count : tensor<2xi32>
    return
  }
}`,
    );
  });

  it('refuses graphs, and formats without one place for the name', () => {
    assert.match(
      imported('ml_program.subgraph @g() {\n  ml_program.output\n}'),
      /^failed to legalize operation 'ml_program\.subgraph'$/,
    );
    assert.match(
      imported(
        'module attributes {ml_program.public_global_accessors = {get = "{0}{1}"}} {\n  ml_program.global public @g(1 : i32) : i32\n}',
      ),
      /^failed to legalize operation 'ml_program\.global'$/,
    );
  });
});
