/**
 * What FileCheck says: messages at places of the check file, the input or the command line, and what becomes
 * of directives, for the annotated dump of the input.
 */
import type { CheckSource } from './check-source.ts';
import type { Directive } from './directives.ts';

export type CheckSeverity = 'error' | 'note' | 'remark';

/** A stretch of a text. */
export interface CheckRange {
  readonly start: number;
  readonly end: number;
}

/** A message, at a place where it has one. */
export interface CheckMessage {
  readonly severity: CheckSeverity;
  readonly message: string;
  readonly source?: CheckSource;
  readonly offset: number;
  /** Underlined, where the message is about more than a point. */
  readonly range?: CheckRange;
}

/** How a directive fared at a stretch of the input. */
export type MatchKind =
  | 'found'
  | 'found-but-excluded'
  | 'found-on-wrong-line'
  | 'found-but-discarded'
  | 'found-with-error'
  | 'none-as-expected'
  | 'none-but-expected'
  | 'none-for-invalid-pattern'
  | 'fuzzy';

/** How a directive fared, for the dump and for editors. */
export interface MatchRecord {
  readonly directive: Directive;
  kind: MatchKind;
  readonly range: CheckRange;
  /** Said in place of what the kind says. */
  readonly note?: string;
}

/** A check file or command line that cannot be understood. */
export class CheckSyntaxError extends Error {
  readonly source: CheckSource;
  readonly offset: number;
  /** Whether a blank line follows when it is printed, as upstream has it for errors in numbers. */
  readonly endsInBlank: boolean;

  /** What upstream's tool returns: it stops at once where a bracket is missing. */
  readonly exitCode: 1 | 2;

  constructor(
    message: string,
    source: CheckSource,
    offset: number,
    { endsInBlank = false, exitCode = 2 }: { endsInBlank?: boolean; exitCode?: 1 | 2 } = {},
  ) {
    super(message);
    this.name = 'CheckSyntaxError';
    this.source = source;
    this.offset = offset;
    this.endsInBlank = endsInBlank;
    this.exitCode = exitCode;
  }

  /** The error as a message. */
  get asMessage(): CheckMessage {
    const { message, source, offset } = this;
    return { severity: 'error', message, source, offset };
  }
}

/** Columns between two stops of a tab. */
const TAB = 8;

/** A message as LLVM's tools print it: place, text, the line, and a caret below. */
export function formatCheckMessage({
  severity,
  message,
  source,
  offset,
  range,
}: CheckMessage): string {
  if (!source) return `${severity}: ${message}\n`;
  const { line, column } = source.placeOf(offset);
  const text = source.lineAt(offset);
  const lineStart = offset - column + 1;
  const marks = Array.from({ length: text.length + 1 }, () => ' ');
  if (range) {
    const from = Math.max(range.start - lineStart, 0);
    const to = Math.min(range.end - lineStart, text.length);
    for (let at = from; at < to; at++) marks[at] = '~';
  }
  marks[column - 1] = '^';
  let shown = '';
  let below = '';
  for (const [index, mark] of marks.entries()) {
    const character = text[index] ?? '';
    const width = character === '\t' ? TAB - (shown.length % TAB) : 1;
    shown += character === '\t' ? ' '.repeat(width) : character;
    below += mark + (mark === '~' ? '~' : ' ').repeat(width - 1);
  }
  return `${source.name}:${line}:${column}: ${severity}: ${message}\n${shown}\n${below.trimEnd()}\n`;
}
