import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ElementType, readModule } from '@iree-workbench/format';
import { absModuleBytes, absRodata } from './abs.test-data.ts';
import { BufferView } from './hal/buffer-view.ts';
import { describeOnEachDevice } from './hal/cts/devices.ts';
import { executableData, formatOf, incrementKernel, type Kernel } from './hal/cts/kernels.ts';
import { assembleKernels, wasm } from './hal/cts/wasm-assembler.ts';
import type { HalDevice } from './hal/device.ts';
import { type Invocation, Session } from './session.ts';
import { compareResults } from './tooling/comparison.ts';
import { toArguments, toHostValues } from './tooling/host-values.ts';
import { parseInputs } from './tooling/inputs.ts';
import { formatResults } from './tooling/outputs.ts';
import { BytecodeModule } from './vm/bytecode-module.ts';
import { assemble, importFunction } from './vm/test-assembler.ts';

/** |x| of four elements by one workgroup: what upstream's module dispatches. */
const absOfFour: Kernel = {
  wgsl: `
@group(0) @binding(0) var<storage, read_write> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@compute @workgroup_size(4) fn d0(@builtin(local_invocation_id) id: vec3<u32>) {
  output[id.x] = abs(input[id.x]);
}`,
  wasm: assembleKernels([
    [0, 4, 8, 12].flatMap((offset) => [
      ...wasm.bindings,
      ...wasm.i32Load(4),
      ...wasm.bindings,
      ...wasm.i32Load(0),
      ...wasm.f32Load(offset),
      ...wasm.f32Abs,
      ...wasm.f32Store(offset),
    ]),
  ]),
  pushConstants: 0,
  bindings: [],
};

/** Upstream's module with our executable in the place of its own. */
function absModule(device: HalDevice, kernel: Kernel = absOfFour): BytecodeModule {
  const def = readModule(absModuleBytes());
  const rodataSegments = [...def.rodataSegments];
  rodataSegments[absRodata.executable] = { bytes: executableData(device, kernel) };
  rodataSegments[absRodata.format] = { bytes: new TextEncoder().encode(formatOf(device)) };
  return new BytecodeModule({ ...def, rodataSegments });
}

const inputText = '4xf32=-1 2 -3.5 4';

async function absInput(device: HalDevice): Promise<BufferView> {
  const values = await parseInputs([inputText], { readFile: () => new Uint8Array(0) });
  return toArguments(values, device.allocator)[0] as BufferView;
}

