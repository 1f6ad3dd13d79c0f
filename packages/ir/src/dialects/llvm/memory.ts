/** Memory in the llvm dialect: stack, addresses, loads and stores, atomic operations, fences. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { DenseArrayAttr, IntegerAttr, TypeAttr, UnitAttr } from '../../attributes.ts';
import {
  AnyInteger,
  anyTypeOf,
  DenseI32ArrayAttr,
  I64Attr,
  StrAttr,
  TypeAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineOp,
  type Fold,
  type OpDefinition,
  type OpSpec,
  operandsNamed,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { Pure, TypesMatchWith } from '../../traits.ts';
import { FunctionType, IntegerType, type Type } from '../../types.ts';
import {
  AnyPointer,
  AnyStruct,
  LlvmFloat,
  LoadableType,
  PointerOrVector,
  pointerTo,
  scalarOrVectorOf,
} from './constraints.ts';
import { DYNAMIC_INDEX } from './directives.ts';
import {
  ATOMIC_OPERATIONS,
  AtomicOperationAttr,
  keywordOf,
  ORDERINGS,
  OrderingAttr,
} from './enums.ts';
import { metadataAttributes, verifyMetadata } from './metadata.ts';
import * as types from './types.ts';

const effect = (kind: MemoryEffect['kind'], operand: string) =>
  MemoryEffects.with((op) => operandsNamed(op, operand).map((value) => ({ kind, value })));
const unit = optionalAttr(UnitAttrConstraint);
const alignment = optionalAttr(I64Attr);
const syncscope = optionalAttr(StrAttr);

/** Either the pointer says what it points to, or the attribute `elem_type`. */
function verifyElementType(op: Operation, type: Type, report: VerifyContext): boolean {
  const isOpaque = types.isOpaquePointer(type);
  const hasType = op.attr('elem_type') !== undefined;
  if (isOpaque && !hasType)
    return report.opError("expected 'elem_type' attribute if opaque pointer type is used");
  if (!isOpaque && hasType)
    return report.opError("unexpected 'elem_type' attribute when non-opaque pointer type is used");
  return true;
}
/** What the operation's attribute or the pointer says is pointed to. */
function pointeeOf(op: Operation, pointer: Type): Type | null {
  const attr = op.attr('elem_type');
  return attr?.kind === 'type' ? attr.type : (types.asPointer(pointer)?.elementType ?? null);
}

// ----- llvm.alloca -----

function parseAlloca(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { attributes } = state;
  if (parser.parseOptionalKeyword('inalloca') !== null)
    attributes.set('inalloca', UnitAttr.get(parser.context));
  const size = parser.parseOperand();
  parser.parseKeyword('x');
  const elementType = parser.parseType();
  parser.parseOptionalAttrDict(attributes);
  parser.parsePunctuation(':');
  const at = parser.offset();
  const type = parser.parseType();
  const align = attributes.get('alignment');
  if (align && align.kind !== 'integer')
    parser.fail('expected integer alignment', parser.nameOffset());
  if (align?.kind === 'integer' && align.value === 0n) attributes.delete('alignment');
  if (type.kind !== 'function' || type.inputs.length !== 1 || type.results.length !== 1)
    return parser.fail('expected trailing function type with one argument and one result', at);
  const [result] = type.results as [Type];
  state.operands.push(parser.resolveOperand(size, type.inputs[0] as Type));
  if (types.isOpaquePointer(result)) attributes.set('elem_type', TypeAttr.get(elementType));
  state.resultTypes.push(result);
}

function printAlloca(printer: OpAsmPrinter, op: Operation): void {
  const { type } = op.result();
  const pointee = pointeeOf(op, type);
  if (op.attr('inalloca')) printer.print(' inalloca');
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print(' x ');
  if (pointee) printer.printType(pointee);
  const isAligned = (op.intAttr('alignment') ?? 0n) !== 0n;
  printer.printOptionalAttrDict(op.attributes, [
    'elem_type',
    'inalloca',
    ...(isAligned ? [] : ['alignment']),
  ]);
  printer.print(' : ');
  printer.printType(FunctionType.get(op.context, [op.operand(0).type], [type]));
}

