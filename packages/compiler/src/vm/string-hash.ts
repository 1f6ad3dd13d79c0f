/**
 * LLVM's hash of a range of bytes (its variant of CityHash with the fixed seed), which upstream puts
 * into the names of strings that it moves to read-only data: `_utf8_tensor_3C6209B4FD120BDC`.
 */

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;
const K3 = 0xc949d7c7509e6557n;
const MULTIPLIER = 0x9ddfea08eb382d69n;
const SEED = 0xff51afd7ed558ccdn;
const MASK = 0xffffffffffffffffn;

const wrap = (value: bigint): bigint => value & MASK;
const rotate = (value: bigint, shift: number): bigint => {
  const amount = BigInt(shift % 64);
  return amount === 0n ? value : wrap((value >> amount) | (value << (64n - amount)));
};
const shiftMix = (value: bigint): bigint => value ^ (value >> 47n);

/** Mixes two words into one. */
function mixWords(low: bigint, high: bigint): bigint {
  const a = shiftMix(wrap((low ^ high) * MULTIPLIER));
  const b = shiftMix(wrap((high ^ a) * MULTIPLIER));
  return wrap(b * MULTIPLIER);
}

class Words {
  readonly #view: DataView;
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  at(offset: number): bigint {
    return this.#view.getBigUint64(offset, true);
  }
  half(offset: number): bigint {
    return BigInt(this.#view.getUint32(offset, true));
  }
}

/** Up to 64 bytes, by length. */
function hashShort(bytes: Uint8Array): bigint {
  const { length } = bytes;
  const words = new Words(bytes);
  const size = BigInt(length);
  if (length === 0) return K2 ^ SEED;
  if (length < 4) {
    const [first, middle, last] = [bytes[0], bytes[length >> 1], bytes[length - 1]].map((byte) =>
      BigInt(byte ?? 0),
    ) as [bigint, bigint, bigint];
    const y = first + (middle << 8n);
    const z = size + (last << 2n);
    return wrap(shiftMix(wrap(y * K2) ^ wrap(z * K3) ^ SEED) * K2);
  }
  if (length <= 8)
    return mixWords(wrap(size + (words.half(0) << 3n)), SEED ^ words.half(length - 4));
  if (length <= 16) {
    const [a, b] = [words.at(0), words.at(length - 8)];
    return mixWords(SEED ^ a, rotate(wrap(b + size), length)) ^ b;
  }
  if (length <= 32) {
    const a = wrap(words.at(0) * K1);
    const b = words.at(8);
    const c = wrap(words.at(length - 8) * K2);
    const d = wrap(words.at(length - 16) * K0);
    return mixWords(
      wrap(rotate(wrap(a - b), 43) + rotate(c ^ SEED, 30) + d),
      wrap(a + rotate(b ^ K3, 20) - c + size + SEED),
    );
  }
  let z = words.at(24);
  let a = wrap(words.at(0) + (size + words.at(length - 16)) * K0);
  let b = rotate(wrap(a + z), 52);
  let c = rotate(a, 37);
  a = wrap(a + words.at(8));
  c = wrap(c + rotate(a, 7));
  a = wrap(a + words.at(16));
  const vf = wrap(a + z);
  const vs = wrap(b + rotate(a, 31) + c);
  a = wrap(words.at(16) + words.at(length - 32));
  z = words.at(length - 8);
  b = rotate(wrap(a + z), 52);
  c = rotate(a, 37);
  a = wrap(a + words.at(length - 24));
  c = wrap(c + rotate(a, 7));
  a = wrap(a + words.at(length - 16));
  const wf = wrap(a + z);
  const ws = wrap(b + rotate(a, 31) + c);
  const r = shiftMix(wrap((vf + ws) * K2 + (wf + vs) * K0));
  return wrap(shiftMix(wrap((SEED ^ wrap(r * K0)) + vs)) * K2);
}

/** Mixes 32 bytes at `offset` into two words. */
function mix32(words: Words, offset: number, a: bigint, b: bigint): [bigint, bigint] {
  const c = words.at(offset + 24);
  const start = wrap(a + words.at(offset));
  const rotated = rotate(wrap(b + start + c), 21);
  const sum = wrap(start + words.at(offset + 8) + words.at(offset + 16));
  return [wrap(sum + c), wrap(rotated + rotate(sum, 44) + start)];
}

/** More than 64 bytes, in blocks of 64, the last of which overlaps. */
function hashLong(bytes: Uint8Array): bigint {
  const words = new Words(bytes);
  let [h0, h1, h2, h3, h4, h5] = [
    0n,
    SEED,
    mixWords(SEED, K1),
    rotate(SEED ^ K1, 49),
    wrap(SEED * K1),
    shiftMix(SEED),
  ];
  let h6 = mixWords(h4, h5);
  const mix = (offset: number): void => {
    h0 = wrap(rotate(wrap(h0 + h1 + h3 + words.at(offset + 8)), 37) * K1);
    h1 = wrap(rotate(wrap(h1 + h4 + words.at(offset + 48)), 42) * K1);
    h0 ^= h6;
    h1 = wrap(h1 + h3 + words.at(offset + 40));
    h2 = wrap(rotate(wrap(h2 + h5), 33) * K1);
    h3 = wrap(h4 * K1);
    h4 = wrap(h0 + h5);
    [h3, h4] = mix32(words, offset, h3, h4);
    h5 = wrap(h2 + h6);
    h6 = wrap(h1 + words.at(offset + 16));
    [h5, h6] = mix32(words, offset + 32, h5, h6);
    [h0, h2] = [h2, h0];
  };
  const whole = bytes.length - (bytes.length % 64);
  for (let offset = 0; offset < whole; offset += 64) mix(offset);
  if (whole < bytes.length) mix(bytes.length - 64);
  return mixWords(
    wrap(mixWords(h3, h5) + shiftMix(h1) * K1 + h2),
    wrap(mixWords(h4, h6) + shiftMix(BigInt(bytes.length)) * K1 + h0),
  );
}

/** LLVM's `hash_value` of the bytes. */
export const hashBytes = (bytes: Uint8Array): bigint =>
  bytes.length <= 64 ? hashShort(bytes) : hashLong(bytes);

/**
 * Name of the read-only data that holds a string: what of it is letters and digits, at most 32
 * characters with the prefix, and its hash.
 */
export function stringDataName(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let name = '_utf8_';
  let isSeparated = true;
  for (const byte of bytes) {
    // Only printable ASCII counts.
    if (byte < 0x20 || byte > 0x7e) continue;
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9]/.test(character)) {
      name += character.toLowerCase();
      isSeparated = false;
    } else if (!isSeparated) {
      name += '_';
      isSeparated = true;
    }
  }
  const prefix = name.slice(0, 32);
  const hash = hashBytes(bytes).toString(16).toUpperCase();
  return `${prefix}${prefix.endsWith('_') ? '' : '_'}${hash}`;
}
