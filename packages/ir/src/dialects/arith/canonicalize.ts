/** Canonicalisations of the arith dialect, by operation. */

import { type Attribute, IntegerAttr } from '../../attributes.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern, type Rewriter } from '../../pattern.ts';
import { bitWidth, isSignless } from '../../types.ts';
import { predicateOf } from './fold.ts';
import { CMPI_PREDICATES } from './predicates.ts';

function constantInteger(value: Value): bigint | null {
  const op = value.definingOp;
  const attr = op?.is('arith.constant') ? op.attr('value') : undefined;
  return attr?.kind === 'integer' ? attr.value : null;
}

function integer(rewriter: Rewriter, like: Value, value: bigint): Value | null {
  const type = like.type;
  if (type.kind !== 'integer' && type.kind !== 'index') return null;
  return rewriter.constant(IntegerAttr.get(type, value) as Attribute, type);
}

/** (x ± c0) ± c1: the constants become one. */
const reassociate = (
  root: string,
  inner: string,
  innerConstant: 'left' | 'right',
  rebuild: (
    x: Value,
    c0: bigint,
    c1: bigint,
  ) => readonly [name: string, lhs: Value | bigint, rhs: Value | bigint],
  rootConstant: 'left' | 'right' = 'right',
): RewritePattern =>
  definePattern(`arith.${root}`, `${root} of ${inner} with constants`, (op, rewriter) => {
    const outer = op.operand(rootConstant === 'right' ? 1 : 0);
    const c1 = constantInteger(outer);
    const definition = op.operand(rootConstant === 'right' ? 0 : 1).definingOp;
    if (c1 === null || !definition?.is(`arith.${inner}`)) return false;
    const c0 = constantInteger(definition.operand(innerConstant === 'right' ? 1 : 0));
    if (c0 === null) return false;
    const x = definition.operand(innerConstant === 'right' ? 0 : 1);
    const [name, lhs, rhs] = rebuild(x, c0, c1);
    const asValue = (item: Value | bigint): Value | null =>
      typeof item === 'bigint' ? integer(rewriter, outer, item) : item;
    const [a, b] = [asValue(lhs), asValue(rhs)];
    if (!a || !b) return false;
    rewriter.replaceOpWithNew(op, `arith.${name}`, {
      operands: [a, b],
      resultTypes: op.resultTypes,
    });
    return true;
  });

const castOfCast = (root: string, inner: string, result: string): RewritePattern =>
  definePattern(`arith.${root}`, `${root} of ${inner}`, (op, rewriter) => {
    const definition = op.operand(0).definingOp;
    if (!definition?.is(`arith.${inner}`)) return false;
    rewriter.replaceOpWithNew(op, `arith.${result}`, {
      operands: definition.operands,
      resultTypes: op.resultTypes,
    });
    return true;
  });

/** index_cast of index_cast to a type at least as wide: nothing is lost. */
const indexRoundTrip = (name: string): RewritePattern =>
  definePattern(`arith.${name}`, `${name} of ${name}`, (op, rewriter) => {
    const definition = op.operand(0).definingOp;
    if (!definition?.is(`arith.${name}`)) return false;
    const source = definition.operand(0);
    if (source.type !== op.result().type) return false;
    const middle = definition.result().type;
    const isWide =
      (middle.kind === 'index' || middle.kind === 'integer') &&
      (source.type.kind === 'index' || source.type.kind === 'integer') &&
      bitWidth(middle) >= bitWidth(source.type);
    if (!isWide) return false;
    rewriter.replaceOp(op, [source]);
    return true;
  });

/** xor with true inverts a comparison. */
const invertComparison = definePattern(
  'arith.xori',
  'not of a comparison',
  (op: Operation, rewriter) => {
    if (!isSignless(op.result().type, 1) || constantInteger(op.operand(1)) !== 1n) return false;
    const compare = op.operand(0).definingOp;
    if (!compare?.is('arith.cmpi')) return false;
    const inverse: Readonly<Record<string, string>> = {
      eq: 'ne',
      ne: 'eq',
      slt: 'sge',
      sge: 'slt',
      sle: 'sgt',
      sgt: 'sle',
      ult: 'uge',
      uge: 'ult',
      ule: 'ugt',
      ugt: 'ule',
    };
    const predicate = inverse[predicateOf(compare)] ?? 'eq';
    const number = CMPI_PREDICATES.find(([keyword]) => keyword === predicate)?.[1] ?? 0;
    rewriter.replaceOpWithNew(op, 'arith.cmpi', {
      operands: compare.operands,
      resultTypes: op.resultTypes,
      attributes: [['predicate', IntegerAttr.i64(op.context, number)]],
    });
    return true;
  },
);

/** select(c, true, false) is c; select(not c, a, b) is select(c, b, a). */
const selectOfConstants = definePattern(
  'arith.select',
  'select of true and false',
  (op: Operation, rewriter) => {
    const [condition, yes, no] = op.operands as [Value, Value, Value];
    if (!isSignless(op.result().type, 1) || !isSignless(condition.type, 1)) return false;
    const [a, b] = [constantInteger(yes), constantInteger(no)];
    if (a === 1n && b === 0n) {
      rewriter.replaceOp(op, [condition]);
      return true;
    }
    if (a === 0n && b === 1n) {
      const one = integer(rewriter, condition, 1n);
      if (!one) return false;
      rewriter.replaceOpWithNew(op, 'arith.xori', {
        operands: [condition, one],
        resultTypes: op.resultTypes,
      });
      return true;
    }
    return false;
  },
);

export const canonicalizations: Readonly<Record<string, readonly RewritePattern[]>> = {
  addi: [
    reassociate('addi', 'addi', 'right', (x, c0, c1) => ['addi', x, c0 + c1]),
    reassociate('addi', 'subi', 'right', (x, c0, c1) => ['addi', x, c1 - c0]),
    reassociate('addi', 'subi', 'left', (x, c0, c1) => ['subi', c0 + c1, x]),
  ],
  subi: [
    reassociate('subi', 'addi', 'right', (x, c0, c1) => ['addi', x, c0 - c1]),
    reassociate('subi', 'subi', 'right', (x, c0, c1) => ['subi', x, c0 + c1]),
    reassociate('subi', 'subi', 'left', (x, c0, c1) => ['subi', c0 - c1, x]),
    reassociate('subi', 'addi', 'right', (x, c0, c1) => ['subi', c1 - c0, x], 'left'),
  ],
  muli: [reassociate('muli', 'muli', 'right', (x, c0, c1) => ['muli', x, c0 * c1])],
  xori: [invertComparison],
  extui: [castOfCast('extui', 'extui', 'extui')],
  extsi: [castOfCast('extsi', 'extsi', 'extsi'), castOfCast('extsi', 'extui', 'extui')],
  index_cast: [indexRoundTrip('index_cast')],
  index_castui: [indexRoundTrip('index_castui')],
  bitcast: [castOfCast('bitcast', 'bitcast', 'bitcast')],
  select: [selectOfConstants],
};
