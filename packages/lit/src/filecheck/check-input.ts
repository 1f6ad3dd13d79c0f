/**
 * Checks an input: goes through the steps of a check file, from label to label, and tells how each directive
 * fared.
 */
import type { CheckFile } from './check-file.ts';
import type { CheckSource } from './check-source.ts';
import type { CheckMessage, CheckRange, MatchKind, MatchRecord } from './diagnostics.ts';
import { type CheckStep, type Directive, describeDirective } from './directives.ts';
import { closestMatch } from './fuzzy-match.ts';
import type { FileCheckOptions } from './options.ts';
import type { PatternFailure, PatternMatch } from './pattern.ts';
import type { Variables } from './variables.ts';

/** How a check went. */
export interface CheckOutcome {
  readonly ok: boolean;
  readonly messages: readonly CheckMessage[];
  readonly matches: readonly MatchRecord[];
}

/** Checks an input against a check file that has no errors. */
export function checkInput(
  checks: CheckFile,
  input: CheckSource,
  options: FileCheckOptions,
): CheckOutcome {
  return new InputChecker(checks, input, options).check();
}

/** What was found, with its failures told of. */
type Looked = PatternMatch | null;

const isFailure = (result: PatternFailure | PatternMatch): result is PatternFailure =>
  'problems' in result;

class InputChecker {
  readonly #checks: CheckFile;
  readonly #input: CheckSource;
  readonly #options: FileCheckOptions;
  readonly #variables: Variables;
  readonly #messages: CheckMessage[] = [];
  readonly #matches: MatchRecord[] = [];

  constructor(checks: CheckFile, input: CheckSource, options: FileCheckOptions) {
    this.#checks = checks;
    this.#input = input;
    this.#options = options;
    this.#variables = checks.variables;
  }

  check(): CheckOutcome {
    const ok = this.#regions();
    return { ok, messages: this.#messages, matches: this.#matches };
  }

  /** Regions end with labels; what goes wrong in one costs the others nothing. */
  #regions(): boolean {
    const { steps } = this.#checks;
    const { length } = this.#input.text;
    let ok = true;
    let start = 0;
    let first = 0;
    for (let next = 0; next <= steps.length; next++) {
      const isLast = next === steps.length;
      const step = steps[next];
      if (!isLast && step?.directive.kind !== 'label') continue;
      let end = length;
      if (step) {
        const label = this.#repeated(step.directive, start, length);
        if (!label) return false;
        end = label.end;
      }
      if (first !== 0 && this.#options.scopesVariables) this.#variables.clearLocal();
      const upTo = isLast ? next : next + 1;
      let at = start;
      for (const checked of steps.slice(first, upTo)) {
        const after = this.#step(checked, at, end);
        if (after === null) {
          ok = false;
          break;
        }
        at = after;
      }
      first = upTo;
      start = end;
    }
    return ok;
  }

  /** Checks a step in a stretch of the input. @returns where it ends, or null if it fails */
  #step({ directive, before }: CheckStep, start: number, end: number): number | null {
    const group = this.#unordered(before, start, end);
    if (!group) return null;
    const found = this.#repeated(directive, group.end, end);
    if (!found) return null;
    if (this.#isOnWrongLine(directive, group.end, found)) return null;
    return this.#holdsNot(group.nots, group.end, found.start) ? found.end : null;
  }

  /** Looks for a directive as often as it counts. */
  #repeated(directive: Directive, start: number, end: number): CheckRange | null {
    let first: number | null = null;
    let at = start;
    for (let time = 1; time <= directive.count; time++) {
      const found = this.#expected(directive, at, end, time);
      if (!found) return null;
      first ??= found.start;
      at = found.end;
    }
    return { start: first ?? start, end: at };
  }

  // ----- CHECK-DAG and CHECK-NOT -----

