/**
 * Just enough of a WebAssembly encoder to write test kernels by hand: one function an entry point,
 * whose body runs once for each workgroup.
 */

const i32 = 0x7f;

/** Instructions test kernels are made of. */
export const wasm = {
  i32Const: (value: number) => [0x41, ...signedLeb(value)],
  i32Add: [0x6a],
  i32Mul: [0x6c],
  i32Load: (offset = 0) => [0x28, 2, ...leb(offset)],
  i32Store: (offset = 0) => [0x36, 2, ...leb(offset)],
  f32Load: (offset = 0) => [0x2a, 2, ...leb(offset)],
  f32Store: (offset = 0) => [0x38, 2, ...leb(offset)],
  f32Abs: [0x8b],
  f64PromoteF32: [0xbb],
  f32DemoteF64: [0xb6],
  /** Calls the imported math function. */
  callMath: [0x10, 0],
  unreachable: [0x00],
  /** A loop that branches to itself. */
  endless: [0x03, 0x40, 0x0c, 0, 0x0b],
  bindings: [0x20, 0],
  constants: [0x20, 1],
  countX: [0x20, 4],
  scratch: [0x20, 7],
  /** Linear id of the workgroup. */
  workgroup: [0x20, 8],
} as const;

/** Address of a 32-bit element of a binding, the element's index being the workgroup. */
export function elementAddress(binding: number): number[] {
  return [
    ...wasm.bindings,
    ...wasm.i32Load(binding * 4),
    ...wasm.workgroup,
    ...wasm.i32Const(4),
    ...wasm.i32Mul,
    ...wasm.i32Add,
  ];
}

/** A module with the given entry points, and with a function of `math` when one is named. */
export function assembleKernels(
  bodies: readonly (readonly number[])[],
  mathFunction?: string,
): Uint8Array {
  const kernelType = [0x60, 8, ...Array<number>(8).fill(i32), 0];
  const mathType = [0x60, 1, 0x7c, 1, 0x7c];
  const imports = [[...name('env'), ...name('memory'), 2, 3, 1, ...leb(65536)]];
  if (mathFunction) imports.unshift([...name('math'), ...name(mathFunction), 0, 1]);
  const firstFunction = mathFunction ? 1 : 0;
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [kernelType, mathType]),
    ...section(2, imports),
    ...section(
      3,
      bodies.map(() => [0]),
    ),
    ...section(
      7,
      bodies.map((_, index) => [...name(`d${index}`), 0, firstFunction + index]),
    ),
    ...section(
      10,
      bodies.map((body) => {
        const code = [1, 1, i32, ...forEachWorkgroup(body), 0x0b];
        return [...leb(code.length), ...code];
      }),
    ),
  ]);
}

/** for (workgroup = begin; workgroup < end; ++workgroup) body */
function forEachWorkgroup(body: readonly number[]): number[] {
  return [
    ...[0x20, 2, 0x21, 8, 0x02, 0x40, 0x03, 0x40, 0x20, 8, 0x20, 3, 0x4e, 0x0d, 1],
    ...body,
    ...[0x20, 8, 0x41, 1, 0x6a, 0x21, 8, 0x0c, 0, 0x0b, 0x0b],
  ];
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  const content = [...leb(entries.length), ...entries.flat()];
  return [id, ...leb(content.length), ...content];
}

function name(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)];
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0)) {
      bytes.push(byte);
      return bytes;
    }
    bytes.push(byte | 0x80);
  }
}
