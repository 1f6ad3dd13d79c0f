import assert from 'node:assert/strict';
import {
  callingConventionsMatch,
  formatCallingConvention,
  parseCallingConvention,
} from './calling-convention.ts';
import { FormatError } from './format-error.ts';

describe('calling convention', () => {
  it('reads arguments and results', () => {
    const cconv = parseCallingConvention('0rIifF_rI');
    assert.deepEqual(
      cconv.arguments.map((arg) => (arg.kind === 'value' ? arg.type : '?')),
      ['r', 'I', 'i', 'f', 'F'],
    );
    assert.deepEqual(cconv.results, ['r', 'I']);
    assert.equal(cconv.variadic, false);
  });

  it('reads variadic spans of tuples', () => {
    const cconv = parseCallingConvention('0rriCiirIID_v');
    assert.deepEqual(cconv.arguments[3], { kind: 'span', types: ['i', 'i', 'r', 'I', 'I'] });
    assert.deepEqual(cconv.results, []);
    assert.equal(cconv.variadic, true);
  });

  it('takes every spelling of nothing', () => {
    for (const text of ['', '0', '0v', '0_', '0v_v', '0_v']) {
      const cconv = parseCallingConvention(text);
      assert.equal(formatCallingConvention(cconv), '0v_v', text);
    }
    assert.ok(callingConventionsMatch('0ri', '0ri_v'));
    assert.ok(!callingConventionsMatch('0ri_v', '0rI_v'));
  });

  it('prints what it read', () => {
    for (const text of ['0v_v', '0iii_i', '0rIIiiCID_r', '0CrD_r', '0rCiiiD_r', '0v_iI']) {
      assert.equal(formatCallingConvention(parseCallingConvention(text)), text);
    }
  });

  it('rejects what is malformed', () => {
    for (const text of ['1i_i', 'i_i', '0x_v', '0C_v', '0CiCiDD_v', '0D_v', '0CD_v', '0i_CiD']) {
      assert.throws(() => parseCallingConvention(text), FormatError, text);
    }
    assert.throws(() => parseCallingConvention(`0${'i'.repeat(5000)}_v`), /longer than 4096/);
  });
});
