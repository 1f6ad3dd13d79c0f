/** The `custom<…>` directives of the llvm dialect. */

import type { CustomDirective, OpAsmParser } from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  DenseArrayAttr,
  DenseElementsAttr,
  type DictionaryAttr,
  IntegerAttr,
} from '../../attributes.ts';
import type { Block, Operation, Value } from '../../operation.ts';
import { type IntegerType, type Type, VectorType } from '../../types.ts';
import { passedOperands } from '../cf/switch.ts';
import { parseAttributeOf } from '../nested-attributes.ts';
import { printed, slot } from '../util/directives.ts';
import { typeAt } from './aggregates.ts';
import { noFastMath } from './attributes.ts';
import { asPointer, asVector, isCompatibleVector, isOpaquePointer, vectorTypeOf } from './types.ts';

/** The operation's attributes but for flags that say nothing. */
export function withoutDefaultFlags(op: Operation): DictionaryAttr {
  return op.attr('fastmathFlags') === noFastMath(op.context)
    ? op.attributes.with('fastmathFlags', null)
    : op.attributes;
}

const LLVMOpAttrs: CustomDirective = {
  parse: (parser, _args, state) => parser.parseOptionalAttrDict(state.attributes),
  print: (printer, _args, op) => printer.printOptionalAttrDict(withoutDefaultFlags(op)),
};

/** The index of a pointer's elements that stands for an operand. */
export const DYNAMIC_INDEX = -(2 ** 31);

const GEPIndices: CustomDirective = {
  parse(parser, args) {
    const { operands } = slot(args, 0, 'operand');
    const indices: number[] = [];
    parser.parseCommaSeparatedList('none', () => {
      const at = parser.offset();
      const constant = parser.parseOptionalInteger();
      if (constant === null) operands.push(parser.parseOperand());
      else if (BigInt.asIntN(32, constant) !== constant) parser.fail('integer value too large', at);
      indices.push(constant === null ? DYNAMIC_INDEX : Number(constant));
    });
    slot(args, 1, 'attribute').attr = DenseArrayAttr.i32(parser.context, indices);
  },
  print(printer, args) {
    const operands = [...printed(args, 0, 'operand').values];
    const { attr } = printed(args, 1, 'attribute');
    const indices = attr?.kind === 'dense_array' ? attr.numbers : [];
    indices.forEach((index, i) => {
      if (i > 0) printer.print(', ');
      const operand = index === DYNAMIC_INDEX ? operands.shift() : undefined;
      if (operand) printer.printOperand(operand);
      else printer.print(String(index));
    });
  },
};

/** What a pointer points to, null for an opaque one; no other type will do. */
function pointeeOf(parser: OpAsmParser, type: Type, at: number): Type | null {
  const pointer = asPointer(type);
  return pointer ? pointer.elementType : parser.fail('expected LLVM pointer type', at);
}

/** `pointer`, and `-> type` behind an opaque one. */
const LoadType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const type = parser.parseType();
    slot(args, 0, 'type').types = [type];
    let loaded = pointeeOf(parser, type, at);
    if (!loaded) {
      parser.parsePunctuation('->');
      loaded = parser.parseType();
    }
    slot(args, 1, 'type').types = [loaded];
  },
  print(printer, args) {
    const [pointer] = printed(args, 0, 'type').types;
    const [loaded] = printed(args, 1, 'type').types;
    if (!pointer || !loaded) return;
    printer.printType(pointer);
    if (!isOpaquePointer(pointer)) return;
    printer.print(' -> ');
    printer.printType(loaded);
  },
};

/** `pointer`, or `type, pointer` if the pointer is opaque. */
const StoreType: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const first = parser.parseType();
    const second = parser.parseOptionalPunctuation(',') ? parser.parseType() : null;
    const stored = second ? first : pointeeOf(parser, first, at);
    slot(args, 0, 'type').types = [stored ?? parser.fail("expected ','")];
    slot(args, 1, 'type').types = [second ?? first];
  },
  print(printer, args) {
    const [stored] = printed(args, 0, 'type').types;
    const [pointer] = printed(args, 1, 'type').types;
    if (!pointer || !stored) return;
    if (isOpaquePointer(pointer)) {
      printer.printType(stored);
      printer.print(', ');
    }
    printer.printType(pointer);
  },
};

