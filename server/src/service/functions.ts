/** The functions of a document that can be run, and inputs to begin with. */
import { type Operation, printType, symbolVisibility, type Type } from '@iree-workbench/ir';
import { type MlirDocument, shifted, type TextRange } from './document.ts';
import { defaultInput } from './inputs.ts';

/** An input of a function, and a value of it to begin with. */
export interface FunctionInput {
  readonly type: Type;
  readonly typeText: string;
  readonly default: string;
}

/** A public function with a body. */
export interface PublicFunction {
  readonly name: string;
  readonly inputs: readonly FunctionInput[];
  /** Its name in the text. */
  readonly selection: TextRange;
}

export function publicFunctions(document: MlirDocument): readonly PublicFunction[] {
  return document.chunks.flatMap(({ chunk, offset }) =>
    chunk.module.collect('func.func').flatMap((op) => {
      const selection = chunk.info.symbolRangeOf(op);
      if (!isRunnable(op) || op.symbolName === undefined || !selection) return [];
      return [
        {
          name: op.symbolName,
          inputs: op.region().front.arguments.map(({ type }) => ({
            type,
            typeText: printType(type),
            default: defaultInput(type),
          })),
          selection: shifted(selection, offset),
        },
      ];
    }),
  );
}

const isRunnable = (op: Operation): boolean =>
  symbolVisibility(op) === 'public' && !op.region().isEmpty && op.parentOp?.parentOp === null;

/** The text of the piece that has the function; undefined if none has. */
export function textWithFunction(document: MlirDocument, name: string): TextRange | undefined {
  const found = publicFunctions(document).find((candidate) => candidate.name === name);
  if (!found) return undefined;
  const { chunk, offset } = document.at(found.selection.start);
  return { start: offset, end: offset + chunk.text.length };
}
