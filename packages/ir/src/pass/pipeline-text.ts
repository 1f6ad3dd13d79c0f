/**
 * Pipelines as text: `builtin.module(func.func(canonicalize{max-iterations=2},cse))`, upstream's
 * syntax for `--pass-pipeline`, and its words for what is wrong with one.
 */

import { nearestName } from '../nearest-name.ts';
import type { NamedPipeline, Pass, PassRegistry, PipelineStep } from './pass.ts';
import { PassOptionError, parsePassOptions, printPassOptions } from './pass-options.ts';

/**
 * A pipeline text that cannot be understood. The message is upstream's, which shows the text inside
 * the outermost anchor with a caret; the cause, if any, is a `PassOptionError`.
 */
export class PipelineSyntaxError extends Error {
  /** The pass that may have been meant. */
  readonly nearest: string | undefined;
  /** The message without its place in the text, in one line. */
  readonly reason: string;
  constructor(
    message: string,
    options: { readonly cause?: Error; readonly nearest?: string; readonly reason?: string } = {},
  ) {
    super(message, options);
    this.name = 'PipelineSyntaxError';
    this.nearest = options.nearest;
    this.reason = options.reason ?? message;
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
  const match = /^\s*([^(]+?)\s*\((.*)\)\s*$/s.exec(text);
  if (!match)
    throw new PipelineSyntaxError(
      "expected pass pipeline to be wrapped with the anchor operation type, e.g. 'builtin.module(...)'",
    );
  const [, anchor = '', inner = ''] = match;
  return { anchor, steps: new PipelineParser(anchor, inner, registry).parse() };
}

/**
 * What a name stands for that is a flag by itself: `--canonicalize="max-iterations=3"`. Such a pass
 * may be one for operations inside those that the pipeline runs on. Undefined for unknown names.
 * @throws PassOptionError
 */
export function parsePassFlag(
  name: string,
  options: string,
  registry: PassRegistry,
): readonly PipelineStep[] | undefined {
  const entry = registry.pass(name) ?? registry.pipeline(name);
  return entry && stepsOf(entry, options);
}

function stepsOf(entry: NamedPipeline | Pass, options: string): readonly PipelineStep[] {
  if ('run' in entry)
    return [{ kind: 'pass', pass: entry, options: parsePassOptions(options, entry.options) }];
  parsePassOptions(options);
  return entry.steps;
}

class PipelineParser {
  readonly #anchor: string;
  readonly #text: string;
  readonly #registry: PassRegistry;
  /** Anchors of the pipelines around, but for the outermost. */
  readonly #path: string[] = [];
  #offset = 0;
  constructor(anchor: string, text: string, registry: PassRegistry) {
    this.#anchor = anchor;
    this.#text = text;
    this.#registry = registry;
  }

  parse(): readonly PipelineStep[] {
    const steps = this.#text.trim() === '' ? [] : this.#steps();
    if (this.#offset < this.#text.length && this.#text.trim() !== '')
      throw this.#errorAt(
        this.#offset,
        "encountered extra closing ')' creating unbalanced parentheses while parsing pipeline",
      );
    return steps;
  }

  /** Steps up to the end, or up to a parenthesis that closes. */
  #steps(): PipelineStep[] {
    const steps: PipelineStep[] = [];
    for (;;) {
      this.#skipBlanks();
      const start = this.#offset;
      const name = (/^[^,{()]*/.exec(this.#text.slice(start))?.[0] ?? '').trimEnd();
      this.#offset += name.length;
      this.#skipBlanks();
      if (this.#text[this.#offset] === '(') steps.push(this.#nested(name));
      else steps.push(...this.#named(name, start));
      this.#skipBlanks();
      const next = this.#text[this.#offset];
      if (next === undefined || next === ')') {
        if (next === undefined && this.#path.length > 0)
          throw this.#errorAt(start, 'encountered unbalanced parentheses while parsing pipeline');
        return steps;
      }
      if (next !== ',') throw this.#errorAt(this.#offset, "expected ',' after parsing pipeline");
      this.#offset++;
    }
  }

  #nested(anchor: string): PipelineStep {
    this.#offset++;
    this.#path.push(anchor);
    const isEmpty = /^\s*\)/.test(this.#text.slice(this.#offset));
    const steps = isEmpty ? [] : this.#steps();
    this.#skipBlanks();
    this.#offset++;
    this.#path.pop();
    return { kind: 'nested', anchor, steps };
  }

  #named(name: string, start: number): readonly PipelineStep[] {
    const options = this.#options();
    const { passes, pipelines } = this.#registry;
    const entry = this.#registry.pass(name) ?? this.#registry.pipeline(name);
    if (!entry)
      throw this.#errorAt(
        start,
        `'${name}' does not refer to a registered pass or pass pipeline`,
        nearestName(
          name,
          [...passes, ...pipelines].map(({ argument }) => argument),
        ),
      );
    // Upstream names what was to be added, and the pipelines around.
    const failure = [
      `failed to add \`${name}\` with options \`${options}\``,
      ...[...this.#path]
        .reverse()
        .map((anchor) => `failed to add \`${anchor}\` with options \`\` to inner pipeline`),
      '',
    ].join('\n');
    let steps: readonly PipelineStep[];
    try {
      steps = stepsOf(entry, options);
    } catch (error) {
      if (error instanceof PassOptionError)
        throw new PipelineSyntaxError(failure, { cause: error, reason: error.message });
      throw error;
    }
    this.#checkAnchors(steps, failure);
    return steps;
  }

  /** In a text, a pass for operations inside is not nested by itself. */
  #checkAnchors(steps: readonly PipelineStep[], failure: string): void {
    const anchor = this.#path.at(-1) ?? this.#anchor;
    if (anchor === 'any') return;
    for (const item of steps) {
      if (item.kind === 'nested' || item.pass.anchor === null || item.pass.anchor === anchor)
        continue;
      const reason =
        `Can't add pass '${item.pass.className}' restricted to '${item.pass.anchor}' on a PassManager ` +
        `intended to run on '${anchor}', did you intend to nest?`;
      throw new PipelineSyntaxError(`${reason}\n${failure}`, { reason });
    }
  }

  /** The text between braces. */
  #options(): string {
    if (this.#text[this.#offset] !== '{') return '';
    const open = this.#offset;
    let depth = 0;
    for (; this.#offset < this.#text.length; this.#offset++) {
      const char = this.#text[this.#offset];
      if (char === '{') depth++;
      if (char === '}' && --depth === 0) return this.#text.slice(open + 1, this.#offset++).trim();
    }
    throw this.#errorAt(open, "missing closing '}' while processing pass options");
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text[this.#offset] ?? '')) this.#offset++;
  }

  #errorAt(offset: number, message: string, nearest?: string): PipelineSyntaxError {
    const text =
      `MLIR Textual PassPipeline Parser:1:${offset + 1}: error: ${message}\n` +
      `${this.#text}\n${' '.repeat(offset)}^\n`;
    return new PipelineSyntaxError(text, {
      reason: message,
      ...(nearest !== undefined && { nearest }),
    });
  }
}

/** The text that `parsePipeline` reads back, with all options, as upstream dumps pipelines. */
export function printPipeline(pipeline: ParsedPipeline): string {
  const print = (steps: readonly PipelineStep[]): string =>
    steps
      .map((item) =>
        item.kind === 'nested'
          ? `${item.anchor}(${print(item.steps)})`
          : item.pass.argument + printPassOptions(item.options, item.pass.options),
      )
      .join(',');
  return `${pipeline.anchor}(${print(pipeline.steps)})`;
}
