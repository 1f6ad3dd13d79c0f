/**
 * Inputs of a program as users write them (`--input=`), in upstream's format.
 */
import type { CconvType } from '@iree-workbench/format';
import { elementCount, viewByteLength } from '../hal/buffer-view.ts';
import { StatusError } from '../vm/status.ts';
import { parseShapedType } from './buffer-view-text.ts';
import { parseElements, parseFloatText, parseIntegerText } from './elements.ts';
import { type HostValue, type ScalarType, scalarType } from './host-values.ts';
import { type NdArray, readNpy } from './npy.ts';

/** What inputs may refer to. */
export interface InputOptions {
  /** Reads a file for `@path`. */
  readonly readFile: (path: string) => Uint8Array | Promise<Uint8Array>;
  /**
   * Types the values are for, from the function's calling convention: tells i32 from i64 and f64.
   * Without it a scalar with a point is an f32 and any other an i32.
   */
  readonly types?: readonly CconvType[];
}

/**
 * Parses inputs: `2x3xf32=1 2 3 4 5 6`, `f32=1`, `[[…]]` nesting, one element for all, none for
 * zeros; `4xf32=@file` with raw contents; `@file.npy` for all arrays of a file; `&…` for a storage
 * buffer; `(null)` and `(ignored)`; scalars.
 */
export async function parseInputs(
  texts: readonly string[],
  options: InputOptions,
): Promise<HostValue[]> {
  const values: HostValue[] = [];
  for (const text of texts) {
    const trimmed = text.trim();
    if (trimmed.startsWith('@')) {
      const path = trimmed.slice(1);
      const arrays = readArrays(path, await options.readFile(path));
      values.push(...arrays.map((array) => ({ kind: 'tensor' as const, ...array })));
    } else {
      values.push(await parseInput(trimmed, options, options.types?.[values.length]));
    }
  }
  return values;
}

function readArrays(path: string, file: Uint8Array): readonly NdArray[] {
  try {
    return readNpy(file);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw new StatusError(error.status, `${error.reason}; reading '${path}'`);
  }
}

async function parseInput(
  text: string,
  options: InputOptions,
  type: CconvType | undefined,
): Promise<HostValue> {
  if (text === '') throw new StatusError('INVALID_ARGUMENT', 'no value specified for input');
  if (text === '(null)' || text === '(ignored)') return { kind: 'null' };
  // Where no scalar is wanted, `0xf32` is a tensor without elements.
  const isHexScalar = type !== 'r' && /^[+-]?0x[\da-f]+$/i.test(text);
  if (text.includes('=') || (text.includes('x') && !isHexScalar)) {
    return await parseTensor(text, options);
  }
  if (type === 'r')
    throw new StatusError(
      'INVALID_ARGUMENT',
      `parsing value '${text}': expected a tensor, as in 2x3xf32=1 2 3 4 5 6`,
    );
  return parseScalar(text, type);
}

async function parseTensor(text: string, options: InputOptions): Promise<HostValue> {
  const asStorage = text.startsWith('&');
  const value = (asStorage ? text.slice(1) : text).replace(/^"/, '').replace(/"$/, '');
  const equals = value.indexOf('=');
  const typeText = equals < 0 ? value : value.slice(0, equals);
  const elements = equals < 0 ? '' : value.slice(equals + 1);
  try {
    const type = parseShapedType(typeText.trim());
    const bytes = elements.startsWith('@')
      ? checkLength(
          await options.readFile(elements.slice(1)),
          viewByteLength(type.shape, type.elementType),
        )
      : parseElements(elements, elementCount(type.shape), type.elementType);
    return { kind: 'tensor', ...type, bytes, ...(asStorage && { asStorage }) };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const shown = value.length > 100 ? `${value.slice(0, 100)}…` : value;
    throw new StatusError(error.status, `${error.reason}; parsing value '${shown}'`);
  }
}

function checkLength(bytes: Uint8Array, expected: number): Uint8Array {
  if (bytes.byteLength < expected) {
    throw new StatusError(
      'OUT_OF_RANGE',
      `file contents truncated; expected ${expected} bytes based on buffer view size`,
    );
  }
  return bytes.subarray(0, expected);
}

function parseScalar(text: string, cconvType: CconvType | undefined): HostValue {
  const isKnown = cconvType !== undefined && cconvType !== 'r';
  const type: ScalarType = isKnown ? scalarType(cconvType) : text.includes('.') ? 'f32' : 'i32';
  switch (type) {
    case 'f32':
    case 'f64': {
      const value = parseFloatText(text);
      if (value === undefined) throw invalidScalar(text, type);
      return { kind: 'scalar', type, value: type === 'f32' ? Math.fround(value) : value };
    }
    case 'i64': {
      const value = parseIntegerText(text);
      if (value === undefined || !fits(value, 64)) throw invalidScalar(text, type);
      return { kind: 'scalar', type, value: BigInt.asIntN(64, value) };
    }
    case 'i8':
    case 'i16':
    case 'i32': {
      const value = parseIntegerText(text);
      if (value === undefined || !fits(value, 32)) throw invalidScalar(text, type);
      return { kind: 'scalar', type, value: Number(BigInt.asIntN(32, value)) };
    }
  }
}

/** True for what an integer of the width can hold, read as signed or unsigned. */
function fits(value: bigint, bits: number): boolean {
  return value >= -(1n << BigInt(bits - 1)) && value < 1n << BigInt(bits);
}

function invalidScalar(text: string, type: ScalarType): StatusError {
  return new StatusError('INVALID_ARGUMENT', `parsing value '${text}' as ${type}`);
}
