/** Whether operations of a name find out their results' types by themselves (`InferTypeOpInterface`). */

import type { OpDefinition } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';

/** Groups of operands, results and attributes that a trait gives one type, or one the type of another. */
function relatedNames(definition: OpDefinition): ReadonlySet<string> {
  const names = new Set<string>();
  for (const trait of definition.traits) {
    if ('names' in trait && trait.name === 'AllTypesMatch')
      for (const name of trait.names as readonly string[]) names.add(name);
    if ('to' in trait) names.add(String(trait.to));
  }
  return names;
}

/**
 * The definition of the operations that a pattern names. Upstream knows those of dialects only that the
 * module has something of.
 */
export function loadedDefinition(op: Operation, name: string): OpDefinition | null {
  const { definition } = op.context.operationName(name);
  if (!definition || definition.dialect === 'builtin') return definition;
  let root = op;
  while (root.parentOp) root = root.parentOp;
  let isLoaded = false;
  root.walk((inner) => {
    isLoaded = inner.operationName.dialect === definition.dialect;
    return isLoaded ? 'stop' : undefined;
  }, 'pre');
  return isLoaded ? definition : null;
}

/** Can the types of the results of operations be inferred from what they are made with? */
export function supportsTypeInference(definition: OpDefinition): boolean {
  const { results, spec, traitNames } = definition;
  if (spec.inferTypes || traitNames.has('SameOperandsAndResultType')) return true;
  if (results.length === 0 || results.some(({ arity }) => arity !== 'single')) return false;
  const related = relatedNames(definition);
  return results.every(({ name, constraint }) => constraint.buildable || related.has(name));
}
