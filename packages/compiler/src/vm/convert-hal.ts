/** Conversion of hal to calls of the runtime's hal module. */

import {
  type Attribute,
  type DialectAttr,
  DialectType,
  descriptorBindingOf,
  IntegerAttr,
  isDialectAttr,
  isRefType,
  type Operation,
  operandGroup,
  operandsNamed,
  StringAttr,
  SymbolRefAttr,
  type Type,
  type Value,
  vmBufferType,
  vmRefType,
} from '@iree-workbench/ir';
import type { CallArgument, Conversions, Lowering, OpConversion } from './lowering.ts';

/** Numbers of descriptor types, as the runtime knows them. */
const DESCRIPTOR_TYPES = { uniform_buffer: 6, storage_buffer: 7 } as const;

/** The values that an attribute is passed as, flat; null if it has no such form. */
function attributeValues(attr: Attribute, lowering: Lowering): Value[] | null {
  switch (attr.kind) {
    case 'integer':
      return [lowering.i32(BigInt.asIntN(32, attr.value))];
    case 'string':
      return [lowering.string(attr.value)];
    case 'array': {
      const values: Value[] = [];
      for (const element of attr.elements) {
        const own = attributeValues(element, lowering);
        if (!own) return null;
        values.push(...own);
      }
      return values;
    }
    case 'dialect': {
      if (!isDialectAttr(attr, 'hal.descriptor_set.binding')) return null;
      const binding = descriptorBindingOf(attr);
      return [
        lowering.i32(binding.ordinal),
        lowering.i32(DESCRIPTOR_TYPES[binding.type]),
        lowering.i32(binding.isReadOnly ? 1 : 0),
      ];
    }
    default:
      return null;
  }
}

/**
 * A call with the operation's attributes where they have an argument's name, and its groups of
 * operands, in order, for the other arguments.
 */
function callArguments(op: Operation, name: string, lowering: Lowering): CallArgument[] | null {
  const args: CallArgument[] = [];
  let group = 0;
  for (const { name: argument, isSpan } of lowering.imports.get(name)?.arguments ?? []) {
    const attr = op.attr(argument);
    const values = attr
      ? attributeValues(attr, lowering)
      : lowering.values(operandGroup(op, group++));
    if (!values) return null;
    if (isSpan) args.push(values);
    else if (values[0] && values.length === 1) args.push(values[0]);
    else return null;
  }
  return args;
}

/** Results of a call in the types that the program has for them. */
function callResults(op: Operation, results: readonly Value[], lowering: Lowering): Value[] | null {
  const types = lowering.resultTypes(op);
  return types && results.map((result, i) => lowering.resize(result, types[i] as Type));
}

/** The import of the operation's own name (`hal.buffer.length`) or of another. */
const call =
  (name?: string): OpConversion =>
  (op, lowering) => {
    const callee = name ?? op.name;
    const args = callArguments(op, callee, lowering);
    return args && callResults(op, lowering.call(callee, args), lowering);
  };

const CALLS = [
  'ex.shared_device',
  'allocator.allocate',
  'allocator.allocate.initialized',
  'buffer.assert',
  'buffer.subspan',
  'buffer.length',
  'buffer_view.create',
  'buffer_view.assert',
  'buffer_view.buffer',
  'buffer_view.element_type',
  'buffer_view.encoding_type',
  'buffer_view.rank',
  'buffer_view.dim',
  'buffer_view.trace',
  'channel.create',
  'channel.rank_and_count',
  'command_buffer.finalize',
  'command_buffer.begin_debug_group',
  'command_buffer.end_debug_group',
  'command_buffer.execution_barrier',
  'command_buffer.copy_buffer',
  'command_buffer.push_constants',
  'command_buffer.dispatch',
  'command_buffer.dispatch.indirect',
  'descriptor_set_layout.create',
  'pipeline_layout.create',
  'device.allocator',
  'device.queue.alloca',
  'device.queue.dealloca',
  'device.queue.execute',
  'device.queue.flush',
  'fence.create',
  'fence.join',
  'fence.query',
  'fence.signal',
  'fence.fail',
  'fence.await',
];

const bytesOf = (type: Type, lowering: Lowering): number =>
  type.kind === 'integer' || type.kind === 'float'
    ? Math.ceil(type.width / 8)
    : type.kind === 'index'
      ? lowering.target.indexBits / 8
      : 0;
