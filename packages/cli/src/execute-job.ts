/**
 * Does a compiler job: parses, verifies, runs passes, prints. Pure but for the sink it reports to.
 */
import {
  compile,
  createContext,
  PHASES,
  type Phase,
  passRegistry,
  toSeedEra,
} from '@iree-workbench/compiler';
import {
  type Diagnostic,
  fileLocation,
  type InputChunk,
  type Operation,
  type ParsedModule,
  type ParsedPipeline,
  type PassInstrumentation,
  PassTimings,
  parseModule,
  printOperation,
  printPipeline,
  runPasses,
  splitInputFile,
  verifyOperation,
} from '@iree-workbench/ir';
import { checkExpectedDiagnostics, type ReportedDiagnostic } from '@iree-workbench/lit';
import { readOptPipeline, readPreprocessing } from './asked-passes.ts';
import { CommandError } from './command-error.ts';
import { compileExecutable } from './compile-executable.ts';
import type {
  CompileJob,
  CompilerJob,
  JobResult,
  JobSink,
  ListJob,
  OptJob,
  ReportOptions,
  SourceFile,
} from './compiler-job.ts';
import { formatDiagnostic, formatSourceLine, type LineLookup } from './diagnostic-text.ts';
import { executableDumps } from './executable-dumps.ts';
import { irPrinting } from './ir-dumps.ts';
import { formatDialectList, formatPassList } from './pass-list.ts';
import { plainStyler, stylerForDepth } from './terminal.ts';
import { formatTimingReport, jobSteps } from './timing-report.ts';

/** Does a job. Throws CommandError for what was asked wrongly; bad IR is reported to the sink. */
export function executeJob(job: CompilerJob, sink: JobSink): JobResult {
  switch (job.kind) {
    case 'opt':
      return executeOpt(job, sink);
    case 'compile':
      return executeCompile(job, sink);
    case 'list':
      return executeList(job);
  }
}

function executeList({ what }: ListJob): JobResult {
  const text =
    what === 'passes' ? formatPassList(passRegistry()) : formatDialectList(createContext());
  return { ok: true, output: encode([text]), timings: { parse: 0, compile: 0 } };
}

/** What stands between the outputs of two splits. */
const splitSeparator = '\n// -----\n';

function executeOpt(job: OptJob, sink: JobSink): JobResult {
  const registry = passRegistry(job.targets);
  const pipeline = readOptPipeline(job, registry, sink);
  const printing = [
    ...irPrinting(job, registry, sink),
    executableDumps(job.executables, job.print, sink),
  ];
  if (job.dumpPassPipeline) sink.error(formatPipeline(pipeline));
  const outputs: string[] = [];
  let ok = true;
  let parse = 0;
  let print = 0;
  const passes = new PassTimings();
  const started = performance.now();
  for (const source of job.sources) {
    const text = decode(source);
    const chunks = job.splitInput ? splitInputFile(text) : [{ text, offset: 0, line: 0 }];
    for (const [index, chunk] of chunks.entries()) {
      // Upstream names a split so, and counts its lines from the marker on.
      const name =
        chunks.length > 1
          ? `within split at ${source.name}:${chunk.line + 1} offset `
          : source.name;
      const outcome = optimize(job, name, chunk, pipeline, printing, sink, passes);
      parse += outcome.parseTime;
      print += outcome.printTime;
      const isGood = job.verifyDiagnostics
        ? reportUnexpected(name, chunk.text, outcome, job, sink)
        : outcome.ok;
      ok &&= isGood;
      if (job.json) {
        outputs.push(`${jsonLine(source.name, index, chunk, { ...outcome, ok: isGood })}\n`);
        continue;
      }
      if (outputs.length > 0) outputs.push(splitSeparator);
      // What is printed with its aliases ends its own last line.
      const end = job.print.localScope ? '\n' : '\n\n';
      outputs.push(outcome.ok ? outcome.output + end : '');
    }
  }
  const output = encode(outputs);
  const total = performance.now() - started;
  if (job.timing) {
    sink.error(formatTimingReport(jobSteps(parse, passes, print), total, job.timing));
  }
  return { ok, output, timings: { parse, compile: total - parse } };
}

interface OptOutcome {
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the text has no errors of syntax. */
  readonly isParsed: boolean;
  readonly output: string;
  /** Milliseconds of parsing and verifying, and of printing. */
  readonly parseTime: number;
  readonly printTime: number;
}

