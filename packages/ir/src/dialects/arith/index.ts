/** The arith dialect: arithmetic on integers, indices and floats, and vectors and tensors of them. */

import { attributeType } from '../../attributes.ts';
import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { operations } from './ops.ts';

const FAST_MATH_FLAGS = ['reassoc', 'nnan', 'ninf', 'nsz', 'arcp', 'contract', 'afn'];
/** With the words for no flag and for all. */
const FAST_MATH = ['none', ...FAST_MATH_FLAGS, 'fast'];

/** A set of flags as it is kept and printed: one word where there is one, else in upstream's order. */
function fastMathText(flags: readonly string[]): string {
  const set = FAST_MATH_FLAGS.filter((flag) => flags.includes(flag) || flags.includes('fast'));
  if (set.length === FAST_MATH_FLAGS.length) return 'fast';
  return set.length === 0 ? 'none' : set.join(',');
}

export const arithDialect = defineDialect({
  name: 'arith',
  summary: 'arithmetic on integers, indices and floats',
  operations,
  attributes: [
    {
      mnemonic: 'fastmath',
      summary: 'what a floating-point operation may neglect',
      parse(parser) {
        parser.parsePunctuation('<');
        const flags: string[] = [];
        do {
          const at = parser.offset();
          const flag = parser.parseKeyword();
          if (!FAST_MATH.includes(flag))
            parser.failWord(
              `expected ::mlir::arith::FastMathFlags to be one of: ${FAST_MATH.join(', ')}`,
              FAST_MATH,
              at,
            );
          flags.push(flag);
        } while (parser.parseOptionalPunctuation(','));
        parser.parsePunctuation('>');
        return [fastMathText(flags)];
      },
      print: (printer, attr) => printer.print(`<${attr.params[0]}>`),
    },
  ],
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    attributeType(value) === type
      ? Operation.create({
          name: 'arith.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});

export { compareFloats, compareIntegers, predicateOf } from './fold.ts';
export {
  CMPF_PREDICATES,
  CMPI_PREDICATES,
  type CmpFPredicate,
  type CmpIPredicate,
} from './predicates.ts';