// ----- llvm.getelementptr -----

const indicesOf = (op: Operation): readonly number[] => {
  const attr = op.attr('rawConstantIndices');
  return attr?.kind === 'dense_array' ? attr.numbers : [];
};

/** Structures are indexed by constants that they have. */
function structIndexError(type: Type, indices: readonly number[]): string | null {
  let current: Type | undefined = type;
  // The first index counts whole elements.
  for (let i = 1; i < indices.length && current; i++) {
    const index = indices[i] as number;
    const struct = types.asStruct(current);
    if (struct) {
      if (index === DYNAMIC_INDEX) return `expected index ${i} indexing a struct to be constant`;
      const inner: Type | undefined = struct.elements[index];
      if (!inner) return `index ${i} indexing a struct is out of bounds`;
      current = inner;
    } else {
      const sequence: types.Sequence | null = types.asArray(current) ?? types.asVector(current);
      if (!sequence) return null;
      current = sequence.elementType;
    }
  }
  return null;
}

function verifyElementPointer(op: Operation, report: VerifyContext): boolean {
  if (!verifyElementType(op, types.vectorElementOrSelf(op.result().type), report)) return false;
  const indices = indicesOf(op);
  const dynamic = indices.filter((index) => index === DYNAMIC_INDEX).length;
  if (dynamic !== op.numOperands - 1)
    return report.opError("expected as many dynamic indices as specified in 'rawConstantIndices'");
  const pointee = pointeeOf(op, types.vectorElementOrSelf(op.operand(0).type));
  const message = pointee && structIndexError(pointee, indices);
  return message ? report.opError(message) : true;
}

/** The element at 0 is the pointer itself; operands that are known become constants. */
const foldElementPointer: Fold = (op, operands) => {
  const indices = [...indicesOf(op)];
  const known = operands.slice(1);
  let next = 0;
  const values = indices.map((index) => {
    if (index !== DYNAMIC_INDEX) return BigInt(index);
    const constant = known[next++];
    return constant?.kind === 'integer' ? constant.value : null;
  });
  const base = op.operand(0);
  if (base.type === op.result().type && values.length === 1 && values[0] === 0n) return [base];
  const dynamic = op.operands.slice(1);
  const kept = [base];
  let changed = false;
  indices.forEach((index, i) => {
    if (index !== DYNAMIC_INDEX) return;
    const operand = dynamic.shift();
    const value = values[i];
    if (value !== null && value !== undefined && BigInt.asIntN(32, value) === value) {
      indices[i] = Number(value);
      changed = true;
    } else if (operand) kept.push(operand);
  });
  if (!changed) return null;
  op.setOperands(kept);
  op.setAttr('rawConstantIndices', DenseArrayAttr.i32(op.context, indices));
  return 'in-place';
};

// ----- Atomic accesses -----

const ATOMIC_WIDTHS = [8, 16, 32, 64];
const ordering = (op: Operation, name = 'ordering'): string =>
  keywordOf(ORDERINGS, op.intAttr(name));
const isAtomicType = (type: Type, withPointers: boolean): boolean => {
  if (types.asPointer(type)) return withPointers;
  const isNumber =
    type.kind === 'integer' || (type.kind === 'float' && types.isCompatibleFloat(type));
  return isNumber && ATOMIC_WIDTHS.includes(type.width);
};

/** Checks a load's or store's metadata, and what an atomic one needs. */
const verifyAccess =
  (typeOf: (op: Operation) => Type, refused: readonly string[]) =>
  (op: Operation, report: VerifyContext): boolean => {
    if (!verifyMetadata(op, report)) return false;
    if (ordering(op) === 'not_atomic')
      return (
        op.attr('syncscope') === undefined ||
        report.opError('expected syncscope to be null for non-atomic access')
      );
    const type = typeOf(op);
    if (!isAtomicType(type, true))
      return report.opError(`unsupported type '${report.printType(type)}' for atomic access`);
    if (refused.includes(ordering(op)))
      return report.opError(`unsupported ordering '${ordering(op)}'`);
    return (
      op.attr('alignment') !== undefined || report.opError('expected alignment for atomic access')
    );
  };

