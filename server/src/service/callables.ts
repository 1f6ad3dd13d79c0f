/**
 * What calls reach: functions of any dialect, and the entry points of executables, which are reached by
 * dispatches and lead to functions of the executable.
 */
import { CallableOp, FunctionOp, type Operation, SymbolRefAttr } from '@iree-workbench/ir';

/** An entry point, a function, or another symbol that has a body to call. */
export const isCallable = (op: Operation): boolean =>
  op.symbolName !== undefined &&
  (isEntryPoint(op) ||
    op.getInterface(FunctionOp) !== undefined ||
    op.getInterface(CallableOp) !== undefined ||
    op.attr('function_type') !== undefined);

/** Does the operation offer a function of its executable to dispatches? */
const isEntryPoint = (op: Operation): boolean => /\.executable\.export$/.test(op.name);

/** The innermost function or entry point that an operation stands in, itself included; null outside of any. */
export function callableAround(op: Operation): Operation | null {
  for (let around: Operation | null = op; around; around = around.parentOp)
    if (isCallable(around)) return around;
  return null;
}

/** The functions that an entry point leads to. */
export function functionsOfEntryPoint(entry: Operation): readonly Operation[] {
  if (!isEntryPoint(entry)) return [];
  const reference = entry.attr('function_ref');
  const name = reference instanceof SymbolRefAttr ? reference.root : entry.symbolName;
  const found: Operation[] = [];
  entry.parentOp?.walk((op) => {
    if (op !== entry && op.symbolName === name && isCallable(op)) found.push(op);
  });
  return found;
}

/** The entry points that lead to a function. */
export function entryPointsOf(callee: Operation): readonly Operation[] {
  const found: Operation[] = [];
  for (let around = callee.parentOp; around; around = around.parentOp)
    for (const { blocks } of around.regions)
      for (const block of blocks)
        for (let op = block.first; op; op = op.next)
          if (isEntryPoint(op) && functionsOfEntryPoint(op).includes(callee)) found.push(op);
  return found;
}

/** Is there a function type, and nothing that says what the function does? */
export const isDeclaration = (op: Operation): boolean =>
  isCallable(op) && !isEntryPoint(op) && op.regions.every((region) => region.isEmpty);

/** What a reference calls from inside an operation: the function, where it names an entry point. */
export function calleeNamed(from: Operation, names: readonly string[]): Operation | null {
  const symbol = symbolNamed(from, names);
  return (symbol && functionsOfEntryPoint(symbol)[0]) ?? symbol;
}

/** What a name stands for in the symbol tables around an operation, the nearest first. */
function symbolNamed(from: Operation, [root = '', ...nested]: readonly string[]): Operation | null {
  for (let table: Operation | null = from; table; table = table.parentOp) {
    if (!table.hasTrait('SymbolTable')) continue;
    let found = table.regions[0]?.entry?.findSymbol(root) ?? null;
    for (const name of nested) found = found?.regions[0]?.entry?.findSymbol(name) ?? null;
    if (found) return found;
  }
  return null;
}
