/** Functions as bytecode: each operation by the opcode table, its values in their registers. */

import {
  type EncodedFunction,
  FunctionEncoder,
  type Instruction,
  importOrdinalBit,
  instructionForOperation,
  nonVariadicSegment,
  type OperandEncoding,
  type OperandValue,
  requiredFeature,
} from '@iree-workbench/format';
import {
  type Attribute,
  constantValue,
  isRefType,
  listElementType,
  type Operation,
  operandGroup,
  operandGroupStart,
  type Value,
  vmSegments,
} from '@iree-workbench/ir';
import { RegisterAllocation } from './registers.ts';
import type { LocationTable, TypeTable } from './tables.ts';

/** What encoding a function needs to know of the module. */
export interface ModuleTables {
  readonly types: TypeTable;
  readonly locations: LocationTable;
  /** The module's symbols by name. */
  readonly symbols: ReadonlyMap<string, Operation>;
}

export interface EncodedVMFunction extends EncodedFunction {
  readonly i32Registers: number;
  readonly refRegisters: number;
  /** Feature bits of its instructions. */
  readonly requirements: number;
  readonly locations: readonly { readonly bytecodeOffset: number; readonly location: number }[];
}

/** Thrown for an operation that has no place in bytecode; the serialiser reports it. */
export class CannotEncode extends Error {
  readonly op: Operation;
  constructor(op: Operation, reason: string) {
    super(reason);
    this.name = 'CannotEncode';
    this.op = op;
  }
}

/** @throws CannotEncode, RegisterOverflow */
export function encodeFunction(func: Operation, tables: ModuleTables): EncodedVMFunction {
  const body = func.region();
  const registers = new RegisterAllocation(body);
  const encoder = new FunctionEncoder();
  const labels = new Map(body.blocks.map((block, i) => [block, i]));
  const locations: { bytecodeOffset: number; location: number }[] = [];
  let requirements = 0;
  for (const [block, label] of labels) {
    encoder.beginBlock(label);
    for (const op of block.ops) {
      const instruction = instructionForOperation(op.name);
      if (!instruction) throw new CannotEncode(op, 'is not an operation of the bytecode');
      requirements |= requiredFeature(instruction);
      locations.push({
        bytecodeOffset: encoder.offset,
        location: tables.locations.insert(op.location),
      });
      const operation = new OperationEncoder(op, instruction, registers, tables, labels);
      encoder.emit(instruction, operation.values());
    }
  }
  const encoded = encoder.finish();
  return {
    ...encoded,
    i32Registers: registers.i32Count,
    refRegisters: registers.refCount,
    requirements,
    locations,
  };
}

/** The values of one instruction's operands. */
class OperationEncoder {
  readonly #op: Operation;
  readonly #instruction: Instruction;
  readonly #registers: RegisterAllocation;
  readonly #tables: ModuleTables;
  readonly #labels: ReadonlyMap<Operation['successors'][number], number>;
  #successor = 0;

  constructor(
    op: Operation,
    instruction: Instruction,
    registers: RegisterAllocation,
    tables: ModuleTables,
    labels: ReadonlyMap<Operation['successors'][number], number>,
  ) {
    this.#op = op;
    this.#instruction = instruction;
    this.#registers = registers;
    this.#tables = tables;
    this.#labels = labels;
  }

  values(): OperandValue[] {
    return this.#instruction.operands.map((encoding) => this.#value(encoding));
  }

  #value(encoding: OperandEncoding): OperandValue {
    const op = this.#op;
    switch (encoding.kind) {
      case 'operand':
        return this.#registers.use(op, this.#group(encoding.name).start);
      case 'operands': {
        const { start, count } = this.#group(encoding.name);
        return Array.from({ length: count }, (_, i) => this.#registers.use(op, start + i));
      }
      case 'result':
        return this.#registers.register(op.result());
      case 'results':
        return op.results.map((result) => this.#registers.register(result));
      case 'attribute':
        return this.#constant(encoding.name);
      case 'string':
        return op.stringAttr(encoding.name) ?? '';
      case 'segments':
        return vmSegments(op).map(({ count }) => (count < 0 ? nonVariadicSegment : count));
      case 'global':
        return this.#ordinal(op.attr('global'));
      case 'rodata':
        return this.#ordinal(op.attr('rodata'));
      case 'function':
        return this.#ordinal(op.attr(encoding.name));
      case 'type':
        return this.#tables.types.ordinal(this.#typeNamed(encoding.name));
      case 'branch': {
        const index = this.#successor++;
        const target = op.successors[index];
        const label = target && this.#labels.get(target);
        if (label === undefined) throw new CannotEncode(op, 'branches out of its function');
        return { target: label, remap: this.#registers.branchMoves(op, index) };
      }
    }
  }

  /** Operand numbers of a group of the definition. */
  #group(name: string): { start: number; count: number } {
    const op = this.#op;
    const groups = op.definition?.operands ?? [];
    const index = groups.findIndex((group) => group.name === name);
    if (index < 0) throw new CannotEncode(op, `has no operand '${name}'`);
    return { start: operandGroupStart(op, index), count: operandGroup(op, index).length };
  }

  /** A constant of an attribute, or of an operand that must be one. */
  #constant(name: string): OperandValue {
    const op = this.#op;
    let attr: Attribute | null = op.attr(name) ?? null;
    if (!attr && op.definition?.operands.some((operand) => operand.name === name))
      attr = constantValue(op.operand(this.#group(name).start));
    const is64 = (width: number): boolean => width === 64;
    if (attr?.kind === 'integer' && attr.type.kind === 'integer')
      return is64(attr.type.width) ? attr.value : Number(BigInt.asIntN(32, attr.value));
    if (attr?.kind === 'float') return is64(attr.type.width) ? attr.bits : Number(attr.bits);
    throw new CannotEncode(op, `needs a constant '${name}'`);
  }

  #ordinal(reference: Attribute | undefined): number {
    const op = this.#op;
    const symbol =
      reference?.kind === 'symbol_ref' ? this.#tables.symbols.get(reference.root) : undefined;
    const ordinal = symbol?.intAttr('ordinal');
    if (!symbol || ordinal === undefined)
      throw new CannotEncode(op, 'refers to a symbol that the module does not have');
    return symbol.is('vm.import') ? (Number(ordinal) | importOrdinalBit) >>> 0 : Number(ordinal);
  }

  /** The type that an instruction carries: its value's, or what its list holds. */
  #typeNamed(name: string): Value['type'] {
    const op = this.#op;
    if (name === 'element_type') {
      const { type } = op.result();
      return isRefType(type) ? listElementType(type) : type;
    }
    const isResult = op.definition?.results.some((result) => result.name === name);
    return isResult ? op.result().type : op.operand(this.#group(name).start).type;
  }
}
