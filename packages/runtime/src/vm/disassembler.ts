/**
 * A module as text: its tables, then every function with one instruction a line. Made for reading;
 * nothing parses it.
 */
import {
  type BranchValue,
  decodeInstruction,
  importOrdinalBit,
  type ModuleDef,
  type OperandEncoding,
  type OperandValue,
  Register,
} from '@iree-workbench/format';
import { locationAt } from './debug-locations.ts';

/** Prints a module. Works on any module readModule accepts, verified or not. */
export function disassemble(module: ModuleDef): string {
  const lines: string[] = [];
  const { major, minor } = module.bytecodeVersion;
  lines.push(`module @${module.name} version ${module.version} bytecode ${major}.${minor}`);
  module.types.forEach((type, index) => {
    lines.push(`type [${index}] ${type}`);
  });
  for (const dependency of module.dependencies) {
    const optional = dependency.optional ? ' optional' : '';
    lines.push(`depends ${dependency.name} >= ${dependency.minimumVersion}${optional}`);
  }
  module.importedFunctions.forEach((entry, index) => {
    const optional = entry.optional ? ' optional' : '';
    lines.push(`import [${index}] @${entry.fullName} ${entry.signature.cconv}${optional}`);
  });
  for (const entry of module.exportedFunctions) {
    lines.push(`export @${entry.localName} = [${entry.ordinal}]`);
  }
  module.rodataSegments.forEach((segment, index) => {
    lines.push(`rodata [${index}] ${segment.bytes.length} bytes`);
  });
  if (module.globalBytesCapacity || module.globalRefCount) {
    lines.push(`globals ${module.globalBytesCapacity} bytes, ${module.globalRefCount} refs`);
  }
  module.functionDescriptors.forEach((_, ordinal) => {
    lines.push('', ...disassembleFunction(module, ordinal));
  });
  return `${lines.join('\n')}\n`;
}

/** The name of a function in the debug database, an export, or its ordinal. */
function functionName(module: ModuleDef, ordinal: number): string {
  return (
    module.debugDatabase?.functions[ordinal]?.localName ||
    module.exportedFunctions.find((entry) => entry.ordinal === ordinal)?.localName ||
    `${ordinal}`
  );
}

/** Prints one function of a module, lines without a final newline. */
export function disassembleFunction(module: ModuleDef, ordinal: number): string[] {
  const descriptor = module.functionDescriptors[ordinal]!;
  const { cconv } = module.functionSignatures[ordinal]!;
  const lines = [
    `func [${ordinal}] @${functionName(module, ordinal)} ${cconv} ` +
      `i32 ${descriptor.i32RegisterCount} ref ${descriptor.refRegisterCount} {`,
  ];
  const { bytecodeData } = module;
  const code = new DataView(
    bytecodeData.buffer,
    bytecodeData.byteOffset + descriptor.bytecodeOffset,
    descriptor.bytecodeLength,
  );
  let pc = 0;
  while (pc < code.byteLength) {
    const { instruction, operands, next } = decodeInstruction(code, pc);
    if (instruction.name === 'Block') {
      lines.push(`^${hex(pc)}:`);
    } else {
      const results: string[] = [];
      const rest: string[] = [];
      instruction.operands.forEach((encoding, index) => {
        const text = formatOperand(module, encoding, operands[index]!);
        const isResult = encoding.kind === 'result' || encoding.kind === 'results';
        if (text !== '') (isResult ? results : rest).push(text);
      });
      const left = results.length > 0 ? `${results.join(', ')} = ` : '';
      const right = rest.length > 0 ? ` ${rest.join(', ')}` : '';
      const location =
        module.debugDatabase && locationAt(module.debugDatabase, ordinal, pc)?.split('\n')[0];
      const comment = location ? `  // ${location}` : '';
      lines.push(`  [${hex(pc)}] ${left}${instruction.operation}${right}${comment}`);
    }
    pc = next;
  }
  lines.push('}');
  return lines;
}

function formatOperand(module: ModuleDef, encoding: OperandEncoding, value: OperandValue): string {
  switch (encoding.kind) {
    case 'operand':
    case 'result':
      return formatRegister(value as number, encoding.type === 'i64' || encoding.type === 'f64');
    case 'operands':
    case 'results':
      return (value as readonly number[])
        .map((register) => formatRegister(register, false))
        .join(', ');
    case 'segments':
      return `{${(value as readonly number[])
        .map((size) => (size === 0xffff ? '-' : size))
        .join(', ')}}`;
    case 'attribute':
      return formatConstant(encoding.type, value as number | bigint);
    case 'global':
      return encoding.size === 'ref' ? `@ref[${value as number}]` : `@byte[${value as number}]`;
    case 'rodata':
      return `@rodata[${value as number}]`;
    case 'type':
      return module.types[value as number] ?? `type[${value as number}]`;
    case 'function': {
      const ordinal = value as number;
      if (ordinal < importOrdinalBit) return `@${functionName(module, ordinal)}`;
      const index = ordinal - importOrdinalBit;
      return `@${module.importedFunctions[index]?.fullName ?? `import[${index}]`}`;
    }
    case 'string':
      return JSON.stringify(value);
    case 'branch': {
      const { target, remap } = value as BranchValue;
      const copies: string[] = [];
      for (let i = 0; i < remap.length; i += 2) {
        copies.push(`${formatRegister(remap[i]!, false)}->${formatRegister(remap[i + 1]!, false)}`);
      }
      return copies.length > 0 ? `^${hex(target)}(${copies.join(', ')})` : `^${hex(target)}`;
    }
  }
}

/** Registers as upstream prints them: `%i3`, `%i4:5`, `%r2`, `%R2` at its last use. */
function formatRegister(value: number, wide: boolean): string {
  if ((value & Register.refTypeBit) !== 0) {
    const letter = (value & Register.refMoveBit) !== 0 ? 'R' : 'r';
    return `%${letter}${value & Register.refMask}`;
  }
  return wide ? `%i${value}:${value + 1}` : `%i${value}`;
}

function formatConstant(type: 'i32' | 'i64' | 'f32' | 'f64', value: number | bigint): string {
  const bits = new DataView(new ArrayBuffer(8));
  switch (type) {
    case 'i32':
    case 'i64':
      return `${value}`;
    case 'f32':
      bits.setUint32(0, Number(value));
      return `${bits.getFloat32(0)}`;
    case 'f64':
      bits.setBigUint64(0, BigInt(value));
      return `${bits.getFloat64(0)}`;
  }
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}
