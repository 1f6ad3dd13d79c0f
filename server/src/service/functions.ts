/** The functions of a document that can be run, and inputs to begin with. */
import {
  DYNAMIC,
  type Operation,
  printType,
  symbolVisibility,
  type Type,
} from '@iree-workbench/ir';
import { type MlirDocument, shifted, type TextRange } from './document.ts';
import { symbolRange } from './occurrences.ts';

/** A public function with a body. */
export interface PublicFunction {
  readonly name: string;
  readonly inputs: readonly { readonly type: string; readonly default: string }[];
  /** Its name in the text. */
  readonly selection: TextRange;
}

export function publicFunctions(document: MlirDocument): readonly PublicFunction[] {
  return document.chunks.flatMap(({ chunk, offset }) =>
    chunk.module.collect('func.func').flatMap((op) => {
      const selection = symbolRange(chunk.text, chunk.info, op);
      if (!isRunnable(op) || op.symbolName === undefined || !selection) return [];
      return [
        {
          name: op.symbolName,
          inputs: op.region().front.arguments.map(({ type }) => ({
            type: printType(type),
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

/**
 * A value of the type as `iwb run --input=` takes it: zeros, with 1 for sizes that are open. Empty for
 * types that no text can be written of.
 */
export function defaultInput(type: Type): string {
  switch (type.kind) {
    case 'integer':
    case 'index':
      return '0';
    case 'float':
      return '0.0';
    case 'tensor': {
      const sizes = type.shape.map((size) => (size === DYNAMIC ? 1 : size));
      return `${[...sizes, elementText(type.elementType)].join('x')}=0`;
    }
    case 'dialect':
      return type.name === 'hal.buffer_view' || type.name === 'hal.buffer' ? '1xf32=0' : '';
    case 'none':
    case 'complex':
    case 'tuple':
    case 'function':
    case 'vector':
    case 'unranked-tensor':
    case 'memref':
    case 'unranked-memref':
    case 'opaque':
      return '';
  }
}

/** An element type as the runtime's inputs spell it. */
const elementText = (type: Type): string => (type.kind === 'index' ? 'i64' : printType(type));
