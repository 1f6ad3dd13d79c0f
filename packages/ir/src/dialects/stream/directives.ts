/** The `custom<…>` directives of the stream dialect. */

import type { CustomDirective, OpAsmParser, OpAsmPrinter, UnresolvedOperand } from '../../asm.ts';
import { ArrayAttr, type Attribute, IntegerAttr, type Location } from '../../attributes.ts';
import { Operation, type Region, type Value } from '../../operation.ts';
import type { Type } from '../../types.ts';
import { parseCountRegion, printCountRegion } from '../flow/directives.ts';
import {
  parseShapedResults,
  printed,
  printShapedResults,
  slot,
  utilDirectives,
} from '../util/directives.ts';
import { isSizeAware } from '../util/types.ts';
import { ACCESS, isResource } from './types.ts';

function parseSizedType(parser: OpAsmParser): { type: Type; size: UnresolvedOperand } {
  const type = parser.parseType();
  parser.parsePunctuation('{');
  const size = parser.parseOperand();
  parser.parsePunctuation('}');
  return { type, size };
}

/** `(%operand as %arg: type{size}, …)`. */
function parseCaptures(
  parser: OpAsmParser,
  operands: UnresolvedOperand[],
  types: Type[],
  sizes: UnresolvedOperand[],
) {
  const args: ReturnType<typeof parser.parseArgument>[] = [];
  parser.parseCommaSeparatedList('paren', () => {
    operands.push(parser.parseOperand());
    parser.parseKeyword('as');
    const arg = parser.parseArgument();
    parser.parsePunctuation(':');
    const { type, size } = parseSizedType(parser);
    arg.type = type;
    args.push(arg);
    types.push(type);
    sizes.push(size);
  });
  return args;
}

function printCaptures(
  printer: OpAsmPrinter,
  operands: readonly Value[],
  sizes: readonly Value[],
  body: Region,
): void {
  let size = 0;
  printer.print('(');
  operands.forEach((operand, i) => {
    const arg = body.front.argument(i);
    if (i > 0) printer.print(', ');
    printer.printOperand(operand);
    printer.print(' as ');
    printer.printOperand(arg);
    printer.print(': ');
    printer.printType(arg.type);
    if (!isSizeAware(arg.type)) return;
    printer.print('{');
    printer.printOperand(sizes[size++] as Value);
    printer.print('}');
  });
  printer.print(')');
}

const ResourceRegion: CustomDirective = {
  parse(parser, args) {
    const operands = slot(args, 0, 'operand').operands;
    const operandTypes = slot(args, 1, 'type').types;
    const captures = parseCaptures(
      parser,
      operands,
      operandTypes,
      slot(args, 2, 'operand').operands,
    );
    if (parser.parseOptionalPunctuation('->'))
      slot(args, 5, 'attribute').attr = parseShapedResults(parser, operands, {
        operandTypes,
        resultTypes: slot(args, 3, 'type').types,
        resultDims: slot(args, 4, 'operand').operands,
      });
    slot(args, 6, 'region').regions = [parser.parseRegion(captures)];
  },
  print(printer, args, op) {
    const [body] = printed(args, 6, 'region').regions;
    if (!body) return;
    printCaptures(
      printer,
      printed(args, 0, 'operand').values,
      printed(args, 2, 'operand').values,
      body,
    );
    const resultTypes = printed(args, 3, 'type').types;
    if (resultTypes.length > 0) {
      printer.print(' -> ');
      printShapedResults(printer, op, resultTypes, printed(args, 4, 'operand').values);
    }
    printer.print(' ');
    printer.printRegion(body, { printEntryBlockArgs: false });
  },
};

/** A region without results whose terminator is left out. */
const ExplicitResourceRegion: CustomDirective = {
  parse(parser, args) {
    const captures = parseCaptures(
      parser,
      slot(args, 0, 'operand').operands,
      slot(args, 1, 'type').types,
      slot(args, 2, 'operand').operands,
    );
    const body = parser.parseRegion(captures, { leavesTerminator: true });
    ensureYield(body, parser.location());
    slot(args, 3, 'region').regions = [body];
  },
  print(printer, args) {
    const [body] = printed(args, 3, 'region').regions;
    if (!body) return;
    printCaptures(
      printer,
      printed(args, 0, 'operand').values,
      printed(args, 2, 'operand').values,
      body,
    );
    printer.print(' ');
    printer.printRegion(body, { printEntryBlockArgs: false, printBlockTerminators: false });
  },
};

/** Adds the terminator that the text leaves out: it stands where the text goes on. */
function ensureYield(body: Region, location: Location): void {
  const block = body.entry ?? body.append();
  if (!block.last?.is('stream.yield'))
    block.append(Operation.create({ name: 'stream.yield', location }));
}

