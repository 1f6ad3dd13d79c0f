/**
 * Canonicalisation patterns of the vm dialect: pseudo operations become those that the machine has,
 * multiplications and additions fuse, branches are simplified.
 */

import { FloatAttr, fuseLocations, IntegerAttr, type NamedAttribute } from '../../attributes.ts';
import { operandGroup } from '../../dialect.ts';
import { Block, type Operation, type Value } from '../../operation.ts';
import { definePattern, type RewritePattern, type Rewriter } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import type { FloatType, IntegerType } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { integerValue, isNonZero, isOne, isZero } from './fold.ts';
import { vmSegments } from './segments.ts';
import { isRefType } from './types.ts';

/** `vm.cmp.lt.i32.s` with `gte` for `lt`: `vm.cmp.gte.i32.s`. */
const withStem = (op: Operation, stem: string): string =>
  op.name.replace(/^vm\.(cmp\.)?[a-z0-9]+/, `vm.${stem}`);

const constant = (rewriter: Rewriter, value: number): Value =>
  value === 0
    ? rewriter.createValue('vm.const.i32.zero')
    : rewriter.createValue('vm.const.i32', {
        attributes: [['value', IntegerAttr.i32(rewriter.context, value)]],
      });

/** Compares and inverts: `!(a op b)`. */
function replaceByInverted(
  op: Operation,
  rewriter: Rewriter,
  name: string,
  operands: readonly Value[],
): true {
  const condition = rewriter.createValue(name, { operands });
  rewriter.replaceOpWithNew(op, 'vm.xor.i32', {
    operands: [condition, constant(rewriter, 1)],
    resultTypes: op.resultTypes,
  });
  return true;
}

/** A comparison that is only used inverted (`xor 1`) becomes the opposite comparison. */
export const swapInverted = (name: string, opposite: string): RewritePattern =>
  definePattern(name, 'inverted comparison', (op, rewriter) => {
    const result = op.result();
    const user = result.hasOneUse ? result.users[0] : undefined;
    if (!user?.is('vm.xor.i32') || user.operand(0) !== result) return false;
    if (integerValue(user.operand(1)) !== 1n) return false;
    const inverse = rewriter.createValue(opposite, { operands: op.operands });
    rewriter.replaceOp(user, [inverse]);
    rewriter.replaceOp(op, [inverse]);
    return true;
  });

/** `a > b` is `b < a`. */
export const greaterToLess = (name: string): RewritePattern =>
  definePattern(name, 'greater to less', (op, rewriter) => {
    rewriter.replaceOpWithNew(op, withStem(op, 'cmp.lt'), {
      operands: [op.operand(1), op.operand(0)],
      resultTypes: op.resultTypes,
    });
    return true;
  });
/** `a <= b` is `!(b < a)`, for integers. */
export const lessEqualToLess = (name: string): RewritePattern =>
  definePattern(name, 'less or equal to less', (op, rewriter) =>
    replaceByInverted(op, rewriter, withStem(op, 'cmp.lt'), [op.operand(1), op.operand(0)]),
  );
/** `a >= b` is `!(a < b)`, for integers. */
export const greaterEqualToLess = (name: string): RewritePattern =>
  definePattern(name, 'greater or equal to less', (op, rewriter) =>
    replaceByInverted(op, rewriter, withStem(op, 'cmp.lt'), op.operands),
  );
/**
 * `a >= b` is `b <= a`, for floats. Upstream inverts `a < b` as it does for integers, which is wrong
 * for what is not a number; the machine has `<=`.
 */
export const greaterEqualToLessEqual = (name: string): RewritePattern =>
  definePattern(name, 'greater or equal to less or equal', (op, rewriter) => {
    rewriter.replaceOpWithNew(op, withStem(op, 'cmp.lte'), {
      operands: [op.operand(1), op.operand(0)],
      resultTypes: op.resultTypes,
    });
    return true;
  });
