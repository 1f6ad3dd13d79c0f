/**
 * Runs one of upstream's tools on a corpus; what it printed is kept in a folder if there is one.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusFile } from './corpus.ts';
import { readFirstErrors, readPrintedPieces } from './oracle-output.ts';
import type { Outcome, Piece } from './outcome.ts';

export interface OracleOptions {
  /** The tool's command. */
  readonly path: string;
  /** Passes to run. */
  readonly passPipeline?: string;
  /** Where results are kept from one run to the next. */
  readonly cache?: string;
}

interface ToolRun {
  readonly output: string;
  readonly errors: string;
  /** Ended by a signal, by time, or with a crash's report. */
  readonly isBroken: boolean;
}

const secondsForFile = 60;
const outputBytes = 1 << 30;

/** A tool with its options. */
export class Oracle {
  readonly #options: OracleOptions;
  /** Tells the results of other tools, or other versions of this one, apart. */
  readonly #identity: string;

  constructor(options: OracleOptions) {
    this.#options = options;
    const { size, mtimeMs } = statSync(options.path);
    this.#identity = `${options.path} ${size} ${mtimeMs} ${options.passPipeline ?? ''}`;
    if (options.cache) mkdirSync(options.cache, { recursive: true });
  }

  /** The dialects that the tool registers. */
  async dialects(): Promise<readonly string[]> {
    const { output } = await this.#run(['--help']);
    const listed = /^Available Dialects: (.*)$/m.exec(output)?.[1];
    if (!listed) throw new Error(`${this.#options.path} --help does not say which dialects it has`);
    return listed.split(',').map((name) => name.trim());
  }

  /** What the tool makes of a file's pieces. */
  async examine(file: CorpusFile): Promise<readonly Outcome[]> {
    const { cache } = this.#options;
    if (!cache) return this.#examine(file);
    const key = createHash('sha256')
      .update(JSON.stringify([this.#identity, file.path, file.text]))
      .digest('hex');
    const kept = join(cache, `${key}.json`);
    if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as readonly Outcome[];
    const outcomes = await this.#examine(file);
    writeFileSync(kept, JSON.stringify(outcomes));
    return outcomes;
  }

  async #examine({ path, pieces }: CorpusFile): Promise<readonly Outcome[]> {
    const args = pieces.length > 1 ? ['--split-input-file', path] : [path];
    const together = await this.#examineInput(args, null, pieces);
    if (together) return together;
    // A crash ends the whole file: each piece gets a process of its own.
    const apart: Outcome[] = [];
    for (const piece of pieces) {
      const alone = await this.#examineInput(['-'], piece.text, [{ ...piece, name: '<stdin>' }]);
      apart.push(alone?.[0] ?? { verdict: 'refused', error: null });
    }
    return apart.map((outcome, index) => renamed(outcome, pieces[index]!));
  }

  /** Null if the tool broke down, or what it said cannot be told apart by pieces. */
  async #examineInput(
    input: readonly string[],
    stdin: string | null,
    pieces: readonly Piece[],
  ): Promise<readonly Outcome[] | null> {
    const { passPipeline } = this.#options;
    const args = ['--allow-unregistered-dialect', ...input];
    if (passPipeline !== undefined) args.push(`--pass-pipeline=${passPipeline}`);
    const pretty = await this.#run(args, stdin);
    const generic = await this.#run([...args, ...genericWithLocations], stdin);
    if (pretty.isBroken || generic.isBroken) return null;
    const prettyTexts = readPrintedPieces(pretty.output, pieces.length);
    const genericTexts = readPrintedPieces(generic.output, pieces.length);
    if (!prettyTexts || !genericTexts) return null;
    const errors = readFirstErrors(pretty.errors, pieces);
    const outcomes = pieces.map((_, index): Outcome => {
      const text = prettyTexts[index]!;
      return text === ''
        ? { verdict: 'refused', error: errors[index]! }
        : { verdict: 'accepted', pretty: text, generic: genericTexts[index]! };
    });
    return outcomes;
  }

  #run(args: readonly string[], stdin: string | null = null): Promise<ToolRun> {
    return new Promise((resolve) => {
      const child = execFile(
        this.#options.path,
        args,
        { timeout: secondsForFile * 1000, maxBuffer: outputBytes, encoding: 'utf8' },
        (error, output, errors) => {
          const isBroken =
            error !== null &&
            (typeof error.code !== 'number' || error.code > 128 || /^Stack dump/m.test(errors));
          resolve({ output, errors, isBroken });
        },
      );
      // A tool that ends before it has read all of its input closes the pipe.
      child.stdin?.on('error', () => {});
      child.stdin?.end(stdin ?? '');
    });
  }
}

const genericWithLocations = [
  '--mlir-print-op-generic',
  '--mlir-print-local-scope',
  '--mlir-print-debuginfo',
];

/** Standard input is called `-` in locations: gives them the name that the piece has in its file. */
function renamed(outcome: Outcome, { name }: Piece): Outcome {
  if (outcome.verdict === 'refused') return outcome;
  const generic = outcome.generic.replaceAll('loc("<stdin>":', `loc(${JSON.stringify(name)}:`);
  return { ...outcome, generic };
}
