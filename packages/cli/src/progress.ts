/**
 * Tells on standard error that long work goes on, and at what: a line that is overwritten on a
 * terminal, a line now and then elsewhere. Short work says nothing.
 */
import { stylerFor, type TextStream } from './terminal.ts';

/** Milliseconds after which work counts as long. */
const patience = { terminal: 700, file: 10_000 };
const refresh = { terminal: 200, file: 10_000 };

export class Progress {
  readonly #stream: TextStream;
  readonly #what: string;
  readonly #started = performance.now();
  #step = '';
  #timer: NodeJS.Timeout | undefined;
  #isShown = false;

  constructor(stream: TextStream, what: string) {
    this.#stream = stream;
    this.#what = what;
    const kind = stream.isTerminal ? 'terminal' : 'file';
    this.#timer = setTimeout(() => {
      this.#show();
      this.#timer = setInterval(() => this.#show(), refresh[kind]);
      this.#timer.unref();
    }, patience[kind]);
    this.#timer.unref();
  }

  /** What the work is at: `flow`. */
  step(name: string): void {
    this.#step = name;
  }

  /** Clears the line, for something else to be written. The next refresh brings it back. */
  clear(): void {
    if (this.#isShown && this.#stream.isTerminal) this.#stream.write('\r\u001b[K');
    this.#isShown = false;
  }

  end(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#timer);
    this.clear();
  }

  #show(): void {
    const seconds = Math.round((performance.now() - this.#started) / 1000);
    const text = `${this.#what}… ${this.#step === '' ? '' : `${this.#step}, `}${seconds} s`;
    if (!this.#stream.isTerminal) {
      this.#stream.write(`iwb: ${text}\n`);
      return;
    }
    const line = text.slice(0, this.#stream.columns - 1);
    this.#stream.write(`\r\u001b[K${stylerFor(this.#stream)(line, 'dim')}`);
    this.#isShown = true;
  }
}
