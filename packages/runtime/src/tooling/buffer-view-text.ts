/**
 * Buffer views as text: `2x3xf32=[1 2 3][4 5 6]`.
 */
import { parseElementType } from '@iree-workbench/format';
import { type Allocator, type BufferParams, defaultBufferParams } from '../hal/allocator.ts';
import { BufferView, elementCount, formatShapedType, viewByteLength } from '../hal/buffer-view.ts';
import { StatusError } from '../vm/status.ts';
import { formatElements, parseElements } from './elements.ts';

/** Shape and element type of a tensor. */
export interface ShapedType {
  readonly shape: readonly number[];
  readonly elementType: number;
}

/** Largest tensor that text may ask for. */
const maxTextBytes = 2 ** 32;

/** Parses `2x3xf32`. */
export function parseShapedType(text: string): ShapedType {
  const lastX = text.lastIndexOf('x');
  const shapeText = lastX < 0 ? '' : text.slice(0, lastX);
  const typeText = lastX < 0 ? text : text.slice(lastX + 1);
  const shape =
    shapeText === ''
      ? []
      : shapeText.split('x').map((dim, index) => {
          if (!/^\d+$/.test(dim)) {
            throw new StatusError(
              'INVALID_ARGUMENT',
              `shape[${index}] invalid value '${dim}' of '${shapeText}'`,
            );
          }
          return Number(dim);
        });
  const elementType = parseElementType(typeText);
  if (elementType === undefined) {
    throw new StatusError('INVALID_ARGUMENT', `unhandled element type prefix in '${typeText}'`);
  }
  if (viewByteLength(shape, elementType) > maxTextBytes) {
    throw new StatusError('RESOURCE_EXHAUSTED', `a tensor of ${text} is too large`);
  }
  return { shape, elementType };
}

/** Parses `2x2xf32=1 2 3 4`; without `=` the elements are zeros. */
export function parseBufferView(
  text: string,
  allocator: Allocator,
  params: BufferParams = defaultBufferParams,
): BufferView {
  const value = text.trim().replace(/^"/, '').replace(/"$/, '');
  if (value === '') throw new StatusError('INVALID_ARGUMENT', 'empty string input');
  const equals = value.indexOf('=');
  const { shape, elementType } = parseShapedType(equals < 0 ? value : value.slice(0, equals));
  const elements = equals < 0 ? '' : value.slice(equals + 1);
  const bytes = parseElements(elements, elementCount(shape), elementType);
  return BufferView.fromBytes(allocator, shape, elementType, bytes, params);
}

/** Formats a view; reads it from the device. */
export async function formatBufferView(
  view: BufferView,
  maxElementCount?: number,
): Promise<string> {
  return formatBufferViewBytes(view, await view.read(), maxElementCount);
}

/** Formats a view whose bytes were read already. */
export function formatBufferViewBytes(
  { shape, elementType }: ShapedType,
  bytes: Uint8Array,
  maxElementCount?: number,
): string {
  const elements = formatElements(bytes, shape, elementType, maxElementCount);
  return `${formatShapedType(shape, elementType)}=${elements}`;
}
