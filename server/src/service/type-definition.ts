/** Where the type of what is at an offset is defined: the aliases that stand for it. */
import type { Type } from '@iree-workbench/ir';
import { type Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';

/** Of a value its type's, of an operation its results', of an alias its own. */
export function typeDefinitionsAt(document: MlirDocument, at: number): readonly TextRange[] {
  const { chunk, offset } = document.at(at);
  const local = at - offset;
  const names = new Set<string>();
  for (const { entity } of chunk.occurrences.at(local))
    if (entity.kind === 'type alias') names.add(entity.name);
  for (const name of aliasesOf(chunk, typesAt(chunk, local))) names.add(name);
  return [...names]
    .flatMap((name) => chunk.occurrences.of({ kind: 'type alias', name }))
    .filter(({ isDefinition }) => isDefinition)
    .map((place) => shifted(place, offset));
}

function typesAt(chunk: Chunk, at: number): readonly Type[] {
  const occurrences = chunk.occurrences.at(at);
  if (occurrences.length === 0) return chunk.info.operationNamedAt(at)?.op.resultTypes ?? [];
  return occurrences.flatMap(({ entity }) => (entity.kind === 'value' ? [entity.value.type] : []));
}

function aliasesOf({ tree }: Chunk, types: readonly Type[]): readonly string[] {
  if (types.length === 0) return [];
  return tree.units.flatMap(({ typeAliases }) =>
    [...typeAliases].flatMap(([name, type]) => (types.includes(type) ? [name] : [])),
  );
}
