/** Tools that compile and run programs: compile, run, benchmark, devices. */

import { targetOf } from '@iree-workbench/server/devices';
import type { RunnerRequest } from '@iree-workbench/server/runner-protocol';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { compilationShape, diagnosticsShape, sourceShape } from './schemas.ts';
import type { Workbench } from './server.ts';
import { type Call, READS, registerTool, within } from './tool.ts';

/** Characters of a result that are shown. */
const MAX_RESULT = 20_000;

const functionsShape = z.array(
  z.object({
    name: z.string(),
    inputs: z.array(z.object({ type: z.string(), example: z.string() })),
  }),
);

/** Which function is called, with what, and where. */
const callShape = {
  file: z.string().optional().describe('Path of a file with IR, or of a `.vmfb` module.'),
  function: z.string().optional().describe('Its name; the only one there is by default.'),
  inputs: z
    .array(z.string())
    .default([])
    .describe('As iree-run-module has them: `2x2xf32=1 2 3 4`, `4xi32=7`, `3.5`, `@file.npy`.'),
  device: z
    .string()
    .max(200)
    .default('auto')
    .describe('`local` (the CPU), `webgpu`, or what `devices` lists; the best by default.'),
};

export function registerRunTools(server: McpServer, workbench: Workbench): void {
  const { roots, threads, devices } = workbench;
  registerTool(
    server,
    'compile',
    {
      title: 'Compile a program',
      description:
        'Compiles MLIR to a module as iree-compile does, and answers errors of all passes with line and column, or the ' +
        "module's size and the functions that `run` can call. With `output` the module is written to a `.vmfb` file.",
      input: {
        ...sourceShape,
        output: z
          .string()
          .optional()
          .describe('A file below a root to write; its folder is there.'),
        ...compilationShape,
        targets: compilationShape.targets.default(['local', 'webgpu']),
      },
      output: {
        ...diagnosticsShape,
        functions: functionsShape.describe('Public functions, with an example of each input.'),
        bytes: z.int().optional().describe('Size of the module.'),
        milliseconds: z.number(),
        output: z.string().optional().describe('The file that was written.'),
      },
      // It writes over the file that is named.
      annotations: { ...READS, readOnlyHint: false, destructiveHint: true },
    },
    async ({ output, timeLimit, targets, allowUnregistered, ...given }, { signal, onStep }) => {
      if (output !== undefined && !output.endsWith('.vmfb')) {
        throw new CommandError('the name of `output` has to end in .vmfb');
      }
      const source = await roots.source(given);
      const { report, module, ...data } = await within(timeLimit, signal, (limited) =>
        threads.run('compileProgram', { source, targets, allowUnregistered }, limited, onStep),
      );
      if (!module) return { data, text: report };
      if (output !== undefined) await roots.write(output, module);
      const lines = [
        `${source.name}: a module of ${module.length} bytes for ${targets.join(', ')}\n`,
        ...data.functions.map(
          ({ name, inputs }) => `@${name}(${inputs.map(({ type }) => type).join(', ')})\n`,
        ),
        output === undefined ? '' : `written to ${output}\n`,
      ];
      return {
        data: { ...data, bytes: module.length, ...(output !== undefined && { output }) },
        text: report + lines.join(''),
      };
    },
  );

  registerTool(
    server,
    'run',
    {
      title: 'Run a function',
      description:
        'Calls a function of a program once and answers its results. Takes IR, which is compiled on the way, or a `.vmfb` ' +
        'file. It runs in a process of its own, which ends when the time is up or the call is cancelled.',
      input: {
        ...sourceShape,
        ...callShape,
        timeLimit: z
          .number()
          .positive()
          .max(3600)
          .default(60)
          .describe('Seconds, compilation included; then it is stopped.'),
      },
      output: {
        ...diagnosticsShape,
        device: z.string(),
        results: z.array(z.string()).describe('`4xf32=2 4 6 8`; long ones are cut.'),
        milliseconds: z.number().optional().describe('Of the call until its results were there.'),
      },
      // A program computes; what it can read are inputs.
      annotations: READS,
    },
    async ({ function: name, inputs, device: id, timeLimit, ...given }, call) => {
      const device = await devices.resolve(id);
      if (!device.available) throw new CommandError(device.reason);
      return await within(timeLimit, call.signal, async (signal) => {
        const compiled = await moduleOf(given, device.id, workbench, { ...call, signal });
        const { module, report, ...told } = compiled;
        if (!module) return { data: { ...told, device: device.id, results: [] }, text: report };
        const answer = await asked(
          { kind: 'run', module, ...(await calledOf(name, inputs, workbench)), device: device.id },
          workbench,
          { ...call, signal },
        );
        if (answer.kind !== 'result') throw new Error(`the runner answered '${answer.kind}'`);
        const results = answer.outputs.map((output) =>
          output.length > MAX_RESULT
            ? `${output.slice(0, MAX_RESULT)}… (${output.length - MAX_RESULT} more characters)`
            : output,
        );
        const milliseconds = Math.round(answer.runMs * 1000) / 1000;
        return {
          data: { ...told, device: device.id, results, milliseconds },
          text: `${report}${results.map((result, i) => `result[${i}]: ${result}\n`).join('')}(${device.name}, ${milliseconds} ms)\n`,
        };
      });
    },
  );

  registerTool(
    server,
    'benchmark',
    {
      title: 'Measure a function',
      description:
        'Calls a function over and over, as iree-benchmark-module does, and answers how long a call takes: the median, least and ' +
        'most of some repetitions. Compilation is not measured.',
      input: {
        ...sourceShape,
        ...callShape,
        minTime: z
          .number()
          .positive()
          .max(60)
          .default(0.5)
          .describe('Seconds to measure, each time.'),
        repetitions: z.int().min(1).max(100).default(3),
        timeLimit: z
          .number()
          .positive()
          .max(3600)
          .default(120)
          .describe('Seconds; then it is stopped.'),
      },
      output: {
        ...diagnosticsShape,
        device: z.string(),
        calls: z.int().optional(),
        median: z.number().optional().describe('Milliseconds of a call.'),
        least: z.number().optional(),
        most: z.number().optional(),
      },
      // Every answer is another.
      annotations: { ...READS, idempotentHint: false },
    },
    async (given, call) => {
      const { function: name, inputs, minTime, repetitions, timeLimit } = given;
      const device = await devices.resolve(given.device);
      if (!device.available) throw new CommandError(device.reason);
      return await within(timeLimit, call.signal, async (signal) => {
        const compiled = await moduleOf(given, device.id, workbench, { ...call, signal });
        const { module, report, ...told } = compiled;
        if (!module) return { data: { ...told, device: device.id }, text: report };
        const answer = await asked(
          {
            kind: 'run',
            module,
            ...(await calledOf(name, inputs, workbench)),
            device: device.id,
            measure: { minTime, repetitions },
          },
          workbench,
          { ...call, signal },
        );
        if (answer.kind !== 'measured') throw new Error(`the runner answered '${answer.kind}'`);
        const times = answer.times.map((time) => time / 1e6).sort((a, b) => a - b);
        const at = (index: number): number => Number((times[index] ?? 0).toPrecision(4));
        const [least, median, most] = [0, (times.length - 1) >> 1, times.length - 1].map(at);
        return {
          data: { ...told, device: device.id, calls: answer.calls, median, least, most },
          text: `${report}${median} ms a call (${least} to ${most} in ${times.length} repetitions, ${answer.calls} calls, ${device.name})\n`,
        };
      });
    },
  );

  registerTool(
    server,
    'devices',
    {
      title: 'List devices',
      description:
        'The devices of this machine that `run` takes, best first, and why one is or is not there.',
      input: {},
      output: {
        best: z.string(),
        devices: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            kind: z.enum(['cpu', 'gpu', 'software']),
            available: z.boolean(),
            reason: z.string(),
          }),
        ),
      },
      annotations: READS,
    },
    async () => {
      const { devices: all, selected } = await devices.list();
      const lines = all.map(
        ({ id, name, reason }) => `${id === selected ? '*' : ' '} ${id}: ${name}; ${reason}\n`,
      );
      const listed = all.map(({ id, name, kind, available, reason }) => ({
        id,
        name,
        kind,
        available,
        reason,
      }));
      return { data: { best: selected, devices: listed }, text: lines.join('') };
    },
  );
}

