/** The hal dialect: devices, buffers, command buffers and executables. */

import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { halAttributes } from './attributes.ts';
import { halDirectives } from './directives.ts';
import { operations } from './ops.ts';
import { halTypes } from './types.ts';

export const halDialect = defineDialect({
  name: 'hal',
  summary: 'the hardware abstraction layer: devices and what they execute',
  operations,
  types: halTypes,
  attributes: halAttributes,
  customDirectives: halDirectives,
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    (value.kind === 'integer' || value.kind === 'float') && value.type === type
      ? Operation.create({
          name: 'arith.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});

export {
  type DescriptorBinding,
  type DescriptorSet,
  descriptorBindingAttr,
  descriptorBindingOf,
  deviceTargetAttr,
  type ExecutableTarget,
  executableTargetAttr,
  executableTargetOf,
  interfaceBindingAttr,
  type PipelineLayoutSpec,
  pipelineLayoutAttr,
  pipelineLayoutOf,
} from './attributes.ts';
export { BUFFER_USAGES, halType, MEMORY_TYPES } from './types.ts';
