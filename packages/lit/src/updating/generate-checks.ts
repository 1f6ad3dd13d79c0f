/**
 * Directives for IR as a tool printed it: a label for each symbol, a line for each line of it, with
 * variables for values and aliases.
 */

/** The directives of a symbol of the output. */
export interface SymbolChecks {
  /** With its `@`; absent: what stands before the first symbol of a module. */
  readonly symbol?: string;
  /** Without what makes comments of them: `CHECK: return`. */
  readonly lines: readonly string[];
}

/** A line that defines a symbol: its indentation, what stands before the name, and the name. */
const SYMBOL = /^( *)((?:[\w.]+ +)+)(@(?:[\w$.-]+|"[^"]*"))/;
const ALIAS = /^([#!])([\w$.-]+) = /;

/** Makes directives of IR. */
export function generateChecks(output: string, prefix: string): readonly SymbolChecks[] {
  return output
    .split(/^\/\/ -----.*$/m)
    .flatMap((piece) => new PieceWriter(piece.split('\n'), prefix).write());
}

/** The directives of a module. */
class PieceWriter {
  readonly #lines: readonly string[];
  readonly #prefix: string;
  /** Aliases that are named, and their variables. */
  readonly #aliases = new Map<string, string>();
  readonly #aliasNames = new Set<string>();

  constructor(lines: readonly string[], prefix: string) {
    this.#lines = lines;
    this.#prefix = prefix;
    for (const line of lines) {
      const [, sigil = '', name = ''] = ALIAS.exec(line) ?? [];
      if (name === '') continue;
      const variable = freshName(name.replace(/\W/g, '_').toUpperCase(), this.#aliasNames);
      this.#aliases.set(sigil + name, `$${variable}`);
    }
  }

  write(): readonly SymbolChecks[] {
    const symbols = this.#symbols();
    const aliases = this.#lines.flatMap((line) => this.#aliasLine(line));
    const checks = symbols.map(({ first, last, name }) => ({
      symbol: name,
      lines: this.#symbolLines(this.#lines.slice(first, last + 1)),
    }));
    return aliases.length > 0 && checks.length > 0 ? [{ lines: aliases }, ...checks] : checks;
  }

  /** The outermost symbols but for modules' own. */
  #symbols(): readonly { readonly first: number; readonly last: number; readonly name: string }[] {
    const found = this.#lines.flatMap((line, first) => {
      const [, indent = '', keywords = '', name = ''] = SYMBOL.exec(line) ?? [];
      if (name === '' || /^(?:builtin\.)?module\b/.test(keywords)) return [];
      return [{ first, indent: indent.length, name }];
    });
    const outermost = Math.min(...found.map(({ indent }) => indent));
    return found
      .filter(({ indent }) => indent === outermost)
      .map(({ first, indent, name }) => ({ first, name, last: this.#end(first, indent) }));
  }

  /** The last line of what begins on a line. */
  #end(first: number, indent: number): number {
    if (!this.#lines[first]?.endsWith('{')) return first;
    const closing = `${' '.repeat(indent)}}`;
    const last = this.#lines.findIndex((line, index) => index > first && line.startsWith(closing));
    return last < 0 ? this.#lines.length - 1 : last;
  }

  #aliasLine(line: string): readonly string[] {
    const [written, sigil = '', name = ''] = ALIAS.exec(line) ?? [];
    if (written === undefined) return [];
    const variable = this.#aliases.get(sigil + name) ?? name;
    const rest = this.#withVariables(line.slice(written.length), new Map(), new Set());
    return [`${this.#prefix}: ${sigil}[[${variable}:.*]] = ${rest}`];
  }

  #symbolLines(lines: readonly string[]): readonly string[] {
    const [first = '', ...rest] = lines;
    const [written = ''] = SYMBOL.exec(first) ?? [];
    const paren = first[written.length] === '(' ? '(' : '';
    const label = written.trimStart() + paren;
    const values = new Map<string, string>();
    const names = new Set<string>();
    const directive = (suffix: string, text: string): string =>
      `${this.#prefix}${suffix}: ${this.#withVariables(text, values, names)}`;
    const same = first.slice(written.length + paren.length).trim();
    return [
      `${this.#prefix}-LABEL: ${label}`,
      ...(same === '' ? [] : [directive('-SAME', `  ${same}`)]),
      ...rest
        .filter((line) => line.trim() !== '')
        .map((line) => directive('', line.replace(/^ {2}/, ''))),
    ];
  }

  /** A line with variables for its values, which the first that names one defines, and for aliases. */
  #withVariables(line: string, values: Map<string, string>, names: Set<string>): string {
    const escaped = (text: string): string =>
      text.replaceAll('[[', '{{\\[\\[}}').replaceAll(/\{\{(?!\\\[\\\[\}\})/g, '{{\\{\\{}}');
    let written = '';
    let from = 0;
    for (const match of line.matchAll(/"(?:[^"\\]|\\.)*"|%[\w$.-]+|[#!][\w$-][\w$.-]*/g)) {
      const [token] = match;
      if (token.startsWith('"')) continue;
      written += escaped(line.slice(from, match.index));
      from = match.index + token.length;
      const sigil = token[0] ?? '';
      const alias = this.#aliases.get(token);
      const known = values.get(token);
      if (sigil !== '%') {
        written += alias === undefined ? token : `${sigil}[[${alias}]]`;
      } else if (known !== undefined) {
        written += `%[[${known}]]`;
      } else {
        const variable = freshName(variableName(token.slice(1)), names);
        values.set(token, variable);
        written += `%[[${variable}:.*]]`;
      }
    }
    return written + escaped(line.slice(from));
  }
}

/** Numbers alone are no names. */
const variableName = (name: string): string =>
  /^\d/.test(name) ? `VAL_${name.replace(/\W/g, '_')}` : name.replace(/\W/g, '_').toUpperCase();

function freshName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let next = 0; taken.has(name); next++) name = `${wanted}_${next}`;
  taken.add(name);
  return name;
}
