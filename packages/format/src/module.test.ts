import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FunctionEncoder } from './bytecode.ts';
import { argumentRegisters } from './calling-convention.ts';
import { FormatError } from './format-error.ts';
import { emptyModule, type ModuleDef } from './module.ts';
import { readModule } from './module-reader.ts';
import { writeModule } from './module-writer.ts';
import { instructionNamed } from './opcodes.ts';

function sampleModule(): ModuleDef {
  const encoder = new FunctionEncoder();
  encoder.beginBlock(0);
  encoder.emit(instructionNamed('Return'), [[]]);
  const { bytes, length, blockCount } = encoder.finish();
  return {
    ...emptyModule('sample'),
    version: 3,
    requirements: 1,
    attrs: [{ key: 'producer', value: 'test' }],
    types: ['i32', '!hal.buffer_view', '!vm.list<i32>'],
    dependencies: [
      { name: 'hal', minimumVersion: 0, optional: false },
      { name: 'check', minimumVersion: 2, optional: true },
    ],
    importedFunctions: [
      {
        fullName: 'hal.buffer.length',
        signature: { cconv: '0r_I', attrs: [{ key: 'nosideeffects', value: '' }] },
        optional: false,
      },
      {
        fullName: 'check.expect_true',
        signature: { cconv: '0i_v', attrs: [] },
        optional: true,
      },
    ],
    exportedFunctions: [{ localName: 'main', ordinal: 0 }],
    functionSignatures: [
      { cconv: '0v_v', attrs: [{ key: 'iree.abi.declaration', value: 'sync func @main()' }] },
    ],
    rodataSegments: [
      { bytes: Uint8Array.of(1, 2, 3) },
      { bytes: new Uint8Array(5000).fill(7), alignment: 64, name: 'weights' },
      { bytes: Uint8Array.of(9), mimeType: 'application/wasm', name: 'kernel' },
      { bytes: new Uint8Array(0) },
    ],
    rwdataSegments: [128],
    globalBytesCapacity: 24,
    globalRefCount: 2,
    functionDescriptors: [
      {
        bytecodeOffset: 0,
        bytecodeLength: length,
        requirements: 1,
        blockCount,
        i32RegisterCount: 1,
        refRegisterCount: 0,
      },
    ],
    bytecodeData: bytes,
    debugDatabase: {
      locations: [
        { kind: 'file', filename: 'a.mlir', line: 3, column: 5 },
        { kind: 'file', filename: 'a.mlir', line: 0, column: 0 },
        { kind: 'callsite', callee: 0, caller: 1 },
        { kind: 'name', name: 'loop', child: 0 },
        { kind: 'name', name: 'alone' },
        { kind: 'fused', metadata: '"m"', locations: [0, 1] },
        { kind: 'unknown' },
      ],
      functions: [{ localName: 'main', locations: [{ bytecodeOffset: 1, location: 2 }] }],
    },
  };
}

/** A module without what is known of its data before writing, or after reading, only. */
function withPlainData(module: ModuleDef): ModuleDef {
  return {
    ...module,
    rodataSegments: module.rodataSegments.map((segment) => ({ bytes: segment.bytes })),
  };
}

