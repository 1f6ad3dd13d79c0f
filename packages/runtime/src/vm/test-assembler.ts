/**
 * An assembler for tests: modules written as lines of text over the opcode table, so that a test
 * shows the very instructions it is about.
 *
 * A function is lines. `^name:` starts a block, any other line is upstream's instruction name and
 * its operands in the table's order: `i3` a register of the i32 bank (64-bit values name the even
 * one), `r2` a ref register, `r2!` its last use; `[i0 r1]` a list; `7`, `-1`, `7n`, `1.5f`, `1.5d`
 * constants (i32, i64, f32, f64); `"text"` a string; `@f` a function or import by name; `!type` or
 * `:i32` a type; `&0` a global or read-only data; `{65535 2}` segment sizes; `^name(i0->i1 r0!->r1)`
 * a branch.
 */
import {
  type AttrDef,
  emptyModule,
  FeatureBits,
  FunctionEncoder,
  type ImportFunctionDef,
  importOrdinalBit,
  instructionNamed,
  type ModuleDef,
  type OperandEncoding,
  type OperandValue,
  Register,
  requiredFeature,
} from '@iree-workbench/format';

/** A function to assemble. */
export interface FunctionSource {
  readonly name: string;
  readonly cconv: string;
  readonly lines: string;
  readonly attrs?: readonly AttrDef[];
  /** Exported unless false. */
  readonly exported?: boolean;
}

/** A module to assemble. */
export interface ModuleSource {
  readonly name?: string;
  readonly functions: readonly FunctionSource[];
  readonly imports?: readonly ImportFunctionDef[];
  readonly rodata?: readonly Uint8Array[];
  readonly globalBytes?: number;
  readonly globalRefs?: number;
  readonly extra?: Partial<ModuleDef>;
}

/** Declares an import for {@link ModuleSource.imports}. */
export function importFunction(
  fullName: string,
  cconv: string,
  optional = false,
): ImportFunctionDef {
  return { fullName, signature: { cconv, attrs: [] }, optional };
}

const floatBits = new DataView(new ArrayBuffer(8));

/** Assembles a module. */
export function assemble(source: ModuleSource): ModuleDef {
  const types: string[] = [];
  const functions = source.functions.map((fn) => assembleFunction(fn, source, types));
  const bytecode: number[] = [];
  const descriptors = functions.map((fn) => {
    const bytecodeOffset = bytecode.length;
    bytecode.push(...fn.bytes);
    return { bytecodeOffset, ...fn.descriptor };
  });
  return {
    ...emptyModule(source.name ?? 'test'),
    requirements: functions.reduce((bits, fn) => bits | fn.descriptor.requirements, 0),
    types,
    importedFunctions: source.imports ?? [],
    exportedFunctions: source.functions
      .map((fn, ordinal) => ({ localName: fn.name, ordinal, exported: fn.exported ?? true }))
      .filter((entry) => entry.exported)
      .map(({ localName, ordinal }) => ({ localName, ordinal })),
    functionSignatures: source.functions.map(({ cconv, attrs = [] }) => ({ cconv, attrs })),
    rodataSegments: (source.rodata ?? []).map((bytes) => ({ bytes })),
    globalBytesCapacity: source.globalBytes ?? 0,
    globalRefCount: source.globalRefs ?? 0,
    functionDescriptors: descriptors,
    bytecodeData: Uint8Array.from(bytecode),
    ...source.extra,
  };
}

function assembleFunction(fn: FunctionSource, source: ModuleSource, types: string[]) {
  const encoder = new FunctionEncoder();
  const labels = new Map<string, number>();
  const labelOf = (name: string): number => {
    const known = labels.get(name);
    if (known !== undefined) return known;
    labels.set(name, labels.size);
    return labels.size - 1;
  };
  let requirements = 0;
  let highestI32 = -1;
  let highestRef = -1;
  const register = (text: string): number => {
    const match = /^([ir])(\d+)(!?)$/.exec(text);
    if (!match) throw new TypeError(`'${text}' is not a register (in ${fn.name})`);
    const ordinal = Number(match[2]);
    if (match[1] === 'i') {
      // A 64-bit value takes the next register too; one more does no harm to the others.
      highestI32 = Math.max(highestI32, ordinal | 1);
      return ordinal;
    }
    highestRef = Math.max(highestRef, ordinal);
    return Register.refTypeBit | (match[3] === '!' ? Register.refMoveBit : 0) | ordinal;
  };
  const operand = (encoding: OperandEncoding, text: string): OperandValue => {
    switch (encoding.kind) {
      case 'operand':
      case 'result':
        return register(text);
      case 'operands':
      case 'results':
        return words(text.slice(1, -1)).map(register);
      case 'segments':
        return words(text.slice(1, -1)).map(Number);
      case 'attribute':
        return attribute(encoding.type, text);
      case 'global':
      case 'rodata':
        return Number(text.slice(1));
      case 'type': {
        const name = text.startsWith(':') ? text.slice(1) : text;
        if (!types.includes(name)) types.push(name);
        return types.indexOf(name);
      }
      case 'function': {
        const name = text.slice(1);
        const imported = (source.imports ?? []).findIndex((entry) => entry.fullName === name);
        if (imported >= 0) return importOrdinalBit + imported;
        return source.functions.findIndex((candidate) => candidate.name === name);
      }
      case 'string':
        return JSON.parse(text) as string;
      case 'branch': {
        const match = /^\^(\w+)(?:\((.*)\))?$/.exec(text);
        if (!match) throw new TypeError(`'${text}' is not a branch (in ${fn.name})`);
        const remap = words(match[2] ?? '').flatMap((pair) => pair.split('->').map(register));
        return { target: labelOf(match[1]!), remap };
      }
    }
  };

  let blocks = 0;
  for (const raw of fn.lines.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const label = /^\^(\w+):$/.exec(line);
    if (label) {
      encoder.beginBlock(labelOf(label[1]!));
      ++blocks;
      continue;
    }
    // A function of one block need not name it.
    if (blocks === 0) {
      encoder.beginBlock(labelOf('entry'));
      ++blocks;
    }
    const [name, ...texts] = tokens(line);
    const instruction = instructionNamed(name!);
    requirements |= requiredFeature(instruction);
    if (texts.length !== instruction.operands.length) {
      throw new TypeError(`${line}: ${instruction.operands.length} operands expected`);
    }
    encoder.emit(
      instruction,
      instruction.operands.map((encoding, index) => operand(encoding, texts[index]!)),
    );
  }
  const { bytes, length, blockCount } = encoder.finish();
  return {
    bytes,
    descriptor: {
      bytecodeLength: length,
      requirements,
      blockCount,
      i32RegisterCount: highestI32 + 1,
      refRegisterCount: highestRef + 1,
    },
  };
}

function attribute(type: 'i32' | 'i64' | 'f32' | 'f64', text: string): number | bigint {
  switch (type) {
    case 'i32':
      return Number(text) >>> 0;
    case 'i64':
      return BigInt(text.replace('n', ''));
    case 'f32':
      floatBits.setFloat32(0, Number(text.replace('f', '')));
      return floatBits.getUint32(0);
    case 'f64':
      floatBits.setFloat64(0, Number(text.replace('d', '')));
      return floatBits.getBigUint64(0);
  }
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Splits a line at spaces outside of brackets and quotes. */
function tokens(line: string): string[] {
  return line.match(/"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^}]*\}|\^\w+\([^)]*\)|\S+/g) ?? [];
}

/** Every feature this VM has, for functions whose requirements a test sets by hand. */
export const allFeatures = FeatureBits.EXT_F32 | FeatureBits.EXT_F64;
