/** The tools that tests are made of besides the compiler's own: FileCheck, `not`, `cat` and their like. */

import { fileCheckCommand } from '../filecheck/index.ts';
import { splitFile } from './split-file.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const done: ToolResult = { exitCode: 0, chunks: [] };

const printed = (...parts: readonly Uint8Array[]): ToolResult => ({
  exitCode: 0,
  chunks: parts.map((bytes) => ({ stream: 'out', bytes })),
});

const failed = (message: string, exitCode = 1): ToolResult => ({
  exitCode,
  chunks: [{ stream: 'error', bytes: encode(message) }],
});

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Does something with files; what goes wrong is the tool's failure. */
function withFiles(
  name: string,
  paths: readonly string[],
  use: (path: string) => void,
): ToolResult {
  for (const path of paths) {
    try {
      use(path);
    } catch (error) {
      return failed(`${name}: ${path}: ${reasonOf(error)}\n`);
    }
  }
  return done;
}

const isFlag = (arg: string): boolean => /^-./.test(arg);
/** The arguments that are no flags; a failure where a flag would have to do something. */
function withoutFlags(
  name: string,
  args: readonly string[],
  known: RegExp,
): readonly string[] | ToolResult {
  const unknown = args.find((arg) => isFlag(arg) && !known.test(arg));
  if (unknown !== undefined) return failed(`${name}: ${unknown} is not supported\n`, 2);
  return args.filter((arg) => !isFlag(arg));
}

const isFailure = (result: readonly string[] | ToolResult): result is ToolResult =>
  !Array.isArray(result);

const fileCheck: Tool = ({ args, input }, { files }) => {
  const read = (path: string): Uint8Array => (path === '-' ? input : files.read(path));
  const { exitCode, output, errors, report } = fileCheckCommand(args, read);
  return {
    exitCode,
    chunks: [
      { stream: 'out', bytes: encode(output) },
      { stream: 'error', bytes: encode(errors) },
    ],
    ...(report && { report: { kind: 'filecheck', ...report } }),
  };
};

/** Succeeds if another tool fails. Ours do not crash, so that `--crash` never holds. */
const not: Tool = async ({ args, ...call }, context) => {
  const wantsCrash = args[0] === '--crash';
  const [name, ...rest] = wantsCrash ? args.slice(1) : args;
  if (name === undefined) return failed('not: a command is missing\n');
  const { exitCode, chunks } = await context.call({ ...call, name, args: rest });
  return { exitCode: wantsCrash || exitCode === 0 ? 1 : 0, chunks };
};

const count: Tool = ({ args, input }) => {
  const wanted = Number(args[0]);
  const text = decode(input);
  if (args.length !== 1 || !Number.isSafeInteger(wanted)) {
    return failed('usage: count <expected line count>\n', 2);
  }
  const lines = text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
  return lines === wanted ? done : failed(`Expected ${wanted} lines, got ${lines}.\n`);
};

const cat: Tool = ({ args, input }, { files }) => {
  const parts: Uint8Array[] = [];
  const paths = args.length === 0 ? ['-'] : args;
  const result = withFiles('cat', paths, (path) => {
    parts.push(path === '-' ? input : files.read(path));
  });
  return { ...result, chunks: [...printed(...parts).chunks, ...result.chunks] };
};

const echo: Tool = ({ args }) => {
  const isOpen = args[0] === '-n';
  return printed(encode((isOpen ? args.slice(1) : args).join(' ') + (isOpen ? '' : '\n')));
};

const remove: Tool = ({ args }, { files }) => {
  const mayBeMissing = args.some((arg) => isFlag(arg) && arg.includes('f'));
  const paths = withoutFlags('rm', args, /^-[rRf]+$/);
  if (isFailure(paths)) return paths;
  return withFiles('rm', paths, (path) => {
    if (!mayBeMissing || files.exists(path)) files.remove(path);
  });
};

