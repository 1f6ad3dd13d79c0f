/** The `wasm-simd128-fb` target: validates a variant and makes its executable. */

import { ExecutableFormat, writeWasmExecutable } from '@iree-workbench/format';
import type { Operation } from '@iree-workbench/ir';
import type { PassReport } from '../../report.ts';
import { type DispatchLimits, validateVariant } from '../dispatch/validate.ts';
import { elementOf } from './elements.ts';
import { LANEWISE_OPERATIONS } from './scalar-operations.ts';
import { translateToWasm } from './translate.ts';

/** Scratch memory of a thread comes from the device's one memory; this much is reasonable. */
const MAX_SCRATCH = 64 << 20;

const LIMITS: DispatchLimits = {
  name: 'wasm',
  takesElement: (type) => elementOf(type) !== null,
  vectorLanes: [1, 64],
  workgroupThreads: 1,
  workgroupMemory: MAX_SCRATCH,
  privateMemory: MAX_SCRATCH,
  maxSets: 32,
  maxBindings: 1024,
  lanewise: new Set(LANEWISE_OPERATIONS),
};

/**
 * Serialises a variant whose dispatches are in dispatch IR.
 * @returns null if something is not; the report says what.
 */
export function serializeWasmVariant(variant: Operation, report: PassReport): Uint8Array | null {
  const dispatches = validateVariant(variant, LIMITS, report);
  if (!dispatches) return null;
  const name = variant.parentOp?.symbolName ?? ExecutableFormat.wasm;
  const strict = translateToWasm(name, dispatches, { relaxed: false });
  const relaxed = translateToWasm(name, dispatches, { relaxed: true });
  return writeWasmExecutable({
    exports: dispatches.map((dispatch, i) => ({
      name: dispatch.name,
      localMemory: strict.localMemory[i] ?? 0,
    })),
    moduleStrict: strict.bytes,
    ...(relaxed.usesRelaxed && { moduleRelaxed: relaxed.bytes }),
  });
}
