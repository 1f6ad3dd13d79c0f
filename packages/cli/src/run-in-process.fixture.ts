/** Runs the command line in this process, with a terminal that keeps what is written. */

import { runCommandLine } from './run-command-line.ts';
import type { TextStream } from './terminal.ts';

class KeptText implements TextStream {
  readonly isTerminal: boolean;
  readonly colorDepth: number;
  readonly columns = 80;
  readonly #parts: Buffer[] = [];
  constructor(isTerminal: boolean) {
    this.isTerminal = isTerminal;
    this.colorDepth = isTerminal ? 4 : 1;
  }
  write(data: string | Uint8Array): void {
    this.#parts.push(Buffer.from(data));
  }
  get text(): string {
    return Buffer.concat(this.#parts).toString();
  }
}

/** How a command line ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export async function iwb(args: readonly string[], isTerminal = false): Promise<Ended> {
  const [out, error] = [new KeptText(isTerminal), new KeptText(isTerminal)];
  const code = await runCommandLine(args, { out, error });
  return { code, out: out.text, error: error.text };
}
