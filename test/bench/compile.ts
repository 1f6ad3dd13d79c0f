/**
 * Measures compilation: every example to a module file, as a command.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { type CommandLine, runCommand, takeTurns } from './measure.ts';
import type { Row } from './table.ts';

/** Flags of the peer: code for this CPU, as ours is. */
export const peerCompileFlags: readonly string[] = [
  '--iree-hal-target-backends=llvm-cpu',
  '--iree-llvmcpu-target-cpu=host',
];

/** The whole command, its start included: that is what somebody waits for. */
export function measureCompilation({ iwb, peers, root, folder, seconds, progress }: Bench): Row[] {
  const [node, ...script] = iwb;
  const examples = join(root, 'examples');
  const files = readdirSync(examples).filter((name) => name.endsWith('.mlir'));
  return files.sort().map((name): Row => {
    progress(`compiling ${name}`);
    const path = join(examples, name);
    const output = ['-o', join(folder, 'compiled.vmfb')];
    const ours: CommandLine = {
      program: node!,
      args: [...script, 'compile', '--iree-hal-target-backends=wasm', path, ...output],
    };
    const commands = [ours];
    const program = peers['iree-compile'];
    if (program) commands.push({ program, args: [...peerCompileFlags, path, ...output] });
    const sides = commands.map((command) => () => ({ whole: runCommand(command).milliseconds }));
    const [we, iree] = takeTurns(sides, seconds);
    return {
      group: 'Compile for the CPU, with the start of the command',
      what: name,
      unit: 'ms',
      ours: we!.whole!,
      peers: iree ? { iree: iree.whole! } : {},
    };
  });
}
