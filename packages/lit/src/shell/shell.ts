/**
 * Carries out command lines without a shell and without processes: commands are functions, pipes are bytes
 * in memory. As lit runs its tests, a pipeline fails if any of its commands does.
 */
import { builtinTools } from './builtins.ts';
import type {
  CommandList,
  Pipeline,
  Redirection,
  ShellCommand,
  Stream,
  Word,
} from './shell-syntax.ts';
import type { OutputChunk, ShellHost, ToolCall, ToolReport, ToolResult } from './tool.ts';

/** A simple command as it was carried out. */
export interface ExecutedCommand {
  readonly name: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly errors: string;
  readonly report?: ToolReport;
}

/** How a command line ended. */
export interface ShellResult {
  readonly exitCode: number;
  readonly chunks: readonly OutputChunk[];
}

/** What upstream's shells return for commands that are not there. */
export const NOT_FOUND = 127;

export class Shell {
  readonly #host: ShellHost;
  readonly #environment: Map<string, string>;
  readonly #rewrite: (text: string) => string;
  /** Simple commands in the order they ended. */
  readonly executed: ExecutedCommand[] = [];

  /** @param rewrite what becomes of the text of words: `%s` and its like are put in there */
  constructor(host: ShellHost, rewrite: (text: string) => string = (text) => text) {
    this.#host = host;
    this.#environment = new Map(host.environment);
    this.#rewrite = rewrite;
  }

  async run(list: CommandList, input: Uint8Array = new Uint8Array()): Promise<ShellResult> {
    let result = await this.#pipeline(list.first, input);
    const chunks = [...result.chunks];
    for (const { when, pipeline } of list.rest) {
      if (when === '&&' && result.exitCode !== 0) continue;
      if (when === '||' && result.exitCode === 0) continue;
      result = await this.#pipeline(pipeline, input);
      chunks.push(...result.chunks);
    }
    return { exitCode: result.exitCode, chunks };
  }

  async #pipeline({ isNegated, commands }: Pipeline, given: Uint8Array): Promise<ShellResult> {
    let input = given;
    let exitCode = 0;
    const chunks: OutputChunk[] = [];
    for (const [index, command] of commands.entries()) {
      this.#host.signal?.throwIfAborted();
      const result = await this.#command(command, input);
      if (result.exitCode !== 0) exitCode = result.exitCode;
      const isLast = index === commands.length - 1;
      chunks.push(...result.chunks.filter(({ stream }) => isLast || stream === 'error'));
      input = joined(result.chunks, 'out');
    }
    return { exitCode: isNegated ? Number(exitCode === 0) : exitCode, chunks };
  }

  async #command(command: ShellCommand, input: Uint8Array): Promise<ShellResult> {
    switch (command.kind) {
      case 'condition':
        return { exitCode: this.#holds(command.words) ? 0 : 1, chunks: [] };
      case 'group':
        return await this.#redirected(command.redirections, input, (given) =>
          this.run(command.list, given),
        );
      case 'simple':
        return await this.#redirected(command.redirections, input, (given) =>
          this.#simple(command, given),
        );
    }
  }

  async #simple(
    { assignments, words }: Extract<ShellCommand, { kind: 'simple' }>,
    input: Uint8Array,
  ): Promise<ShellResult> {
    const variables = assignments.map(
      ({ name, value }) => [name, this.#expand(value) ?? ''] as const,
    );
    const [name, ...args] = words.flatMap((word) => this.#expand(word) ?? []);
    if (name === undefined) {
      for (const [variable, value] of variables) this.#environment.set(variable, value);
      return { exitCode: 0, chunks: [] };
    }
    const environment = new Map([...this.#environment, ...variables]);
    return await this.#call({ name, args, input, environment });
  }

  /** Calls a tool, ours or the host's. */
  async #call(call: ToolCall): Promise<ToolResult> {
    const { name, args } = call;
    const tool = builtinTools.get(baseName(name)) ?? this.#host.tool(baseName(name));
    const result: ToolResult = tool
      ? await tool(call, {
          files: this.#host.files,
          call: (inner) => this.#call(inner),
          setVariable: (variable, value) => this.#environment.set(variable, value),
        })
      : { exitCode: NOT_FOUND, chunks: [errorChunk(`${name}: not run: unknown tool ${name}\n`)] };
    const { exitCode, chunks, report } = result;
    const errors = new TextDecoder().decode(joined(chunks, 'error'));
    this.executed.push({ name, args, exitCode, errors, ...(report && { report }) });
    return result;
  }

  /** Carries out a command whose input and output may be files. */
  async #redirected(
    redirections: readonly Redirection[],
    given: Uint8Array,
    carryOut: (input: Uint8Array) => Promise<ShellResult>,
  ): Promise<ShellResult> {
    let input = given;
    /** Where a stream goes: on as one of both, or to a file. */
    const targets: Record<Stream, Target> = { out: 'out', error: 'error' };
    for (const redirection of redirections) {
      switch (redirection.kind) {
        case 'merge':
          targets[redirection.from] = targets[redirection.into];
          break;
        case 'input':
        case 'output': {
          const path = this.#expand(redirection.file) ?? '';
          try {
            if (redirection.kind === 'input') {
              input = path === NOTHING ? new Uint8Array() : this.#host.files.read(path);
              break;
            }
            if (path !== NOTHING && !redirection.appends) {
              this.#host.files.write(path, new Uint8Array(), false);
            }
          } catch (error) {
            return { exitCode: 1, chunks: [errorChunk(`${path}: ${reasonOf(error)}\n`)] };
          }
          for (const stream of redirection.streams) targets[stream] = { path };
          break;
        }
      }
    }
    const { exitCode, chunks } = await carryOut(input);
    const kept: OutputChunk[] = [];
    for (const { stream, bytes } of chunks) {
      const target = targets[stream];
      if (typeof target === 'string') kept.push({ stream: target, bytes });
      else if (target.path !== NOTHING) this.#host.files.write(target.path, bytes, true);
    }
    return { exitCode, chunks: kept };
  }

  /** The text of a word; undefined where an unquoted variable that is empty leaves nothing. */
  #expand(word: Word): string | undefined {
    let text = '';
    let isThere = false;
    for (const part of word.parts) {
      if (part.kind === 'text') {
        text += this.#rewrite(part.text);
        isThere = true;
      } else {
        text += this.#environment.get(part.name) ?? '';
        isThere ||= part.isQuoted;
      }
    }
    return isThere || text !== '' ? text : undefined;
  }

  /** `[[ … ]]`: texts that are equal or not, empty or not. */
  #holds(words: readonly Word[]): boolean {
    const [first = '', second, third] = words.map((word) => this.#expand(word) ?? '');
    if (words.length === 1) return first !== '';
    if (words.length === 2) return (second === '') === (first === '-z');
    return (first === third) !== (second === '!=');
  }
}

type Target = Stream | { readonly path: string };

/** Where what nobody wants goes. */
const NOTHING = '/dev/null';

/** Tools are known by name, wherever they lie. */
const baseName = (path: string): string => /([^/\\]*?)(?:\.exe)?$/.exec(path)?.[1] ?? path;

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const errorChunk = (text: string): OutputChunk => ({
  stream: 'error',
  bytes: new TextEncoder().encode(text),
});

/** The bytes of one stream. */
export function joined(chunks: readonly OutputChunk[], wanted: Stream): Uint8Array {
  const parts = chunks.filter(({ stream }) => stream === wanted).map(({ bytes }) => bytes);
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
