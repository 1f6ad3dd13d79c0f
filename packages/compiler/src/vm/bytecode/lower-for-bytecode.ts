/** Lowers operations that have no bytecode: pseudo operations, hints, and debugging if it is unwanted. */

import {
  Builder,
  constantValue,
  IntegerAttr,
  type Operation,
  PatternRewriter,
  type RewritePattern,
} from '@iree-workbench/ir';

/** Applies canonical patterns of pseudo operations until none is left that they lower. */
function lowerPseudoOps(module: Operation): void {
  // Some lower to others: a check to a conditional failure, that to a branch.
  for (let changed = true; changed; ) {
    changed = false;
    const found: Operation[] = [];
    module.walk((op) => {
      if (isPseudo(op)) found.push(op);
    });
    for (const op of found) {
      if (!op.block) continue;
      const rewriter = new PatternRewriter(op);
      rewriter.setBefore(op);
      if (lower(op, rewriter)) changed = true;
    }
  }
}

/** Marked as pseudo, or a conversion that goes by i32 without being marked. */
const isPseudo = (op: Operation): boolean =>
  op.hasTrait('PseudoOp') || /^vm\.(trunc\.i64\.i(8|16)|ext\.i(8|16)\.i64\.[su])$/.test(op.name);

const lower = (op: Operation, rewriter: PatternRewriter): boolean =>
  (op.definition?.spec.canonicalize ?? []).some((pattern: RewritePattern) =>
    pattern.matchAndRewrite(op, rewriter),
  );

/**
 * A switch's default is a constant of the instruction: one that is not is selected afterwards, when
 * the index is out of range.
 */
function lowerSwitches(module: Operation): void {
  const switches: Operation[] = [];
  module.walk((op) => {
    if (/^vm\.switch\.[if](32|64)$/.test(op.name) && !constantValue(op.operand(1)))
      switches.push(op);
  });
  for (const op of switches) {
    const [index, fallback, ...values] = op.operands;
    if (!index || !fallback) continue;
    const suffix = op.name.slice('vm.switch.'.length);
    const builder = Builder.before(op);
    const zero = builder.createValue(`vm.const.${suffix}.zero`);
    const count = builder.createValue('vm.const.i32', {
      attributes: [['value', IntegerAttr.i32(op.context, values.length)]],
    });
    const isInside = builder.createValue('vm.cmp.lt.i32.u', { operands: [index, count] });
    const picked = builder.createValue(op.operationName, {
      operands: [index, zero, ...values],
      resultTypes: op.resultTypes,
    });
    op.replaceAllUsesWith([
      builder.createValue(`vm.select.${suffix}`, {
        operands: [isInside, picked, fallback],
        resultTypes: op.resultTypes,
      }),
    ]);
    op.erase();
  }
}

function dropHints(module: Operation): void {
  for (const barrier of module.collect('util.optimization_barrier')) {
    barrier.replaceAllUsesWith(barrier.operands);
    barrier.erase();
  }
}

function dropDebugging(module: Operation): void {
  const found: Operation[] = [];
  module.walk((op) => {
    if (op.hasTrait('DebugOnly')) found.push(op);
  });
  for (const op of found) {
    // A breakpoint branches on.
    if (op.successors.length > 0)
      Builder.before(op).create('vm.br', {
        operands: op.is('vm.cond_break') ? op.operands.slice(1) : op.operands,
        successors: op.successors,
        resultTypes: [],
      });
    op.erase();
  }
}

/** First of all, so that what follows sees the machine's operations only. */
export function lowerPseudoAndDebugOps(module: Operation, stripDebugOps: boolean): void {
  if (stripDebugOps) dropDebugging(module);
  lowerPseudoOps(module);
}

/** Last, when nothing folds any more. */
export function lowerRest(module: Operation): void {
  lowerPseudoOps(module);
  lowerSwitches(module);
  dropHints(module);
}
