/**
 * `npm run conformance:phases`: holds the IR of every phase to upstream's tool. What a program is after
 * each phase is read by the tool; its generic and its pretty print must be ours, and compiling on from
 * our text must give the bytes of a straight compile.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CompileOptions,
  type CompileResult,
  compile,
  createContext,
  PHASES,
  type Phase,
  TARGETS,
} from '@iree-workbench/compiler';
import {
  type Diagnostic,
  type Operation,
  parseModule,
  printOperation,
  verifyOperation,
} from '@iree-workbench/ir';

const usage = `npm run conformance:phases -- --oracle COMMAND [FILES]

  --oracle  path of an iree-opt of the seed's era
  FILES     programs; the examples if there are none
`;

/** What of a phase is wrong; empty: all is as it should be. */
type Finding = 'bytes' | 'compile' | 'generic' | 'pretty' | 'refused';

const secondsForRun = 60;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { oracle: { type: 'string' }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help || values.oracle === undefined) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  const files = positionals.length > 0 ? positionals : examples();
  let failed = 0;
  let checked = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const straight = compiled(parsed(text), {}).bytes;
    if (!straight) throw new Error(`${file}: it does not compile`);
    for (const phase of PHASES.slice(0, -1)) {
      const findings = await checkPhase(values.oracle, text, phase, straight);
      checked++;
      if (findings.length === 0) continue;
      failed++;
      for (const { kind, detail } of findings)
        process.stdout.write(`${basename(file)} after ${phase}: ${kind}\n${detail}`);
    }
  }
  process.stdout.write(
    `${checked - failed} of ${checked} phases of ${files.length} programs agree\n`,
  );
  return failed === 0 ? 0 : 1;
}

function examples(): string[] {
  const folder = join(import.meta.dirname, '../../examples');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mlir'))
    .map((name) => join(folder, name));
}

async function checkPhase(
  oracle: string,
  text: string,
  phase: Phase,
  straight: Uint8Array,
): Promise<{ kind: Finding; detail: string }[]> {
  const { ok, module } = compiled(parsed(text), { compileTo: phase });
  if (!ok) return [{ kind: 'compile', detail: '' }];
  const pretty = `${printOperation(module)}\n`;
  const findings: { kind: Finding; detail: string }[] = [];
  // What the text says: `public` beside a symbol is an attribute for whoever reads it.
  const generic = `${printOperation(parsed(pretty), { generic: true })}\n`;
  for (const [kind, ours, args] of [
    ['pretty', pretty, []],
    ['generic', generic, ['--mlir-print-op-generic']],
  ] as const) {
    const { output, errors, isAccepted } = await run(oracle, args, pretty);
    if (!isAccepted) return [{ kind: 'refused', detail: firstLines(errors, 3) }];
    if (withoutLastBreaks(output) !== withoutLastBreaks(ours))
      findings.push({ kind, detail: firstDifference(ours, output) });
  }
  const onward = compiled(parsed(pretty), { compileFrom: phase }).bytes;
  if (!onward || !Buffer.from(onward).equals(straight))
    findings.push({ kind: 'bytes', detail: '' });
  return findings;
}

function parsed(text: string): Operation {
  const { module, diagnostics } = parseModule(createContext(), text);
  // As in upstream's tools, verification notes the indexing maps of named operations.
  const [first] = [...diagnostics, ...verifyOperation(module)];
  if (first) throw new Error(first.message);
  return module;
}

function compiled(module: Operation, options: Partial<CompileOptions>): CompileResult {
  const onDiagnostic = ({ message }: Diagnostic): void => console.error(message);
  return compile(module, { targets: TARGETS, stripSourceMap: true, ...options }, { onDiagnostic });
}

function run(
  oracle: string,
  args: readonly string[],
  input: string,
): Promise<{ output: string; errors: string; isAccepted: boolean }> {
  return new Promise((resolve) => {
    const child = execFile(
      oracle,
      args,
      { timeout: secondsForRun * 1000, maxBuffer: 1 << 30, encoding: 'utf8' },
      (error, output, errors) => resolve({ output, errors, isAccepted: error === null }),
    );
    // A tool that ends before it has read all of its input closes the pipe.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function withoutLastBreaks(text: string): string {
  return text.replace(/\n+$/, '');
}

function firstLines(text: string, count: number): string {
  const lines = text.split('\n', count);
  return lines.map((line) => `  ${line}\n`).join('');
}

function firstDifference(ours: string, theirs: string): string {
  const [a, b] = [ours.split('\n'), theirs.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  return `  ours:   ${a[at] ?? '(ends)'}\n  theirs: ${b[at] ?? '(ends)'}\n`;
}