const numbersOf = (attr: Attribute | null): readonly number[] =>
  attr?.kind === 'dense_array' ? attr.numbers : [];

/** Nothing in the text: the type at a position follows from the container's. */
const InsertExtractValueElementType: CustomDirective = {
  parse(parser, args) {
    const [container] = slot(args, 1, 'type').types;
    const found = typeAt(container as Type, numbersOf(slot(args, 2, 'attribute').attr));
    if ('message' in found) parser.fail(found.message);
    else slot(args, 0, 'type').types = [found.type];
  },
  print: () => {},
};

/** Nothing in the text: a shuffle has as many elements as its mask. */
const ShuffleType: CustomDirective = {
  parse(parser, args) {
    const [type] = slot(args, 0, 'type').types;
    const vector = type && isCompatibleVector(type) ? asVector(type) : null;
    if (!vector) return parser.fail('expected an LLVM compatible vector type');
    const size = numbersOf(slot(args, 2, 'attribute').attr).length;
    slot(args, 1, 'type').types = [vectorTypeOf(size, vector.elementType, vector.isScalable)];
  },
  print: () => {},
};

/** Lines `value: ^block(%a : type)`. */
const SwitchOpCases: CustomDirective = {
  parse(parser, args) {
    const flag = slot(args, 0, 'type').types[0] as IntegerType;
    const { successors } = slot(args, 2, 'successor');
    const { operands } = slot(args, 3, 'operand');
    const { types } = slot(args, 4, 'type');
    const values: IntegerAttr[] = [];
    const sizes: number[] = [];
    do {
      const value = values.length === 0 ? parser.parseOptionalInteger() : parser.parseInteger();
      if (value === null) break;
      values.push(IntegerAttr.get(flag, value));
      parser.parsePunctuation(':');
      successors.push(parser.parseSuccessor());
      const before = operands.length;
      if (parser.parseOptionalPunctuation('(')) {
        operands.push(...parser.parseOperandList());
        parser.parsePunctuation(':');
        types.push(...parser.parseTypeList());
        parser.parsePunctuation(')');
      }
      sizes.push(operands.length - before);
    } while (parser.parseOptionalPunctuation(','));
    slot(args, 5, 'attribute').attr = DenseArrayAttr.i32(parser.context, sizes);
    if (values.length > 0)
      slot(args, 1, 'attribute').attr = DenseElementsAttr.fromElements(
        VectorType.get([values.length], flag),
        values,
      );
  },
  print(printer, args, op) {
    const { attr } = printed(args, 1, 'attribute');
    if (attr?.kind !== 'dense') return;
    const [, ...targets] = op.successors;
    targets.forEach((target: Block, i) => {
      if (i > 0) {
        printer.print(',');
        printer.printNewline();
      }
      const { start, count } = passedOperands(op, i + 1);
      const operands: readonly Value[] = op.operands.slice(start, start + count);
      printer.print(`  ${attr.bitsAt(i)}: `);
      printer.printSuccessorAndUseList(target, operands);
    });
    printer.printNewline();
  },
};

/** `<@member, offset>, …`. */
const TBAAMembers: CustomDirective = {
  parse(parser, args) {
    const members: Attribute[] = [];
    const offsets: bigint[] = [];
    parser.parseCommaSeparatedList('none', () => {
      parser.parsePunctuation('<');
      members.push(parseAttributeOf(parser, 'symbol_ref'));
      parser.parsePunctuation(',');
      offsets.push(parser.parseInteger());
      parser.parsePunctuation('>');
    });
    slot(args, 0, 'attribute').attr = ArrayAttr.get(parser.context, members);
    slot(args, 1, 'attribute').attr = DenseArrayAttr.i64(parser.context, offsets);
  },
  print(printer, args) {
    const members = printed(args, 0, 'attribute').attr;
    const offsets = numbersOf(printed(args, 1, 'attribute').attr);
    if (members?.kind !== 'array') return;
    members.elements.forEach((member, i) => {
      printer.print(i > 0 ? ', <' : '<');
      printer.printAttribute(member);
      printer.print(`, ${offsets[i]}>`);
    });
  },
};

export const directives = {
  GEPIndices,
  InsertExtractValueElementType,
  LLVMOpAttrs,
  LoadType,
  ShuffleType,
  StoreType,
  SwitchOpCases,
  TBAAMembers,
};
