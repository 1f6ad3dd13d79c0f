/** What a completion is, and what completions are made from: a place in a statement. */
import type { Context } from '@iree-workbench/ir';
import type { Chunk } from './document.ts';
import type { StatementContext } from './statement-context.ts';

export type CompletionKind =
  | 'operation'
  | 'value'
  | 'type'
  | 'attribute'
  | 'key'
  | 'keyword'
  | 'case'
  | 'block'
  | 'function'
  | 'symbol'
  | 'pass'
  | 'tool';

export interface Completion {
  readonly label: string;
  /** The whole name of what the label may name in short. */
  readonly name: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** What takes the range's place; a snippet if it has places to fill in. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** Less is better. */
  readonly rank: number;
}

/** Where something is to be completed. */
export interface Place {
  readonly chunk: Chunk;
  /** Offset in the piece. */
  readonly at: number;
  readonly statement: StatementContext;
  readonly context: Context;
  readonly word: string;
}

export const plain = (
  label: string,
  kind: CompletionKind,
  detail = '',
  rank = 0,
  insert = label,
): Completion => ({ label, name: label, kind, detail, insert, isSnippet: false, rank });
export const snippet = (
  label: string,
  kind: CompletionKind,
  detail: string,
  insert: string,
  rank = 0,
): Completion => ({ label, name: label, kind, detail, insert, isSnippet: true, rank });

/** A place of a snippet to fill in. */
export const hole = (number: number, text: string): string => `\${${number}:${text}}`;
