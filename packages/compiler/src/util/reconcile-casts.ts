/** `reconcile-unrealized-casts`: casts between types that lead back to where they came from go; others may not be left. */

import {
  definePass,
  makeDiagnostic,
  type Operation,
  type Pass,
  type Value,
} from '@iree-workbench/ir';

const CAST = 'builtin.unrealized_conversion_cast';

const areTypes = (values: readonly Value[], others: readonly Value[]): boolean =>
  values.length === others.length && values.every(({ type }, i) => type === others[i]?.type);

/** The values of such types from which a chain of casts made these; null if there are none. */
function sourceOf(cast: Operation): readonly Value[] | null {
  let inputs: readonly Value[] = cast.operands;
  while (!areTypes(inputs, cast.results)) {
    const inner = inputs[0]?.definingOp;
    const isWhole = inner?.is(CAST) && inner.numResults === inputs.length;
    if (!inner || !isWhole || !inputs.every((value, i) => value === inner.result(i))) return null;
    inputs = inner.operands;
  }
  return inputs;
}

export const reconcileUnrealizedCasts: Pass = definePass({
  argument: 'reconcile-unrealized-casts',
  className: 'ReconcileUnrealizedCasts',
  summary: 'drops casts between types that cancel out',
  run(op, context) {
    const casts = op.collect(CAST);
    for (const cast of casts) {
      const source = sourceOf(cast);
      if (source) cast.replaceAllUsesWith(source);
    }
    // Those behind go first, and free what they cast.
    for (const cast of [...casts].reverse()) if (!cast.hasResultUses) cast.erase();
    const [left] = op.collect(CAST);
    if (!left) return;
    const message = `failed to legalize operation '${CAST}' that was explicitly marked illegal`;
    context.report(makeDiagnostic('error', left.location, message));
  },
});
