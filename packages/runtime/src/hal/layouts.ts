/**
 * Descriptor set layouts and pipeline layouts: what an executable's entry points expect to be bound.
 */
import { DescriptorFlags } from '@iree-workbench/format';
import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import { allBitsSet } from './bitfield.ts';

/** One binding of a descriptor set. */
export interface DescriptorSetLayoutBinding {
  readonly binding: number;
  /** A number of `DescriptorType`. */
  readonly type: number;
  /** Bits of `DescriptorFlags`. */
  readonly flags: number;
}

/** The bindings of one descriptor set. */
export class DescriptorSetLayout implements VmRef {
  static readonly vmTypeName = 'hal.descriptor_set_layout';
  readonly vmType = DescriptorSetLayout.vmTypeName;
  readonly flags: number;
  /** Sorted by binding ordinal. */
  readonly bindings: readonly DescriptorSetLayoutBinding[];

  constructor(flags: number, bindings: readonly DescriptorSetLayoutBinding[]) {
    this.flags = flags;
    this.bindings = [...bindings].sort((a, b) => a.binding - b.binding);
    this.bindings.forEach((binding, index) => {
      if (index > 0 && this.bindings[index - 1]!.binding === binding.binding) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `descriptor set layout declares binding ${binding.binding} twice`,
        );
      }
    });
  }
}

/** True when a program says that it only reads through a binding. */
export function isReadOnly(binding: DescriptorSetLayoutBinding): boolean {
  return allBitsSet(binding.flags, DescriptorFlags.ReadOnly);
}

/** Push constants and descriptor sets of entry points. */
export class PipelineLayout implements VmRef {
  static readonly vmTypeName = 'hal.pipeline_layout';
  readonly vmType = PipelineLayout.vmTypeName;
  /** Number of 32-bit push constants. */
  readonly pushConstants: number;
  readonly setLayouts: readonly DescriptorSetLayout[];

  constructor(pushConstants: number, setLayouts: readonly DescriptorSetLayout[]) {
    if (!Number.isInteger(pushConstants) || pushConstants < 0 || pushConstants > maxPushConstants) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        `a pipeline layout may have up to ${maxPushConstants} push constants, not ${pushConstants}`,
      );
    }
    this.pushConstants = pushConstants;
    this.setLayouts = setLayouts;
  }
}

/** Push constants of a layout; what fits a minimal uniform binding with room to spare. */
const maxPushConstants = 1024;
