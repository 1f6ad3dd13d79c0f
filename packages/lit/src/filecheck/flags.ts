/** FileCheck's command line. */
import { type DumpOptions, defaultFileCheckOptions, type FileCheckOptions } from './options.ts';

/** What a command line asks for. */
export interface FileCheckCommand {
  readonly checkFile: string;
  /** The input; `-` is standard input. */
  readonly inputFile: string;
  readonly options: FileCheckOptions;
}

/** A command line that cannot be understood, in upstream's words. */
export class FileCheckUsageError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.name = 'FileCheckUsageError';
    this.exitCode = exitCode;
  }
}

/** What `--dump-input=help` asks for. */
export class FileCheckHelp extends Error {
  constructor() {
    super(DUMP_HELP);
    this.name = 'FileCheckHelp';
  }
}

const DUMP_HELP = `The dump shows the input, its lines numbered, and below each line what directives have to do with it.

  check:3      the directive of line 3 in the check file; next:, same:, not:, dag:, label:, empty:, count: likewise
  not:imp1     the first pattern of --implicit-check-not
  next:4'1     the second thing to say of CHECK-NEXT in line 4
  ^~~          it matched (shown with -v)
  !~~          it matched, and should not have: excluded, on a wrong line, or discarded as an overlap (with -vv)
  X~~          it was looked for here in vain
  ?            what may have been meant

  --dump-input=always|fail|never                            when there is a dump; fail is the default
  --dump-input-filter=all|annotation-full|annotation|error  which lines are in it
  --dump-input-context=N                                    and how many around those
`;

/** What is being read of a command line. */
type Reading = { -readonly [K in keyof FileCheckOptions]: FileCheckOptions[K] } & {
  inputFile: string;
  files: string[];
  dumps: DumpOptions['when'][];
  filters: DumpOptions['filter'][];
  contexts: number[];
};

const list = (value: string): readonly string[] => value.split(',');

/** Flags that are on or off. */
const SWITCHES: Readonly<Record<string, (reading: Reading, isOn: boolean) => void>> = {
  'allow-empty': (reading, isOn) => {
    reading.allowsEmpty = isOn;
  },
  'allow-unused-prefixes': (reading, isOn) => {
    reading.allowsUnusedPrefixes = isOn;
  },
  'allow-deprecated-dag-overlap': (reading, isOn) => {
    reading.allowsDagOverlap = isOn;
  },
  'enable-var-scope': (reading, isOn) => {
    reading.scopesVariables = isOn;
  },
  'ignore-case': (reading, isOn) => {
    reading.ignoresCase = isOn;
  },
  'match-full-lines': (reading, isOn) => {
    reading.matchesFullLines = isOn;
  },
  'strict-whitespace': (reading, isOn) => {
    reading.strictWhitespace = isOn;
  },
  // There are no colours to switch.
  color: () => {},
  v: (reading, isOn) => {
    if (isOn && reading.verbosity === 'problems') reading.verbosity = 'matches';
  },
  vv: (reading, isOn) => {
    if (isOn) reading.verbosity = 'all';
  },
};

/** Flags with a value. */
const VALUES: Readonly<Record<string, (reading: Reading, value: string) => void>> = {
  'check-prefix': (reading, value) => {
    reading.prefixes = [...reading.prefixes, ...list(value)];
  },
  'check-prefixes': (reading, value) => {
    reading.prefixes = [...reading.prefixes, ...list(value)];
  },
  'comment-prefixes': (reading, value) => {
    reading.commentPrefixes = [...reading.commentPrefixes, ...list(value)];
  },
  'implicit-check-not': (reading, value) => {
    reading.implicitNots = [...reading.implicitNots, value];
  },
  'input-file': (reading, value) => {
    reading.inputFile = value;
  },
  'dump-input': (reading, value) => {
    if (value === 'help') throw new FileCheckHelp();
    reading.dumps.push(oneOf('dump-input', value, DUMPS));
  },
  'dump-input-filter': (reading, value) => {
    reading.filters.push(oneOf('dump-input-filter', value, FILTERS));
  },
  'dump-input-context': (reading, value) => {
    if (!/^\d+$/.test(value)) {
      throw new FileCheckUsageError(
        `FileCheck: for the --dump-input-context option: '${value}' value invalid for uint argument!`,
      );
    }
    reading.contexts.push(Number(value));
  },
};