const PackSliceRanges: CustomDirective = {
  parse(parser, args) {
    const index = parser.context.indexType;
    const intervals: Attribute[] = [];
    const sizes = slot(args, 1, 'operand').operands;
    const types = slot(args, 2, 'type').types;
    do {
      if (!parser.parseOptionalPunctuation('[')) break;
      intervals.push(IntegerAttr.get(index, parser.parseInteger()));
      parser.parsePunctuation(',');
      intervals.push(IntegerAttr.get(index, parser.parseInteger()));
      parser.parsePunctuation(']');
      parser.parsePunctuation('=');
      sizes.push(parser.parseOperand());
      types.push(index);
    } while (parser.parseOptionalPunctuation(','));
    slot(args, 0, 'attribute').attr = ArrayAttr.get(parser.context, intervals);
  },
  print(printer, args) {
    const intervals = printed(args, 0, 'attribute').attr;
    const sizes = printed(args, 1, 'operand').values;
    if (intervals?.kind !== 'array' || sizes.length === 0) return;
    sizes.forEach((size, i) => {
      printer.printNewline();
      printer.print('  [');
      printer.printAttributeWithoutType(intervals.elements[2 * i] as Attribute);
      printer.print(', ');
      printer.printAttributeWithoutType(intervals.elements[2 * i + 1] as Attribute);
      printer.print('] = ');
      printer.printOperand(size);
      if (i < sizes.length - 1) printer.print(',');
    });
    printer.printNewline();
  },
};

const ConstantValueList: CustomDirective = {
  parse(parser, args) {
    const values: Attribute[] = [];
    do {
      const { type, size } = parseSizedType(parser);
      parser.parsePunctuation('=');
      values.push(parser.parseAttribute());
      slot(args, 0, 'type').types.push(type);
      slot(args, 1, 'operand').operands.push(size);
    } while (parser.parseOptionalPunctuation(','));
    slot(args, 2, 'attribute').attr = ArrayAttr.get(parser.context, values);
  },
  print(printer, args) {
    const types = printed(args, 0, 'type').types;
    const sizes = printed(args, 1, 'operand').values;
    const values = printed(args, 2, 'attribute').attr;
    if (values?.kind !== 'array') return;
    types.forEach((type, i) => {
      printer.printNewline();
      printer.print('  ');
      printer.printType(type);
      printer.print('{');
      printer.printOperand(sizes[i] as Value);
      printer.print('} = ');
      printer.printAttribute(values.elements[i] as Attribute);
      if (i < types.length - 1) printer.print(',');
    });
  },
};

const WorkgroupCountRegion: CustomDirective = {
  parse(parser, args) {
    if (parser.parseOptionalKeyword('workgroups') === null) return;
    slot(args, 0, 'region').regions = [parseCountRegion(parser)];
  },
  print(printer, args) {
    const [region] = printed(args, 0, 'region').regions;
    if (!region || region.isEmpty) return;
    printer.print('workgroups');
    printCountRegion(printer, region);
  },
};

/** Keyword of the parameter that a collective's kind takes, or null. */
const PARAM_KEYWORDS: Readonly<Record<string, string>> = {
  broadcast: 'source',
  reduce: 'target',
  send: 'target',
  recv: 'source',
};
export const collectiveParamKeyword = (op: Attribute | null | undefined): string | null =>
  op?.kind === 'dialect' ? (PARAM_KEYWORDS[String(op.params[0])] ?? null) : null;

const CollectiveParam: CustomDirective = {
  parse(parser, args) {
    const keyword = collectiveParamKeyword(slot(args, 0, 'attribute').attr);
    if (keyword === null) return;
    parser.parseKeyword(keyword);
    parser.parsePunctuation('(');
    slot(args, 1, 'operand').operands = [parser.parseOperand()];
    parser.parsePunctuation(')');
  },
  print(printer, args) {
    const keyword = collectiveParamKeyword(printed(args, 0, 'attribute').attr);
    const [param] = printed(args, 1, 'operand').values;
    if (keyword === null || !param) return;
    printer.print(`${keyword}(`);
    printer.printOperand(param);
    printer.print(')');
  },
};

