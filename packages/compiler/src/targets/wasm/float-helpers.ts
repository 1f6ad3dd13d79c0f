/**
 * Functions that a module gets when its kernels need them: conversions of half floats and arithmetic
 * for which WebAssembly has no instruction.
 */

import type { WasmModuleBuilder } from './binary.ts';
import type { FunctionBuilder, FunctionSignature } from './function-builder.ts';

interface Helper {
  readonly signature: FunctionSignature;
  readonly emit: (f: FunctionBuilder) => void;
}

/** f32 to the nearest f16's bits, ties to even. */
const f16FromF32: Helper = {
  signature: { params: ['f32'], results: ['i32'] },
  emit(f) {
    const bits = f.local('i32');
    const size = f.local('i32');
    f.get(0).op('i32.reinterpret_f32').tee(bits).i32(0x7fffffff).op('i32.and').set(size);
    f.get(bits).i32(16).op('i32.shr_u').i32(0x8000).op('i32.and').set(bits);
    f.get(size).i32(0x7f800000).op('i32.gt_u').if('i32');
    f.i32(0x7e00);
    f.else();
    f.get(size).i32(0x47800000).op('i32.ge_u').if('i32');
    f.i32(0x7c00);
    f.else();
    f.get(size).i32(0x38800000).op('i32.lt_u').if('i32');
    // Adding one half puts the unit of the sum's last place at that of f16's subnormals.
    f.get(size).op('f32.reinterpret_i32').f32(0.5).op('f32.add').op('i32.reinterpret_f32');
    f.i32(0x3f000000).op('i32.sub');
    f.else();
    f.get(size)
      .i32(0x38000000 - 0xfff)
      .op('i32.sub');
    f.get(size).i32(13).op('i32.shr_u').i32(1).op('i32.and').op('i32.add');
    f.i32(13).op('i32.shr_u');
    f.end().end().end();
    f.get(bits).op('i32.or');
  },
};

/** The f32 of an f16's bits. */
const f32FromF16: Helper = {
  signature: { params: ['i32'], results: ['f32'] },
  emit(f) {
    const size = f.local('i32');
    f.get(0).i32(0x7fff).op('i32.and').tee(size).i32(0x7c00).op('i32.ge_u').if('f32');
    f.get(size).i32(13).op('i32.shl').i32(0x70000000).op('i32.add').op('f32.reinterpret_i32');
    f.else();
    f.get(size).i32(0x400).op('i32.ge_u').if('f32');
    f.get(size).i32(13).op('i32.shl').i32(0x38000000).op('i32.add').op('f32.reinterpret_i32');
    f.else();
    f.get(size)
      .op('f32.convert_i32_u')
      .f32(2 ** -24)
      .op('f32.mul');
    f.end().end();
    f.get(0).i32(16).op('i32.shl').op('f32.reinterpret_i32').op('f32.copysign');
  },
};

/** f32 to the nearest bf16's bits, ties to even. */
const bf16FromF32: Helper = {
  signature: { params: ['f32'], results: ['i32'] },
  emit(f) {
    const bits = f.local('i32');
    f.get(0).op('i32.reinterpret_f32').set(bits);
    f.get(0).get(0).op('f32.ne').if('i32');
    f.i32(0x7fc0);
    f.else();
    f.get(bits).i32(16).op('i32.shr_u').i32(1).op('i32.and').get(bits).op('i32.add');
    f.i32(0x7fff).op('i32.add').i32(16).op('i32.shr_u');
    f.end();
  },
};

const f32FromBf16: Helper = {
  signature: { params: ['i32'], results: ['f32'] },
  emit(f) {
    f.get(0).i32(16).op('i32.shl').op('f32.reinterpret_i32');
  },
};

/**
 * `a * b + c` of f64 rounded once, but for the rounding of the error terms: the product's and the
 * sum's errors are computed exactly and added last. Where splitting overflows, the plain value.
 */
