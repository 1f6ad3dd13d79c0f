/** Reads what lit reads of a test: its `RUN:` lines, and on what it depends. */

/** A command line of a test, of one line or of several that end in a backslash. */
export interface RunLine {
  /** The command with its lines put together, before anything is substituted. */
  readonly text: string;
  /** Where the first line's `RUN:` begins. */
  readonly start: number;
  /** Where the last line ends. */
  readonly end: number;
  /** The first line, one-based. */
  readonly line: number;
  readonly pieces: readonly RunPiece[];
}

/** What stands of a command on one line. */
export interface RunPiece {
  /** Where it begins in the command's text. */
  readonly at: number;
  /** Where it begins in the file. */
  readonly offset: number;
  readonly length: number;
}

export interface TestScript {
  readonly runLines: readonly RunLine[];
  /** Conditions, one each: all must hold for the test to be run. */
  readonly requires: readonly string[];
  /** Conditions under which it is not run. */
  readonly unsupported: readonly string[];
  /** Conditions under which it must fail; `*` is always. */
  readonly expectedToFail: readonly string[];
  /** What is wrong with the script; a test with one is not run. */
  readonly problem?: string;
}

/** A keyword and what follows it on its line. */
const KEYWORD = /(RUN|REQUIRES|UNSUPPORTED|XFAIL|END)(?::|\.)(.*)$/gm;

/** Reads the script of a test. */
export function readTestScript(text: string): TestScript {
  const runLines: RunLine[] = [];
  const conditions = {
    REQUIRES: [] as string[],
    UNSUPPORTED: [] as string[],
    XFAIL: [] as string[],
  };
  let open: OpenLine | null = null;
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(KEYWORD)) {
    const [whole, keyword = '', rest = ''] = match;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; line++) {
      counted = at + 1;
      at = text.indexOf('\n', counted);
    }
    const mark = whole[keyword.length];
    if (keyword === 'END') {
      // Only `END.` by itself ends the script.
      if (mark === '.' && rest.trim() === '') break;
      continue;
    }
    if (mark !== ':') continue;
    if (keyword !== 'RUN') {
      if (keyword in conditions) {
        const list = conditions[keyword as keyof typeof conditions];
        list.push(
          ...rest
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== ''),
        );
      }
      continue;
    }
    const written = rest.replace(/\r$/, '').trimEnd();
    const indent = written.length - written.trimStart().length;
    const offset = match.index + keyword.length + 1 + indent;
    open ??= new OpenLine(match.index, line);
    const isContinued = written.endsWith('\\');
    open.add(written.slice(indent, isContinued ? -1 : undefined), offset, line);
    if (isContinued) continue;
    runLines.push(open.finish());
    open = null;
  }
  const problem = open
    ? "Test has unterminated 'RUN:' lines (with '\\')"
    : runLines.length === 0
      ? "Test has no 'RUN:' line"
      : undefined;
  return {
    runLines,
    requires: conditions.REQUIRES,
    unsupported: conditions.UNSUPPORTED,
    expectedToFail: conditions.XFAIL,
    ...(problem !== undefined && { problem }),
  };
}

/** A command of which another line may follow. */
class OpenLine {
  readonly #start: number;
  readonly #line: number;
  readonly #pieces: RunPiece[] = [];
  #text = '';
  #end = 0;

  constructor(start: number, line: number) {
    this.#start = start;
    this.#line = line;
  }

  add(text: string, offset: number, line: number): void {
    this.#pieces.push({ at: this.#text.length, offset, length: text.length });
    // What is substituted for a line's number is the number of the line it stands on.
    this.#text += text.replace(
      /%\(line *([+-]) *(\d+)\)|%\(line\)/g,
      (_, sign, distance) => `${line + (sign === undefined ? 0 : Number(`${sign}${distance}`))}`,
    );
    this.#end = offset + text.length;
  }

  finish(): RunLine {
    return {
      text: this.#text,
      start: this.#start,
      end: this.#end,
      line: this.#line,
      pieces: this.#pieces,
    };
  }
}
