/** What FileCheck is asked to do. */

export interface FileCheckOptions {
  /** The prefixes of directives; those nobody asked for are `CHECK`. */
  readonly prefixes: readonly string[];
  /** The prefixes of lines that hold no directives; `COM` and `RUN` where nobody asked for others. */
  readonly commentPrefixes: readonly string[];
  /** Whether a prefix need not be in the check file. */
  readonly allowsUnusedPrefixes: boolean;
  /** Patterns that must not be between what matches. */
  readonly implicitNots: readonly string[];
  /** `X=text` and `#X=expression`. */
  readonly definitions: readonly string[];
  readonly allowsEmpty: boolean;
  readonly matchesFullLines: boolean;
  readonly strictWhitespace: boolean;
  readonly ignoresCase: boolean;
  /** Whether variables that are not `$X` end at labels. */
  readonly scopesVariables: boolean;
  readonly allowsDagOverlap: boolean;
  readonly dump: DumpOptions;
  /** Tells of matches, too; with `all`, of what helps to understand FileCheck itself. */
  readonly verbosity: 'all' | 'matches' | 'problems';
}

export interface DumpOptions {
  readonly when: 'always' | 'fail' | 'never';
  /** The lines that are shown, with lines around them. */
  readonly filter: 'all' | 'annotation' | 'annotation-full' | 'error';
  readonly context: number;
}

/** What is asked for where no flag says more. */
export const defaultFileCheckOptions: FileCheckOptions = {
  prefixes: [],
  commentPrefixes: [],
  allowsUnusedPrefixes: false,
  implicitNots: [],
  definitions: [],
  allowsEmpty: false,
  matchesFullLines: false,
  strictWhitespace: false,
  ignoresCase: false,
  scopesVariables: false,
  allowsDagOverlap: false,
  dump: { when: 'fail', filter: 'error', context: 5 },
  verbosity: 'problems',
};
