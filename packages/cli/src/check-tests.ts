/**
 * Runs the tests of a program: its exported functions without arguments, each in a session of its own,
 * as upstream's iree-check-module.
 */
import { type BytecodeModule, type HalDevice, Session, StatusError } from '@iree-workbench/runtime';
import { AlreadyReported, CommandError } from './command-error.ts';
import { formatFrames, functionTypes, type ProgramOptions, withModules } from './program.ts';
import type { Terminal } from './terminal.ts';

/** How one test ended. */
export interface TestOutcome {
  /** `module.abs`. */
  readonly name: string;
  readonly milliseconds: number;
  /** Expectations that were not met, and the error that ended the test; none if it passed. */
  readonly failures: readonly string[];
}

/** How the tests of one file ended. */
export interface FileOutcome {
  readonly file: string;
  readonly tests: readonly TestOutcome[];
  /** Why there are no tests: the file does not compile or load. What was said of it is in `log`. */
  readonly error?: string;
  /** Diagnostics and what the program printed. */
  readonly log: string;
  readonly milliseconds: number;
}

/** Which tests are run: true for the full names to run. */
export type TestFilter = (name: string) => boolean;

/** True if nothing in the file failed. */
export function hasPassed({ tests, error }: FileOutcome): boolean {
  return error === undefined && tests.every(({ failures }) => failures.length === 0);
}

/**
 * Reads a filter as gtest has it: patterns with `*` and `?` between colons, those behind a `-` taken
 * away.
 */
export function parseTestFilter(text: string): TestFilter {
  const dash = text.indexOf('-');
  const read = (patterns: string): readonly RegExp[] =>
    patterns.split(':').flatMap((pattern) => (pattern === '' ? [] : [patternOf(pattern)]));
  const wanted = read(dash < 0 ? text : text.slice(0, dash));
  const unwanted = dash < 0 ? [] : read(text.slice(dash + 1));
  const matches = (patterns: readonly RegExp[], name: string): boolean =>
    patterns.some((pattern) => pattern.test(name));
  const takesAll = dash === 0 || text === '';
  return (name) => (takesAll || matches(wanted, name)) && !matches(unwanted, name);
}

/** A name may be given without its module: `abs*` is `module.abs`, too. */
function patternOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^(?:[\\w$-]*\\.)?${source}$`, 's');
}

/**
 * Compiles or loads a program and runs the tests of its last file, which sees the others. Whatever goes
 * wrong is in the outcome.
 */
export async function checkFile(
  options: ProgramOptions,
  terminal: Terminal,
  filter: TestFilter,
): Promise<FileOutcome> {
  const file = options.files.at(-1) ?? '-';
  const log = new Log(terminal);
  const started = performance.now();
  const outcome = (tests: readonly TestOutcome[], error?: string): FileOutcome => ({
    file,
    tests,
    ...(error !== undefined && { error }),
    log: log.text,
    milliseconds: performance.now() - started,
  });
  try {
    return await withModules(options, log.terminal, async ({ modules, chosen: { device } }) => {
      const tests: TestOutcome[] = [];
      for (const name of testNames(modules.at(-1)!)) {
        if (filter(name)) tests.push(await runTest(device, modules, name, log.terminal));
      }
      return outcome(tests);
    });
  } catch (error) {
    if (error instanceof AlreadyReported) return outcome([], 'cannot compile');
    return outcome([], failureText(error));
  }
}

/** Full names of the functions that are tests, in the order the module exports them. */
function testNames({ def }: BytecodeModule): readonly string[] {
  const names: string[] = [];
  for (const { localName, ordinal } of def.exportedFunctions) {
    // Those that begin with `__` are the module's start and end; those with a `$`, of bindings.
    if (localName.startsWith('__') || localName.includes('$')) continue;
    const { cconv, attrs } = def.functionSignatures[ordinal]!;
    const attributes = new Map(attrs.map(({ key, value }) => [key, value]));
    if (functionTypes({ cconv, attributes }).arguments.length > 0) continue;
    names.push(`${def.name}.${localName}`);
  }
  return names;
}

/** A test sees globals as the module's start leaves them, whatever ran before. */
async function runTest(
  device: HalDevice,
  modules: readonly BytecodeModule[],
  name: string,
  terminal: Terminal,
): Promise<TestOutcome> {
  const failures: string[] = [];
  const started = performance.now();
  try {
    const session = await Session.create({
      device,
      modules,
      trace: (text) => terminal.error.write(text),
      onCheckFailure: (message) => failures.push(message),
    });
    try {
      const invocation = await session.invoke(name);
      await invocation.completed();
      invocation.release();
    } finally {
      await session.dispose();
    }
  } catch (error) {
    failures.push(failureText(error));
  }
  return { name, milliseconds: performance.now() - started, failures };
}

function failureText(error: unknown): string {
  if (error instanceof StatusError) {
    return `${error.message}\n${formatFrames(error.vmStack)}`.trimEnd();
  }
  if (error instanceof CommandError) return error.message;
  return `internal error: ${error instanceof Error ? error.message : String(error)}`;
}

/** Keeps what is written to standard error: files are checked side by side, and told of in order. */
class Log {
  readonly terminal: Terminal;
  #text = '';

  constructor({ out, error }: Terminal) {
    const { columns, colorDepth } = error;
    const write = (data: string | Uint8Array): void => {
      this.#text += typeof data === 'string' ? data : new TextDecoder().decode(data);
    };
    this.terminal = { out, error: { isTerminal: false, columns, colorDepth, write } };
  }

  get text(): string {
    return this.#text;
  }
}
