/**
 * What an interface's operations say of it since 2026: the layout of all its constants and bindings, in which
 * there are no sets any more.
 */

import type { OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import { DialectAttr } from '../../attributes.ts';
import type { AttrDefinition, VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { Param } from '../../types.ts';

/** Flags that are several stand in a string, with bars between. */
function parseFlags(parser: OpAsmParser): string {
  const text = parser.parseOptionalString() ?? parser.parseKeyword();
  return text === 'None' ? '' : text;
}
const flagsText = (flags: string): string => (flags.includes('|') ? `"${flags}"` : flags);

function parseBinding(parser: OpAsmParser): readonly Param[] {
  parser.parsePunctuation('<');
  const at = parser.offset();
  const type = parser.parseKeyword();
  if (type !== 'storage_buffer' && type !== 'uniform_buffer')
    parser.fail('expected descriptor type: uniform_buffer or storage_buffer', at);
  const flags = parser.parseOptionalPunctuation(',') ? parseFlags(parser) : '';
  parser.parsePunctuation('>');
  return [type, flags];
}
function printBinding(printer: OpAsmPrinter, attr: DialectAttr): void {
  const [type, flags] = attr.params as readonly [string, string];
  printer.print(`<${type}${flags === '' ? '' : `, ${flagsText(flags)}`}>`);
}

export const pipelineBinding: AttrDefinition = {
  mnemonic: 'pipeline.binding',
  summary: 'how a binding of a pipeline is used',
  since: '2026',
  parse: parseBinding,
  print: printBinding,
};

/** `<constants = 1, bindings = [...], flags = ...>`, of which constants and flags may be left out. */
export function parsePipelineLayout(parser: OpAsmParser): readonly Param[] {
  parser.parsePunctuation('<');
  let constants = 0;
  if (parser.parseOptionalKeyword('constants') !== null) {
    parser.parsePunctuation('=');
    constants = Number(parser.parseInteger());
    parser.parsePunctuation(',');
  }
  parser.parseKeyword('bindings');
  parser.parsePunctuation('=');
  const bindings: Param[] = [];
  parser.parseCommaSeparatedList('square', () => {
    bindings.push(
      parser.parseOptionalAttribute() ??
        DialectAttr.get(parser.context, 'hal', 'pipeline.binding', parseBinding(parser)),
    );
  });
  let flags = '';
  if (parser.parseOptionalPunctuation(',')) {
    parser.parseKeyword('flags');
    parser.parsePunctuation('=');
    flags = parseFlags(parser);
  }
  parser.parsePunctuation('>');
  return [constants, bindings, flags];
}

export function printPipelineLayout(printer: OpAsmPrinter, attr: DialectAttr): void {
  const [constants, bindings, flags] = attr.params as readonly [
    number,
    readonly DialectAttr[],
    string,
  ];
  printer.print(constants > 0 ? `<constants = ${constants}, bindings = [` : '<bindings = [');
  bindings.forEach((binding, i) => {
    printer.print(i > 0 ? ', ' : '');
    printer.printAttribute(binding);
  });
  printer.print(flags === '' ? ']>' : `], flags = ${flagsText(flags)}>`);
}

/** Has the layout the binding or constant that the operation is about? */
export function verifyOrdinal(
  op: Operation,
  report: VerifyContext,
  what: 'binding' | 'ordinal',
): boolean {
  const layout = op.attr('layout');
  const ordinal = Number(op.intAttr(what) ?? 0n);
  if (layout?.kind !== 'dialect') return true;
  const [constants, bindings] = layout.params as readonly [number, readonly DialectAttr[]];
  if (ordinal >= 0 && ordinal < (what === 'binding' ? bindings.length : constants)) return true;
  return report.opError(
    what === 'binding'
      ? `binding ordinal ${ordinal} out of bounds in layout ${report.printAttribute(layout)}`
      : 'push constant ordinal out of bounds',
  );
}
