/** The IR of a program on its way through the compiler: which passes run, and what IR is after one. */
import type { TargetDevice } from '@iree-workbench/compiler';
import { NEVER_CANCELLED, nearestName } from '@iree-workbench/ir';
import { IRHistory } from '@iree-workbench/server/service/ir-history';
import {
  type PassRun,
  type PipelineOptions,
  type Point,
  pieces,
  runPipeline,
  SHOWN_PHASES,
} from '@iree-workbench/server/service/pipeline';
import { CommandError } from '../../command-error.ts';
import type { OnStep } from '../job-protocol.ts';
import { IrChanges } from './ir-changes.ts';
import { diffIr, type IrDiff } from './ir-diff.ts';
import { printOptionsOf, type Shown } from './printed.ts';
import type { Source } from './source.ts';
import { type ToldDiagnostics, tellDiagnostics } from './told-diagnostics.ts';

/** A program, and what it is compiled for. */
export interface CompiledRequest {
  readonly source: Source;
  readonly targets: readonly TargetDevice[];
  readonly allowUnregistered: boolean;
}

export interface RunsAnswer extends ToldDiagnostics {
  readonly ok: boolean;
  readonly runs: readonly ToldRun[];
}

/** A pass as it ran. */
export interface ToldRun {
  /** What ir_after and diff_passes call it: `flow/cse#2`. */
  readonly point: string;
  /** The operation that it ran on. */
  readonly on: string;
  readonly changed: boolean;
}

export interface IrRequest extends CompiledRequest {
  readonly shown: Shown;
  /** A phase, or a pass: `flow`, `flow/cse#2`, `cse`. */
  readonly after: string;
}

export interface IrAnswer extends ToldDiagnostics {
  readonly ok: boolean;
  readonly point: string;
  readonly ir: string;
  readonly changed: boolean;
  /** The point before; absent at the source. */
  readonly previous?: string;
}

export interface DiffRequest extends CompiledRequest {
  readonly shown: Shown;
  readonly to: string;
  /** The other side; absent: the point before. */
  readonly from?: string;
  readonly context: number;
}

export interface DiffAnswer extends ToldDiagnostics, IrDiff {
  readonly ok: boolean;
  readonly from: string;
  readonly to: string;
}

/** What was asked for last: the next question is often about the same program. */
const history = new IRHistory();

/** The passes that run for a program, in order, in all of its pieces. */
export function passRuns(request: CompiledRequest, onStep: OnStep): RunsAnswer {
  const { source } = request;
  const runs: ToldRun[] = [];
  const diagnostics = pieces(source.text).flatMap(({ text, offset }) => {
    let changes: IrChanges | undefined;
    const before: number[] = [];
    const outcome = runPipeline(text, offset, optionsOf(request), 'vm', NEVER_CANCELLED, {
      parsed: ({ context }) => {
        changes?.stop();
        changes = new IrChanges(context);
      },
      beforePass: (run) => {
        onStep(`${run.phase}: ${run.argument}`);
        before.push(changes?.count ?? 0);
      },
      afterPass: (run) => {
        const changed = (changes?.count ?? 0) > (before.pop() ?? 0);
        runs.push({ point: nameOf({ kind: 'pass', ...run }), on: run.anchor, changed });
      },
    });
    return outcome.diagnostics;
  });
  const told = tellDiagnostics(diagnostics, source);
  return { ok: told.errors === 0, ...told, runs };
}

/** The IR of a program at a point. */
export function irAfter(request: IrRequest, onStep: OnStep): IrAnswer {
  const point = readPoint(request.after, request);
  onStep(nameOf(point));
  const { text, changed, previous, failure } = at(point, request);
  return {
    ...toldOf(request, point, failure),
    point: nameOf(point),
    ir: failure === undefined ? text : '',
    changed,
    ...(previous && { previous: nameOf(previous) }),
  };
}

