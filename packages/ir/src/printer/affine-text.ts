/** Text of affine expressions, maps and sets, with upstream's forms for subtraction and negation. */

import type { AffineExpr, AffineMap, IntegerSet } from '../affine.ts';

type Leaf = (kind: 'dim' | 'symbol', position: number) => string;
const plainLeaf: Leaf = (kind, position) => `${kind === 'dim' ? 'd' : 's'}${position}`;

const SPELLING = {
  mul: ' * ',
  mod: ' mod ',
  floordiv: ' floordiv ',
  ceildiv: ' ceildiv ',
} as const;

export function affineExprText(expr: AffineExpr, leaf: Leaf = plainLeaf, isTight = false): string {
  switch (expr.kind) {
    case 'dim':
    case 'symbol':
      return leaf(expr.kind, expr.position);
    case 'constant':
      return expr.value.toString();
    case 'add':
      return parenthesized(sumText(expr.lhs, expr.rhs, leaf), isTight);
    default: {
      const lhs = affineExprText(expr.lhs, leaf, true);
      if (expr.kind === 'mul' && expr.rhs.kind === 'constant' && expr.rhs.value === -1n)
        return parenthesized(`-${lhs}`, isTight);
      return parenthesized(
        lhs + SPELLING[expr.kind] + affineExprText(expr.rhs, leaf, true),
        isTight,
      );
    }
  }
}

const parenthesized = (text: string, isTight: boolean): string => (isTight ? `(${text})` : text);

function sumText(lhs: AffineExpr, rhs: AffineExpr, leaf: Leaf): string {
  const left = affineExprText(lhs, leaf);
  if (rhs.kind === 'mul' && rhs.rhs.kind === 'constant') {
    const factor = rhs.rhs.value;
    if (factor === -1n) return `${left} - ${affineExprText(rhs.lhs, leaf, rhs.lhs.kind === 'add')}`;
    if (factor < -1n) return `${left} - ${affineExprText(rhs.lhs, leaf, true)} * ${-factor}`;
  }
  if (rhs.kind === 'constant' && rhs.value < 0n) return `${left} - ${-rhs.value}`;
  return `${left} + ${affineExprText(rhs, leaf)}`;
}

function domain(numDims: number, numSymbols: number): string {
  const dims = Array.from({ length: numDims }, (_, i) => `d${i}`).join(', ');
  const symbols = Array.from({ length: numSymbols }, (_, i) => `s${i}`).join(', ');
  return `(${dims})${numSymbols > 0 ? `[${symbols}]` : ''}`;
}

/** `(d0, d1)[s0] -> (d0 + s0, d1)`. */
export const affineMapText = (map: AffineMap): string =>
  `${domain(map.numDims, map.numSymbols)} -> (${map.results.map((e) => affineExprText(e)).join(', ')})`;

/** `(d0) : (d0 - 1 >= 0, d0 == 0)`. */
export const integerSetText = (set: IntegerSet): string =>
  `${domain(set.numDims, set.numSymbols)} : (${set.constraints
    .map(({ expr, isEquality }) => `${affineExprText(expr)} ${isEquality ? '==' : '>='} 0`)
    .join(', ')})`;
