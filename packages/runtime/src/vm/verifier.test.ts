import assert from 'node:assert/strict';
import { FormatError, type ModuleDef, readModule, writeModule } from '@iree-workbench/format';
import { BytecodeModule, loadBytecodeModule } from './bytecode-module.ts';
import { collatzModule } from './collatz.test-data.ts';
import { VmContext } from './context.ts';
import { StatusError } from './status.ts';
import { allFeatures, assemble, importFunction, type ModuleSource } from './test-assembler.ts';

/** Loads a module with one function and changes to its descriptor. */
function load(
  lines: string,
  change: Partial<ModuleDef['functionDescriptors'][number]> = {},
  source: Partial<ModuleSource> & { cconv?: string } = {},
): BytecodeModule {
  const def = assemble({
    ...source,
    functions: [{ name: 'f', cconv: source.cconv ?? '0v_v', lines }],
  });
  return new BytecodeModule({
    ...def,
    functionDescriptors: def.functionDescriptors.map((entry) => ({ ...entry, ...change })),
  });
}

describe('the verifier', () => {
  const rejects = (message: RegExp, body: () => unknown): void => {
    assert.throws(body, (error) => {
      assert.ok(error instanceof FormatError, String(error));
      assert.match(error.message, message);
      return true;
    });
  };

  it('accepts what is in order', () => {
    assert.doesNotThrow(() => load('AddI32 i0 i1 i2\nReturn []'));
  });

  it('holds registers to their bank, alignment and count', () => {
    rejects(/i32 register required but ref register 32768 provided; at test\.f\+00000001/, () =>
      load('AddI32 r0 i1 i2\nReturn []'),
    );
    rejects(/ref register required but non-ref 0 provided/, () =>
      load('ConstRefZero i0\nReturn []'),
    );
    rejects(/i64 register ordinal 1 not 8-byte aligned/, () => load('AddI64 i1 i2 i4\nReturn []'));
    rejects(/i32 register ordinal 9 out of range 4/, () =>
      load('ConstI32Zero i9\nReturn []', { i32RegisterCount: 3 }),
    );
    rejects(/i64 register ordinal 4:5 out of range 4/, () =>
      load('ConstI64Zero i4\nReturn []', { i32RegisterCount: 4 }),
    );
    rejects(/ref register ordinal 4 out of range 4/, () =>
      load('ConstRefZero r4\nReturn []', { refRegisterCount: 4 }),
    );
    rejects(/insufficient register storage/, () =>
      load('Return []', { i32RegisterCount: 1 }, { cconv: '0iI_v' }),
    );
  });

  it('holds branches to blocks', () => {
    rejects(/found 1 blocks/, () => load('Return []', { blockCount: 2 }));
    rejects(/missing terminator/, () => load('ConstI32Zero i0'));
    rejects(/op is a block while still in a block/, () => load('^a:\n^b:\nReturn []'));
    rejects(/op is not in a block/, () => load('Return []\nReturn []'));
    rejects(/branch copies register 0 to 32768 of the other bank/, () =>
      load('^a:\nBranch ^b(i0->r0)\n^b:\nReturn []'),
    );
    const def = assemble({
      functions: [{ name: 'f', cconv: '0v_v', lines: '^a:\nBranch ^b\n^b:\nReturn []' }],
    });
    const bytecodeData = def.bytecodeData.slice();
    bytecodeData[2]! += 1;
    rejects(
      /block at pc 0000000\w not defined in bytecode/,
      () => new BytecodeModule({ ...def, bytecodeData }),
    );
  });

  it('holds ordinals to their tables', () => {
    rejects(/rodata ref ordinal out of range: 1/, () => load('ConstRefRodata &1 r0\nReturn []'));
    rejects(/global byte_offset out of range: 4 \(rwdata=4\)/, () =>
      load('GlobalLoadI32 &4 i0\nReturn []', {}, { globalBytes: 4 }),
    );
    rejects(/global ref ordinal out of range: 0/, () =>
      load('GlobalLoadRef &0 !vm.buffer r0\nReturn []'),
    );
    const def = assemble({
      functions: [{ name: 'f', cconv: '0v_v', lines: 'ListAlloc :i32 i0 r0\nReturn []' }],
    });
    rejects(/type id ordinal out of range: 0/, () => new BytecodeModule({ ...def, types: [] }));
    const call = assemble({
      imports: [importFunction('a.b', '0v_v')],
      functions: [{ name: 'f', cconv: '0v_v', lines: 'Call @a.b [] []\nReturn []' }],
    });
    rejects(
      /import ordinal 0 out of range 0/,
      () => new BytecodeModule({ ...call, importedFunctions: [] }),
    );
  });

  it('holds calls and returns to calling conventions', () => {
    rejects(/register list has 0 entries where the calling convention has 1/, () =>
      load('Return []', {}, { cconv: '0v_i' }),
    );
    rejects(/ref register required but non-ref/, () => load('Return [i0]', {}, { cconv: '0v_r' }));
    rejects(/register list has 1 entries where the calling convention has 0/, () =>
      load('Call @f [i0] []\nReturn []'),
    );
    const imports = [importFunction('a.v', '0iCrD_v')];
    rejects(/function is variadic but no segment size list/, () =>
      load('Call @a.v [i0] []\nReturn []', {}, { imports }),
    );
    rejects(/register list underflow/, () =>
      load('CallVariadic @a.v {65535 3} [i0 r0] []\nReturn []', {}, { imports }),
    );
    rejects(/segment size list underflow/, () =>
      load('CallVariadic @a.v {65535} [i0] []\nReturn []', {}, { imports }),
    );
    rejects(/variadic calls only supported/, () => load('CallVariadic @f {} [] []\nReturn []'));
    rejects(/internal functions cannot accept variadic arguments/, () =>
      load('Return []', {}, { cconv: '0CiD_v' }),
    );
  });

  it('holds features and versions', () => {
    rejects(/vm\.add\.f32 needs a feature the function does not declare/, () =>
      load('AddF32 i0 i1 i2\nReturn []', { requirements: 0 }),
    );
    assert.doesNotThrow(() => load('AddF32 i0 i1 i2\nReturn []', { requirements: allFeatures }));
    rejects(/required features \[YIELD\] of function 'f' are not available/, () =>
      load('Return []', { requirements: 4 }),
    );
    const def = assemble({ functions: [] });
    rejects(
      /runtime supports 15\.0, module has 17\.0/,
      () => new BytecodeModule({ ...def, bytecodeVersion: { major: 17, minor: 0 } }),
    );
  });

  it('does not let functions share bytecode without end', () => {
    const def = assemble({
      functions: [
        { name: 'f', cconv: '0v_v', lines: `${'ConstI32Zero i0\n'.repeat(2000)}Return []` },
      ],
    });
    const times = 2000;
    rejects(
      /share more bytecode than is reasonable/,
      () =>
        new BytecodeModule({
          ...def,
          functionSignatures: new Array(times).fill(def.functionSignatures[0]),
          functionDescriptors: new Array(times).fill(def.functionDescriptors[0]),
        }),
    );
  });
});

