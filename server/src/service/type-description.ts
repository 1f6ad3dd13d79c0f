/** Types explained: what their text does not say at once. */
import {
  bitWidth,
  contiguousStrides,
  DYNAMIC,
  denseElementBytes,
  FLOAT_WIDTHS,
  hasWidth,
  isRankedShaped,
  printAttribute,
  printType,
  type RankedShapedType,
  stridesAndOffset,
  type Type,
} from '@iree-workbench/ir';
import { capitalized, code } from './operation-documentation.ts';

/** A type with its rank, its elements, bytes and layout, as Markdown. */
export const typeDocumentation = (type: Type): string =>
  [code(printType(type)), ...aboutType(type)].join('\n\n');

/** `2 × ? elements of f32`, and so on: a line for each thing there is to say. */
function aboutType(type: Type): string[] {
  switch (type.kind) {
    case 'tensor':
      return [shapeText(type), ...(type.encoding ? [`Encoding ${quoted(type.encoding)}`] : [])];
    case 'vector':
      return [
        type.numScalableDims > 0
          ? `Rank ${type.shape.length}, the last ${type.numScalableDims} scalable`
          : shapeText(type),
      ];
    case 'memref': {
      const strided = stridesAndOffset(type);
      const space = type.memorySpace ? [`Memory space ${quoted(type.memorySpace)}`] : [];
      if (!strided) return [shapeText(type), 'The layout has no strides', ...space];
      const isContiguous =
        strided.offset === 0 && `${strided.strides}` === `${contiguousStrides(type.shape)}`;
      const strides = strided.strides.map(sizeText).join(', ');
      const order = isContiguous ? ' (row by row, without gaps)' : '';
      return [
        shapeText(type),
        `Strides [${strides}], offset ${sizeText(strided.offset)}${order}`,
        ...space,
      ];
    }
    case 'unranked-tensor':
    case 'unranked-memref':
      return [`Of any rank, elements of \`${printType(type.elementType)}\``];
    case 'integer': {
      const { width, signedness } = type;
      const kind = signedness === 'signless' ? 'neither signed nor unsigned' : signedness;
      return [`Integer of ${counted(width, 'bit')}, ${kind}`];
    }
    case 'index':
      return ['Integer of the size of a pointer; constants of it hold 64 bits'];
    case 'float':
      return [`Float of ${FLOAT_WIDTHS[type.format]} bits`];
    case 'complex':
      return hasWidth(type) ? [`Two parts of ${bitWidth(type.elementType)} bits`] : [];
    case 'dialect': {
      const summary = type.context.typeDefinition(type.name)?.summary;
      return summary ? [capitalized(summary)] : [];
    }
    case 'none':
      return ['A type with one value, which says nothing'];
    case 'tuple':
      return [counted(type.types.length, 'element')];
    case 'function':
      return [`${counted(type.inputs.length, 'input')}, ${counted(type.results.length, 'result')}`];
    case 'opaque':
      return [`Of the dialect \`${type.dialect}\`, which is not known`];
  }
}

const quoted = (attr: Parameters<typeof printAttribute>[0]): string =>
  `\`${printAttribute(attr)}\``;

/** Rank, number of elements and bytes of a shaped type. */
function shapeText(type: RankedShapedType): string {
  const { shape, elementType } = type;
  const element = `\`${printType(elementType)}\``;
  const size = hasWidth(elementType) ? denseElementBytes(elementType) : null;
  const known = shape.filter((length) => length !== DYNAMIC);
  const count = known.reduce((product, length) => product * length, 1);
  const rank = `Rank ${shape.length}`;
  if (known.length < shape.length) {
    const factor = count === 1 ? '' : `a multiple of ${grouped(count)} `;
    const each = size === null ? '' : `, ${byteText(size)} each`;
    return `${rank}, ${factor}elements of ${element}${each}`;
  }
  const bytes = size === null ? '' : `, ${byteText(count * size)}`;
  return `${rank}, ${counted(count, 'element')} of ${element}${bytes}`;
}

/** Bytes of a shaped type whose sizes are known; null for any other. */
export function bytesOfType(type: Type): number | null {
  if (!isRankedShaped(type) || type.shape.includes(DYNAMIC) || !hasWidth(type.elementType))
    return null;
  if (type.kind === 'vector' && type.numScalableDims > 0) return null;
  const count = type.shape.reduce((product, length) => product * length, 1);
  return count * denseElementBytes(type.elementType);
}

const sizeText = (size: number): string => (size === DYNAMIC ? '?' : `${size}`);
const grouped = (count: number): string => count.toLocaleString('en-US');

/** `1 element`, `1,024 elements`. */
export const counted = (count: number, what: string): string =>
  `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** `12 bytes`, `1.5 MiB (1,572,864 bytes)`. */
export function byteText(bytes: number): string {
  const exact = counted(bytes, 'byte');
  if (bytes < 1024) return exact;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const short = (bytes / 1024 ** power).toFixed(1).replace(/\.0$/, '');
  return `${short} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][power]} (${exact})`;
}