function optimize(
  job: OptJob,
  name: string,
  chunk: InputChunk,
  pipeline: ParsedPipeline | undefined,
  printing: readonly PassInstrumentation[],
  sink: JobSink,
  passes: PassTimings,
): OptOutcome {
  const isQuiet = job.json || job.verifyDiagnostics;
  const context = createContext(job.era);
  context.allowUnregisteredDialects = job.allowUnregisteredDialects;
  const started = performance.now();
  const keepsNames = job.print.namesFromLocations ?? false;
  const parsed = parseModule(context, chunk.text, { fileName: name, keepsNames });
  const diagnostics: Diagnostic[] = [];
  const report = reporter(parsed, job, sink);
  const onDiagnostic = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
    if (!isQuiet) report(diagnostic);
  };
  for (const diagnostic of parsed.diagnostics) onDiagnostic(diagnostic);
  const isParsed = !hasErrors(diagnostics);
  // Where diagnostics are compared, upstream's tools leave this note out, too.
  const showOperation = job.showOperations && !isQuiet;
  const verify = (op: Operation): readonly Diagnostic[] => verifyOperation(op, { showOperation });
  if (isParsed) verify(parsed.module).forEach(onDiagnostic);
  const parseTime = performance.now() - started;
  let { module } = parsed;
  if (!hasErrors(diagnostics) && pipeline) {
    const anchor = anchorOf(parsed, pipeline);
    if (typeof anchor === 'string') onDiagnostic(errorAt(parsed, anchor));
    else {
      runPasses(anchor, pipeline.steps, {
        ...(job.verifyEach && { verify }),
        instrumentations: [passes, passProgress(sink), ...printing],
        onDiagnostic,
      });
      module = parsed.module;
    }
  }
  const ok = !hasErrors(diagnostics);
  const printStarted = performance.now();
  const output = ok ? printOperation(module, { ...job.print, externalResources: true }) : '';
  const printTime = performance.now() - printStarted;
  return { ok, diagnostics, isParsed, output, parseTime, printTime };
}

function executeCompile(job: CompileJob, sink: JobSink): JobResult {
  const compileFrom = readPhase(job.compileFrom);
  const asked = readPhase(job.compileTo) ?? 'end';
  const compileTo = asked === 'end' && job.output !== 'module-file' ? 'vm' : asked;
  const registry = passRegistry();
  const preprocessing = readPreprocessing(job.preprocessing, registry, sink);
  const passes = new PassTimings();
  const instrumentations = [
    ...(job.timing ? [passes] : []),
    passProgress(sink),
    ...irPrinting(job, registry, sink),
    executableDumps(job.executables, job.print, sink),
  ];
  const started = performance.now();
  sink.step('parsing');
  const parsed = parseModule(createContext(job.era), decode(job.source), {
    fileName: job.source.name,
  });
  const parse = performance.now() - started;
  const report = reporter(parsed, job, sink);
  let failed = false;
  const onDiagnostic = (diagnostic: Diagnostic): void => {
    failed ||= diagnostic.severity === 'error';
    report(diagnostic);
  };
  const finish = (output: Uint8Array<ArrayBuffer>, print = 0): JobResult => {
    const total = performance.now() - started;
    if (job.timing) {
      sink.error(formatTimingReport(jobSteps(parse, passes, print), total, job.timing));
    }
    return { ok: !failed, output, timings: { parse, compile: total - parse } };
  };
  for (const diagnostic of parsed.diagnostics) onDiagnostic(diagnostic);
  if (failed) return finish(new Uint8Array());
  const program = toSeedEra(parsed.module, onDiagnostic);
  if (!program) return finish(new Uint8Array());
  if (job.output === 'executable') {
    const events = { onDiagnostic, instrumentations };
    const binary = compileExecutable(program, registry, events);
    return finish(new Uint8Array(binary ?? []));
  }
  const result = compile(
    program,
    {
      targets: job.targets,
      stripSourceMap: job.stripSourceMap,
      stripDebugOps: job.stripDebugOps,
      polyglotZip: job.polyglotZip,
      inputType: job.inputType,
      elementTypes: job.elementTypes,
      ...(preprocessing && { preprocessing }),
      ...(compileFrom !== undefined && { compileFrom }),
      compileTo,
    },
    {
      onDiagnostic,
      instrumentations,
      verifyEach: job.verifyEach,
      showOperations: job.showOperations,
      ...(job.phasesTo !== undefined && { onPhase: phaseFiles(job, job.phasesTo, sink) }),
    },
  );
  failed ||= !result.ok;
  if (failed) return finish(new Uint8Array());
  if (compileTo === 'end') {
    if (!result.bytes) throw new Error('the pipeline made no module file');
    return finish(new Uint8Array(result.bytes));
  }
  const printStarted = performance.now();
  const isVmModule = compileTo === 'vm' && job.output === 'vm-module';
  const shown = isVmModule ? result.module.collect('vm.module') : [result.module];
  const output = encode(shown.map((op) => `${printOperation(op, job.print)}\n`));
  return finish(output, performance.now() - printStarted);
}