/** What is different between the IR at two points. */
export function diffPasses(request: DiffRequest, onStep: OnStep): DiffAnswer {
  const to = readPoint(request.to, request);
  onStep(nameOf(to));
  const after = at(to, request);
  const asked = request.from === undefined ? undefined : readPoint(request.from, request);
  const from = asked ?? after.previous ?? { kind: 'source' };
  const before = at(from, request);
  const failure = after.failure ?? before.failure;
  const names = { from: nameOf(from), to: nameOf(to) };
  const told = toldOf(request, after.failure === undefined ? from : to, failure);
  if (!told.ok) return { ...told, ...names, diff: '', added: 0, removed: 0 };
  const diff = diffIr(
    { name: names.from, text: before.text },
    { name: names.to, text: after.text },
    request.context,
  );
  return { ...told, ...names, ...diff };
}

function at(point: Point, request: IrRequest | DiffRequest) {
  const options = { ...optionsOf(request), print: printOptionsOf(request.shown) };
  return history.at(request.source.text, point, options, NEVER_CANCELLED);
}

const optionsOf = ({ source, targets, allowUnregistered }: CompiledRequest): PipelineOptions => ({
  era: source.era,
  targets,
  allowUnregisteredDialects: allowUnregistered,
});

/** What there is to say of a program that does not come to a point. */
function toldOf(
  request: CompiledRequest,
  point: Point,
  failure: string | undefined,
): ToldDiagnostics & { readonly ok: boolean } {
  const { source } = request;
  if (failure === undefined) return { ok: true, ...tellDiagnostics([], source) };
  const last = point.kind === 'source' ? 'input' : SHOWN_PHASES.find((p) => p === point.phase);
  const found = pieces(source.text).flatMap(
    ({ text, offset }) =>
      runPipeline(text, offset, optionsOf(request), last ?? 'vm', NEVER_CANCELLED).diagnostics,
  );
  const told = tellDiagnostics(found, source);
  if (told.errors === 0) throw new CommandError(failure);
  return { ok: false, ...told };
}

// ----- Points by their names -----

/** `source`, `flow`, `flow/cse`, `flow/cse#2`: runs of a pass are counted in each phase. */
function nameOf(point: Point): string {
  switch (point.kind) {
    case 'source':
      return 'source';
    case 'phase':
      return point.phase;
    case 'pass': {
      const count = point.occurrence > 0 ? `#${point.occurrence + 1}` : '';
      return `${point.phase}/${point.argument}${count}`;
    }
  }
}

/**
 * The point that a name means; a pass without a phase is its first run in any, or the one of the number.
 * @throws CommandError where there is none
 */
function readPoint(written: string, request: CompiledRequest): Point {
  const name = written.trim();
  if (name === 'source') return { kind: 'source' };
  if (SHOWN_PHASES.some((phase) => phase === name)) return { kind: 'phase', phase: name };
  const [, phase, argument = '', count = '1'] =
    /^(?:([a-z-]+)\/)?([^/#]+)(?:#([1-9]\d*))?$/.exec(name) ?? [];
  const runs = history.passes(request.source.text, optionsOf(request), NEVER_CANCELLED);
  const named = runs.filter(
    (run) => run.argument === argument && (phase === undefined || run.phase === phase),
  );
  const found = named[Number(count) - 1];
  if (found) return { kind: 'pass', ...idOf(found) };
  if (named.length > 0) {
    throw new CommandError(`'${written}': the pass runs ${named.length} times`);
  }
  const failed = toldIfBroken(request);
  if (failed !== undefined) throw new CommandError(failed);
  const meant = nearestName(argument, [
    ...SHOWN_PHASES,
    ...new Set(runs.map((run) => run.argument)),
  ]);
  const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  throw new CommandError(
    `no phase or pass that runs for this program is called '${written}'${hint} Phases are source, ` +
      `${SHOWN_PHASES.join(', ')}; list_pass_runs has the passes`,
  );
}

const idOf = ({ phase, argument, occurrence }: PassRun) => ({ phase, argument, occurrence });

/** The errors of a program that is not compiled to its end, if there are any. */
function toldIfBroken(request: CompiledRequest): string | undefined {
  const { ok, report } = passRuns(request, () => {});
  return ok ? undefined : report;
}