const isWeak = (name: string): boolean => name === 'not_atomic' || name === 'unordered';

function verifyAtomicOperation(op: Operation, report: VerifyContext): boolean {
  if (!verifyMetadata(op, report)) return false;
  const type = op.operand(1).type;
  const pointee = types.asPointer(op.operand(0).type)?.elementType;
  if (pointee && pointee !== type)
    return report.opError(
      'expected LLVM IR element type for operand #0 to match type for operand #1',
    );
  const kind = keywordOf(ATOMIC_OPERATIONS, op.intAttr('bin_op'));
  if (['fadd', 'fsub', 'fmax', 'fmin'].includes(kind)) {
    if (!types.isCompatibleFloat(type))
      return report.opError('expected LLVM IR floating point type');
  } else if (kind === 'xchg') {
    if (!isAtomicType(type, false))
      return report.opError("unexpected LLVM IR type for 'xchg' bin_op");
  } else if (type.kind !== 'integer' || !ATOMIC_WIDTHS.includes(type.width))
    return report.opError('expected LLVM IR integer type');
  return !isWeak(ordering(op)) || report.opError("expected at least 'monotonic' ordering");
}

function verifyExchange(op: Operation, report: VerifyContext): boolean {
  if (!verifyMetadata(op, report)) return false;
  const type = op.operand(2).type;
  const pointee = types.asPointer(op.operand(0).type)?.elementType;
  if (pointee && pointee !== type)
    return report.opError(
      'expected LLVM IR element type for operand #0 to match type for all other operands',
    );
  if (!isAtomicType(type, true)) return report.opError('unexpected LLVM IR type');
  const failure = ordering(op, 'failure_ordering');
  if (isWeak(ordering(op, 'success_ordering')) || isWeak(failure))
    return report.opError("ordering must be at least 'monotonic'");
  return (
    !['release', 'acq_rel'].includes(failure) ||
    report.opError("failure ordering cannot be 'release' or 'acq_rel'")
  );
}

const AtomicNumber = anyTypeOf([LlvmFloat, AnyInteger]);
const Exchanged = anyTypeOf([AnyInteger, AnyPointer]);
/** The value that was there, and whether it has been exchanged. */
const exchangeResult = (type: Type): Type =>
  types.literalStruct(type.context, [type, IntegerType.get(type.context, 1)]);
const notAtomic = defaultAttr(OrderingAttr, (context) => IntegerAttr.i64(context, 0));

const plainAccessAttributes = {
  ...metadataAttributes,
  alignment,
  volatile_: unit,
  nontemporal: unit,
};
const accessAttributes = { ...plainAccessAttributes, ordering: notAtomic, syncscope };
/** Accesses were never atomic in LLVM 16. */
const plainAccess = (assemblyFormat: string): Pick<OpSpec, 'changes'> => ({
  changes: [
    { until: '2023', attributes: plainAccessAttributes, verify: verifyMetadata, assemblyFormat },
  ],
});

