/** How agents are shown IR. */
import type { PrintOptions } from '@iree-workbench/ir';

export interface Shown {
  /** `"dialect.op"(…)` for every operation. */
  readonly generic: boolean;
  /** `loc(…)` after each operation. */
  readonly locations: boolean;
  /** Dense constants with more elements are left out. */
  readonly elideLargerThan: number;
}

export const printOptionsOf = ({ generic, locations, elideLargerThan }: Shown): PrintOptions => ({
  generic,
  debugInfo: locations,
  elideElementsLargerThan: elideLargerThan,
  hexElementsLargerThan: Number.MAX_SAFE_INTEGER,
});
