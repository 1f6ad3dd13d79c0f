/** Names of strings, as upstream's compiler of 2023-04 gave them. */

import assert from 'node:assert/strict';
import { stringDataName } from './string-hash.ts';

describe('the name of a string in read-only data', () => {
  it('is upstream’s for every length that is hashed in a way of its own', () => {
    for (const [text, name] of [
      ['a', '_utf8_a_AEB6F9D5517C61F8'],
      ['abc', '_utf8_abc_E38E60BF19C71A3F'],
      ['abcd', '_utf8_abcd_6BBFD27D34C9023C'],
      ['tensor', '_utf8_tensor_3C6209B4FD120BDC'],
      ['input 0', '_utf8_input_0_5FD512E67BEFDEEC'],
      ['hal.executable.format', '_utf8_hal_executable_format_EAB228F999C2D3A1'],
      ['Some String! that is quite long', '_utf8_some_string_that_is_quite_8E5AC5784651AB12'],
      ['x'.repeat(40), '_utf8_xxxxxxxxxxxxxxxxxxxxxxxxxx_83AE3857192B3691'],
      ['y'.repeat(64), '_utf8_yyyyyyyyyyyyyyyyyyyyyyyyyy_FE52A062B7EEC612'],
      ['z'.repeat(65), '_utf8_zzzzzzzzzzzzzzzzzzzzzzzzzz_F1363D5B4C5191D3'],
      [`${'q'.repeat(128)}rest`, '_utf8_qqqqqqqqqqqqqqqqqqqqqqqqqq_FFB19DCE2B0F2F9D'],
    ] as const)
      assert.equal(stringDataName(text), name);
  });

  it('has no letters of what is not ASCII', () => {
    assert.equal(stringDataName('é'), '_utf8_24B049E7ABB74AFE');
  });
});
