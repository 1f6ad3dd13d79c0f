/** Splitting a piece of a file in two, in front of a statement: `// -----` goes between them. */
import { type CodeAction, harmless, placedEdits, type Selection } from './code-action.ts';

export function splitAction({ placed, start }: Selection): CodeAction | null {
  const { chunk } = placed;
  const unit = chunk.tree.unitAt(start);
  const [kind] = unit.segments.map((segment) => segment.kind);
  const isFirst = chunk.tree.units
    .slice(0, unit.index)
    .every(({ operations }) => operations.length === 0);
  // In a module, a piece would end with half of it.
  const isInModule = chunk.tree.units.some(({ segments }) => segments[0]?.kind === 'header');
  if (kind !== 'statement' || isFirst || isInModule) return null;
  const first = unit.operations[0] && chunk.info.rangeOf(unit.operations[0]);
  if (!first) return null;
  const at = withComment(chunk.text, first.start);
  const edit = { start: at, end: at, text: '// -----\n\n' };
  return {
    title: 'Split the file here',
    kind: 'refactor.rewrite',
    edits: () => {
      const edits = harmless(placed, [edit], 'all');
      return edits && placedEdits(placed, edits);
    },
  };
}

/** Where the comment begins that ends on the line above an offset; else where that line begins. */
function withComment(text: string, offset: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!text.slice(above, start).trimStart().startsWith('//')) break;
    start = above;
  }
  return start;
}