export const memoryOperations: readonly OpDefinition[] = [
  defineOp('llvm.alloca', {
    summary: 'memory of the stack',
    operands: { arraySize: AnyInteger },
    results: { res: AnyPointer },
    attributes: { alignment, elem_type: optionalAttr(TypeAttrConstraint), inalloca: unit },
    interfaces: [MemoryEffects.with((op) => [{ kind: 'alloc', value: op.result() }])],
    verify: (op, report) => verifyElementType(op, op.result().type, report),
    parse: parseAlloca,
    print: printAlloca,
  }),
  defineOp('llvm.getelementptr', {
    summary: 'the address of an element in what a pointer points to',
    operands: {
      base: PointerOrVector,
      dynamicIndices: variadic(scalarOrVectorOf(AnyInteger)),
    },
    results: { res: PointerOrVector },
    attributes: {
      rawConstantIndices: DenseI32ArrayAttr,
      elem_type: optionalAttr(TypeAttrConstraint),
      inbounds: unit,
    },
    traits: [Pure],
    fold: foldElementPointer,
    verify: verifyElementPointer,
    assemblyFormat:
      '(`inbounds` $inbounds^)? $base `[` custom<GEPIndices>($dynamicIndices, $rawConstantIndices) `]` attr-dict `:` functional-type(operands, results) (`,` $elem_type^)?',
  }),
  defineOp('llvm.load', {
    summary: 'reads a value from memory',
    operands: { addr: pointerTo(LoadableType) },
    results: { res: LoadableType },
    attributes: accessAttributes,
    interfaces: [effect('read', 'addr')],
    verify: verifyAccess((op) => op.result().type, ['release', 'acq_rel']),
    assemblyFormat:
      '(`volatile` $volatile_^)? $addr (`atomic` (`syncscope` `(` $syncscope^ `)`)? $ordering^)? attr-dict `:` custom<LoadType>(type($addr), type($res))',
    ...plainAccess(
      '(`volatile` $volatile_^)? $addr attr-dict `:` custom<LoadType>(type($addr), type($res))',
    ),
  }),
  defineOp('llvm.store', {
    summary: 'writes a value to memory',
    operands: { value: LoadableType, addr: pointerTo(LoadableType) },
    attributes: accessAttributes,
    interfaces: [effect('write', 'addr')],
    verify: verifyAccess((op) => op.operand(0).type, ['acquire', 'acq_rel']),
    assemblyFormat:
      '(`volatile` $volatile_^)? $value `,` $addr (`atomic` (`syncscope` `(` $syncscope^ `)`)? $ordering^)? attr-dict `:` custom<StoreType>(type($value), type($addr))',
    ...plainAccess(
      '(`volatile` $volatile_^)? $value `,` $addr attr-dict `:` custom<StoreType>(type($value), type($addr))',
    ),
  }),
  defineOp('llvm.atomicrmw', {
    summary: 'combines a value in memory with another at once, and gives what was there',
    operands: { ptr: pointerTo(AtomicNumber), val: AtomicNumber },
    results: { res: AtomicNumber },
    attributes: {
      bin_op: AtomicOperationAttr,
      ordering: OrderingAttr,
      syncscope,
      alignment,
      volatile_: unit,
      ...metadataAttributes,
    },
    traits: [
      TypesMatchWith('result #0 and operand #1 have the same type', 'val', 'res', (type) => type),
    ],
    verify: verifyAtomicOperation,
    assemblyFormat:
      '(`volatile` $volatile_^)? $bin_op $ptr `,` $val (`syncscope` `(` $syncscope^ `)`)? $ordering attr-dict `:` qualified(type($ptr)) `,` type($val)',
  }),
  defineOp('llvm.cmpxchg', {
    summary: 'replaces a value in memory at once if it is what was expected',
    operands: { ptr: pointerTo(Exchanged), cmp: Exchanged, val: Exchanged },
    results: { res: AnyStruct },
    attributes: {
      success_ordering: OrderingAttr,
      failure_ordering: OrderingAttr,
      syncscope,
      alignment,
      weak: unit,
      volatile_: unit,
      ...metadataAttributes,
    },
    traits: [
      TypesMatchWith('operand #1 and operand #2 have the same type', 'val', 'cmp', (type) => type),
      TypesMatchWith(
        'result #0 has an LLVM struct type consisting of the type of operand #2 and a bool',
        'val',
        'res',
        exchangeResult,
      ),
    ],
    verify: verifyExchange,
    assemblyFormat:
      '(`weak` $weak^)? (`volatile` $volatile_^)? $ptr `,` $cmp `,` $val (`syncscope` `(` $syncscope^ `)`)? $success_ordering $failure_ordering attr-dict `:` qualified(type($ptr)) `,` type($val)',
  }),
  defineOp('llvm.fence', {
    summary: 'orders accesses before it and after it',
    attributes: { ordering: OrderingAttr, syncscope },
    verify: (op, report) =>
      !['not_atomic', 'unordered', 'monotonic'].includes(ordering(op)) ||
      report.opError('can be given only acquire, release, acq_rel, and seq_cst orderings'),
    assemblyFormat: '(`syncscope` `(` $syncscope^ `)`)? $ordering attr-dict',
  }),
];