/** What a process that runs programs answers. @throws CommandError with what went wrong */
async function asked(request: RunnerRequest, { runner }: Workbench, { signal, onStep }: Call) {
  onStep('running');
  const answer = await runner.ask(request, signal).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error;
  });
  if (answer.kind === 'failure') throw new CommandError(answer.message);
  return answer;
}

/** The function that is called, and its inputs. */
async function calledOf(name: string | undefined, inputs: readonly string[], workbench: Workbench) {
  return {
    ...(name !== undefined && { function: name.replace(/^@/, '') }),
    inputs: await Promise.all(inputs.map((input) => placed(input, workbench))),
  };
}

type Given = Parameters<Workbench['roots']['source']>[0];

/** The module to run: a file that is one, or what the text is compiled to. */
async function moduleOf(given: Given, device: string, workbench: Workbench, call: Call) {
  const { roots, threads } = workbench;
  if (given.file?.endsWith('.vmfb') && given.text === undefined) {
    const module = await roots.read(given.file);
    return { ok: true, errors: 0, warnings: 0, diagnostics: [], report: '', module };
  }
  const request = {
    source: await roots.source(given),
    targets: [targetOf(device)],
    allowUnregistered: false,
  };
  const compiled = await threads.run('compileProgram', request, call.signal, call.onStep);
  const { ok, errors, warnings, diagnostics, report, module } = compiled;
  return { ok, errors, warnings, diagnostics, report, ...(module && { module }) };
}

/** An input whose file, if it names one, is below a root. */
async function placed(input: string, { roots }: Workbench): Promise<string> {
  const [, before, file] = /^(\s*(?:[^=@]*=)?@)(.*)$/s.exec(input) ?? [];
  if (before === undefined || file === undefined) return input;
  return before.trim() + (await roots.resolve(file.trim()));
}
