/**
 * The VM's instruction set as data: every opcode of bytecode 15.0 with the operands that follow it,
 * in order. The compiler's encoder, the loader's verifier and the disassembler all read this table.
 */
import { coreInstructions } from './opcodes-core.ts';
import { f32Instructions, f64Instructions } from './opcodes-float.ts';

/** The prefix byte of an extension table, and the feature bit a function that uses it declares. */
export const extensionPrefixes = { f32: 0xe0, f64: 0xe1 } as const;

/** Feature bits of modules and functions. */
export const FeatureBits = {
  EXT_F32: 1,
  EXT_F64: 2,
  YIELD: 4,
  UNWIND: 8,
} as const;

/** Bytecode version this table describes: major must be equal, minor at most this. */
export const bytecodeVersion = { major: 15, minor: 0 } as const;

/** Bits and limits of register operands. */
export const Register = {
  /** Set in operands that name a ref register. */
  refTypeBit: 0x8000,
  /** Set in ref operands at the register's last use. */
  refMoveBit: 0x4000,
  refMask: 0x3fff,
  i32Mask: 0x7fff,
  maxI32: 0x7fff,
  maxRef: 0x3fff,
} as const;

/** Set in function ordinals that name an import. */
export const importOrdinalBit = 0x80000000;

/** In segment sizes of variadic calls: this argument is not a span. */
export const nonVariadicSegment = 0xffff;

export type InstructionTable = 'core' | 'f32' | 'f64';

/** What a register operand holds. 64-bit values take the register named and the next one. */
export type RegisterType = 'i32' | 'i64' | 'f32' | 'f64' | 'ref';

/** One operand of an instruction as it stands in the bytecode. */
export type OperandEncoding =
  /** u16 register read by the instruction. */
  | { readonly kind: 'operand'; readonly name: string; readonly type: RegisterType }
  /** u16 register written by the instruction. */
  | { readonly kind: 'result'; readonly name: string; readonly type: RegisterType }
  /** Aligned u16 count, then registers. */
  | { readonly kind: 'operands'; readonly name: string; readonly type: RegisterType | 'any' }
  | { readonly kind: 'results'; readonly name: string; readonly type: 'any' }
  /** Little-endian constant of the type's width. */
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly type: 'i32' | 'i64' | 'f32' | 'f64';
    }
  /** Aligned u16 count, then u16 values. */
  | { readonly kind: 'segments'; readonly name: string }
  /** u32 byte offset into the globals (access of `size` bytes), or ordinal of a ref global. */
  | { readonly kind: 'global'; readonly name: string; readonly size: 4 | 8 | 'ref' }
  /** u32 ordinal of a read-only data segment. */
  | { readonly kind: 'rodata'; readonly name: string }
  /** u32 index into the type table. */
  | { readonly kind: 'type'; readonly name: string }
  /** u32 function ordinal; the most significant bit marks an import. */
  | { readonly kind: 'function'; readonly name: string; readonly importOnly: boolean }
  /** u16 length, then UTF-8 bytes. */
  | { readonly kind: 'string'; readonly name: string }
  /** i32 block offset in the function, then an aligned u16 count of (source, target) registers. */
  | { readonly kind: 'branch'; readonly name: string };

/** One instruction. */
export interface Instruction {
  readonly table: InstructionTable;
  /** Byte value within its table. */
  readonly opcode: number;
  /** Upstream's name: `AddI32`. */
  readonly name: string;
  /** The operation it encodes: `vm.add.i32`. */
  readonly operation: string;
  readonly operands: readonly OperandEncoding[];
  /** True when it ends its block. */
  readonly terminator: boolean;
}

const terminators: ReadonlySet<string> = new Set([
  'Branch',
  'CondBranch',
  'Return',
  'Fail',
  'Yield',
  'Break',
  'CondBreak',
]);

function isRegisterType(text: string): text is RegisterType {
  return text === 'i32' || text === 'i64' || text === 'f32' || text === 'f64' || text === 'ref';
}

