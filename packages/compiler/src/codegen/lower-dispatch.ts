/**
 * The passes that take the dispatches of a variant from linalg on tensors to dispatch IR: choose a
 * strategy, distribute over workgroups, lower to loops, clean up and check.
 */

import {
  ArrayAttr,
  type Diagnostic,
  definePass,
  IntegerAttr,
  type Operation,
  type Pass,
  type PassContext,
  type PassRunOptions,
  runPasses,
  step,
} from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';
import { cleanUp } from './clean-up.ts';
import { distributeStore } from './distribute.ts';
import { expandScaling } from './expand-scaling.ts';
import { flattenStore } from './flatten.ts';
import { conflictingLoad } from './hazards.ts';
import { eraseUnusedTensors, lowerStoresToLoops } from './lower-to-loops.ts';
import { LOWERING_CONFIG } from './lowering-config.ts';
import { splitCasts } from './split-casts.ts';
import { chooseStrategy } from './strategy.ts';
import type { CodegenTarget } from './target.ts';
import { widenSums } from './wide-sums.ts';
import { widenIntegers } from './widen-integers.ts';
import { constantWorkgroupCounts, materializeWorkgroupCount } from './workgroups.ts';

/** An export of the variant and the function that it names. */
interface Dispatch {
  readonly exportOp: Operation;
  readonly func: Operation;
}

function dispatchesOf(variant: Operation): Dispatch[] {
  const ops = variant.region().front.ops;
  const module = ops.find((op) => op.is('builtin.module'));
  if (!module) return [];
  const funcs = new Map(
    module
      .region()
      .front.ops.filter((op) => op.is('func.func') && !op.region().isEmpty)
      .map((op) => [op.symbolName, op] as const),
  );
  return ops.flatMap((op) => {
    const func = op.is('hal.executable.export') ? funcs.get(op.symbolName) : undefined;
    return func ? [{ exportOp: op, func }] : [];
  });
}

const storesOf = (func: Operation): Operation[] => func.collect('flow.dispatch.tensor.store');

/** Runs a step on each dispatch; what it cannot lower becomes a diagnostic. */
function forEachDispatch(
  context: PassContext,
  variant: Operation,
  run: (dispatch: Dispatch) => void,
): void {
  for (const dispatch of dispatchesOf(variant))
    try {
      run(dispatch);
    } catch (error) {
      if (!(error instanceof CannotLower)) throw error;
      context.error(error.op, error.message, error.help);
    }
}

/** The passes for a target, in order; each runs on a `hal.executable.variant`. */
export function codegenPasses(target: CodegenTarget): readonly Pass[] {
  const anchor = 'hal.executable.variant';
  return [
    definePass({
      argument: 'iwb-codegen-select-strategy',
      className: 'SelectStrategy',
      summary: 'chooses the tiles of each store and computes workgroup counts from the workload',
      anchor,
      run: (variant, context) =>
        forEachDispatch(context, variant, (dispatch) => selectStrategy(dispatch, target)),
    }),
    definePass({
      argument: 'iwb-codegen-distribute',
      className: 'DistributeToWorkgroups',
      summary: 'tiles the stores of a dispatch over the grid of workgroups',
      anchor,
      run: (variant, context) =>
        forEachDispatch(context, variant, ({ exportOp, func }) => {
          const stores = storesOf(func).filter((store) => store.attr(LOWERING_CONFIG));
          const top = stores.filter((store) => store.parentOp === func);
          const grid = constantWorkgroupCounts(exportOp);
          for (const store of top) distributeStore(store, grid, top.length > 1);
        }),
    }),
    definePass({
      argument: 'iwb-codegen-lower-to-loops',
      className: 'LowerToLoops',
      summary: 'evaluates stored tiles in loops over the memory of the bindings',
      anchor,
      run: (variant, context) =>
        forEachDispatch(context, variant, ({ exportOp, func }) =>
          lowerStoresToLoops(func, {
            ...target,
            workgroupThreads: workgroupThreads(exportOp) ?? target.workgroupThreads,
          }),
        ),
    }),
    definePass({
      argument: 'iwb-codegen-clean-up',
      className: 'CleanUpDispatch',
      summary: 'removes what is not used and checks that no tensor is left',
      anchor,
      run: (variant, context) => forEachDispatch(context, variant, ({ func }) => cleanUp(func)),
    }),
  ];
}

function selectStrategy({ exportOp, func }: Dispatch, target: CodegenTarget): void {
  expandScaling(func);
  widenIntegers(func);
  splitCasts(func);
  widenSums(func);
  const stores = storesOf(func);
  for (const store of stores) {
    const load = conflictingLoad(store, stores);
    if (load)
      throw new CannotLower(
        load,
        'reads memory that the dispatch overwrites at other places',
        'write the result to a binding of its own',
      );
  }
  const isSymbolic = exportOp.collect('flow.dispatch.workgroup_count_from_dag_root').length > 0;
  // A dispatch that computes its own workgroup count distributes itself, too.
  if (!isSymbolic) return;
  for (const store of stores) flattenStore(store);
  eraseUnusedTensors(func);
  const flattened = storesOf(func);
  const isAlone = flattened.length === 1;
  const [threads = target.workgroupThreads] = flattened.map((store) =>
    chooseStrategy(store, target, isAlone),
  );
  materializeWorkgroupCount(exportOp, flattened, target.maxWorkgroupCount);
  if (target.execution === 'threads')
    exportOp.setAttr(
      'workgroup_size',
      ArrayAttr.get(
        exportOp.context,
        [threads, 1, 1].map((size) => IntegerAttr.index(exportOp.context, size)),
      ),
    );
}

/** Threads along x of the workgroups that an export asks for, if it does. */
export function workgroupThreads(exportOp: Operation): number | null {
  const size = exportOp.attr('workgroup_size');
  const x = size?.kind === 'array' ? size.elements[0] : undefined;
  return x?.kind === 'integer' ? Number(x.value) : null;
}

/**
 * Lowers all dispatches of a `hal.executable.variant` to dispatch IR for the target.
 * @returns false if one could not be lowered; the diagnostics say which and why.
 */
export function lowerDispatch(
  variant: Operation,
  target: CodegenTarget,
  options: Omit<PassRunOptions, 'onDiagnostic'> & {
    readonly onDiagnostic: (diagnostic: Diagnostic) => void;
  },
): boolean {
  return runPasses(
    variant,
    codegenPasses(target).map((pass) => step(pass)),
    options,
  );
}
