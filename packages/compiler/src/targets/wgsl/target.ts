/** The `webgpu-wgsl-fb` target: validates a variant and makes its executable. */

import { writeWgslExecutable } from '@iree-workbench/format';
import type { Operation } from '@iree-workbench/ir';
import type { PassReport } from '../../report.ts';
import { type DispatchLimits, validateVariant } from '../dispatch/validate.ts';
import { elementOf } from './elements.ts';
import { LANEWISE_OPERATIONS } from './expressions.ts';
import { translateToWgsl } from './translate.ts';

/** What every WebGPU device has. */
const LIMITS: DispatchLimits = {
  name: 'webgpu-wgsl',
  takesElement: (type) => elementOf(type) !== null,
  takesLanes: (type) => elementOf(type)?.held !== 'vec2<u32>',
  vectorLanes: [2, 4],
  workgroupThreads: 256,
  workgroupMemory: 16384,
  privateMemory: 8192,
  maxSets: 3,
  maxBindings: 8,
  lanewise: new Set(LANEWISE_OPERATIONS),
};

/**
 * Serialises a variant whose dispatches are in dispatch IR.
 * @returns null if something is not; the report says what.
 */
export function serializeWgslVariant(
  variant: Operation,
  report: PassReport,
  { stripSourceMap = false }: { readonly stripSourceMap?: boolean } = {},
): Uint8Array | null {
  const dispatches = validateVariant(variant, LIMITS, report);
  if (!dispatches) return null;
  return writeWgslExecutable({
    shaderModules: dispatches.map((dispatch) => {
      const { code, sourceMap } = translateToWgsl(dispatch);
      return stripSourceMap ? { code } : { code, sourceMap };
    }),
    entryPoints: dispatches.map((_, i) => i),
  });
}
