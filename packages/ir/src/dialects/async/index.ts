/** The async dialect: what runs elsewhere, and waiting for it. */

import { AnyType, Index } from '../../constraints.ts';
import { defineDialect, defineOp, optional } from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import { execute, yieldOp } from './execute.ts';
import { functionOperations } from './functions.ts';
import { runtimeOperations } from './runtime.ts';
import { directives, Group, heldType, isToken, types, ValueOrToken } from './types.ts';

export const asyncDialect = defineDialect({
  name: 'async',
  summary: 'what runs elsewhere, and waiting for it',
  operations: [
    defineOp('async.add_to_group', {
      summary: 'puts a token or value into a group, and gives its place',
      operands: { operand: ValueOrToken, group: Group },
      results: { rank: Index },
      assemblyFormat: '$operand `,` $group `:` type($operand) attr-dict',
    }),
    defineOp('async.await', {
      summary: 'waits for a token or value, and gives what the value is',
      operands: { operand: ValueOrToken },
      results: { result: optional(AnyType) },
      verify(op, report) {
        const { type } = op.operand(0);
        const result = op.resultTypes[0];
        if (isToken(type) && result)
          return report.opError('awaiting on a token must have empty result');
        const held = heldType(type);
        if (!held || held === result) return true;
        // Upstream's words for a result that is not there.
        const found = result ? report.printType(result) : '<<NULL TYPE>>';
        return report.opError(
          `result type '${found}' does not match async value type '${report.printType(held)}'`,
        );
      },
      assemblyFormat:
        '$operand `:` custom<AwaitResultType>(type($operand), type($result)) attr-dict',
    }),
    defineOp('async.await_all', {
      summary: 'waits for all in a group',
      operands: { operand: Group },
      assemblyFormat: '$operand attr-dict',
    }),
    defineOp('async.create_group', {
      summary: 'an empty group for so many things',
      operands: { size: Index },
      results: { result: Group },
      traits: [Pure],
      assemblyFormat: '$size `:` type($result) attr-dict',
    }),
    execute,
    yieldOp,
    ...functionOperations,
    ...runtimeOperations,
  ],
  types,
  customDirectives: directives,
  isLegalToInline: () => true,
});
