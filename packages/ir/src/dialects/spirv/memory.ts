/** Variables, loads and stores, and pointers into composites. */

import type { OpAsmPrinter } from '../../asm.ts';
import { AnyType, I32Attr } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optional,
  optionalAttr,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { isPointer, pointeeOf, storageClassOf } from './composite-types.ts';
import { AnyPtr, AnySpirv } from './constraints.ts';
import { parseVariableDecorations, printVariableDecorations } from './decorations.ts';
import { caseOf, hasBit, parseEnumString } from './enum-attribute.ts';
import { MemoryAccess, StorageClass } from './enums.ts';
import {
  ACCESS,
  type AccessNames,
  parseOptionalAccess,
  printAccess,
  printColonType,
  SOURCE_ACCESS,
} from './syntax.ts';
import { pointerType } from './types.ts';

const accessAttributes = {
  memory_access: optionalAttr(MemoryAccess.constraint),
  alignment: optionalAttr(I32Attr),
};

/** An alignment is there if, and only if, the access is said to be aligned. */
function verifyAccess(op: Operation, report: VerifyContext, names: AccessNames = ACCESS): boolean {
  const hasAlignment = op.attr(names.alignment) !== undefined;
  if (!op.attr(names.access))
    return (
      !hasAlignment ||
      report.opError('invalid alignment specification without aligned memory access specification')
    );
  if (hasBit(caseOf(op.attr(names.access)), 'Aligned'))
    return hasAlignment || report.opError('missing alignment value');
  return (
    !hasAlignment ||
    report.opError('invalid alignment specification with non-aligned memory access specification')
  );
}

/** `"Class" %pointer`. */
function printPointer(printer: OpAsmPrinter, pointer: Value): void {
  printer.print(` "${storageClassOf(pointer.type)}" `);
  printer.printOperand(pointer);
}

const MISMATCH = 'mismatch in result type and pointer type';

const load = defineOp('spirv.Load', {
  summary: 'reads through a pointer',
  operands: { ptr: AnyPtr },
  results: { value: AnySpirv },
  attributes: accessAttributes,
  parse(parser, state) {
    const storageClass = parseEnumString(parser, StorageClass);
    const pointer = parser.parseOperand();
    parseOptionalAccess(parser, state);
    parser.parseOptionalAttrDict(state.attributes);
    const type = parser.parseColonType();
    state.operands.push(parser.resolveOperand(pointer, pointerType(type, storageClass)));
    state.resultTypes.push(type);
  },
  print(printer, op) {
    printPointer(printer, op.operand(0));
    const elided = printAccess(printer, op);
    printer.printOptionalAttrDict(op.attributes, [...elided, 'storage_class']);
    printColonType(printer, op.result().type);
  },
  verify(op, report) {
    if (op.result().type !== pointeeOf(op.operand(0).type)) return report.opError(MISMATCH);
    return verifyAccess(op, report);
  },
});

const store = defineOp('spirv.Store', {
  summary: 'writes through a pointer',
  operands: { ptr: AnyPtr, value: AnySpirv },
  attributes: accessAttributes,
  parse(parser, state) {
    const at = parser.offset();
    const storageClass = parseEnumString(parser, StorageClass);
    const operands = parser.parseOperandList('none', 2);
    parseOptionalAccess(parser, state);
    const type = parser.parseColonType();
    const types = [pointerType(type, storageClass), type];
    state.operands.push(...parser.resolveOperands(operands, types, at));
  },
  print(printer, op) {
    printPointer(printer, op.operand(0));
    printer.print(', ');
    printer.printOperand(op.operand(1));
    const elided = printAccess(printer, op);
    printColonType(printer, op.operand(1).type);
    printer.printOptionalAttrDict(op.attributes, [...elided, 'storage_class']);
  },
  verify(op, report) {
    if (op.operand(1).type !== pointeeOf(op.operand(0).type)) return report.opError(MISMATCH);
    return verifyAccess(op, report);
  },
});

