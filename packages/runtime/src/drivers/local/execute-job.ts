/**
 * Runs a job: a program of dispatches, fills, copies and barriers that stands as words in the
 * device's memory. All threads run the same program and share the work of each command.
 *
 * {@link executeJob} also runs in workers, where it arrives as text. It may therefore refer to nothing
 * outside itself; what it needs comes in as arguments.
 */

/** Operations of a job's program. The numbers stand also in {@link executeJob}. */
export const JobOp = {
  /** [0] */
  End: 0,
  /** [1] */
  Barrier: 1,
  /** [2, executable, ordinal, bindings, constants, x, y, z, counter] */
  Dispatch: 2,
  /** [3, executable, ordinal, bindings, constants, address of x y z, counter] */
  DispatchIndirect: 3,
  /** [4, address, length, pattern, counter] */
  Fill: 4,
  /** [5, source, target, length, counter] */
  Copy: 5,
} as const;

/** Words of a job's control block: barrier arrivals, barrier generation, failure flag. */
export const controlWords = 3;

/** An entry point of an executable: `d<ordinal>`. */
export type KernelFunction = (
  bindings: number,
  constants: number,
  begin: number,
  end: number,
  countX: number,
  countY: number,
  countZ: number,
  scratch: number,
) => void;

/**
 * Runs one thread's part of a job. Returns the message of a trap this thread ran into, else null.
 * `functionsOf` gives an executable's entry points; addresses are in bytes.
 */
export function executeJob(
  memory: WebAssembly.Memory,
  functionsOf: (executable: number) => readonly KernelFunction[],
  threads: number,
  program: number,
  control: number,
  scratch: number,
): string | null {
  const words = new Int32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const arrivals = control >>> 2;
  const generation = arrivals + 1;
  const failed = arrivals + 2;
  const transferSlice = 1 << 18;
  let failure: string | null = null;
  let pc = program >>> 2;
  for (;;) {
    const op = words[pc];
    if (op === 0) return failure;
    if (op === 1) {
      pc += 1;
      if (threads === 1) continue;
      const current = Atomics.load(words, generation);
      if (Atomics.add(words, arrivals, 1) === threads - 1) {
        Atomics.store(words, arrivals, 0);
        Atomics.add(words, generation, 1);
        Atomics.notify(words, generation);
      } else {
        // Most barriers are short: look for a while before going to sleep.
        let spins = 2000;
        while (spins > 0 && Atomics.load(words, generation) === current) spins -= 1;
        while (Atomics.load(words, generation) === current) {
          Atomics.wait(words, generation, current);
        }
      }
      continue;
    }
    // After a trap every thread still walks to the end, so that nobody waits at a barrier for ever.
    const skip = Atomics.load(words, failed) !== 0;
    if (op === 2 || op === 3) {
      const counter = op === 2 ? pc + 8 : pc + 6;
      const counts = op === 2 ? pc + 5 : words[pc + 5]! >>> 2;
      const x = words[counts]! >>> 0;
      const y = words[counts + 1]! >>> 0;
      const z = words[counts + 2]! >>> 0;
      const total = x * y * z;
      // Several calls even from one thread: an engine swaps in optimised code only between calls.
      const slice = Math.max(1, Math.ceil(total / (threads * 8)));
      if (!skip && total > 0) {
        try {
          if (total > 0x7fffffff) throw new RangeError(`${total} workgroups are too many`);
          const kernel = functionsOf(words[pc + 1]!)[words[pc + 2]!]!;
          const bindings = words[pc + 3]!;
          const constants = words[pc + 4]!;
          for (;;) {
            const begin = Atomics.add(words, counter, slice);
            // A counter that passed the end goes on growing, at most once per thread: no overflow.
            if (begin >= total || begin < 0) break;
            const end = Math.min(total, begin + slice);
            kernel(bindings, constants, begin, end, x, y, z, scratch);
          }
        } catch (error) {
          failure = error instanceof Error ? error.message : String(error);
          Atomics.store(words, failed, 1);
        }
      }
      pc = counter + 1;
      continue;
    }
    const counter = pc + 4;
    const length = (op === 4 ? words[pc + 2]! : words[pc + 3]!) >>> 0;
    const slices = Math.ceil(length / transferSlice);
    while (!skip) {
      const index = Atomics.add(words, counter, 1);
      if (index >= slices) break;
      const begin = index * transferSlice;
      const end = Math.min(length, begin + transferSlice);
      if (op === 5) {
        const source = words[pc + 1]! >>> 0;
        bytes.copyWithin((words[pc + 2]! >>> 0) + begin, source + begin, source + end);
        continue;
      }
      const first = (words[pc + 1]! >>> 0) + begin;
      const last = first + end - begin;
      const pattern = words[pc + 3]!;
      const firstWord = Math.min(last, Math.ceil(first / 4) * 4);
      const lastWord = Math.max(firstWord, last - (last % 4));
      words.fill(pattern, firstWord / 4, lastWord / 4);
      for (let at = first; at < firstWord; ++at) bytes[at] = pattern >>> ((at % 4) * 8);
      for (let at = lastWord; at < last; ++at) bytes[at] = pattern >>> ((at % 4) * 8);
    }
    pc = counter + 1;
  }
}
