/** Decoding of string tokens: escapes, and bytes as the IR's strings hold them. */

const HEX = '0123456789abcdef';

/**
 * The value of the string token whose text with quotes is [start, end). Escaped bytes form UTF-8
 * with each other; a byte that is not UTF-8 becomes the lone surrogate U+DC00 + byte.
 */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) return inner;
  let value = '';
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length === 0) return;
    value += decodeUtf8(bytes);
    bytes = [];
  };
  for (let i = 0; i < inner.length; i++) {
    const unit = inner.charCodeAt(i);
    if (unit !== 92) {
      flush();
      value += inner[i];
      continue;
    }
    const next = inner[++i] ?? '';
    const high = HEX.indexOf(next.toLowerCase());
    const low = HEX.indexOf((inner[i + 1] ?? '').toLowerCase() || '?');
    if (next === 'n' || next === 't' || next === '"' || next === '\\') {
      flush();
      value += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    } else if (high >= 0 && low >= 0) {
      bytes.push(high * 16 + low);
      i++;
    }
  }
  flush();
  return value;
}

/** Bytes as a string; what is not well-formed UTF-8 as lone surrogates. */
export function decodeUtf8(bytes: readonly number[] | Uint8Array): string {
  let value = '';
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i]!;
    const length =
      first < 0x80
        ? 1
        : first < 0xc2
          ? 0
          : first < 0xe0
            ? 2
            : first < 0xf0
              ? 3
              : first < 0xf5
                ? 4
                : 0;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    let isValid = length > 0 && i + length <= bytes.length;
    for (let k = 1; isValid && k < length; k++) {
      const next = bytes[i + k]!;
      if ((next & 0xc0) !== 0x80) isValid = false;
      code = (code << 6) | (next & 0x3f);
    }
    if (isValid && length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000)))
      isValid = false;
    if (isValid && length === 4 && (code < 0x10000 || code > 0x10ffff)) isValid = false;
    if (isValid) {
      value += String.fromCodePoint(code);
      i += length;
    } else {
      value += String.fromCharCode(0xdc00 + first);
      i++;
    }
  }
  return value;
}
