/** Affine maps drawn: a row for each result, and their factors as a matrix where all are linear. */
import {
  type AffineExpr,
  AffineMap,
  AffineMapAttr,
  type Context,
  printAttribute,
} from '@iree-workbench/ir';

/** Factors of the dimensions and symbols, and a constant at the end. */
type Terms = readonly bigint[];

/** The rows, aligned; no line break at the end. */
export function drawnMap(map: AffineMap, context: Context): string {
  const terms = map.results.map((expr) => termsOf(expr, map));
  const expressions = map.results.map((expr) => expressionText(expr, map, context));
  if (!terms.every((row) => row !== null) || map.numDims + map.numSymbols === 0)
    return aligned(expressions.map((expr, i) => [`#${i}`, '=', expr]));
  const names = [...named('d', map.numDims), ...named('s', map.numSymbols), '1'];
  const head = ['', '', ...names, '', ''];
  const rows = terms.map((row, i) => [
    `#${i}`,
    '[',
    ...row.map((factor) => (factor === 0n ? '.' : `${factor}`)),
    ']',
    expressions[i] ?? '',
  ]);
  return aligned([head, ...rows]);
}

/** What kind of map it is, in words; empty for one that is nothing special. */
export function mapKind(map: AffineMap): string {
  if (map.isIdentity()) return 'Identity';
  if (map.isPermutation()) return 'Permutation';
  if (map.isProjectedPermutation()) return 'Projected permutation';
  return '';
}

const named = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i}`);

/** The expression as a map of its own is printed. */
function expressionText(
  expr: AffineExpr,
  { numDims, numSymbols }: AffineMap,
  context: Context,
): string {
  const text = printAttribute(
    AffineMapAttr.get(context, new AffineMap(numDims, numSymbols, [expr])),
  );
  return text.slice(text.indexOf('-> (') + '-> ('.length, -')>'.length);
}

/** Null for an expression that is no sum of multiples. */
function termsOf(expr: AffineExpr, map: AffineMap): Terms | null {
  const none: Terms = Array.from({ length: map.numDims + map.numSymbols + 1 }, () => 0n);
  switch (expr.kind) {
    case 'dim':
      return none.with(expr.position, 1n);
    case 'symbol':
      return none.with(map.numDims + expr.position, 1n);
    case 'constant':
      return none.with(-1, expr.value);
    case 'add': {
      const [lhs, rhs] = [termsOf(expr.lhs, map), termsOf(expr.rhs, map)];
      return lhs && rhs && lhs.map((factor, i) => factor + (rhs[i] ?? 0n));
    }
    case 'mul': {
      const { rhs } = expr;
      if (rhs.kind !== 'constant') return null;
      return termsOf(expr.lhs, map)?.map((factor) => factor * rhs.value) ?? null;
    }
    case 'mod':
    case 'floordiv':
    case 'ceildiv':
      return null;
  }
}

/** Columns as wide as their widest cell, numbers to the right and the last one to the left. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell.padStart(widths[i] ?? 0)))
        .join(' ')
        .trimEnd(),
    )
    .join('\n');
}
