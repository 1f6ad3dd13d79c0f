/** A `linalg.generic` reads nothing twice, and nothing that it does not use. */

import {
  type AffineMap,
  AffineMapAttr,
  ArrayAttr,
  definePattern,
  genericMaps,
  inits,
  inputs,
  type Operation,
  Region,
  type RewritePattern,
} from '@iree-workbench/ir';

/** Do the maps still tell the size of every loop? */
const coverLoops = (maps: readonly AffineMap[]): boolean => {
  const numDims = maps[0]?.numDims ?? 0;
  const known = new Set<number>();
  for (const map of maps)
    for (const expr of map.results) if (expr.kind === 'dim') known.add(expr.position);
  return known.size === numDims;
};

/** For each input, the one that is read in its place: itself, an equal one before it, or none. */
function replacements(op: Operation, maps: readonly AffineMap[]): (number | null)[] {
  const values = inputs(op);
  const places = values.map((value, i): number | null =>
    values.findIndex((other, j) => other === value && maps[j]?.equals(maps[i] as AffineMap)),
  );
  const args = op.region().front.arguments;
  for (const i of places.keys()) {
    if (places[i] !== i || args[i]?.hasUses || places.some((p, j) => p === i && j !== i)) continue;
    const left = maps.filter((_, j) => j !== i && (j >= values.length || places[j] === j));
    if (coverLoops(left)) places[i] = null;
  }
  return places;
}

export const eraseUnusedOperands: RewritePattern = definePattern(
  'linalg.generic',
  'inputs that are read twice or never',
  (op, rewriter) => {
    const maps = genericMaps(op);
    const values = inputs(op);
    const places = replacements(op, maps);
    const kept = [...values.keys()].filter((i) => places[i] === i);
    if (kept.length === values.length) return false;
    const region = new Region();
    region.takeBlocks(op.region());
    const block = region.front;
    for (const i of [...values.keys()].reverse()) {
      const place = places[i];
      if (place === i) continue;
      const argument = block.arguments[i];
      const instead = typeof place === 'number' ? block.arguments[place] : undefined;
      if (argument && instead) argument.replaceAllUsesWith(instead);
      block.eraseArgument(i);
    }
    const keptMaps = maps.filter((_, i) => i >= values.length || places[i] === i);
    const replacement = rewriter.create('linalg.generic', {
      operandGroups: [kept.flatMap((i) => values[i] ?? []), inits(op)],
      resultTypes: op.resultTypes,
      attributes: op.attributes.with('operand_segment_sizes', null).with(
        'indexing_maps',
        ArrayAttr.get(
          op.context,
          keptMaps.map((map) => AffineMapAttr.get(op.context, map)),
        ),
      ),
      regions: [region],
    });
    rewriter.replaceOp(op, replacement.results);
    return true;
  },
);
