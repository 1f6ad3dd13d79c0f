/** The dlti dialect reads, prints and checks as upstream's. */

import assert from 'node:assert/strict';
import { assertPrintsItself, firstError } from '../text-checks.fixture.ts';

describe('the dlti dialect', () => {
  it('prints what upstream prints', () => {
    assertPrintsItself(`module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<"dlti.endianness", "little">, #dlti.dl_entry<index, 64 : i64>, #dlti.dl_entry<f32, dense<[32, 64]> : vector<2xi32>>, #dlti.dl_entry<!llvm.ptr, dense<64> : vector<3xi32>>>} {
  module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<"dlti.endianness", "little">>} {
  }
  module attributes {dlti.dl_spec = #dlti.dl_spec<>} {
  }
}`);
  });

  const errors: readonly (readonly [text: string, error: string])[] = [
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<"dlti.endianness", "some">>} {
}`,
      `1:1: 'dlti.endianness' data layout entry is expected to be either 'big' or 'little'`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<"dlti.other", 1>>} {
}`,
      `1:1: unknown data layout entry name: dlti.other`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<index, "some">>} {
}`,
      `1:1: expected integer attribute in the data layout entry for 'index'`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<f32, dense<[32, 16]> : vector<2xi32>>>} {
}`,
      `1:1: preferred alignment is expected to be greater than or equal to the abi alignment in data layout entry #dlti.dl_entry<f32, dense<[32, 16]> : vector<2xi32>>`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<f32, dense<[32, 16, 4]> : vector<3xi32>>>} {
}`,
      `1:1: expected 1 or 2 elements in the data layout entry #dlti.dl_entry<f32, dense<[32, 16, 4]> : vector<3xi32>>`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<f32, dense<[32, 64]> : vector<2xi64>>>} {
}`,
      `1:1: expected a dense i32 elements attribute in the data layout entry #dlti.dl_entry<f32, dense<[32, 64]> : vector<2xi64>>`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<tensor<f32>, 1>>} {
}`,
      `1:1: unexpected data layout for a built-in type`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<!shape.shape, 1>>} {
}`,
      `1:1: data layout specified for a type that does not support it`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<!llvm.ptr, dense<64> : vector<2xi32>>>} {
}`,
      `1:1: expected layout attribute for '!llvm.ptr' to be a dense integer elements attribute with 3 or 4 elements`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<!llvm.ptr, dense<[64, 65, 64]> : vector<3xi32>>>} {
}`,
      `1:1: preferred alignment is expected to be at least as large as ABI alignment`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<i32, 1>, #dlti.dl_entry<i32, 2>>} {
}`,
      `1:41: repeated layout entry key: 'i32'`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<1>} {
}`,
      `1:49: invalid kind of attribute specified`,
    ],
    [
      `module attributes {dlti.dl_spec = 1} {
}`,
      `1:1: 'dlti.dl_spec' is expected to be a #dlti.dl_spec attribute`,
    ],
    [
      `module attributes {dlti.other = 1} {
}`,
      `1:1: attribute 'dlti.other' not supported by dialect`,
    ],
    [
      `module attributes {other = #dlti.dl_entry<1, 1>} {
}`,
      `1:43: expected a type or a quoted string`,
    ],
    [
      `module attributes {other = #dlti.other} {
}`,
      `1:34: unknown attrribute type: other`,
    ],
    [
      `module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<"a", 1>>} {
  module attributes {dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<"a", 2>>} {
  }
}`,
      `2:3: data layout does not combine with layouts of enclosing ops`,
    ],
  ];
  for (const [text, error] of errors)
    it(`says: ${error}`, () => {
      assert.equal(firstError(text), error);
    });
});
