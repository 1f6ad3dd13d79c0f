/** Reads a check file: finds its directives by their prefixes, and parses their patterns. */
import { CheckSource } from './check-source.ts';
import { type CheckMessage, CheckSyntaxError } from './diagnostics.ts';
import type { CheckStep, Directive, DirectiveKind } from './directives.ts';
import type { FileCheckOptions } from './options.ts';
import { Pattern } from './pattern.ts';
import { parsePattern } from './pattern-parser.ts';
import { Variables } from './variables.ts';

/** What a check file asks for. */
export interface CheckFile {
  readonly source: CheckSource;
  readonly steps: readonly CheckStep[];
  /** Patterns of `--implicit-check-not`, which hold between any two steps. */
  readonly implicitNots: readonly Directive[];
  readonly variables: Variables;
  /** What is wrong; upstream's tool ends at the first. */
  readonly errors: readonly CheckSyntaxError[];
  /** What is wrong with the file as a whole. */
  readonly problem?: CheckMessage;
}

/** A prefix found in the text, and what its directive says it is. */
interface FoundDirective {
  readonly prefix: string;
  readonly start: number;
  /** Behind the colon. */
  readonly end: number;
  readonly kind: DirectiveKind | 'bad-count' | 'bad-not' | 'misspelt';
  readonly count: number;
  readonly isLiteral: boolean;
}

/** The most times that a directive may be counted. */
const MAX_COUNT = 2 ** 31 - 1;

/** Reads a check file. */
export function readCheckFile(
  source: CheckSource,
  options: FileCheckOptions,
  variables: Variables = new Variables(),
): CheckFile {
  return new CheckFileReader(source, options, variables).read();
}

/** The prefixes of directives, and of comments, that hold where no others are asked for. */
export const prefixesOf = ({ prefixes, commentPrefixes }: FileCheckOptions) => ({
  checks: prefixes.length > 0 ? prefixes : ['CHECK'],
  comments: commentPrefixes.length > 0 ? commentPrefixes : ['COM', 'RUN'],
});

class CheckFileReader {
  readonly #source: CheckSource;
  readonly #options: FileCheckOptions;
  readonly #variables: Variables;
  readonly #steps: CheckStep[] = [];
  readonly #errors: CheckSyntaxError[] = [];

  constructor(source: CheckSource, options: FileCheckOptions, variables: Variables) {
    this.#source = source;
    this.#options = options;
    this.#variables = variables;
  }

  read(): CheckFile {
    const { checks, comments } = prefixesOf(this.#options);
    const implicitNots = this.#implicitNots();
    const unseen = new Set(checks);
    let before: Directive[] = [...implicitNots];
    const { directives, end } = findDirectives(this.#source.text, checks, comments);
    for (const found of directives) {
      unseen.delete(found.prefix);
      const directive = this.#guarded(() => this.#directive(found));
      if (!directive) continue;
      if (directive.kind === 'dag' || directive.kind === 'not') {
        before.push(directive);
        continue;
      }
      this.#steps.push({ directive, before });
      before = [...implicitNots];
    }
    const problem = this.#unusedPrefixes([...unseen], implicitNots.length > 0);
    if (before.length > 0) {
      const pattern = new Pattern(this.#source, undefined, '', { ignoresCase: false });
      const place = { source: this.#source, offset: end, pattern };
      const prefix = checks[0] ?? '';
      const directive = { ...place, prefix, kind: 'eof', count: 1, isLiteral: false } as const;
      this.#steps.push({ directive, before });
    }
    return {
      source: this.#source,
      steps: this.#steps,
      implicitNots,
      variables: this.#variables,
      errors: this.#errors,
      ...(problem && { problem }),
    };
  }

  /** Does something, or keeps the error of its syntax. */
  #guarded<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CheckSyntaxError)) throw error;
      this.#errors.push(error);
      return undefined;
    }
  }

  #implicitNots(): readonly Directive[] {
    return this.#options.implicitNots.flatMap((text) => {
      const before = "-implicit-check-not='";
      const source = new CheckSource('command line', `${before}${text}'`, true);
      const kind = 'not';
      const place = { source, offset: before.length, prefix: 'IMPLICIT-CHECK', kind } as const;
      const directive = this.#guarded(() => ({
        ...place,
        prefix: 'CHECK',
        count: 1,
        isLiteral: false,
        pattern: parsePattern(
          text,
          { ...place, line: undefined, isLiteral: false },
          this.#variables,
          this.#options,
        ),
      }));
      return directive ? [directive] : [];
    });
  }

  #directive(found: FoundDirective): Directive {
    const { prefix, count, isLiteral } = found;
    const source = this.#source;
    const { text } = source;
    const kind = this.#kindOf(found);
    const keepsBlanks = this.#options.strictWhitespace && this.#options.matchesFullLines;
    const blanks = keepsBlanks ? 0 : (/^[ \t]*/.exec(text.slice(found.end))?.[0].length ?? 0);
    const offset = found.end + blanks;
    const lineEnd = /[\n\r]/.exec(text.slice(offset));
    const end = lineEnd ? offset + lineEnd.index : text.length;
    const { line } = source.placeOf(found.start);
    const pattern = parsePattern(
      text.slice(offset, end),
      { source, offset, line, kind, prefix, isLiteral },
      this.#variables,
      this.#options,
    );
    if (kind === 'label' && pattern.substitutions.length + pattern.captures.length > 0) {
      const message = `found '${prefix}-LABEL:' with variable definition or use`;
      throw new CheckSyntaxError(message, source, found.start);
    }
    if ((kind === 'next' || kind === 'same' || kind === 'empty') && this.#steps.length === 0) {
      const name = `${prefix}-${kind.toUpperCase()}`;
      const message = `found '${name}' without previous '${prefix}: line`;
      throw new CheckSyntaxError(message, source, found.start);
    }
    return { kind, prefix, count, isLiteral, source, offset, pattern };
  }

  #kindOf({ kind, prefix, start, end }: FoundDirective): DirectiveKind {
    const source = this.#source;
    switch (kind) {
      case 'misspelt': {
        const written = source.text.slice(start, end);
        throw new CheckSyntaxError(`misspelled directive '${written}'`, source, start);
      }
      case 'bad-not':
        throw new CheckSyntaxError(`unsupported -NOT combo on prefix '${prefix}'`, source, end);
      case 'bad-count': {
        const message = `invalid count in -COUNT specification on prefix '${prefix}'`;
        throw new CheckSyntaxError(message, source, end);
      }
      default:
        return kind;
    }
  }

  /** That prefixes are not there, which is often a slip of the pen. */
  #unusedPrefixes(unseen: readonly string[], hasImplicit: boolean): CheckMessage | undefined {
    const { prefixes, allowsUnusedPrefixes } = this.#options;
    if (unseen.length === 0 || (hasImplicit && prefixes.length === 0)) return undefined;
    const isNoneSeen = unseen.length === prefixesOf(this.#options).checks.length;
    if (allowsUnusedPrefixes && !isNoneSeen) return undefined;
    const names = unseen.map((prefix) => `'${prefix}:'`).join(', ');
    const message = `no check strings found with prefix${unseen.length > 1 ? 'es' : ''} ${names}`;
    return { severity: 'error', message, offset: 0 };
  }
}

