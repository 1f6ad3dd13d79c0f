/** Operations of mhlo and stablehlo with regions, and those that order effects or leave the program. */

import { ArrayAttr, DialectAttr, IntegerAttr, StringAttr } from '../../attributes.ts';
import {
  ArrayAttrConstraint,
  BoolAttr,
  FlatSymbolRefAttr,
  I32Attr,
  I64Attr,
  StrAttr,
} from '../../constraints.ts';
import {
  type AttrSpec,
  defaultAttr,
  defaultOptionalAttr,
  defineOp,
  type FoldResult,
  type OpDefinition,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  Pure,
  RecursiveMemoryEffects,
  SameOperandsAndResultShape,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import {
  inferAsyncDone,
  verifyAliases,
  verifyAsyncDone,
  verifyAsyncStart,
  verifyAsyncUpdate,
  verifyCustomCall,
} from './calls.ts';
import {
  inferBranches,
  inferFirstOperandType,
  inferMap,
  inferOperandTypes,
  inferReduce,
  inferReduceWindow,
  inferScatter,
  inferToken,
  inferTuple,
  inferTupleElement,
  verifySort,
  verifyWhile,
} from './infer-regions.ts';
import {
  CompatibleOperandsAndResultType,
  Infers,
  PairwiseSameOperandAndResultType,
} from './inference.ts';
import { parseReduce, parseWhile, printReduce, printWhile } from './reduce-syntax.ts';
import { SameVariadicOperandSize } from './traits.ts';
import * as types from './types.ts';
import {
  verifyReduce,
  verifyReduceWindow,
  verifyScatter,
  verifySelectAndScatter,
} from './verify-regions.ts';
import { verifyInfeed, verifyRecv } from './verify-shapes.ts';
import {
  CalledComputations,
  type Hlo,
  I64Elements,
  Layouts,
  originalApi,
  StringOrDictionary,
} from './vocabulary.ts';

/** A truth value that is false unless it is said. */
export const falseUnlessSaid: AttrSpec = defaultOptionalAttr(BoolAttr, (context) =>
  IntegerAttr.bool(context, false),
);
const emptyText: AttrSpec = defaultAttr(StrAttr, (context) => StringAttr.get(context, ''));
const noneUnlessSaid = (constraint: AttrSpec['constraint']): AttrSpec =>
  defaultOptionalAttr(constraint, (context) => ArrayAttr.get(context, []));

const returns = (hlo: Hlo) => SingleBlockImplicitTerminator(`${hlo.name}.return`);
const oneBlock = { blocks: 1 } as const;

const branches = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.case`, {
    summary: 'runs one of several regions, by an index; the last one if there is none for it',
    operands: { index: types.I32Tensor },
    results: { results: variadic(hlo.TensorOrToken) },
    regions: { branches: { constraint: oneBlock, variadic: true } },
    traits: [RecursiveMemoryEffects, returns(hlo), Infers(inferBranches)],
  }),
  defineOp(`${hlo.name}.if`, {
    summary: 'runs one of two regions, by a condition',
    operands: { pred: types.PredTensor },
    results: { results: variadic(hlo.TensorOrToken) },
    regions: { true_branch: oneBlock, false_branch: oneBlock },
    traits: [RecursiveMemoryEffects, returns(hlo), Infers(inferBranches)],
  }),
  defineOp(`${hlo.name}.while`, {
    summary: 'runs a region on its own results as long as another says so',
    operands: { operand: variadic(hlo.TensorOrToken) },
    results: { results: variadic(hlo.TensorOrToken) },
    regions: { cond: oneBlock, body: oneBlock },
    verify: verifyWhile,
    traits: [RecursiveMemoryEffects, returns(hlo), Infers(inferOperandTypes)],
    usage: '(<%arg = %operand>) : <types> cond <cond> do <body>',
    parse: parseWhile,
    print: printWhile,
    blockArgumentNames(_op, region, setName) {
      for (const argument of region.entry?.arguments ?? []) setName(argument, 'iterArg');
    },
  }),
  defineOp(`${hlo.name}.return`, {
    summary: 'ends a region with its results',
    operands: { results: variadic(hlo.TensorOrTokenOrTuple) },
    traits: [Pure, Terminator],
    assemblyFormat: '$results attr-dict (`:` type($results)^)?',
  }),
];

const onElements = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.map`, {
    summary: 'elements computed of elements by a region',
    operands: { inputs: variadic(types.Tensor) },
    results: { result: types.Tensor },
    attributes: { dimensions: I64Elements },
    regions: { computation: oneBlock },
    traits: [RecursiveMemoryEffects, SameOperandsAndResultShape, returns(hlo), Infers(inferMap)],
  }),
  defineOp(`${hlo.name}.reduce`, {
    summary: 'elements along dimensions combined by a region',
    operands: { inputs: variadic(types.Tensor), init_values: variadic(types.Tensor) },
    results: { results: variadic(types.Tensor) },
    attributes: { dimensions: I64Elements },
    regions: { body: oneBlock },
    verify: verifyReduce,
    traits: [RecursiveMemoryEffects, SameVariadicOperandSize, returns(hlo), Infers(inferReduce)],
    usage:
      '(<%inputs> init: <%init_values>) applies <operation> across dimensions = [<dimensions>] : (<types>) -> <types>',
    parse: parseReduce,
    print: printReduce,
  }),
  defineOp(`${hlo.name}.reduce_window`, {
    summary: 'elements in a window that moves over tensors combined by a region',
    operands: { inputs: variadic(types.Tensor), init_values: variadic(types.Tensor) },
    results: { results: variadic(types.Tensor) },
    attributes: {
      window_dimensions: I64Elements,
      window_strides: optionalAttr(I64Elements),
      base_dilations: optionalAttr(I64Elements),
      window_dilations: optionalAttr(I64Elements),
      padding: optionalAttr(I64Elements),
    },
    regions: { body: oneBlock },
    verify: verifyReduceWindow,
    traits: [
      RecursiveMemoryEffects,
      SameVariadicOperandSize,
      returns(hlo),
      Infers(inferReduceWindow),
    ],
  }),
  defineOp(`${hlo.name}.scatter`, {
    summary: 'tensors with parts, where indices say, combined with updates by a region',
    operands: {
      inputs: variadic(types.Tensor),
      scatter_indices: types.IndexLikeTensor,
      updates: variadic(types.Tensor),
    },
    results: { results: variadic(types.Tensor) },
    attributes: {
      scatter_dimension_numbers: hlo.ScatterDimensions,
      indices_are_sorted: falseUnlessSaid,
      unique_indices: falseUnlessSaid,
    },
    regions: { update_computation: oneBlock },
    verify: verifyScatter,
    traits: [SameVariadicOperandSize, RecursiveMemoryEffects, Infers(inferScatter)],
  }),
  defineOp(`${hlo.name}.select_and_scatter`, {
    summary: 'values added where a region picks an element out of each window',
    operands: { operand: types.Tensor, source: types.Tensor, init_value: types.Tensor },
    results: { result: types.Tensor },
    attributes: {
      window_dimensions: optionalAttr(I64Elements),
      window_strides: optionalAttr(I64Elements),
      padding: optionalAttr(I64Elements),
    },
    regions: { select: oneBlock, scatter: oneBlock },
    verify: verifySelectAndScatter,
    traits: [RecursiveMemoryEffects, Infers(inferFirstOperandType)],
  }),
  defineOp(`${hlo.name}.sort`, {
    summary: 'tensors ordered along a dimension, as a region compares their elements',
    operands: { inputs: variadic(types.Tensor) },
    results: { results: variadic(types.Tensor) },
    attributes: {
      dimension: defaultOptionalAttr(I64Attr, (context) => IntegerAttr.get(context.i64, -1n)),
      is_stable: falseUnlessSaid,
    },
    regions: { comparator: oneBlock },
    verify: verifySort,
    traits: [RecursiveMemoryEffects, SameOperandsAndResultShape, Infers(inferOperandTypes)],
  }),
];

