/** Cuts a command line into words and operators, as a POSIX shell does. */
import { ShellSyntaxError, type Word, type WordPart } from './shell-syntax.ts';

export type ShellToken =
  | { readonly kind: 'operator'; readonly text: string; readonly start: number }
  | { readonly kind: 'word'; readonly word: Word };

/** Operators, the longest first; a digit before a redirection belongs to it. */
const OPERATOR = /(?:\d?>>|\d?>&|&>>|&>|\d?>|\d?<|\|\||\|&|&&|[|&;()])/y;
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;

/** The tokens of a command line; throws ShellSyntaxError. */
export function lexShell(text: string): readonly ShellToken[] {
  return new ShellLexer(text).tokens();
}

class ShellLexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  tokens(): readonly ShellToken[] {
    const tokens: ShellToken[] = [];
    for (;;) {
      while (/\s/.test(this.#next)) this.#at++;
      // A number sign that begins a word begins a comment.
      if (this.#next === '' || this.#next === '#') return tokens;
      tokens.push(this.#operator() ?? { kind: 'word', word: this.#word() });
    }
  }

  get #next(): string {
    return this.#text[this.#at] ?? '';
  }

  #operator(): ShellToken | null {
    const start = this.#at;
    OPERATOR.lastIndex = start;
    const text = OPERATOR.exec(this.#text)?.[0];
    if (text === undefined) return null;
    this.#at += text.length;
    return { kind: 'operator', text, start };
  }

  #word(): Word {
    const start = this.#at;
    const parts: WordPart[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text });
      text = '';
    };
    let isQuoted = false;
    while (this.#next !== '' && !/[\s|&;()<>]/.test(this.#next)) {
      const character = this.#next;
      if (character === '$' || character === '`') {
        const part = this.#expansion(false);
        if (part.kind === 'text') {
          text += part.text;
          continue;
        }
        flush();
        parts.push(part);
        continue;
      }
      this.#at++;
      switch (character) {
        case '\\':
          text += this.#next;
          this.#at++;
          break;
        case "'":
          isQuoted = true;
          text += this.#singleQuoted();
          break;
        case '"':
          isQuoted = true;
          for (const part of this.#doubleQuoted()) {
            if (part.kind === 'text') text += part.text;
            else {
              flush();
              parts.push(part);
            }
          }
          break;
        default:
          text += character;
      }
    }
    flush();
    if (parts.length === 0 && isQuoted) parts.push({ kind: 'text', text: '' });
    return { parts, start, end: this.#at };
  }

  #singleQuoted(): string {
    const end = this.#text.indexOf("'", this.#at);
    if (end < 0) throw new ShellSyntaxError("a ' is not closed", this.#at - 1);
    const text = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return text;
  }

  #doubleQuoted(): readonly WordPart[] {
    const start = this.#at - 1;
    const parts: WordPart[] = [];
    let text = '';
    for (;;) {
      const character = this.#next;
      if (character === '') throw new ShellSyntaxError('a " is not closed', start);
      if (character === '$' || character === '`') {
        const part = this.#expansion(true);
        if (part.kind === 'text') text += part.text;
        else {
          parts.push({ kind: 'text', text }, part);
          text = '';
        }
        continue;
      }
      this.#at++;
      if (character === '"') return [...parts, { kind: 'text', text }];
      if (character === '\\' && /["$\\`]/.test(this.#next)) {
        text += this.#next;
        this.#at++;
      } else {
        text += character;
      }
    }
  }

  /** `$X` or `${X}`; a dollar sign before anything else is one. */
  #expansion(isQuoted: boolean): WordPart {
    const start = this.#at;
    if (this.#next === '`' || this.#text.startsWith('$(', start)) {
      throw new ShellSyntaxError('the output of a command cannot be put into another', start);
    }
    VARIABLE.lastIndex = start;
    const match = VARIABLE.exec(this.#text);
    const name = match?.[1] ?? match?.[2];
    if (!match || name === undefined) {
      if (this.#text.startsWith('${', start)) throw new ShellSyntaxError('bad substitution', start);
      this.#at++;
      return { kind: 'text', text: '$' };
    }
    this.#at += match[0].length;
    return { kind: 'variable', name, isQuoted };
  }
}
