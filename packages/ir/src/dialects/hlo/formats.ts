/** Assembly formats that many operations of mhlo and stablehlo have. */

import type { Hlo } from './vocabulary.ts';

export const FUNCTIONAL = 'attr-dict `:` functional-type(operands, results)';
export const OPERANDS = `operands ${FUNCTIONAL}`;

/** The format that stablehlo has and mhlo has not: mhlo prints such an operation in generic form. */
export const pretty = (hlo: Hlo, format: string): { readonly assemblyFormat?: string } =>
  hlo.isMhlo ? {} : { assemblyFormat: `${format} ${FUNCTIONAL}` };
/** `[1, 2]` for a constant in one dimension. */
export const dense = (name: string): string => `custom<DenseI64Array>($${name})`;
