/** Reads the text of a directive: what stands for itself, `{{regex}}`, `[[X:regex]]`, `[[X]]`, `[[#X+1]]`. */
import type { CheckSource } from './check-source.ts';
import { CheckSyntaxError } from './diagnostics.ts';
import type { DirectiveKind } from './directives.ts';
import { parseNumericBlock } from './numeric-parser.ts';
import type { FileCheckOptions } from './options.ts';
import { type Capture, checkRegex, Pattern, type Substitution } from './pattern.ts';
import { escapePosix } from './posix-regex.ts';
import { parseVariableName } from './variable-name.ts';
import type { Variables } from './variables.ts';

/** The most groups that can be referred to within a regular expression. */
const MAX_REFERENCES = 9;

/** Where a pattern stands and what it is of. */
export interface PatternPlace {
  readonly source: CheckSource;
  readonly offset: number;
  /** The line of the check file; absent on the command line. */
  readonly line: number | undefined;
  readonly kind: DirectiveKind;
  readonly prefix: string;
  readonly isLiteral: boolean;
}

/** Reads a pattern; throws CheckSyntaxError. */
export function parsePattern(
  given: string,
  place: PatternPlace,
  variables: Variables,
  options: FileCheckOptions,
): Pattern {
  const { source, offset, line, kind, prefix } = place;
  const coversLine = options.matchesFullLines && kind !== 'not';
  const keepsEnds = options.strictWhitespace && options.matchesFullLines;
  const text = keepsEnds ? given : given.replace(/[ \t]+$/, '');
  const { ignoresCase } = options;
  if (kind === 'empty') {
    if (text !== '') {
      const message = `found non-empty check string for empty check with prefix '${prefix}:'`;
      throw new CheckSyntaxError(message, source, offset);
    }
    const regex = { parts: ['(\n$)'], captures: [] };
    return new Pattern(source, line, regex, { ignoresCase, consumesNewline: true });
  }
  if (text === '') {
    const message = `found empty check string with prefix '${prefix}:'`;
    throw new CheckSyntaxError(message, source, offset);
  }
  if (place.isLiteral || (!coversLine && !/\{\{|\[\[/.test(text))) {
    return new Pattern(source, line, text, { ignoresCase });
  }
  const parser = new PatternParser(text, place, variables);
  const { parts, captures } = parser.parse();
  const blanks = options.strictWhitespace ? '' : ' *';
  return new Pattern(
    source,
    line,
    { parts: coversLine ? [`^${blanks}`, ...parts, `${blanks}$`] : parts, captures },
    { ignoresCase },
  );
}

class PatternParser {
  readonly #text: string;
  readonly #place: PatternPlace;
  readonly #variables: Variables;
  readonly #parts: (Substitution | string)[] = [];
  readonly #captures: Capture[] = [];
  #at = 0;
  /** The number of the next group. */
  #group = 1;

  constructor(text: string, place: PatternPlace, variables: Variables) {
    this.#text = text;
    this.#place = place;
    this.#variables = variables;
  }

  parse(): { parts: readonly (Substitution | string)[]; captures: readonly Capture[] } {
    while (this.#at < this.#text.length) {
      if (this.#text.startsWith('{{', this.#at)) this.#regex();
      else if (this.#isBlock()) this.#block();
      else this.#fixed();
    }
    return { parts: this.#parts, captures: this.#captures };
  }

  #fail(message: string, at = this.#at, how: { endsInBlank?: boolean; exitCode?: 1 } = {}): never {
    const { source, offset } = this.#place;
    throw new CheckSyntaxError(message, source, offset + at, how);
  }

  /** Of three brackets the first stands for itself. */
  #isBlock(): boolean {
    return this.#text.startsWith('[[', this.#at) && this.#text[this.#at + 2] !== '[';
  }

  #fixed(): void {
    const [start, end] = ['{{', '[[']
      .map((mark) => this.#text.indexOf(mark, this.#at + 1))
      .filter((found) => found >= 0)
      .reduce(([from, to], found) => [from, Math.min(to, found)] as const, [
        this.#at,
        this.#text.length,
      ] as const);
    this.#parts.push(escapePosix(this.#text.slice(start, end)));
    this.#at = end;
  }

  #regex(): void {
    const end = this.#text.indexOf('}}', this.#at);
    if (end < 0) this.#fail("found start of regex string with no end '}}'");
    const regex = this.#text.slice(this.#at + 2, end);
    // Alternatives are those of the braces.
    this.#group++;
    this.#parts.push('(');
    this.#addRegex(regex, this.#at + 2);
    this.#parts.push(')');
    this.#at = end + 2;
  }

  #addRegex(regex: string, at: number): void {
    const { source, offset } = this.#place;
    this.#group += checkRegex(regex, source, offset + at);
    this.#parts.push(regex);
  }

  /** `[[…]]`. */
  #block(): void {
    const start = this.#at + 2;
    const end = this.#blockEnd(start);
    if (end < 0) this.#fail('Invalid substitution block, no ]] found');
    const text = this.#text.slice(start, end);
    this.#at = start;
    if (text.startsWith('#')) this.#numeric(text.slice(1), start + 1, false);
    else this.#string(text, start);
    this.#at = end + 2;
  }

  /** Where a block ends: brackets in its regular expression count, escaped ones do not. */
  #blockEnd(start: number): number {
    let depth = 0;
    for (let at = start; at < this.#text.length; at++) {
      if (depth === 0 && this.#text.startsWith(']]', at)) return at;
      switch (this.#text[at]) {
        case '\\':
          at++;
          break;
        case '[':
          depth++;
          break;
        case ']':
          if (depth === 0) {
            this.#fail('missing closing "]" for regex variable', at, { exitCode: 1 });
          }
          depth--;
          break;
      }
    }
    return -1;
  }

  #string(text: string, start: number): void {
    const colon = text.indexOf(':');
    const space = (colon < 0 ? text : text.slice(0, colon)).search(/[ \t]/);
    if (space >= 0) this.#fail('unexpected whitespace', start + space);
    const parsed = parseVariableName(text);
    if (typeof parsed === 'string') this.#fail(parsed, start, { endsInBlank: true });
    const { name, isPseudo } = parsed;
    if (colon < 0 && isPseudo) {
      this.#numeric(text, start, true);
      return;
    }
    if (colon >= 0) {
      if (isPseudo || name.length !== colon) {
        this.#fail('invalid name in string variable definition', start);
      }
      this.#define(name, text.slice(colon + 1), start);
      return;
    }
    if (name !== text) this.#fail('invalid name in string variable use', start);
    const here = this.#captures.findLast(
      (capture) => capture.kind === 'string' && capture.name === name,
    );
    if (!here) {
      this.#parts.push({ kind: 'string', text: name, offset: this.#place.offset + start });
      return;
    }
    if (here.group > MAX_REFERENCES) {
      this.#fail("Can't back-reference more than 9 variables", start);
    }
    this.#parts.push(`\\${here.group}`);
  }

  #define(name: string, regex: string, start: number): void {
    if (this.#variables.numeric(name)) {
      this.#fail(`numeric variable with name '${name}' already exists`, start);
    }
    this.#captures.push({ kind: 'string', name, group: this.#group++ });
    this.#variables.declareString(name);
    this.#parts.push('(');
    if (regex !== '') this.#addRegex(regex, start + name.length + 1);
    this.#parts.push(')');
  }

  #numeric(text: string, start: number, isLegacyLine: boolean): void {
    const { source, offset: base, line } = this.#place;
    const variables = this.#variables;
    const offset = base + start;
    const block = parseNumericBlock(text, { source, offset, line, variables, isLegacyLine });
    const { format, expression, defines } = block;
    if (defines) {
      this.#captures.push({ kind: 'number', variable: defines, group: this.#group++ });
      this.#parts.push('(');
    }
    if (expression) {
      this.#parts.push({ kind: 'number', text, offset, expression, format });
    } else {
      this.#addRegex(format.wildcard, start);
    }
    if (defines) this.#parts.push(')');
  }
}
