/**
 * Verifies a function's bytecode, as upstream's verifier does, and translates it on the way: into a
 * flat array of integers with operands unpacked, constants split into words and branches resolved,
 * so that the interpreter checks and decodes nothing again.
 *
 * An instruction is its code (see instructionCode), then its operands: registers by ordinal (ref
 * registers with the move bit kept), constants in one or two words, lists with their count in front,
 * branches as target, count and register pairs, functions as ordinal or -1 - ordinal of an import.
 */
import {
  type ArgumentRegister,
  type BranchValue,
  type CallingConvention,
  type CconvType,
  decodeInstruction,
  FormatError,
  type Instruction,
  importOrdinalBit,
  instructionCode,
  instructions,
  type ModuleDef,
  type OperandEncoding,
  type OperandValue,
  Register,
  type RegisterType,
  requiredFeature,
} from '@iree-workbench/format';
import type { BytecodeImport } from './bytecode-module.ts';

/** What the interpreter needs of a function. */
export interface TranslatedCode {
  readonly code: Int32Array;
  readonly strings: readonly string[];
  /** Start of each instruction in `code`, ascending… */
  readonly starts: Int32Array;
  /** …and in the bytecode, for locations. */
  readonly offsets: Int32Array;
  /** Register counts to reserve. */
  readonly i32RegisterCount: number;
  readonly refRegisterCount: number;
}

/** What verification looks at besides the function's own bytes. */
export interface TranslationInput {
  readonly def: ModuleDef;
  readonly ordinal: number;
  readonly name: string;
  readonly conventions: readonly CallingConvention[];
  readonly imports: readonly BytecodeImport[];
  readonly arguments: readonly ArgumentRegister[];
}

/** Length in words of each instruction by its code; 0 where lists make it vary. */
export const instructionLengths = new Int32Array(0x300);
for (const instruction of instructions) {
  instructionLengths[instructionCode(instruction.table, instruction.opcode)] =
    fixedLength(instruction);
}

function fixedLength(instruction: Instruction): number {
  let length = 1;
  for (const operand of instruction.operands) {
    switch (operand.kind) {
      case 'operands':
      case 'results':
      case 'segments':
      case 'branch':
        return 0;
      case 'attribute':
        length += operand.type === 'i64' || operand.type === 'f64' ? 2 : 1;
        break;
      default:
        length += 1;
    }
  }
  return length;
}

/** Verifies and translates one function; FormatError names the function and offset of a defect. */
export function translateFunction(input: TranslationInput): TranslatedCode {
  return new Translator(input).run();
}

/** As upstream, a function may use registers up to the next power of two of what it declares. */
function roundUpRegisters(count: number): number {
  let rounded = 1;
  while (rounded < count) rounded *= 2;
  return rounded;
}

class Translator {
  readonly #input: TranslationInput;
  readonly #i32Count: number;
  readonly #refCount: number;
  readonly #words: number[] = [];
  readonly #strings: string[] = [];
  readonly #starts: number[] = [];
  readonly #offsets: number[] = [];
  /** Blocks by offset: where they start in the translation. */
  readonly #blocks = new Map<number, number>();
  /** Words that hold a block's offset until all blocks are known. */
  readonly #branches: number[] = [];

  constructor(input: TranslationInput) {
    this.#input = input;
    const descriptor = input.def.functionDescriptors[input.ordinal]!;
    this.#i32Count = roundUpRegisters(descriptor.i32RegisterCount);
    this.#refCount = roundUpRegisters(descriptor.refRegisterCount);
  }