const copyMemory = defineOp('spirv.CopyMemory', {
  summary: 'copies what a pointer points to',
  operands: { target: AnyPtr, source: AnyPtr },
  attributes: {
    ...accessAttributes,
    source_memory_access: optionalAttr(MemoryAccess.constraint),
    source_alignment: optionalAttr(I32Attr),
  },
  parse(parser, state) {
    const targetClass = parseEnumString(parser, StorageClass);
    const target = parser.parseOperand();
    parser.parsePunctuation(',');
    const sourceClass = parseEnumString(parser, StorageClass);
    const source = parser.parseOperand();
    parseOptionalAccess(parser, state);
    if (parser.parseOptionalPunctuation(',')) parseOptionalAccess(parser, state, SOURCE_ACCESS);
    const type = parser.parseColonType();
    parser.parseOptionalAttrDict(state.attributes);
    state.operands.push(
      parser.resolveOperand(target, pointerType(type, targetClass)),
      parser.resolveOperand(source, pointerType(type, sourceClass)),
    );
  },
  print(printer, op) {
    printer.print(' ');
    printPointer(printer, op.operand(0));
    printer.print(', ');
    printPointer(printer, op.operand(1));
    const elided = printAccess(printer, op);
    printer.print(', ');
    // An access to the source of which nothing is said prints as that to the target.
    elided.push(...printAccess(printer, op, SOURCE_ACCESS, ACCESS));
    printer.printOptionalAttrDict(op.attributes, [...elided, 'storage_class']);
    printColonType(printer, pointeeOf(op.operand(0).type));
  },
  verify(op, report) {
    if (pointeeOf(op.operand(0).type) !== pointeeOf(op.operand(1).type))
      return report.opError('both operands must be pointers to the same type');
    return verifyAccess(op, report) && verifyAccess(op, report, SOURCE_ACCESS);
  },
});

const variable = defineOp('spirv.Variable', {
  summary: 'a variable of a function, as a pointer',
  operands: { initializer: optional(AnyType) },
  results: { pointer: AnyPtr },
  attributes: { storage_class: StorageClass.constraint },
  parse(parser, state) {
    let initializer = null;
    if (parser.parseOptionalKeyword('init') !== null) {
      parser.parsePunctuation('(');
      initializer = parser.parseOperand();
      parser.parsePunctuation(')');
    }
    parseVariableDecorations(parser, state);
    parser.parsePunctuation(':');
    const at = parser.offset();
    const type = parser.parseType();
    if (!isPointer(type)) return parser.fail('expected spirv.ptr type', at);
    state.resultTypes.push(type);
    if (initializer) state.operands.push(parser.resolveOperand(initializer, pointeeOf(type)));
    state.attributes.set('storage_class', StorageClass.get(parser.context, storageClassOf(type)));
  },
  print(printer, op) {
    if (op.numOperands > 0) {
      printer.print(' init(');
      printer.printOperand(op.operand(0));
      printer.print(')');
    }
    printVariableDecorations(printer, op, ['storage_class']);
    printColonType(printer, op.result().type);
  },
  verify(op, report) {
    const storageClass = caseOf(op.attr('storage_class'));
    if (storageClass !== 'Function')
      return report.opError(
        'can only be used to model function-level variables. Use spirv.GlobalVariable for module-level variables.',
      );
    if (storageClass !== storageClassOf(op.result().type))
      return report.opError("storage class must match result pointer's storage class");
    if (op.numOperands > 0) {
      const initializer = op.operand(0);
      const { owner } = initializer;
      const isConstant =
        initializer.kind === 'result' &&
        ['spirv.Constant', 'spirv.mlir.referenceof', 'spirv.mlir.addressof'].includes(
          (owner as Operation).name,
        );
      if (!isConstant)
        return report.opError(
          'initializer must be the result of a constant or spirv.GlobalVariable op',
        );
    }
    for (const name of ['descriptor_set', 'binding', 'built_in'])
      if (op.attr(name))
        return report.opError(
          `cannot have '${name}' attribute (only allowed in spirv.GlobalVariable)`,
        );
    return true;
  },
});

export const memoryOperations: readonly OpDefinition[] = [copyMemory, load, store, variable];
