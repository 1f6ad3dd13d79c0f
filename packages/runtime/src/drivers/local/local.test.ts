import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { writeWasmExecutable } from '@iree-workbench/format';
import type { CommandBuffer } from '../../hal/command-buffer.ts';
import {
  absKernel,
  incrementKernel,
  type Kernel,
  type PreparedKernel,
  prepareKernel,
} from '../../hal/cts/kernels.ts';
import { allocate, dispatch, readF32, readU32, run } from '../../hal/cts/recording.ts';
import { assembleKernels, elementAddress, wasm } from '../../hal/cts/wasm-assembler.ts';
import type { HalDevice } from '../../hal/device.ts';
import type { Semaphore } from '../../hal/semaphore.ts';
import { nodePlatform } from '../../platform.node.ts';
import type { Platform } from '../../platform.ts';
import { StatusError } from '../../vm/status.ts';
import { LocalDevice } from './device.ts';
import type { LocalExecutable } from './executable.ts';
import { blockAlignment, FreeList } from './free-list.ts';
import { createMathImports } from './math-imports.ts';
import { supportsRelaxedSimd, supportsSimd } from './simd-support.ts';
import { checkInstantiation, withUnsharedMemory } from './wasm-binary.ts';

async function onThreads(
  threads: number,
  body: (device: HalDevice) => Promise<void>,
  platform: Platform = nodePlatform(),
): Promise<void> {
  const device = new LocalDevice(platform, { threads });
  try {
    await body(device);
  } finally {
    await device.destroy();
  }
}

describe('free list', () => {
  it('aligns, reuses and merges', () => {
    const list = new FreeList(1);
    assert.equal(list.allocate(1), undefined);
    list.extend(1024);
    const [a, b, c] = [list.allocate(1)!, list.allocate(65)!, list.allocate(64)!];
    assert.deepEqual([a, b, c], [64, 128, 256]);
    assert.equal(list.used, 256);
    list.free(b);
    assert.equal(list.allocate(128), b);
    list.free(a);
    list.free(c);
    list.free(b);
    assert.equal(list.used, 0);
    assert.equal(list.allocate(1024 - blockAlignment), 64);
    assert.throws(() => list.free(63), /not allocated/);
  });

  it('never hands out a byte twice, whatever the order', () => {
    const list = new FreeList(64);
    list.extend(1 << 20);
    const live = new Map<number, number>();
    let seed = 1;
    const random = (limit: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % limit;
    };
    for (let i = 0; i < 5000; ++i) {
      if (live.size > 0 && random(2) === 0) {
        const address = [...live.keys()][random(live.size)]!;
        list.free(address);
        live.delete(address);
        continue;
      }
      const size = random(5000);
      const address = list.allocate(size);
      if (address === undefined) continue;
      for (const [other, otherSize] of live) {
        assert.ok(address + size <= other || other + otherSize <= address);
      }
      assert.equal(address % blockAlignment, 0);
      live.set(address, size);
    }
    for (const address of live.keys()) list.free(address);
    assert.equal(list.allocate((1 << 20) - 64), 64);
  });
});

describe('math imports', () => {
  const math = createMathImports();

  it('have the error function to double precision', () => {
    const known: readonly (readonly [number, number])[] = [
      [0, 0],
      [0.5, 0.5204998778130465],
      [1, 0.8427007929497149],
      [2.4, 0.9993114861033549],
      [2.6, 0.9997639655834707],
      [4, 0.9999999845827421],
      [10, 1],
    ];
    for (const [x, y] of known) {
      assert.ok(Math.abs(math.erf!(x) - y) < 1e-14, `erf(${x}) = ${math.erf!(x)}`);
      assert.ok(Math.abs(math.erf!(-x) + y) < 1e-14);
    }
    assert.ok(Number.isNaN(math.erf!(Number.NaN)));
  });

  it('have what WebAssembly lacks', () => {
    assert.equal(math.exp2!(10), 1024);
    assert.equal(math.rsqrt!(4), 0.5);
    assert.equal(math.rem!(-7, 3), -1);
    assert.equal(math.pow!(2, 0.5), Math.SQRT2);
  });
});

