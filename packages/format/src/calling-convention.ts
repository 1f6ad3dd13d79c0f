/**
 * Calling convention strings of the VM: `0rIii_r` is version 0, four arguments, one result;
 * `C…D` encloses a variadic span of tuples.
 */
import { FormatError } from './format-error.ts';

/** One value in a calling convention: i32, i64, f32, f64 or a ref. */
export type CconvType = 'i' | 'I' | 'f' | 'F' | 'r';

/** One argument position: a value, or a span that repeats a tuple of values. */
export type CconvArgument =
  | { readonly kind: 'value'; readonly type: CconvType }
  | { readonly kind: 'span'; readonly types: readonly CconvType[] };

/** A parsed calling convention. Results are never variadic. */
export interface CallingConvention {
  readonly arguments: readonly CconvArgument[];
  readonly results: readonly CconvType[];
  /** True when an argument is a span. */
  readonly variadic: boolean;
}

/** Longest string accepted; keeps a hostile module from building huge signatures. */
const maxLength = 4096;

const valueTypes: ReadonlySet<string> = new Set(['i', 'I', 'f', 'F', 'r']);

function isValueType(letter: string): letter is CconvType {
  return valueTypes.has(letter);
}

/** Parses a calling convention, FormatError when it is malformed. An empty string is `0v_v`. */
export function parseCallingConvention(text: string): CallingConvention {
  const fail = (what: string): FormatError =>
    new FormatError(`invalid calling convention '${text.slice(0, 80)}': ${what}`);
  if (text === '') return { arguments: [], results: [], variadic: false };
  if (text.length > maxLength) throw fail(`longer than ${maxLength} characters`);
  if (text[0] !== '0') throw fail(`unknown version '${text[0]}'; expected '0'`);
  const split = text.indexOf('_');
  const argumentText = split < 0 ? text.slice(1) : text.slice(1, split);
  const resultText = split < 0 ? '' : text.slice(split + 1);

  const args: CconvArgument[] = [];
  let span: CconvType[] | undefined;
  if (argumentText !== 'v') {
    for (const letter of argumentText) {
      if (letter === 'C') {
        if (span) throw fail('a variadic span inside another');
        span = [];
      } else if (letter === 'D') {
        if (!span) throw fail("'D' without 'C'");
        if (span.length === 0) throw fail('an empty variadic span');
        args.push({ kind: 'span', types: span });
        span = undefined;
      } else if (isValueType(letter)) {
        if (span) span.push(letter);
        else args.push({ kind: 'value', type: letter });
      } else {
        throw fail(`unknown type '${letter}'`);
      }
    }
    if (span) throw fail("'C' without 'D'");
  }

  const results: CconvType[] = [];
  if (resultText !== 'v') {
    for (const letter of resultText) {
      if (!isValueType(letter)) throw fail(`unknown result type '${letter}'`);
      results.push(letter);
    }
  }
  return { arguments: args, results, variadic: args.some((arg) => arg.kind === 'span') };
}

/** Formats a calling convention the way upstream's compiler writes it (`v` for nothing). */
export function formatCallingConvention(cconv: {
  readonly arguments: readonly CconvArgument[];
  readonly results: readonly CconvType[];
}): string {
  const args = cconv.arguments
    .map((arg) => (arg.kind === 'value' ? arg.type : `C${arg.types.join('')}D`))
    .join('');
  return `0${args || 'v'}_${cconv.results.join('') || 'v'}`;
}

/** True when a caller that declares one may call a function that declares the other. */
export function callingConventionsMatch(a: string, b: string): boolean {
  if (a === b) return true;
  return (
    formatCallingConvention(parseCallingConvention(a)) ===
    formatCallingConvention(parseCallingConvention(b))
  );
}

/** The register a value arrives in; 64-bit values take it and the next one. */
export interface ArgumentRegister {
  readonly type: CconvType;
  readonly register: number;
}

/**
 * The registers a function finds its arguments in. Each takes the lowest free register of its bank,
 * 64-bit values an even one: in `ifIi` the last i32 fills no gap, in `iIi` it does (0, 2:3, 1). This
 * is what upstream's register allocator does with a function's block arguments, and so what the
 * bytecode means. (Upstream's runtime places arguments without alignment and, in calls inside a
 * module, copies only the low half of 64-bit values; modules that would notice do not run there.)
 */
export function argumentRegisters(types: readonly CconvType[]): ArgumentRegister[] {
  let refs = 0;
  let gap = -1;
  let next = 0;
  return types.map((type) => {
    if (type === 'r') return { type, register: refs++ };
    if (type === 'I' || type === 'F') {
      if (next % 2 !== 0) gap = next++;
      const register = next;
      next += 2;
      return { type, register };
    }
    if (gap < 0) return { type, register: next++ };
    const register = gap;
    gap = -1;
    return { type, register };
  });
}