/** `a != 0` is a test for non-zero. */
export const unequalZero = (name: string): RewritePattern =>
  definePattern(name, 'compare with zero', (op, rewriter) => {
    if (!isZero(op.operand(1))) return false;
    rewriter.replaceOpWithNew(op, withStem(op, 'cmp.nz'), {
      operands: [op.operand(0)],
      resultTypes: op.resultTypes,
    });
    return true;
  });
/** The tests of floats for non-zero are comparisons with zero. */
export const nonZeroToUnequal = (name: string): RewritePattern =>
  definePattern(name, 'non-zero to unequal', (op, rewriter) => {
    const zero = rewriter.createValue(
      op.operand(0).type === op.context.f32 ? 'vm.const.f32.zero' : 'vm.const.f64.zero',
    );
    rewriter.replaceOpWithNew(op, withStem(op, 'cmp.ne'), {
      operands: [op.operand(0), zero],
      resultTypes: op.resultTypes,
    });
    return true;
  });
export const compareNull: readonly RewritePattern[] = [
  definePattern('vm.cmp.eq.ref', 'compare with null', (op, rewriter) =>
    constantValue(op.operand(1))
      ? replaceByInverted(op, rewriter, 'vm.cmp.nz.ref', [op.operand(0)])
      : false,
  ),
  definePattern('vm.cmp.ne.ref', 'compare with null', (op, rewriter) => {
    if (!constantValue(op.operand(1))) return false;
    rewriter.replaceOpWithNew(op, 'vm.cmp.nz.ref', {
      operands: [op.operand(0)],
      resultTypes: op.resultTypes,
    });
    return true;
  }),
];

/** Floats are near if their signs agree and their bits differ by less than 100, or if they are equal. */
export const compareNear = (name: string, bits: 32 | 64): RewritePattern =>
  definePattern(name, 'near comparison in units of the last place', (op, rewriter) => {
    const block = op.block;
    if (!block) return false;
    const { i32 } = op.context;
    const [f, i] = [`f${bits}`, `i${bits}`];
    const [a, b] = [op.operand(0), op.operand(1)];
    const rest = block.splitBefore(op.next);
    const result = rest.addArgument(i32, op.location);
    const zero = rewriter.createValue(`vm.const.${f}.zero`);
    const isPositive = (value: Value): Value =>
      rewriter.createValue(`vm.cmp.gte.${f}.o`, { operands: [value, zero] });
    const signsDiffer = rewriter.createValue('vm.cmp.ne.i32', {
      operands: [isPositive(a), isPositive(b)],
    });
    const [exact, distance] = [new Block(), new Block()];
    block.region?.insertAfter(exact, block);
    block.region?.insertAfter(distance, exact);
    rewriter.setToEnd(exact);
    const equal = rewriter.createValue(`vm.cmp.eq.${f}.o`, { operands: [a, b] });
    rewriter.create('vm.br', { operands: [equal], successors: [rest] });
    rewriter.setToEnd(distance);
    const asInteger = (value: Value): Value =>
      rewriter.createValue(`vm.bitcast.${f}.${i}`, { operands: [value] });
    const difference = rewriter.createValue(`vm.sub.${i}`, {
      operands: [asInteger(a), asInteger(b)],
    });
    const absolute = rewriter.createValue(`vm.abs.${i}`, { operands: [difference] });
    const limit = rewriter.createValue(`vm.const.${i}`, {
      attributes: [['value', IntegerAttr.get(absolute.type as IntegerType, 100)]],
    });
    const near = rewriter.createValue(`vm.cmp.lt.${i}.s`, { operands: [absolute, limit] });
    rewriter.create('vm.br', { operands: [near], successors: [rest] });
    rewriter.setToEnd(block);
    rewriter.create('vm.cond_br', {
      operandGroups: [[signsDiffer], [], []],
      successors: [exact, distance],
    });
    rewriter.replaceOp(op, [result]);
    return true;
  });

// ----- Arithmetic -----

