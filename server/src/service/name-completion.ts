/** Completion of names: values, blocks and symbols that a statement may refer to. */
import {
  FunctionOp,
  type OpDefinition,
  type Operation,
  printType,
  symbolText,
  type Type,
} from '@iree-workbench/ir';
import { type Completion, type Place, plain } from './completion-item.ts';
import { valuesBefore } from './statement-context.ts';

export function values(place: Place, matches: ((type: Type) => boolean) | null): Completion[] {
  const { chunk, statement } = place;
  const typed = /(?:^|\s):\s*([^,{]+?)\s*(?:loc\(.*)?$/.exec(statement.rest)?.[1];
  const found: Completion[] = [];
  const seen = new Set<string>();
  for (const { name, value } of valuesBefore(chunk, statement)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const type = printType(value.type);
    const fits = (matches?.(value.type) ?? true) && (typed === undefined || type === typed);
    found.push(plain(name, 'value', type, found.length + (fits ? 0 : 1000)));
  }
  return found;
}

/** What an operand must satisfy, of those that a format names in order. */
export function constraintOf(
  definition: OpDefinition | null,
  index: number,
): ((type: Type) => boolean) | null {
  const groups = definition?.operands ?? [];
  const variadic = groups.findIndex(({ arity }) => arity !== 'single');
  const group = groups[variadic >= 0 && index > variadic ? variadic : index] ?? groups.at(-1);
  return group ? group.constraint.matches : null;
}

export function blocks({ statement, chunk, at }: Place): Completion[] {
  const found = new Map<string, Completion>();
  for (const block of statement.block?.region?.blocks ?? []) {
    const places = chunk.occurrences.of({ kind: 'block', block });
    const place = places.find(({ isDefinition }) => isDefinition);
    if (!place) continue;
    const label = chunk.tree.slice(place.start, place.end);
    const types = block.arguments.map(({ type }) => printType(type));
    found.set(label, plain(label, 'block', types.length > 0 ? `(${types.join(', ')})` : ''));
  }
  // A label behind what is being typed may not parse now.
  const { text } = chunk.tree.unitAt(at);
  for (const [, label = ''] of text.matchAll(/^[ \t]*(\^[\w$.-]+)[ \t]*[(:]/gm))
    if (!found.has(label)) found.set(label, plain(label, 'block', '', 1));
  const sorted = [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  return sorted.map((block, rank) => ({ ...block, rank }));
}

export function symbols({ statement, chunk }: Place): Completion[] {
  const found: Completion[] = [];
  const seen = new Set<string>();
  for (
    let table: Operation | null = statement.around ?? chunk.module;
    table;
    table = table.parentOp
  ) {
    if (!table.hasTrait('SymbolTable')) continue;
    for (const op of table.regions[0]?.entry?.ops ?? []) {
      const name = op.symbolName;
      if (name === undefined || seen.has(name)) continue;
      seen.add(name);
      const isFunction = op.getInterface(FunctionOp) !== undefined;
      found.push({
        ...plain(symbolText(name), isFunction ? 'function' : 'symbol'),
        get detail() {
          const type = op.attr('function_type') ?? op.attr('type');
          return type?.kind === 'type' ? printType(type.type) : op.name;
        },
      });
    }
  }
  return found;
}
