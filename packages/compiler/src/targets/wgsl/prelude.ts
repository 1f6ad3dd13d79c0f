/**
 * Functions and variables that a shader gets when its code needs them: arithmetic of 64-bit integers
 * on pairs of words, half floats, and functions that WGSL lacks or leaves inexact.
 */

interface Entry {
  readonly code: string;
  /** Entries that the code uses. */
  readonly needs?: readonly string[];
}

const ENTRIES: Readonly<Record<string, Entry>> = {
  // Literals of these would be errors: constant expressions must be finite.
  infinity: { code: 'var<private> infinity_bits: u32 = 0x7f800000u;' },
  nan: { code: 'var<private> nan_bits: u32 = 0x7fc00000u;' },

  // ----- Half floats -----
  f16_bits: {
    code: `fn f16_bits(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  let sign = (bits >> 16u) & 0x8000u;
  let size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) { return sign | 0x7e00u; }
  if (size >= 0x47800000u) { return sign | 0x7c00u; }
  if (size < 0x38800000u) {
    return sign | (bitcast<u32>(bitcast<f32>(size) + 0.5f) - 0x3f000000u);
  }
  return sign | ((size - 0x37fff001u + ((size >> 13u) & 1u)) >> 13u);
}`,
  },
  f16_value: {
    code: `fn f16_value(bits: u32) -> f32 {
  let size = bits & 0x7fffu;
  let sign = (bits & 0x8000u) << 16u;
  if (size >= 0x7c00u) { return bitcast<f32>(sign | ((size << 13u) + 0x70000000u)); }
  if (size >= 0x400u) { return bitcast<f32>(sign | ((size << 13u) + 0x38000000u)); }
  return bitcast<f32>(sign | bitcast<u32>(f32(size) * 5.960464477539063e-8f));
}`,
  },
  bf16_bits: {
    code: `fn bf16_bits(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  if ((bits & 0x7fffffffu) > 0x7f800000u) { return 0x7fc0u; }
  return (bits + 0x7fffu + ((bits >> 16u) & 1u)) >> 16u;
}`,
  },
  bf16_value: {
    code: `fn bf16_value(bits: u32) -> f32 {
  return bitcast<f32>(bits << 16u);
}`,
  },

  // ----- 32-bit integers -----
  ceildiv_s: {
    code: `fn ceildiv_s(a: i32, b: i32) -> i32 {
  let q = a / b;
  let r = a - q * b;
  return select(q, q + 1i, r != 0i && (r ^ b) >= 0i);
}`,
  },
  floordiv_s: {
    code: `fn floordiv_s(a: i32, b: i32) -> i32 {
  let q = a / b;
  let r = a - q * b;
  return select(q, q - 1i, r != 0i && (r ^ b) < 0i);
}`,
  },
  ceildiv_u: {
    code: `fn ceildiv_u(a: u32, b: u32) -> u32 {
  let q = a / b;
  return select(q, q + 1u, a - q * b != 0u);
}`,
  },
  ipow: {
    code: `fn ipow(a: i32, b: i32) -> i32 {
  if (b < 0i) {
    if (a == 1i) { return 1i; }
    if (a == -1i) { return select(1i, -1i, (b & 1i) == 1i); }
    return 0i;
  }
  var result = 1i;
  var base = a;
  for (var e = bitcast<u32>(b); e != 0u; e >>= 1u) {
    if ((e & 1u) == 1u) { result *= base; }
    base *= base;
  }
  return result;
}`,
  },

  // ----- 64-bit integers: x is the low word -----
  i64_s: {
    code: `fn i64_s(a: i32) -> vec2<u32> {
  return vec2<u32>(bitcast<u32>(a), select(0u, 0xffffffffu, a < 0i));
}`,
  },
  i64_add: {
    code: `fn i64_add(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let low = a.x + b.x;
  return vec2<u32>(low, a.y + b.y + select(0u, 1u, low < a.x));
}`,
  },
  i64_sub: {
    code: `fn i64_sub(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  return vec2<u32>(a.x - b.x, a.y - b.y - select(0u, 1u, a.x < b.x));
}`,
  },
  i64_neg: {
    needs: ['i64_sub'],
    code: `fn i64_neg(a: vec2<u32>) -> vec2<u32> {
  return i64_sub(vec2<u32>(0u, 0u), a);
}`,
  },
  i64_mul: {
    code: `fn i64_mul(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let a0 = a.x & 0xffffu;
  let a1 = a.x >> 16u;
  let b0 = b.x & 0xffffu;
  let b1 = b.x >> 16u;
  let low = a0 * b0;
  let mid = a1 * b0 + (low >> 16u);
  let mid2 = a0 * b1 + (mid & 0xffffu);
  let high = a1 * b1 + (mid >> 16u) + (mid2 >> 16u);
  return vec2<u32>(a.x * b.x, high + a.x * b.y + a.y * b.x);
}`,
  },
  i64_lt_u: {
    code: `fn i64_lt_u(a: vec2<u32>, b: vec2<u32>) -> bool {
  return a.y < b.y || (a.y == b.y && a.x < b.x);
}`,
  },
  i64_lt_s: {
    code: `fn i64_lt_s(a: vec2<u32>, b: vec2<u32>) -> bool {
  let ah = bitcast<i32>(a.y);
  let bh = bitcast<i32>(b.y);
  return ah < bh || (ah == bh && a.x < b.x);
}`,
  },
  i64_shl: {
    code: `fn i64_shl(a: vec2<u32>, amount: vec2<u32>) -> vec2<u32> {
  let n = amount.x & 63u;
  if (n == 0u) { return a; }
  if (n >= 32u) { return vec2<u32>(0u, a.x << (n - 32u)); }
  return vec2<u32>(a.x << n, (a.y << n) | (a.x >> (32u - n)));
}`,
  },
  i64_shr_u: {
    code: `fn i64_shr_u(a: vec2<u32>, amount: vec2<u32>) -> vec2<u32> {
  let n = amount.x & 63u;
  if (n == 0u) { return a; }
  if (n >= 32u) { return vec2<u32>(a.y >> (n - 32u), 0u); }
  return vec2<u32>((a.x >> n) | (a.y << (32u - n)), a.y >> n);
}`,
  },
  i64_shr_s: {
    code: `fn i64_shr_s(a: vec2<u32>, amount: vec2<u32>) -> vec2<u32> {
  let n = amount.x & 63u;
  let high = bitcast<i32>(a.y);
  if (n == 0u) { return a; }
  if (n >= 32u) {
    return vec2<u32>(bitcast<u32>(high >> (n - 32u)), bitcast<u32>(high >> 31u));
  }
  return vec2<u32>((a.x >> n) | (a.y << (32u - n)), bitcast<u32>(high >> n));
}`,
  },
  // Quotient in the first two words, remainder in the others; by zero the dividend and zero.
  i64_divrem_u: {
    needs: ['i64_lt_u', 'i64_sub'],
    code: `fn i64_divrem_u(a: vec2<u32>, b: vec2<u32>) -> vec4<u32> {
  if (b.x == 0u && b.y == 0u) { return vec4<u32>(a, 0u, 0u); }
  if (a.y == 0u && b.y == 0u) { return vec4<u32>(a.x / b.x, 0u, a.x % b.x, 0u); }
  var quotient = vec2<u32>(0u, 0u);
  var rest = vec2<u32>(0u, 0u);
  for (var i = 63i; i >= 0i; i--) {
    let n = u32(i);
    let bit = (select(a.x, a.y, n >= 32u) >> (n & 31u)) & 1u;
    let carry = rest.y >> 31u;
    rest = vec2<u32>((rest.x << 1u) | bit, (rest.y << 1u) | (rest.x >> 31u));
    if (carry == 1u || !i64_lt_u(rest, b)) {
      rest = i64_sub(rest, b);
      if (n >= 32u) { quotient.y |= 1u << (n - 32u); } else { quotient.x |= 1u << n; }
    }
  }
  return vec4<u32>(quotient, rest);
}`,
  },
  i64_abs: {
    needs: ['i64_neg'],
    code: `fn i64_abs(a: vec2<u32>) -> vec2<u32> {
  return select(a, i64_neg(a), (a.y >> 31u) == 1u);
}`,
  },
  i64_divrem_s: {
    needs: ['i64_divrem_u', 'i64_abs', 'i64_neg'],
    code: `fn i64_divrem_s(a: vec2<u32>, b: vec2<u32>) -> vec4<u32> {
  if (b.x == 0u && b.y == 0u) { return vec4<u32>(a, 0u, 0u); }
  let both = i64_divrem_u(i64_abs(a), i64_abs(b));
  let quotient = select(both.xy, i64_neg(both.xy), ((a.y ^ b.y) >> 31u) == 1u);
  let rest = select(both.zw, i64_neg(both.zw), (a.y >> 31u) == 1u);
  return vec4<u32>(quotient, rest);
}`,
  },
  i64_ceildiv_s: {
    needs: ['i64_divrem_s', 'i64_add'],
    code: `fn i64_ceildiv_s(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let both = i64_divrem_s(a, b);
  let moves = any(both.zw != vec2<u32>(0u, 0u)) && ((both.w ^ b.y) >> 31u) == 0u;
  return select(both.xy, i64_add(both.xy, vec2<u32>(1u, 0u)), moves);
}`,
  },
  i64_floordiv_s: {
    needs: ['i64_divrem_s', 'i64_sub'],
    code: `fn i64_floordiv_s(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let both = i64_divrem_s(a, b);
  let moves = any(both.zw != vec2<u32>(0u, 0u)) && ((both.w ^ b.y) >> 31u) == 1u;
  return select(both.xy, i64_sub(both.xy, vec2<u32>(1u, 0u)), moves);
}`,
  },
  i64_ceildiv_u: {
    needs: ['i64_divrem_u', 'i64_add'],
    code: `fn i64_ceildiv_u(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let both = i64_divrem_u(a, b);
  return select(both.xy, i64_add(both.xy, vec2<u32>(1u, 0u)), any(both.zw != vec2<u32>(0u, 0u)));
}`,
  },
  i64_pow: {
    needs: ['i64_mul'],
    code: `fn i64_pow(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let one = vec2<u32>(1u, 0u);
  if ((b.y >> 31u) == 1u) {
    if (all(a == one)) { return one; }
    if (all(a == vec2<u32>(0xffffffffu, 0xffffffffu))) { return select(one, a, (b.x & 1u) == 1u); }
    return vec2<u32>(0u, 0u);
  }
  var result = one;
  var base = a;
  var e = b;
  while (any(e != vec2<u32>(0u, 0u))) {
    if ((e.x & 1u) == 1u) { result = i64_mul(result, base); }
    base = i64_mul(base, base);
    e = vec2<u32>((e.x >> 1u) | (e.y << 31u), e.y >> 1u);
  }
  return result;
}`,
  },
  // The low word rounds into the high one: the first 24 bits with a sticky bit below them.
  f32_from_u64: {
    needs: ['i64_shr_u', 'i64_shl'],
    code: `fn f32_from_u64(a: vec2<u32>) -> f32 {
  if (a.y == 0u) { return f32(a.x); }
  let shift = 32u - countLeadingZeros(a.y);
  let top = i64_shr_u(a, vec2<u32>(shift, 0u));
  let back = i64_shl(top, vec2<u32>(shift, 0u));
  let sticky = select(0u, 1u, any(back != a));
  return ldexp(f32(top.x | sticky), i32(shift));
}`,
  },
  f32_from_i64: {
    needs: ['f32_from_u64', 'i64_abs'],
    code: `fn f32_from_i64(a: vec2<u32>) -> f32 {
  let size = f32_from_u64(i64_abs(a));
  return select(size, -size, (a.y >> 31u) == 1u);
}`,
  },
  u64_from_f32: {
    code: `fn u64_from_f32(x: f32) -> vec2<u32> {
  if (!(x >= 1.0f)) { return vec2<u32>(0u, 0u); }
  if (x >= 18446744073709551616.0f) { return vec2<u32>(0xffffffffu, 0xffffffffu); }
  let whole = floor(x);
  let high = floor(whole * 2.3283064365386963e-10f);
  return vec2<u32>(u32(whole - high * 4294967296.0f), u32(high));
}`,
  },
  i64_from_f32: {
    needs: ['u64_from_f32', 'i64_neg'],
    code: `fn i64_from_f32(x: f32) -> vec2<u32> {
  let size = u64_from_f32(abs(x));
  if ((size.y >> 31u) == 1u) {
    return select(vec2<u32>(0xffffffffu, 0x7fffffffu), vec2<u32>(0u, 0x80000000u), x < 0.0f);
  }
  return select(size, i64_neg(size), x < 0.0f);
}`,
  },

  // ----- Functions of f32 -----
  // Comparing a number with itself tells nothing where NaN is assumed not to occur: the bits do.
  f32_is_nan: {
    code: `fn f32_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
  },
  // In quarter turns: the rest is at most an eighth, taken off in three parts that are exact.
  f32_turns: {
    code: `fn f32_turns(x: f32) -> vec2<f32> {
  let n = round(x * 0.63661977f);
  return vec2<f32>(((x - n * 1.5703125f) - n * 4.837513e-4f) - n * 7.54979e-8f, n);
}`,
  },
  f32_sin_rest: {
    code: `fn f32_sin_rest(r: f32) -> f32 {
  let z = r * r;
  return r + r * z * (-0.16666655f + z * (8.332161e-3f - z * 1.9515296e-4f));
}`,
  },
  f32_cos_rest: {
    code: `fn f32_cos_rest(r: f32) -> f32 {
  let z = r * r;
  return 1.0f - 0.5f * z + z * z * (0.041666646f + z * (2.4433157e-5f * z - 1.3887316e-3f));
}`,
  },
  // Of NaN, functions may give any number; arithmetic does not.
  f32_exp: {
    needs: ['f32_is_nan'],
    code: `fn f32_exp(x: f32) -> f32 {
  return select(exp(x), x, f32_is_nan(x));
}`,
  },
  f32_exp2: {
    needs: ['f32_is_nan'],
    code: `fn f32_exp2(x: f32) -> f32 {
  return select(exp2(x), x, f32_is_nan(x));
}`,
  },
  f32_sin: {
    needs: ['f32_turns', 'f32_sin_rest', 'f32_cos_rest'],
    code: `fn f32_sin(x: f32) -> f32 {
  // Of larger numbers three parts leave too little.
  if (!(abs(x) < 8192.0f)) { return sin(x); }
  let turns = f32_turns(x);
  let quarter = i32(turns.y) & 3i;
  let value = select(f32_sin_rest(turns.x), f32_cos_rest(turns.x), (quarter & 1i) == 1i);
  return select(value, -value, quarter >= 2i);
}`,
  },
  f32_cos: {
    needs: ['f32_turns', 'f32_sin_rest', 'f32_cos_rest'],
    code: `fn f32_cos(x: f32) -> f32 {
  if (!(abs(x) < 8192.0f)) { return cos(x); }
  let turns = f32_turns(x);
  let quarter = (i32(turns.y) + 1i) & 3i;
  let value = select(f32_sin_rest(turns.x), f32_cos_rest(turns.x), (quarter & 1i) == 1i);
  return select(value, -value, quarter >= 2i);
}`,
  },
  f32_tan: {
    needs: ['f32_sin', 'f32_cos'],
    code: `fn f32_tan(x: f32) -> f32 {
  return f32_sin(x) / f32_cos(x);
}`,
  },
  f32_pow: {
    needs: ['nan', 'f32_is_nan'],
    code: `fn f32_pow(x: f32, y: f32) -> f32 {
  if (y == 0.0f || x == 1.0f) { return 1.0f; }
  if (f32_is_nan(x) || f32_is_nan(y)) { return x + y; }
  let size = pow(abs(x), y);
  if (x >= 0.0f) { return size; }
  if (floor(y) != y) { return bitcast<f32>(nan_bits); }
  let isOdd = floor(y * 0.5f) * 2.0f != y;
  return select(size, -size, isOdd);
}`,
  },
  f32_cbrt: {
    needs: ['f32_is_nan'],
    code: `fn f32_cbrt(x: f32) -> f32 {
  if (x == 0.0f || f32_is_nan(x)) { return x; }
  let size = abs(x);
  let guess = exp2(log2(size) / 3.0f);
  // One step of Newton's method takes away what the two functions lose.
  let root = guess - (guess - size / (guess * guess)) / 3.0f;
  return select(root, -root, x < 0.0f);
}`,
  },
  // exp(x) - 1 = (u - 1) x / log(u) with u = exp(x): the errors of u cancel.
  f32_expm1: {
    needs: ['f32_exp'],
    code: `fn f32_expm1(x: f32) -> f32 {
  if (abs(x) < 0.00001f) { return x + 0.5f * x * x; }
  if (abs(x) > 0.5f || f32_is_nan(x)) { return f32_exp(x) - 1.0f; }
  let x2 = x * x;
  return x + x2 * (0.5f + x * (0.16666667f + x * (0.041666668f + x * (0.008333334f
    + x * (0.0013888889f + x * (0.0001984127f + x * 0.000024801588f))))));
}`,
  },
  // Of what is not positive, WGSL's logarithms may be anything.
  f32_log: {
    needs: ['f32_no_log'],
    code: `fn f32_log(x: f32) -> f32 {
  return select(f32_no_log(x), log(x), x > 0.0f);
}`,
  },
  f32_log2: {
    needs: ['f32_no_log'],
    code: `fn f32_log2(x: f32) -> f32 {
  return select(f32_no_log(x), log2(x), x > 0.0f);
}`,
  },
  f32_no_log: {
    needs: ['nan', 'infinity'],
    code: `fn f32_no_log(x: f32) -> f32 {
  return select(bitcast<f32>(nan_bits), -bitcast<f32>(infinity_bits), x == 0.0f);
}`,
  },
  f32_log1p: {
    needs: ['f32_log'],
    code: `fn f32_log1p(x: f32) -> f32 {
  let u = 1.0f + x;
  if (u == 1.0f) { return x; }
  if (abs(x) > 0.5f) { return f32_log(u); }
  // The inverse hyperbolic tangent's series at s = x / (2 + x).
  let s = x / (2.0f + x);
  let t = s * s;
  return 2.0f * s * (1.0f + t * (0.33333334f + t * (0.2f + t * (0.14285715f + t * (0.11111111f
    + t * 0.09090909f)))));
}`,
  },
  // A series near zero, a continued fraction for the rest: erf(x) = 1 - exp(-x^2) / (sqrt(pi) (x + ...)).
  f32_erf: {
    needs: ['f32_is_nan'],
    code: `fn f32_erf(x: f32) -> f32 {
  let a = abs(x);
  if (f32_is_nan(x)) { return x; }
  if (a >= 4.0f) { return sign(x); }
  let t = a * a;
  var value: f32;
  if (a < 2.0f) {
    var term = a;
    var sum = a;
    for (var n = 1i; n < 28i; n++) {
      term = -term * t / f32(n);
      sum += term / f32(2i * n + 1i);
    }
    value = 1.1283792f * sum;
  } else {
    var fraction = 0.0f;
    for (var n = 24i; n > 0i; n--) { fraction = f32(n) * 0.5f / (a + fraction); }
    value = 1.0f - exp(-t) / (1.7724539f * (a + fraction));
  }
  return select(value, -value, x < 0.0f);
}`,
  },
  f32_round_away: {
    code: `fn f32_round_away(x: f32) -> f32 {
  let whole = trunc(x);
  return select(whole, whole + sign(x), abs(x - whole) >= 0.5f);
}`,
  },
  f32_copysign: {
    code: `fn f32_copysign(x: f32, y: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(x) & 0x7fffffffu) | (bitcast<u32>(y) & 0x80000000u));
}`,
  },
  // The hyperbolic tangent of large numbers overflows on some devices.
  f32_tanh: {
    needs: ['f32_is_nan'],
    code: `fn f32_tanh(x: f32) -> f32 {
  return select(tanh(clamp(x, -12.0f, 12.0f)), x, f32_is_nan(x));
}`,
  },
  f32_max: {
    needs: ['f32_is_nan'],
    code: `fn f32_max(a: f32, b: f32) -> f32 {
  return select(max(a, b), a + b, f32_is_nan(a) || f32_is_nan(b));
}`,
  },
  f32_min: {
    needs: ['f32_is_nan'],
    code: `fn f32_min(a: f32, b: f32) -> f32 {
  return select(min(a, b), a + b, f32_is_nan(a) || f32_is_nan(b));
}`,
  },
  f32_rem: {
    code: `fn f32_rem(a: f32, b: f32) -> f32 {
  return select(a % b, a, abs(b) > 3.4e38f && abs(a) < abs(b));
}`,
  },
};

/** What a shader needs of the prelude, in the order it was asked for. */
export class Prelude {
  readonly #used = new Set<string>();

  /** Notes that code uses an entry; its name, to be called by. */
  use(name: string): string {
    if (this.#used.has(name)) return name;
    const entry = ENTRIES[name];
    if (!entry) throw new Error(`the WGSL prelude has no '${name}'`);
    for (const need of entry.needs ?? []) this.use(need);
    this.#used.add(name);
    return name;
  }
  get code(): string[] {
    return [...this.#used].map((name) => (ENTRIES[name] as Entry).code);
  }
}