/** What was put into a tuple. */
function foldTupleElement(op: Operation): FoldResult {
  const tuple = op.operand(0).definingOp;
  const value = tuple?.is('mhlo.tuple') && tuple.operands[Number(op.intAttr('index'))];
  return value ? [value] : null;
}

const tokens = (hlo: Hlo): OpDefinition[] => [
  defineOp(`${hlo.name}.after_all`, {
    summary: 'a token for when several are there',
    operands: { inputs: variadic(hlo.Token) },
    results: { result: hlo.Token },
    traits: [Pure, Infers(inferToken)],
    assemblyFormat:
      '$inputs attr-dict `:` custom<VariadicSameOperandsAndResultType>(ref($inputs), type($inputs), type($result))',
  }),
  defineOp(`${hlo.name}.create_token`, {
    summary: 'a token that waits for nothing',
    results: { output: hlo.Token },
    traits: [Pure, Infers(inferToken)],
    assemblyFormat: 'attr-dict `:` type(results)',
  }),
  defineOp(`${hlo.name}.infeed`, {
    summary: 'takes values that the host sends',
    operands: { token: hlo.Token },
    results: { results: variadic(hlo.StaticShapeTensorOrToken) },
    verify: verifyInfeed,
    attributes: { infeed_config: emptyText, layout: optionalAttr(ArrayAttrConstraint) },
  }),
  defineOp(`${hlo.name}.outfeed`, {
    summary: 'sends values to the host',
    operands: { inputs: variadic(types.Tensor), token: hlo.Token },
    results: { result: hlo.Token },
    traits: [Infers(inferToken)],
    attributes: { outfeed_config: emptyText },
  }),
  defineOp(`${hlo.name}.recv`, {
    summary: 'takes values from a channel',
    operands: { token: hlo.Token },
    results: { results: variadic(hlo.StaticShapeTensorOrToken) },
    verify: verifyRecv,
    attributes: { channel_handle: hlo.ChannelHandle, is_host_transfer: falseUnlessSaid },
  }),
  defineOp(`${hlo.name}.send`, {
    summary: 'sends values into a channel',
    operands: { inputs: variadic(types.Tensor), token: hlo.Token },
    results: { result: hlo.Token },
    traits: [Infers(inferToken)],
    attributes: { channel_handle: hlo.ChannelHandle, is_host_transfer: falseUnlessSaid },
  }),
  defineOp(`${hlo.name}.optimization_barrier`, {
    summary: 'its operands, all computed before one of them is used',
    operands: { operand: variadic(hlo.TensorOrToken) },
    results: { result: variadic(hlo.TensorOrToken) },
    traits: [Pure, PairwiseSameOperandAndResultType, Infers(inferOperandTypes)],
    assemblyFormat:
      'attr-dict ($operand^ `:` custom<PairwiseOpType>(type($operand), type($result))):(`(` `)`)?',
  }),
  defineOp(`${hlo.name}.tuple`, {
    summary: 'values put together',
    operands: { val: variadic(hlo.TensorOrTokenOrTuple) },
    results: { result: hlo.Tuple },
    traits: [Pure, Infers(inferTuple)],
    assemblyFormat: '$val attr-dict `:` custom<TupleOpType>(type($val), type($result))',
  }),
  defineOp(`${hlo.name}.get_tuple_element`, {
    summary: 'one of the values in a tuple',
    operands: { operand: hlo.Tuple },
    results: { result: hlo.TensorOrTokenOrTuple },
    attributes: { index: I32Attr },
    traits: [Pure, Infers(inferTupleElement)],
    ...(hlo.isMhlo && { fold: foldTupleElement }),
    assemblyFormat: '$operand `[` $index `]` attr-dict `:` functional-type(operands, results)',
  }),
  defineOp(`${hlo.name}.trace`, {
    summary: 'writes a value to the log, under a tag',
    operands: { operand: types.Tensor },
    attributes: { tag: StrAttr },
    assemblyFormat: '$operand `,` $tag attr-dict `:` type($operand)',
  }),
  defineOp(`${hlo.name}.custom_call`, {
    summary: 'calls foreign code by name',
    operands: { inputs: variadic(hlo.TensorOrTokenOrTuple) },
    results: { results: variadic(hlo.TensorOrTokenOrTuple) },
    verify: verifyCustomCall,
    attributes: {
      call_target_name: StrAttr,
      has_side_effect: falseUnlessSaid,
      backend_config: hlo.isMhlo ? optionalAttr(StringOrDictionary) : emptyText,
      api_version: defaultOptionalAttr(hlo.CustomCallApiVersion, originalApi),
      called_computations: noneUnlessSaid(CalledComputations),
      ...(hlo.isMhlo
        ? {
            custom_call_schedule: defaultOptionalAttr(hlo.CustomCallSchedule, (context) =>
              DialectAttr.get(context, hlo.name, 'custom_call_schedule', ['NONE']),
            ),
          }
        : {}),
      operand_layouts: optionalAttr(Layouts),
      result_layouts: optionalAttr(Layouts),
      output_operand_aliases: noneUnlessSaid(hlo.outputOperandAliases('CustomCall')),
    },
    assemblyFormat:
      'custom<CustomCallTarget>($call_target_name) `(` $inputs `)` attr-dict `:` functional-type(operands, results)',
  }),
];

