/** The vm dialect: IREE's virtual machine, whose operations are its bytecode's. */

import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { utilDirectives } from '../util/directives.ts';
import { utilDialect } from '../util/index.ts';
import { vmAttributes } from './attributes.ts';
import { arithmeticOperations } from './ops-arithmetic.ts';
import { compareOperations } from './ops-compare.ts';
import { controlOperations } from './ops-control.ts';
import { memoryOperations } from './ops-memory.ts';
import { structureOperations } from './ops-structure.ts';
import { isRefType, vmTypes } from './types.ts';

export const vmDialect = defineDialect({
  name: 'vm',
  summary: 'the virtual machine that runs the host side of a program',
  operations: [
    ...structureOperations,
    ...memoryOperations,
    ...arithmeticOperations,
    ...compareOperations,
    ...controlOperations,
  ],
  types: vmTypes,
  attributes: vmAttributes,
  customDirectives: utilDirectives,
  dependencies: () => [utilDialect],
  branchForReturn: 'vm.br',
  isLegalToInline: (op) => !op.ancestor('vm.func')?.attr('noinline'),
  materializeConstant(value, type, location) {
    if (isRefType(type))
      return Operation.create({ name: 'vm.const.ref.zero', location, resultTypes: [type] });
    if ((value.kind !== 'integer' && value.kind !== 'float') || value.type !== type) return null;
    const isZero = value.kind === 'integer' ? value.value === 0n : value.bits === 0n;
    const suffix =
      type.kind === 'integer' ? `i${type.width}` : type.kind === 'float' ? `f${type.width}` : '';
    if (!/^(i|f)(32|64)$/.test(suffix)) return null;
    return isZero
      ? Operation.create({ name: `vm.const.${suffix}.zero`, location, resultTypes: [type] })
      : Operation.create({
          name: `vm.const.${suffix}`,
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        });
  },
});

export { type OrdinalCounts, ordinalCountsAttr, ordinalCountsOf } from './attributes.ts';
export { type CallSegment, vmSegments } from './segments.ts';
export { segmentSizesAttr } from './syntax.ts';
export {
  isRefType,
  listElementType,
  opaqueType,
  refObjectType,
  vmBufferType,
  vmListType,
  vmRefType,
} from './types.ts';
