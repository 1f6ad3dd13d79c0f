/** The tools that `RUN:` lines may name, and what carries them out here. */
import { builtinTools } from '../shell/builtins.ts';

/** A tool that is a verb of `iwb`. */
export interface VerbTool {
  readonly verb: 'benchmark' | 'check' | 'compile' | 'dump' | 'opt' | 'run';
  readonly summary: string;
}

/** Tools of MLIR and IREE, by name, that are verbs of ours. */
export const verbTools: Readonly<Record<string, VerbTool>> = {
  'iree-opt': { verb: 'opt', summary: 'parses, verifies, transforms and prints IR' },
  'mlir-opt': { verb: 'opt', summary: 'parses, verifies, transforms and prints IR' },
  'iree-dialects-opt': { verb: 'opt', summary: 'parses, verifies, transforms and prints IR' },
  'iree-compile': { verb: 'compile', summary: 'compiles a program to a module or to a phase' },
  'iree-run-module': { verb: 'run', summary: 'calls a function of a module' },
  'iree-run-mlir': { verb: 'run', summary: 'compiles a program and calls its functions' },
  'iree-benchmark-module': { verb: 'benchmark', summary: 'measures functions of a module' },
  'iree-check-module': { verb: 'check', summary: 'runs the tests of a module' },
  'iree-dump-module': { verb: 'dump', summary: 'shows what is in a module' },
};

/** What the shell's own tools do, for who chooses among them. */
const builtinSummaries: Readonly<Record<string, string>> = {
  FileCheck: 'checks its input against the directives of a file',
  not: 'succeeds if a command fails',
  count: 'counts the lines of its input',
  cat: 'prints files',
  echo: 'prints its arguments',
  rm: 'removes files',
  mkdir: 'makes folders',
  touch: 'makes files',
  cp: 'copies a file',
  mv: 'moves a file',
  cmp: 'compares two files',
  diff: 'compares two files',
  env: 'sets variables for a command',
  export: 'sets variables for the commands that follow',
  'split-file': 'cuts a file into parts',
};

/** A tool as completion shows it. */
export interface KnownTool {
  readonly name: string;
  readonly summary: string;
  /** The verb of `iwb` that it is; absent: one of the shell's own. */
  readonly verb?: VerbTool['verb'];
}

/** Every tool that is carried out, those of the compiler first. */
export const knownTools: readonly KnownTool[] = [
  ...Object.entries(verbTools).map(([name, { verb, summary }]) => ({ name, verb, summary })),
  ...[...builtinTools.keys()].flatMap((name) => {
    const summary = builtinSummaries[name];
    return summary === undefined ? [] : [{ name, summary }];
  }),
];

/** The verb that a tool is; undefined for the shell's own and for tools that are not known. */
export const verbOf = (name: string): VerbTool['verb'] | undefined =>
  Object.hasOwn(verbTools, name) ? verbTools[name]?.verb : undefined;

/** Whether a command of this name is carried out. */
export const isKnownTool = (name: string): boolean =>
  verbOf(name) !== undefined || builtinTools.has(name);
