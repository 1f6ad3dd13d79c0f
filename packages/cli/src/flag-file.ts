/**
 * `--flagfile=FILE`: flags from a file, one a line, as upstream's runtime tools read them. They stand where
 * the file is named; later ones win.
 */
import { CommandError } from './command-error.ts';
import { readInput } from './files.ts';
import type { Terminal } from './terminal.ts';

/** How deep files may name each other. */
const maxDepth = 16;

/** Puts the flags of files in the place of their names. */
export function expandFlagFiles(
  args: readonly string[],
  terminal: Terminal,
  depth = 0,
): readonly string[] {
  if (depth > maxDepth) throw new CommandError(`flag files name each other ${maxDepth} times`);
  const expanded: string[] = [];
  for (let i = 0; i < args.length; ++i) {
    const arg = args[i] ?? '';
    if (arg === '--') return [...expanded, ...args.slice(i)];
    const match = /^--?flagfile(?:=(.*))?$/s.exec(arg);
    if (!match) {
      expanded.push(arg);
      continue;
    }
    const path = match[1] ?? args[++i];
    if (!path) throw new CommandError('--flagfile: a file is missing');
    expanded.push(...expandFlagFiles(readFlags(path, terminal), terminal, depth + 1));
  }
  return expanded;
}

/** Blank lines and those from `#` on are comments. */
function readFlags(path: string, terminal: Terminal): readonly string[] {
  const text = new TextDecoder().decode(readInput(path, terminal).bytes);
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/^([^="]*=)"(.*)"$/, '$1$2'));
}
