/** Integers that upstream's parsers read into a fixed number of bits. */

import type { OpAsmParser } from '../asm.ts';

/** An integer of so many bits: one that only fits without a sign is what its bits say with one. */
export function parseWrappedInteger(parser: OpAsmParser, bits: number): bigint {
  const at = parser.offset();
  const value = parser.parseInteger();
  const limit = 1n << BigInt(bits);
  if (value >= limit || value <= -limit / 2n) parser.fail('integer value too large', at);
  return BigInt.asIntN(bits, value);
}
