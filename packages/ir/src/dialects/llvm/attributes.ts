/** Attributes of the llvm dialect about functions, globals and arithmetic. */

import type { OpAsmParser } from '../../asm.ts';
import { DialectAttr } from '../../attributes.ts';
import { dialectAttr } from '../../constraints.ts';
import type { Context } from '../../context.ts';
import { type AttrDefinition, type AttrSpec, defaultAttr } from '../../dialect.ts';
import { parseEnumCase } from '../enum-attributes.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';
import { CALLING_CONVENTIONS, type Cases, LINKAGES } from './enums.ts';

/** A keyword or string that is one of the cases; `noun` is upstream's for the enumeration. */
export function parseCase(parser: OpAsmParser, noun: string, cases: readonly string[]): string {
  const at = parser.offset();
  const text = parser.parseOptionalKeywordOrString();
  if (text === null) return parser.fail(`expected keyword for ${noun}`, at);
  return cases.includes(text) ? text : parser.fail(`invalid ${noun} specification: ${text}`, at);
}

/** `<case>`. */
const caseAttribute = (
  mnemonic: string,
  summary: string,
  noun: string,
  cases: readonly string[],
): AttrDefinition => ({
  mnemonic,
  summary,
  parse(parser) {
    parser.parsePunctuation('<');
    const text = parseCase(parser, noun, cases);
    parser.parsePunctuation('>');
    return [text];
  },
  print: (printer, attr) => printer.print(`<${String(attr.params[0])}>`),
});

export const linkageAttr = (context: Context, linkage: string): DialectAttr =>
  DialectAttr.get(context, 'llvm', 'linkage', [linkage]);
export const callingConventionAttr = (context: Context, convention: string): DialectAttr =>
  DialectAttr.get(context, 'llvm', 'cconv', [convention]);
export const LinkageConstraint = dialectAttr('llvm.linkage', 'LLVM Linkage specification');
export const CallingConventionConstraint = dialectAttr(
  'llvm.cconv',
  'LLVM Calling Convention specification',
);

// ----- What floating-point operations may neglect -----

const FAST_MATH_FLAGS: Cases = [
  ['nnan', 1],
  ['ninf', 2],
  ['nsz', 4],
  ['arcp', 8],
  ['contract', 16],
  ['afn', 32],
  ['reassoc', 64],
];
const FAST_MATH: Cases = [['none', 0], ...FAST_MATH_FLAGS, ['fast', 127]];

export const noFastMath = (context: Context): DialectAttr =>
  DialectAttr.get(context, 'llvm', 'fastmath', [0]);
export const fastMathFlags: AttrSpec = defaultAttr(
  dialectAttr('llvm.fastmath', 'LLVM fastmath flags'),
  noFastMath,
);

function fastMathText(bits: number): string {
  const exact = FAST_MATH.find(([, value]) => value === bits);
  if (exact) return exact[0];
  return FAST_MATH_FLAGS.flatMap(([name, bit]) => (bits & bit ? [name] : [])).join(', ');
}
const fastMath: AttrDefinition = {
  mnemonic: 'fastmath',
  summary: 'what a floating-point operation may neglect',
  parse(parser) {
    const names = FAST_MATH.map(([name]) => name);
    let bits = 0;
    parser.parsePunctuation('<');
    do {
      const name = parseEnumCase(parser, '::mlir::LLVM::FastmathFlags', names);
      bits |= FAST_MATH.find(([one]) => one === name)?.[1] ?? 0;
    } while (parser.parseOptionalPunctuation(','));
    parser.parsePunctuation('>');
    return [bits];
  },
  print: (printer, attr) => printer.print(`<${fastMathText(Number(attr.params[0]))}>`),
};

// ----- Memory that functions touch -----

const access = (name: string): StructParameter => ({
  name,
  parse: (parser) => parseCase(parser, 'LLVM ModRefInfo', ['none', 'read', 'write', 'readwrite']),
  print: (printer, value) => printer.print(String(value)),
});
export const MemoryEffectsConstraint = dialectAttr('llvm.memory_effects', '');

export const attributeDefinitions: readonly AttrDefinition[] = [
  caseAttribute('cconv', 'how a function is called', 'Calling Conventions', CALLING_CONVENTIONS),
  caseAttribute('linkage', 'who sees a symbol', 'LLVM linkage types', LINKAGES),
  fastMath,
  structAttribute('memory_effects', 'what memory a function reads and writes', [
    access('other'),
    access('argMem'),
    access('inaccessibleMem'),
  ]),
];
