/** The memref dialect: memory with a shape, as code generation uses it. */

import type { CustomDirective } from '../../asm.ts';
import { TypeAttr, UnitAttr } from '../../attributes.ts';
import {
  AnyAttr,
  AnyMemRef,
  AnyRankedOrUnrankedMemRef,
  AnyType,
  FlatSymbolRefAttr,
  I64Attr,
  Index,
  StrAttr,
  SymbolNameAttr,
  typeAttrOf,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defineDialect,
  defineOp,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  HasParent,
  Pure,
  SymbolTrait,
  TypesMatchWith,
} from '../../traits.ts';
import { DYNAMIC, elementTypeOrSelf, type MemRefType, RankedTensorType } from '../../types.ts';
import { printed, slot } from '../util/directives.ts';

/** The operation does this to the memory that operand `index` is. */
const effect = (kind: MemoryEffect['kind'], index: number) =>
  MemoryEffects.with((op) => [{ kind, value: op.operand(index) }]);
const allocates = MemoryEffects.with((op) => [{ kind: 'alloc', value: op.result() }]);

const verifyIndices =
  (memref: number, message: string) =>
  (op: Operation, report: VerifyContext): boolean => {
    const type = op.operand(memref).type as MemRefType;
    return type.shape.length === op.numOperands - memref - 1 || report.opError(message);
  };

const verifyAllocation = (op: Operation, report: VerifyContext): boolean => {
  const { shape } = op.result().type as MemRefType;
  const sizes = op.attr('operand_segment_sizes');
  const given = sizes?.kind === 'dense_array' ? sizes.numbers[0] : op.numOperands;
  return (
    given === shape.filter((size) => size === DYNAMIC).length ||
    report.opError('dimension operand count does not equal memref dynamic dimension count')
  );
};

const allocation = (name: string): OpDefinition =>
  defineOp(`memref.${name}`, {
    summary: name === 'alloca' ? 'memory that lives as long as its scope' : 'new memory',
    operands: { dynamicSizes: variadic(Index), symbolOperands: variadic(Index) },
    results: { memref: AnyMemRef },
    attributes: { alignment: optionalAttr(I64Attr) },
    traits: [AttrSizedOperandSegments],
    interfaces: [allocates],
    verify: verifyAllocation,
    resultNames: (op, setName) => setName(op.result(), name),
    assemblyFormat:
      '`(`$dynamicSizes`)` (`` `[` $symbolOperands^ `]`)? attr-dict `:` type($memref)',
  });

/** `memref<4xf32> = dense<…>`, `= uninitialized`, or the type alone. */
const GlobalMemrefOpTypeAndInitialValue: CustomDirective = {
  parse(parser, args) {
    const memref = parser.parseType();
    slot(args, 0, 'attribute').attr = TypeAttr.get(memref);
    if (!parser.parseOptionalPunctuation('=')) return;
    if (parser.parseOptionalKeyword('uninitialized')) {
      slot(args, 1, 'attribute').attr = UnitAttr.get(parser.context);
      return;
    }
    const tensor =
      memref.kind === 'memref' ? RankedTensorType.get(memref.shape, memref.elementType) : null;
    slot(args, 1, 'attribute').attr = parser.parseAttribute(tensor);
  },
  print(printer, args) {
    const type = printed(args, 0, 'attribute').attr;
    const value = printed(args, 1, 'attribute').attr;
    if (type?.kind === 'type') printer.printType(type.type);
    if (!value) return;
    printer.print(' = ');
    if (value.kind === 'unit') printer.print('uninitialized');
    else printer.printAttributeWithoutType(value);
  },
};

const operations: readonly OpDefinition[] = [
  allocation('alloc'),
  allocation('alloca'),
  defineOp('memref.dealloc', {
    summary: 'gives memory back',
    operands: { memref: AnyRankedOrUnrankedMemRef },
    interfaces: [effect('free', 0)],
    assemblyFormat: '$memref attr-dict `:` type($memref)',
  }),
  defineOp('memref.load', {
    summary: 'an element',
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    results: { result: AnyType },
    traits: [
      TypesMatchWith(
        "result type matches element type of 'memref'",
        'memref',
        'result',
        elementTypeOrSelf,
      ),
    ],
    interfaces: [effect('read', 0)],
    verify: verifyIndices(0, 'incorrect number of indices for load'),
    assemblyFormat: '$memref `[` $indices `]` attr-dict `:` type($memref)',
  }),
  defineOp('memref.store', {
    summary: 'replaces an element',
    operands: { value: AnyType, memref: AnyMemRef, indices: variadic(Index) },
    traits: [
      TypesMatchWith(
        "type of 'value' matches element type of 'memref'",
        'memref',
        'value',
        elementTypeOrSelf,
      ),
    ],
    interfaces: [effect('write', 1)],
    verify: verifyIndices(1, 'store index operand count not equal to memref rank'),
    assemblyFormat: '$value `,` $memref `[` $indices `]` attr-dict `:` type($memref)',
  }),
  defineOp('memref.dim', {
    summary: 'size of a dimension',
    operands: { source: AnyRankedOrUnrankedMemRef, index: Index },
    results: { result: Index },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), 'dim'),
    assemblyFormat: 'attr-dict $source `,` $index `:` type($source)',
  }),
  defineOp('memref.cast', {
    summary: 'the same memory under a type with other static sizes',
    operands: { source: AnyRankedOrUnrankedMemRef },
    results: { dest: AnyRankedOrUnrankedMemRef },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), 'cast'),
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($dest)',
  }),
  defineOp('memref.copy', {
    summary: 'copies all elements',
    operands: { source: AnyRankedOrUnrankedMemRef, target: AnyRankedOrUnrankedMemRef },
    interfaces: [
      MemoryEffects.with((op) => [
        { kind: 'read', value: op.operand(0) },
        { kind: 'write', value: op.operand(1) },
      ]),
    ],
    assemblyFormat: '$source `,` $target attr-dict `:` type($source) `to` type($target)',
  }),
  defineOp('memref.global', {
    summary: 'memory that lives as long as the module',
    attributes: {
      sym_name: SymbolNameAttr,
      sym_visibility: optionalAttr(StrAttr),
      type: typeAttrOf(AnyMemRef),
      initial_value: optionalAttr(AnyAttr),
      constant: optionalAttr(UnitAttrConstraint),
      alignment: optionalAttr(I64Attr),
    },
    traits: [SymbolTrait, HasParent('builtin.module')],
    assemblyFormat:
      '($sym_visibility^)? (`constant` $constant^)? $sym_name `:` custom<GlobalMemrefOpTypeAndInitialValue>($type, $initial_value) attr-dict',
  }),
  defineOp('memref.get_global', {
    summary: 'the memory of a global',
    results: { result: AnyMemRef },
    attributes: { name: FlatSymbolRefAttr },
    traits: [Pure],
    assemblyFormat: '$name `:` type($result) attr-dict',
  }),
];

export const memrefDialect = defineDialect({
  name: 'memref',
  summary: 'memory with a shape',
  operations,
  customDirectives: { GlobalMemrefOpTypeAndInitialValue },
});
