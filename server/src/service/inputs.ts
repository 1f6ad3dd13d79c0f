/** Values of a function's inputs as people write them: what to begin with, and what is wrong with one. */
import { DYNAMIC, printType, type RankedTensorType, type Type } from '@iree-workbench/ir';

/**
 * A value of the type as `iwb run --input=` takes it: zeros, with 1 for sizes that are open. Empty for
 * types that no text can be written of.
 */
export function defaultInput(type: Type): string {
  switch (type.kind) {
    case 'integer':
    case 'index':
      return '0';
    case 'float':
      return '0.0';
    case 'tensor': {
      const sizes = type.shape.map((size) => (size === DYNAMIC ? 1 : size));
      return `${[...sizes, elementText(type.elementType)].join('x')}=0`;
    }
    case 'dialect':
      return type.name === 'hal.buffer_view' || type.name === 'hal.buffer' ? '1xf32=0' : '';
    case 'none':
    case 'complex':
    case 'tuple':
    case 'function':
    case 'vector':
    case 'unranked-tensor':
    case 'memref':
    case 'unranked-memref':
    case 'opaque':
      return '';
  }
}

/** An element type as the runtime's inputs spell it. */
const elementText = (type: Type): string => (type.kind === 'index' ? 'i64' : printType(type));

/**
 * What is wrong with a value for an input of the type; null for what may be right. A run has the last
 * word: only it reads files.
 */
export function inputProblem(text: string, type: Type): string | null {
  const value = text.trim();
  if (value === '') return 'a value is missing';
  if (value.startsWith('@') || value === '(null)' || value === '(ignored)') return null;
  switch (type.kind) {
    case 'integer':
    case 'index':
      return INTEGER.test(value) ? null : `'${value}' is no integer`;
    case 'float':
      return FLOAT.test(value) ? null : `'${value}' is no number`;
    case 'tensor':
      return tensorProblem(value.replace(/^&/, '').replace(/^"|"$/g, ''), type);
    default:
      return null;
  }
}

const INTEGER = /^[+-]?(?:0x[\da-f]+|\d+)$/i;
const FLOAT =
  /^[+-]?(?:0x[\da-f.]+(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;
/** Types whose elements are written as numbers; those of others are pairs of hexadecimal digits. */
const NUMBERS = /^(?:[su]?i(?:8|16|32|64)|f(?:16|32|64))$/;

function tensorProblem(value: string, type: RankedTensorType): string | null {
  const expected = shapeText(type);
  const equals = value.indexOf('=');
  const shaped = (equals < 0 ? value : value.slice(0, equals)).trim();
  const sizes = shaped.split('x');
  const element = sizes.pop() as string;
  const known = type.shape.every((size, i) => size === DYNAMIC || String(size) === sizes[i]);
  const isShape = sizes.length === type.shape.length && sizes.every((size) => /^\d+$/.test(size));
  // Signless integers take any signedness.
  const isElement = element.replace(/^[su](?=i)/, '') === elementText(type.elementType);
  if (!isShape || !known || !isElement) return `expected ${expected}, found '${shaped}'`;
  if (equals < 0 || value.startsWith('@', equals + 1) || !NUMBERS.test(element)) return null;
  const numbers = value
    .slice(equals + 1)
    .split(/[\s,[\]]+/)
    .filter((part) => part !== '');
  const number = element.includes('f') ? FLOAT : INTEGER;
  const wrong = numbers.find((part) => !number.test(part));
  if (wrong !== undefined) return `'${wrong}' is no element of ${element}`;
  const count = sizes.reduce((product, size) => product * Number(size), 1);
  if (numbers.length <= 1 || numbers.length === count) return null;
  return `${shaped} has ${count} elements, found ${numbers.length}`;
}

/** `?x4xf32`. */
const shapeText = ({ shape, elementType }: RankedTensorType): string =>
  [...shape.map((size) => (size === DYNAMIC ? '?' : size)), elementText(elementType)].join('x');
