/** The tm_tensor dialect: torch-mlir's operations on tensors that linalg cannot say. */

import { IntegerAttr } from '../../attributes.ts';
import { AnyRankedTensor, AnyShaped, AnyType, BoolAttr, I64Attr } from '../../constraints.ts';
import {
  defaultAttr,
  defineDialect,
  defineOp,
  type OpDefinition,
  type OpSpec,
  type TypeConstraint,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  Pure,
  ReturnLike,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { isShaped } from '../../types.ts';
import { effectsOf, RankedTensorOrMemRef } from '../iree-linalg-ext/ops.ts';
import {
  checkScan,
  counted,
  inputs,
  outputs,
  SCATTER_COUNTS,
  scatterCheck,
  type Verify,
} from '../iree-linalg-ext/verify.ts';
import { foldCasts } from '../memref/fold.ts';

/** Tensors go in and come out, or memory is all there is; results are the outputs. */
function verifySemantics(op: Operation, report: VerifyContext): boolean {
  const areAll = (kind: 'tensor' | 'memref'): boolean =>
    inputs(op).every(({ type }: Value) => !isShaped(type) || type.kind === kind) &&
    outputs(op).every(({ type }: Value) => type.kind === kind);
  if (op.numResults === 0)
    return (
      areAll('memref') || report.opError('expected inputs and outputs to be MemRefType or scalar')
    );
  if (!areAll('tensor'))
    return report.opError('expected inputs and outputs to be RankedTensorType or scalar');
  const types = outputs(op).map((value) => value.type);
  if (types.length !== op.numResults)
    return report.opError('expected number of outputs to be same as the number of results');
  for (const [i, result] of op.resultTypes.entries())
    if (types[i] !== result)
      return report.opError(
        `expected type of \`outs\` operand #${i} '${report.printType(types[i] ?? result)}' to be same as result type '${report.printType(result)}'`,
      );
  return true;
}

interface StructuredSpec extends Pick<OpSpec, 'attributes' | 'fold'> {
  readonly of: TypeConstraint;
  readonly verify: Verify;
  readonly assemblyFormat: string;
}

/** An operation from `inputs` into `outputs` that computes elements in a region. */
const structured = (
  name: string,
  summary: string,
  { of, verify, ...spec }: StructuredSpec,
): OpDefinition =>
  defineOp(`tm_tensor.${name}`, {
    ...spec,
    summary,
    operands: { inputs: variadic(of), outputs: variadic(of) },
    results: { results: variadic(AnyRankedTensor) },
    regions: { region: 'any' },
    traits: [AttrSizedOperandSegments, SingleBlockImplicitTerminator('tm_tensor.yield')],
    interfaces: [MemoryEffects.with(effectsOf)],
    verify: (op, report) => verifySemantics(op, report) && verify(op, report),
  });

const OUTS = '`outs` `(` $outputs `:` type($outputs) `)` $region (`->` type($results)^)?';

export const tmTensorDialect = defineDialect({
  name: 'tm_tensor',
  summary: "torch-mlir's operations on tensors that linalg cannot say",
  operations: [
    structured('scan', 'running totals along a dimension', {
      of: AnyShaped,
      attributes: { dimension: I64Attr, inclusive: BoolAttr },
      fold: foldCasts,
      verify: checkScan,
      assemblyFormat: `\`dimension\` \`(\` $dimension \`)\` \`inclusive\` \`(\` $inclusive \`)\` attr-dict \`ins\` \`(\` $inputs \`:\` type($inputs) \`)\` ${OUTS}`,
    }),
    structured('scatter', 'puts slices where indices say, combined with what is there', {
      of: RankedTensorOrMemRef,
      attributes: {
        unique_indices: defaultAttr(BoolAttr, (context) => IntegerAttr.bool(context, true)),
      },
      verify: counted(SCATTER_COUNTS, scatterCheck({ allowsParts: false })),
      assemblyFormat: `attr-dict \`unique_indices\` \`(\` $unique_indices \`)\` (\`ins\` \`(\` $inputs^ \`:\` type($inputs) \`)\`)? ${OUTS}`,
    }),
    defineOp('tm_tensor.yield', {
      summary: 'ends a region with its values',
      operands: { operands: variadic(AnyType) },
      traits: [Pure, ReturnLike, Terminator],
      assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
    }),
  ],
});