/** In the order of their precedence. */
const DUMPS = ['always', 'fail', 'never'] as const;
const FILTERS = ['all', 'annotation-full', 'annotation', 'error'] as const;

function oneOf<T extends string>(flag: string, value: string, values: readonly T[]): T {
  const found = values.find((known) => known === value);
  if (found !== undefined) return found;
  throw new FileCheckUsageError(
    `FileCheck: for the --${flag} option: Cannot find option named '${value}'!`,
  );
}

/** Reads the arguments of a FileCheck command; throws FileCheckUsageError. */
export function parseFileCheckArguments(args: readonly string[]): FileCheckCommand {
  const reading: Reading = {
    ...defaultFileCheckOptions,
    inputFile: '-',
    files: [],
    dumps: [],
    filters: [],
    contexts: [],
  };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const [, name, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) {
      reading.files.push(arg);
      continue;
    }
    if (name.startsWith('D') && !arg.startsWith('--')) {
      defineFlag(reading, arg.slice('-D'.length));
      continue;
    }
    const takeSwitch = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
    if (takeSwitch) {
      takeSwitch(reading, switchValue(name, value));
      continue;
    }
    const takeValue = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
    if (!takeValue) throw new FileCheckUsageError(unknownFlag(arg));
    const given = value ?? args[++index];
    if (given === undefined) {
      throw new FileCheckUsageError(`FileCheck: for the --${name} option: requires a value!`);
    }
    takeValue(reading, given);
  }
  return commandOf(reading);
}

function commandOf(reading: Reading): FileCheckCommand {
  const { inputFile, files, dumps, filters, contexts, ...options } = reading;
  const [checkFile, ...more] = files;
  if (checkFile === undefined) throw new FileCheckUsageError('<check-file> not specified', 2);
  if (more.length > 0) {
    throw new FileCheckUsageError(
      'FileCheck: Too many positional arguments specified!\n' +
        'Can specify at most 1 positional arguments: See: FileCheck --help',
    );
  }
  const when = DUMPS.find((known) => dumps.includes(known)) ?? 'fail';
  const filter =
    FILTERS.find((known) => filters.includes(known)) ?? (when === 'always' ? 'all' : 'error');
  const context = contexts.length > 0 ? Math.max(...contexts) : options.dump.context;
  return { checkFile, inputFile, options: { ...options, dump: { when, filter, context } } };
}

function defineFlag(reading: Reading, definition: string): void {
  if (definition === '') {
    throw new FileCheckUsageError('FileCheck: for the -D option: requires a value!');
  }
  const equals = definition.indexOf('=');
  if (equals < 0) {
    throw new FileCheckUsageError(
      `Missing equal sign in command-line definition '-D${definition}'`,
      2,
    );
  }
  if (equals === 0) {
    throw new FileCheckUsageError(
      `Missing variable name in command-line definition '-D${definition}'`,
      2,
    );
  }
  reading.definitions = [...reading.definitions, definition];
}

function switchValue(name: string, value: string | undefined): boolean {
  if (value === undefined || /^(?:true|TRUE|True|1)$/.test(value)) return true;
  if (/^(?:false|FALSE|False|0)$/.test(value)) return false;
  throw new FileCheckUsageError(
    `FileCheck: for the --${name} option: '${value}' is invalid value for boolean argument! Try 0 or 1`,
  );
}

const unknownFlag = (arg: string): string =>
  `FileCheck: Unknown command line argument '${arg}'.  Try: 'FileCheck --help'`;