/**
 * Reads one operand of the tables' notation: `lhs:i32` is an operand, `=result:i32` a result, a
 * trailing `*` makes a list; `@global:4`, `@rodata`, `@type:name`, `@func:name`, `@import:name`,
 * `@string:name`, `@branch:name`, `@segments:name` and `#value:i32` are what their names say.
 */
function parseOperand(text: string): OperandEncoding {
  const [head = '', detail = ''] = text.slice(/^[=@#]/.test(text) ? 1 : 0).split(':');
  if (text.startsWith('#')) {
    if (!isRegisterType(detail) || detail === 'ref') throw new TypeError(`bad attribute ${text}`);
    return { kind: 'attribute', name: head, type: detail };
  }
  if (text.startsWith('@')) {
    switch (head) {
      case 'global':
        return {
          kind: 'global',
          name: head,
          size: detail === '4' ? 4 : detail === '8' ? 8 : 'ref',
        };
      case 'rodata':
        return { kind: 'rodata', name: head };
      case 'type':
        return { kind: 'type', name: detail };
      case 'func':
        return { kind: 'function', name: detail, importOnly: false };
      case 'import':
        return { kind: 'function', name: detail, importOnly: true };
      case 'string':
        return { kind: 'string', name: detail };
      case 'branch':
        return { kind: 'branch', name: detail };
      case 'segments':
        return { kind: 'segments', name: detail };
      default:
        throw new TypeError(`bad operand ${text}`);
    }
  }
  const result = text.startsWith('=');
  if (detail.endsWith('*')) {
    const type = detail.slice(0, -1);
    if (result) return { kind: 'results', name: head, type: 'any' };
    if (type !== 'any' && !isRegisterType(type)) throw new TypeError(`bad list ${text}`);
    return { kind: 'operands', name: head, type };
  }
  if (!isRegisterType(detail)) throw new TypeError(`bad register ${text}`);
  return { kind: result ? 'result' : 'operand', name: head, type: detail };
}

function build(
  table: InstructionTable,
  rows: readonly (readonly [number, string, string, string])[],
): Instruction[] {
  return rows.map(([opcode, name, operation, operands]) => ({
    table,
    opcode,
    name,
    operation: `vm.${operation}`,
    operands: operands === '' ? [] : operands.split(' ').map(parseOperand),
    terminator: table === 'core' && terminators.has(name),
  }));
}

/** Every instruction: 130 core, 57 f32, 63 f64 (the core table also holds the two prefixes). */
export const instructions: readonly Instruction[] = [
  ...build('core', coreInstructions),
  ...build('f32', f32Instructions),
  ...build('f64', f64Instructions),
];

const tableIndex: Readonly<Record<InstructionTable, number>> = { core: 0, f32: 1, f64: 2 };

/** A number that names an instruction across the three tables: `(table << 8) | opcode`. */
export function instructionCode(table: InstructionTable, opcode: number): number {
  return (tableIndex[table] << 8) | opcode;
}

const byCode: (Instruction | undefined)[] = new Array<undefined>(0x300).fill(undefined);
const byName = new Map<string, Instruction>();
const byOperation = new Map<string, Instruction>();
for (const instruction of instructions) {
  byCode[instructionCode(instruction.table, instruction.opcode)] = instruction;
  byName.set(instruction.name, instruction);
  byOperation.set(instruction.operation, instruction);
}

/** The instruction with the given opcode in a table. */
export function findInstruction(table: InstructionTable, opcode: number): Instruction | undefined {
  return byCode[instructionCode(table, opcode)];
}

/** The instruction of upstream's name (`AddI32`); throws for a name that does not exist. */
export function instructionNamed(name: string): Instruction {
  const instruction = byName.get(name);
  if (!instruction) throw new TypeError(`no VM instruction named '${name}'`);
  return instruction;
}

/** The instruction an operation of the vm dialect encodes to (`vm.add.i32`). */
export function instructionForOperation(operation: string): Instruction | undefined {
  return byOperation.get(operation);
}

/** The feature bit a function needs to use an instruction, 0 for core ones. */
export function requiredFeature(instruction: Instruction): number {
  switch (instruction.table) {
    case 'core':
      return 0;
    case 'f32':
      return FeatureBits.EXT_F32;
    case 'f64':
      return FeatureBits.EXT_F64;
  }
}
