/** LLVM's text of a target's data layout (`e-p:64:64-i64:64`): what LLVM says of one that is wrong. */

/** Carries what is wrong out of the reading. */
class LayoutError extends Error {}
const fail = (message: string): never => {
  throw new LayoutError(message);
};
const require = (holds: boolean, message: string): void => {
  if (!holds) fail(message);
};

const UNSIGNED_LIMIT = 2 ** 32;
const BITS_OF_ADDRESS_SPACE = 24;
function number(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value < UNSIGNED_LIMIT ? value : fail('not a number, or does not fit in an unsigned int');
}
/** A number of bits, as bytes. */
function bytes(text: string): number {
  const bits = number(text);
  require(bits % 8 === 0, 'number of bits must be a byte width multiple');
  return bits / 8;
}
const isPowerOfTwo = (value: number): boolean => value > 0 && Number.isInteger(Math.log2(value));

/** The parts between separators. */
function split(text: string, separator: string): string[] {
  const parts = text.split(separator);
  parts.forEach((part, i) => {
    if (part !== '') return;
    const isLast = i > 0 && i === parts.length - 1;
    fail(
      isLast
        ? 'Trailing separator in datalayout string'
        : 'Expected token before separator in datalayout string',
    );
  });
  return parts;
}

function addressSpace(text: string): void {
  require(number(text) <
    2 ** BITS_OF_ADDRESS_SPACE, 'Invalid address space, must be a 24-bit integer');
}

function checkPreferred(preferred: number, abi: number): void {
  require(preferred >= abi, 'Preferred alignment cannot be less than the ABI alignment');
}

/** `p[space]:size:abi[:preferred[:index]]`. */
function checkPointer(space: string, [size, abi, preferred, index]: readonly string[]): void {
  if (space !== '') addressSpace(space);
  if (size === undefined)
    return fail('Missing size specification for pointer in datalayout string');
  const memory = bytes(size);
  require(memory > 0, 'Invalid pointer size of 0 bytes');
  if (abi === undefined)
    return fail('Missing alignment specification for pointer in datalayout string');
  const alignment = bytes(abi);
  require(isPowerOfTwo(alignment), 'Pointer ABI alignment must be a power of 2');
  if (preferred !== undefined)
    require(isPowerOfTwo(bytes(preferred)), 'Pointer preferred alignment must be a power of 2');
  const width = index === undefined ? memory : bytes(index);
  require(width > 0, 'Invalid index size of 0 bytes');
  checkPreferred(preferred === undefined ? alignment : bytes(preferred), alignment);
  require(width <= memory, 'Index width cannot be larger than pointer width');
}

function checkAlignment(value: number, noun: string): void {
  require(value < 2 ** 16, `Invalid ${noun} alignment, must be a 16bit integer`);
  require(value === 0 || isPowerOfTwo(value), `Invalid ${noun} alignment, must be a power of 2`);
}

/** `i64:abi[:preferred]`, and the same of vectors, floats and aggregates. */
function checkType(kind: string, width: string, [abi, preferred]: readonly string[]): void {
  const size = width === '' ? 0 : number(width);
  const isAggregate = kind === 'a';
  require(!isAggregate || size === 0, 'Sized aggregate specification in datalayout string');
  if (abi === undefined) return fail('Missing alignment specification in datalayout string');
  const alignment = bytes(abi);
  require(isAggregate ||
    alignment > 0, 'ABI alignment specification must be >0 for non-aggregate types');
  checkAlignment(alignment, 'ABI');
  require(kind !== 'i' ||
    size !== 8 ||
    alignment === 1, 'Invalid ABI alignment, i8 must be naturally aligned');
  const wanted = preferred === undefined ? alignment : bytes(preferred);
  checkAlignment(wanted, 'preferred');
  require(size < 2 ** BITS_OF_ADDRESS_SPACE, 'Invalid bit width, must be a 24bit integer');
  checkPreferred(wanted, alignment);
}

function checkMangling(trailing: string, [mangling]: readonly string[]): void {
  require(trailing ===
    '', 'Unexpected trailing characters after mangling specifier in datalayout string');
  if (mangling === undefined) return fail('Expected mangling specifier in datalayout string');
  require(mangling.length === 1, 'Unknown mangling specifier in datalayout string');
  require('elomwxa'.includes(mangling), 'Unknown mangling in datalayout string');
}

function checkStackOrFunction(text: string): void {
  const alignment = bytes(text);
  require(alignment === 0 || isPowerOfTwo(alignment), 'Alignment is neither 0 nor a power of 2');
}

function checkSpecification(text: string): void {
  const [first = '', ...rest] = split(text, ':');
  if (first === 'ni') {
    for (const space of rest)
      require(number(space) !== 0, 'Address space 0 can never be non-integral');
    return;
  }
  const [kind, value] = [first.charAt(0), first.slice(1)];
  switch (kind) {
    case 's':
    case 'E':
    case 'e':
      return;
    case 'p':
      return checkPointer(value, rest);
    case 'i':
    case 'v':
    case 'f':
    case 'a':
      return checkType(kind, value, rest);
    case 'n':
      for (const width of [value, ...rest])
        require(number(width) > 0, 'Zero width native integer type in datalayout string');
      return;
    case 'S':
      return checkStackOrFunction(value);
    case 'F':
      require(/^[in]/.test(value), 'Unknown function pointer alignment type in datalayout string');
      return checkStackOrFunction(value.slice(1));
    case 'P':
    case 'A':
    case 'G':
      return addressSpace(value);
    case 'm':
      return checkMangling(value, rest);
    default:
      fail('Unknown specifier in datalayout string');
  }
}

/** What LLVM says of the text; null if it reads it. */
export function dataLayoutError(text: string): string | null {
  try {
    // One part after the other, as LLVM does: the first that is wrong counts.
    for (let rest = text; rest !== ''; ) {
      const end = rest.indexOf('-');
      const part = end < 0 ? rest : rest.slice(0, end);
      rest = end < 0 ? '' : rest.slice(end + 1);
      require(end < 0 || rest !== '', 'Trailing separator in datalayout string');
      require(part !== '', 'Expected token before separator in datalayout string');
      checkSpecification(part);
    }
    return null;
  } catch (error) {
    if (error instanceof LayoutError) return error.message;
    throw error;
  }
}
