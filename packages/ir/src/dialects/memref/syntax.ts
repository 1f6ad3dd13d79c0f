/** Hand-written syntax of the memref dialect: globals, prefetch, DMA, transposes, atomic bodies. */

import type {
  CustomDirective,
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
} from '../../asm.ts';
import { AffineMapAttr, IntegerAttr, isElements, TypeAttr, UnitAttr } from '../../attributes.ts';
import type { Operation, Value } from '../../operation.ts';
import { printType } from '../../printer/printer.ts';
import { hasStaticShape, type MemRefType } from '../../types.ts';
import { printed, slot } from '../util/directives.ts';
import { tensorTypeOf } from './verify.ts';

type Parse = (parser: OpAsmParser, state: OperationStateBuilder) => void;
type Print = (printer: OpAsmPrinter, op: Operation) => void;

/** `memref<4xf32> = dense<…>`, `= uninitialized`, or the type alone. */
export const GlobalMemrefOpTypeAndInitialValue: CustomDirective = {
  parse(parser, args) {
    const type = parser.parseType();
    if (type.kind !== 'memref' || !hasStaticShape(type))
      return parser.fail(
        `type should be static shaped memref, but got '${printType(type)}'`,
        parser.nameOffset(),
      );
    slot(args, 0, 'attribute').attr = TypeAttr.get(type);
    if (!parser.parseOptionalPunctuation('=')) return;
    if (parser.parseOptionalKeyword('uninitialized') !== null) {
      slot(args, 1, 'attribute').attr = UnitAttr.get(parser.context);
      return;
    }
    const value = parser.parseAttribute(tensorTypeOf(type));
    if (!isElements(value))
      parser.fail('initial value should be a unit or elements attribute', parser.nameOffset());
    slot(args, 1, 'attribute').attr = value;
  },
  print(printer, args) {
    const type = printed(args, 0, 'attribute').attr;
    const value = printed(args, 1, 'attribute').attr;
    if (type) printer.printAttribute(type);
    if (!value) return;
    printer.print(' = ');
    if (value.kind === 'unit') printer.print('uninitialized');
    else printer.printAttributeWithoutType(value);
  },
};

// ----- transpose -----

export const parseTranspose: Parse = (parser, state) => {
  const operand = parser.parseOperand();
  const map = parser.parseAffineMap();
  parser.parseOptionalAttrDict(state.attributes);
  const source = parser.parseColonType();
  state.operands.push(parser.resolveOperand(operand, source));
  parser.parseKeyword('to');
  state.resultTypes.push(parser.parseType());
  state.attributes.set('permutation', AffineMapAttr.get(parser.context, map));
};
export const printTranspose: Print = (printer, op) => {
  const permutation = op.attr('permutation');
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print(' ');
  if (permutation?.kind === 'affine_map') printer.printAffineMap(permutation.map);
  printer.printOptionalAttrDict(op.attributes, ['permutation']);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
  printer.print(' to ');
  printer.printType(op.result().type);
};

// ----- prefetch -----

/**
 * `, read, locality<3>, data`: how memory is fetched ahead. What is returned checks the keywords and
 * sets the attributes, once the rest has been read.
 */
export function parsePrefetchHints(parser: OpAsmParser, state: OperationStateBuilder): () => void {
  const { context } = parser;
  parser.parsePunctuation(',');
  const access = parser.parseKeyword();
  parser.parsePunctuation(',');
  parser.parseKeyword('locality');
  parser.parsePunctuation('<');
  state.attributes.set('localityHint', parser.parseAttribute(context.i32));
  parser.parsePunctuation('>');
  parser.parsePunctuation(',');
  const cache = parser.parseKeyword();
  return () => {
    const at = parser.nameOffset();
    if (access !== 'read' && access !== 'write')
      parser.fail("rw specifier has to be 'read' or 'write'", at);
    if (cache !== 'data' && cache !== 'instr')
      parser.fail("cache type has to be 'data' or 'instr'", at);
    state.attributes.set('isWrite', IntegerAttr.bool(context, access === 'write'));
    state.attributes.set('isDataCache', IntegerAttr.bool(context, cache === 'data'));
  };
}
export function printPrefetchHints(printer: OpAsmPrinter, op: Operation): void {
  const access = op.intAttr('isWrite') !== 0n ? 'write' : 'read';
  const cache = op.intAttr('isDataCache') !== 0n ? 'data' : 'instr';
  printer.print(`, ${access}, locality<${op.intAttr('localityHint')}>, ${cache}`);
}

