/**
 * Asks the engine which SIMD instructions it has, by validating the smallest module that uses one.
 */

/** () -> v128 with a body of the given instructions. */
function moduleWith(body: readonly number[]): Uint8Array<ArrayBuffer> {
  const code = [0, ...body, 0x0b];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // types: () -> v128
    ...[0x03, 0x02, 0x01, 0x00], // functions: one of type 0
    ...[0x0a, code.length + 2, 0x01, code.length, ...code],
  ]);
}

const splatZero = [0x41, 0x00, 0xfd, 0x11]; // i32.const 0, i32x4.splat

/** True when the engine has 128-bit SIMD, without which the local device has no kernels. */
export function supportsSimd(): boolean {
  return WebAssembly.validate(moduleWith(splatZero));
}

/** True when the engine has relaxed SIMD (f32x4.relaxed_madd). */
export function supportsRelaxedSimd(): boolean {
  return WebAssembly.validate(
    moduleWith([...splatZero, ...splatZero, ...splatZero, 0xfd, 0x85, 0x02]),
  );
}
