/** The attributes of the hal dialect: layouts, targets, matches, and their texts. */

import type { OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  DialectAttr,
  type DictionaryAttr,
  StringAttr,
} from '../../attributes.ts';
import type { Context } from '../../context.ts';
import type { AttrDefinition } from '../../dialect.ts';
import type { Param } from '../../types.ts';
import { parsePipelineLayout, pipelineBinding, printPipelineLayout } from './interface-layout.ts';

/** One binding of a descriptor set. */
export interface DescriptorBinding {
  readonly ordinal: number;
  readonly type: 'storage_buffer' | 'uniform_buffer';
  readonly isReadOnly: boolean;
}
export interface DescriptorSet {
  readonly ordinal: number;
  readonly bindings: readonly DescriptorBinding[];
}
/** The parameters of an entry point, as in `#hal.pipeline.layout`. */
export interface PipelineLayoutSpec {
  readonly pushConstants: number;
  readonly sets: readonly DescriptorSet[];
}

export const descriptorBindingAttr = (context: Context, binding: DescriptorBinding): DialectAttr =>
  DialectAttr.get(context, 'hal', 'descriptor_set.binding', [
    binding.ordinal,
    binding.type,
    binding.isReadOnly ? 'ReadOnly' : null,
  ]);
export const pipelineLayoutAttr = (context: Context, layout: PipelineLayoutSpec): DialectAttr =>
  DialectAttr.get(context, 'hal', 'pipeline.layout', [
    layout.pushConstants,
    layout.sets.map((set) =>
      DialectAttr.get(context, 'hal', 'descriptor_set.layout', [
        set.ordinal,
        set.bindings.map((binding) => descriptorBindingAttr(context, binding)),
      ]),
    ),
  ]);

const asAttr = (param: Param | undefined): DialectAttr => param as DialectAttr;
const asList = (param: Param | undefined): readonly Param[] => param as readonly Param[];

export function descriptorBindingOf(attr: DialectAttr): DescriptorBinding {
  const [ordinal, type, flags] = attr.params;
  return {
    ordinal: Number(ordinal),
    type: type === 'uniform_buffer' ? 'uniform_buffer' : 'storage_buffer',
    isReadOnly: flags === 'ReadOnly',
  };
}
export function pipelineLayoutOf(attr: DialectAttr): PipelineLayoutSpec {
  return {
    pushConstants: Number(attr.params[0]),
    sets: asList(attr.params[1]).map((set) => ({
      ordinal: Number(asAttr(set).params[0]),
      bindings: asList(asAttr(set).params[1]).map((binding) =>
        descriptorBindingOf(asAttr(binding)),
      ),
    })),
  };
}

/** `#hal.interface.binding<set, binding>`. */
export const interfaceBindingAttr = (context: Context, set: number, binding: number): DialectAttr =>
  DialectAttr.get(context, 'hal', 'interface.binding', [set, binding]);

/** `#hal.executable.target<"backend", "format", {…}>`. */
export interface ExecutableTarget {
  readonly backend: string;
  readonly format: string;
  readonly configuration: DictionaryAttr | null;
}
export const executableTargetAttr = (context: Context, target: ExecutableTarget): DialectAttr =>
  DialectAttr.get(context, 'hal', 'executable.target', [
    StringAttr.get(context, target.backend),
    StringAttr.get(context, target.format),
    target.configuration,
  ]);
export function executableTargetOf(attr: DialectAttr): ExecutableTarget {
  const [backend, format, configuration] = attr.params;
  return {
    backend: (backend as StringAttr).value,
    format: (format as StringAttr).value,
    configuration: (configuration as DictionaryAttr | null) ?? null,
  };
}
/** `#hal.device.target<"device id", {…}>`. */
export const deviceTargetAttr = (
  context: Context,
  deviceId: string,
  configuration: DictionaryAttr | null,
): DialectAttr =>
  DialectAttr.get(context, 'hal', 'device.target', [
    StringAttr.get(context, deviceId),
    configuration,
  ]);