  /** Checks what may stand in any order. @returns where it ends, and what must not be from there on */
  #unordered(
    before: readonly Directive[],
    start: number,
    end: number,
  ): { readonly end: number; readonly nots: readonly Directive[] } | null {
    let from = start;
    let nots: Directive[] = [];
    let taken: CheckRange[] = [];
    for (const [index, directive] of before.entries()) {
      if (directive.kind === 'not') {
        nots.push(directive);
        continue;
      }
      const match = this.#unorderedMatch(directive, from, end, taken);
      if (!match) return null;
      taken = this.#options.allowsDagOverlap
        ? [enclosing([...taken, match])]
        : [...taken, match].sort((a, b) => a.start - b.start);
      const next = before[index + 1];
      if (next?.kind === 'dag') continue;
      if (!this.#holdsNot(nots, from, taken[0]?.start ?? from)) return null;
      nots = [];
      from = taken.at(-1)?.end ?? from;
      taken = [];
    }
    return { end: from, nots };
  }

  /** The first match that overlaps none of its group. */
  #unorderedMatch(
    directive: Directive,
    start: number,
    end: number,
    taken: readonly CheckRange[],
  ): CheckRange | null {
    let at = start;
    for (;;) {
      const match = this.#look(directive, at, end);
      if (!match || isFailure(match)) {
        this.#missing(directive, at, end, 1, match);
        return null;
      }
      const overlapped =
        !this.#options.allowsDagOverlap &&
        taken.find((other) => match.start < other.end && other.start < match.end);
      if (!overlapped) {
        this.#found(directive, match, 1);
        return match.problem ? null : match;
      }
      if (this.#options.verbosity === 'all') this.#discarded(directive, match, overlapped);
      at = overlapped.end;
    }
  }

  #holdsNot(nots: readonly Directive[], start: number, end: number): boolean {
    let holds = true;
    for (const directive of nots) {
      const match = this.#look(directive, start, end);
      if (match && !isFailure(match)) {
        this.#excluded(directive, match);
        holds = false;
      } else if (match) {
        this.#missing(directive, start, end, 1, match);
        holds = false;
      } else if (this.#options.verbosity === 'all') {
        this.#missing(directive, start, end, 1, null);
      }
    }
    return holds;
  }

  // ----- Looking -----

  #look(directive: Directive, start: number, end: number): PatternFailure | PatternMatch | null {
    const found =
      directive.kind === 'eof'
        ? { start: end - start, end: end - start, captured: [] }
        : directive.pattern.match(this.#input.text.slice(start, end), this.#variables);
    if (!found || isFailure(found)) return found;
    const move = <T extends CheckRange>(range: T): T => ({
      ...range,
      start: range.start + start,
      end: range.end + start,
    });
    const { problem } = found;
    return {
      ...move(found),
      captured: found.captured.map(move),
      ...(problem && { problem: { ...problem, range: move(problem.range) } }),
    };
  }

  #expected(directive: Directive, start: number, end: number, time: number): Looked {
    const found = this.#look(directive, start, end);
    if (!found || isFailure(found)) {
      this.#missing(directive, start, end, time, found);
      return null;
    }
    this.#found(directive, found, time);
    return found.problem ? null : found;
  }

  /** Whether a match is not where `-NEXT`, `-EMPTY` or `-SAME` want it, which is told. */
  #isOnWrongLine(directive: Directive, previousEnd: number, found: CheckRange): boolean {
    const { kind } = directive;
    if (kind !== 'next' && kind !== 'empty' && kind !== 'same') return false;
    const skipped = this.#input.text.slice(previousEnd, found.start);
    const newlines = skipped.split('\n').length - 1;
    const wanted = kind === 'same' ? 0 : 1;
    if (newlines === wanted) return false;
    const name = describeDirective({ ...directive, isLiteral: false });
    const where =
      kind === 'same'
        ? 'is not on the same line as the previous match'
        : newlines === 0
          ? 'is on the same line as previous match'
          : 'is not on the line after the previous match';
    this.#say('error', `${name}: ${where}`, directive);
    this.#note("'next' match was here", found.start);
    this.#note('previous match ended here', previousEnd);
    if (kind !== 'same' && newlines > 1) {
      const lineStart = previousEnd + skipped.indexOf('\n') + 1;
      this.#note('non-matching line after previous match is here', lineStart);
    }
    if (this.#options.verbosity === 'problems') {
      this.#record(directive, 'found-on-wrong-line', found);
    } else {
      this.#restate(directive, 'found-on-wrong-line');
    }
    return true;
  }

  // ----- Telling -----

  get #dumps(): boolean {
    return this.#options.dump.when !== 'never';
  }

  #say(severity: CheckMessage['severity'], message: string, { source, offset }: Directive): void {
    this.#messages.push({ severity, message, source, offset });
  }

  #note(message: string, offset: number, range?: CheckRange): void {
    const source = this.#input;
    this.#messages.push({ severity: 'note', message, source, offset, ...(range && { range }) });
  }

  #record(directive: Directive, kind: MatchKind, range: CheckRange, note?: string): void {
    this.#matches.push({ directive, kind, range, ...(note !== undefined && { note }) });
  }

  /** Says of what was just recorded of a directive that it is something else. */
  #restate(directive: Directive, kind: MatchKind): void {
    for (const record of [...this.#matches].reverse()) {
      if (record.directive !== directive) break;
      record.kind = kind;
    }
  }

  /** A directive's name with what was to be found, and the how manieth it was. */
  #headline(directive: Directive, what: string, time: number): string {
    const times = directive.count > 1 ? ` (${time} out of ${directive.count})` : '';
    return `${describeDirective(directive)}: ${what} in input${times}`;
  }

  #found(directive: Directive, match: PatternMatch, time: number): void {
    const { verbosity } = this.#options;
    const { problem } = match;
    const isTold = verbosity === 'all' || (verbosity === 'matches' && directive.kind !== 'eof');
    if (!problem && !isTold) return;
    this.#record(directive, 'found', match);
    this.#recordValues(directive, 'found', match);
    if (problem || !this.#dumps) {
      this.#say('remark', this.#headline(directive, 'expected string found', time), directive);
      this.#note('found here', match.start, match);
      this.#noteValues(directive, match);
    }
    if (!problem) return;
    const { message, range } = problem;
    const source = this.#input;
    this.#messages.push({ severity: 'error', message, source, offset: range.start });
    this.#record(directive, 'found-with-error', range, message);
  }

  #excluded(directive: Directive, match: PatternMatch): void {
    this.#record(directive, 'found-but-excluded', match);
    this.#recordValues(directive, 'found-but-excluded', match);
    this.#say('error', this.#headline(directive, 'excluded string found', 1), directive);
    this.#note('found here', match.start, match);
    this.#noteValues(directive, match);
  }

  #discarded(directive: Directive, match: PatternMatch, other: CheckRange): void {
    this.#found(directive, match, 1);
    if (!this.#dumps) {
      this.#note('match discarded, overlaps earlier DAG match here', other.start, other);
      return;
    }
    this.#restate(directive, 'found-but-discarded');
  }

  /** Tells of what was not found; of what should not be, only to who wants to know. */
  #missing(
    directive: Directive,
    start: number,
    end: number,
    time: number,
    failure: PatternFailure | null,
  ): void {
    const isExpected = directive.kind !== 'not';
    const problems = failure?.problems ?? [];
    this.#messages.push(...problems);
    const isInvalid = problems.length > 0;
    const kind = isInvalid
      ? 'none-for-invalid-pattern'
      : isExpected
        ? 'none-but-expected'
        : 'none-as-expected';
    const range = { start, end };
    const point = { start, end: start };
    this.#record(directive, kind, range);
    for (const { message } of problems) this.#record(directive, kind, point, message);
    const values = this.#values(directive);
    for (const value of values) this.#record(directive, kind, point, value);
    if (!isExpected && !isInvalid && this.#dumps) return;
    if (!isInvalid) {
      const what = `${isExpected ? 'expected' : 'excluded'} string not found`;
      const message = this.#headline(directive, what, time);
      this.#say(isExpected ? 'error' : 'remark', message, directive);
      this.#note('scanning from here', start);
    }
    for (const value of values) this.#note(value, start);
    if (!isExpected) return;
    const closest = closestMatch(this.#input.text.slice(start, end), directive.pattern.example);
    if (closest === null) return;
    const at = start + closest;
    this.#note('possible intended match here', at);
    this.#record(directive, 'fuzzy', { start: at, end: at });
  }

  /** What was put in, as it is told. */
  #values({ pattern }: Directive): readonly string[] {
    return pattern.substitutions.flatMap((substitution) => {
      const value = pattern.substitute(substitution, this.#variables, []);
      if (value === null) return [];
      return [`with "${escaped(substitution.text)}" equal to "${escaped(value)}"`];
    });
  }

  #recordValues(directive: Directive, kind: MatchKind, match: PatternMatch): void {
    const point = { start: match.start, end: match.start };
    for (const value of this.#values(directive)) this.#record(directive, kind, point, value);
    for (const captured of inOrder(match)) {
      this.#record(directive, kind, captured, `captured var "${captured.name}"`);
    }
  }

  #noteValues(directive: Directive, match: PatternMatch): void {
    for (const value of this.#values(directive)) this.#note(value, match.start);
    for (const captured of inOrder(match)) {
      this.#note(`captured var "${captured.name}"`, captured.start, captured);
    }
  }
}

const inOrder = ({ captured }: PatternMatch) => [...captured].sort((a, b) => a.start - b.start);

const enclosing = (ranges: readonly CheckRange[]): CheckRange => ({
  start: Math.min(...ranges.map(({ start }) => start)),
  end: Math.max(...ranges.map(({ end }) => end)),
});

/** A text between quotes. */
const escaped = (text: string): string =>
  text.replace(/[\\"]/g, '\\$&').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
