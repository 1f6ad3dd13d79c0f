/** Programs that would wait or loop for ever: each ends with an error, and the device goes on working. */

import assert from 'node:assert/strict';
import { describeOnEachDevice } from './hal/cts/devices.ts';
import { Fence } from './hal/fence.ts';
import { Session } from './session.ts';
import { BytecodeModule } from './vm/bytecode-module.ts';
import type { Cancellation } from './vm/cancellation.ts';
import { assemble, importFunction } from './vm/test-assembler.ts';

/** Functions that wait for what is never signalled, or for what their caller signals. */
const waiting = (): BytecodeModule =>
  new BytecodeModule(
    assemble({
      name: 'waiting',
      imports: [
        importFunction('hal.ex.shared_device', '0v_r'),
        importFunction('hal.fence.create', '0ri_r'),
        importFunction('hal.fence.await', '0iCrD_i'),
        importFunction('hal.device.queue.execute', '0rIrrCrD_v'),
      ],
      functions: [
        {
          name: 'for_nothing',
          cconv: '0v_i',
          lines: `
            ConstI32 0 i0
            ConstI32 -1 i1
            Call @hal.ex.shared_device [] [r0]
            Call @hal.fence.create [r0 i0] [r1]
            CallVariadic @hal.fence.await {65535 1} [i1 r1] [i2]
            Return [i2]`,
        },
        {
          name: 'for_caller',
          cconv: '0r_i',
          lines: `
            ConstI32 -1 i0
            CallVariadic @hal.fence.await {65535 1} [i0 r0] [i1]
            Return [i1]`,
        },
        {
          name: 'looping',
          cconv: '0v_v',
          lines: `
            ^entry:
            Branch ^loop()
            ^loop:
            Branch ^loop()`,
        },
        {
          name: 'for_its_device',
          cconv: '0v_i',
          lines: `
            ConstI32 0 i0
            ConstI32 -1 i1
            ConstI64 -1 i2
            Call @hal.ex.shared_device [] [r0]
            Call @hal.fence.create [r0 i0] [r1]
            Call @hal.fence.create [r0 i0] [r2]
            CallVariadic @hal.device.queue.execute {65535 65535 65535 65535 0} [r0 i2 r1 r2] []
            CallVariadic @hal.fence.await {65535 1} [i1 r2] [i4]
            Return [i4]`,
        },
        {
          name: 'forgetful',
          cconv: '0rr_v',
          attrs: [{ key: 'iree.abi.model', value: 'coarse-fences' }],
          lines: `
            ConstRefZero r1
            Return []`,
        },
      ],
    }),
  );

/** Cancels what has run for so long. */
function after(milliseconds: number): Cancellation {
  const end = performance.now() + milliseconds;
  return { isCancelled: () => performance.now() > end };
}

describeOnEachDevice('programs that would not end', (device) => {
  let session: Session;
  before(async () => {
    session = await Session.create({ device: device(), modules: [waiting()] });
  });

  const caller = (): Fence => Fence.at(device().createSemaphore(0), 1);

  it('fail when they wait for a fence of their own that nothing will signal', async () => {
    await assert.rejects(session.invoke('for_nothing'), {
      status: 'FAILED_PRECONDITION',
      message: /the program waits for a fence that nothing will signal/,
    });
  });

  it('fail when work of the device would signal it after a fence that nothing will', async () => {
    await assert.rejects(session.invoke('for_its_device'), { status: 'FAILED_PRECONDITION' });
    // What they left in the queue is gone with them.
    await session.waitIdle();
  });

  it('fail when they return without signalling the fence they were given', async () => {
    const invocation = await session.invoke('forgetful');
    await assert.rejects(invocation.completed(), {
      status: 'FAILED_PRECONDITION',
      message: /the program returned without signalling its fence/,
    });
  });

  it('wait for as long as it takes for a fence of the caller', async () => {
    const fence = caller();
    setTimeout(() => fence.signal(), 50);
    const { results } = await session.invoke('for_caller', [fence]);
    assert.deepEqual(results, [0]);
  });

  it('are cancelled while they wait', async () => {
    const begin = performance.now();
    await assert.rejects(session.invoke('for_caller', [caller()], after(50)), {
      status: 'CANCELLED',
    });
    assert.ok(performance.now() - begin < 5000);
  });

  it('are cancelled while they loop', async () => {
    await assert.rejects(session.invoke('looping', [], after(50)), { status: 'CANCELLED' });
  });

  it('leave the session as it was', async () => {
    const fence = caller();
    fence.signal();
    assert.deepEqual((await session.invoke('for_caller', [fence])).results, [0]);
  });
});
