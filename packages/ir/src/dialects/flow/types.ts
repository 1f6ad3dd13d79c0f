/** Types of the flow dialect: the tensor that a dispatch reads or writes, and the channel. */

import type { TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { DialectType, type RankedTensorType, type Type } from '../../types.ts';

export type TensorAccess = 'readonly' | 'writeonly' | 'readwrite';
const ACCESSES: readonly TensorAccess[] = ['readonly', 'readwrite', 'writeonly'];

/** `!flow.dispatch.tensor<access:tensor<…>>`: a tensor that lies in a binding. */
export const dispatchTensorType = (access: TensorAccess, bound: Type): DialectType =>
  DialectType.get(bound.context, 'flow', 'dispatch.tensor', [access, bound]);

export const isDispatchTensor = (type: Type): type is DialectType =>
  type.kind === 'dialect' && type.name === 'flow.dispatch.tensor';
/** Access of a dispatch tensor. */
export const tensorAccess = (type: DialectType): TensorAccess => type.params[0] as TensorAccess;
/** The tensor type that a dispatch tensor holds. */
export const boundTensorType = (type: DialectType): RankedTensorType =>
  type.params[1] as RankedTensorType;

export const DispatchTensor: TypeConstraint = {
  summary: 'dispatch.tensor',
  matches: isDispatchTensor,
};
export const WritableDispatchTensor: TypeConstraint = {
  summary: 'dispatch.tensor',
  matches: (type) => isDispatchTensor(type) && tensorAccess(type) !== 'readonly',
};
export const ChannelConstraint: TypeConstraint = {
  summary: 'a collecive communication channel',
  matches: (type) => type.kind === 'dialect' && type.name === 'flow.channel',
  buildable: (context) => DialectType.get(context, 'flow', 'channel'),
};

export const flowTypes: readonly TypeDefinition[] = [
  { mnemonic: 'channel', summary: 'a participant of a group that communicates collectively' },
  {
    mnemonic: 'dispatch.tensor',
    summary: 'a tensor in memory that a dispatch reads, writes or both',
    parse(parser) {
      parser.parsePunctuation('<');
      const at = parser.offset();
      const access = parser.parseOptionalKeyword(...ACCESSES);
      if (access === null)
        parser.failWord('expected valid keyword: readonly, writeonly or readwrite', ACCESSES, at);
      parser.parsePunctuation(':');
      const bound = parser.parseType();
      parser.parsePunctuation('>');
      return [access, bound];
    },
    print(printer, type) {
      printer.print(`<${tensorAccess(type)}:`);
      printer.printType(boundTensorType(type));
      printer.print('>');
    },
  },
];