/** `a * b + c` as one operation, if the product is used nowhere else. */
export const fuseMultiplyAdd = (suffix: string): RewritePattern =>
  definePattern(`vm.add.${suffix}`, 'multiply and add', (op, rewriter) => {
    const isProduct = (value: Value): boolean => value.definingOp?.is(`vm.mul.${suffix}`) ?? false;
    const index = isProduct(op.operand(0)) ? 0 : isProduct(op.operand(1)) ? 1 : -1;
    if (index < 0) return false;
    const mul = op.operand(index).definingOp as Operation;
    if (!mul.result().hasOneUse || mul.block !== op.block) return false;
    const c = op.operand(1 - index);
    rewriter.location = fuseLocations(op.context, [mul.operand(0).location, c.location]);
    const fused = rewriter.createValue(`vm.fma.${suffix}`, { operands: [...mul.operands, c] });
    rewriter.replaceOp(op, [fused]);
    return true;
  });

/** `(x * c1) * c2` is `x * (c1 * c2)`. */
export const multiplyConstants = (suffix: string): RewritePattern =>
  definePattern(`vm.mul.${suffix}`, 'product of constants', (op, rewriter) => {
    const inner = op.operand(0).definingOp;
    if (!inner?.is(`vm.mul.${suffix}`)) return false;
    const [a, b] = [constantValue(op.operand(1)), constantValue(inner.operand(1))];
    const type = op.result().type;
    let value: IntegerAttr | FloatAttr;
    if (a?.kind === 'integer' && b?.kind === 'integer')
      value = IntegerAttr.get(type as IntegerType, a.value * b.value);
    else if (a?.kind === 'float' && b?.kind === 'float')
      value = FloatAttr.get(type as FloatType, a.value * b.value);
    else return false;
    rewriter.location = fuseLocations(op.context, [inner.location, op.location]);
    const product = rewriter.createValue(`vm.const.${suffix}`, { attributes: [['value', value]] });
    rewriter.replaceOpWithNew(op, op.name, {
      operands: [inner.operand(0), product],
      resultTypes: [type],
    });
    return true;
  });

/** `1 * b + c`, `a * 1 + c` and `a * b + 0` need one operation less. */
export const simplifyFma = (suffix: string): RewritePattern =>
  definePattern(`vm.fma.${suffix}`, 'trivial multiply and add', (op, rewriter) => {
    const [a, b, c] = op.operands as [Value, Value, Value];
    const replace = (name: string, operands: Value[]): true => {
      rewriter.replaceOpWithNew(op, name, { operands, resultTypes: op.resultTypes });
      return true;
    };
    if (isOne(a)) return replace(`vm.add.${suffix}`, [b, c]);
    if (isOne(b)) return replace(`vm.add.${suffix}`, [a, c]);
    return isZero(c) ? replace(`vm.mul.${suffix}`, [a, b]) : false;
  });

/** A conversion between 64 bits and less than 32 goes by 32. */
export const splitConversion = (name: string, first: string, second: string): RewritePattern =>
  definePattern(name, 'conversion in two steps', (op, rewriter) => {
    const half = rewriter.createValue(first, { operands: op.operands });
    rewriter.replaceOpWithNew(op, second, { operands: [half], resultTypes: op.resultTypes });
    return true;
  });

export const zeroConstant = (name: string): RewritePattern =>
  definePattern(name, 'constant zero', (op, rewriter) => {
    const value = op.attr('value');
    const isZero =
      (value?.kind === 'integer' && value.value === 0n) ||
      (value?.kind === 'float' && value.bits === 0n);
    if (!isZero) return false;
    rewriter.replaceOpWithNew(op, `${name}.zero`, { resultTypes: op.resultTypes });
    return true;
  });

// ----- Globals -----

/** Globals are zero when the module is loaded. */
export const dropZeroInitialValue = (name: string): RewritePattern =>
  definePattern(name, 'initial value zero', (op, rewriter) => {
    const value = op.attr('initial_value');
    const zero =
      (value?.kind === 'integer' && value.value === 0n) ||
      (value?.kind === 'float' && value.bits === 0n);
    if (!zero) return false;
    rewriter.modifyInPlace(op, () => op.removeAttr('initial_value'));
    return true;
  });