/** Half-width floats have no register, and vectors are no numbers. */
const isLoadable = (type: Type): boolean =>
  type.kind === 'integer' ||
  type.kind === 'index' ||
  (type.kind === 'float' && (type.width === 32 || type.width === 64));

/** 64-bit values go as two halves, high and low. */
const convertBufferLoad: OpConversion = (op, lowering) => {
  const original = op.result().type;
  const type = lowering.type(original);
  if (!type || !isLoadable(original)) return null;
  const buffer = lowering.operand(op, 0);
  const offset = lowering.toI64(lowering.operand(op, 1));
  const load = (at: Value, bytes: number): Value =>
    lowering.call('hal.buffer.load', [buffer, at, lowering.i32(bytes)])[0] as Value;
  const bytes = bytesOf(original, lowering);
  if (bytes <= 4) {
    const word = load(offset, bytes);
    return [type.kind === 'float' ? lowering.make('vm.bitcast.i32.f32', [word]) : word];
  }
  const high = load(lowering.make('vm.add.i64', [offset, lowering.i64(4)]), 4);
  const low = load(offset, 4);
  const word = lowering.make('vm.or.i64', [
    lowering.make('vm.ext.i32.i64.u', [low]),
    lowering.make('vm.shl.i64', [lowering.make('vm.ext.i32.i64.u', [high]), lowering.i32(32)]),
  ]);
  if (type === lowering.context.i64) return [word];
  // An f64 that the machine holds as an f32 must be rounded, which it cannot do.
  return type === lowering.context.f64
    ? [lowering.make('vm.bitcast.i64.f64', [word])]
    : lowering.refuse('the machine has no f64');
};

const convertBufferStore: OpConversion = (op, lowering) => {
  const original = op.operand(0).type;
  if (!isLoadable(original)) return null;
  let value = lowering.operand(op, 0);
  const bytes = bytesOf(original, lowering);
  if (value.type.kind === 'float') {
    if (value.type !== original) return null;
    value = lowering.make(`vm.bitcast.f${value.type.width}.i${value.type.width}`, [value]);
  }
  const buffer = lowering.operand(op, 1);
  const offset = lowering.toI64(lowering.operand(op, 2));
  const store = (word: Value, at: Value, length: number): void => {
    lowering.call('hal.buffer.store', [word, buffer, at, lowering.i32(length)]);
  };
  if (bytes <= 4) {
    store(value, offset, bytes);
    return [];
  }
  store(lowering.make('vm.trunc.i64.i32', [value]), offset, 4);
  const high = lowering.make('vm.shr.i64.u', [value, lowering.i32(32)]);
  const next = lowering.make('vm.add.i64', [offset, lowering.i64(4)]);
  store(lowering.make('vm.trunc.i64.i32', [high]), next, 4);
  return [];
};

const convertTryMap: OpConversion = (op, lowering) => {
  const [allocator, source, offset, length] = lowering.values(op.operands) as [
    Value,
    Value,
    Value,
    Value,
  ];
  const [types, usage] = [op.intAttr('memory_types'), op.intAttr('buffer_usage')];
  const [buffer] = lowering.call('hal.allocator.map.byte_buffer', [
    allocator,
    lowering.i32(1),
    lowering.i32(types ?? 0n),
    lowering.i32(usage ?? 0n),
    source,
    offset,
    length,
  ]);
  return buffer ? [lowering.make('vm.cmp.nz.ref', [buffer]), buffer] : null;
};

const convertCommandBufferCreate: OpConversion = (op, lowering) => {
  const [device, capacity] = lowering.values(op.operands);
  if (!device) return null;
  return lowering.call('hal.command_buffer.create', [
    device,
    lowering.i32(op.intAttr('modes') ?? 0n),
    lowering.i32(op.intAttr('command_categories') ?? 0n),
    capacity ?? lowering.i32(0),
  ]);
};

/** The pattern is a word, of which the runtime takes as many bytes as the original has. */
const convertFill: OpConversion = (op, lowering) => {
  const [commands, target, offset, length, pattern] = lowering.values(op.operands) as [
    Value,
    Value,
    Value,
    Value,
    Value,
  ];
  const width = bytesOf(op.operand(4).type, lowering) * 8;
  const word =
    width === 32
      ? pattern
      : width === 8 || width === 16
        ? lowering.make(`vm.ext.i${width}.i32.u`, [pattern])
        : null;
  if (!word) return null;
  lowering.call('hal.command_buffer.fill_buffer', [
    commands,
    target,
    offset,
    length,
    word,
    lowering.i32(width / 8),
  ]);
  return [];
};

