/**
 * Codes of diagnostics: who found it, and what kind of error it is, told from upstream's words for it,
 * which do not change. `docs/diagnostics.md` has a section for each.
 */

export type Finder = 'parser' | 'verifier';

type Kinds = readonly (readonly [kind: string, messages: RegExp])[];

/** Kinds in the order in which they are tried. */
const KINDS: Readonly<Record<Finder, Kinds>> = {
  parser: [
    [
      'unknown-operation',
      /^custom op '.*' is unknown|not found for custom op|^operation being parsed with an unreg/,
    ],
    [
      'unknown-type',
      /^unknown .*(?:type|attribute)|no (?:type|attribute) parsing hook|created with unregistered d/,
    ],
    ['undefined-value', /^use of undeclared SSA value|^reference to invalid result number/],
    ['undefined-block', /^reference to an undefined block/],
    ['undefined-alias', /^undefined symbol alias/],
    ['redefinition', /^redefinition of/],
    [
      'type-mismatch',
      /different type than prior uses|^definition of SSA value|type different than expected|must be .* but got/,
    ],
    ['syntax', /^/],
  ],
  verifier: [
    ['unknown-operation', /^unregistered operation|created with unregistered dialect/],
    [
      'undefined-symbol',
      /does not reference|undefined (?:symbol|variable|global|function|target)|unknown symbol/,
    ],
    ['redefinition', /^redefinition of symbol/],
    ['dominance', /does not dominate|using value defined outside/],
    ['terminator', /terminator|must be the last operation|^block with no/],
    [
      'count',
      /(?:requires|expected|expects) (?:\d+|a single|one|zero|at least \d+).* (?:operand|result|successor|region)/,
    ],
    ['constraint', /must be|failed to satisfy constraint|requires attribute/],
    [
      'type-mismatch',
      /type.*(?:match|mismatch)|match.*type|(?:same|all) .*type|failed to verify that/,
    ],
    ['operation', /^/],
  ],
};

/** The code of what the parser or the verifier says. */
export function codeOf(finder: Finder, message: string): string {
  const found = KINDS[finder].find(([, messages]) => messages.test(message));
  return found ? `${finder}/${found[0]}` : finder;
}

/** The code of what a pass says. */
export const passCode = (argument: string): string => `pass/${argument}`;

/** The code of a diagnostic that a comment announces and nothing says. */
export const UNMET_EXPECTATION = 'unmet-expectation';

/** All codes of parser and verifier. */
export const DIAGNOSTIC_CODES: readonly string[] = [
  ...KINDS.parser.map(([kind]) => `parser/${kind}`),
  ...KINDS.verifier.map(([kind]) => `verifier/${kind}`),
];
