/** Compiles and runs a program with upstream's tools. */

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NdArray, readNpy } from '@iree-workbench/runtime';

/** Where upstream's tools are, and a folder for what they read and write. */
export interface UpstreamTools {
  readonly compiler: string;
  readonly runner: string;
  readonly folder: string;
}

/** A tool failed; the message is what it said. */
export class UpstreamFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UpstreamFailure';
  }
}

const secondsForRun = 600;

/** A program that upstream's compiler took. */
export class UpstreamProgram {
  readonly #tools: UpstreamTools;
  readonly #module: string;
  readonly compileSeconds: number;

  private constructor(tools: UpstreamTools, module: string, compileSeconds: number) {
    this.#tools = tools;
    this.#module = module;
    this.compileSeconds = compileSeconds;
  }

  /** @throws UpstreamFailure */
  static async compile(
    tools: UpstreamTools,
    text: string,
    flags: readonly string[],
  ): Promise<UpstreamProgram> {
    const source = join(tools.folder, 'program.mlir');
    const module = join(tools.folder, 'program.vmfb');
    writeFileSync(source, text);
    const seconds = await run(tools.compiler, [
      '--iree-hal-target-backends=llvm-cpu',
      '--iree-llvmcpu-target-cpu-features=host',
      ...flags,
      source,
      '-o',
      module,
    ]);
    return new UpstreamProgram(tools, module, seconds);
  }

  /**
   * Calls a function. `inputs` are types as the tools write them, `2x3xf32`, with their bytes.
   *
   * @throws UpstreamFailure
   */
  async call(
    name: string,
    inputs: readonly { readonly type: string; readonly bytes: Uint8Array }[],
    resultCount: number,
  ): Promise<{ readonly results: NdArray[]; readonly seconds: number }> {
    const inputFlags = inputs.map(({ type, bytes }, i) => {
      const path = join(this.#tools.folder, `input${i}.bin`);
      writeFileSync(path, bytes);
      return `--input=${type}=@${path}`;
    });
    const output = join(this.#tools.folder, 'results.npy');
    const outputFlags = Array.from(
      { length: resultCount },
      (_, i) => `--output=${i === 0 ? '@' : '+'}${output}`,
    );
    const seconds = await run(this.#tools.runner, [
      `--module=${this.#module}`,
      '--device=local-sync',
      `--function=${name}`,
      ...inputFlags,
      ...outputFlags,
    ]);
    return { results: resultCount > 0 ? readNpy(readFileSync(output)) : [], seconds };
  }
}

/** Runs a tool to its end. @returns seconds */
function run(tool: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    execFile(
      tool,
      args,
      { timeout: secondsForRun * 1000, maxBuffer: 1 << 28 },
      (error, _, errors) => {
        if (error) reject(new UpstreamFailure(errors.trim() || error.message));
        else resolve((performance.now() - started) / 1000);
      },
    );
  });
}
