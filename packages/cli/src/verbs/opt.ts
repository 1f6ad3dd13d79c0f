/**
 * `iwb opt`: parses, verifies, transforms and prints IR, as upstream's iree-opt.
 */
import { Command } from 'commander';
import { AlreadyReported } from '../command-error.ts';
import { runInCompilerThread } from '../compiler-thread.ts';
import { readInput, writeOutput } from '../files.ts';
import {
  type DialectsFlags,
  dialectsFlag,
  printFlags,
  readReportOptions,
  readTargets,
  type TargetFlags,
  targetBackendsFlag,
} from '../flags.ts';
import type { Terminal } from '../terminal.ts';

interface OptFlags extends TargetFlags, DialectsFlags {
  readonly passPipeline?: string;
  readonly dumpPassPipeline?: boolean;
  readonly splitInputFile?: boolean;
  readonly allowUnregisteredDialect?: boolean;
  readonly verifyDiagnostics?: boolean;
  readonly verifyEach: boolean;
  readonly json?: boolean;
  readonly output: string;
  readonly showDialects?: boolean;
  readonly help?: boolean;
  readonly helpList?: boolean;
}

/** Makes the verb. */
export function optVerb(terminal: Terminal): Command {
  const command = new Command('opt')
    .description('parse, verify, transform and print IR')
    .usage('[options] [passes] [files...]')
    .argument('[files...]', 'IR as text; - for standard input, which is the default')
    .option('-o, --output <file>', 'where the IR goes; - for standard output', '-')
    .option('--pass-pipeline <text>', "passes to run: 'builtin.module(func.func(cse))'")
    .option('--dump-pass-pipeline', 'print the passes to run, to standard error')
    .addOption(targetBackendsFlag())
    .addOption(dialectsFlag())
    .option('--split-input-file', 'take what stands between // ----- lines for files of their own')
    .option('--verify-diagnostics', 'compare diagnostics with expected-error comments')
    .option('--verify-each', 'verify after each pass', true)
    .option('--no-verify-each', 'do not')
    .option('--allow-unregistered-dialect', 'accept operations of dialects that are not known')
    .option('--json', 'print one line of JSON for each input or split')
    .option('--show-dialects', 'list the dialects')
    .option('--help-list', 'list the passes')
    .helpOption(false)
    .option('-h, --help', 'show this help')
    // Passes are flags, too; only the compiler's thread knows them.
    .allowUnknownOption();
  return printFlags(command).action(async (args: readonly string[], flags: OptFlags) => {
    if (flags.help || flags.helpList || flags.showDialects) {
      const list = await readList(flags.showDialects ? 'dialects' : 'passes', terminal);
      terminal.out.write(flags.help ? `${command.helpInformation()}\n${list}` : list);
      return;
    }
    const isFlag = (arg: string): boolean => /^-./.test(arg);
    const paths = args.filter((arg) => !isFlag(arg));
    const { ok, output } = await runInCompilerThread(
      {
        kind: 'opt',
        sources: (paths.length > 0 ? paths : ['-']).map((path) => readInput(path, terminal)),
        era: flags.dialects,
        targets: readTargets(flags),
        ...(flags.passPipeline !== undefined && { passPipeline: flags.passPipeline }),
        passFlags: args.filter(isFlag).map((arg) => arg.replace(/^-+/, '')),
        otherFlags: command.options.flatMap(({ long }) => long?.replace(/^-+/, '') ?? []),
        dumpPassPipeline: flags.dumpPassPipeline ?? false,
        splitInput: flags.splitInputFile ?? false,
        allowUnregisteredDialects: flags.allowUnregisteredDialect ?? false,
        verifyDiagnostics: flags.verifyDiagnostics ?? false,
        verifyEach: flags.verifyEach,
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

async function readList(what: 'dialects' | 'passes', terminal: Terminal): Promise<string> {
  const { output } = await runInCompilerThread({ kind: 'list', what }, terminal, 'working');
  return new TextDecoder().decode(output);
}
