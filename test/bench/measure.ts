/**
 * How things are measured: fresh processes, sides that take turns, the best of what each gave.
 */
import { spawnSync } from 'node:child_process';

/** A command to run, its environment beyond that of this process. */
export interface CommandLine {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a process said, and how long it lived. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

const longestRun = 600_000;

/** Runs a command to its end; throws with what it said when it fails. */
export function runCommand({ program, args, env }: CommandLine): Outcome {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: longestRun,
  });
  const milliseconds = performance.now() - started;
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stderr}`);
  return { stdout, stderr, milliseconds };
}

/** Named numbers that one run of a side gives, each smaller when better. */
export type Sample = Readonly<Record<string, number>>;

/**
 * Runs the sides in turn, round after round, until the time is up: what slows the machine down for a
 * while slows all of them. There are `fewestRounds` however long they take. Gives the smallest of each
 * of a side's numbers.
 */
export function takeTurns(
  sides: readonly (() => Sample)[],
  seconds: number,
  fewestRounds = 2,
): Sample[] {
  const best = sides.map((): Record<string, number> => ({}));
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < fewestRounds || performance.now() < end; ++round) {
    for (const [index, run] of sides.entries()) {
      const smallest = best[index]!;
      for (const [name, value] of Object.entries(run())) {
        smallest[name] = Math.min(smallest[name] ?? Number.POSITIVE_INFINITY, value);
      }
    }
  }
  return best;
}
