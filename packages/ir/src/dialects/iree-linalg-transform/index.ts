/** The iree_linalg_transform dialect: scopes that a transformation looks no further than. */

import { AnyType, StrAttr } from '../../constraints.ts';
import { defineDialect, defineOp, variadic } from '../../dialect.ts';
import { RegionBranchOp } from '../../interfaces.ts';
import { HasParent, IsolatedFromAbove, Terminator } from '../../traits.ts';
import { linalgDialect } from '../linalg/index.ts';
import { PdlOperation } from '../pdl/types.ts';

export const ireeLinalgTransformDialect = defineDialect({
  name: 'iree_linalg_transform',
  summary: 'scopes that a transformation looks no further than',
  operations: [
    defineOp('iree_linalg_transform.expert', {
      summary: 'transforms an operation as an expert of that name does',
      operands: { target: PdlOperation },
      results: { transformed: PdlOperation },
      attributes: { expertName: StrAttr },
      assemblyFormat: '`apply` $expertName `to` $target attr-dict',
    }),
    defineOp('iree_linalg_transform.util.forward', {
      summary: 'ends a scope with the values that leave it',
      operands: { ins: variadic(AnyType) },
      traits: [Terminator, HasParent('iree_linalg_transform.util.scope')],
      assemblyFormat: 'operands attr-dict `:` type(operands)',
    }),
    defineOp('iree_linalg_transform.util.scope', {
      summary: 'operations that are transformed on their own',
      operands: { ins: variadic(AnyType) },
      results: { outs: variadic(AnyType) },
      regions: { body: 'any' },
      traits: [IsolatedFromAbove],
      interfaces: [
        RegionBranchOp.with({
          successors: (op, from) =>
            from === null
              ? [{ region: op.region(), inputs: [] }]
              : [{ region: null, inputs: op.results }],
        }),
      ],
      assemblyFormat:
        '`(` operands `)` attr-dict-with-keyword $body `:` functional-type(operands, results)',
    }),
  ],
  dependencies: () => [linalgDialect],
});
