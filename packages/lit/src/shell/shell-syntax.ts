/** What a command line says: commands, pipes, redirections and what depends on what, after its quotes. */

/** A word of a command line, in parts: texts, and variables of the environment. */
export interface Word {
  readonly parts: readonly WordPart[];
  /** Where it begins and ends in the command line. */
  readonly start: number;
  readonly end: number;
}

export type WordPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly isQuoted: boolean };

/** `out` is standard output, `error` standard error. */
export type Stream = 'error' | 'out';

export type Redirection =
  | { readonly kind: 'input'; readonly file: Word }
  | {
      readonly kind: 'output';
      readonly streams: readonly Stream[];
      readonly file: Word;
      readonly appends: boolean;
    }
  | { readonly kind: 'merge'; readonly from: Stream; readonly into: Stream };

export type ShellCommand =
  | {
      readonly kind: 'simple';
      /** `X=value` before the command. */
      readonly assignments: readonly Assignment[];
      readonly words: readonly Word[];
      readonly redirections: readonly Redirection[];
    }
  | {
      readonly kind: 'group';
      readonly list: CommandList;
      readonly redirections: readonly Redirection[];
    }
  | { readonly kind: 'condition'; readonly words: readonly Word[] };

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Pipeline {
  readonly isNegated: boolean;
  readonly commands: readonly ShellCommand[];
}

/** Pipelines in order: each but the first is run depending on how it went before. */
export interface CommandList {
  readonly first: Pipeline;
  readonly rest: readonly { readonly when: '&&' | ';' | '||'; readonly pipeline: Pipeline }[];
}

/** A command line that is none, or does what is not done here. */
export class ShellSyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'ShellSyntaxError';
    this.at = at;
  }
}

/** Every simple command of a list, those in groups too. */
export function simpleCommands(
  list: CommandList,
): readonly Extract<ShellCommand, { kind: 'simple' }>[] {
  const pipelines = [list.first, ...list.rest.map(({ pipeline }) => pipeline)];
  return pipelines.flatMap(({ commands }) =>
    commands.flatMap((command) => {
      if (command.kind === 'simple') return [command];
      return command.kind === 'group' ? simpleCommands(command.list) : [];
    }),
  );
}

/** The text of a word without variables; undefined if it has one. */
export function plainText(word: Word): string | undefined {
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'variable') return undefined;
    text += part.text;
  }
  return text;
}
