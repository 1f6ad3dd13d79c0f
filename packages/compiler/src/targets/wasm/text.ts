/**
 * WebAssembly's text of a module that the target made, for people and for comparisons: functions by their
 * names, one statement a line (all that is computed for a local, a store or a branch), blocks indented.
 */

import { ByteReader } from './byte-reader.ts';
import { VALUE_TYPES } from './function-builder.ts';
import {
  LANE_OPCODES,
  MEMORY_LANE_OPCODES,
  MEMORY_OPCODES,
  OTHER_OPCODES,
  PLAIN_OPCODES,
} from './opcodes.ts';

/** Sections by their numbers in the binary format, those that the text needs. */
const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  export: 7,
  code: 10,
  data: 11,
} as const;
const EXTERNAL_MEMORY = 2;
const EMPTY_BLOCK_TYPE = 0x40;
/** Columns after which a statement goes on in the next line. */
const WIDTH = 120;

type Immediates = 'none' | 'memory' | 'memory-lane' | 'lane' | keyof typeof OTHER_OPCODES;

interface Instruction {
  readonly name: string;
  readonly immediates: Immediates;
  /** Bytes that a load or store touches: its alignment unless it says otherwise. */
  readonly bytes: number;
}

const INSTRUCTIONS: ReadonlyMap<number, Instruction> = new Map<number, Instruction>([
  ...Object.entries(PLAIN_OPCODES).map(
    ([name, opcode]) => [opcode as number, { name, immediates: 'none', bytes: 0 }] as const,
  ),
  ...Object.entries(LANE_OPCODES).map(
    ([name, opcode]) => [opcode as number, { name, immediates: 'lane', bytes: 0 }] as const,
  ),
  ...Object.entries(MEMORY_OPCODES).map(
    ([name, [opcode, bytes]]) => [opcode as number, { name, immediates: 'memory', bytes }] as const,
  ),
  ...Object.entries(MEMORY_LANE_OPCODES).map(
    ([name, [opcode, bytes]]) =>
      [opcode as number, { name, immediates: 'memory-lane', bytes }] as const,
  ),
  ...Object.entries(OTHER_OPCODES).map(
    ([name, opcode]) =>
      [
        opcode as number,
        { name, immediates: name as keyof typeof OTHER_OPCODES, bytes: 0 },
      ] as const,
  ),
]);

const TYPE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(VALUE_TYPES).map(([name, byte]) => [byte as number, name]),
);

interface FunctionType {
  readonly params: readonly string[];
  readonly results: readonly string[];
}

/** What the sections of a module hold, but for its functions' code. */
interface ModuleParts {
  name: string;
  readonly types: FunctionType[];
  readonly imports: string[];
  /** Types of all functions, imported ones first. */
  readonly functionTypes: number[];
  importedFunctions: number;
  readonly functionNames: Map<number, string>;
  readonly exports: Map<number, string>;
  readonly bodies: ByteReader[];
  readonly data: number[];
}

/** The text of a module in the binary format. */
export function wasmText(module: Uint8Array): string {
  const parts = readSections(module);
  const lines = [`(module $${parts.name}`, ...parts.imports.map((line) => `  ${line}`)];
  parts.bodies.forEach((body, i) => {
    const index = parts.importedFunctions + i;
    const type = typeOf(parts, index);
    const exported = parts.exports.get(index);
    const head = [
      `  (func ${functionName(parts, index)}`,
      exported === undefined ? '' : ` (export "${exported}")`,
      type.params.length > 0 ? ` (param ${type.params.join(' ')})` : '',
      type.results.length > 0 ? ` (result ${type.results.join(' ')})` : '',
    ];
    lines.push(head.join(''), ...functionLines(parts, body), '  )');
  });
  parts.data.forEach((bytes, i) => {
    lines.push(`  ;; data ${i}: ${bytes} bytes`);
  });
  return `${lines.join('\n')})\n`;
}

const typeOf = (parts: ModuleParts, index: number): FunctionType =>
  parts.types[parts.functionTypes[index] ?? -1] ?? { params: [], results: [] };

