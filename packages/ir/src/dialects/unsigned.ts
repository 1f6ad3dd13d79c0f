/** Numbers without sign among the parameters of types and attributes. */

import type { OpAsmParser } from '../asm.ts';

/** A number of so many bits if one is next; upstream takes negative ones, too, and wraps them. */
export function parseOptionalUnsigned(parser: OpAsmParser, bits: number): bigint | null {
  const at = parser.offset();
  const value = parser.parseOptionalInteger();
  if (value === null) return null;
  const limit = 1n << BigInt(bits);
  if (value >= limit || value <= -limit / 2n) parser.fail('integer value too large', at);
  return BigInt.asUintN(bits, value);
}

export const parseUnsignedBits = (parser: OpAsmParser, bits: number): bigint =>
  parseOptionalUnsigned(parser, bits) ?? parser.fail('expected integer value');

/** A number of 32 bits. */
export const parseUnsigned = (parser: OpAsmParser): number => Number(parseUnsignedBits(parser, 32));
