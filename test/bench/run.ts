/**
 * Measures running: the digits classifier on a batch, and matrix products, on every device there is.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { peerCompileFlags } from './compile.ts';
import { type CommandLine, runCommand, type Sample, takeTurns } from './measure.ts';
import { matmulText } from './programs.ts';
import type { Row, Unit } from './table.ts';

/** A device as measured: our flags, and those of the peer that is alike. */
interface MeasuredDevice {
  readonly name: string;
  readonly flags: readonly string[];
  readonly peerFlags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Takes half a minute to prepare a program's kernels: one process has to do. */
  readonly isSlow?: boolean;
}

/** A program with inputs. */
interface Program {
  readonly what: string;
  readonly path: string;
  readonly flags: readonly string[];
  /** Operations of a call, where they are what counts. */
  readonly flops?: number;
}

/** Seconds a process measures; processes take turns. */
const minTime = 0.3;

/** One line for every program and device. `softwareGpu` is the environment of an adapter in software. */
export function measureRuns(
  bench: Bench,
  softwareGpu: Readonly<Record<string, string>> | undefined,
): Row[] {
  const devices = findDevices(bench, softwareGpu);
  return programsOf(bench).flatMap((program) => {
    bench.progress(`compiling ${program.what}`);
    const compiled = compileProgram(bench, program);
    return devices.map((device): Row => {
      bench.progress(`running ${program.what} on ${device.name}`);
      const sides = commandsFor(bench, program, compiled, device).map((command) => () => ({
        call: callTime(command),
      }));
      const [ours, iree] = takeTurns(sides, bench.seconds, device.isSlow ? 1 : 2);
      return rowOf(program, device, ours!, iree);
    });
  });
}

function rowOf(
  { what, flops }: Program,
  { name }: MeasuredDevice,
  ours: Sample,
  iree: Sample | undefined,
): Row {
  const value = ({ call }: Sample): number => (flops === undefined ? call! : flops / call! / 1e6);
  const unit: Unit = flops === undefined ? 'ms' : 'GFLOP/s';
  return {
    group: `Run ${what}`,
    what: name,
    unit,
    ours: value(ours),
    peers: iree ? { iree: value(iree) } : {},
  };
}

function programsOf({ root, folder }: Bench): readonly Program[] {
  const images = join(root, 'examples/digits/heldout-images.npy');
  const digits: Program = {
    what: 'digits, a batch of 359',
    path: join(root, 'examples/digits.mlir'),
    flags: ['--function=predict', `--input=@${images}`],
  };
  const products = [512, 1024].map((size): Program => {
    const path = join(folder, `matmul-${size}.mlir`);
    writeFileSync(path, matmulText(size));
    const input = `--input=${size}x${size}xf32=0.5`;
    return {
      what: `${size}³ f32 matmul`,
      path,
      flags: ['--function=matmul', input, input],
      flops: 2 * size ** 3,
    };
  });
  return [digits, ...products];
}

interface CompiledProgram {
  readonly ours: string;
  readonly iree?: string;
}

function compileProgram({ iwb, peers, folder }: Bench, { path }: Program): CompiledProgram {
  const [node, ...script] = iwb;
  const ours = join(folder, 'ours.vmfb');
  runCommand({ program: node!, args: [...script, 'compile', path, '-o', ours] });
  const program = peers['iree-compile'];
  if (!program || !peers['iree-benchmark-module']) return { ours };
  const iree = join(folder, 'iree.vmfb');
  runCommand({ program, args: [...peerCompileFlags, path, '-o', iree] });
  return { ours, iree };
}

function commandsFor(
  { iwb, peers }: Bench,
  { flags }: Program,
  compiled: CompiledProgram,
  device: MeasuredDevice,
): CommandLine[] {
  const [node, ...script] = iwb;
  const common = [...flags, '--benchmark_format=json', `--benchmark_min_time=${minTime}`];
  const ours: CommandLine = {
    program: node!,
    args: [...script, 'benchmark', compiled.ours, ...device.flags, ...common],
    ...(device.env && { env: device.env }),
  };
  const program = peers['iree-benchmark-module'];
  if (!program || !compiled.iree || !device.peerFlags) return [ours];
  const args = [`--module=${compiled.iree}`, ...device.peerFlags, ...common];
  return [ours, { program, args }];
}

/** Milliseconds of a call, as both benchmark commands report them. */
function callTime(command: CommandLine): number {
  const { stdout } = runCommand(command);
  const report: { benchmarks: { real_time: number; time_unit: string }[] } = JSON.parse(stdout);
  const [found] = report.benchmarks;
  if (found?.time_unit !== 'ms') throw new Error(`no time in milliseconds in:\n${stdout}`);
  return found.real_time;
}

interface ListedDevice {
  readonly id: string;
  readonly name: string;
  readonly isSoftware: boolean;
}

/** The CPU in three ways, and an adapter: the machine's own, else the one in software. */
function findDevices(
  { iwb }: Bench,
  softwareGpu: Readonly<Record<string, string>> | undefined,
): readonly MeasuredDevice[] {
  const [node, ...script] = iwb;
  const list = (env: Readonly<Record<string, string>> = {}): readonly ListedDevice[] =>
    JSON.parse(runCommand({ program: node!, args: [...script, 'devices', '--json'], env }).stdout)
      .devices;
  const adapterOf = (env?: Readonly<Record<string, string>>): readonly MeasuredDevice[] => {
    const adapter = list(env).find(({ id }) => id === 'webgpu');
    if (!adapter) return [];
    const { isSoftware } = adapter;
    const name = `webgpu: ${adapter.name}${isSoftware ? ', in software' : ''}`;
    return [{ name, flags: ['--device=webgpu'], isSlow: isSoftware, ...(env && { env }) }];
  };
  const own = adapterOf();
  const oneThread = ['--device=local', '--threads=1'];
  return [
    {
      name: 'local, 1 thread, strict',
      flags: [...oneThread, '--no-relaxed-simd'],
      peerFlags: ['--device=local-sync'],
    },
    { name: 'local, 1 thread, relaxed', flags: oneThread, peerFlags: ['--device=local-sync'] },
    {
      name: 'local, all threads',
      flags: ['--device=local'],
      peerFlags: ['--device=local-task'],
    },
    ...(own.length > 0 || !softwareGpu ? own : adapterOf(softwareGpu)),
  ];
}
