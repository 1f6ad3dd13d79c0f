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
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    switch (unit) {
      case 94: // ^
        namesBlock ||= balance === 0;
        break;
      case 34: // "
        at = behindString(text, at) - 1;
        break;
      case 47: // a comment
        if (text.charCodeAt(at + 1) === 47) {
          const end = text.indexOf('\n', at);
          at = end < 0 ? text.length : end;
        }
        break;
      case 40: // ( [ {
      case 91:
      case 123:
        balance++;
        break;
      case 41: // ) ] }
      case 93:
      case 125:
        balance--;
        if (balance < lowest) lowest = balance;
        break;
      default:
    }
  }
  return { text, balance, lowest, namesBlock, kind };
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
