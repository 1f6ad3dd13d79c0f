import assert from 'node:assert/strict';
import {
  type BranchValue,
  decodeInstruction,
  FunctionEncoder,
  type OperandValue,
} from './bytecode.ts';
import { FormatError } from './format-error.ts';
import {
  findInstruction,
  type Instruction,
  instructionForOperation,
  instructionNamed,
  instructions,
  type OperandEncoding,
} from './opcodes.ts';

/** A value that fits the operand, different for each position. */
function sample(encoding: OperandEncoding, index: number): OperandValue {
  switch (encoding.kind) {
    case 'operand':
    case 'result':
      return encoding.type === 'ref' ? 0x8000 | index : index * 2;
    case 'operands':
    case 'results':
      return [index, 0x8001, 7];
    case 'segments':
      return [0xffff, 2];
    case 'attribute':
      return encoding.type === 'i64' || encoding.type === 'f64' ? 0x123456789abcn : 0x01020304;
    case 'global':
    case 'rodata':
    case 'type':
      return 8 * index;
    case 'function':
      return 0x80000003;
    case 'string':
      return `text ${index}é`;
    case 'branch':
      return { target: 0, remap: [1, 2, 0x8001, 0x8002] };
  }
}

function encode(instruction: Instruction, operands: readonly OperandValue[]): DataView {
  const encoder = new FunctionEncoder();
  encoder.beginBlock(0);
  encoder.emit(instruction, operands);
  const { bytes, length } = encoder.finish();
  return new DataView(bytes.buffer, 0, length);
}

describe('opcode table', () => {
  it('has the instructions of bytecode 15.0', () => {
    const count = (table: string): number => instructions.filter((i) => i.table === table).length;
    // The core table's other two entries are the prefixes.
    assert.equal(count('core') + 2, 132);
    assert.equal(count('f32'), 57);
    assert.equal(count('f64'), 63);
  });

  it('gives every opcode, name and operation once', () => {
    assert.equal(
      new Set(instructions.map((i) => `${i.table} ${i.opcode}`)).size,
      instructions.length,
    );
    assert.equal(new Set(instructions.map((i) => i.name)).size, instructions.length);
    assert.equal(new Set(instructions.map((i) => i.operation)).size, instructions.length);
    assert.equal(findInstruction('core', 0x22)?.name, 'AddI32');
    assert.equal(instructionForOperation('vm.add.i32')?.opcode, 0x22);
    assert.equal(findInstruction('core', 0x82), undefined);
  });

  it('knows the terminators', () => {
    assert.deepEqual(
      instructions.filter((i) => i.terminator).map((i) => i.operation),
      ['vm.br', 'vm.cond_br', 'vm.return', 'vm.fail', 'vm.yield', 'vm.cond_break', 'vm.break'],
    );
  });
});

describe('instruction encoding', () => {
  for (const instruction of instructions) {
    it(`${instruction.name} is decoded as it was encoded`, () => {
      const operands = instruction.operands.map(sample);
      const code = encode(instruction, operands);
      const decoded = decodeInstruction(code, 1);
      assert.equal(decoded.instruction, instruction);
      assert.deepEqual(decoded.operands, operands);
      assert.equal(decoded.next, code.byteLength);
      for (let end = 2; end < code.byteLength; ++end) {
        const cut = new DataView(code.buffer, 0, end);
        assert.throws(() => decodeInstruction(cut, 1), FormatError, `${end} bytes`);
      }
    });
  }

  it('writes the bytes of a function that adds its arguments', () => {
    const encoder = new FunctionEncoder();
    encoder.beginBlock(0);
    encoder.emit(instructionNamed('AddI32'), [0, 1, 0]);
    encoder.emit(instructionNamed('Return'), [[0]]);
    const { bytes, length, blockCount } = encoder.finish();
    assert.equal(length, 14);
    assert.equal(blockCount, 1);
    assert.deepEqual([...bytes], [0x79, 0x22, 0, 0, 1, 0, 0, 0, 0x5a, 0, 1, 0, 0, 0, 0, 0]);
  });

  it('resolves branches forward and backward', () => {
    const encoder = new FunctionEncoder();
    encoder.beginBlock(10);
    encoder.emit(instructionNamed('Branch'), [{ target: 20, remap: [] }]);
    const second = encoder.offset;
    encoder.beginBlock(20);
    encoder.emit(instructionNamed('Branch'), [{ target: 10, remap: [] }]);
    const code = new DataView(encoder.finish().bytes.buffer);
    const target = (pc: number): number =>
      (decodeInstruction(code, pc).operands[0] as BranchValue).target;
    assert.equal(target(1), second);
    assert.equal(target(second + 1), 0);
  });

  it('writes functions of any length', () => {
    const encoder = new FunctionEncoder();
    encoder.beginBlock(0);
    for (let i = 0; i < 1000; ++i) encoder.emit(instructionNamed('ConstI64'), [BigInt(i), 0]);
    const code = new DataView(encoder.finish().bytes.buffer);
    assert.deepEqual(decodeInstruction(code, 1 + 11 * 999).operands, [999n, 0]);
  });

  it('refuses operands the table does not have', () => {
    const add = instructionNamed('AddI32');
    assert.throws(() => encode(add, [0, 1]), /takes 3 operands, not 2/);
    assert.throws(() => encode(add, [0, 1, 'x']), /operand 'result' is not a result/);
    assert.throws(
      () => encode(instructionNamed('Branch'), [{ target: 5, remap: [] }]),
      /block 5, which never begins/,
    );
  });

  it('names opcodes it does not know', () => {
    const code = new DataView(Uint8Array.of(0x82, 0, 0).buffer);
    assert.throws(() => decodeInstruction(code, 0), /unhandled opcode 82 at pc 00000000/);
  });
});
