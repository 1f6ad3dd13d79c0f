/** The mhlo dialect: XLA's operations as the compilers of TensorFlow and JAX have them. */

import { hloDialect } from '../hlo/dialect.ts';

export const mhloDialect = hloDialect('mhlo', "XLA's operations, for compilers");