describe('local device', function () {
  this.timeout(30_000);

  it('finds the engine’s SIMD', () => {
    assert.equal(supportsSimd(), true);
    nodePlatform({ relaxedSimd: true });
    assert.equal(supportsRelaxedSimd(), true);
  });

  for (const threads of [1, 2, 3]) {
    it(`calls math functions from kernels on ${threads} threads`, async () => {
      const kernel: Kernel = {
        ...absKernel,
        wasm: assembleKernels(
          [
            [
              ...elementAddress(1),
              ...elementAddress(0),
              ...wasm.f32Load(),
              ...wasm.f64PromoteF32,
              ...wasm.callMath,
              ...wasm.f32DemoteF64,
              ...wasm.f32Store(),
            ],
          ],
          'exp2',
        ),
      };
      await onThreads(threads, async (device) => {
        const input = allocate(
          device,
          Float32Array.from({ length: 100 }, (_, i) => i % 10),
        );
        const output = allocate(device, 400);
        await run(device, (commands) =>
          dispatch(commands, prepareKernel(device, kernel), [input, output], 100),
        );
        assert.deepEqual(
          await readF32(output),
          Array.from({ length: 100 }, (_, i) => 2 ** (i % 10)),
        );
      });
    });

    it(`reports a trap and goes on, on ${threads} threads`, async () => {
      const trapping: Kernel = {
        ...incrementKernel,
        wasm: assembleKernels([[...wasm.unreachable]]),
      };
      await onThreads(threads, async (device) => {
        const data = allocate(device, new Uint32Array(64));
        const trap = prepareKernel(device, trapping);
        const increment = prepareKernel(device, incrementKernel);
        await assert.rejects(
          run(device, (commands) => {
            dispatch(commands, trap, [data], 64);
            commands.executionBarrier(0, 0, 0);
            dispatch(commands, increment, [data], 64);
          }),
          { status: 'INTERNAL', message: /a dispatch trapped: unreachable/ },
        );
        assert.deepEqual(await readU32(data), Array(64).fill(0));
        await run(device, (commands) => dispatch(commands, increment, [data], 64));
        assert.deepEqual(await readU32(data), Array(64).fill(1));
      });
    });

    if (threads > 1)
      it(`ends a kernel that loops for ever and goes on, on ${threads} threads`, async () => {
        const endless: Kernel = { ...incrementKernel, wasm: assembleKernels([[...wasm.endless]]) };
        await onThreads(threads, async (device) => {
          const data = allocate(device, new Uint32Array(64));
          const loop = prepareKernel(device, endless);
          const increment = prepareKernel(device, incrementKernel);
          const [mine, other] = [device.createSemaphore(0), device.createSemaphore(0)];
          const record = (kernel: PreparedKernel): CommandBuffer => {
            const commands = device.createCommandBuffer(1, 2, -1n);
            commands.begin();
            dispatch(commands, kernel, [data], 64);
            commands.end();
            return commands;
          };
          const queue = (semaphore: Semaphore, value: number, kernel: PreparedKernel): void =>
            device.queueExecute(-1n, [], [{ semaphore, value }], [record(kernel)]);
          queue(mine, 1, loop);
          queue(other, 1, increment);
          queue(mine, 2, increment);
          await setTimeout(50);
          const reason = new StatusError('CANCELLED', 'enough');
          device.cancel((semaphore) => semaphore === mine, reason);
          await assert.rejects(mine.wait(1), reason);
          await other.wait(1);
          assert.deepEqual(await readU32(data), Array(64).fill(1));
        });
      });

    it(`gives each of ${threads} threads scratch memory of its own`, async () => {
      // Stores the workgroup's id to scratch, then reads it back into the output.
      const kernel: Kernel = {
        ...incrementKernel,
        localMemory: 100,
        wasm: assembleKernels([
          [
            ...wasm.scratch,
            ...wasm.workgroup,
            ...wasm.i32Store(96),
            ...elementAddress(0),
            ...wasm.scratch,
            ...wasm.i32Load(96),
            ...wasm.i32Store(),
          ],
        ]),
      };
      await onThreads(threads, async (device) => {
        const data = allocate(device, 40_000);
        await run(device, (commands) =>
          dispatch(commands, prepareKernel(device, kernel), [data], 10_000),
        );
        assert.deepEqual(await readU32(data), [...Array(10_000).keys()]);
      });
    });
  }

  it('keeps buffers valid while its memory grows', async () => {
    await onThreads(2, async (device) => {
      const kernel = prepareKernel(device, incrementKernel);
      const data = allocate(device, new Uint32Array([1, 2, 3, 4]));
      for (let i = 0; i < 6; ++i) {
        const large = allocate(device, 3 << 20);
        await run(device, (commands) => {
          commands.fillBuffer(large, 0, -1, i, 1);
          dispatch(commands, kernel, [data], 4);
        });
        assert.deepEqual([...(await large.read((3 << 20) - 2))], [i, i]);
      }
      assert.deepEqual(await readU32(data), [7, 8, 9, 10]);
    });
  });

  it('works where memory cannot be shared', async () => {
    const original = globalThis.SharedArrayBuffer;
    // @ts-expect-error -- as in a page without cross-origin isolation
    globalThis.SharedArrayBuffer = undefined;
    try {
      await onThreads(4, async (device) => {
        assert.equal(device.info.details.threads, '1');
        const data = allocate(device, new Uint32Array(4));
        await run(device, (commands) =>
          dispatch(commands, prepareKernel(device, incrementKernel), [data], 4),
        );
        // Growing detaches memory that is not shared.
        const large = allocate(device, 32 << 20);
        assert.equal(large.byteLength, 32 << 20);
        assert.deepEqual(await readU32(data), [1, 1, 1, 1]);
      });
    } finally {
      globalThis.SharedArrayBuffer = original;
    }
  });

  it('turns an import of shared memory into one of plain memory', () => {
    for (const math of [undefined, 'exp']) {
      const shared = assembleKernels([[]], math);
      const plain = withUnsharedMemory(shared);
      assert.notDeepEqual(plain, shared);
      const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
      const module = new WebAssembly.Module(plain as Uint8Array<ArrayBuffer>);
      new WebAssembly.Instance(module, { env: { memory }, math: createMathImports() });
    }
    assert.throws(() => withUnsharedMemory(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 9])), {
      status: 'INVALID_ARGUMENT',
    });
  });

  for (const relaxedSimd of [true, false]) {
    const what = relaxedSimd ? 'the relaxed variant where the engine has it' : 'the strict variant';
    it(`uses ${what} of an executable with relaxedSimd: ${relaxedSimd}`, async () => {
      const device = new LocalDevice(nodePlatform(), { threads: 1, relaxedSimd });
      try {
        const isRelaxed = relaxedSimd && supportsRelaxedSimd();
        assert.equal(device.info.details.simd, isRelaxed ? 'simd128, relaxed' : 'simd128');
        const layout = device.createPipelineLayout(0, [device.createDescriptorSetLayout(0, [])]);
        const executable = device.createExecutableCache('').prepareExecutable({
          format: 'wasm-simd128-fb',
          data: writeWasmExecutable({
            exports: [{ name: 'k', localMemory: 0 }],
            moduleStrict: assembleKernels([[]]),
            moduleRelaxed: assembleKernels([relaxedMadd]),
          }),
          pipelineLayouts: [layout],
          constants: new Uint32Array(0),
          cachingMode: 0,
        });
        await executable.ready;
        assert.equal((executable as LocalExecutable).isRelaxed, isRelaxed);
      } finally {
        await device.destroy();
      }
    });
  }

  it('refuses executables that import what the runtime does not provide', async () => {
    const kernel = { ...absKernel, wasm: assembleKernels([[]], 'launchMissiles') };
    await onThreads(1, async (device) => {
      await assert.rejects(prepareKernel(device, kernel).executable.ready, {
        status: 'INVALID_ARGUMENT',
        message: /imports function math\.launchMissiles, which the runtime does not provide/,
      });
    });
  });

  it('refuses executables that do something before they are called', async () => {
    // A start section that names function 0; a data segment of one byte at 0.
    const sections = {
      'a start function': [8, 1, 0],
      'data that are put into memory': [11, 7, 1, 0, 0x41, 0, 0x0b, 1, 42],
    };
    const plain = assembleKernels([[]]);
    for (const [what, section] of Object.entries(sections))
      assert.throws(() => checkInstantiation(Uint8Array.from([...plain, ...section])), {
        status: 'INVALID_ARGUMENT',
        message: `INVALID_ARGUMENT; executable has ${what}, which would run before any dispatch`,
      });
    checkInstantiation(Uint8Array.from([...plain, 11, 4, 1, 1, 1, 42]));
  });

  it('refuses impossible numbers of threads', () => {
    for (const threads of [0, -1, 1.5]) {
      assert.throws(() => new LocalDevice(nodePlatform(), { threads }), {
        status: 'INVALID_ARGUMENT',
      });
    }
  });

  it('does not keep a process alive that forgot to destroy it', async () => {
    const script = `
      import { LocalDevice } from '${new URL('./device.ts', import.meta.url).href}';
      import { nodePlatform } from '${new URL('../../platform.node.ts', import.meta.url).href}';
      const device = new LocalDevice(nodePlatform(), { threads: 2 });
      const buffer = device.allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 64);
      const commands = device.createCommandBuffer(1, 1, -1n);
      commands.begin();
      commands.fillBuffer(buffer, 0, 64, 7, 1);
      commands.end();
      device.queueExecute(-1n, [], [], [commands]);
      console.log((await buffer.read())[63]);`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import=tsx', '--input-type=module', '--eval', script],
      { timeout: 20_000 },
    );
    assert.equal(stdout.trim(), '7');
  });
});

/** f32x4.relaxed_madd of zeros, dropped. */
const relaxedMadd = [
  ...[0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11],
  ...[0xfd, 0x85, 0x02, 0x1a],
];
