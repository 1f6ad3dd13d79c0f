/**
 * Measures text to IR and back, as `opt` does it: parsing with verification, printing, and the whole
 * command beyond its start.
 */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { type CommandLine, runCommand, type Sample, takeTurns } from './measure.ts';
import type { Peers } from './peers.ts';
import { functionsText, hexConstantText } from './programs.ts';
import type { PeerName, Row } from './table.ts';

const groups = {
  start: 'Start of opt, with nothing to read',
  parse: 'Parse and verify',
  print: 'Print',
  whole: 'opt, text to text, without its start',
} as const;

/** Starting, and both forms in two sizes and a constant, through every `opt` there is. */
export function measureText(bench: Bench): Row[] {
  const tools = optTools(bench);
  const empty = join(bench.folder, 'empty.mlir');
  writeFileSync(empty, '');
  const start = measureFile(tools, empty, bench.seconds);
  const rows: Row[] = [
    row(tools, start, { group: groups.start, what: 'empty file', unit: 'ms' }, 'whole'),
  ];
  const parsed: Row[] = [];
  const printed: Row[] = [];
  const whole: Row[] = [];
  for (const { what, path } of writeInputs(bench)) {
    bench.progress(`reading and writing ${what}`);
    const samples = measureFile(tools, path, bench.seconds);
    const megabytes = statSync(path).size / 1e6;
    const rate = (group: string, name: 'output' | 'parser' | 'whole') => {
      const rates = samples.map((sample, index): Sample => {
        const before = start[index]![name]!;
        return { [name]: (1000 * megabytes) / (sample[name]! - before) };
      });
      return row(tools, rates, { group, what, unit: 'MB/s' }, name);
    };
    parsed.push(rate(groups.parse, 'parser'));
    printed.push(rate(groups.print, 'output'));
    whole.push(rate(groups.whole, 'whole'));
  }
  return [...rows, ...parsed, ...printed, ...whole];
}

/** A command that reads text and writes it again; ours comes first. */
interface OptTool {
  readonly name: PeerName | 'iwb';
  commandFor(path: string): CommandLine;
}

function optTools({ iwb, peers }: { iwb: readonly string[]; peers: Peers }): readonly OptTool[] {
  const [node, ...script] = iwb;
  const ours: OptTool = {
    name: 'iwb',
    commandFor: (path) => ({
      program: node!,
      args: [...script, 'opt', '--mlir-timing', path, '-o', '/dev/null'],
    }),
  };
  // One thread each: we verify on one as well.
  const flags = ['--mlir-timing', '--mlir-timing-display=list', '--mlir-disable-threading'];
  const peer = (name: PeerName, program: string | undefined): readonly OptTool[] => {
    if (program === undefined) return [];
    return [
      { name, commandFor: (path) => ({ program, args: [...flags, path, '-o', '/dev/null'] }) },
    ];
  };
  return [ours, ...peer('iree', peers['iree-opt']), ...peer('mlir-16', peers['mlir-opt-16'])];
}

/** Milliseconds of every tool's steps on a file, and of its process. */
function measureFile(tools: readonly OptTool[], path: string, seconds: number): Sample[] {
  return takeTurns(
    tools.map(({ commandFor }) => (): Sample => {
      const { stderr, milliseconds } = runCommand(commandFor(path));
      return {
        parser: step(stderr, 'Parser'),
        output: step(stderr, 'Output'),
        whole: milliseconds,
      };
    }),
    seconds,
  );
}

/** A line of `--mlir-timing`'s report. */
function step(report: string, name: string): number {
  const seconds = new RegExp(`^ *([\\d.]+) \\( *[\\d.]+%\\)  ${name}$`, 'm').exec(report)?.[1];
  if (seconds === undefined) throw new Error(`no time of '${name}' in:\n${report}`);
  return Number(seconds) * 1000;
}

function row(
  tools: readonly OptTool[],
  samples: readonly Sample[],
  about: Pick<Row, 'group' | 'unit' | 'what'>,
  key: string,
): Row {
  const peers: Partial<Record<PeerName, number>> = {};
  tools.forEach(({ name }, index) => {
    if (name !== 'iwb') peers[name] = samples[index]![key]!;
  });
  return { ...about, ours: samples[0]![key]!, peers };
}

interface Input {
  readonly what: string;
  readonly path: string;
}

/** Writes what is parsed. The generic form is what our printer makes of as many functions as it takes. */
function writeInputs({ folder, iwb }: Bench): readonly Input[] {
  const sample = join(folder, 'sample.mlir');
  const generic = (text: string): string => {
    writeFileSync(sample, text);
    const [node, ...script] = iwb;
    const args = [...script, 'opt', '--mlir-print-op-generic', sample];
    return runCommand({ program: node!, args }).stdout;
  };
  const some = 20;
  const prettySize = functionsText(some).length / some;
  const genericSize = generic(functionsText(some)).length / some;
  const inputs: Input[] = [];
  const add = (what: string, text: string): void => {
    const path = join(folder, `${what.replaceAll(' ', '-')}.mlir`);
    writeFileSync(path, text);
    inputs.push({ what, path });
  };
  for (const megabytes of [1, 10]) {
    const functionsOf = (size: number) => functionsText(Math.round((megabytes * 1e6) / size));
    add(`${megabytes} MB pretty form`, functionsOf(prettySize));
    add(`${megabytes} MB generic form`, generic(functionsOf(genericSize)));
  }
  add('50 MB hex constant', hexConstantText(50e6));
  return inputs;
}