const functionName = (parts: ModuleParts, index: number): string =>
  `$${parts.functionNames.get(index) ?? index}`;

function readSections(module: Uint8Array): ModuleParts {
  const parts: ModuleParts = {
    name: '',
    types: [],
    imports: [],
    functionTypes: [],
    importedFunctions: 0,
    functionNames: new Map(),
    exports: new Map(),
    bodies: [],
    data: [],
  };
  const reader = new ByteReader(module);
  // The magic number and the version.
  reader.bytes(8);
  while (!reader.atEnd) {
    const id = reader.u8();
    const section = reader.part(reader.u32());
    if (id === SECTION.custom) readNames(section, parts);
    else readSection(id, section, parts);
  }
  return parts;
}

function readSection(id: number, section: ByteReader, parts: ModuleParts): void {
  const types = (): string[] =>
    Array.from({ length: section.u32() }, () => valueType(section.u8()));
  const count = section.u32();
  for (let i = 0; i < count; i++)
    switch (id) {
      case SECTION.type:
        section.u8();
        parts.types.push({ params: types(), results: types() });
        break;
      case SECTION.import:
        parts.imports.push(importText(section, parts));
        break;
      case SECTION.function:
        parts.functionTypes.push(section.u32());
        break;
      case SECTION.export: {
        const name = section.name();
        section.u8();
        parts.exports.set(section.u32(), name);
        break;
      }
      case SECTION.code:
        parts.bodies.push(section.part(section.u32()));
        break;
      case SECTION.data: {
        section.u8();
        const bytes = section.u32();
        section.bytes(bytes);
        parts.data.push(bytes);
        break;
      }
      default:
        // Counts of other sections say nothing that the text has.
        return;
    }
}

function importText(section: ByteReader, parts: ModuleParts): string {
  const path = `"${section.name()}" "${section.name()}"`;
  if (section.u8() === EXTERNAL_MEMORY) {
    const shared = section.u8() === 3 ? ' shared' : '';
    return `(import ${path} (memory ${section.u32()} ${section.u32()}${shared}))`;
  }
  const type = section.u32();
  parts.functionTypes.push(type);
  parts.importedFunctions++;
  const { params = [], results = [] } = parts.types[type] ?? {};
  const signature = [
    params.length > 0 ? ` (param ${params.join(' ')})` : '',
    results.length > 0 ? ` (result ${results.join(' ')})` : '',
  ];
  return `(import ${path} (func${signature.join('')}))`;
}

/** The module's name is subsection 0 of the name section, those of its functions are subsection 1. */
function readNames(section: ByteReader, parts: ModuleParts): void {
  if (section.name() !== 'name') return;
  while (!section.atEnd) {
    const id = section.u8();
    const part = section.part(section.u32());
    if (id === 0) parts.name = part.name();
    if (id !== 1) continue;
    for (let left = part.u32(); left > 0; left--) parts.functionNames.set(part.u32(), part.name());
  }
}

function valueType(byte: number): string {
  const name = TYPE_NAMES.get(byte);
  if (name === undefined) throw new RangeError(`no value type has the byte ${byte}`);
  return name;
}

/** Gathers instructions in lines, a statement each. */
class Statements {
  readonly lines: string[] = [];
  depth = 2;
  #line = '';

