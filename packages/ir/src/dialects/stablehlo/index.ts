/** The stablehlo dialect: XLA's operations as programs are handed on in them. */

import { hloDialect } from '../hlo/dialect.ts';

export const stablehloDialect = hloDialect(
  'stablehlo',
  "XLA's operations, for programs that are handed on",
);