const makeFolder: Tool = ({ args }, { files }) => {
  const paths = withoutFlags('mkdir', args, /^-p$/);
  return isFailure(paths) ? paths : withFiles('mkdir', paths, (path) => files.makeFolder(path));
};

const touch: Tool = ({ args }, { files }) => {
  const paths = withoutFlags('touch', args, /^$/);
  if (isFailure(paths)) return paths;
  return withFiles('touch', paths, (path) => files.write(path, new Uint8Array(), true));
};

function transfer(args: readonly string[], { files }: ToolContext, name: 'cp' | 'mv'): ToolResult {
  const paths = withoutFlags(name, args, /^-f$/);
  if (isFailure(paths)) return paths;
  const [from, to, ...more] = paths;
  if (from === undefined || to === undefined || more.length > 0) {
    return failed(`${name}: a file and where it goes are wanted\n`);
  }
  return withFiles(name, [from], () => {
    files.write(to, files.read(from), false);
    if (name === 'mv') files.remove(from);
  });
}

const compare: Tool = ({ name, args, input }, { files }) => {
  const paths = withoutFlags(name, args, /^-[us]$/);
  if (isFailure(paths)) return paths;
  const [first, second, ...more] = paths;
  if (first === undefined || second === undefined || more.length > 0) {
    return failed(`${name}: two files are wanted\n`, 2);
  }
  const texts: string[] = [];
  const result = withFiles(name, [first, second], (path) => {
    texts.push(decode(path === '-' ? input : files.read(path)));
  });
  if (result.exitCode !== 0) return { ...result, exitCode: 2 };
  if (texts[0] === texts[1]) return done;
  return { exitCode: 1, chunks: printed(encode(`${first} ${second} differ\n`)).chunks };
};

/** `env X=1 tool`: variables for another tool. */
const env: Tool = async ({ args, environment, ...call }, context) => {
  const variables = new Map(environment);
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-u') variables.delete(args[++index] ?? '');
    else if (arg.includes('='))
      variables.set(arg.split('=', 1)[0] ?? '', arg.slice(arg.indexOf('=') + 1));
    else break;
  }
  const [name, ...rest] = args.slice(index);
  if (name === undefined) {
    return printed(encode([...variables].map(([key, value]) => `${key}=${value}\n`).join('')));
  }
  return await context.call({ ...call, name, args: rest, environment: variables });
};

const exportVariables: Tool = ({ args }, { setVariable }) => {
  for (const arg of args) {
    const equals = arg.indexOf('=');
    if (equals > 0) setVariable(arg.slice(0, equals), arg.slice(equals + 1));
  }
  return done;
};

const split: Tool = ({ args }, { files }) => {
  const paths = withoutFlags('split-file', args, /^$/);
  if (isFailure(paths)) return paths;
  const [path, folder, ...more] = paths;
  if (path === undefined || folder === undefined || more.length > 0) {
    return failed('split-file: a file and a folder are wanted\n');
  }
  return withFiles('split-file', [path], () => {
    files.makeFolder(folder);
    for (const { name, text } of splitFile(decode(files.read(path)))) {
      const target = `${folder}/${name}`;
      files.makeFolder(target.slice(0, target.lastIndexOf('/')));
      files.write(target, encode(text), false);
    }
  });
};

/** The tools by name. */
export const builtinTools: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['FileCheck', fileCheck],
  ['not', not],
  ['count', count],
  ['cat', cat],
  ['echo', echo],
  ['rm', remove],
  ['mkdir', makeFolder],
  ['touch', touch],
  ['cp', ({ args }, context) => transfer(args, context, 'cp')],
  ['mv', ({ args }, context) => transfer(args, context, 'mv')],
  ['cmp', compare],
  ['diff', compare],
  ['env', env],
  ['export', exportVariables],
  ['split-file', split],
  ['true', () => done],
  [':', () => done],
  ['false', () => ({ exitCode: 1, chunks: [] })],
]);
