/**
 * Pipelines as text: `builtin.module(func.func(canonicalize{max-iterations=2},cse))`, upstream's
 * syntax for `--pass-pipeline`.
 */

import type { PassOptions, PassRegistry, PipelineStep } from './pass.ts';

/** A pipeline text that cannot be understood: where, what was expected, what was found. */
export class PipelineSyntaxError extends Error {
  /** Offset into the text. */
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = 'PipelineSyntaxError';
    this.offset = offset;
  }
}

/** The operation that the whole pipeline is anchored on, and its steps. */
export interface ParsedPipeline {
  readonly anchor: string;
  readonly steps: readonly PipelineStep[];
}

/**
 * Parses a pipeline text with its outermost anchor, as upstream requires it.
 * @throws PipelineSyntaxError
 */
export function parsePipeline(text: string, registry: PassRegistry): ParsedPipeline {
  const parser = new PipelineParser(text, registry);
  return parser.parseTop();
}

class PipelineParser {
  readonly #text: string;
  readonly #registry: PassRegistry;
  #offset = 0;
  constructor(text: string, registry: PassRegistry) {
    this.#text = text;
    this.#registry = registry;
  }

  parseTop(): ParsedPipeline {
    this.#skipBlanks();
    const at = this.#offset;
    const anchor = this.#name();
    if (!this.#accept('('))
      throw new PipelineSyntaxError(
        `expected pass pipeline to be wrapped with the anchor operation type, e.g. 'builtin.module(...)'`,
        at,
      );
    const steps = this.#steps();
    this.#expect(')');
    this.#skipBlanks();
    if (this.#offset < this.#text.length)
      throw new PipelineSyntaxError(
        `expected end of the pipeline, found '${this.#text.slice(this.#offset)}'`,
        this.#offset,
      );
    return { anchor, steps };
  }

  #steps(): PipelineStep[] {
    const steps: PipelineStep[] = [];
    this.#skipBlanks();
    if (this.#text[this.#offset] === ')') return steps;
    do {
      this.#skipBlanks();
      const at = this.#offset;
      const name = this.#name();
      if (this.#accept('(')) {
        steps.push({ kind: 'nested', anchor: name, steps: this.#steps() });
        this.#expect(')');
        continue;
      }
      const options = this.#options();
      const pass = this.#registry.pass(name);
      const pipeline = this.#registry.pipeline(name);
      if (pass) {
        for (const option of options.keys())
          if (pass.options?.[option] === undefined)
            throw new PipelineSyntaxError(
              `no such option '${option}' of pass '${name}'${listed(Object.keys(pass.options ?? {}))}`,
              at,
            );
        steps.push({ kind: 'pass', pass, options });
      } else if (pipeline) steps.push(...pipeline.steps);
      else
        throw new PipelineSyntaxError(
          `'${name}' does not refer to a registered pass or pass pipeline${this.#suggestion(name)}`,
          at,
        );
    } while (this.#accept(','));
    return steps;
  }

  #options(): PassOptions {
    const options = new Map<string, string>();
    if (!this.#accept('{')) return options;
    for (;;) {
      this.#skipBlanks();
      if (this.#accept('}')) return options;
      const at = this.#offset;
      const key = /^[\w-]+/.exec(this.#text.slice(at))?.[0];
      if (!key) throw new PipelineSyntaxError("expected an option or '}'", at);
      this.#offset += key.length;
      options.set(key, this.#accept('=') ? this.#value() : 'true');
    }
  }

  /** A value up to a blank or the brace; quotes and brackets keep blanks. */
  #value(): string {
    const start = this.#offset;
    let depth = 0;
    let quote = '';
    for (; this.#offset < this.#text.length; this.#offset++) {
      const char = this.#text[this.#offset] as string;
      if (quote) {
        if (char === quote) quote = '';
      } else if (char === '"' || char === "'") quote = char;
      else if ('({['.includes(char)) depth++;
      else if (depth > 0 && ')}]'.includes(char)) depth--;
      else if (depth === 0 && (char === ' ' || char === '}')) break;
    }
    return this.#text.slice(start, this.#offset).replace(/^(["'])(.*)\1$/, '$2');
  }

  #name(): string {
    this.#skipBlanks();
    const name = /^[\w.$-]+/.exec(this.#text.slice(this.#offset))?.[0];
    if (!name)
      throw new PipelineSyntaxError(
        `expected the name of a pass or an operation, found '${this.#text[this.#offset] ?? 'the end'}'`,
        this.#offset,
      );
    this.#offset += name.length;
    return name;
  }
  #skipBlanks(): void {
    while (/\s/.test(this.#text[this.#offset] ?? '')) this.#offset++;
  }
  #accept(char: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#offset] !== char) return false;
    this.#offset++;
    return true;
  }
  #expect(char: string): void {
    if (!this.#accept(char))
      throw new PipelineSyntaxError(
        `expected '${char}', found '${this.#text[this.#offset] ?? 'the end'}'`,
        this.#offset,
      );
  }
  #suggestion(name: string): string {
    const names = [...this.#registry.passes, ...this.#registry.pipelines].map((p) => p.argument);
    const close = names.filter((known) => known.includes(name) || name.includes(known)).slice(0, 3);
    return close.length > 0 ? `; did you mean ${close.join(', ')}?` : '';
  }
}

const listed = (names: readonly string[]): string =>
  names.length > 0 ? `; it has ${names.join(', ')}` : '; it has none';

/** The text that `parsePipeline` reads back. */
export function printPipeline(pipeline: ParsedPipeline): string {
  const print = (steps: readonly PipelineStep[]): string =>
    steps
      .map((item) => {
        if (item.kind === 'nested') return `${item.anchor}(${print(item.steps)})`;
        const options = [...item.options].map(([key, value]) => `${key}=${value}`).join(' ');
        return options === '' ? item.pass.argument : `${item.pass.argument}{${options}}`;
      })
      .join(',');
  return `${pipeline.anchor}(${print(pipeline.steps)})`;
}
