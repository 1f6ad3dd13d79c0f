/**
 * `iwb opt`: parses, verifies, transforms and prints IR, as upstream's iree-opt.
 */
import { Command } from 'commander';
import { AlreadyReported } from '../command-error.ts';
import { runInCompilerThread } from '../compiler-thread.ts';
import { readInput, writeOutput } from '../files.ts';
import { printFlags, readReportOptions } from '../flags.ts';
import type { Terminal } from '../terminal.ts';

interface OptFlags {
  readonly passPipeline?: string;
  readonly splitInputFile?: boolean;
  readonly allowUnregisteredDialect?: boolean;
  readonly verifyDiagnostics?: boolean;
  readonly verifyEach: boolean;
  readonly mlirTiming?: boolean;
  readonly json?: boolean;
  readonly output: string;
}

/** Makes the verb. */
export function optVerb(terminal: Terminal): Command {
  const command = new Command('opt')
    .description('parse, verify, transform and print IR')
    .argument('[files...]', 'IR as text; - for standard input, which is the default')
    .option('-o, --output <file>', 'where the IR goes; - for standard output', '-')
    .option('--pass-pipeline <text>', "passes to run: 'builtin.module(func.func(cse))'")
    .option('--split-input-file', 'take what stands between // ----- lines for files of their own')
    .option('--verify-diagnostics', 'compare diagnostics with expected-error comments')
    .option('--verify-each', 'verify after each pass', true)
    .option('--no-verify-each', 'do not')
    .option('--allow-unregistered-dialect', 'accept operations of dialects that are not known')
    .option('--mlir-timing', 'print how long each step took, to standard error')
    .option('--json', 'print one line of JSON for each input or split');
  return printFlags(command).action(async (paths: readonly string[], flags: OptFlags) => {
    const { ok, output } = await runInCompilerThread(
      {
        kind: 'opt',
        sources: (paths.length > 0 ? paths : ['-']).map(readInput),
        ...(flags.passPipeline !== undefined && { passPipeline: flags.passPipeline }),
        splitInput: flags.splitInputFile ?? false,
        allowUnregisteredDialects: flags.allowUnregisteredDialect ?? false,
        verifyDiagnostics: flags.verifyDiagnostics ?? false,
        verifyEach: flags.verifyEach,
        timing: flags.mlirTiming ?? false,
        json: flags.json ?? false,
        ...readReportOptions(flags, terminal),
      },
      terminal,
      'working',
    );
    writeOutput(flags.output, output, terminal);
    if (!ok) throw new AlreadyReported();
  });
}
