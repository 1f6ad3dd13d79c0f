/**
 * Where what is at an offset is implemented: a symbol with a body where it stands, an entry point by the
 * function of its executable, a declaration by functions of its name in whatever piece or document.
 */
import type { Operation } from '@iree-workbench/ir';
import { functionsOfEntryPoint, isDeclaration } from './callables.ts';
import { type MlirDocument, shifted, type TextRange } from './document.ts';

export interface Implementations {
  readonly targets: readonly TextRange[];
  /** Names that are declared only: who implements them is to be looked for in all documents. */
  readonly declared: readonly string[];
}

export function implementationsAt(document: MlirDocument, at: number): Implementations {
  const { chunk, offset } = document.at(at);
  const targets: TextRange[] = [];
  const declared: string[] = [];
  for (const { entity } of chunk.occurrences.at(at - offset)) {
    if (entity.kind !== 'symbol') continue;
    const { op } = entity;
    if (isDeclaration(op) && op.symbolName !== undefined) declared.push(op.symbolName);
    else targets.push(...bodiesOf(op).flatMap((body) => chunk.info.symbolRangeOf(body) ?? []));
  }
  return { targets: targets.map((target) => shifted(target, offset)), declared };
}

function bodiesOf(op: Operation): readonly Operation[] {
  const inExecutable = functionsOfEntryPoint(op);
  return inExecutable.length > 0 ? inExecutable : [op];
}