// ----- Texts -----

const brackets = <T>(parser: OpAsmParser, parse: () => T): T => {
  parser.parsePunctuation('<');
  const value = parse();
  parser.parsePunctuation('>');
  return value;
};

function parseString(parser: OpAsmParser): StringAttr {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  return attr.kind === 'string' ? attr : parser.fail('invalid kind of attribute specified', at);
}

function parseDictionary(parser: OpAsmParser): DictionaryAttr {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  return attr.kind === 'dictionary' ? attr : parser.fail('invalid kind of attribute specified', at);
}

const parseNumber = (parser: OpAsmParser): number => Number(parser.parseInteger());

function parseDescriptorBinding(parser: OpAsmParser): readonly Param[] {
  return brackets(parser, () => {
    const ordinal = parseNumber(parser);
    parser.parsePunctuation(',');
    const at = parser.offset();
    const type = parser.parseKeyword();
    if (type !== 'storage_buffer' && type !== 'uniform_buffer')
      parser.fail('expected descriptor type: uniform_buffer or storage_buffer', at);
    const flags = parser.parseOptionalPunctuation(',') ? parser.parseKeyword() : null;
    return [ordinal, type, flags === 'None' ? null : flags];
  });
}

function parseDescriptorSet(parser: OpAsmParser): readonly Param[] {
  return brackets(parser, () => {
    const ordinal = parseNumber(parser);
    parser.parsePunctuation(',');
    parser.parseKeyword('bindings');
    parser.parsePunctuation('=');
    const bindings: Param[] = [];
    parser.parseCommaSeparatedList('square', () => {
      bindings.push(nested(parser, 'descriptor_set.binding', parseDescriptorBinding));
    });
    return [ordinal, bindings];
  });
}

/** `#hal.mnemonic<…>` or the stripped `<…>`. */
function nested(
  parser: OpAsmParser,
  mnemonic: string,
  parse: (parser: OpAsmParser) => readonly Param[],
): Param {
  const full = parser.parseOptionalAttribute();
  return full ?? DialectAttr.get(parser.context, 'hal', mnemonic, parse(parser));
}

const printBinding = (printer: OpAsmPrinter, attr: DialectAttr): void => {
  const [ordinal, type, flags] = attr.params;
  printer.print(`<${ordinal}, ${type}${flags === null ? '' : `, ${flags}`}>`);
};
function printSet(printer: OpAsmPrinter, attr: DialectAttr): void {
  printer.print(`<${attr.params[0]}, bindings = [`);
  asList(attr.params[1]).forEach((binding, i) => {
    if (i > 0) printer.print(', ');
    printBinding(printer, asAttr(binding));
  });
  printer.print(']>');
}

const printParam = (printer: OpAsmPrinter, param: Param | undefined): void => {
  printer.printAttribute(param as Attribute);
};
const isConfigured = (param: Param | undefined): boolean =>
  param !== null && param !== undefined && (param as DictionaryAttr).entries.length > 0;

const conditions = (mnemonic: string, summary: string): AttrDefinition => ({
  mnemonic,
  summary,
  parse: (parser) =>
    brackets(parser, () => {
      const at = parser.offset();
      const list = parser.parseAttribute();
      return list.kind === 'array'
        ? [list]
        : parser.fail('invalid kind of attribute specified', at);
    }),
  print(printer, attr) {
    printer.print('<');
    printParam(printer, attr.params[0]);
    printer.print('>');
  },
});
const pattern = (mnemonic: string, summary: string): AttrDefinition => ({
  mnemonic,
  summary,
  parse: (parser) => brackets(parser, () => [parseString(parser)]),
  print(printer, attr) {
    printer.print('<');
    printParam(printer, attr.params[0]);
    printer.print('>');
  },
});

