/** Kinds of atomic read-modify-write, in upstream's order (`arith::AtomicRMWKind`). */
export const ATOMIC_KINDS = [
  ['addf', 0],
  ['addi', 1],
  ['assign', 2],
  ['maxf', 3],
  ['maxs', 4],
  ['maxu', 5],
  ['minf', 6],
  ['mins', 7],
  ['minu', 8],
  ['mulf', 9],
  ['muli', 10],
  ['ori', 11],
  ['andi', 12],
] as const;
