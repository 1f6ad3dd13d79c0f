/** The directives of check files: their kinds, and how upstream names them. */
import type { CheckSource } from './check-source.ts';
import type { Pattern } from './pattern.ts';

/** `eof` is where what must not be there ends, when no directive follows. */
export type DirectiveKind = 'dag' | 'empty' | 'eof' | 'label' | 'next' | 'not' | 'plain' | 'same';

/** A directive of a check file, or a pattern of `--implicit-check-not`. */
export interface Directive {
  readonly kind: DirectiveKind;
  readonly prefix: string;
  /** How often it must match: `CHECK-COUNT-3`. */
  readonly count: number;
  /** `CHECK{LITERAL}`. */
  readonly isLiteral: boolean;
  readonly source: CheckSource;
  /** Where its pattern begins. */
  readonly offset: number;
  readonly pattern: Pattern;
}

/** A directive that moves on in the input, with those before it that do not. */
export interface CheckStep {
  readonly directive: Directive;
  /** `CHECK-DAG` and `CHECK-NOT` since the step before. */
  readonly before: readonly Directive[];
}

const SUFFIXES: Readonly<Record<DirectiveKind, string>> = {
  plain: '',
  next: '-NEXT',
  same: '-SAME',
  not: '-NOT',
  dag: '-DAG',
  label: '-LABEL',
  empty: '-EMPTY',
  eof: '',
};

/** The directive as it is written, without its colon. */
export function describeDirective({ kind, prefix, count, isLiteral }: Directive): string {
  if (kind === 'eof') return 'implicit EOF';
  const suffix = count > 1 ? '-COUNT' : SUFFIXES[kind];
  return `${prefix}${suffix}${isLiteral ? '{LITERAL}' : ''}`;
}

/** The directive in the margin of a dump. */
export function abbreviateDirective({ kind, count }: Directive): string {
  if (kind === 'plain') return count > 1 ? 'count' : 'check';
  return kind;
}