const fmaF64: Helper = {
  signature: { params: ['f64', 'f64', 'f64'], results: ['f64'] },
  emit(f) {
    const [a, b, c] = [0, 1, 2];
    const [product, high, low, high2, low2, error, sum, part] = Array.from({ length: 8 }, () =>
      f.local('f64'),
    ) as [number, number, number, number, number, number, number, number];
    const split = (from: number, toHigh: number, toLow: number): void => {
      f.get(from)
        .f64(2 ** 27 + 1)
        .op('f64.mul')
        .tee(part);
      f.get(part).get(from).op('f64.sub').op('f64.sub').set(toHigh);
      f.get(from).get(toHigh).op('f64.sub').set(toLow);
    };
    f.get(a).get(b).op('f64.mul').set(product);
    split(a, high, low);
    split(b, high2, low2);
    // error = ((ah bh - p) + ah bl + al bh) + al bl
    f.get(high).get(high2).op('f64.mul').get(product).op('f64.sub');
    f.get(high).get(low2).op('f64.mul').op('f64.add');
    f.get(low).get(high2).op('f64.mul').op('f64.add');
    f.get(low).get(low2).op('f64.mul').op('f64.add').set(error);
    f.get(product).get(c).op('f64.add').set(sum);
    // The sum's own error, whichever operand is larger.
    f.get(sum).get(product).op('f64.sub').set(part);
    f.get(product).get(sum).get(part).op('f64.sub').op('f64.sub');
    f.get(c).get(part).op('f64.sub').op('f64.add').get(error).op('f64.add').get(sum).op('f64.add');
    f.tee(error);
    f.get(sum);
    f.get(error).get(error).op('f64.eq').op('select');
  },
};

/** Integer power by squaring; a negative exponent leaves 1, -1 or 0. */
const power = (type: 'i32' | 'i64'): Helper => ({
  signature: { params: [type, type], results: [type] },
  emit(f) {
    const constant = (value: number): FunctionBuilder =>
      type === 'i32' ? f.i32(value) : f.i64(BigInt(value));
    const [base, exponent] = [0, 1];
    const result = f.local(type);
    f.get(exponent);
    constant(0).op(`${type}.lt_s`).if();
    f.get(base);
    constant(1).op(`${type}.eq`).if();
    constant(1).op('return').end();
    f.get(base);
    constant(-1).op(`${type}.eq`).if();
    constant(1);
    constant(-1);
    f.get(exponent);
    constant(1).op(`${type}.and`).op(`${type}.eqz`).op('select').op('return').end();
    constant(0).op('return').end();
    constant(1).set(result);
    const done = f.block();
    const again = f.loop();
    f.get(exponent).op(`${type}.eqz`).brIf(done);
    f.get(result).get(base).op(`${type}.mul`).get(result);
    f.get(exponent);
    constant(1).op(`${type}.and`);
    if (type === 'i64') f.op('i32.wrap_i64');
    f.op('select').set(result);
    f.get(base).get(base).op(`${type}.mul`).set(base);
    f.get(exponent);
    constant(1).op(`${type}.shr_u`).set(exponent).br(again);
    f.end().end().get(result);
  },
});

const HELPERS = {
  f16FromF32,
  f32FromF16,
  bf16FromF32,
  f32FromBf16,
  fmaF64,
  powI32: power('i32'),
  powI64: power('i64'),
} as const;
export type HelperName = keyof typeof HELPERS;

/** The helpers of a module, added when first asked for. */
export class Helpers {
  readonly #module: WasmModuleBuilder;
  readonly #indices = new Map<HelperName, number>();
  constructor(module: WasmModuleBuilder) {
    this.#module = module;
  }
  /** Index to call the helper by. */
  index(name: HelperName): number {
    const known = this.#indices.get(name);
    if (known !== undefined) return known;
    const { signature, emit } = HELPERS[name];
    const { index, body } = this.#module.addFunction(name, signature);
    this.#indices.set(name, index);
    emit(body);
    return index;
  }
}

/** Scalar functions that kernels import from `math`: f64 in, f64 out. */
export const MATH_IMPORTS: ReadonlyMap<string, readonly [name: string, operands: 1 | 2]> = new Map([
  ['math.atan', ['atan', 1]],
  ['math.atan2', ['atan2', 2]],
  ['math.cbrt', ['cbrt', 1]],
  ['math.cos', ['cos', 1]],
  ['math.erf', ['erf', 1]],
  ['math.exp', ['exp', 1]],
  ['math.exp2', ['exp2', 1]],
  ['math.expm1', ['expm1', 1]],
  ['math.fpowi', ['pow', 2]],
  ['math.log', ['log', 1]],
  ['math.log10', ['log10', 1]],
  ['math.log1p', ['log1p', 1]],
  ['math.log2', ['log2', 1]],
  ['math.powf', ['pow', 2]],
  ['math.sin', ['sin', 1]],
  ['math.tan', ['tan', 1]],
  ['math.tanh', ['tanh', 1]],
  ['arith.remf', ['rem', 2]],
]);