/** An access through an address that is known is direct. */
export const directAccess = (name: string): RewritePattern =>
  definePattern(name, 'access of a known global', (op, rewriter) => {
    const pointer = op.operand(op.numOperands - 1).definingOp;
    if (!pointer?.is('vm.global.address') && !pointer?.is('util.global.address')) return false;
    const global = pointer.attr('global');
    if (!global) return false;
    rewriter.replaceOpWithNew(op, name.replace('.indirect', ''), {
      operands: op.operands.slice(0, -1),
      resultTypes: op.resultTypes,
      attributes: [['global', global]],
    });
    return true;
  });
export const initializerPatterns: readonly RewritePattern[] = [
  definePattern('vm.initializer', 'empty initialiser', (op, rewriter) => {
    const entry = op.region().entry;
    if (!op.region().hasOneBlock || !entry) return false;
    if (entry.first && !entry.first.is('vm.return')) return false;
    rewriter.eraseOp(op);
    return true;
  }),
  definePattern('vm.initializer', 'store of a constant', (op, rewriter) => {
    const stores: Operation[] = [];
    op.walk((store) => {
      // References have no constants but null, which they start as; globals of them hold no value.
      if (!/^vm\.global\.store\.[if](32|64)$/.test(store.name)) return;
      const value = constantValue(store.operand(0));
      const global = lookupSymbol(store, store.attr('global'));
      if (!value || !global) return;
      global.setAttr('initial_value', value);
      stores.push(store);
    });
    for (const store of stores) rewriter.eraseOp(store);
    return stores.length > 0;
  }),
];

// ----- Control flow -----

/** The only other block a block leads to by nothing but a branch, with what that passes. */
function passThrough(
  block: Block,
  passed: readonly Value[],
): { block: Block; operands: Value[] } | null {
  const branch = block.first;
  const target = branch?.successors[0];
  if (block._uses.size > 1 || !branch?.is('vm.br') || branch.next || !target || target === block)
    return null;
  if (block.arguments.some((argument) => argument.users.some((user) => user !== branch)))
    return null;
  return {
    block: target,
    operands: branch.operands.map((operand) =>
      operand.kind === 'argument' && operand.owner === block
        ? (passed[operand.index] as Value)
        : operand,
    ),
  };
}

export const branchPatterns: readonly RewritePattern[] = [
  definePattern('vm.br', 'merge into the only predecessor', (op, rewriter) => {
    const [target] = op.successors;
    const block = op.block;
    if (!target || !block || target === block || target._uses.size !== 1) return false;
    const operands = op.operands;
    rewriter.eraseOp(op);
    rewriter.mergeBlocks(target, block, operands);
    return true;
  }),
  definePattern('vm.br', 'branch to a block that only branches', (op, rewriter) => {
    const [target] = op.successors;
    const onward = target && target !== op.block ? passThrough(target, op.operands) : null;
    if (!onward) return false;
    rewriter.replaceOpWithNew(op, 'vm.br', {
      operands: onward.operands,
      successors: [onward.block],
      resultTypes: [],
    });
    return true;
  }),
];

