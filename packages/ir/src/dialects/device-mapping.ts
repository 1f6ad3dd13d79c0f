/** Attributes that say what of a device runs an iteration of a loop. */

import { ArrayAttrConstraint } from '../constraints.ts';
import type { AttrConstraint } from '../dialect.ts';

const MAPPINGS = new Set(
  ['block', 'linear', 'memory_space', 'thread', 'warp'].map((mnemonic) => `gpu.${mnemonic}`),
);
export const DeviceMappingArrayAttr: AttrConstraint = {
  ...ArrayAttrConstraint,
  summary: 'Device Mapping array attribute',
  matches: (attr) =>
    attr.kind === 'array' &&
    attr.elements.every((element) => element.kind === 'dialect' && MAPPINGS.has(element.name)),
};