export const halAttributes: readonly AttrDefinition[] = [
  {
    mnemonic: 'descriptor_type',
    summary: 'how a binding is used',
    parse: (parser) => brackets(parser, () => [parser.parseKeyword()]),
    print: (printer, attr) => printer.print(`<${attr.params[0]}>`),
  },
  {
    mnemonic: 'descriptor_set.binding',
    summary: 'a binding of a descriptor set',
    parse: parseDescriptorBinding,
    print: printBinding,
  },
  {
    mnemonic: 'descriptor_set.layout',
    summary: 'the bindings of a descriptor set',
    parse: parseDescriptorSet,
    print: printSet,
  },
  {
    mnemonic: 'pipeline.layout',
    summary: 'push constants and descriptor sets of an entry point',
    parse: (parser) =>
      brackets(parser, () => {
        parser.parseKeyword('push_constants');
        parser.parsePunctuation('=');
        const pushConstants = parseNumber(parser);
        parser.parsePunctuation(',');
        parser.parseKeyword('sets');
        parser.parsePunctuation('=');
        const sets: Param[] = [];
        parser.parseCommaSeparatedList('square', () => {
          sets.push(nested(parser, 'descriptor_set.layout', parseDescriptorSet));
        });
        return [pushConstants, sets];
      }),
    print(printer, attr) {
      printer.print(`<push_constants = ${attr.params[0]}, sets = [`);
      asList(attr.params[1]).forEach((set, i) => {
        if (i > 0) printer.print(', ');
        printSet(printer, asAttr(set));
      });
      printer.print(']>');
    },
    alias: () => 'pipeline_layout',
    changes: [{ since: '2026', parse: parsePipelineLayout, print: printPipelineLayout }],
  },
  pipelineBinding,
  {
    mnemonic: 'interface.binding',
    summary: 'set and binding that an operand is passed through',
    parse: (parser) =>
      brackets(parser, () => {
        const set = parseNumber(parser);
        parser.parsePunctuation(',');
        return [set, parseNumber(parser)];
      }),
    print: (printer, attr) => printer.print(`<${attr.params.join(', ')}>`),
  },
  {
    mnemonic: 'device.target',
    summary: 'a device to compile for, and how',
    parse: (parser) =>
      brackets(parser, () => {
        const id = parseString(parser);
        return [id, parser.parseOptionalPunctuation(',') ? parseDictionary(parser) : null];
      }),
    print(printer, attr) {
      printer.print('<');
      printParam(printer, attr.params[0]);
      if (isConfigured(attr.params[1])) {
        printer.print(', ');
        printParam(printer, attr.params[1]);
      }
      printer.print('>');
    },
    alias: (attr) => `device_target_${aliasName((attr.params[0] as StringAttr).value)}`,
  },
  {
    mnemonic: 'executable.target',
    summary: 'a back end and the format it produces',
    parse: (parser) =>
      brackets(parser, () => {
        const backend = parseString(parser);
        parser.parsePunctuation(',');
        const format = parseString(parser);
        return [
          backend,
          format,
          parser.parseOptionalPunctuation(',') ? parseDictionary(parser) : null,
        ];
      }),
    print(printer, attr) {
      printer.print('<');
      printParam(printer, attr.params[0]);
      printer.print(', ');
      printParam(printer, attr.params[1]);
      if (isConfigured(attr.params[2])) {
        printer.print(', ');
        printParam(printer, attr.params[2]);
      }
      printer.print('>');
    },
    alias: (attr) => `executable_target_${aliasName((attr.params[1] as StringAttr).value)}`,
  },
  {
    mnemonic: 'executable.object',
    summary: 'object code to link into an executable',
    parse: (parser) =>
      brackets(parser, () => {
        const entries = new Map<string, Attribute>();
        parser.parseOptionalAttrDict(entries);
        return [entries.get('path') ?? null, entries.get('data') ?? null];
      }),
    print(printer, attr) {
      printer.print('<{');
      if (attr.params[0]) {
        printer.print('path = ');
        printParam(printer, attr.params[0]);
      }
      if (attr.params[1]) {
        printer.print(', data = ');
        printParam(printer, attr.params[1]);
      }
      printer.print('}>');
    },
  },
  {
    mnemonic: 'executable.objects',
    summary: 'object code by target',
    parse: (parser) =>
      brackets(parser, () => {
        const targets: Attribute[] = [];
        const objects: Attribute[] = [];
        parser.parseCommaSeparatedList('braces', () => {
          targets.push(parser.parseAttribute());
          parser.parsePunctuation('=');
          objects.push(parser.parseAttribute());
        });
        return [ArrayAttr.get(parser.context, targets), ArrayAttr.get(parser.context, objects)];
      }),
    print(printer, attr) {
      const [targets, objects] = attr.params as readonly [ArrayAttr, ArrayAttr];
      printer.print('<{');
      targets.elements.forEach((target, i) => {
        if (i > 0) printer.print(', ');
        printer.printAttribute(target);
        printer.print(' = ');
        printer.printAttributeWithoutType(objects.elements[i] as Attribute);
      });
      printer.print('}>');
    },
  },
  {
    mnemonic: 'affinity.queue',
    summary: 'queues that work may run on',
    parse: (parser) =>
      brackets(parser, () => {
        if (parser.parseOptionalPunctuation('*')) return [-1n];
        let mask = 0n;
        parser.parseCommaSeparatedList('square', () => {
          mask |= 1n << parser.parseInteger();
        });
        return [mask];
      }),
    print(printer, attr) {
      const mask = attr.params[0] as bigint;
      if (mask === -1n) return printer.print('<*>');
      const queues = Array.from({ length: 64 }, (_, i) => i).filter(
        (i) => (mask >> BigInt(i)) & 1n,
      );
      printer.print(`<[${queues.join(', ')}]>`);
    },
  },
  {
    mnemonic: 'collective',
    summary: 'kind, reduction and element type of a collective operation',
    parse: (parser) =>
      brackets(parser, () => {
        const kind = parser.parseKeyword();
        const reduction =
          parser.parseOptionalKeyword('with') === null ? null : parser.parseKeyword();
        parser.parsePunctuation(':');
        return [kind, reduction, parser.parseKeyword()];
      }),
    print(printer, attr) {
      const [kind, reduction, elementType] = attr.params;
      printer.print(`<${kind}${reduction === null ? '' : ` with ${reduction}`} : ${elementType}>`);
    },
  },
  {
    mnemonic: 'device.affinity',
    summary: 'a device, and the queues of it that may be used',
    since: '2026',
    parse: (parser) =>
      brackets(parser, () => {
        const at = parser.offset();
        const device = parser.parseAttribute();
        if (device.kind !== 'symbol_ref') parser.fail('invalid kind of attribute specified', at);
        const queues: bigint[] = [];
        if (parser.parseOptionalPunctuation(','))
          parser.parseCommaSeparatedList('square', () => {
            queues.push(parser.parseInteger());
          });
        return [device, queues];
      }),
    print(printer, attr) {
      const queues = asList(attr.params[1]);
      printer.print('<');
      printParam(printer, attr.params[0]);
      printer.print(queues.length > 0 ? `, [${queues.join(', ')}]>` : '>');
    },
  },
  { mnemonic: 'match.always', summary: 'matches any device' },
  conditions('match.any', 'matches if one of the conditions does'),
  conditions('match.all', 'matches if all conditions do'),
  pattern('device.match.id', 'matches devices by identifier'),
  pattern('device.match.feature', 'matches devices by feature'),
  pattern('device.match.architecture', 'matches devices by architecture'),
  pattern('device.match.executable.format', 'matches devices that load a format'),
];

/** An identifier for an alias: what is not a letter, digit or underscore becomes an underscore. */
const aliasName = (text: string): string => text.replace(/[^A-Za-z0-9_$.]/g, '_');