/** One step of an operation that runs beside others. */
const asynchronous = (hlo: Hlo): OpDefinition[] => {
  const attributes = {
    called_computation: FlatSymbolRefAttr,
    execution_thread: StrAttr,
    group_id: optionalAttr(I64Attr),
  };
  return [
    defineOp(`${hlo.name}.async_start`, {
      summary: 'starts a computation that runs beside others',
      operands: { inputs: variadic(hlo.TensorOrTokenOrTuple) },
      results: { result: hlo.AsyncBundle },
      verify: verifyAsyncStart,
      attributes,
    }),
    defineOp(`${hlo.name}.async_update`, {
      summary: 'lets a computation go on that runs beside others',
      operands: { bundle: hlo.AsyncBundle },
      results: { result: hlo.AsyncBundle },
      verify: verifyAsyncUpdate,
      traits: [Infers(inferFirstOperandType)],
      attributes,
    }),
    defineOp(`${hlo.name}.async_done`, {
      summary: 'waits for a computation that runs beside others',
      operands: { bundle: hlo.AsyncBundle },
      results: { results: variadic(hlo.TensorOrTokenOrTuple) },
      verify: verifyAsyncDone,
      traits: [Infers(inferAsyncDone)],
      attributes,
    }),
  ];
};

/** What mhlo has and stablehlo has not. */
const onlyMhlo = (hlo: Hlo): OpDefinition[] => [
  ...asynchronous(hlo),
  defineOp(`${hlo.name}.add_dependency`, {
    summary: 'a value that is there only after a token',
    operands: { operand: hlo.TensorOrToken, token: hlo.Token },
    results: { output: hlo.TensorOrToken },
    traits: [Pure, Infers(inferFirstOperandType)],
    assemblyFormat: 'operands attr-dict `:` functional-type(operands, results)',
  }),
  defineOp(`${hlo.name}.domain`, {
    summary: 'a value that passes from one domain to another',
    operands: { operand: hlo.TensorOrToken },
    results: { result: hlo.TensorOrToken },
    attributes: { kind: hlo.DomainKind, entry_metadata: StrAttr, exit_metadata: StrAttr },
    traits: [...CompatibleOperandsAndResultType, Pure],
  }),
  defineOp(`${hlo.name}.fusion`, {
    summary: 'operations that are compiled as one',
    operands: { inputs: variadic(hlo.TensorOrToken) },
    results: { results: variadic(hlo.TensorOrTuple) },
    verify: verifyAliases,
    attributes: {
      fusion_kind: optionalAttr(hlo.FusionKind),
      output_operand_aliases: noneUnlessSaid(hlo.outputOperandAliases('Fusion')),
    },
    regions: { fused_computation: oneBlock },
  }),
];

export const controlOperations = (hlo: Hlo): readonly OpDefinition[] => [
  ...branches(hlo),
  ...onElements(hlo),
  ...tokens(hlo),
  ...(hlo.isMhlo ? onlyMhlo(hlo) : []),
];
