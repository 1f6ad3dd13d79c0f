/**
 * Source locations of bytecode, formatted the way upstream prints stack traces.
 */
import type { DebugDatabaseDef } from '@iree-workbench/format';

/** Locations nest; a cycle in a damaged database must end somewhere. */
const maxDepth = 32;
/** Longest text made of one location. */
const maxLength = 4096;

/** The location of the operation at an offset of a function; undefined where none is known. */
export function locationAt(
  database: DebugDatabaseDef,
  ordinal: number,
  bytecodeOffset: number,
): string | undefined {
  const entry = database.functions[ordinal]?.locations.find(
    (candidate) => candidate.bytecodeOffset === bytecodeOffset,
  );
  if (!entry) return undefined;
  const parts: string[] = [];
  let length = 0;
  const write = (text: string): boolean => {
    length += text.length;
    if (length <= maxLength) parts.push(text);
    return length <= maxLength;
  };
  formatLocation(database, entry.location, 0, write);
  return parts.join('');
}

function formatLocation(
  database: DebugDatabaseDef,
  index: number,
  depth: number,
  write: (text: string) => boolean,
): void {
  const location = database.locations[index];
  if (!location || depth > maxDepth) {
    write('[unknown]');
    return;
  }
  switch (location.kind) {
    case 'unknown':
      write('[unknown]');
      return;
    case 'callsite':
      // MLIR prints the caller first; a stack trace reads the other way round.
      formatLocation(database, location.callee, depth + 1, write);
      if (write('\n      at ')) formatLocation(database, location.caller, depth + 1, write);
      return;
    case 'file':
      write(`${location.filename}:${location.line}:${location.column}`);
      return;
    case 'fused':
      if (location.metadata !== undefined) write(`<${location.metadata}>`);
      write('[\n');
      for (const [position, child] of location.locations.entries()) {
        if (!write(position === 0 ? '    ' : ',\n    ')) return;
        formatLocation(database, child, depth + 1, write);
      }
      write('\n  ]');
      return;
    case 'name':
      write(`"${location.name}"`);
      if (location.child !== undefined && write('(')) {
        formatLocation(database, location.child, depth + 1, write);
        write(')');
      }
      return;
  }
}
