/**
 * A text's code units as bytes, which the lexer steps through several times faster than through a
 * string: what is not ASCII is one `NOT_ASCII` a unit, so that offsets are the string's.
 */

/** A unit that is not ASCII, and what stands behind the text: no token but a string or comment holds it. */
export const NOT_ASCII = 0x80;

/** How many units behind the end may be asked for. */
const BEHIND = 4;

const encoder = new TextEncoder();

/** One byte a code unit, and a few `NOT_ASCII` behind the last. */
export function unitsOf(text: string): Uint8Array {
  const { length } = text;
  const units = new Uint8Array(length + BEHIND);
  // Of a text that is all ASCII, UTF-8 has as many bytes as there are units; else some are left over.
  const { read, written } = encoder.encodeInto(text, units);
  if (read !== length || written !== length)
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      units[i] = unit < NOT_ASCII ? unit : NOT_ASCII;
    }
  units.fill(NOT_ASCII, length);
  return units;
}