const DispatchOperands: CustomDirective = {
  parse(parser, args) {
    const [operands, offsets, ends, lengths] = [0, 1, 2, 3].map(
      (i) => slot(args, i, 'operand').operands,
    ) as [UnresolvedOperand[], UnresolvedOperand[], UnresolvedOperand[], UnresolvedOperand[]];
    const first = parser.parseOptionalOperand();
    if (!first) return;
    let operand: UnresolvedOperand = first;
    for (;;) {
      operands.push(operand);
      if (parser.parseOptionalPunctuation('[')) {
        offsets.push(parser.parseOperand());
        parser.parseKeyword('to');
        ends.push(parser.parseOperand());
        parser.parseKeyword('for');
        lengths.push(parser.parseOperand());
        parser.parsePunctuation(']');
      }
      if (!parser.parseOptionalPunctuation(',')) return;
      operand = parser.parseOperand();
    }
  },
  print(printer, args) {
    const [operands, offsets, ends, lengths] = [0, 1, 2, 3].map(
      (i) => printed(args, i, 'operand').values,
    ) as [readonly Value[], readonly Value[], readonly Value[], readonly Value[]];
    let range = 0;
    operands.forEach((operand, i) => {
      if (i > 0) printer.print(', ');
      printer.printOperand(operand);
      if (!isResource(operand.type)) return;
      printer.print('[');
      printer.printOperand(offsets[range] as Value);
      printer.print(' to ');
      printer.printOperand(ends[range] as Value);
      printer.print(' for ');
      printer.printOperand(lengths[range] as Value);
      printer.print(']');
      range++;
    });
  },
};

const DispatchEntryPoints: CustomDirective = {
  parse(parser, args) {
    const entryPoints: Attribute[] = [];
    if (parser.parseOptionalPunctuation('{')) {
      do entryPoints.push(parser.parseAttribute());
      while (parser.parseOptionalPunctuation(','));
      parser.parsePunctuation('}');
    } else entryPoints.push(parser.parseAttribute());
    slot(args, 0, 'attribute').attr = ArrayAttr.get(parser.context, entryPoints);
  },
  print(printer, args) {
    const entryPoints = printed(args, 0, 'attribute').attr;
    if (entryPoints?.kind !== 'array') return;
    const isList = entryPoints.elements.length !== 1;
    if (isList) printer.print('{');
    entryPoints.elements.forEach((entryPoint, i) => {
      if (i > 0) printer.print(', ');
      printer.printAttribute(entryPoint);
    });
    if (isList) printer.print('}');
  },
};

const ACCESS_KEYWORDS: readonly (readonly [keyword: string, bits: number])[] = [
  ['ro', ACCESS.read],
  ['wo', ACCESS.write],
  ['rw', ACCESS.read | ACCESS.write],
];

const DispatchResources: CustomDirective = {
  parse(parser, args) {
    const accesses: Attribute[] = [];
    do {
      const keyword = parser.parseKeyword();
      const bits = ACCESS_KEYWORDS.find(([known]) => known === keyword)?.[1] ?? 0;
      accesses.push(IntegerAttr.i32(parser.context, bits));
      slot(args, 0, 'operand').operands.push(parser.parseOperand());
      parser.parsePunctuation('[');
      slot(args, 3, 'operand').operands.push(parser.parseOperand());
      parser.parseKeyword('for');
      slot(args, 4, 'operand').operands.push(parser.parseOperand());
      parser.parsePunctuation(']');
      parser.parsePunctuation(':');
      const { type, size } = parseSizedType(parser);
      slot(args, 1, 'type').types.push(type);
      slot(args, 2, 'operand').operands.push(size);
    } while (parser.parseOptionalPunctuation(','));
    slot(args, 5, 'attribute').attr = ArrayAttr.get(parser.context, accesses);
  },
  print(printer, args) {
    const resources = printed(args, 0, 'operand').values;
    const types = printed(args, 1, 'type').types;
    const sizes = printed(args, 2, 'operand').values;
    const offsets = printed(args, 3, 'operand').values;
    const lengths = printed(args, 4, 'operand').values;
    const accesses = printed(args, 5, 'attribute').attr;
    if (accesses?.kind !== 'array') return;
    resources.forEach((resource, i) => {
      const access = accesses.elements[i];
      const bits = access?.kind === 'integer' ? Number(access.value) : 0;
      printer.printNewline();
      printer.print(`  ${ACCESS_KEYWORDS.find(([, known]) => known === bits)?.[0] ?? ''} `);
      printer.printOperand(resource);
      printer.print('[');
      printer.printOperand(offsets[i] as Value);
      printer.print(' for ');
      printer.printOperand(lengths[i] as Value);
      printer.print('] : ');
      printer.printType(types[i] as Type);
      printer.print('{');
      printer.printOperand(sizes[i] as Value);
      printer.print(i < resources.length - 1 ? '},' : '}');
    });
  },
};

export const streamDirectives: Readonly<Record<string, CustomDirective>> = {
  ...utilDirectives,
  ResourceRegion,
  ExplicitResourceRegion,
  PackSliceRanges,
  ConstantValueList,
  WorkgroupCountRegion,
  CollectiveParam,
  DispatchOperands,
  DispatchEntryPoints,
  DispatchResources,
};
