/** Floats as upstream's iree-opt (20230404) prints them. */

import assert from 'node:assert/strict';
import { encodeFloat } from '../float.ts';
import type { FloatKind } from '../types.ts';
import { floatText } from './float-text.ts';

const text = (format: FloatKind, value: number): string =>
  floatText(format, encodeFloat(format, value));

describe('text of floats', () => {
  it('is short where six digits say it all', () => {
    assert.equal(text('f32', 1), '1.000000e+00');
    assert.equal(text('f32', 0.1), '1.000000e-01');
    assert.equal(text('f64', 1e300), '1.000000e+300');
    assert.equal(text('f32', -0), '-0.000000e+00');
    assert.equal(text('bf16', 1 / 3), '3.339840e-01');
  });

  it('has as many digits as the format needs otherwise', () => {
    assert.equal(text('f64', 1.23456789012345), '1.23456789012345');
    assert.equal(text('f32', 0.00012345678), '1.23456775E-4');
    assert.equal(text('f32', 0.0012345678), '0.00123456784');
    assert.equal(text('f32', 100000.5), '100000.5');
    assert.equal(text('f64', 2 ** 63), '9.2233720368547758E+18');
  });

  it('cuts far digits off before it rounds', () => {
    assert.equal(text('f32', 0.7), '0.699999988');
    assert.equal(text('f32', 1e-40), '9.999940e-41');
  });

  it('is the bits for what has no fraction, and for infinities and NaNs', () => {
    assert.equal(text('f32', 123456789), '0x4CEB79A3');
    assert.equal(text('f64', 16777217), '0x4170000010000000');
    assert.equal(text('f32', Number.NEGATIVE_INFINITY), '0xFF800000');
    assert.equal(text('f32', Number.NaN), '0x7FC00000');
  });

  it('is exact for formats wider than a double', () => {
    assert.equal(text('f80', 1.1), '1.10000000000000008882');
    assert.equal(text('f128', 1.1), '1.10000000000000008881784197001252323');
    assert.equal(text('f80', 1), '1.000000e+00');
  });
});
