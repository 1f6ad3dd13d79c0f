/**
 * Upstream's tools as verbs of `iwb`, for tests that were written for them: names of back ends and devices
 * that are not here mean those that are, and a module that is not named comes from standard input.
 */
import { FormatError, readModule } from '@iree-workbench/format';
import type { Era } from '@iree-workbench/ir';
import { type OutputChunk, type ToolCall, type ToolResult, verbOf } from '@iree-workbench/lit';

/** Runs a verb with arguments and what is on its standard input. */
export type RunVerb = (args: readonly string[], input: Uint8Array) => Promise<ToolResult>;

/** Back ends for the CPU and for GPUs, by their names upstream. */
const BACKENDS: Readonly<Record<string, string>> = {
  vmvx: 'wasm',
  'llvm-cpu': 'wasm',
  'vulkan-spirv': 'webgpu',
  'metal-spirv': 'webgpu',
};

const DEVICES: Readonly<Record<string, string>> = {
  'local-task': 'local',
  'local-sync': 'local',
  vulkan: 'webgpu',
  metal: 'webgpu',
};

const renamed = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name;

/** The flag that says whose dialects a program is in. */
const dialectsOf = (args: readonly string[], era: Era): readonly string[] =>
  args.some((arg) => /^--?dialects(?:=|$)/.test(arg)) ? [] : [`--dialects=${era}`];

/** A flag in our names. */
function translateFlag(arg: string): string {
  const [, flag, value = ''] = /^(--?(?:iree-hal-target-backends|device)=)(.*)$/s.exec(arg) ?? [];
  if (flag === undefined) return arg;
  if (flag.endsWith('device=')) {
    const [driver = '', ...path] = value.split('://');
    return flag + [renamed(DEVICES, driver), ...path].join('://');
  }
  const names = value.split(',').map((name) => renamed(BACKENDS, name));
  return flag + [...new Set(names)].join(',');
}

/**
 * Carries out a tool of upstream's; undefined if it is none that we have.
 *
 * @param era whose dialects programs are in, where the arguments do not say
 */
export function upstreamTool(
  name: string,
  era: Era,
): ((call: ToolCall, runVerb: RunVerb) => Promise<ToolResult>) | undefined {
  if (name === 'iree-run-mlir') return (call, runVerb) => runMlir(call, runVerb, era);
  const verb = verbOf(name);
  if (verb === undefined) return undefined;
  return ({ args, input }, runVerb) => {
    const translated = args.map(translateFlag);
    const wantsModule = verb === 'run' || verb === 'benchmark';
    const hasModule = args.some((arg) => /^--?module=/.test(arg));
    const module = wantsModule && !hasModule ? ['--module=-'] : [];
    const dialects = verb === 'dump' ? [] : dialectsOf(args, era);
    return runVerb([verb, ...translated, ...module, ...dialects], input);
  };
}

/** Compiles a program and calls each function that it exports, in their order. */
async function runMlir({ args, input }: ToolCall, runVerb: RunVerb, era: Era): Promise<ToolResult> {
  const all = args.filter((arg) => arg !== '--').map(translateFlag);
  const isCompilers = (arg: string): boolean =>
    /^--?(?:iree-|mlir-|dialects=)/.test(arg) || !arg.startsWith('-');
  const flagsOfCompiler = [...all.filter(isCompilers), ...dialectsOf(args, era)];
  const compiled = await runVerb(['compile', '-o', '-', ...flagsOfCompiler], input);
  const errors = compiled.chunks.filter(({ stream }) => stream === 'error');
  if (compiled.exitCode !== 0) return { exitCode: compiled.exitCode, chunks: errors };
  const module = bytesOf(compiled.chunks);
  const chunks: OutputChunk[] = errors;
  const names = exportedFunctions(module);
  if (typeof names === 'string') {
    const bytes = new TextEncoder().encode(`${names}\n`);
    return { exitCode: 1, chunks: [...errors, { stream: 'error', bytes }] };
  }
  for (const name of names) {
    const flags = all.filter((arg) => !isCompilers(arg));
    const ran = await runVerb(['run', '--module=-', `--function=${name}`, ...flags], module);
    chunks.push(...ran.chunks);
    if (ran.exitCode !== 0) return { exitCode: ran.exitCode, chunks };
  }
  return { exitCode: 0, chunks };
}

const bytesOf = (chunks: readonly OutputChunk[]): Uint8Array =>
  Buffer.concat(chunks.filter(({ stream }) => stream === 'out').map(({ bytes }) => bytes));

/** The functions of a module that the compiler did not make for itself; what is wrong if it is none. */
function exportedFunctions(module: Uint8Array): readonly string[] | string {
  try {
    return readModule(module)
      .exportedFunctions.map(({ localName }) => localName)
      .filter((name) => !name.startsWith('__') && !name.includes('$'));
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}
