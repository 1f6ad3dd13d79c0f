/** What the hand-written directives of assembly formats look like as they are written: `custom<X>(…)`. */

export interface DirectiveShape {
  /** Brackets around the place. */
  readonly open: string;
  readonly close: string;
  /** The place as a reader is shown it; empty for a directive that reads nothing. */
  readonly text: string;
  /** The region that follows, by its name. */
  readonly region: string | null;
  /** Nothing need be written. */
  readonly mayBeEmpty: boolean;
}

const shape = (text: string, others: Partial<DirectiveShape> = {}): DirectiveShape => ({
  open: '',
  close: '',
  region: null,
  mayBeEmpty: false,
  ...others,
  text,
});
const optional = (text: string): DirectiveShape => shape(text, { mayBeEmpty: true });
const NOTHING = optional('');

/**
 * @param texts the directive's arguments as they are shown, without those that it only looks at
 * @param regions names of those that are regions
 */
export function directiveShape(
  name: string,
  texts: readonly string[],
  regions: readonly string[],
): DirectiveShape {
  const [first = '', second = ''] = texts;
  const region = regions[0] ?? null;
  switch (name) {
    // Lists.
    case 'DynamicIndexList':
    case 'DenseI64Array':
      return shape(first, { open: '[', close: ']' });
    case 'PackedOrDynamicIndexList':
      return shape(second, { open: '[', close: ']' });
    case 'GEPIndices':
      return shape(first);
    case 'TokenOrdering':
      return optional(first);
    case 'VariadicOperandWithAttribute':
      return shape(`${first},`);
    case 'RangeList':
      return shape('[%offset for %length], ...');
    case 'SwitchOpCases':
      return shape('case: ^dest, ...');
    // Names.
    case 'SymbolVisibility':
      return optional('public|private|nested');
    case 'SymbolAlias':
      return shape('@sym_name');
    case 'CustomCallTarget':
      return shape(`@${first}`);
    case 'DispatchEntryPoints':
      return shape('@executable::@entry_point');
    // Types.
    case 'ShapedTiedResult':
    case 'SizeAwareType':
    case 'SizeAwareTypeList':
      return shape(`${first}{${second}}`);
    case 'ConstantValueList':
      return shape(`${first}{${second}} = value, ...`);
    case 'ShapedFunctionType':
      return shape('(types) -> types');
    case 'TypeAlias':
      return shape(second);
    case 'AwaitResultType':
    case 'ListTypeGet':
    case 'ListTypeSet':
      return shape(first);
    case 'LoadType':
      return shape(`${first} -> ${second}`);
    case 'StoreType':
    case 'MultitileSizesTypes':
      return shape(`${first}, ${second}`);
    case 'ComplexOpType':
    case 'PairwiseOpType':
    case 'SameOperandsAndResultType':
    case 'SelectOpType':
    case 'TupleOpType':
    case 'VariadicSameOperandsAndResultType':
      return shape('types');
    case 'RangeType':
      return shape(`: ${first}`);
    case 'ResultsValueType':
      return optional(`-> ${first}`);
    case 'InsertExtractValueElementType':
    case 'ShuffleType':
      return NOTHING;
    // Values.
    case 'TypeOrAttr':
    case 'TypedInitialValue':
      return shape(': type = value');
    case 'GlobalMemrefOpTypeAndInitialValue':
      return shape('type = initial_value');
    case 'ExponentMantissa':
      return shape('e5m10');
    case 'TBAAMembers':
      return shape('<@member, offset>, ...');
    // Attributes.
    case 'ConvolutionDimensions':
      return shape('[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]');
    case 'DotDimensionNumbers':
      return shape('contracting_dims = [1] x [0]');
    case 'WindowAttributes':
      return shape('stride = [...], pad = [...]');
    case 'PrecisionConfig':
      return optional(', precision = [...]');
    case 'DescriptorType':
      return shape('storage_buffer|uniform_buffer');
    case 'LLVMOpAttrs':
      return optional('{...}');
    case 'OperationOpAttributes':
    case 'CreateOperationOpAttributes':
      return optional('{"name" = %attribute, ...}');
    case 'CreateOperationOpResults':
      return optional('-> (%types... : types)');
    // Operands with what belongs to them.
    case 'AsyncDependencies':
      return optional('async [%asyncDependencies...]');
    case 'CollectiveParam':
      return optional(first);
    case 'LaunchFuncOperands':
      return optional('args(%kernelOperands... : types)');
    case 'DescriptorSetBindings':
      return shape('%ordinal = (%buffer : type)[%offset, %length], ...');
    case 'DispatchBindings':
      return shape('(%buffer : type)[%offset, %length], ...');
    case 'DispatchOperands':
      return shape('%resource[%offset to %end for %length], ...');
    case 'DispatchResources':
      return shape('ro|rw|wo %resource[%offset for %length] : type{%size}, ...');
    case 'PackSliceRanges':
      return shape('[first, last] = %size, ...');
    case 'SequenceOpOperands':
      return shape('%root : type');
    // Regions.
    case 'DispatchWorkgroupBody':
      return shape('(%arg: type)', { region });
    case 'ResourceRegion':
      return shape('(%operand as %arg: type{%size}) -> type{%size}', { region });
    case 'ExplicitResourceRegion':
      return shape('(%operand as %arg: type{%size})', { region });
    case 'DispatchWorkgroupsCountRegion':
      return optional('count(%arg: index) -> (index, index, index) {...}');
    case 'WorkgroupCountRegion':
      return optional('workgroups(%arg: index) -> (index, index, index) {...}');
    default:
      return shape(texts.length > 0 ? texts.join(' ') : name);
  }
}
