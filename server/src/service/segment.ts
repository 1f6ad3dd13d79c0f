/** A segment: text that is parsed by itself, with what is told of its brackets without lexing it. */

/** Text from one line that may begin a statement to the next. */
export interface Segment {
  readonly text: string;
  /** Brackets opened less those closed. */
  readonly balance: number;
  /** The smallest balance on the way. */
  readonly lowest: number;
  /** A block is named outside all brackets: as a label, or by what goes there. */
  readonly namesBlock: boolean;
  readonly kind: SegmentKind;
}
/**
 * `header` opens the module that holds the statements and `footer` closes it, `function` and `end` do so
 * for a long function, whose statements are in `body`; `rest` begins with no statement. Values that
 * statements share are in none of the others' scope.
 */
export type SegmentKind =
  | 'statement'
  | 'alias'
  | 'value'
  | 'header'
  | 'footer'
  | 'function'
  | 'body'
  | 'end'
  | 'rest';

/** Does the segment open or close what holds others? */
export const isFrame = ({ kind }: Segment): boolean =>
  kind === 'header' || kind === 'footer' || kind === 'function' || kind === 'end';

/** What is cut off, with what there is to know of its brackets. */
export function makeSegment(text: string, kind: SegmentKind): Segment {
  let balance = 0;
  let lowest = 0;
  let namesBlock = false;
  // Bytes are looked through in half the time that it takes to ask a text for its characters.
  const [bytes, length] = bytesOf(text);
  for (let at = 0; at < length; at++) {
    switch (ROLES[bytes[at] as number]) {
      case OPENS:
        balance++;
        break;
      case CLOSES:
        balance--;
        if (balance < lowest) lowest = balance;
        break;
      case QUOTES:
        for (at++; at < length; at++) {
          const byte = bytes[at];
          if (byte === 34 || byte === 10) break;
          if (byte === 92) at++;
        }
        break;
      case COMMENTS:
        if (bytes[at + 1] === 47) while (at < length && bytes[at] !== 10) at++;
        break;
      case LABELS:
        namesBlock ||= balance === 0;
        break;
      default:
    }
  }
  return { text, balance, lowest, namesBlock, kind };
}

const [OPENS, CLOSES, QUOTES, COMMENTS, LABELS] = [1, 2, 3, 4, 5];
/** What a byte may begin or end. */
const ROLES = new Uint8Array(256);
for (const [characters, role] of [
  ['([{', OPENS],
  [')]}', CLOSES],
  ['"', QUOTES],
  ['/', COMMENTS],
  ['^', LABELS],
] as const)
  for (const character of characters) ROLES[character.charCodeAt(0)] = role;

const encoder = new TextEncoder();
const buffer = new Uint8Array(1 << 16);

/** The bytes of a text, which hold until the next is asked for, and how many they are. */
function bytesOf(text: string): readonly [Uint8Array, number] {
  if (text.length <= buffer.length) {
    const { read, written } = encoder.encodeInto(text, buffer);
    if (read === text.length) return [buffer, written];
  }
  const bytes = encoder.encode(text);
  return [bytes, bytes.length];
}

/** Is there nothing but space and comments? */
export const isBlank = (text: string): boolean => /^(?:\s|\/\/.*)*$/.test(text);

/** Does nothing but a comment stand between the offset and the end of its line? */
export function isLineEmpty(text: string, offset: number): boolean {
  const end = text.indexOf('\n', offset);
  return isBlank(text.slice(offset, end < 0 ? text.length : end));
}

/** Offset behind the brace that closes the one at `open`, or -1. */
export function closingBrace(text: string, open: number): number {
  let balance = 0;
  for (let at = open; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) at = behindString(text, at) - 1;
    else if (unit === 123) balance++;
    else if (unit === 125 && --balance === 0) return at + 1;
  }
  return -1;
}

/** Offset behind the string that opens at `at`; it ends with its line if nothing closes it. */
export function behindString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 34) return end + 1;
    if (unit === 92) end++;
    else if (unit === 10) return end;
  }
  return text.length;
}
