/**
 * Options of passes as text: `max-iterations=3 region-simplify=false`, as they stand in the braces of
 * a pipeline and behind the flag of a pass.
 */

import type { PassOptions } from './pass.ts';

/** What a value may be. */
export type PassOptionKind = 'boolean' | 'integer' | 'list' | 'text';

/** An option of a pass. */
export interface PassOption {
  readonly kind: PassOptionKind;
  /** The value in absence, as text. */
  readonly default: string;
  readonly meaning: string;
}
export type PassOptionTable = Readonly<Record<string, PassOption>>;

/** Options that cannot be understood; the message is upstream's line. */
export class PassOptionError extends Error {
  /** Whether it is a value that is wrong; upstream's message about it begins with the tool's name. */
  readonly isAboutValue: boolean;
  constructor(message: string, isAboutValue: boolean) {
    super(message);
    this.name = 'PassOptionError';
    this.isAboutValue = isAboutValue;
  }
}

/** Reads options. @throws PassOptionError */
export function parsePassOptions(written: string, known: PassOptionTable = {}): PassOptions {
  const options = new Map<string, string>();
  for (const { key, value } of splitOptions(written)) {
    const option = Object.hasOwn(known, key) ? known[key] : undefined;
    if (!option) throw new PassOptionError(`<Pass-Options-Parser>: no such option ${key}`, false);
    const problem = problemOf(option.kind, value);
    if (problem !== undefined)
      throw new PassOptionError(`for the --${key} option: ${problem}`, true);
    const text = value ?? '';
    options.set(key, option.kind === 'boolean' ? String(isTrue(text)) : text);
  }
  return options;
}

/** Whether a boolean option is on; one without a value is. */
const isTrue = (value: string): boolean => /^(?:|true|1)$/i.test(value);

/** All options with their values or defaults, by name, in braces; nothing where there are none. */
export function printPassOptions(options: PassOptions, known: PassOptionTable = {}): string {
  const names = Object.keys(known).sort();
  if (names.length === 0) return '';
  const texts = names.map((name) => {
    const value = options.get(name) ?? known[name]?.default ?? '';
    // An empty list leaves its blank behind, as upstream's does.
    return value === '' && known[name]?.kind === 'list' ? '' : `${name}=${value}`;
  });
  return `{${texts.join(' ')}}`;
}

/** Pieces between blanks. Quotes and brackets keep blanks. */
function* splitOptions(text: string): Iterable<{ key: string; value: string | undefined }> {
  let offset = 0;
  while (offset < text.length) {
    const end = endOfOption(text, offset);
    const piece = text.slice(offset, end);
    offset = end + 1;
    if (piece === '' || piece === '=') continue;
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(piece) ?? [];
    yield { key, value: value?.replace(/^(["'{])(.*)["'}]$/s, '$2') };
  }
}

function endOfOption(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char)) depth--;
    else if (depth <= 0 && /\s/.test(char)) return at;
  }
  return text.length;
}

/** What is wrong with a value, in LLVM's words. */
function problemOf(kind: PassOptionKind, value: string | undefined): string | undefined {
  switch (kind) {
    case 'boolean':
      return value === undefined || /^(?:|true|false|TRUE|FALSE|True|False|0|1)$/.test(value)
        ? undefined
        : `'${value}' is invalid value for boolean argument! Try 0 or 1`;
    case 'integer':
      if (value === undefined || value === '') return 'requires a value!';
      return /^[+-]?(?:\d+|0x[\da-f]+)$/i.test(value)
        ? undefined
        : `'${value}' value invalid for long argument!`;
    case 'list':
    case 'text':
      return value === undefined ? 'requires a value!' : undefined;
  }
}
