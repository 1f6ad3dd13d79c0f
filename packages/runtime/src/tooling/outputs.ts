/**
 * Results of a program as upstream's iree-run-module prints them.
 */
import { formatBufferViewBytes } from './buffer-view-text.ts';
import { defaultMaxElementCount } from './elements.ts';
import type { HostValue, ScalarValue } from './host-values.ts';
import { formatG } from './printf.ts';

/** Formats results, one after another, each with its index: `result[0]: i32=5`. */
export function formatResults(
  values: readonly HostValue[],
  maxElementCount = defaultMaxElementCount,
): string {
  return formatList('result', values, maxElementCount);
}

function formatList(name: string, values: readonly HostValue[], maxElementCount: number): string {
  return values
    .map((value, index) => `${name}[${index}]: ${formatValue(value, maxElementCount)}\n`)
    .join('');
}

function formatValue(value: HostValue, maxElementCount: number): string {
  switch (value.kind) {
    case 'null':
      return '(null)';
    case 'scalar':
      return `${value.type}=${formatScalar(value)}`;
    case 'tensor':
      return `hal.buffer_view\n${formatBufferViewBytes(value, value.bytes, maxElementCount)}`;
    case 'list':
      return `vm.list\n${formatList('child_list', value.elements, maxElementCount)}`;
    case 'opaque':
      return `${value.type}\n(no printer)`;
  }
}

/** Formats a scalar's value: integers in full, floats like `%g`. */
export function formatScalar({ type, value }: ScalarValue): string {
  return type === 'f32' || type === 'f64' ? formatG(Number(value)) : String(value);
}