describeOnEachDevice('session', (device) => {
  let session: Session;
  before(async () => {
    session = await Session.create({ device: device(), modules: [absModule(device())] });
  });

  it('lists the functions of its modules', () => {
    const [abs] = session.functions;
    assert.equal(session.functions.length, 1);
    assert.equal(abs!.name, 'abs');
    assert.equal(abs!.fullName, 'module.abs');
    assert.equal(abs!.cconv, '0r_r');
  });

  it('runs a program upstream’s compiler made, from text to text', async () => {
    const types = ['r'] as const;
    const inputs = await parseInputs([inputText], { readFile: () => new Uint8Array(0), types });
    const invocation = await session.invoke('abs', toArguments(inputs, device().allocator));
    const results = await toHostValues(invocation.results, types);
    assert.equal(formatResults(results), 'result[0]: hal.buffer_view\n4xf32=1 2 3.5 4\n');
    const expected = await parseInputs(['4xf32=1 2 3.5 4'], { readFile: () => new Uint8Array(0) });
    assert.ok(compareResults(expected, results).matched);
  });

  it('lets invocations overlap, and reads results in any order', async () => {
    const input = await absInput(device());
    const first = session.invoke('abs', [input]);
    const second = session.invoke('abs', [input]);
    const invocations = await Promise.all([second, first]);
    for (const invocation of invocations) {
      const [bytes] = await invocation.read();
      assert.deepEqual([...new Float32Array((bytes as Uint8Array).slice().buffer)], [1, 2, 3.5, 4]);
      invocation.release();
    }
  });

  it('refuses tensors of another shape or type, in upstream’s words', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        '5xf32',
        /INVALID_ARGUMENT; input 0 shape dimension 0 mismatch; expected 4 but have 5; expected shape `4`, actual shape `5`/,
      ],
      ['2x2xf32', /input 0 shape rank mismatch; expected 1 but have 2/],
      ['f32=1', /input 0 shape rank mismatch; expected 1 but have 0 \(scalar\)/],
      [
        '4xi32',
        /input 0 element type mismatch; expected f32 \(21000020\) but have i32 \(10000020\)/,
      ],
    ];
    for (const [text, message] of cases) {
      const values = await parseInputs([text], { readFile: () => new Uint8Array(0) });
      const args = toArguments(values, device().allocator);
      await assert.rejects(session.invoke('abs', args), { name: 'StatusError', message });
    }
  });

  it('refuses wrong arguments and unknown functions', async () => {
    await assert.rejects(session.invoke('abs', []), { status: 'INVALID_ARGUMENT' });
    await assert.rejects(session.invoke('abs', [null]), { status: 'INVALID_ARGUMENT' });
    await assert.rejects(session.invoke('sin', []), {
      status: 'NOT_FOUND',
      message: /function 'sin' not found \(have: abs\)/,
    });
  });

  it('fails to load a module whose executable does not compile', async () => {
    const broken = { ...absOfFour, wgsl: 'fn d0() { nonsense }', wasm: new Uint8Array([1, 2]) };
    await assert.rejects(
      Session.create({ device: device(), modules: [absModule(device(), broken)] }),
      { status: 'INVALID_ARGUMENT' },
    );
  });

  it('fails to load bytes that are no module', async () => {
    const truncated = absModuleBytes().slice(0, 1000);
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), truncated]) {
      await assert.rejects(Session.create({ device: device(), modules: [bytes] }), {
        name: 'StatusError',
      });
    }
  });

  it('says so when a module was compiled for other devices', async () => {
    const foreign = await Session.create({ device: device(), modules: [absModuleBytes()] });
    await assert.rejects(foreign.invoke('abs', [await absInput(device())]), {
      message: /device not supported in the compiled configuration/,
    });
  });

  it('sends a program of many dispatches to the device once, and reads its results once', async () => {
    const program = await Session.create({
      device: device(),
      modules: [chainModule(device(), 25)],
    });
    const view = BufferView.fromBytes(
      device().allocator,
      [4],
      ElementType.Int32,
      new Uint8Array(16),
    );
    await device().waitIdle();
    const before = { ...device().counters };
    // A program that runs for long hands over what it has meanwhile, as any does on a busy machine.
    const clock = mock.method(performance, 'now', () => 0);
    let results: Awaited<ReturnType<Invocation['read']>>;
    try {
      results = await (await program.invoke('run', [view])).read();
    } finally {
      clock.mock.restore();
    }
    const [first, second] = results;
    assert.deepEqual([...new Int32Array((first as Uint8Array).slice().buffer)], [25, 25, 25, 25]);
    assert.deepEqual(second, first);
    const { counters } = device();
    assert.equal(counters.dispatches - before.dispatches, 25);
    assert.equal(counters.submits - before.submits, 1);
    assert.equal(counters.maps - before.maps, device().id === 'webgpu' ? 1 : 0);
  });

  it('runs a hundred invocations that nobody waits for, then waits for all', async () => {
    const program = await Session.create({ device: device(), modules: [chainModule(device(), 3)] });
    const view = BufferView.fromBytes(
      device().allocator,
      [4],
      ElementType.Int32,
      new Uint8Array(16),
    );
    for (let i = 0; i < 100; ++i) await program.invoke('run', [view]);
    await program.waitIdle();
    assert.deepEqual([...new Int32Array((await view.read()).slice().buffer)], Array(4).fill(300));
    await program.dispose();
  });
});

