/** Runs passes that an agent chose, and says what each of them did. */
import { createContext, passRegistry, type TargetDevice } from '@iree-workbench/compiler';
import {
  type Diagnostic,
  type InputChunk,
  type Operation,
  type ParsedPipeline,
  type PassInstrumentation,
  parseModule,
  printOperation,
  runPasses,
  verifyOperation,
} from '@iree-workbench/ir';
import { codeOf, passCode } from '@iree-workbench/server/service/diagnostic-codes';
import {
  type DocumentDiagnostic,
  isError,
  rangeInText,
  toDocument,
} from '@iree-workbench/server/service/diagnostics';
import { pieces } from '@iree-workbench/server/service/pipeline';
import { CommandError } from '../../command-error.ts';
import type { OnStep } from '../job-protocol.ts';
import { readPipeline } from './asked-pipeline.ts';
import { IrChanges } from './ir-changes.ts';
import { diffIr, type IrDiff } from './ir-diff.ts';
import { printOptionsOf, type Shown } from './printed.ts';
import type { Source } from './source.ts';
import { type ToldDiagnostics, tellDiagnostics } from './told-diagnostics.ts';

export interface PipelineRequest {
  readonly source: Source;
  readonly pipeline: string;
  readonly targets: readonly TargetDevice[];
  readonly allowUnregistered: boolean;
  readonly shown: Shown;
  /** Lines of context of a diff against the IR before; absent: the IR is shown whole. */
  readonly diffContext?: number;
}

/** What a pass of a pipeline did. */
export interface PassEffect {
  readonly pass: string;
  /** The operations that it ran on. */
  readonly runs: number;
  /** The runs that changed IR. */
  readonly changes: number;
  readonly milliseconds: number;
}

export interface PipelineAnswer extends ToldDiagnostics {
  readonly ok: boolean;
  /** In the order in which they first ran. */
  readonly passes: readonly PassEffect[];
  /** The IR behind the passes; absent if they failed, or a diff is wanted. */
  readonly ir?: string;
  readonly diff?: IrDiff;
}

export function runPipeline(request: PipelineRequest, onStep: OnStep): PipelineAnswer {
  const { source, shown, diffContext } = request;
  const pipeline = readPipeline(request.pipeline, passRegistry(request.targets));
  const effects = new PassEffects(onStep);
  const results = pieces(source.text).map((piece) => runOn(piece, pipeline, request, effects));
  const told = tellDiagnostics(
    results.flatMap(({ diagnostics }) => diagnostics),
    source,
  );
  const ok = told.errors === 0;
  const join = (texts: readonly string[]): string => texts.join('// -----\n');
  const print = (module: Operation): string => `${printOperation(module, printOptionsOf(shown))}\n`;
  const after = ok ? join(results.map(({ module }) => print(module))) : '';
  const before = join(results.map((result) => result.before ?? ''));
  return {
    ok,
    ...told,
    passes: effects.list(),
    ...(ok && diffContext === undefined && { ir: after }),
    ...(ok &&
      diffContext !== undefined && {
        diff: diffIr({ name: 'before', text: before }, { name: 'after', text: after }, diffContext),
      }),
  };
}

interface PieceResult {
  readonly module: Operation;
  readonly diagnostics: readonly DocumentDiagnostic[];
  /** The IR that the passes were given; absent if no diff is wanted. */
  readonly before?: string;
}

function runOn(
  { text, offset }: InputChunk,
  pipeline: ParsedPipeline,
  { source, allowUnregistered, shown, diffContext }: PipelineRequest,
  effects: PassEffects,
): PieceResult {
  const context = createContext(source.era);
  context.allowUnregisteredDialects = allowUnregistered;
  const parsed = parseModule(context, text);
  const { module } = parsed;
  const diagnostics: DocumentDiagnostic[] = [];
  const add = (found: Diagnostic, code: string): void => {
    diagnostics.push(toDocument(found, code, (part) => rangeInText(part, text, offset)));
  };
  for (const found of parsed.diagnostics) add(found, codeOf('parser', found.message));
  if (!diagnostics.some(isError)) {
    for (const found of verifyOperation(module)) add(found, codeOf('verifier', found.message));
  }
  if (diagnostics.some(isError)) return { module, diagnostics };
  if (pipeline.anchor !== 'any' && !module.is(pipeline.anchor)) {
    throw new CommandError(`can't run '${pipeline.anchor}' pass manager on '${module.name}' op`);
  }
  const before =
    diffContext === undefined
      ? {}
      : { before: `${printOperation(module, printOptionsOf(shown))}\n` };
  const changes = new IrChanges(context);
  runPasses(module, pipeline.steps, {
    verify: (op) => verifyOperation(op),
    instrumentations: [effects.of(changes)],
    onDiagnostic: (found) => {
      const pass = effects.running;
      add(found, pass === undefined ? codeOf('verifier', found.message) : passCode(pass));
    },
  });
  changes.stop();
  return { module, diagnostics, ...before };
}

/** Counts what passes do. */
class PassEffects {
  readonly #effects = new Map<string, { runs: number; changes: number; milliseconds: number }>();
  readonly #onStep: OnStep;
  /** Passes that have begun: one may run others. */
  readonly #open: { readonly pass: string; readonly changes: number; readonly started: number }[] =
    [];

  constructor(onStep: OnStep) {
    this.#onStep = onStep;
  }

  /** The pass that runs. */
  get running(): string | undefined {
    return this.#open.at(-1)?.pass;
  }

  of(changes: IrChanges): PassInstrumentation {
    return {
      beforePass: ({ argument: pass }) => {
        this.#onStep(pass);
        this.#open.push({ pass, changes: changes.count, started: performance.now() });
        const known = this.#effects.get(pass) ?? { runs: 0, changes: 0, milliseconds: 0 };
        known.runs++;
        this.#effects.set(pass, known);
      },
      afterPass: () => {
        const ended = this.#open.pop();
        const effect = ended && this.#effects.get(ended.pass);
        if (!effect) return;
        if (changes.count > ended.changes) effect.changes++;
        effect.milliseconds += performance.now() - ended.started;
      },
    };
  }

  list(): readonly PassEffect[] {
    return [...this.#effects].map(([pass, { runs, changes, milliseconds }]) => ({
      pass,
      runs,
      changes,
      milliseconds: Math.round(milliseconds * 100) / 100,
    }));
  }
}
