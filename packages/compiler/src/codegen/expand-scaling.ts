/** Fixed-point scaling (`tosa.apply_scale`), which dispatches keep up to here, in plain arithmetic. */

import { applyPartialConversion, ConversionTarget, type Operation } from '@iree-workbench/ir';
import { scalingPatterns } from '../input/tosa/arith.ts';
import { CannotLower } from './cannot-lower.ts';

const target = new ConversionTarget().addIllegalOp('tosa.apply_scale').addLegalDialect('arith');
/** Every target has integers of 64 bits, or computes them by halves itself. */
const patterns = scalingPatterns(false);

export function expandScaling(func: Operation): void {
  if (func.collect('tosa.apply_scale').length === 0) return;
  const [problem] = applyPartialConversion(func, target, patterns);
  if (problem) throw new CannotLower(func, problem.message);
}
