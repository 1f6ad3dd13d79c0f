/** A directive's pattern: text, or a regular expression with captures and values to put in. */
import type { CheckSource } from './check-source.ts';
import { type CheckMessage, type CheckRange, CheckSyntaxError } from './diagnostics.ts';
import { evaluate, type NumericExpression, undefinedIn } from './numeric-expression.ts';
import { type NumericFormat, NumericOverflow } from './numeric-format.ts';
import { escapePosix, PosixRegex, RegexError, type RegexMatch } from './posix-regex.ts';
import type { NumericVariable, Variables } from './variables.ts';

/** A value to put in when the input is looked at. */
export type Substitution =
  | { readonly kind: 'string'; readonly text: string; readonly offset: number }
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly offset: number;
      readonly expression: NumericExpression;
      readonly format: NumericFormat;
    };

/** A variable that takes what a group of the regular expression matches. */
export type Capture =
  | { readonly kind: 'string'; readonly name: string; readonly group: number }
  | { readonly kind: 'number'; readonly variable: NumericVariable; readonly group: number };

/** A regular expression in POSIX's notation with what is put in, in order. */
export interface PatternRegex {
  readonly parts: readonly (Substitution | string)[];
  readonly captures: readonly Capture[];
}

/** A match, with what was wrong with a number that it captured. */
export interface PatternMatch extends CheckRange {
  readonly captured: readonly CapturedRange[];
  readonly problem?: CapturedProblem;
}

export interface CapturedRange extends CheckRange {
  readonly name: string;
}

interface CapturedProblem {
  readonly message: string;
  readonly range: CheckRange;
}

/** Why nothing could be looked for: values that are not there. */
export interface PatternFailure {
  readonly problems: readonly CheckMessage[];
}

export class Pattern {
  readonly source: CheckSource;
  /** The line of the check file; absent on the command line. */
  readonly line: number | undefined;
  readonly #content: PatternRegex | string;
  readonly #ignoresCase: boolean;
  readonly #consumesNewline: boolean;
  /** The regular expression as it was last, and of what text. */
  #compiled: { readonly text: string; readonly regex: PosixRegex | null } | undefined;

  /** @param content a text that is looked for as it is, or a regular expression */
  constructor(
    source: CheckSource,
    line: number | undefined,
    content: PatternRegex | string,
    options: { readonly ignoresCase: boolean; readonly consumesNewline?: boolean },
  ) {
    this.source = source;
    this.line = line;
    this.#content = content;
    this.#ignoresCase = options.ignoresCase;
    this.#consumesNewline = options.consumesNewline ?? false;
  }

  get substitutions(): readonly Substitution[] {
    if (typeof this.#content === 'string') return [];
    return this.#content.parts.filter((part) => typeof part !== 'string');
  }

  get captures(): readonly Capture[] {
    return typeof this.#content === 'string' ? [] : this.#content.captures;
  }

  /** What the input is compared with to find what may have been meant. */
  get example(): string {
    if (typeof this.#content === 'string') return this.#content;
    return this.#content.parts.filter((part) => typeof part === 'string').join('');
  }

  /** Looks for the pattern; null where it is not there. Sets the variables it captures. */
  match(text: string, variables: Variables): PatternMatch | PatternFailure | null {
    if (typeof this.#content === 'string') return this.#find(text, this.#content);
    if (this.line !== undefined) variables.line.value = BigInt(this.line);
    const problems: CheckMessage[] = [];
    let source = '';
    for (const part of this.#content.parts) {
      if (typeof part === 'string') source += part;
      else source += this.substitute(part, variables, problems) ?? '';
    }
    if (problems.length > 0) return { problems };
    const found = this.#regexOf(source)?.match(text);
    return found ? this.#captured(found, variables) : null;
  }

  #find(text: string, wanted: string): PatternMatch | null {
    const start = this.#ignoresCase
      ? text.toLowerCase().indexOf(wanted.toLowerCase())
      : text.indexOf(wanted);
    return start < 0 ? null : { start, end: start + wanted.length, captured: [] };
  }

  /** Null where parts that are right by themselves are none together: that matches nothing. */
  #regexOf(text: string): PosixRegex | null {
    if (this.#compiled?.text !== text) {
      this.#compiled = { text, regex: compileRegex(text, this.#ignoresCase) };
    }
    return this.#compiled.regex;
  }

  /** The value to put in, as a regular expression; null where there is none, and why. */
  substitute(
    substitution: Substitution,
    variables: Variables,
    problems: CheckMessage[],
  ): string | null {
    const complain = (message: string, offset: number): null => {
      problems.push({ severity: 'error', message, source: this.source, offset });
      return null;
    };
    const { text, offset } = substitution;
    if (substitution.kind === 'string') {
      const value = variables.stringValue(text);
      return value === undefined
        ? complain(`undefined variable: ${text}`, offset)
        : escapePosix(value);
    }
    const missing = undefinedIn(substitution.expression);
    for (const { variable, offset: at } of missing) {
      complain(`undefined variable: ${variable.name}`, offset + at);
    }
    if (missing.length > 0) return null;
    try {
      return substitution.format.format(evaluate(substitution.expression));
    } catch (error) {
      if (!(error instanceof NumericOverflow)) throw error;
      const message = `unable to substitute variable or numeric expression: ${error.message}`;
      return complain(message, offset);
    }
  }

  #captured(found: RegexMatch, variables: Variables): PatternMatch {
    const captured: CapturedRange[] = [];
    let problem: CapturedProblem | undefined;
    for (const capture of this.captures) {
      const group = found.groups[capture.group];
      // What is optional and is not there captures nothing at all.
      const text = group?.text ?? '';
      const start = group?.start ?? found.start;
      const range = { start, end: start + text.length };
      if (capture.kind === 'string') {
        variables.setString(capture.name, text);
        captured.push({ ...range, name: capture.name });
        continue;
      }
      const { variable } = capture;
      const value = variable.format?.parse(text) ?? null;
      if (value === null) {
        problem ??= { message: 'unable to represent numeric value', range };
        continue;
      }
      variable.value = value;
      captured.push({ ...range, name: variable.name });
    }
    // The newline before an empty line belongs to the line before.
    const start = found.start + (this.#consumesNewline ? 1 : 0);
    return { start, end: found.end, captured, ...(problem && { problem }) };
  }
}

function compileRegex(text: string, ignoresCase: boolean): PosixRegex | null {
  try {
    return new PosixRegex(text, ignoresCase);
  } catch (error) {
    if (error instanceof RegexError) return null;
    throw error;
  }
}

/** Throws CheckSyntaxError where a regular expression is none. @returns how many groups it has */
export function checkRegex(regex: string, source: CheckSource, offset: number): number {
  try {
    return new PosixRegex(regex).groupCount;
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new CheckSyntaxError(`invalid regex: ${error.message}`, source, offset);
  }
}
