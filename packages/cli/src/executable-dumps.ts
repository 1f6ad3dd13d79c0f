/**
 * What becomes of dispatches, as files: `--iree-hal-dump-executable-sources-to`, `-intermediates-to` and
 * `-binaries-to`. Files are named as upstream names them: `module_f_dispatch_0.mlir`.
 */
import { wasmText } from '@iree-workbench/compiler';
import { readWasmExecutable, readWgslExecutable } from '@iree-workbench/format';
import {
  DenseElementsAttr,
  type Operation,
  type PassInstrumentation,
  type PrintOptions,
  printOperation,
} from '@iree-workbench/ir';
import type { JobSink } from './compiler-job.ts';

/** Folders for files about executables; `-` for standard output. */
export interface ExecutableDumpOptions {
  /** Executables as they are handed to code generation. */
  readonly sources?: string;
  /** Variants as code generation leaves them, ready to be written as code. */
  readonly intermediates?: string;
  /** The code: WGSL, and WebAssembly modules with their text. */
  readonly binaries?: string;
}

/** Writes the files once the passes have run that make what they hold. */
export function executableDumps(
  { sources, intermediates, binaries }: ExecutableDumpOptions,
  print: PrintOptions,
  sink: JobSink,
): PassInstrumentation {
  const text = (op: Operation): Uint8Array<ArrayBuffer> =>
    encode(`${printOperation(op, { ...print, localScope: true })}\n`);
  return {
    afterPass(pass, module, failed) {
      if (failed) return;
      switch (pass.argument) {
        case 'iree-hal-materialize-interfaces':
          if (sources === undefined) return;
          for (const op of module.collect('hal.executable'))
            sink.file(sources, `${fileName(module, op)}.mlir`, text(op));
          return;
        case 'iree-hal-translate-executables':
          if (intermediates === undefined) return;
          for (const op of module.collect('hal.executable.variant'))
            sink.file(intermediates, `${fileName(module, op)}.mlir`, text(op));
          return;
        case 'iree-hal-serialize-executables':
          if (binaries === undefined) return;
          for (const op of module.collect('hal.executable.binary'))
            for (const { suffix, bytes } of codeOf(op))
              sink.file(binaries, fileName(module, op) + suffix, bytes);
      }
    },
  };
}

/** The names of the module, the executable and, if `op` is in one, of its variant. */
function fileName(module: Operation, op: Operation): string {
  const names = [op.symbolName ?? ''];
  for (let at = op.parentOp; at && at !== module; at = at.parentOp) names.push(at.symbolName ?? '');
  return [...names, module.symbolName ?? 'module']
    .reverse()
    .filter((name) => name !== '')
    .map((name) => name.replace(/[^\w.-]/g, '_'))
    .join('_');
}

/** The code in a serialised executable. */
function codeOf(binary: Operation): { suffix: string; bytes: Uint8Array<ArrayBuffer> }[] {
  const [format, data] = [binary.attr('format'), binary.attr('data')];
  if (format?.kind !== 'string' || !(data instanceof DenseElementsAttr)) return [];
  switch (format.value) {
    case 'webgpu-wgsl-fb': {
      const { shaderModules } = readWgslExecutable(data.data);
      const code = shaderModules.map((shader) => shader.code.trimEnd()).join('\n\n');
      return [{ suffix: '.wgsl', bytes: encode(`${code}\n`) }];
    }
    case 'wasm-simd128-fb': {
      const { moduleStrict, moduleRelaxed } = readWasmExecutable(data.data);
      const files = (module: Uint8Array, kind: string) => [
        { suffix: `${kind}.wasm`, bytes: new Uint8Array(module) },
        { suffix: `${kind}.wat`, bytes: encode(wasmText(module)) },
      ];
      const strict = files(moduleStrict, '');
      return moduleRelaxed ? [...strict, ...files(moduleRelaxed, '.relaxed')] : strict;
    }
    default:
      return [];
  }
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
