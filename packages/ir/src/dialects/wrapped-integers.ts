/** Integers that upstream's parsers read into a fixed number of bits. */

import type { OpAsmParser } from '../asm.ts';
import { parseUnsignedBits } from './unsigned.ts';

/** An integer of so many bits: one that only fits without a sign is what its bits say with one. */
export const parseWrappedInteger = (parser: OpAsmParser, bits: number): bigint =>
  BigInt.asIntN(bits, parseUnsignedBits(parser, bits));
