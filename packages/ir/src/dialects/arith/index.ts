/** The arith dialect: arithmetic on integers, indices and floats, and vectors and tensors of them. */

import { attributeType } from '../../attributes.ts';
import { type AttrDefinition, defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { operations } from './ops.ts';

interface FlagsSpec {
  readonly mnemonic: string;
  readonly summary: string;
  /** Name of upstream's C++ enumeration, for diagnostics. */
  readonly cppName: string;
  readonly flags: readonly string[];
  /** The word for all flags. */
  readonly all?: string;
  readonly separator: string;
}

/** An attribute that is a set of flags, kept as upstream prints it: one word where there is one. */
function flagsAttribute({ mnemonic, summary, cppName, flags, ...spec }: FlagsSpec): AttrDefinition {
  const { all, separator } = spec;
  const words = ['none', ...flags, ...(all === undefined ? [] : [all])];
  const textOf = (given: readonly string[]): string => {
    const set = flags.filter((flag) => given.some((word) => word === flag || word === all));
    if (set.length === flags.length && all !== undefined) return all;
    return set.length === 0 ? 'none' : set.join(separator);
  };
  return {
    mnemonic,
    summary,
    parse(parser) {
      parser.parsePunctuation('<');
      const given: string[] = [];
      do {
        const at = parser.offset();
        const word = parser.parseKeyword();
        if (!words.includes(word))
          parser.failWord(`expected ${cppName} to be one of: ${words.join(', ')}`, words, at);
        given.push(word);
      } while (parser.parseOptionalPunctuation(','));
      parser.parsePunctuation('>');
      return [textOf(given)];
    },
    print: (printer, attr) => printer.print(`<${attr.params[0]}>`),
  };
}

export const arithDialect = defineDialect({
  name: 'arith',
  summary: 'arithmetic on integers, indices and floats',
  operations,
  attributes: [
    flagsAttribute({
      mnemonic: 'fastmath',
      summary: 'what a floating-point operation may neglect',
      cppName: '::mlir::arith::FastMathFlags',
      flags: ['reassoc', 'nnan', 'ninf', 'nsz', 'arcp', 'contract', 'afn'],
      all: 'fast',
      separator: ',',
    }),
    {
      ...flagsAttribute({
        mnemonic: 'overflow',
        summary: 'how an integer operation never overflows',
        cppName: '::mlir::arith::IntegerOverflowFlags',
        flags: ['nsw', 'nuw'],
        separator: ', ',
      }),
      since: '2026',
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