const bufferRef = (lowering: Lowering): Type =>
  vmRefType(DialectType.get(lowering.context, 'hal', 'buffer'));

/** A binding is a buffer, or a slot of the table that a later submission brings. */
const convertPushDescriptorSet: OpConversion = (op, lowering) => {
  const [commands, layout, set] = [0, 1, 2].map((i) => lowering.operand(op, i)) as [
    Value,
    Value,
    Value,
  ];
  const group = (name: string): Value[] => lowering.values(operandsNamed(op, name));
  const [buffers, offsets, lengths] = [
    group('binding_buffers'),
    group('binding_offsets'),
    group('binding_lengths'),
  ];
  let zero: Value | null = null;
  let none: Value | null = null;
  const bindings = group('binding_ordinals').flatMap((ordinal, i) => {
    const buffer = buffers[i] as Value;
    const isBuffer = isRefType(buffer.type);
    if (isBuffer) zero ??= lowering.i32(0);
    else none ??= lowering.null(bufferRef(lowering));
    return [
      ordinal,
      isBuffer ? (zero as Value) : buffer,
      isBuffer ? buffer : (none as Value),
      offsets[i] as Value,
      lengths[i] as Value,
    ];
  });
  lowering.call('hal.command_buffer.push_descriptor_set', [commands, layout, set, bindings]);
  return [];
};

const COLLECTIVE_KINDS = [
  'all_gather',
  'all_reduce',
  'broadcast',
  'reduce',
  'reduce_scatter',
  'send',
  'recv',
];
const COLLECTIVE_REDUCTIONS = ['none', 'sum', 'product', 'minimum', 'maximum', 'average'];
const COLLECTIVE_ELEMENTS = [
  'si8',
  'ui8',
  'si16',
  'ui16',
  'si32',
  'ui32',
  'si64',
  'ui64',
  'f16',
  'f32',
  'f64',
  'bf16',
];
/** Kind, reduction and element type, a byte each. */
function collectiveCode(attr: DialectAttr): number | null {
  const [kind, reduction, element] = attr.params;
  const codes = [
    COLLECTIVE_KINDS.indexOf(String(kind)),
    COLLECTIVE_REDUCTIONS.indexOf(String(reduction ?? 'none')),
    COLLECTIVE_ELEMENTS.indexOf(String(element)),
  ];
  if (codes.some((code) => code < 0)) return null;
  return codes.reduce((sum, code, i) => sum | (code << (8 * i)), 0);
}

const convertCollective: OpConversion = (op, lowering) => {
  const spec = op.attr('op');
  const code = isDialectAttr(spec, 'hal.collective') ? collectiveCode(spec) : null;
  if (code === null) return null;
  const optional = (name: string): Value | null => {
    const [value] = operandsNamed(op, name);
    return value ? lowering.value(value) : null;
  };
  const range = (side: 'send' | 'recv'): Value[] => [
    optional(`${side}_buffer`) ?? lowering.null(bufferRef(lowering)),
    optional(`${side}_offset`) ?? lowering.i64(0),
    optional(`${side}_length`) ?? lowering.i64(0),
  ];
  lowering.call('hal.command_buffer.collective', [
    lowering.operand(op, 0),
    lowering.operand(op, 1),
    lowering.i32(code),
    optional('param') ?? lowering.i32(0),
    ...range('send'),
    ...range('recv'),
    lowering.operand(op, 2),
  ]);
  return [];
};

/** The runtime answers in i64; other integers are made of it, and the default takes its place. */
const convertDeviceQuery: OpConversion = (op, lowering) => {
  const original = op.result(1).type;
  const type = lowering.type(original);
  const [category, key] = [op.stringAttr('category'), op.stringAttr('key')];
  if (category === undefined || key === undefined) return null;
  if (type?.kind !== 'integer') return null;
  const [ok, answer] = lowering.call('hal.device.query.i64', [
    lowering.operand(op, 0),
    lowering.string(category),
    lowering.string(key),
  ]) as [Value, Value];
  let value = answer;
  if (original.kind === 'integer' && original.width < 64) {
    const word = lowering.make('vm.trunc.i64.i32', [answer]);
    if (original.width === 1) value = lowering.make('vm.and.i32', [word, lowering.i32(1)]);
    else if (original.width === 8 || original.width === 16)
      value = lowering.make(`vm.trunc.i32.i${original.width}`, [word]);
    else value = word;
  } else value = lowering.resize(answer, type);
  const fallback = op.attr('default_value');
  if (!fallback) return [ok, value];
  if (fallback.kind !== 'integer') return null;
  const other = lowering.integer(type, fallback.value);
  const suffix = type.width === 64 ? 'i64' : 'i32';
  return [lowering.i32(1), lowering.make(`vm.select.${suffix}`, [ok, value, other])];
};