const replaceByBranch = (op: Operation, rewriter: Rewriter, which: 0 | 1): true => {
  rewriter.replaceOpWithNew(op, 'vm.br', {
    operands: operandGroup(op, which + 1),
    successors: [op.successors[which] as Block],
    resultTypes: [],
  });
  return true;
};
export const condBranchPatterns: readonly RewritePattern[] = [
  definePattern('vm.cond_br', 'constant condition', (op, rewriter) => {
    if (isNonZero(op.operand(0))) return replaceByBranch(op, rewriter, 0);
    return isZero(op.operand(0)) ? replaceByBranch(op, rewriter, 1) : false;
  }),
  definePattern('vm.cond_br', 'both ways are one', (op, rewriter) => {
    const [yes, no] = op.successors;
    const [a, b] = [operandGroup(op, 1), operandGroup(op, 2)];
    if (yes !== no || a.some((value, i) => value !== b[i])) return false;
    return replaceByBranch(op, rewriter, 0);
  }),
];
export const condBreakPattern = definePattern(
  'vm.cond_break',
  'constant condition',
  (op, rewriter) => {
    const condition = integerValue(op.operand(0));
    if (condition === null) return false;
    rewriter.replaceOpWithNew(op, condition === 0n ? 'vm.br' : 'vm.break', {
      operands: op.operands.slice(1),
      successors: op.successors,
      resultTypes: [],
    });
    return true;
  },
);

export const unusedCall = (name: string): RewritePattern =>
  definePattern(name, 'unused call without side effects', (op, rewriter) => {
    if (op.hasResultUses) return false;
    const callee = lookupSymbol(op, op.attr('callee'));
    if (!callee?.attr('nosideeffects')) return false;
    rewriter.eraseOp(op);
    return true;
  });
export const nonVariadicCall = definePattern(
  'vm.call.variadic',
  'call without spans',
  (op, rewriter) => {
    const callee = op.attr('callee');
    if (!callee || vmSegments(op).some((segment) => segment.isSpan)) return false;
    rewriter.replaceOpWithNew(op, 'vm.call', {
      operands: op.operands,
      resultTypes: op.resultTypes,
      attributes: [['callee', callee]],
    });
    return true;
  },
);

const messageOf = (op: Operation): NamedAttribute[] => {
  const message = op.attr('message');
  return message?.kind === 'string' && message.value !== '' ? [['message', message]] : [];
};
/** Fails in a block of its own, at the end of the function's region or behind this block. */
export const condFailPattern = definePattern(
  'vm.cond_fail',
  'branch to a failure',
  (op, rewriter) => {
    const block = op.block;
    if (!block) return false;
    const rest = block.splitBefore(op.next);
    const failure = new Block();
    block.region?.insertAfter(failure, rest);
    const status = failure.addArgument(op.operand(1).type, op.location);
    rewriter.setToEnd(failure);
    rewriter.create('vm.fail', { operands: [status], attributes: messageOf(op) });
    rewriter.setToEnd(block);
    rewriter.create('vm.cond_br', {
      operandGroups: [[op.operand(0)], [op.operand(1)], []],
      successors: [failure, rest],
    });
    rewriter.eraseOp(op);
    return true;
  },
);

/** `vm.check.X` fails with FAILED_PRECONDITION unless the comparison holds. */
export const checkPattern = (
  name: string,
  comparison: string,
  floatSuffix: string,
): RewritePattern =>
  definePattern(name, 'comparison and failure', (op, rewriter) => {
    const { type } = op.operand(0);
    let suffix: string;
    if (isRefType(type)) suffix = 'ref';
    else if (type.kind === 'integer' && (type.width === 32 || type.width === 64))
      suffix = `i${type.width}`;
    else if (type.kind === 'float') suffix = `f${type.width}${floatSuffix}`;
    else return false;
    const holds = rewriter.createValue(`vm.cmp.${comparison}.${suffix}`, { operands: op.operands });
    const fails = rewriter.createValue('vm.xor.i32', { operands: [holds, constant(rewriter, 1)] });
    rewriter.replaceOpWithNew(op, 'vm.cond_fail', {
      operands: [fails, constant(rewriter, 9)],
      attributes: messageOf(op),
      resultTypes: [],
    });
    return true;
  });
/** An import that must be there is. */
export const importResolvedPattern = definePattern(
  'vm.import.resolved',
  'required import',
  (op, rewriter) => {
    const target = lookupSymbol(op, op.attr('import'));
    if (!target?.is('vm.import') || target.attr('is_optional')) return false;
    rewriter.replaceOp(op, [constant(rewriter, 1)]);
    return true;
  },
);
