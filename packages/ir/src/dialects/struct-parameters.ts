/** Parameters of attributes that are written `<name = value, …>`, in any order. */

import type { OpAsmParser, OpAsmPrinter } from '../asm.ts';
import type { DialectAttr } from '../attributes.ts';
import type { AttrDefinition } from '../dialect.ts';
import type { Param } from '../types.ts';

/** A named parameter: how its value is read and written. */
export interface StructParameter {
  readonly name: string;
  readonly parse: (parser: OpAsmParser) => Param;
  readonly print: (printer: OpAsmPrinter, value: Param) => void;
  /** Stands for absence, and is not written; without it the parameter is required. */
  readonly absent?: Param;
}

/** `<name = value, …>`: the values in the order of the parameters. */
export function parseStruct(parser: OpAsmParser, parameters: readonly StructParameter[]): Param[] {
  const values = new Map<string, Param>();
  const parseValue = (name: string): void => {
    parser.parsePunctuation('=');
    const parameter = parameters.find((one) => one.name === name);
    if (!parameter || values.has(name))
      parser.fail(`duplicate or unknown struct parameter name: ${name}`);
    else values.set(name, parameter.parse(parser));
  };
  parser.parsePunctuation('<');
  const required = parameters.filter((one) => one.absent === undefined);
  if (required.length === parameters.length)
    // Each must be there, so their number says where they end.
    parameters.forEach((_, i) => {
      if (i > 0) parser.parsePunctuation(',');
      parseValue(parser.parseKeyword());
    });
  else {
    const first = required.length > 0 ? parser.parseKeyword() : parser.parseOptionalKeyword();
    if (first !== null) {
      parseValue(first);
      while (parser.parseOptionalPunctuation(',')) parseValue(parser.parseKeyword());
    }
  }
  for (const { name } of required)
    if (!values.has(name)) parser.fail(`struct is missing required parameter: ${name}`);
  parser.parsePunctuation('>');
  return parameters.map(({ name, absent = null }) => values.get(name) ?? absent);
}

/** The parameters that are not absent, in their order. */
export function printStruct(
  printer: OpAsmPrinter,
  parameters: readonly StructParameter[],
  values: readonly Param[],
): void {
  printer.print('<');
  let isFirst = true;
  parameters.forEach(({ name, absent, print }, i) => {
    const value = values[i] as Param;
    if (absent !== undefined && value === absent) return;
    printer.print(`${isFirst ? '' : ', '}${name} = `);
    print(printer, value);
    isFirst = false;
  });
  printer.print('>');
}

/** A dialect's attribute whose text is such a list. */
export const structAttribute = (
  mnemonic: string,
  summary: string,
  parameters: readonly StructParameter[],
  alias: string | null = null,
): AttrDefinition => ({
  mnemonic,
  summary,
  parse: (parser) => parseStruct(parser, parameters),
  print: (printer: OpAsmPrinter, attr: DialectAttr) =>
    printStruct(printer, parameters, attr.params),
  ...(alias === null ? {} : { alias: () => alias }),
});
