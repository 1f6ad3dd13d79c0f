/** What is said of variables: where they are bound, or which built-in variable they are. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import type { Operation } from '../../operation.ts';

/** `bind(set, binding)` or `built_in("Name")`, then other attributes. */
export function parseVariableDecorations(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { i32 } = parser.context;
  if (parser.parseOptionalKeyword('bind') !== null) {
    parser.parsePunctuation('(');
    state.attributes.set('descriptor_set', parser.parseAttribute(i32));
    parser.parsePunctuation(',');
    state.attributes.set('binding', parser.parseAttribute(i32));
    parser.parsePunctuation(')');
  } else if (parser.parseOptionalKeyword('built_in') !== null) {
    parser.parsePunctuation('(');
    const at = parser.offset();
    const name = parser.parseAttribute();
    if (name.kind !== 'string') return parser.fail('invalid kind of attribute specified', at);
    state.attributes.set('built_in', name);
    parser.parsePunctuation(')');
  }
  parser.parseOptionalAttrDict(state.attributes);
}

/** Prints what `parseVariableDecorations` reads, all attributes but those elided. */
export function printVariableDecorations(
  printer: OpAsmPrinter,
  op: Operation,
  elided: readonly string[],
): void {
  const shown = [...elided];
  const [set, binding] = [op.attr('descriptor_set'), op.attr('binding')];
  if (set?.kind === 'integer' && binding?.kind === 'integer') {
    printer.print(` bind(${set.value}, ${binding.value})`);
    shown.push('descriptor_set', 'binding');
  }
  const builtIn = op.attr('built_in');
  if (builtIn?.kind === 'string') {
    printer.print(` built_in("${builtIn.value}")`);
    shown.push('built_in');
  }
  printer.printOptionalAttrDict(op.attributes, shown);
}
