/** Types and attributes of the stream dialect: resources with a lifetime, timepoints, configurations. */

import { IntegerAttr } from '../../attributes.ts';
import type { Context } from '../../context.ts';
import type {
  AttrConstraint,
  AttrDefinition,
  TypeConstraint,
  TypeDefinition,
} from '../../dialect.ts';
import { DialectType, type Type } from '../../types.ts';

export const LIFETIMES = ['*', 'external', 'staging', 'transient', 'variable', 'constant'] as const;
export type Lifetime = (typeof LIFETIMES)[number];

export const resourceType = (context: Context, lifetime: Lifetime): DialectType =>
  DialectType.get(context, 'stream', 'resource', [lifetime]);
export const timepointType = (context: Context): DialectType =>
  DialectType.get(context, 'stream', 'timepoint');
export const bindingType = (context: Context): DialectType =>
  DialectType.get(context, 'stream', 'binding');
export const isResource = (type: Type): type is DialectType =>
  type.kind === 'dialect' && type.name === 'stream.resource';
export const lifetimeOf = (type: DialectType): Lifetime => type.params[0] as Lifetime;

const resource = (summary: string, ...lifetimes: readonly Lifetime[]): TypeConstraint => ({
  summary,
  matches: (type) => isResource(type) && lifetimes.includes(lifetimeOf(type)),
  ...(lifetimes.length === 1
    ? { buildable: (context: Context) => resourceType(context, lifetimes[0] as Lifetime) }
    : {}),
});
const plain = (constraint: TypeConstraint): TypeConstraint => ({
  summary: constraint.summary,
  matches: constraint.matches,
});
export const AnyResource: TypeConstraint = {
  summary: 'any stream-compatible type',
  matches: isResource,
};
export const ExternalResource = plain(resource('external resource', 'external'));
export const StagingResource = plain(resource('staging resource', 'staging'));
export const TransientResource = plain(resource('transient resource', 'transient'));
export const VariableResource = plain(resource('variable resource', 'variable'));
export const ConstantResource = plain(resource('constant resource', 'constant'));
/** What device work may touch: every lifetime but staging. */
export const AnyStreamResource = resource(
  'resource or external resource or transient resource or variable resource or constant resource',
  '*',
  'external',
  'transient',
  'variable',
  'constant',
);
export const Timepoint: TypeConstraint = {
  summary: 'a timepoint indicating execution availability',
  matches: (type) => type.kind === 'dialect' && type.name === 'stream.timepoint',
  buildable: timepointType,
};
export const ChannelType: TypeConstraint = {
  summary: 'a collective communication channel',
  matches: (type) => type.kind === 'dialect' && type.name === 'stream.channel',
  buildable: (context) => DialectType.get(context, 'stream', 'channel'),
};
export const Binding: TypeConstraint = {
  summary: 'a managed resource binding into an executable scope',
  matches: (type) => type.kind === 'dialect' && type.name === 'stream.binding',
  buildable: bindingType,
};

/** Bits of an access: how a dispatch uses a resource. */
export const ACCESS = { read: 1, write: 2 } as const;
export const accessAttr = (context: Context, bits: number): IntegerAttr =>
  IntegerAttr.i32(context, bits);

export const streamTypes: readonly TypeDefinition[] = [
  { mnemonic: 'timepoint', summary: 'a point on a timeline that work waits for and signals' },
  { mnemonic: 'channel', summary: 'a participant of a group that communicates collectively' },
  { mnemonic: 'binding', summary: 'a resource bound to a parameter of a dispatch' },
  {
    mnemonic: 'resource',
    summary: 'storage whose lifetime class decides where and how long it lives',
    parse(parser) {
      if (!parser.parseOptionalPunctuation('<')) return ['*'];
      const at = parser.offset();
      if (parser.parseOptionalPunctuation('*')) {
        parser.parsePunctuation('>');
        return ['*'];
      }
      const lifetime = parser.parseKeyword();
      if (!LIFETIMES.some((known) => known === lifetime))
        parser.fail(
          `unknown lifetime value: ${lifetime}; expected *, external, staging, transient, variable or constant`,
          at,
        );
      parser.parsePunctuation('>');
      return [lifetime];
    },
    print(printer, type) {
      printer.print(`<${lifetimeOf(type)}>`);
    },
  },
];

