/** The iree_codegen dialect: how dispatches are lowered, and calls of microkernels. */

import { IntegerAttr } from '../../attributes.ts';
import {
  AnyMemRef,
  AnyRankedTensor,
  AnyType,
  anyTypeOf,
  BoolAttr,
  memRefOfRanks,
  StrAttr,
  tensorOfRanks,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineDialect,
  defineOp,
  operandGroupStart,
  operandsNamed,
  optional,
  variadic,
} from '../../dialect.ts';
import { DestinationStyleOp } from '../../interfaces.ts';
import { AttrSizedOperandSegments } from '../../traits.ts';
import { verifyDestinationStyle, verifyDestinations } from '../destination-style.ts';
import { attributes } from './attributes.ts';

const TensorOrMemRef = anyTypeOf([AnyRankedTensor, AnyMemRef]);
const TensorOrMemRef4D = anyTypeOf([tensorOfRanks(AnyType, [4]), memRefOfRanks(AnyType, [4])]);

export const ireeCodegenDialect = defineDialect({
  name: 'iree_codegen',
  summary: 'how dispatches are lowered, and calls of microkernels',
  operations: [
    defineOp('iree_codegen.get_base_pointer', {
      summary: 'the memory that a memref lies in, from its first byte',
      operands: { source: AnyMemRef },
      results: { result: memRefOfRanks(AnyType, [0]) },
      assemblyFormat: 'attr-dict $source `:` type($source) `->` type($result)',
    }),
    defineOp('iree_codegen.ukernel.generic', {
      summary: 'calls a microkernel by name',
      operands: {
        inputs: variadic(AnyType),
        outputs: variadic(TensorOrMemRef),
        other_operands: variadic(AnyType),
      },
      results: { results: variadic(AnyRankedTensor) },
      attributes: { u_kernel_fn_name: StrAttr },
      traits: [AttrSizedOperandSegments],
      interfaces: [
        DestinationStyleOp.with({
          initsRange(op) {
            const start = operandGroupStart(op, 1);
            return { start, end: start + operandsNamed(op, 'outputs').length };
          },
        }),
      ],
      verify: verifyDestinations,
      assemblyFormat:
        'attr-dict $u_kernel_fn_name (`ins` `(` $inputs^ `:` type($inputs) `)`)? (`outs` `(` $outputs^ `:` type($outputs) `)`)? (`(` $other_operands^ `:` type($other_operands) `)`)? (`->` type($results)^)?',
    }),
    defineOp('iree_codegen.ukernel.mmt4d', {
      summary: 'the microkernel of a matrix product of tiles',
      operands: { lhs: TensorOrMemRef4D, rhs: TensorOrMemRef4D, output: TensorOrMemRef4D },
      results: { result: optional(AnyRankedTensor) },
      attributes: {
        accumulate: defaultAttr(BoolAttr, (context) => IntegerAttr.bool(context, false)),
      },
      interfaces: [DestinationStyleOp.with({ initsRange: () => ({ start: 2, end: 3 }) })],
      verify: verifyDestinationStyle,
      assemblyFormat:
        'attr-dict `lhs` `(` $lhs `:` type($lhs) `)` `rhs` `(` $rhs `:` type($rhs) `)` `outs` `(` $output `:` type($output) `)` `accumulate` `(` $accumulate `)` (`->` type($result)^)?',
    }),
  ],
  attributes,
});
