/** The gpu dialect reads and prints as upstream's. */

import assert from 'node:assert/strict';
import { Context } from '../../context.ts';
import { parseModule } from '../../parser/parse.ts';
import { printOperation } from '../../printer/printer.ts';
import { builtinDialect } from '../builtin/index.ts';
import { funcDialect } from '../func/index.ts';
import { gpuDialect } from './index.ts';

describe('the gpu dialect', () => {
  const text = `module {
  func.func @f(%arg0: memref<4xf32, #gpu.address_space<workgroup>>) -> index {
    %0 = gpu.thread_id  x
    %1 = gpu.block_id  z
    %2 = gpu.subgroup_id : index
    %3 = gpu.lane_id
    gpu.barrier
    return %0 : index
  }
}`;
  const context = new Context([builtinDialect, funcDialect, gpuDialect]);

  it('prints what it read', () => {
    const { module, diagnostics } = parseModule(context, text);
    assert.deepEqual(diagnostics, []);
    assert.equal(printOperation(module), text);
  });

  it('writes the dimension as upstream does in the generic form', () => {
    const { module } = parseModule(context, text);
    const generic = printOperation(module, { generic: true });
    assert.match(generic, /%0 = "gpu\.thread_id"\(\) \{dimension = #gpu<dim x>\} : \(\) -> index/);
    const again = parseModule(context, generic);
    assert.deepEqual(again.diagnostics, []);
    assert.equal(printOperation(again.module), text);
  });

  it('knows three dimensions', () => {
    const { diagnostics } = parseModule(
      context,
      'func.func @f() { %0 = gpu.thread_id w\n return }',
    );
    assert.equal(
      diagnostics[0]?.message,
      "custom op 'gpu.thread_id' expected ::mlir::gpu::Dimension to be one of: x, y, z",
    );
  });
});
