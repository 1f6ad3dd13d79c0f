/**
 * Results against expectations (`--expected_output=`), with upstream's thresholds and wording.
 */
import { ElementType, elementByteCount } from '@iree-workbench/format';
import { elementCount, formatShapedType } from '../hal/buffer-view.ts';
import { formatBufferViewBytes } from './buffer-view-text.ts';
import { defaultMaxElementCount, formatElement } from './elements.ts';
import type { HostValue, ScalarValue, TensorValue } from './host-values.ts';
import { formatScalar } from './outputs.ts';
import { f16ToNumber } from './small-floats.ts';

/** Absolute differences up to these count as equal. */
export interface ComparisonThresholds {
  readonly f16: number;
  readonly f32: number;
  readonly f64: number;
}

/** Upstream's defaults for `--expected_f16_threshold` and so on. */
export const defaultThresholds: ComparisonThresholds = { f16: 0.001, f32: 0.0001, f64: 0.0001 };

/** How a comparison ended, with the text to show. */
export interface ComparisonResult {
  readonly matched: boolean;
  readonly text: string;
}

/** Compares all results; a null expectation ignores its result. */
export function compareResults(
  expected: readonly HostValue[],
  actual: readonly HostValue[],
  thresholds: ComparisonThresholds = defaultThresholds,
): ComparisonResult {
  if (expected.length !== actual.length) {
    const text = `[FAILED] expected ${expected.length} list elements but ${actual.length} provided\n`;
    return { matched: false, text };
  }
  const failures = expected.map((value, index) => {
    const failure = compareValue(value, actual[index]!, thresholds);
    return failure === undefined ? '' : `[FAILED] result[${index}]: ${failure}\n`;
  });
  const text = failures.join('');
  return text === ''
    ? { matched: true, text: '[SUCCESS] all function outputs matched their expected values.\n' }
    : { matched: false, text };
}

function compareValue(
  expected: HostValue,
  actual: HostValue,
  thresholds: ComparisonThresholds,
): string | undefined {
  if (expected.kind === 'null') return undefined;
  if (expected.kind === 'scalar' && actual.kind === 'scalar' && expected.type === actual.type) {
    return compareScalars(expected, actual);
  }
  if (expected.kind === 'tensor' && actual.kind === 'tensor') {
    return compareTensors(expected, actual, thresholds);
  }
  return `variant types mismatch; expected ${typeName(expected)} but got ${typeName(actual)}`;
}

function compareScalars(expected: ScalarValue, actual: ScalarValue): string | undefined {
  if (expected.value === actual.value) return undefined;
  return (
    `${expected.type} values differ\n  expected: ${formatScalar(expected)}\n` +
    `  actual: ${formatScalar(actual)}`
  );
}

function compareTensors(
  expected: TensorValue,
  actual: TensorValue,
  thresholds: ComparisonThresholds,
): string | undefined {
  const mismatch = describeMismatch(expected, actual, thresholds);
  if (mismatch === undefined) return undefined;
  const expectedType = formatShapedType(expected.shape, expected.elementType);
  const text = (value: TensorValue) =>
    formatBufferViewBytes(value, value.bytes, defaultMaxElementCount);
  return (
    `${mismatch}; expected that the view is equal to contents of a view of ${expectedType}\n` +
    `  expected:\n${text(expected)}\n  actual:\n${text(actual)}`
  );
}

function describeMismatch(
  expected: TensorValue,
  actual: TensorValue,
  thresholds: ComparisonThresholds,
): string | undefined {
  const expectedType = formatShapedType(expected.shape, expected.elementType);
  const actualType = formatShapedType(actual.shape, actual.elementType);
  if (expected.elementType !== actual.elementType || expectedType !== actualType) {
    return `metadata is ${actualType}; expected that the view matches ${expectedType}`;
  }
  const expectedData = dataOf(expected);
  const actualData = dataOf(actual);
  const differs = elementComparison(expected.elementType, thresholds);
  const size = elementByteCount(expected.elementType);
  for (let index = 0; index < elementCount(expected.shape); ++index) {
    const offset = index * size;
    if (!differs(expectedData, actualData, offset)) continue;
    const text = (data: DataView) => formatElement(data, offset, expected.elementType);
    return (
      `element at index ${index} (${text(actualData)}) does not match the expected ` +
      `(${text(expectedData)})`
    );
  }
  return undefined;
}

/** True when two floats differ by more than a threshold. Unlike upstream's, NaN equals only NaN. */
export function differsBeyond(threshold: number, a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return false;
  return !(Math.abs(a - b) <= threshold);
}

type ElementComparison = (expected: DataView, actual: DataView, offset: number) => boolean;

/** Tells whether two elements differ: floats by more than the threshold, all else in any bit. */
function elementComparison(
  elementType: number,
  thresholds: ComparisonThresholds,
): ElementComparison {
  const beyond =
    (threshold: number, read: (data: DataView, offset: number) => number): ElementComparison =>
    (expected, actual, offset) =>
      differsBeyond(threshold, read(expected, offset), read(actual, offset));
  switch (elementType) {
    case ElementType.Float16:
      return beyond(thresholds.f16, (data, at) => f16ToNumber(data.getUint16(at, true)));
    case ElementType.Float32:
      return beyond(thresholds.f32, (data, at) => data.getFloat32(at, true));
    case ElementType.Float64:
      return beyond(thresholds.f64, (data, at) => data.getFloat64(at, true));
    default: {
      const size = elementByteCount(elementType);
      return (expected, actual, offset) => {
        for (let i = offset; i < offset + size; ++i) {
          if (expected.getUint8(i) !== actual.getUint8(i)) return true;
        }
        return false;
      };
    }
  }
}

function dataOf({ bytes }: TensorValue): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function typeName(value: HostValue): string {
  switch (value.kind) {
    case 'null':
      return 'empty';
    case 'scalar':
      return value.type;
    case 'tensor':
      return 'hal.buffer_view';
    case 'list':
      return 'vm.list';
    case 'opaque':
      return value.type;
  }
}