/** What a prefix must not stand behind or go on with, to be one. */
const WORD = /[\w-]/;

/** The directives of a text, and where the line of the last one ends, or of a comment. */
function findDirectives(
  text: string,
  checks: readonly string[],
  comments: readonly string[],
): { readonly directives: readonly FoundDirective[]; readonly end: number } {
  let end = 0;
  const all = [...checks, ...comments].sort((a, b) => b.length - a.length);
  const anyPrefix = new RegExp(all.map((prefix) => prefix.replace(/[-_]/g, '[$&]')).join('|'), 'g');
  const found: FoundDirective[] = [];
  for (let match = anyPrefix.exec(text); match; match = anyPrefix.exec(text)) {
    const [prefix] = match;
    const isWord = match.index > 0 && WORD.test(text[match.index - 1] ?? '');
    const behind = match.index + prefix.length;
    const isComment = !isWord && comments.includes(prefix) && text[behind] === ':';
    const mayBeDirective = !isWord && !comments.includes(prefix);
    const directive = mayBeDirective ? readSuffix(text, prefix, match.index) : null;
    if (directive) found.push(directive);
    if (directive || isComment) {
      // Nothing else on its line is a directive.
      const newline = text.indexOf('\n', behind);
      end = newline < 0 ? text.length : newline;
      anyPrefix.lastIndex = end;
      continue;
    }
    // What goes on as a word is passed as a whole.
    let wordEnd = behind;
    while (WORD.test(text[wordEnd] ?? '')) wordEnd++;
    anyPrefix.lastIndex = wordEnd;
  }
  return { directives: found, end };
}

/** What follows a prefix and makes a directive of it; null if it is another word. */
function readSuffix(text: string, prefix: string, start: number): FoundDirective | null {
  const after = start + prefix.length;
  const rest = text.slice(after, after + 64);
  const made = (
    kind: FoundDirective['kind'],
    length: number,
    count = 1,
    isLiteral = false,
  ): FoundDirective => ({ prefix, start, end: after + length, kind, count, isLiteral });
  const [dash = ''] = /^[-_]/.exec(rest) ?? [];
  const isMisspelt = dash === '_';
  const finished = (kind: DirectiveKind, length: number, count = 1): FoundDirective | null => {
    const modifiers = /^(?:\{\s*LITERAL\s*(?:,\s*LITERAL\s*)*\})?:/.exec(rest.slice(length));
    if (!modifiers) return null;
    const [written] = modifiers;
    if (isMisspelt) return made('misspelt', length + written.length);
    return made(kind, length + written.length, count, written.length > 1);
  };
  if (dash === '') return finished('plain', 0);
  if (/^.(?:(?:DAG|NEXT|SAME|EMPTY)-NOT|NOT-(?:DAG|NEXT|SAME|EMPTY)):/.test(rest)) {
    return made(isMisspelt ? 'misspelt' : 'bad-not', 1);
  }
  if (rest.startsWith('COUNT-', 1)) {
    const digits = /^\d+/.exec(rest.slice(7))?.[0] ?? '';
    const count = Number(digits);
    const length = 7 + digits.length;
    const isRead = digits !== '' && count > 0 && count <= MAX_COUNT;
    if (!isRead || !/^[:{]/.test(rest.slice(length))) {
      return made(isMisspelt ? 'misspelt' : 'bad-count', length);
    }
    return finished('plain', length, count);
  }
  const [name = ''] = /^(?:NEXT|SAME|NOT|DAG|LABEL|EMPTY)/.exec(rest.slice(1)) ?? [];
  return name === '' ? null : finished(KINDS[name]!, 1 + name.length);
}

const KINDS: Readonly<Record<string, DirectiveKind>> = {
  NEXT: 'next',
  SAME: 'same',
  NOT: 'not',
  DAG: 'dag',
  LABEL: 'label',
  EMPTY: 'empty',
};
