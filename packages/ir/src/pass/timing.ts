/** How long passes take and what they count, summed by pass and kind of operation. */

import type { Operation } from '../operation.ts';
import type { Pass } from './pass.ts';
import type { PassInstrumentation } from './pass-manager.ts';

/** A pass, summed over all operations that it ran on. */
export interface PassTiming {
  readonly pass: Pass;
  /** Name of the operations that it ran on. */
  readonly anchor: string;
  readonly runs: number;
  readonly milliseconds: number;
  readonly statistics: ReadonlyMap<string, number>;
}

interface Entry {
  readonly pass: Pass;
  readonly anchor: string;
  runs: number;
  milliseconds: number;
  readonly statistics: Map<string, number>;
}

export class PassTimings implements PassInstrumentation {
  readonly #clock: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #running: { readonly entry: Entry; readonly start: number }[] = [];
  /** `clock` gives milliseconds. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  beforePass(pass: Pass, op: Operation): void {
    const key = `${op.name} ${pass.argument}`;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { pass, anchor: op.name, runs: 0, milliseconds: 0, statistics: new Map() };
      this.#entries.set(key, entry);
    }
    this.#running.push({ entry, start: this.#clock() });
  }
  afterPass(): void {
    const running = this.#running.pop();
    if (!running) return;
    running.entry.runs++;
    running.entry.milliseconds += this.#clock() - running.start;
  }
  statistic(_pass: Pass, name: string, by: number): void {
    const statistics = this.#running.at(-1)?.entry.statistics;
    statistics?.set(name, (statistics.get(name) ?? 0) + by);
  }

  /** In the order of first runs. */
  get timings(): readonly PassTiming[] {
    return [...this.#entries.values()];
  }
}
