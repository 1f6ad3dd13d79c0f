/** The outline of a document: its symbols, nested as their tables are. */
import type { Operation } from '@iree-workbench/ir';
import { isDeclaration } from './callables.ts';
import { type Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';

/** What a symbol is, for its picture in the outline. */
export type SymbolKind = 'module' | 'function' | 'variable' | 'constant' | 'object';

export interface OutlineSymbol {
  readonly name: string;
  /** The operation's name, and a function's type. */
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: TextRange;
  /** The name itself. */
  readonly selection: TextRange;
  /** False for a function that is declared only. */
  readonly hasBody: boolean;
  readonly children: readonly OutlineSymbol[];
}

export function documentSymbols(document: MlirDocument): readonly OutlineSymbol[] {
  return document.chunks.flatMap(({ chunk, offset }) => {
    const { module } = chunk;
    return module.symbolName === undefined
      ? symbolsIn(chunk, module, offset)
      : symbolOf(chunk, module, offset);
  });
}

function symbolsIn(chunk: Chunk, table: Operation, offset: number): OutlineSymbol[] {
  return table.regions.flatMap((region) =>
    region.blocks.flatMap((block) => block.ops.flatMap((op) => symbolOf(chunk, op, offset))),
  );
}

/** The symbol of an operation; a table without a name gives way to what is in it. */
function symbolOf(chunk: Chunk, op: Operation, offset: number): OutlineSymbol[] {
  const range = chunk.info.rangeOf(op);
  const selection = chunk.info.symbolRangeOf(op);
  const children = op.hasTrait('SymbolTable') ? symbolsIn(chunk, op, offset) : [];
  if (op.symbolName === undefined || !range || !selection) return children;
  return [
    {
      name: op.symbolName,
      detail: op.name,
      kind: symbolKind(op),
      range: shifted(range, offset),
      selection: shifted(selection, offset),
      hasBody: !isDeclaration(op),
      children,
    },
  ];
}

/** What the operation of a symbol is. */
export function symbolKind(op: Operation): SymbolKind {
  if (op.attr('function_type') !== undefined || /\.(import|export)$/.test(op.name))
    return 'function';
  if (op.hasTrait('SymbolTable')) return 'module';
  if (/\.global(\.|$)/.test(op.name)) {
    const isMutable = op.attr('is_mutable') !== undefined;
    return isMutable ? 'variable' : 'constant';
  }
  return 'object';
}
