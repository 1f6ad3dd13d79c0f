/**
 * Strings of hexadecimal digits, `"0x…"`, of any length: a constant may have tens of millions of them, so
 * they are taken as bytes, and two at a time.
 */

/** Digits that are looked at together; even. */
const PIECE = 1 << 15;

/** The byte that two digits mean, by the number that their two characters are as one; -1 for others. */
let pairs: Int16Array | null = null;

function pairTable(): Int16Array {
  if (pairs) return pairs;
  pairs = new Int16Array(1 << 16).fill(-1);
  const characters = new Uint8Array(2);
  const asOne = new Uint16Array(characters.buffer);
  const digits = [...'0123456789abcdefABCDEF'];
  for (const high of digits)
    for (const low of digits) {
      characters[0] = high.charCodeAt(0);
      characters[1] = low.charCodeAt(0);
      pairs[asOne[0] as number] = Number.parseInt(high + low, 16);
    }
  return pairs;
}

/**
 * Gives pairs of the digits at [start, end), an even number, piece by piece, each piece with the number of
 * pairs before it; stops where there is something that is not ASCII, or the function returns false.
 * @returns whether it came to the end
 */
function eachPiece(
  text: string,
  start: number,
  end: number,
  use: (piece: Uint16Array, before: number) => boolean,
): boolean {
  const encoder = new TextEncoder();
  const characters = new Uint8Array(Math.min(PIECE, end - start));
  const asPairs = new Uint16Array(characters.buffer);
  for (let at = start; at < end; at += PIECE) {
    const piece = text.slice(at, Math.min(at + PIECE, end));
    const { read, written } = encoder.encodeInto(piece, characters);
    if (read !== piece.length || written !== piece.length) return false;
    if (!use(asPairs.subarray(0, piece.length / 2), (at - start) / 2)) return false;
  }
  return true;
}

/** Number of bytes of the string `"0x…"` at [start, end), or -1 if it is no such string. */
export function hexByteCount(text: string, start: number, end: number): number {
  if (!text.startsWith('0x', start + 1)) return -1;
  const digits = end - start - 4;
  if (digits < 0 || digits % 2 !== 0) return -1;
  const table = pairTable();
  const isHex = eachPiece(text, start + 3, end - 1, (piece) => {
    let all = 0;
    for (let i = 0; i < piece.length; i++) all |= table[piece[i] as number] as number;
    return all >= 0;
  });
  return isHex ? digits / 2 : -1;
}

/** The digits of a string that `hexByteCount` accepted, in the case in which they are printed. */
export function hexDigits(text: string, start: number, end: number): string {
  const digits = text.slice(start + 3, end - 1);
  return /[a-f]/.test(digits) ? digits.toUpperCase() : digits;
}

/** Bytes of a string that `hexByteCount` accepted. */
export function decodeHex(text: string, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array((end - start - 4) / 2);
  const table = pairTable();
  eachPiece(text, start + 3, end - 1, (piece, before) => {
    for (let i = 0; i < piece.length; i++) bytes[before + i] = table[piece[i] as number] as number;
    return true;
  });
  return bytes;
}