describe('module file', () => {
  for (const polyglotZip of [true, false]) {
    it(`is read as it was written, ${polyglotZip ? 'as a zip archive' : 'plain'}`, () => {
      const module = sampleModule();
      const bytes = writeModule(module, { polyglotZip });
      const read = readModule(bytes);
      assert.deepEqual(withPlainData(read), withPlainData(module));
      // Small data without a type is inside; in an archive, each file outside has a header before it.
      const [weights, kernel] = polyglotZip ? [128, 5200] : [0, 5008];
      assert.deepEqual(
        read.rodataSegments.map((segment) => segment.externalOffset),
        [undefined, weights, kernel, undefined],
      );
      assert.deepEqual(writeModule(sampleModule(), { polyglotZip }), bytes);
    });
  }

  it('places the FlatBuffer at 0x40 of the archive and data files aligned', () => {
    const bytes = writeModule(sampleModule());
    assert.equal(new TextDecoder().decode(bytes.subarray(0x48, 0x4c)), 'IREE');
    const weights = readModule(bytes).rodataSegments[1]!.bytes;
    assert.equal(weights.byteOffset % 64, 0);
    const small = readModule(bytes).rodataSegments[0]!.bytes;
    assert.equal(small.byteOffset % 16, 0);
  });

  it('is an archive zip tools accept', function () {
    const directory = mkdtempSync(join(tmpdir(), 'iwb-module-'));
    try {
      const file = join(directory, 'sample.vmfb');
      writeFileSync(file, writeModule(sampleModule()));
      let listing: string;
      try {
        listing = execFileSync('python3', ['-m', 'zipfile', '-t', file], { encoding: 'utf8' });
        listing += execFileSync('python3', ['-m', 'zipfile', '-l', file], { encoding: 'utf8' });
      } catch (error) {
        if ((error as { code?: unknown }).code === 'ENOENT') this.skip();
        throw error;
      }
      assert.doesNotMatch(listing, /failed/i);
      assert.match(listing, /module\.fb\s+1980-01-01/);
      assert.match(listing, /weights\.bin\s.*\s5000/);
      assert.match(listing, /kernel\.wasm/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('rejects what is not a module, in words', () => {
    assert.throws(() => readModule(new Uint8Array(3)), /less than 16 bytes \(3 total\)/);
    assert.throws(() => readModule(new Uint8Array(64)), FormatError);
    const bytes = writeModule(sampleModule(), { polyglotZip: false });
    const other = bytes.slice();
    other.set(new TextEncoder().encode('WGSL'), 8);
    assert.throws(() => readModule(other), /file identifier is not 'IREE'/);
    assert.throws(() => readModule(bytes.subarray(0, 40)), /length prefix out of bounds/);
  });

  it('checks tables against each other', () => {
    const module = sampleModule();
    const read =
      (change: Partial<ModuleDef>): (() => ModuleDef) =>
      () =>
        readModule(writeModule({ ...module, ...change }));
    assert.throws(read({ functionSignatures: [] }), /table length mismatch \(0 vs 1\)/);
    assert.throws(
      read({ exportedFunctions: [{ localName: 'f', ordinal: 1 }] }),
      /internal_ordinal out of bounds \(0 < 1 < 1\)/,
    );
    const descriptor = module.functionDescriptors[0]!;
    const withDescriptor = (change: Partial<typeof descriptor>) =>
      read({ functionDescriptors: [{ ...descriptor, ...change }] });
    assert.throws(withDescriptor({ blockCount: 0 }), /block count is 0/);
    assert.throws(withDescriptor({ bytecodeLength: 4096 }), /span out of range/);
    assert.throws(withDescriptor({ i32RegisterCount: -1 }), /register count out of range/);
    assert.throws(read({ globalBytesCapacity: 1 << 30 }), /global_bytes_capacity/);
  });

  it('survives any damaged byte with a FormatError or another module', () => {
    for (const polyglotZip of [true, false]) {
      const bytes = writeModule(sampleModule(), { polyglotZip });
      let rejected = 0;
      for (let at = 0; at < bytes.length; ++at) {
        // Data and the directory behind it cannot break reading.
        if (at > 1600 && at % 97 !== 0) continue;
        for (const flip of [0x01, 0x40, 0xff]) {
          const damaged = bytes.slice();
          damaged[at]! ^= flip;
          try {
            readModule(damaged);
          } catch (error) {
            assert.ok(error instanceof FormatError, `byte ${at} ^ ${flip}: ${error}`);
            ++rejected;
          }
        }
      }
      assert.ok(rejected > 500, `${rejected} rejected`);
    }
  });
});

describe('argument registers', () => {
  it('are the lowest free ones, even for 64-bit values', () => {
    const place = (types: string): string =>
      argumentRegisters([...types] as never[])
        .map((argument) => argument.register)
        .join(' ');
    assert.equal(place('iii'), '0 1 2');
    assert.equal(place('iIi'), '0 2 1');
    assert.equal(place('IiFf'), '0 2 4 3');
    assert.equal(place('rirI'), '0 0 1 2');
  });
});
