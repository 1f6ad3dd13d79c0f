/**
 * The native `check` module: expectations of test programs. An expectation that is not met does not
 * end the program; it is reported, and the run counts as failed.
 */
import { checkModule, ElementType, findImport, formatElementType } from '@iree-workbench/format';
import { BufferView } from '../../hal/buffer-view.ts';
import { formatBufferViewBytes } from '../../tooling/buffer-view-text.ts';
import { differsBeyond } from '../../tooling/comparison.ts';
import { f16ToNumber } from '../../tooling/small-floats.ts';
import type { NativeFunction, NativeModule } from '../../vm/native-module.ts';
import { StatusError } from '../../vm/status.ts';

/** Differences up to these are no differences to `expect_almost_eq`. */
const f32Threshold = 0.0001;
const f16Threshold = 0.001;

/** Makes the module; `onFailure` receives the text of each expectation that was not met. */
export function createCheckModule(onFailure: (message: string) => void): NativeModule {
  const implementations: Record<string, NativeFunction['call']> = {
    expect_true: (args) => {
      if (args.i32(0) === 0) onFailure(`Expected ${args.i32(0)} to be nonzero.`);
    },
    expect_false: (args) => {
      if (args.i32(0) !== 0) onFailure(`Expected ${args.i32(0)} to be zero.`);
    },
    expect_all_true: async (args) => {
      const view = args.ref(0, BufferView);
      const bytes = await view.read();
      if (!elementsOf(view.elementType, bytes).every((element) => element !== 0)) {
        onFailure(`Expected all elements to be nonzero.\n  ${formatBufferViewBytes(view, bytes)}`);
      }
      return undefined;
    },
    expect_eq: async (args) => {
      const lhs = args.ref(0, BufferView);
      const rhs = args.ref(1, BufferView);
      const [lhsBytes, rhsBytes] = await Promise.all([lhs.read(), rhs.read()]);
      const contentsEqual =
        lhsBytes.length === rhsBytes.length && lhsBytes.every((byte, i) => byte === rhsBytes[i]);
      const message = describeMismatch('equality', lhs, rhs, contentsEqual);
      if (message) onFailure(message + describeOperands(lhs, lhsBytes, rhs, rhsBytes));
      return undefined;
    },
    expect_almost_eq: async (args) => {
      const lhs = args.ref(0, BufferView);
      const rhs = args.ref(1, BufferView);
      const [lhsBytes, rhsBytes] = await Promise.all([lhs.read(), rhs.read()]);
      // Contents can only be compared when types and shapes match.
      const isComparable = lhs.elementType === rhs.elementType && sameShape(lhs, rhs);
      const contentsEqual = !isComparable || almostEqual(lhs.elementType, lhsBytes, rhsBytes);
      const message = describeMismatch('near equality', lhs, rhs, contentsEqual);
      if (message) onFailure(message + describeOperands(lhs, lhsBytes, rhs, rhsBytes));
      return undefined;
    },
  };
  const functions = Object.entries(implementations).map<NativeFunction>(([name, call]) => ({
    name,
    cconv: findImport(checkModule, name)!.cconv,
    call,
  }));
  return { name: checkModule.name, version: checkModule.version, functions };
}

function describeMismatch(
  what: string,
  lhs: BufferView,
  rhs: BufferView,
  contentsEqual: boolean,
): string | undefined {
  const reasons = [
    lhs.elementType === rhs.elementType ? '' : ' Element types do not match.',
    sameShape(lhs, rhs) ? '' : ' Shapes do not match.',
    contentsEqual ? '' : ' Contents does not match.',
  ].join('');
  return reasons === '' ? undefined : `Expected ${what} of these values.${reasons}`;
}

function describeOperands(
  lhs: BufferView,
  lhsBytes: Uint8Array,
  rhs: BufferView,
  rhsBytes: Uint8Array,
): string {
  const text = (view: BufferView, bytes: Uint8Array) => formatBufferViewBytes(view, bytes);
  return `\n  lhs:\n    ${text(lhs, lhsBytes)}\n  rhs:\n    ${text(rhs, rhsBytes)}`;
}

function sameShape(lhs: BufferView, rhs: BufferView): boolean {
  return lhs.rank === rhs.rank && lhs.shape.every((dim, axis) => dim === rhs.shape[axis]);
}

function almostEqual(elementType: number, lhs: Uint8Array, rhs: Uint8Array): boolean {
  const threshold = elementType === ElementType.Float16 ? f16Threshold : f32Threshold;
  switch (elementType) {
    case ElementType.Float16:
    case ElementType.Float32:
    case ElementType.Float64: {
      const expected = elementsOf(elementType, rhs);
      return elementsOf(elementType, lhs).every(
        (element, index) => !differsBeyond(threshold, element, expected[index]!),
      );
    }
    default:
      throw unsupported(elementType);
  }
}

function elementsOf(elementType: number, bytes: Uint8Array): number[] {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (size: number, get: (offset: number) => number) =>
    Array.from({ length: bytes.byteLength / size }, (_, index) => get(index * size));
  switch (elementType) {
    case ElementType.Int8:
    case ElementType.Sint8:
    case ElementType.Uint8:
      return read(1, (offset) => data.getInt8(offset));
    case ElementType.Int16:
    case ElementType.Sint16:
    case ElementType.Uint16:
      return read(2, (offset) => data.getInt16(offset, true));
    case ElementType.Int32:
    case ElementType.Sint32:
    case ElementType.Uint32:
      return read(4, (offset) => data.getInt32(offset, true));
    case ElementType.Int64:
    case ElementType.Sint64:
    case ElementType.Uint64:
      return read(8, (offset) => Number(data.getBigInt64(offset, true)));
    case ElementType.Float16:
      return read(2, (offset) => f16ToNumber(data.getUint16(offset, true)));
    case ElementType.Float32:
      return read(4, (offset) => data.getFloat32(offset, true));
    case ElementType.Float64:
      return read(8, (offset) => data.getFloat64(offset, true));
    default:
      throw unsupported(elementType);
  }
}

function unsupported(elementType: number): StatusError {
  return new StatusError(
    'INVALID_ARGUMENT',
    `unsupported element type ${formatElementType(elementType)}`,
  );
}
