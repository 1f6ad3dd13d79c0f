/** How long calls of a function take: batches of them, in number until they take long enough. */
import type { Invocation, Session, SessionFunction, VmValue } from '@iree-workbench/runtime';
import type { Measurement } from './benchmark-report.ts';

/** A function with the arguments it is called with. */
export interface Call {
  readonly entry: SessionFunction;
  readonly args: readonly VmValue[];
}

export interface MeasureOptions {
  /** Calls queued before the device is waited for. */
  readonly batchSize: number;
  /** Calls of a batch that run at a time. */
  readonly batchConcurrency: number;
  /** Seconds to measure for at least. */
  readonly minTime: number;
  /** Seconds to run unmeasured first. */
  readonly minWarmupTime: number;
  readonly repetitions: number;
}

/** Batches are multiplied by this at most from one attempt to the next. */
const maxGrowth = 10;
const maxBatches = 1e9;

/**
 * Measures calls of a function, as google-benchmark does.
 *
 * @returns a measurement of each repetition
 */
export async function measureCalls(
  session: Session,
  call: Call,
  options: MeasureOptions,
): Promise<readonly Measurement[]> {
  const run = (batches: number) => runBatches(session, call, batches, options);
  const warmupEnd = performance.now() + options.minWarmupTime * 1000;
  while (performance.now() < warmupEnd) await run(1);
  // Batches grow in number until they take long enough; that last attempt is the first measurement.
  const wanted = options.minTime * 1e9;
  let batches = 1;
  let measurement = await run(batches);
  while (measurement.realTime * measurement.iterations < wanted && batches < maxBatches) {
    const batchTime = (measurement.realTime * measurement.iterations) / batches;
    const needed = (1.4 * wanted) / Math.max(batchTime, 1);
    batches = Math.ceil(Math.min(needed, batches * maxGrowth));
    measurement = await run(batches);
  }
  const repetitions = [measurement];
  while (repetitions.length < options.repetitions) repetitions.push(await run(batches));
  return repetitions;
}

/** Runs batches and gives times a call: an iteration is a call, whatever the size of a batch. */
async function runBatches(
  session: Session,
  call: Call,
  batches: number,
  options: MeasureOptions,
): Promise<Measurement> {
  let iterations = 0;
  const cpuStart = process.cpuUsage();
  const started = performance.now();
  for (let i = 0; i < batches; ++i) iterations += await runBatch(session, call, options);
  const realTime = (performance.now() - started) * 1e6;
  const { user, system } = process.cpuUsage(cpuStart);
  return {
    iterations,
    realTime: realTime / iterations,
    cpuTime: ((user + system) * 1e3) / iterations,
    itemsPerSecond: (iterations * 1e9) / realTime,
  };
}

/**
 * Calls the function `batchSize` times (rounded up to whole rounds of `batchConcurrency` calls at a
 * time), each round once the programs of the one before have returned, and waits for the device only
 * at the end. Results stay on the device, and their memory is given back in the queue's order.
 *
 * @returns the number of calls
 */
async function runBatch(
  session: Session,
  { entry, args }: Call,
  { batchSize, batchConcurrency }: MeasureOptions,
): Promise<number> {
  const queued: Invocation[] = [];
  while (queued.length < batchSize) {
    const round = Array.from({ length: batchConcurrency }, () => session.invoke(entry, args));
    for (const invocation of await Promise.all(round)) {
      invocation.release();
      queued.push(invocation);
    }
  }
  await Promise.all(queued.map((invocation) => invocation.completed()));
  return queued.length;
}
