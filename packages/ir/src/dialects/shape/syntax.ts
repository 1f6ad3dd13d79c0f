/** The hand-written forms of the shape dialect's operations. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { DenseElementsAttr, DictionaryAttr, IntegerAttr, StringAttr } from '../../attributes.ts';
import type { Operation } from '../../operation.ts';
import { DialectType, RankedTensorType } from '../../types.ts';

/** ` {attributes}[1, 2] : type`. */
export function parseConstShape(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { indexType } = parser.context;
  parser.parseOptionalAttrDict(state.attributes);
  const list = parser.parseAttribute();
  const extents: IntegerAttr[] = [];
  for (const extent of list.kind === 'array' ? list.elements : [])
    if (extent.kind === 'integer') extents.push(IntegerAttr.get(indexType, extent.value));
  if (list.kind !== 'array' || extents.length !== list.elements.length)
    parser.fail('expected a list of integers', parser.nameOffset());
  const type = RankedTensorType.get([extents.length], indexType);
  state.attributes.set('shape', DenseElementsAttr.fromElements(type, extents));
  state.resultTypes.push(parser.parseColonType());
}
export function printConstShape(printer: OpAsmPrinter, op: Operation): void {
  const shape = op.attr('shape');
  const extents =
    shape?.kind === 'dense'
      ? Array.from({ length: shape.numElements }, (_, i) => BigInt.asIntN(64, shape.bitsAt(i)))
      : [];
  printer.print(' ');
  printer.printOptionalAttrDict(op.attributes, ['shape']);
  printer.print(`[${extents.join(', ')}] : `);
  printer.printType(op.result().type);
}

/** `(%shape, %initial…) : type -> types { … }`. */
export function parseReduce(parser: OpAsmParser, state: OperationStateBuilder): void {
  const operands = parser.parseOperandList('paren');
  const shapeType = parser.parseColonType();
  const types = parser.parseOptionalArrowTypeList();
  const [shape, ...initials] = operands;
  if (!shape) return parser.fail('expected a shape to reduce', parser.nameOffset());
  state.resultTypes.push(...types);
  state.operands.push(
    parser.resolveOperand(shape, shapeType),
    ...parser.resolveOperands(initials, types, parser.nameOffset()),
  );
  state.regions.push(parser.parseRegion([], { leavesTerminator: true }));
  parser.parseOptionalAttrDict(state.attributes);
}
export function printReduce(printer: OpAsmPrinter, op: Operation): void {
  const [shape, ...initials] = op.operands;
  if (!shape) return;
  printer.print('(');
  printer.printOperand(shape);
  printer.print(', ');
  printer.printOperands(initials);
  printer.print(') : ');
  printer.printType(shape.type);
  printer.printOptionalArrowTypeList(op.resultTypes);
  printer.print(' ');
  printer.printRegion(op.region());
  printer.printOptionalAttrDict(op.attributes);
}

/** ` %witness -> (types) { … }`; what yields nothing is left out. */
export function parseAssuming(parser: OpAsmParser, state: OperationStateBuilder): void {
  const witness = parser.parseOperand();
  const type = DialectType.get(parser.context, 'shape', 'witness');
  state.operands.push(parser.resolveOperand(witness, type));
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  state.regions.push(parser.parseRegion());
  parser.parseOptionalAttrDict(state.attributes);
}
export function printAssuming(printer: OpAsmPrinter, op: Operation): void {
  const hasResults = op.numResults > 0;
  printer.print(' ');
  printer.printOperand(op.operand(0));
  if (hasResults) {
    printer.print(' -> (');
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  printer.printRegion(op.region(), {
    printEntryBlockArgs: false,
    printBlockTerminators: hasResults,
  });
  printer.printOptionalAttrDict(op.attributes);
}

/** ` @name { … } mapping {op = @function}`. */
export function parseLibrary(parser: OpAsmParser, state: OperationStateBuilder): void {
  state.attributes.set('sym_name', StringAttr.get(parser.context, parser.parseSymbolName()));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  state.regions.push(parser.parseRegion());
  parser.parseKeyword('mapping');
  const at = parser.offset();
  const mapping = parser.parseAttribute();
  if (!(mapping instanceof DictionaryAttr))
    return parser.fail('invalid kind of attribute specified', at);
  state.attributes.set('mapping', mapping);
}
export function printLibrary(printer: OpAsmPrinter, op: Operation): void {
  const mapping = op.attr('mapping');
  printer.print(' ');
  printer.printSymbolName(op.symbolName ?? '');
  printer.printOptionalAttrDictWithKeyword(op.attributes, ['sym_name', 'mapping']);
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false, printBlockTerminators: false });
  printer.print(' mapping ');
  if (mapping) printer.printAttributeWithoutType(mapping);
}
