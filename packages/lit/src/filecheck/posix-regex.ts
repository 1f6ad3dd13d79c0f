/**
 * POSIX's extended regular expressions, as LLVM has them, by way of JavaScript's: no character matches a
 * newline unless it is asked for, `^` and `$` are those of lines, and the longest match at the leftmost
 * place wins.
 */

/** A regular expression that is none; the message is LLVM's. */
export class RegexError extends Error {}

/** The most that a repetition may be counted. */
const MAX_REPETITIONS = 255;

/** The characters of the named classes, as a JavaScript class has them, in ASCII. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  xdigit: 'A-Fa-f0-9',
};

/** Escapes a text so that it matches itself, in POSIX's notation. */
export const escapePosix = (text: string): string => text.replace(/[()^$|*+?.[\]\\{}]/g, '\\$&');

/** Where a regular expression matched: the whole, then its groups. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (RegexGroup | undefined)[];
}

export interface RegexGroup {
  readonly start: number;
  readonly text: string;
}

export class PosixRegex {
  readonly #source: string;
  readonly #flags: string;
  readonly #regex: RegExp;
  /** Whether JavaScript's first match at a place may be shorter than another there. */
  readonly #isAmbiguous: boolean;
  readonly #crossesLines: boolean;
  /** A text that every match has in it; empty if none is known. */
  readonly #required: string;
  readonly groupCount: number;

  /** Throws RegexError. */
  constructor(pattern: string, ignoresCase = false) {
    const translator = new Translator(pattern);
    this.#source = translator.translate();
    this.#isAmbiguous = translator.isAmbiguous;
    this.#crossesLines = translator.crossesLines;
    this.groupCount = translator.groupCount;
    this.#required = ignoresCase ? '' : translator.required;
    this.#flags = ignoresCase ? 'di' : 'd';
    this.#regex = new RegExp(this.#source, this.#flags);
  }

  /** The leftmost match, the longest there. */
  match(text: string): RegexMatch | null {
    if (this.#crossesLines || this.#required === '') return this.#matchIn(text);
    // A match is within a line that has the text: looking there saves going back and forth elsewhere.
    for (let at = text.indexOf(this.#required); at >= 0; ) {
      const start = text.lastIndexOf('\n', at) + 1;
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      const found = this.#matchIn(text.slice(start, end));
      if (found) return movedBy(found, start);
      at = text.indexOf(this.#required, end);
    }
    return null;
  }

  #matchIn(text: string): RegexMatch | null {
    const first = this.#regex.exec(text);
    if (!first) return null;
    return matchOf(this.#isAmbiguous ? this.#longest(text, first) : first);
  }

  #longest(text: string, first: RegExpExecArray): RegExpExecArray {
    let found = first;
    const start = found.index;
    for (;;) {
      const end = start + found[0].length;
      const lineEnd = this.#crossesLines ? -1 : text.indexOf('\n', end);
      const limit = lineEnd < 0 ? text.length : lineEnd;
      if (end === limit) return found;
      // Fewer characters may be left than now: only a longer match will do.
      const longer = new RegExp(
        `(?:${this.#source})(?![^]{${text.length - end}})`,
        `${this.#flags}y`,
      );
      longer.lastIndex = start;
      const next = longer.exec(text);
      if (!next) return found;
      found = next;
    }
  }
}

const movedBy = ({ start, end, groups }: RegexMatch, distance: number): RegexMatch => ({
  start: start + distance,
  end: end + distance,
  groups: groups.map((group) => group && { ...group, start: group.start + distance }),
});

function matchOf(found: RegExpExecArray): RegexMatch {
  return {
    start: found.index,
    end: found.index + found[0].length,
    groups: (found.indices ?? []).map((range, index) =>
      range ? { start: range[0], text: found[index] ?? '' } : undefined,
    ),
  };
}

/** Reads POSIX's notation and writes JavaScript's. */
class Translator {
  isAmbiguous = false;
  crossesLines = false;
  /** The longest text that every match has in it. */
  required = '';
  /** Characters that stand for themselves, one after the other, outside of groups. */
  #run = '';
  /** The character that the latest atom is, if it is one. */
  #character: string | undefined;
  #depth = 0;
  #hasBranches = false;
  readonly #pattern: string;
  #at = 0;
  /** Groups opened, and those closed again, to which references may lead. */
  #opened = 0;
  readonly #closed = new Set<number>();

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): string {
    const translated = this.#alternatives();
    this.#endRun();
    // Only a parenthesis that nothing opened stops before the end.
    if (this.#at < this.#pattern.length) throw new RegexError('parentheses not balanced');
    return translated;
  }

  get groupCount(): number {
    return this.#opened;
  }

  get #next(): string {
    return this.#pattern[this.#at] ?? '';
  }

  #alternatives(): string {
    const branches: string[] = [];
    do {
      const start = this.#at;
      let branch = '';
      while (this.#next !== '' && this.#next !== '|' && this.#next !== ')') branch += this.#piece();
      if (this.#at === start) {
        throw new RegexError(
          this.#next === ')' && this.#opened === this.#closed.size
            ? 'parentheses not balanced'
            : 'empty (sub)expression',
        );
      }
      branches.push(branch);
    } while (this.#eat('|'));
    if (branches.length > 1) {
      this.isAmbiguous = true;
      // Nothing outside of groups is in every match then.
      if (this.#depth === 0) this.#hasBranches = true;
    }
    return branches.join('|');
  }

  #eat(character: string): boolean {
    if (this.#next !== character) return false;
    this.#at++;
    return true;
  }

  /** An atom and how often it is repeated. */
  #piece(): string {
    const start = this.#next;
    this.#character = undefined;
    const atom = this.#atom();
    const character = start === '(' ? undefined : this.#character;
    const repetition = this.#repetition();
    if (this.#depth === 0) {
      if (character !== undefined && repetition === '') this.#run += character;
      else this.#endRun();
    }
    if (repetition === '') return atom;
    if (start === '^') throw new RegexError('repetition-operator operand invalid');
    if (this.#startsRepetition()) throw new RegexError('repetition-operator operand invalid');
    if (start === '(') this.isAmbiguous = true;
    return atom + repetition;
  }

  #endRun(): void {
    if (this.#run.length > this.required.length) this.required = this.#run;
    this.#run = '';
    if (this.#hasBranches) this.required = '';
  }

  /** A character that stands for itself. */
  #literal(character: string): string {
    if (character === '\n') this.crossesLines = true;
    this.#character = character;
    return literal(character);
  }

  #atom(): string {
    const character = this.#next;
    this.#at++;
    switch (character) {
      case '(':
        return this.#group();
      case '^':
        return '(?<![^\\n])';
      case '$':
        return '(?![^\\n])';
      case '*':
      case '+':
      case '?':
        throw new RegexError('repetition-operator operand invalid');
      case '.':
        return '[^\\n]';
      case '[':
        return this.#bracket();
      case '\\':
        return this.#escaped();
      case '{':
        if (/\d/.test(this.#next)) throw new RegexError('repetition-operator operand invalid');
        return this.#literal(character);
      default:
        return this.#literal(character);
    }
  }

  #group(): string {
    if (this.#next === '') throw new RegexError('parentheses not balanced');
    const number = ++this.#opened;
    this.#depth++;
    const content = this.#next === ')' ? '' : this.#alternatives();
    this.#depth--;
    if (!this.#eat(')')) throw new RegexError('parentheses not balanced');
    this.#closed.add(number);
    return `(${content})`;
  }

  #escaped(): string {
    const character = this.#next;
    if (character === '') throw new RegexError('trailing backslash (\\)');
    this.#at++;
    if (!/[1-9]/.test(character)) return this.#literal(character);
    if (!this.#closed.has(Number(character))) throw new RegexError('invalid backreference number');
    return `(?:\\${character})`;
  }

  #startsRepetition(): boolean {
    if (this.#next === '{') return /\d/.test(this.#pattern[this.#at + 1] ?? '');
    return this.#next !== '' && '*+?'.includes(this.#next);
  }

  #repetition(): string {
    if (!this.#startsRepetition()) return '';
    const character = this.#next;
    this.#at++;
    if (character !== '{') return character;
    const least = this.#count();
    let most = `${least}`;
    if (this.#eat(',')) {
      if (/\d/.test(this.#next)) {
        const count = this.#count();
        if (least > count) throw new RegexError('invalid repetition count(s)');
        most = `${count}`;
      } else {
        most = '';
      }
    }
    if (!this.#eat('}')) {
      const isClosed = this.#pattern.includes('}', this.#at);
      throw new RegexError(isClosed ? 'invalid repetition count(s)' : 'braces not balanced');
    }
    return `{${least},${most}}`;
  }

  #count(): number {
    const [digits = ''] = /^\d+/.exec(this.#pattern.slice(this.#at)) ?? [];
    this.#at += digits.length;
    const count = Number(digits);
    if (count > MAX_REPETITIONS) throw new RegexError('invalid repetition count(s)');
    return count;
  }

  #bracket(): string {
    const boundary = /^\[:([<>]):\]\]/.exec(this.#pattern.slice(this.#at));
    if (boundary) {
      this.#at += boundary[0].length;
      return boundary[1] === '<' ? '(?<!\\w)(?=\\w)' : '(?<=\\w)(?!\\w)';
    }
    const isInverted = this.#eat('^');
    let members = '';
    // First, they stand for themselves.
    if (this.#eat(']')) members += '\\]';
    else if (this.#eat('-')) members += '\\-';
    while (this.#next !== '' && this.#next !== ']' && !this.#isLast('-')) members += this.#member();
    if (this.#eat('-')) members += '\\-';
    if (!this.#eat(']')) throw new RegexError('brackets ([ ]) not balanced');
    if (isInverted) return `[^\\n${members}]`;
    if (new RegExp(`[${members}]`).test('\n')) this.crossesLines = true;
    return `[${members}]`;
  }

  #isLast(character: string): boolean {
    return this.#pattern.startsWith(`${character}]`, this.#at);
  }

  #member(): string {
    if (this.#next === '-') throw new RegexError('invalid character range');
    if (this.#pattern.startsWith('[:', this.#at)) return this.#namedClass();
    if (this.#pattern.startsWith('[=', this.#at)) return literal(this.#collating('='));
    const first = this.#symbol();
    if (this.#next !== '-' || this.#isLast('-')) return literal(first);
    this.#at++;
    const last = this.#eat('-') ? '-' : this.#symbol();
    if (first > last) throw new RegexError('invalid character range');
    return `${literal(first)}-${literal(last)}`;
  }

  #namedClass(): string {
    this.#at += 2;
    const [name = ''] = /^[A-Za-z]*/.exec(this.#pattern.slice(this.#at)) ?? [];
    this.#at += name.length;
    if (this.#next === '') throw new RegexError('brackets ([ ]) not balanced');
    const members = CLASSES[name];
    if (members === undefined || !this.#pattern.startsWith(':]', this.#at)) {
      throw new RegexError('invalid character class');
    }
    this.#at += 2;
    return members;
  }

  #symbol(): string {
    if (this.#next === '') throw new RegexError('brackets ([ ]) not balanced');
    if (this.#pattern.startsWith('[.', this.#at)) return this.#collating('.');
    const symbol = this.#next;
    this.#at++;
    return symbol;
  }

  /** `[.x.]` or `[=x=]`: only characters by themselves are elements here. */
  #collating(mark: '.' | '='): string {
    this.#at += 2;
    const end = this.#pattern.indexOf(`${mark}]`, this.#at);
    if (end < 0) throw new RegexError('brackets ([ ]) not balanced');
    const element = this.#pattern.slice(this.#at, end);
    if (element.length !== 1) throw new RegexError('invalid collating element');
    this.#at = end + 2;
    return element;
  }
}

/** A character as JavaScript writes it, in a class or not. */
const literal = (character: string): string =>
  character === '\n' ? '\\n' : character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