  run(): TranslatedCode {
    const { def, ordinal, name } = this.#input;
    const descriptor = def.functionDescriptors[ordinal]!;
    this.#checkArguments();
    const { bytecodeData } = def;
    const code = new DataView(
      bytecodeData.buffer,
      bytecodeData.byteOffset + descriptor.bytecodeOffset,
      descriptor.bytecodeLength,
    );
    let inBlock = false;
    let pc = 0;
    while (pc < code.byteLength) {
      try {
        const decoded = decodeInstruction(code, pc);
        const isBlock = decoded.instruction.name === 'Block';
        if (!inBlock && !isBlock) throw new FormatError('op is not in a block');
        if (inBlock && isBlock) throw new FormatError('op is a block while still in a block');
        if (isBlock) {
          this.#blocks.set(pc, this.#words.length);
          inBlock = true;
        } else {
          const feature = requiredFeature(decoded.instruction);
          if ((descriptor.requirements & feature) !== feature) {
            throw new FormatError(
              `${decoded.instruction.operation} needs a feature the function does not declare`,
            );
          }
          this.#starts.push(this.#words.length);
          this.#offsets.push(pc);
          this.#instruction(decoded.instruction, decoded.operands);
          if (decoded.instruction.terminator) inBlock = false;
        }
        pc = decoded.next;
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        const at = pc.toString(16).toUpperCase().padStart(8, '0');
        throw new FormatError(`${error.message}; at ${def.name}.${name}+${at}`, { cause: error });
      }
    }
    const where = `in ${def.name}.${name}`;
    if (inBlock) {
      throw new FormatError(`function missing terminator in the last block; ${where}`);
    }
    if (this.#blocks.size !== descriptor.blockCount) {
      throw new FormatError(
        `invalid descriptor block count ${descriptor.blockCount}; ` +
          `found ${this.#blocks.size} blocks; ${where}`,
      );
    }
    for (const at of this.#branches) {
      const target = this.#blocks.get(this.#words[at]!);
      if (target === undefined) {
        const offset = this.#words[at]!.toString(16).toUpperCase().padStart(8, '0');
        throw new FormatError(`block at pc ${offset} not defined in bytecode; ${where}`);
      }
      this.#words[at] = target;
    }
    return {
      code: Int32Array.from(this.#words),
      strings: this.#strings,
      starts: Int32Array.from(this.#starts),
      offsets: Int32Array.from(this.#offsets),
      // Frames start at even registers, so that 64-bit views work.
      i32RegisterCount: this.#i32Count + (this.#i32Count % 2),
      refRegisterCount: this.#refCount,
    };
  }

  #checkArguments(): void {
    for (const argument of this.#input.arguments) {
      const wide = argument.type === 'I' || argument.type === 'F';
      const limit = argument.type === 'r' ? this.#refCount : this.#i32Count;
      if (argument.register + (wide ? 1 : 0) >= limit) {
        const { def, name } = this.#input;
        throw new FormatError(
          `insufficient register storage for function arguments/results; in ${def.name}.${name}`,
        );
      }
    }
  }

  #instruction(instruction: Instruction, operands: readonly OperandValue[]): void {
    this.#words.push(instructionCode(instruction.table, instruction.opcode));
    instruction.operands.forEach((encoding, index) => {
      this.#operand(encoding, operands[index]!);
    });
    switch (instruction.name) {
      case 'Call':
      case 'CallVariadic':
        this.#checkCall(instruction, operands);
        return;
      case 'Return':
        this.#checkRegisters(
          this.#input.conventions[this.#input.ordinal]!.results,
          operands[0] as readonly number[],
        );
        return;
      default:
    }
  }

  #operand(encoding: OperandEncoding, value: OperandValue): void {
    const words = this.#words;
    switch (encoding.kind) {
      case 'operand':
      case 'result':
        words.push(this.#register(encoding.type, value as number));
        return;
      case 'operands':
      case 'results': {
        const list = value as readonly number[];
        words.push(list.length);
        for (const register of list) {
          if (encoding.type === 'any') this.#anyRegister(register);
          else this.#register(encoding.type, register);
          words.push(encoding.type === 'any' ? register : register & ~Register.refTypeBit);
        }
        return;
      }
      case 'segments': {
        const list = value as readonly number[];
        words.push(list.length, ...list);
        return;
      }
      case 'attribute':
        if (typeof value === 'bigint') {
          words.push(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
        } else {
          words.push(value as number);
        }
        return;
      case 'global':
        this.#global(encoding.size, value as number);
        words.push(value as number);
        return;
      case 'rodata':
        this.#below(value as number, this.#input.def.rodataSegments.length, 'rodata ref ordinal');
        words.push(value as number);
        return;
      case 'type':
        this.#below(value as number, this.#input.def.types.length, 'type id ordinal');
        words.push(value as number);
        return;
      case 'function':
        words.push(this.#functionOrdinal(value as number, encoding.importOnly));
        return;
      case 'string':
        words.push(this.#strings.length);
        this.#strings.push(value as string);
        return;
      case 'branch': {
        const { target, remap } = value as BranchValue;
        this.#branches.push(words.length);
        words.push(target | 0, remap.length / 2);
        for (let i = 0; i < remap.length; i += 2) {
          const from = remap[i]!;
          const to = remap[i + 1]!;
          this.#anyRegister(from);
          this.#anyRegister(to);
          if (((from ^ to) & Register.refTypeBit) !== 0) {
            throw new FormatError(`branch copies register ${from} to ${to} of the other bank`);
          }
          words.push(from, to);
        }
        return;
      }
    }
  }

  #below(value: number, count: number, what: string): void {
    if (value >= count) throw new FormatError(`${what} out of range: ${value} (table=${count})`);
  }

  #global(size: 4 | 8 | 'ref', value: number): void {
    if (size === 'ref') {
      this.#below(value, this.#input.def.globalRefCount, 'global ref ordinal');
    } else if (value + size > this.#input.def.globalBytesCapacity) {
      throw new FormatError(
        `global byte_offset out of range: ${value} (rwdata=${this.#input.def.globalBytesCapacity})`,
      );
    }
  }

  #functionOrdinal(value: number, importOnly: boolean): number {
    if (value >= importOrdinalBit) {
      const ordinal = value - importOrdinalBit;
      if (ordinal >= this.#input.imports.length) {
        throw new FormatError(
          `import ordinal ${ordinal} out of range ${this.#input.imports.length}`,
        );
      }
      return -1 - ordinal;
    }
    if (importOnly) throw new FormatError(`function ordinal ${value} is not an import ordinal`);
    if (value >= this.#input.conventions.length) {
      throw new FormatError(
        `function ordinal ${value} out of range ${this.#input.conventions.length}`,
      );
    }
    return value;
  }