export const parsePrefetch: Parse = (parser, state) => {
  const { context } = parser;
  const memref = parser.parseOperand();
  const indices = parser.parseOperandList('square');
  const setHints = parsePrefetchHints(parser, state);
  const type = parser.parseColonType();
  state.operands.push(
    parser.resolveOperand(memref, type),
    ...parser.resolveOperands(indices, context.indexType),
  );
  setHints();
};
export const printPrefetch: Print = (printer, op) => {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print('[');
  printer.printOperands(op.operands.slice(1));
  printer.print(']');
  printPrefetchHints(printer, op);
  printer.printOptionalAttrDict(op.attributes, ['localityHint', 'isWrite', 'isDataCache']);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
};

// ----- generic_atomic_rmw, alloca_scope -----

export const parseGenericAtomic: Parse = (parser, state) => {
  const memref = parser.parseOperand();
  const indices = parser.parseOperandList('square');
  const at = parser.offset();
  const type = parser.parseColonType();
  if (type.kind !== 'memref') return parser.fail('invalid kind of type specified', at);
  state.operands.push(
    parser.resolveOperand(memref, type),
    ...parser.resolveOperands(indices, parser.context.indexType),
  );
  state.regions.push(parser.parseRegion());
  parser.parseOptionalAttrDict(state.attributes);
  state.resultTypes.push(type.elementType);
};
export const printGenericAtomic: Print = (printer, op) => {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print('[');
  printer.printOperands(op.operands.slice(1));
  printer.print('] : ');
  printer.printType(op.operand(0).type);
  printer.print(' ');
  printer.printRegion(op.region());
  printer.printOptionalAttrDict(op.attributes);
};

export const parseAllocaScope: Parse = (parser, state) => {
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  state.regions.push(parser.parseRegion());
  parser.parseOptionalAttrDict(state.attributes);
};
export const printAllocaScope: Print = (printer, op) => {
  printer.print(' ');
  if (op.numResults > 0) {
    printer.print(' -> (');
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  printer.printRegion(op.region(), {
    printEntryBlockArgs: false,
    printBlockTerminators: op.numResults > 0,
  });
  printer.printOptionalAttrDict(op.attributes);
};

// ----- dma_start -----

export const parseDmaStart: Parse = (parser, state) => {
  const index = parser.context.indexType;
  const source = parser.parseOperand();
  const sourceIndices = parser.parseOperandList('square');
  parser.parsePunctuation(',');
  const target = parser.parseOperand();
  const targetIndices = parser.parseOperandList('square');
  parser.parsePunctuation(',');
  const count = parser.parseOperand();
  parser.parsePunctuation(',');
  const tag = parser.parseOperand();
  const tagIndices = parser.parseOperandList('square');
  const strides = [];
  while (parser.parseOptionalPunctuation(',')) strides.push(parser.parseOperand());
  const at = parser.nameOffset();
  if (strides.length > 0 && strides.length !== 2)
    parser.fail('expected two stride related operands', at);
  parser.parsePunctuation(':');
  const [sourceType, targetType, tagType, ...others] = parser.parseTypeList();
  if (!sourceType || !targetType || !tagType || others.length > 0)
    return parser.fail('fewer/more types expected', at);
  state.operands.push(
    parser.resolveOperand(source, sourceType),
    ...parser.resolveOperands(sourceIndices, index),
    parser.resolveOperand(target, targetType),
    ...parser.resolveOperands(targetIndices, index),
    parser.resolveOperand(count, index),
    parser.resolveOperand(tag, tagType),
    ...parser.resolveOperands(tagIndices, index),
    ...parser.resolveOperands(strides, index),
  );
};
const rankOf = (value: Value | undefined): number =>
  (value?.type as MemRefType | undefined)?.shape.length ?? 0;
export const printDmaStart: Print = (printer, op) => {
  const { operands } = op;
  let next = 0;
  const types: Value[] = [];
  const printAccess = (): void => {
    const memory = operands[next++] as Value;
    types.push(memory);
    printer.printOperand(memory);
    printer.print('[');
    printer.printOperands(operands.slice(next, next + rankOf(memory)));
    printer.print(']');
    next += rankOf(memory);
  };
  printer.print(' ');
  printAccess();
  printer.print(', ');
  printAccess();
  printer.print(', ');
  printer.printOperand(operands[next++] as Value);
  printer.print(', ');
  printAccess();
  if (next < operands.length) {
    printer.print(', ');
    printer.printOperands(operands.slice(next));
  }
  printer.printOptionalAttrDict(op.attributes);
  printer.print(' : ');
  printer.printTypes(types.map((value) => value.type));
};