/** A small generator with a seed, so that a failing run can be repeated. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
}

/** Loads and runs a damaged module; anything but an orderly refusal, failure or result throws. */
function loadAndRun(bytes: Uint8Array, what: string): 'refused' | 'failed' | 'finished' {
  let polls = 0;
  const options = { cancellation: { isCancelled: () => ++polls > 20 } };
  try {
    const context = VmContext.createSync([loadBytecodeModule(bytes)], options);
    let outcome: 'failed' | 'finished' = 'finished';
    for (const fn of context.exports) {
      const args = fn.cconv.arguments.map((argument) => {
        if (argument.kind === 'span') return 0;
        return argument.type === 'I' ? 27n : argument.type === 'r' ? null : 27;
      });
      try {
        context.invokeSync(fn, args, options);
      } catch (error) {
        assert.ok(error instanceof StatusError, `${what}: ${(error as Error).stack}`);
        assert.ok(error.format().length < 100_000, what);
        outcome = 'failed';
      }
    }
    return outcome;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    assert.ok(
      error instanceof FormatError || error instanceof StatusError,
      `${what}: ${(error as Error).stack}`,
    );
    return 'refused';
  }
}

describe('hostile modules', function () {
  this.timeout(60_000);

  it('with any one byte changed are refused, fail or finish', () => {
    const seed = 20230323;
    const next = random(seed);
    const original = collatzModule();
    const count = { refused: 0, failed: 0, finished: 0 };
    for (let at = 0; at < original.length; ++at) {
      for (const flip of [1 << Math.floor(next() * 8), 1 + Math.floor(next() * 255)]) {
        const damaged = original.slice();
        damaged[at]! ^= flip;
        ++count[loadAndRun(damaged, `seed ${seed}, byte ${at} ^ ${flip}`)];
      }
    }
    console.log(`      seed ${seed}: ${JSON.stringify(count)}`);
    assert.ok(count.refused > 500);
    assert.ok(count.finished > 100);
  });

  it('with garbage for bytecode are refused, fail or finish', () => {
    const seed = 7;
    const next = random(seed);
    const def = readModule(collatzModule());
    const { bytecodeData: _, debugDatabase: __, ...rest } = def;
    const count = { refused: 0, failed: 0, finished: 0 };
    for (let round = 0; round < 3000; ++round) {
      const bytecodeData = def.bytecodeData.slice();
      const hits = 1 + Math.floor(next() * 6);
      for (let i = 0; i < hits; ++i) {
        bytecodeData[Math.floor(next() * bytecodeData.length)] = Math.floor(next() * 256);
      }
      const bytes = writeModule({ ...rest, bytecodeData }, { polyglotZip: false });
      ++count[loadAndRun(bytes, `seed ${seed}, round ${round}`)];
    }
    console.log(`      seed ${seed}: ${JSON.stringify(count)}`);
    assert.ok(count.refused > 1000);
  });

  it('cut short anywhere are refused', () => {
    const original = writeModule(readModule(collatzModule()), { polyglotZip: false });
    // Behind the FlatBuffer there is only padding here.
    const end = 4 + new DataView(original.buffer).getUint32(0, true);
    for (let length = 0; length < end; ++length) {
      assert.equal(loadAndRun(original.subarray(0, length), `length ${length}`), 'refused');
    }
  });
});
