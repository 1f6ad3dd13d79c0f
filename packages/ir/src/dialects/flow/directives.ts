/** The `custom<…>` directives of the flow dialect: regions that count workgroups, and dispatch bodies. */

import type { CustomDirective, OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import type { Region } from '../../operation.ts';
import { printed, slot, utilDirectives } from '../util/directives.ts';

/** `(%args) -> (index, index, index) { … }`. */
export function parseCountRegion(parser: OpAsmParser): Region {
  const args = parser.parseArgumentList('paren', { type: true, attributes: true });
  const types = parser.parseOptionalArrowTypeList();
  if (types.length !== 3 || types.some((type) => type.kind !== 'index'))
    parser.fail('workgroup count region must return the XYZ dimension counts');
  return parser.parseRegion(args);
}

export function printCountRegion(printer: OpAsmPrinter, region: Region): void {
  printer.print('(');
  region.front.arguments.forEach((argument, i) => {
    if (i > 0) printer.print(', ');
    printer.printRegionArgument(argument);
  });
  printer.print(')');
  const index = printer.context.indexType;
  printer.printOptionalArrowTypeList([index, index, index]);
  printer.print(' ');
  printer.printRegion(region, { printEntryBlockArgs: false });
}

const countRegion = (keyword: string): CustomDirective => ({
  parse(parser, args) {
    if (parser.parseOptionalKeyword(keyword.trim()) === null) return;
    slot(args, 0, 'region').regions = [parseCountRegion(parser)];
  },
  print(printer, args) {
    const [region] = printed(args, 0, 'region').regions;
    if (!region || region.isEmpty) return;
    printer.print(keyword);
    printCountRegion(printer, region);
  },
});

const DispatchWorkgroupBody: CustomDirective = {
  parse(parser, args) {
    const arguments_ = parser.parseArgumentList('paren', { type: true });
    slot(args, 2, 'region').regions = [
      parser.parseRegion(arguments_, { enableNameShadowing: true }),
    ];
  },
  print(printer, args) {
    const [body] = printed(args, 2, 'region').regions;
    if (!body) return;
    printer.print('(');
    body.entry?.arguments.forEach((argument, i) => {
      if (i > 0) printer.print(', ');
      printer.printRegionArgument(argument);
    });
    printer.print(') ');
    printer.printRegion(body, { printEntryBlockArgs: false });
  },
};

export const flowDirectives: Readonly<Record<string, CustomDirective>> = {
  ...utilDirectives,
  WorkgroupCountRegion: countRegion('workgroups'),
  DispatchWorkgroupsCountRegion: countRegion(' count'),
  DispatchWorkgroupBody,
};