/** Writes the IR after each phase as `mlp.4.flow.mlir`. */
function phaseFiles({ source, print }: CompileJob, folder: string, sink: JobSink) {
  const [, stem = ''] = /([^\\/]*?)(?:\.[^.\\/]*)?$/.exec(source.name) ?? [];
  const name = /^[\w.-]+$/.test(stem) ? stem : 'module';
  return (phase: Phase, module: Operation): void => {
    // The last phase makes the file of bytes.
    if (phase === 'end') return;
    const text = `${printOperation(module, print)}\n`;
    sink.file(folder, `${name}.${PHASES.indexOf(phase) + 1}.${phase}.mlir`, encode([text]));
  };
}

function readPhase(name: string | undefined): Phase | undefined {
  if (name === undefined) return undefined;
  const phase = PHASES.find((known) => known === name);
  if (phase) return phase;
  throw new CommandError(`there is no phase '${name}'; phases are ${PHASES.join(', ')}`);
}

// ----- Passes -----

/** The pipeline as upstream dumps it. */
function formatPipeline(pipeline: ParsedPipeline | undefined): string {
  const { anchor, steps } = pipeline ?? { anchor: 'builtin.module', steps: [] };
  return `Pass Manager with ${steps.length} passes:\n${printPipeline({ anchor, steps })}\n\n`;
}

/** The operation a pipeline runs on, or why there is none. */
function anchorOf({ module }: ParsedModule, pipeline: ParsedPipeline) {
  if (pipeline.anchor === 'any' || module.is(pipeline.anchor)) return module;
  return `can't run '${pipeline.anchor}' pass manager on '${module.name}' op`;
}

/** Tells the sink which pass runs. */
const passProgress = (sink: JobSink): PassInstrumentation => ({
  beforePass: (pass) => sink.step(pass.argument),
});

// ----- Diagnostics -----

const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

function errorAt({ module }: ParsedModule, message: string): Diagnostic {
  return { severity: 'error', location: module.location, message, notes: [] };
}

function reporter({ source }: ParsedModule, job: ReportOptions, sink: JobSink) {
  const style = job.colors ? stylerForDepth(4) : plainStyler;
  const lines: LineLookup = (file, line) =>
    file === source.name ? source.lineText(line) : undefined;
  return (diagnostic: Diagnostic): void => {
    sink.error(formatDiagnostic(diagnostic, { lines, style }));
  };
}

/** Reports what was not as its comments say. @returns true if all was. */
function reportUnexpected(
  name: string,
  text: string,
  { diagnostics, isParsed }: OptOutcome,
  job: ReportOptions,
  sink: JobSink,
): boolean {
  const all = diagnostics.map(reported);
  // Upstream's parser ends at its first error: of those that follow here, none need be announced.
  const first = isParsed ? all.length : all.findIndex(({ severity }) => severity === 'error');
  const { announced } = checkExpectedDiagnostics(text, all);
  const wanted = all.filter((diagnostic, index) => index <= first || announced.has(diagnostic));
  const { unmet } = checkExpectedDiagnostics(text, wanted);
  const style = job.colors ? stylerForDepth(4) : plainStyler;
  const lines = text.split('\n');
  for (const { line, column, width, message } of unmet) {
    const where = line > 0 ? `${name}:${line}:${column}` : '<unknown>:0';
    const shown = lines[line - 1];
    sink.error(
      `${style(`${where}: `, 'bold')}${style('error: ', 'bold', 'red')}${message}\n` +
        (shown === undefined ? '' : formatSourceLine(shown, column, width, style)),
    );
  }
  return unmet.length === 0;
}

/** A diagnostic by line and column. */
function reported({ severity, message, location, notes }: Diagnostic): ReportedDiagnostic {
  const { line = 0, column = 0 } = fileLocation(location) ?? {};
  return { severity, message, line, column, notes: notes.map(reported) };
}

/** Lines in the whole file, however it was split. */
function jsonLine(file: string, split: number, chunk: InputChunk, outcome: OptOutcome): string {
  const diagnostics = outcome.diagnostics
    .flatMap((diagnostic) => [diagnostic, ...diagnostic.notes])
    .map(({ severity, location, message }) => {
      const at = fileLocation(location);
      const line = at && at.line > 0 ? at.line + chunk.line : 0;
      return { severity, line, column: at?.column ?? 0, message };
    });
  const { ok, output } = outcome;
  return JSON.stringify({ file, split, line: chunk.line + 1, ok, diagnostics, output });
}

// ----- Text and bytes -----

/** UTF-8; what is not becomes U+FFFD, which the lexer reports where it stands. */
function decode({ name, bytes }: SourceFile): string {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`cannot read '${name}': ${bytes.length} bytes are too large for a text`);
  }
}

function encode(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(texts.join(''));
}