// ----- Executables -----

/** `@executable::@binary` in the module. */
function findBinary(lowering: Lowering, target: Attribute | undefined): Operation | null {
  if (target?.kind !== 'symbol_ref') return null;
  let table: Operation | null = lowering.source;
  for (const name of [target.root, ...target.nested]) {
    table = table.region().front.findSymbol(name);
    if (!table) return null;
  }
  return table?.is('hal.executable.binary') ? table : null;
}

/** Read-only data of an executable, in front of the function that loads it. */
function executableData(binary: Operation, lowering: Lowering): Value | null {
  const data = binary.attr('data');
  const executable = binary.parentOp?.symbolName ?? '';
  const name = `${executable}_${binary.symbolName ?? ''}`.replace(/[^A-Za-z0-9_]/g, '_');
  if (!data) return null;
  const { context, module } = lowering;
  if (!module.region().front.findSymbol(name)) {
    const mimeType = binary.attr('mime_type');
    const container = lowering.builder.insertionPoint?.block.parentOp;
    lowering.builder.guarded(() => {
      if (container) lowering.builder.setBefore(container);
      lowering.builder.location = binary.location;
      lowering.builder.create('vm.rodata', {
        resultTypes: [],
        attributes: [
          ['sym_name', StringAttr.get(context, name)],
          ['sym_visibility', StringAttr.get(context, 'private')],
          ['value', data],
          ['alignment', IntegerAttr.i64(context, 16)],
          ...(mimeType ? [['mime_type', mimeType] as const] : []),
        ],
      });
    });
  }
  return lowering.builder.createValue('vm.const.ref.rodata', {
    attributes: [['rodata', SymbolRefAttr.get(context, name)]],
    resultTypes: [vmBufferType(context)],
  });
}

/** Specialisation constants as a buffer of words; none as null. Zeros need no store. */
function constantBuffer(constants: readonly Value[], lowering: Lowering): Value {
  if (constants.length === 0) return lowering.null(vmBufferType(lowering.context));
  const buffer = lowering.make('vm.buffer.alloc', [
    lowering.i64(constants.length * 4),
    lowering.i32(16),
  ]);
  constants.forEach((constant, i) => {
    if (constant.definingOp?.is('vm.const.i32.zero')) return;
    lowering.emit('vm.buffer.store.i32', [buffer, lowering.i64(i), constant]);
  });
  return buffer;
}

const convertExecutableCreate: OpConversion = (op, lowering) => {
  const binary = findBinary(lowering, op.attr('executable_target'));
  const format = binary?.stringAttr('format');
  if (!binary || format === undefined)
    return lowering.refuse(
      'it names no hal.executable.binary, so the executable is not serialized',
    );
  const data = executableData(binary, lowering);
  if (!data) return null;
  const device = lowering.operand(op, 0);
  const formatName = lowering.string(format);
  const constants = constantBuffer(lowering.values(operandsNamed(op, 'constants')), lowering);
  const layouts = lowering.values(operandsNamed(op, 'layouts'));
  return lowering.call('hal.executable.create', [device, formatName, data, constants, layouts]);
};

export const halConversions: Conversions = {
  ...Object.fromEntries(CALLS.map((name) => [`hal.${name}`, call()])),
  'hal.allocator.try_map': convertTryMap,
  'hal.buffer.load': convertBufferLoad,
  'hal.buffer.store': convertBufferStore,
  'hal.command_buffer.create': convertCommandBufferCreate,
  'hal.command_buffer.fill_buffer': convertFill,
  'hal.command_buffer.push_descriptor_set': convertPushDescriptorSet,
  'hal.command_buffer.collective': convertCollective,
  'hal.device.query': convertDeviceQuery,
  'hal.executable.create': convertExecutableCreate,
};
