/**
 * What the workbench makes of a piece of a corpus.
 */
import { passRegistry } from '@iree-workbench/compiler';
import {
  Context,
  type Diagnostic,
  type Dialect,
  type Era,
  fileLocation,
  type ParsedPipeline,
  parseModule,
  parsePipeline,
  printOperation,
  runPasses,
  verifyOperation,
} from '@iree-workbench/ir';
import type { Outcome, Piece } from './outcome.ts';

/** The outcome, and texts that did not survive being read back. */
export interface OurOutcome {
  readonly outcome: Outcome;
  /** What was printed and what it is printed as once it was read back; null where they are equal. */
  readonly roundTrip: { readonly printed: string; readonly again: string } | null;
}

/** The workbench with a set of dialects, those of an era, and passes. */
export class Workbench {
  readonly #dialects: readonly Dialect[];
  readonly #era: Era;
  readonly #pipeline: ParsedPipeline | undefined;

  constructor(dialects: readonly Dialect[], era: Era, passPipeline: string | undefined) {
    this.#dialects = dialects;
    this.#era = era;
    this.#pipeline =
      passPipeline === undefined ? undefined : parsePipeline(passPipeline, passRegistry());
  }

  /** An exception is an outcome like any other: the piece counts as refused, and its report says why. */
  examine(piece: Piece): OurOutcome {
    try {
      return this.#examine(piece);
    } catch (error) {
      const message = `exception: ${error instanceof Error ? error.stack : String(error)}`;
      const outcome: Outcome = { verdict: 'refused', error: { line: 0, column: 0, message } };
      return { outcome, roundTrip: null };
    }
  }

  #examine(piece: Piece): OurOutcome {
    const { module, errors } = this.#read(piece.text, piece.name);
    if (errors.length === 0 && this.#pipeline) {
      runPasses(module, this.#pipeline.steps, {
        verify: verifyOperation,
        onDiagnostic: (diagnostic) => {
          if (diagnostic.severity === 'error') errors.push(diagnostic);
        },
      });
    }
    const [first] = errors;
    if (first) {
      const at = fileLocation(first.location);
      const { message } = first;
      const error = { line: at?.line ?? 0, column: at?.column ?? 0, message };
      return { outcome: { verdict: 'refused', error }, roundTrip: null };
    }
    const pretty = printOperation(module, { externalResources: true });
    const generic = printOperation(module, { generic: true, localScope: true, debugInfo: true });
    const again = [
      { printed: pretty, again: this.#reprint(pretty, false) },
      { printed: generic, again: this.#reprint(generic, true) },
    ];
    const roundTrip = again.find((text) => text.printed !== text.again) ?? null;
    return { outcome: { verdict: 'accepted', pretty, generic }, roundTrip };
  }

  #read(text: string, fileName: string) {
    const context = new Context(this.#dialects, this.#era);
    context.allowUnregisteredDialects = true;
    const { module, diagnostics } = parseModule(context, text, { fileName });
    const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
    const errors = diagnostics.filter(isError);
    if (errors.length === 0) errors.push(...verifyOperation(module).filter(isError));
    return { module, errors };
  }

  #reprint(text: string, isGeneric: boolean): string {
    const { module, errors } = this.#read(text, 'printed');
    const [first] = errors;
    if (first) {
      const line = text.split('\n')[(fileLocation(first.location)?.line ?? 0) - 1] ?? '';
      return `refused: ${first.message}: ${line.trim()}`;
    }
    return printOperation(
      module,
      isGeneric
        ? { generic: true, localScope: true, debugInfo: true }
        : { externalResources: true },
    );
  }
}
