/** Traits that operations of HLO have and few others. */

import type { Trait } from '../../dialect.ts';

/** Groups of operands that are of any length are all of one length. */
export const SameVariadicOperandSize: Trait = { name: 'SameVariadicOperandSize' };
