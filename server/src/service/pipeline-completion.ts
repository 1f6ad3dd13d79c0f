/**
 * Completion where passes are named: in textual pipelines and in `RUN:` lines, which may go on over several
 * lines. There tools are offered, too, and the flags that choose passes.
 */
import { PHASES, passRegistry } from '@iree-workbench/compiler';
import type { Pass, PassOption } from '@iree-workbench/ir';
import { knownTools, verbOf } from '@iree-workbench/lit';
import { type Completion, hole, plain, snippet } from './completion-item.ts';

/** Completions in a line that runs something or names a pipeline; null in any other. */
export function pipelineCompletions(lines: readonly string[], word: string): Completion[] | null {
  const line = lines.at(-1) ?? '';
  const command = runCommand(lines);
  const text = command ?? line;
  const before = text.slice(0, text.length - word.length);
  // A shell needs no quotes, an attribute does.
  const pipeline = (
    command === null ? /pipeline\s*=\s*["'`]([^"'`]*)$/ : /pipeline\s*=\s*["'`]?([^"'`]*)$/
  ).exec(before)?.[1];
  if (pipeline !== undefined) return inPipeline(pipeline);
  if (command === null) return null;
  if (/(?:^|\||&&|;|\bnot)\s*$/.test(before))
    return knownTools.map(({ name, summary }) => plain(name, 'tool', summary));
  return inCommand(before, word);
}

/** The last command of `RUN:` lines up to the place, those it goes on over joined; null elsewhere. */
function runCommand(lines: readonly string[]): string | null {
  let text: string | null = null;
  for (const line of lines.toReversed()) {
    const part = /(?:\/\/|#|;)\s*RUN:(.*)$/.exec(line)?.[1];
    if (part === undefined || (text !== null && !/\\\s*$/.test(part))) break;
    text = `${part.replace(/\\\s*$/, '')}${text ?? ''}`;
  }
  return text;
}

// ----- Commands -----

/** What may follow in a command: its flags, or the values of one. */
function inCommand(before: string, word: string): Completion[] {
  const command = before.split(/\||&&|;/).at(-1) ?? '';
  const tool = /^\s*(?:not\s+(?:--crash\s+)?)?([\w-]+)/.exec(command)?.[1] ?? '';
  const [, flag, value] = /(?:^|\s)--?([\w-]+)=("[^"]*|'[^']*|\S*)$/.exec(command) ?? [];
  switch (verbOf(tool)) {
    case 'opt': {
      if (flag !== undefined && value !== undefined)
        return options(passRegistry().pass(flag), value.replace(/^["']/, ''));
      return isFlag(before, word) ? optFlags() : [];
    }
    case 'compile': {
      if (flag === 'compile-to' || flag === 'compile-from')
        return PHASES.map((phase, i) => plain(phase, 'case', 'phase', i));
      return isFlag(before, word)
        ? ['compile-to', 'compile-from'].map((name) =>
            plain(`--${name}=`, 'key', 'a phase of the compiler'),
          )
        : [];
    }
    default:
      return [];
  }
}

/** Does a flag begin here? The word that is replaced holds its dashes. */
const isFlag = (before: string, word: string): boolean =>
  /\s$/.test(before) && (word === '' || word.startsWith('-'));

function optFlags(): Completion[] {
  const { passes, pipelines } = passRegistry();
  return [
    snippet(
      `--pass-pipeline`,
      'key',
      'a pipeline in text',
      `--pass-pipeline='builtin.module(${hole(1, 'passes')})'`,
      0,
    ),
    ...['split-input-file', 'verify-diagnostics'].map((name) =>
      plain(`--${name}`, 'key', 'of the tool', 1),
    ),
    ...[...passes, ...pipelines].map(({ argument, summary }) =>
      plain(`--${argument}`, 'pass', summary, 2),
    ),
  ];
}

// ----- Pipelines -----

/** What may follow in the text of a pipeline: passes for the operation that is open, or options of a pass. */
function inPipeline(text: string): Completion[] {
  const open: { readonly kind: '(' | '{'; readonly name: string; readonly at: number }[] = [];
  for (const { 0: token, 1: name = '', index } of text.matchAll(/([\w.-]*)\s*[({]|[)}]/g))
    if (token === ')' || token === '}') open.pop();
    else open.push({ kind: token.endsWith('{') ? '{' : '(', name, at: index + token.length });
  const last = open.at(-1);
  const registry = passRegistry();
  if (last?.kind === '{') return options(registry.pass(last.name), text.slice(last.at));
  const anchor = last?.name ?? '';
  // Outermost stands the operation that all runs on.
  if (!last) return [anchored('builtin.module', 0)];
  const fits = ({ anchor: wanted }: Pass): boolean => wanted === null || wanted === anchor;
  return [
    ...registry.passes.map((pass) =>
      plain(pass.argument, 'pass', pass.summary, fits(pass) ? 0 : 10),
    ),
    ...registry.pipelines.map(({ argument, summary }) => plain(argument, 'pass', summary, 1)),
    ...['func.func', 'builtin.module', 'util.initializer', 'hal.executable'].map((name) =>
      anchored(name, 5),
    ),
  ];
}

const anchored = (name: string, rank: number): Completion =>
  snippet(name, 'operation', 'runs passes on each', `${name}(${hole(1, 'passes')})`, rank);

/** Options of a pass that are not given, or values of the one that the text ends in. */
function options(pass: Pass | undefined, written: string): Completion[] {
  const known = pass?.options ?? {};
  const key = /([\w-]+)=[^\s=]*$/.exec(written)?.[1];
  if (key !== undefined) {
    const option = Object.hasOwn(known, key) ? known[key] : undefined;
    return option ? valuesOf(option) : [];
  }
  const given = new Set([...written.matchAll(/([\w-]+)=/g)].map(([, name]) => name));
  return Object.entries(known)
    .filter(([name]) => !given.has(name))
    .map(([name, { meaning, default: usual }]) =>
      plain(name, 'key', usual === '' ? meaning : `${meaning} (${usual})`, 0, `${name}=`),
    );
}

function valuesOf({ kind, default: usual, meaning }: PassOption): Completion[] {
  if (kind === 'boolean')
    return ['true', 'false'].map((value) => plain(value, 'case', meaning, value === usual ? 1 : 0));
  return usual === '' ? [] : [plain(usual, 'case', `${meaning}: the default`)];
}
