/** The tosa dialect: the tensor operations that neural networks are made of, as Arm's TOSA standard has them. */

import { isElements } from '../../attributes.ts';
import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { tensorDialect } from '../tensor/index.ts';
import { attributes } from './attributes.ts';
import { convolutionOperations } from './convolutions.ts';
import { elementwiseOperations } from './elementwise.ts';
import { tensorOperations } from './tensors.ts';

export const tosaDialect = defineDialect({
  name: 'tosa',
  summary: 'tensor operations of neural networks, as the TOSA standard has them',
  operations: [...elementwiseOperations, ...convolutionOperations, ...tensorOperations],
  attributes,
  dependencies: () => [tensorDialect],
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    isElements(value)
      ? Operation.create({
          name: 'tosa.const',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});
