/** Tools that run passes: list_passes, run_pipeline, list_pass_runs, ir_after, diff_passes. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { pageNote, pageOf } from './pages.ts';
import {
  compilationShape,
  diagnosticsShape,
  pageAnswerShape,
  pageShape,
  shownShape,
  sourceShape,
} from './schemas.ts';
import type { Workbench } from './server.ts';
import { READS, registerTool, within } from './tool.ts';

const pointText =
  'a phase (`source`, `input`, `abi`, `preprocessing`, `flow`, `stream`, `executable-sources`, `executable-targets`, `hal`, `vm`), ' +
  'a pass in a phase (`flow/canonicalize`, its second run `flow/canonicalize#2`), or a pass (`iree-flow-form-dispatch-regions`, its first run)';

const contextShape = {
  context: z.int().min(0).max(100).default(3).describe('Unchanged lines around each change.'),
};

const diffAnswerShape = {
  added: z.int().optional().describe('Lines that came.'),
  removed: z.int().optional().describe('Lines that went.'),
};

export function registerPassTools(server: McpServer, { roots, threads }: Workbench): void {
  registerTool(
    server,
    'list_passes',
    {
      title: 'List passes',
      description:
        'The passes and named pipelines that run_pipeline takes, with summaries and options. Filter by words of the ' +
        'name or the summary; without a filter, all of them.',
      input: {
        filter: z.string().max(200).default('').describe('Words that all have to be there.'),
        max: z.int().min(1).max(1000).default(50),
      },
      output: {
        total: z.int().describe('How many match.'),
        passes: z.array(
          z.object({
            pass: z.string(),
            summary: z.string(),
            on: z.string().optional().describe('The operation that it runs on; absent: any.'),
            options: z
              .array(z.object({ name: z.string(), default: z.string(), meaning: z.string() }))
              .optional(),
          }),
        ),
      },
      annotations: READS,
    },
    async ({ filter, max }, { signal, onStep }) => {
      const all = await threads.run('listPasses', { filter }, signal, onStep);
      const passes = all.slice(0, max);
      const lines = passes.flatMap(({ pass, summary, on, options = [] }) => [
        `${pass}${on === undefined ? '' : ` (on ${on})`}: ${summary}`,
        ...options.map((o) => `    ${o.name}=${o.default}: ${o.meaning}`),
      ]);
      const left = all.length - passes.length;
      if (left > 0) lines.push(`… and ${left} more: narrow the filter, or raise max`);
      if (all.length === 0) lines.push(`no pass has '${filter}' in its name or summary`);
      return { data: { total: all.length, passes }, text: `${lines.join('\n')}\n` };
    },
  );

  registerTool(
    server,
    'run_pipeline',
    {
      title: 'Run passes',
      description:
        'Runs passes on MLIR and answers the IR behind them, or with `show: "diff"` what they changed, or with ' +
        '`show: "effects"` neither; always which passes changed anything. IR is verified after each pass. For what the compiler does on its ' +
        'own, use ir_after and diff_passes.',
      input: {
        ...sourceShape,
        pipeline: z
          .string()
          .max(100_000)
          .describe(
            '`builtin.module(func.func(cse),canonicalize{max-iterations=2})`, or passes with commas between (`canonicalize,cse`), ' +
              'each of which runs on the operations that it is for.',
          ),
        show: z.enum(['ir', 'diff', 'effects']).default('ir'),
        ...contextShape,
        ...shownShape,
        ...pageShape,
        ...compilationShape,
      },
      output: {
        ...diagnosticsShape,
        passes: z.array(
          z.object({
            pass: z.string(),
            runs: z.int().describe('Operations that it ran on.'),
            changes: z.int().describe('Runs that changed IR.'),
            milliseconds: z.number(),
          }),
        ),
        ir: z.string().optional(),
        diff: z.string().optional().describe('Unified; empty if nothing changed.'),
        ...diffAnswerShape,
        firstLine: pageAnswerShape.firstLine.optional(),
        totalLines: pageAnswerShape.totalLines.optional(),
        nextLine: pageAnswerShape.nextLine,
      },
      annotations: READS,
    },
    async (given, { signal, onStep }) => {
      const { pipeline, targets, allowUnregistered, show, context, timeLimit } = given;
      const request = {
        source: await roots.source(given),
        pipeline,
        targets,
        allowUnregistered,
        shown: given,
        ...(show === 'diff' && { diffContext: context }),
      };
      const { report, ir, diff, ...data } = await within(timeLimit, signal, (limited) =>
        threads.run('runPipeline', request, limited, onStep),
      );
      const effects = data.passes
        .map(({ pass, runs, changes }) => `${pass}: changed ${changes} of ${runs}\n`)
        .join('');
      const text = show === 'ir' ? ir : diff?.diff;
      if (text === undefined || show === 'effects') return { data, text: report + effects };
      const { text: shown, ...page } = pageOf(text, given.firstLine, given.maxLines);
      return {
        data: {
          ...data,
          ...(diff ? { diff: shown, added: diff.added, removed: diff.removed } : { ir: shown }),
          ...page,
        },
        text: `${report}${effects}\n${shown || 'nothing changed\n'}${pageNote({ text: shown, ...page })}`,
      };
    },
  );

  registerTool(
    server,
    'list_pass_runs',
    {
      title: 'List the passes that compile a program',
      description:
        'The passes that run when a program is compiled, in order, and which of them changed its IR. Each is a point that ' +
        'ir_after and diff_passes take.',
      input: {
        ...sourceShape,
        phase: z.string().max(100).optional().describe('Only of this phase: `flow`.'),
        changedOnly: z.boolean().default(true).describe('Leave out runs that changed nothing.'),
        max: z.int().min(1).max(10_000).default(200),
        ...compilationShape,
      },
      output: {
        ...diagnosticsShape,
        total: z.int().describe('Runs that match, shown or not.'),
        runs: z.array(
          z.object({
            point: z.string(),
            on: z.string().describe('The operation that it ran on.'),
            changed: z.boolean(),
          }),
        ),
      },
      annotations: READS,
    },
    async ({ phase, changedOnly, max, timeLimit, ...given }, { signal, onStep }) => {
      const { targets, allowUnregistered } = given;
      const source = await roots.source(given);
      const { report, runs, ...told } = await within(timeLimit, signal, (limited) =>
        threads.run('passRuns', { source, targets, allowUnregistered }, limited, onStep),
      );
      const wanted = runs.filter(
        ({ point, changed }) =>
          (changed || !changedOnly) && (phase === undefined || point.startsWith(`${phase}/`)),
      );
      const shown = wanted.slice(0, max);
      const lines = shown.map(
        ({ point, on, changed }) =>
          `${point} (${on})${changed || changedOnly ? '' : ' unchanged'}\n`,
      );
      const left = wanted.length - shown.length;
      if (left > 0) lines.push(`… and ${left} more: name a phase, or raise max\n`);
      return {
        data: { ...told, total: wanted.length, runs: shown },
        text: `${report}${lines.join('') || 'no pass matches\n'}`,
      };
    },
  );

  registerTool(
    server,
    'ir_after',
    {
      title: 'IR after a phase or pass',
      description: `Compiles a program as iree-compile does, up to a point, and answers the IR there. A point is ${pointText}.`,
      input: {
        ...sourceShape,
        after: z.string().max(200).describe('The point.'),
        ...shownShape,
        ...pageShape,
        ...compilationShape,
      },
      output: {
        ...diagnosticsShape,
        point: z.string(),
        changed: z.boolean().describe('Whether the IR is another than at the point before.'),
        previous: z.string().optional().describe('The point before.'),
        ir: z.string(),
        ...pageAnswerShape,
      },
      annotations: READS,
    },
    async (given, { signal, onStep }) => {
      const { after, targets, allowUnregistered, timeLimit } = given;
      const source = await roots.source(given);
      const request = { source, targets, allowUnregistered, after, shown: given };
      const {
        report,
        ir: whole,
        ...data
      } = await within(timeLimit, signal, (limited) =>
        threads.run('irAfter', request, limited, onStep),
      );
      const { text: ir, ...page } = pageOf(whole, given.firstLine, given.maxLines);
      const note = data.changed || !data.ok || data.point === 'source' ? '' : `(unchanged)\n`;
      return {
        data: { ...data, ir, ...page },
        text: report + ir + note + pageNote({ text: ir, ...page }),
      };
    },
  );

  registerTool(
    server,
    'diff_passes',
    {
      title: 'What a phase or pass changed',
      description:
        'A unified diff of a program’s IR between two points of its compilation; by default of what the point `to` changed. ' +
        `A point is ${pointText}.`,
      input: {
        ...sourceShape,
        to: z.string().max(200).describe('The point whose IR is new.'),
        from: z
          .string()
          .max(200)
          .optional()
          .describe('The point whose IR is old; the one before `to` by default.'),
        ...contextShape,
        ...shownShape,
        ...pageShape,
        ...compilationShape,
      },
      output: {
        ...diagnosticsShape,
        from: z.string(),
        to: z.string(),
        diff: z.string().describe('Empty if nothing changed.'),
        ...diffAnswerShape,
        ...pageAnswerShape,
      },
      annotations: READS,
    },
    async (given, { signal, onStep }) => {
      const { to, from, context, targets, allowUnregistered, timeLimit } = given;
      const source = await roots.source(given);
      const request = {
        source,
        targets,
        allowUnregistered,
        to,
        ...(from !== undefined && { from }),
        context,
        shown: given,
      };
      const {
        report,
        diff: whole,
        ...data
      } = await within(timeLimit, signal, (limited) =>
        threads.run('diffPasses', request, limited, onStep),
      );
      const { text: diff, ...page } = pageOf(whole, given.firstLine, given.maxLines);
      const none = data.ok ? `no change from ${data.from} to ${data.to}\n` : '';
      return {
        data: { ...data, diff, ...page },
        text: `${report}${diff || none}${pageNote({ text: diff, ...page })}`,
      };
    },
  );
}