/** A program that increments its argument in place so many times and returns it twice. */
function chainModule(device: HalDevice, dispatches: number): BytecodeModule {
  const format = new TextEncoder().encode(formatOf(device));
  return new BytecodeModule(
    assemble({
      name: 'chain',
      globalRefs: 2,
      rodata: [format, executableData(device, incrementKernel)],
      imports: [
        importFunction('hal.ex.shared_device', '0v_r'),
        importFunction('hal.buffer_view.buffer', '0r_r'),
        importFunction('hal.buffer_view.create', '0rIIiiCID_r'),
        importFunction('hal.descriptor_set_layout.create', '0riCiiiD_r'),
        importFunction('hal.pipeline_layout.create', '0riCrD_r'),
        importFunction('hal.executable.create', '0rrrrCrD_r'),
        importFunction('hal.command_buffer.create', '0riii_r'),
        importFunction('hal.command_buffer.finalize', '0r_v'),
        importFunction('hal.command_buffer.execution_barrier', '0riii_v'),
        importFunction('hal.command_buffer.push_descriptor_set', '0rriCiirIID_v'),
        importFunction('hal.command_buffer.dispatch', '0rriiii_v'),
        importFunction('hal.device.queue.execute', '0rIrrCrD_v'),
        importFunction('hal.fence.create', '0ri_r'),
        importFunction('hal.fence.await', '0iCrD_i'),
      ],
      functions: [
        {
          name: '__init',
          cconv: '0v_v',
          lines: `
            ConstI32 0 i0
            ConstI32 7 i1
            Call @hal.ex.shared_device [] [r0]
            CallVariadic @hal.descriptor_set_layout.create {65535 65535 1} [r0 i0 i0 i1 i0] [r1]
            CallVariadic @hal.pipeline_layout.create {65535 65535 1} [r0 i0 r1] [r2]
            ConstRefRodata &0 r3
            ConstRefRodata &1 r4
            ConstRefZero r5
            CallVariadic @hal.executable.create {65535 65535 65535 65535 1} [r0 r3 r4 r5 r2] [r6]
            GlobalStoreRef &0 !hal.pipeline_layout r2
            GlobalStoreRef &1 !hal.executable r6
            Return []`,
        },
        {
          name: 'run',
          cconv: '0r_rr',
          lines: `
            ^entry:
            Call @hal.buffer_view.buffer [r0] [r1]
            Call @hal.ex.shared_device [] [r2]
            GlobalLoadRef &0 !hal.pipeline_layout r3
            GlobalLoadRef &1 !hal.executable r4
            ConstI32 0 i0
            ConstI32 1 i1
            ConstI32 3 i2
            ConstI32 4 i3
            ConstI64 0 i4
            ConstI64 16 i6
            ConstI64 -1 i8
            ConstI64 4 i10
            ConstI32 -1 i12
            ConstI32 ${dispatches} i13
            ConstI32 ${ElementType.Int32} i14
            ConstRefZero r8
            Call @hal.command_buffer.create [r2 i1 i2 i0] [r5]
            Branch ^loop()
            ^loop:
            CallVariadic @hal.command_buffer.push_descriptor_set {65535 65535 65535 1} [r5 r3 i0 i0 i0 r1 i4 i6] []
            Call @hal.command_buffer.dispatch [r5 r4 i0 i3 i1 i1] []
            Call @hal.command_buffer.execution_barrier [r5 i0 i0 i0] []
            SubI32 i13 i1 i13
            CondBranch i13 ^loop() ^done()
            ^done:
            Call @hal.command_buffer.finalize [r5] []
            Call @hal.fence.create [r2 i0] [r6]
            CallVariadic @hal.device.queue.execute {65535 65535 65535 65535 1} [r2 i8 r8 r6 r5] []
            CallVariadic @hal.fence.await {65535 1} [i12 r6] [i15]
            CallVariadic @hal.buffer_view.create {65535 65535 65535 65535 65535 1} [r1 i4 i6 i14 i1 i10] [r7]
            Return [r7 r7]`,
        },
      ],
    }),
  );
}
