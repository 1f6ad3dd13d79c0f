/** The operations of the flow dialect: tensors, dispatches, executables and collectives. */

import { DenseArrayAttr } from '../../attributes.ts';
import {
  AnyFloat,
  AnyRankedTensor,
  AnySignlessInteger,
  AnyTensor,
  AnyType,
  AnyVector,
  anyTypeOf,
  arrayOf,
  DenseI64ArrayAttr,
  ElementsAttrConstraint,
  FlatSymbolRefAttr,
  Index,
  IndexAttr,
  integerEnumAttr,
  StrAttr,
  SymbolNameAttr,
  SymbolRefAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  type OpSpec,
  operandGroupStart,
  operandsNamed,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import { MemoryEffects, TiedOp } from '../../interfaces.ts';
import { Operation, Region } from '../../operation.ts';
import {
  AllElementTypesMatch,
  AllTypesMatch,
  AttrSizedOperandSegments,
  HasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
  TypesMatchWith,
} from '../../traits.ts';
import { elementTypeOrSelf } from '../../types.ts';
import { dimCount } from '../util/directives.ts';
import { canonicalizations } from './canonicalize.ts';
import { parseCountRegion, printCountRegion } from './directives.ts';
import * as folds from './fold.ts';
import { ChannelConstraint as Channel, DispatchTensor, WritableDispatchTensor } from './types.ts';
import {
  dimsOf,
  verifyCountReturns,
  verifyPart,
  verifyRegion,
  verifyWorkgroupInfo,
  verifyWorkgroups,
  verifyWorkload,
} from './verify.ts';

const Dims = variadic(Index);
const Primitive = anyTypeOf([Index, AnySignlessInteger, AnyFloat]);
const TiedAttr: AttrConstraint = arrayOf(IndexAttr, '64-bit integer array attribute');

/** Ties held in `tied_operands`, counted from the first operand of a group. */
export const tiedThrough = (group: string) =>
  TiedOp.with({
    tiedOperand(op, index) {
      const ties = op.attr('tied_operands');
      const tie = ties?.kind === 'array' ? ties.elements[index] : undefined;
      if (tie?.kind !== 'integer' || tie.value < 0n) return null;
      return groupStart(op, group) + Number(tie.value);
    },
  });
const tiedTo = (group: string) => TiedOp.with({ tiedOperand: (op) => groupStart(op, group) });

function groupStart(op: Operation, group: string): number {
  const index = op.definition?.operands.findIndex(({ name }) => name === group) ?? -1;
  return index < 0 ? 0 : operandGroupStart(op, index);
}

const named =
  (name: string): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    setName(op.result(), name);
  };