  add(instruction: string): void {
    const indent = '  '.repeat(this.depth);
    if (this.#line !== '' && indent.length + this.#line.length + instruction.length >= WIDTH)
      this.end();
    this.#line += this.#line === '' ? instruction : ` ${instruction}`;
  }
  end(): void {
    if (this.#line !== '') this.lines.push('  '.repeat(this.depth) + this.#line);
    this.#line = '';
  }
}

/** Locals, then instructions up to the function's own end. */
function functionLines(parts: ModuleParts, code: ByteReader): string[] {
  const statements = new Statements();
  for (let runs = code.u32(); runs > 0; runs--) {
    const count = code.u32();
    const type = valueType(code.u8());
    statements.add(`(local ${new Array<string>(count).fill(type).join(' ')})`);
  }
  statements.end();
  while (!code.atEnd) {
    const first = code.u8();
    const opcode = first >= 0xfc ? (first << 16) | code.u32() : first;
    const instruction = INSTRUCTIONS.get(opcode);
    if (!instruction) throw new RangeError(`no instruction has the opcode ${opcode.toString(16)}`);
    if (instruction.name === 'end' && code.atEnd) break;
    addInstruction(statements, parts, code, instruction);
  }
  statements.end();
  return statements.lines;
}

function addInstruction(
  statements: Statements,
  parts: ModuleParts,
  code: ByteReader,
  { name, immediates, bytes }: Instruction,
): void {
  const opens = name === 'block' || name === 'loop' || name === 'if';
  if (name === 'end' || name === 'else') {
    statements.end();
    statements.depth--;
  }
  statements.add([name, ...immediateTexts(parts, code, immediates, bytes)].join(' '));
  if (opens || name === 'else' || name === 'end' || ENDS_STATEMENT.test(name)) statements.end();
  if (opens || name === 'else') statements.depth++;
}

/** Instructions that leave nothing on the stack, or do more than compute. */
const ENDS_STATEMENT =
  /^(local\.set|br|br_if|call|drop|return|unreachable|memory\..*|.*\.store\w*)$/;

/** Immediates of an instruction, as the text has them. */
function immediateTexts(
  parts: ModuleParts,
  code: ByteReader,
  immediates: Immediates,
  bytes: number,
): string[] {
  switch (immediates) {
    case 'none':
      return [];
    case 'lane':
      return [`${code.u8()}`];
    case 'memory':
      return memoryArgument(code, bytes);
    case 'memory-lane':
      return [...memoryArgument(code, bytes), `${code.u8()}`];
    case 'block':
    case 'loop':
    case 'if': {
      const type = code.u8();
      return type === EMPTY_BLOCK_TYPE ? [] : [`(result ${valueType(type)})`];
    }
    case 'call':
      return [functionName(parts, code.u32())];
    case 'br':
    case 'br_if':
    case 'local.get':
    case 'local.set':
    case 'local.tee':
      return [`${code.u32()}`];
    case 'i32.const':
      return [`${code.s32()}`];
    case 'i64.const':
      return [`${code.s64()}`];
    case 'f32.const':
      return [f32Text(code.fixed32())];
    case 'f64.const':
      return [f64Text(code.fixed64())];
    case 'memory.init': {
      const segment = code.u32();
      code.u8();
      return [`${segment}`];
    }
    case 'memory.copy':
      code.bytes(2);
      return [];
    case 'memory.fill':
      code.u8();
      return [];
    case 'v128.const':
      return [
        'i32x4',
        ...Array.from({ length: 4 }, () => `0x${code.fixed32().toString(16).padStart(8, '0')}`),
      ];
    case 'i8x16.shuffle':
      return [...code.bytes(16)].map(String);
  }
}

function memoryArgument(code: ByteReader, bytes: number): string[] {
  const alignment = 2 ** code.u32();
  const offset = code.u32();
  return [
    ...(offset === 0 ? [] : [`offset=${offset}`]),
    ...(alignment === bytes ? [] : [`align=${alignment}`]),
  ];
}

const floats = new DataView(new ArrayBuffer(8));

/** The shortest decimal that is the number again, or a NaN with its payload. */
function f32Text(bits: number): string {
  floats.setUint32(0, bits);
  const value = floats.getFloat32(0);
  if (Number.isNaN(value)) return nanText(bits >>> 31 === 1, BigInt(bits & 0x7fffff));
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Object.is(Math.fround(short), value)) return numberText(short);
  }
  return numberText(value);
}

function f64Text(bits: bigint): string {
  floats.setBigUint64(0, bits);
  const value = floats.getFloat64(0);
  return Number.isNaN(value)
    ? nanText(bits >> 63n === 1n, bits & ((1n << 52n) - 1n))
    : numberText(value);
}

const nanText = (negative: boolean, payload: bigint): string =>
  `${negative ? '-' : ''}nan:0x${payload.toString(16)}`;

function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return `${value}`;
}
