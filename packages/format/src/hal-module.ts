/**
 * The functions compiled modules import from the runtime's own modules (hal, check), with names and
 * types of arguments. The compiler declares imports from this table, the runtime checks its exports
 * against it.
 */
import {
  type CallingConvention,
  type CconvArgument,
  type CconvType,
  formatCallingConvention,
} from './calling-convention.ts';

/** One argument: a value, or a span that repeats a tuple (a tuple of one prints as its type). */
export interface ImportArgument {
  readonly name: string;
  /** VM types: `i32`, `i64`, `!vm.buffer`, or an object's type such as `!hal.buffer`. */
  readonly types: readonly string[];
  readonly variadic: boolean;
}

/** A function a runtime module exports, as modules declare it. */
export interface ImportDeclaration {
  /** Name without the module. */
  readonly name: string;
  readonly arguments: readonly ImportArgument[];
  readonly results: readonly string[];
  /** False for functions the compiler may remove when their results are unused. */
  readonly sideEffects: boolean;
  /** True for functions that may suspend the program. */
  readonly yields: boolean;
  /** True for functions a program can do without. */
  readonly optional: boolean;
  /** Calling convention string: `0rIii_r`. */
  readonly cconv: string;
}

/** A runtime module's functions. */
export interface ImportModule {
  readonly name: string;
  readonly version: number;
  readonly functions: readonly ImportDeclaration[];
}

type Flag = 'pure' | 'yield' | 'optional';

/**
 * Declares a function. Arguments are written `name: type`, separated by commas; `type...` is a span
 * and `(type type)...` a span of tuples.
 */
function declare(
  name: string,
  args: string,
  results = '',
  flags: readonly Flag[] = [],
): ImportDeclaration {
  const list: ImportArgument[] = args
    .split(',')
    .map((arg) => arg.trim())
    .filter((arg) => arg !== '')
    .map((arg) => {
      const colon = arg.indexOf(':');
      const variadic = arg.endsWith('...');
      const types = arg
        .slice(colon + 1)
        .replace('...', '')
        .replace(/[()]/g, '')
        .trim()
        .split(/\s+/);
      return { name: arg.slice(0, colon), types, variadic };
    });
  const resultTypes = results === '' ? [] : results.split(/\s+/);
  const cconvArguments = list.map<CconvArgument>((arg) =>
    arg.variadic
      ? { kind: 'span', types: arg.types.map(cconvType) }
      : { kind: 'value', type: cconvType(arg.types[0]!) },
  );
  const convention: Pick<CallingConvention, 'arguments' | 'results'> = {
    arguments: cconvArguments,
    results: resultTypes.map(cconvType),
  };
  return {
    name,
    arguments: list,
    results: resultTypes,
    sideEffects: !flags.includes('pure'),
    yields: flags.includes('yield'),
    optional: flags.includes('optional'),
    cconv: formatCallingConvention(convention),
  };
}

function cconvType(type: string): CconvType {
  switch (type) {
    case 'i32':
      return 'i';
    case 'i64':
      return 'I';
    case 'f32':
      return 'f';
    case 'f64':
      return 'F';
    default:
      return 'r';
  }
}

const pure: readonly Flag[] = ['pure'];