  /** Checks a register of a known type; returns its ordinal (refs with the move bit). */
  #register(type: RegisterType, value: number): number {
    if (type === 'ref') {
      if ((value & Register.refTypeBit) === 0) {
        throw new FormatError(`ref register required but non-ref ${value} provided`);
      }
      this.#anyRegister(value);
      return value & ~Register.refTypeBit;
    }
    if ((value & Register.refTypeBit) !== 0) {
      throw new FormatError(`${type} register required but ref register ${value} provided`);
    }
    if (type === 'i64' || type === 'f64') {
      if (value % 2 !== 0) {
        throw new FormatError(`${type} register ordinal ${value} not 8-byte aligned`);
      }
      if (value + 1 >= this.#i32Count) {
        throw new FormatError(
          `${type} register ordinal ${value}:${value + 1} out of range ${this.#i32Count}`,
        );
      }
      return value;
    }
    if (value >= this.#i32Count) {
      throw new FormatError(`${type} register ordinal ${value} out of range ${this.#i32Count}`);
    }
    return value;
  }

  #anyRegister(value: number): void {
    if ((value & Register.refTypeBit) !== 0) {
      if ((value & Register.refMask) >= this.#refCount) {
        throw new FormatError(
          `ref register ordinal ${value & Register.refMask} out of range ${this.#refCount}`,
        );
      }
    } else if (value >= this.#i32Count) {
      throw new FormatError(`register ordinal ${value} out of range ${this.#i32Count}`);
    }
  }

  #checkCall(instruction: Instruction, operands: readonly OperandValue[]): void {
    const callee = operands[0] as number;
    const variadic = instruction.name === 'CallVariadic';
    const isImport = callee >= importOrdinalBit;
    if (variadic && !isImport) {
      throw new FormatError('variadic calls only supported for internal callees');
    }
    const target = isImport
      ? this.#input.imports[callee - importOrdinalBit]!.cconv
      : this.#input.conventions[callee]!;
    const segments = variadic ? (operands[1] as readonly number[]) : undefined;
    const sources = operands[variadic ? 2 : 1] as readonly number[];
    const results = operands[variadic ? 3 : 2] as readonly number[];
    this.#checkRegisters(flattenArguments(target, segments, sources.length), sources);
    this.#checkRegisters(target.results, results);
  }

  #checkRegisters(types: readonly CconvType[], registers: readonly number[]): void {
    if (types.length !== registers.length) {
      throw new FormatError(
        `register list has ${registers.length} entries where the calling convention has ${types.length}`,
      );
    }
    types.forEach((type, index) => {
      this.#register(registerTypes[type], registers[index]!);
    });
  }
}

const registerTypes: Readonly<Record<CconvType, RegisterType>> = {
  i: 'i32',
  I: 'i64',
  f: 'f32',
  F: 'f64',
  r: 'ref',
};

/** The types of a call's registers, spans repeated as often as the segment sizes say. */
function flattenArguments(
  cconv: CallingConvention,
  segments: readonly number[] | undefined,
  limit: number,
): CconvType[] {
  const types: CconvType[] = [];
  cconv.arguments.forEach((argument, index) => {
    if (argument.kind === 'value') {
      types.push(argument.type);
      return;
    }
    const count = segments?.[index];
    if (count === undefined) {
      throw new FormatError(
        segments
          ? `segment size list underflow (have ${segments.length}, trying to access ${index})`
          : 'function is variadic but no segment size list provided',
      );
    }
    if (types.length + count * argument.types.length > limit) {
      throw new FormatError(`register list underflow (have ${limit})`);
    }
    for (let i = 0; i < count; ++i) types.push(...argument.types);
  });
  return types;
}
