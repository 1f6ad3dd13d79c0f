/**
 * Bit fields as upstream's runtime prints them in messages: `DEVICE_LOCAL|HOST_VISIBLE`.
 */

/** True when every bit of `bits` is set in `value`. */
export function allBitsSet(value: number, bits: number): boolean {
  return (value & bits) >>> 0 === bits >>> 0;
}

/** True when at least one bit of `bits` is set in `value`. */
export function anyBitSet(value: number, bits: number): boolean {
  return (value & bits) !== 0;
}

/**
 * Formats a bit field for a message. Groups (`DeviceLocal`, `Transfer`) are named first and hide
 * their members; names are the table's in upper case with underscores.
 */
export function formatBitfield(table: Readonly<Record<string, number>>, value: number): string {
  if (value === 0) return 'NONE';
  const entries = Object.entries(table)
    .filter(([, bits]) => bits !== 0)
    .map(([name, bits], index) => ({ name, bits: bits >>> 0, index, count: bitCount(bits) }))
    .sort((a, b) => b.count - a.count || a.index - b.index);
  const parts: string[] = [];
  let remaining = value >>> 0;
  for (const { name, bits } of entries) {
    if (!allBitsSet(remaining, bits)) continue;
    parts.push(name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase());
    remaining = (remaining & ~bits) >>> 0;
  }
  if (remaining !== 0) parts.push(`${remaining.toString(16).toUpperCase()}h`);
  return parts.join('|');
}

function bitCount(value: number): number {
  let count = 0;
  for (let bits = value >>> 0; bits !== 0; bits &= bits - 1) ++count;
  return count;
}