/** Limits of a device's buffers, in bytes, and the width of its indices. */
export interface ResourceConfig {
  readonly maxAllocationSize: bigint;
  readonly minBufferOffsetAlignment: bigint;
  readonly maxBufferRange: bigint;
  readonly minBufferRangeAlignment: bigint;
  readonly indexBits: bigint;
}
const CONFIG_KEYS = [
  ['max_allocation_size', 0n],
  ['min_buffer_offset_alignment', 0n],
  ['max_buffer_range', 0n],
  ['min_buffer_range_alignment', 0n],
  ['index_bits', 32n],
] as const;

const COLLECTIVE_KINDS = [
  'all_gather',
  'all_reduce',
  'broadcast',
  'reduce',
  'reduce_scatter',
  'send',
  'recv',
] as const;
const FAVORS = ['debug', 'min-peak-memory', 'max-concurrency'] as const;

export const CollectiveAttr: AttrConstraint = {
  summary: 'collective operation and specification',
  matches: (attr) => attr.kind === 'dialect' && attr.name === 'stream.collective',
  attrName: 'stream.collective',
};

export const streamAttributes: readonly AttrDefinition[] = [
  {
    mnemonic: 'timepoint',
    summary: 'the timepoint that has been reached already',
    parse(parser) {
      parser.parsePunctuation('<');
      const at = parser.offset();
      if (parser.parseKeyword() !== 'immediate')
        parser.fail('only immediate timepoint attrs are supported', at);
      parser.parsePunctuation('>');
      return [];
    },
    print: (printer) => printer.print('<immediate>'),
    type: (attr) => DialectType.get(attr.context, 'stream', 'timepoint'),
  },
  {
    mnemonic: 'collective',
    summary: 'kind, reduction and element type of a collective operation',
    parse(parser) {
      parser.parsePunctuation('<');
      const at = parser.offset();
      const kind = parser.parseKeyword();
      if (!COLLECTIVE_KINDS.some((known) => known === kind))
        parser.fail(`expected a collective kind: ${COLLECTIVE_KINDS.join(', ')}`, at);
      const reduction = parser.parseOptionalKeyword('with') === null ? null : parser.parseKeyword();
      parser.parsePunctuation(':');
      const elementType = parser.parseKeyword();
      parser.parsePunctuation('>');
      return [kind, reduction, elementType];
    },
    print(printer, attr) {
      const [kind, reduction, elementType] = attr.params;
      printer.print(`<${kind}${reduction === null ? '' : ` with ${reduction}`} : ${elementType}>`);
    },
  },
  {
    mnemonic: 'partitioning_config',
    summary: 'what the partitioning of work into executions favours',
    parse(parser) {
      parser.parsePunctuation('<');
      const at = parser.offset();
      // Upstream prints what it does not read: both are understood here.
      const isPrinted = parser.parseOptionalKeyword('favor') !== null;
      if (isPrinted) parser.parsePunctuation('-');
      const favor = isPrinted ? parser.parseKeyword() : parser.parseString();
      if (!FAVORS.some((known) => known === favor))
        parser.fail(`unknown favor value: ${favor}`, at);
      parser.parsePunctuation('>');
      return [favor];
    },
    print: (printer, attr) => printer.print(`<favor-${attr.params[0]}>`),
  },
  {
    mnemonic: 'resource_config',
    summary: 'limits that a device sets to buffers',
    parse(parser) {
      parser.parsePunctuation('<');
      parser.parsePunctuation('{');
      const values = new Map<string, bigint>(CONFIG_KEYS);
      while (!parser.parseOptionalPunctuation('}')) {
        const key = parser.parseKeyword();
        parser.parsePunctuation('=');
        values.set(key, parser.parseInteger());
        parser.parseOptionalPunctuation(',');
      }
      parser.parsePunctuation('>');
      return CONFIG_KEYS.map(([key]) => values.get(key) ?? 0n);
    },
    print(printer, attr) {
      const entries = CONFIG_KEYS.map(([key], i) => `${key} = ${attr.params[i]}`);
      printer.print(`<{${entries.join(', ')}}>`);
    },
  },
];