/** The hal module of bytecode 15.0 (version 0). */
export const halModule: ImportModule = {
  name: 'hal',
  version: 0,
  functions: [
    declare('ex.shared_device', '', '!hal.device', pure),
    declare('ex.submit_and_wait', 'device:!hal.device, command_buffer:!hal.command_buffer', '', [
      'yield',
    ]),

    declare(
      'allocator.allocate',
      'allocator:!hal.allocator, memory_types:i32, buffer_usage:i32, allocation_size:i64',
      '!hal.buffer',
    ),
    declare(
      'allocator.allocate.initialized',
      'allocator:!hal.allocator, memory_types:i32, buffer_usage:i32, source:!vm.buffer, offset:i64, length:i64',
      '!hal.buffer',
    ),
    declare(
      'allocator.map.byte_buffer',
      'allocator:!hal.allocator, try:i32, memory_types:i32, buffer_usage:i32, source:!vm.buffer, offset:i64, length:i64',
      '!hal.buffer',
    ),

    declare(
      'buffer.assert',
      'buffer:!hal.buffer, message:!vm.buffer, allocator:!hal.allocator, minimum_length:i64, memory_types:i32, buffer_usage:i32',
    ),
    declare(
      'buffer.subspan',
      'source_buffer:!hal.buffer, source_offset:i64, length:i64',
      '!hal.buffer',
      pure,
    ),
    declare('buffer.length', 'buffer:!hal.buffer', 'i64', pure),
    declare('buffer.load', 'source_buffer:!hal.buffer, source_offset:i64, length:i32', 'i32'),
    declare('buffer.store', 'value:i32, target_buffer:!hal.buffer, target_offset:i64, length:i32'),

    declare(
      'buffer_view.create',
      'buffer:!hal.buffer, source_offset:i64, source_length:i64, element_type:i32, encoding_type:i32, shape:i64...',
      '!hal.buffer_view',
      pure,
    ),
    declare(
      'buffer_view.assert',
      'buffer_view:!hal.buffer_view, message:!vm.buffer, element_type:i32, encoding_type:i32, shape:i64...',
    ),
    declare('buffer_view.buffer', 'buffer_view:!hal.buffer_view', '!hal.buffer', pure),
    declare('buffer_view.element_type', 'buffer_view:!hal.buffer_view', 'i32', pure),
    declare('buffer_view.encoding_type', 'buffer_view:!hal.buffer_view', 'i32', pure),
    declare('buffer_view.rank', 'buffer_view:!hal.buffer_view', 'i32', pure),
    declare('buffer_view.dim', 'buffer_view:!hal.buffer_view, index:i32', 'i64', pure),
    declare('buffer_view.trace', 'key:!vm.buffer, operands:!hal.buffer_view...'),

    declare(
      'channel.create',
      'device:!hal.device, queue_affinity:i64, flags:i32, id:!vm.buffer, group:!vm.buffer, rank:i32, count:i32',
      '!hal.channel',
      pure,
    ),
    declare('channel.rank_and_count', 'channel:!hal.channel', 'i32 i32', pure),

    declare(
      'command_buffer.create',
      'device:!hal.device, modes:i32, command_categories:i32, binding_capacity:i32',
      '!hal.command_buffer',
    ),
    declare('command_buffer.finalize', 'command_buffer:!hal.command_buffer'),
    declare(
      'command_buffer.begin_debug_group',
      'command_buffer:!hal.command_buffer, label:!vm.buffer',
    ),
    declare('command_buffer.end_debug_group', 'command_buffer:!hal.command_buffer'),
    declare(
      'command_buffer.execution_barrier',
      'command_buffer:!hal.command_buffer, source_stage_mask:i32, target_stage_mask:i32, flags:i32',
    ),
    declare(
      'command_buffer.fill_buffer',
      'command_buffer:!hal.command_buffer, target_buffer:!hal.buffer, target_offset:i64, length:i64, pattern:i32, pattern_length:i32',
    ),
    declare(
      'command_buffer.copy_buffer',
      'command_buffer:!hal.command_buffer, source_buffer:!hal.buffer, source_offset:i64, target_buffer:!hal.buffer, target_offset:i64, length:i64',
    ),
    declare(
      'command_buffer.collective',
      'command_buffer:!hal.command_buffer, channel:!hal.channel, op:i32, param:i32, send_buffer:!hal.buffer, send_offset:i64, send_length:i64, recv_buffer:!hal.buffer, recv_offset:i64, recv_length:i64, element_count:i64',
    ),
    declare(
      'command_buffer.push_constants',
      'command_buffer:!hal.command_buffer, pipeline_layout:!hal.pipeline_layout, offset:i32, values:i32...',
    ),
    declare(
      'command_buffer.push_descriptor_set',
      'command_buffer:!hal.command_buffer, pipeline_layout:!hal.pipeline_layout, set:i32, bindings:(i32 i32 !hal.buffer i64 i64)...',
    ),
    declare(
      'command_buffer.dispatch',
      'command_buffer:!hal.command_buffer, executable:!hal.executable, entry_point:i32, workgroup_x:i32, workgroup_y:i32, workgroup_z:i32',
    ),
    declare(
      'command_buffer.dispatch.indirect',
      'command_buffer:!hal.command_buffer, executable:!hal.executable, entry_point:i32, workgroups_buffer:!hal.buffer, workgroups_offset:i64',
    ),
    declare(
      'command_buffer.execute.commands',
      'command_buffer:!hal.command_buffer, commands:!hal.command_buffer, bindings:(!hal.buffer i64 i64)...',
    ),

    declare(
      'descriptor_set_layout.create',
      'device:!hal.device, flags:i32, bindings:(i32 i32 i32)...',
      '!hal.descriptor_set_layout',
      pure,
    ),

    declare('device.allocator', 'device:!hal.device', '!hal.allocator', pure),
    declare(
      'device.query.i64',
      'device:!hal.device, category:!vm.buffer, key:!vm.buffer',
      'i32 i64',
      pure,
    ),
    declare(
      'device.queue.alloca',
      'device:!hal.device, queue_affinity:i64, wait_fence:!hal.fence, signal_fence:!hal.fence, pool:i32, memory_types:i32, buffer_usage:i32, allocation_size:i64',
      '!hal.buffer',
    ),
    declare(
      'device.queue.dealloca',
      'device:!hal.device, queue_affinity:i64, wait_fence:!hal.fence, signal_fence:!hal.fence, buffer:!hal.buffer',
    ),
    declare(
      'device.queue.execute',
      'device:!hal.device, queue_affinity:i64, wait_fence:!hal.fence, signal_fence:!hal.fence, command_buffers:!hal.command_buffer...',
    ),
    declare('device.queue.flush', 'device:!hal.device, queue_affinity:i64'),

    declare(
      'executable.create',
      'device:!hal.device, executable_format:!vm.buffer, executable_data:!vm.buffer, constants:!vm.buffer, pipeline_layouts:!hal.pipeline_layout...',
      '!hal.executable',
      pure,
    ),

    declare('fence.create', 'device:!hal.device, flags:i32', '!hal.fence'),
    declare('fence.join', 'fences:!hal.fence...', '!hal.fence', pure),
    declare('fence.query', 'fence:!hal.fence', 'i32'),
    declare('fence.signal', 'fence:!hal.fence'),
    declare('fence.fail', 'fence:!hal.fence, status:i32'),
    declare('fence.await', 'timeout_millis:i32, fences:!hal.fence...', 'i32', ['yield']),

    declare(
      'pipeline_layout.create',
      'device:!hal.device, push_constants:i32, set_layouts:!hal.descriptor_set_layout...',
      '!hal.pipeline_layout',
      pure,
    ),
  ],
};

/** The ref types the hal module registers. */
export const halRefTypes = [
  'hal.allocator',
  'hal.buffer',
  'hal.buffer_view',
  'hal.channel',
  'hal.command_buffer',
  'hal.descriptor_set_layout',
  'hal.device',
  'hal.event',
  'hal.executable',
  'hal.fence',
  'hal.pipeline_layout',
  'hal.semaphore',
] as const;

/** The check module: expectations of test programs, all optional. */
export const checkModule: ImportModule = {
  name: 'check',
  version: 0,
  functions: [
    declare('expect_true', 'operand:i32', '', ['optional']),
    declare('expect_false', 'operand:i32', '', ['optional']),
    declare('expect_all_true', 'operand:!hal.buffer_view', '', ['optional']),
    declare('expect_eq', 'lhs:!hal.buffer_view, rhs:!hal.buffer_view', '', ['optional']),
    declare('expect_almost_eq', 'lhs:!hal.buffer_view, rhs:!hal.buffer_view', '', ['optional']),
  ],
};

/** Finds a function of a module by its local name. */
export function findImport(module: ImportModule, name: string): ImportDeclaration | undefined {
  return module.functions.find((declaration) => declaration.name === name);
}
