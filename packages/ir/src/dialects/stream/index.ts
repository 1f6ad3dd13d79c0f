/** The stream dialect: resources, their lifetimes, and work on timelines. */

import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { streamDirectives } from './directives.ts';
import { operations } from './ops.ts';
import { streamAttributes, streamTypes } from './types.ts';

export const streamDialect = defineDialect({
  name: 'stream',
  summary: 'asynchronous work on resources, its partitioning and scheduling',
  operations,
  types: streamTypes,
  attributes: streamAttributes,
  customDirectives: streamDirectives,
  isLegalToInline: () => true,
  materializeConstant(value, type, location) {
    if (value.kind === 'dialect' && value.name === 'stream.timepoint')
      return Operation.create({
        name: 'stream.timepoint.immediate',
        location,
        resultTypes: [type],
      });
    return (value.kind === 'integer' || value.kind === 'float') && value.type === type
      ? Operation.create({
          name: 'arith.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null;
  },
});

export {
  ACCESS,
  accessAttr,
  bindingType,
  isResource,
  type Lifetime,
  lifetimeOf,
  type ResourceConfig,
  resourceType,
  timepointType,
} from './types.ts';
