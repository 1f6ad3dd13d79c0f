/** Every operation of the spirv dialect prints as upstream prints it. */

import assert from 'node:assert/strict';
import { assertPrintsItself, genericForm } from '../text-checks.fixture.ts';
import { spirvDialect } from './index.ts';
import { PROGRAMS } from './programs.fixture.ts';

/** These print without the storage class that they are read with, so that a print does not read. */
const DO_NOT_READ = ['spirv.INTEL.SubgroupBlockRead', 'spirv.INTEL.SubgroupBlockWrite'];

describe("spirv's operations", () => {
  for (const [what, text] of PROGRAMS) it(`prints ${what}`, () => assertPrintsItself(text));

  it('knows a program for each operation', () => {
    const words = new Set(PROGRAMS.flatMap(([, text]) => text.match(/spirv\.[\w.]+/g) ?? []));
    const missing = spirvDialect.operations
      .map((definition) => definition.name)
      .filter((name) => !words.has(name) && !DO_NOT_READ.includes(name));
    // Nobody writes what ends a `spirv.SpecConstantOperation`.
    assert.deepEqual(missing, ['spirv.mlir.yield']);
  });

  it('reads blocks of a subgroup by the class of their memory', () => {
    const text = `func.func @f(%p: !spirv.ptr<i32, StorageBuffer>) {
  %0 = spirv.INTEL.SubgroupBlockRead "StorageBuffer" %p : vector<3xi32>
  spirv.INTEL.SubgroupBlockWrite "StorageBuffer" %p, %0 : vector<3xi32>
  return
}`;
    assert.equal(
      genericForm(text),
      `"builtin.module"() ({
  "func.func"() ({
  ^bb0(%arg0: !spirv.ptr<i32, StorageBuffer>):
    %0 = "spirv.INTEL.SubgroupBlockRead"(%arg0) : (!spirv.ptr<i32, StorageBuffer>) -> vector<3xi32>
    "spirv.INTEL.SubgroupBlockWrite"(%arg0, %0) : (!spirv.ptr<i32, StorageBuffer>, vector<3xi32>) -> ()
    "func.return"() : () -> ()
  }) {function_type = (!spirv.ptr<i32, StorageBuffer>) -> (), sym_name = "f"} : () -> ()
}) : () -> ()`,
    );
  });
});