const dispatch: readonly OpDefinition[] = [
  defineOp('flow.dispatch.region', {
    summary: 'operations that will run as one dispatch; sees values from outside',
    operands: { result_dims: Dims, workload: Dims },
    results: { result: variadic(AnyType) },
    regions: { body: 'any', workgroup_count: 'any' },
    traits: [AttrSizedOperandSegments, SingleBlockImplicitTerminator('flow.return')],
    canonicalize: canonicalizations.region,
    verify: verifyRegion,
    usage: '(?[<%workload>])? -> (<types>) <body>',
    parse(parser, state) {
      // As upstream reads them, and as it prints them.
      parser.parseOptionalAttrDict(state.attributes);
      parser.parseOptionalAttrDictWithKeyword(state.attributes);
      const workload = parser.parseOperandList('optional-square');
      const dims: ReturnType<typeof parser.parseOperandList> = [];
      if (parser.parseOptionalPunctuation('->'))
        parser.parseCommaSeparatedList('paren', () => {
          const type = parser.parseType();
          state.resultTypes.push(type);
          if (dimCount(type) > 0) dims.push(...parser.parseOperandList('braces'));
        });
      const index = parser.context.indexType;
      const body = parser.parseRegion();
      const block = body.entry;
      if (block && !block.last?.is('flow.return'))
        block.append(Operation.create({ name: 'flow.return', location: state.location }));
      state.regions.push(body);
      if (parser.parseOptionalKeyword('count') !== null)
        state.regions.push(parseCountRegion(parser));
      else state.regions.push(new Region());
      state.operands.push(...parser.resolveOperands(dims, index));
      state.operands.push(...parser.resolveOperands(workload, index));
      state.attributes.set(
        'operand_segment_sizes',
        DenseArrayAttr.i32(parser.context, [dims.length, workload.length]),
      );
    },
    print(printer, op) {
      printer.printOptionalAttrDictWithKeyword(op.attributes, ['operand_segment_sizes']);
      const workload = operandsNamed(op, 'workload');
      if (workload.length > 0) {
        printer.print('[');
        printer.printOperands(workload);
        printer.print(']');
      }
      printer.print(' -> (');
      const dims = operandsNamed(op, 'result_dims');
      op.resultTypes.forEach((type, i) => {
        if (i > 0) printer.print(', ');
        printer.printType(type);
        const count = dimCount(type);
        if (count === 0) return;
        printer.print('{');
        printer.printOperands(dims.splice(0, count));
        printer.print('}');
      });
      printer.print(') ');
      const last = op.region(0).entry?.last;
      printer.printRegion(op.region(0), {
        printBlockTerminators: !last || last.numOperands > 0 || last.attributes.entries.length > 0,
      });
      const count = op.region(1);
      if (count.isEmpty) return;
      printer.print(' count');
      printCountRegion(printer, count);
    },
  }),
  defineOp('flow.dispatch.workgroups', {
    summary: 'a dispatch with its body in place, isolated, run once a workgroup',
    operands: {
      workload: Dims,
      arguments: variadic(AnyType),
      argument_dims: Dims,
      result_dims: Dims,
    },
    results: { results: variadic(AnyType) },
    attributes: { tied_operands: optionalAttr(TiedAttr) },
    regions: { workgroup_body: 'any', workgroup_count: 'any' },
    traits: [
      Pure,
      IsolatedFromAbove,
      AttrSizedOperandSegments,
      SingleBlockImplicitTerminator('flow.return'),
    ],
    interfaces: [tiedThrough('arguments')],
    canonicalize: canonicalizations.workgroups,
    verify: verifyWorkgroups,
    assemblyFormat:
      '(`[` $workload^ `]`)? `` `(` $arguments `)` `:` custom<ShapedFunctionType>(ref($arguments), type($arguments), $argument_dims, type($results), $result_dims, $tied_operands) attr-dict-with-keyword `=` `\\n` ` ` ` ` ` ` custom<DispatchWorkgroupBody>(ref(type($arguments)), ref(type($results)), $workgroup_body) `` custom<DispatchWorkgroupsCountRegion>($workgroup_count)',
  }),
  ...(['id', 'count', 'size'] as const).map((what) =>
    defineOp(`flow.dispatch.workgroup.${what}`, {
      summary: `workgroup ${what} along a dimension of the grid`,
      results: { result: Index },
      attributes: { dimension: IndexAttr },
      traits: [Pure],
      verify: verifyWorkgroupInfo,
      resultNames(op, setName) {
        setName(op.result(), `workgroup_${what}_${op.intAttr('dimension') ?? 0n}`);
      },
      assemblyFormat: '`[` $dimension `]` attr-dict `:` type($result)',
    }),
  ),
  defineOp('flow.dispatch.tie_shape', {
    summary: 'attaches dimensions to a tensor in memory',
    operands: { operand: DispatchTensor, dynamic_dims: Dims },
    results: { result: DispatchTensor },
    traits: [Pure, AllTypesMatch('operand', 'result')],
    fold: folds.foldTieShape,
    verify: dimsOf(['operand', 'dynamic_dims']),
    assemblyFormat: '$operand attr-dict `:` type($result) (`{` $dynamic_dims^ `}`)?',
  }),
  defineOp('flow.dispatch.tensor.load', {
    summary: 'reads a part of a tensor in memory',
    operands: {
      source: DispatchTensor,
      source_dims: Dims,
      offsets: Dims,
      sizes: Dims,
      strides: Dims,
    },
    results: { result: AnyRankedTensor },
    attributes: {
      static_offsets: DenseI64ArrayAttr,
      static_sizes: DenseI64ArrayAttr,
      static_strides: DenseI64ArrayAttr,
    },
    traits: [Pure, AttrSizedOperandSegments],
    interfaces: [TiedOp.with({ tiedOperand: () => 0 })],
    canonicalize: canonicalizations.load,
    verify: (op, report) =>
      verifyPart(op, report, 'source') && dimsOf(['source', 'source_dims'])(op, report),
    assemblyFormat:
      '$source `,` `offsets` `=` custom<DynamicIndexList>($offsets, $static_offsets) `,` `sizes` `=` custom<DynamicIndexList>($sizes, $static_sizes) `,` `strides` `=` custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) (`{` $source_dims^ `}`)? `->` type($result)',
  }),
  defineOp('flow.dispatch.tensor.store', {
    summary: 'writes a part of a tensor in memory',
    operands: {
      value: AnyRankedTensor,
      target: WritableDispatchTensor,
      target_dims: Dims,
      offsets: Dims,
      sizes: Dims,
      strides: Dims,
    },
    attributes: {
      static_offsets: DenseI64ArrayAttr,
      static_sizes: DenseI64ArrayAttr,
      static_strides: DenseI64ArrayAttr,
    },
    traits: [AttrSizedOperandSegments],
    canonicalize: canonicalizations.store,
    verify: (op, report) =>
      verifyPart(op, report, 'target') && dimsOf(['target', 'target_dims'])(op, report),
    assemblyFormat:
      '$value `,` $target `,` `offsets` `=` custom<DynamicIndexList>($offsets, $static_offsets) `,` `sizes` `=` custom<DynamicIndexList>($sizes, $static_sizes) `,` `strides` `=` custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($value) `->` type($target) (`{` $target_dims^ `}`)?',
  }),
  defineOp('flow.return', {
    summary: 'ends a region of the flow dialect with its results',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineOp('flow.executable', {
    summary: 'a module of device code and the entry points it exports',
    attributes: { sym_visibility: optionalAttr(StrAttr), sym_name: SymbolNameAttr },
    regions: { body: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      SingleBlockImplicitTerminator('flow.executable_end'),
      SymbolTable,
      SymbolTrait,
    ],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict-with-keyword regions',
  }),
  defineOp('flow.executable_end', {
    summary: 'ends an executable',
    traits: [HasParent('flow.executable'), Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('flow.executable.export', {
    summary: 'an entry point, and how many workgroups a workload takes',
    attributes: {
      sym_visibility: optionalAttr(StrAttr),
      sym_name: SymbolNameAttr,
      function_ref: FlatSymbolRefAttr,
    },
    regions: { workgroup_count: 'any' },
    traits: [HasParent('flow.executable'), SymbolTrait, IsolatedFromAbove],
    verify: (op, report) => verifyCountReturns(op.region(), report, 'flow.return'),
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) custom<SymbolAlias>($sym_name, $function_ref) custom<WorkgroupCountRegion>($workgroup_count) attr-dict-with-keyword',
  }),
  defineOp('flow.dispatch', {
    summary: 'runs an exported entry point over a grid of workgroups',
    operands: {
      workload: Dims,
      arguments: variadic(AnyType),
      argument_dims: Dims,
      result_dims: Dims,
    },
    results: { results: variadic(AnyType) },
    attributes: {
      entry_point: SymbolRefAttrConstraint,
      tied_operands: optionalAttr(TiedAttr),
    },
    traits: [Pure, AttrSizedOperandSegments],
    interfaces: [tiedThrough('arguments')],
    verify: (op, report) =>
      dimsOf(['arguments', 'argument_dims'], ['results', 'result_dims'])(op, report) &&
      verifyWorkload(op, report, op.attr('entry_point'), 'flow.executable.export'),
    assemblyFormat:
      '$entry_point (`[` $workload^ `]`)? `` `(` $arguments `)` attr-dict `:` custom<ShapedFunctionType>(ref($arguments), type($arguments), $argument_dims, type($results), $result_dims, $tied_operands)',
  }),
  ...(['dag_root', 'set_encoding_op'] as const).map((what) =>
    defineOp(`flow.dispatch.workgroup_count_from_${what}`, {
      summary: 'workgroup counts that the target’s strategy will compute from the workload',
      operands: { operands: variadic(Index) },
      results: { x: Index, y: Index, z: Index },
      traits: [Pure],
      resultNames(op, setName) {
        ['x', 'y', 'z'].forEach((name, i) => {
          setName(op.result(i), name);
        });
      },
      assemblyFormat: 'attr-dict $operands',
    }),
  ),
];

const elementOf = (type: Parameters<typeof elementTypeOrSelf>[0]) => elementTypeOrSelf(type);

const tensors: readonly OpDefinition[] = [
  defineOp('flow.tensor.constant', {
    summary: 'a constant tensor that is not folded into dispatches',
    results: { result: AnyTensor },
    attributes: { value: ElementsAttrConstraint },
    interfaces: [MemoryEffects.with(() => [])],
    canonicalize: canonicalizations.constant,
    assemblyFormat: '$value attr-dict `->` type($result)',
  }),
  defineOp('flow.tensor.tie_shape', {
    summary: 'attaches dimensions to a tensor',
    operands: { operand: AnyRankedTensor, dynamic_dims: Dims },
    results: { result: AnyRankedTensor },
    traits: [Pure, AllTypesMatch('operand', 'result')],
    fold: folds.foldTieShape,
    verify: dimsOf(['operand', 'dynamic_dims']),
    assemblyFormat: '$operand attr-dict `:` type($result) (`{` $dynamic_dims^ `}`)?',
  }),
  defineOp('flow.tensor.reshape', {
    summary: 'the same elements in another shape',
    operands: { source: AnyRankedTensor, source_dims: Dims, result_dims: Dims },
    results: { result: AnyRankedTensor },
    traits: [Pure, AllElementTypesMatch('source', 'result'), AttrSizedOperandSegments],
    interfaces: [tiedTo('source')],
    fold: folds.foldReshape,
    canonicalize: canonicalizations.reshape,
    verify: dimsOf(['source', 'source_dims'], ['result', 'result_dims']),
    assemblyFormat:
      '$source `:` type($source) (`{` $source_dims^ `}`)? `->` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.load', {
    summary: 'an element of a tensor, on the host',
    operands: { source: AnyRankedTensor, source_dims: Dims, indices: Dims },
    results: { result: anyTypeOf([Primitive, AnyVector]) },
    traits: [
      Pure,
      TypesMatchWith(
        'value type matches element type of target operand',
        'source',
        'result',
        elementOf,
      ),
      AttrSizedOperandSegments,
    ],
    fold: folds.foldLoad,
    verify: dimsOf(['source', 'source_dims']),
    assemblyFormat:
      '$source (`[` $indices^ `]`)? `:` type($source) (`{` $source_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.store', {
    summary: 'a tensor with one element replaced',
    operands: {
      value: anyTypeOf([Primitive, AnyVector]),
      target: AnyRankedTensor,
      target_dims: Dims,
      indices: Dims,
    },
    results: { result: AnyRankedTensor },
    traits: [
      Pure,
      AllTypesMatch('target', 'result'),
      TypesMatchWith(
        'value type matches element type of target operand',
        'target',
        'value',
        elementOf,
      ),
      AttrSizedOperandSegments,
    ],
    verify: dimsOf(['target', 'target_dims']),
    assemblyFormat:
      '$value `,` $target (`[` $indices^ `]`)? `:` type($target) (`{` $target_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.empty', {
    summary: 'a tensor of undefined contents',
    operands: { result_dims: Dims },
    results: { result: AnyRankedTensor },
    traits: [Pure],
    verify: dimsOf(['result', 'result_dims']),
    assemblyFormat: '`:` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.splat', {
    summary: 'a tensor with every element the same',
    operands: { value: Primitive, result_dims: Dims },
    results: { result: AnyRankedTensor },
    traits: [
      Pure,
      TypesMatchWith('value type matches element type of result', 'result', 'value', elementOf),
    ],
    verify: dimsOf(['result', 'result_dims']),
    assemblyFormat: '$value `:` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.clone', {
    summary: 'a copy of a tensor',
    operands: { operand: AnyRankedTensor, argument_dims: Dims },
    results: { result: AnyRankedTensor },
    traits: [Pure, AllTypesMatch('operand', 'result')],
    fold: folds.foldClone,
    verify: dimsOf(['operand', 'argument_dims'], ['result', 'argument_dims']),
    assemblyFormat: '$operand `:` type($result) (`{` $argument_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.slice', {
    summary: 'a rectangular part of a tensor',
    operands: {
      source: AnyRankedTensor,
      source_dims: Dims,
      start_indices: Dims,
      lengths: Dims,
      result_dims: Dims,
    },
    results: { result: AnyRankedTensor },
    traits: [Pure, AllElementTypesMatch('source', 'result'), AttrSizedOperandSegments],
    fold: folds.foldSlice,
    verify: dimsOf(['source', 'source_dims'], ['result', 'result_dims']),
    assemblyFormat:
      '$source `[` $start_indices `for` $lengths `]` `:` type($source) (`{` $source_dims^ `}`)? `->` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.update', {
    summary: 'a tensor with a rectangular part replaced',
    operands: {
      target: AnyRankedTensor,
      target_dims: Dims,
      start_indices: Dims,
      update: AnyRankedTensor,
      update_dims: Dims,
    },
    results: { result: AnyRankedTensor },
    attributes: { tied_operands: optionalAttr(TiedAttr) },
    traits: [
      Pure,
      AllTypesMatch('target', 'result'),
      AllElementTypesMatch('update', 'target', 'result'),
      AttrSizedOperandSegments,
    ],
    interfaces: [tiedTo('target')],
    fold: folds.foldUpdate,
    verify: dimsOf(['update', 'update_dims'], ['target', 'target_dims']),
    assemblyFormat:
      '$update `,` $target `[` $start_indices `]` `:` type($update) (`{` $update_dims^ `}`)? `->` custom<ShapedTiedResult>(type($result), $target_dims, $tied_operands) attr-dict-with-keyword',
  }),
  defineOp('flow.tensor.trace', {
    summary: 'prints tensors when the program runs',
    operands: { operands: variadic(AnyRankedTensor) },
    attributes: { key: StrAttr },
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];

const ElementTypeAttr = integerEnumAttr(32, [
  ['si8', 0],
  ['ui8', 1],
  ['si16', 2],
  ['ui16', 3],
  ['si32', 4],
  ['ui32', 5],
  ['si64', 6],
  ['ui64', 7],
  ['f16', 8],
  ['f32', 9],
  ['f64', 10],
  ['bf16', 11],
]);
const ReductionAttr = integerEnumAttr(32, [
  ['none', 0],
  ['sum', 1],
  ['product', 2],
  ['minimum', 3],
  ['maximum', 4],
  ['average', 5],
]);

const collective = (
  name: string,
  summary: string,
  reduces: boolean,
  sameSource: boolean,
): OpDefinition =>
  defineOp(`flow.collective.${name}`, {
    summary,
    operands: {
      target: AnyRankedTensor,
      target_dims: Dims,
      source: AnyRankedTensor,
      channel: Channel,
    },
    results: { result: AnyRankedTensor },
    attributes: {
      ...(reduces ? { reduction_op: ReductionAttr } : {}),
      element_type: ElementTypeAttr,
      tied_operands: optionalAttr(TiedAttr),
    },
    traits: [
      sameSource ? AllTypesMatch('source', 'target', 'result') : AllTypesMatch('target', 'result'),
    ],
    interfaces: [tiedTo('target')],
    assemblyFormat: `${reduces ? '$reduction_op `,` ' : ''}$element_type \`,\` $target \`,\` $source \`,\` $channel \`:\` \`(\` type($target) \`,\` type($source) \`,\` type($channel) \`)\` \`->\` custom<ShapedTiedResult>(type($result), $target_dims, $tied_operands) attr-dict-with-keyword`,
  });

const channels: readonly OpDefinition[] = [
  defineOp('flow.channel.default', {
    summary: 'the channel of a group that the hosting program provides',
    results: { result: Channel },
    attributes: { group: optionalAttr(StrAttr) },
    resultNames: named('channel_default'),
    interfaces: [MemoryEffects.with(() => [])],
    assemblyFormat: '($group^)? `:` type($result) attr-dict-with-keyword',
  }),
  defineOp('flow.channel.rank', {
    summary: 'rank of this participant in a channel',
    operands: { channel: Channel },
    results: { result: Index },
    resultNames: named('channel_rank'),
    interfaces: [MemoryEffects.with(() => [])],
    assemblyFormat: '$channel `:` type($result) attr-dict-with-keyword',
  }),
  defineOp('flow.channel.count', {
    summary: 'number of participants of a channel',
    operands: { channel: Channel },
    results: { result: Index },
    resultNames: named('channel_count'),
    interfaces: [MemoryEffects.with(() => [])],
    assemblyFormat: '$channel `:` type($result) attr-dict-with-keyword',
  }),
  collective('all_gather', 'every participant gets the parts of all', false, false),
  collective('all_reduce', 'every participant gets the reduction over all', true, true),
  collective('reduce_scatter', 'every participant gets its part of the reduction', true, false),
];

export const operations: readonly OpDefinition[] = [...dispatch, ...tensors, ...channels];
