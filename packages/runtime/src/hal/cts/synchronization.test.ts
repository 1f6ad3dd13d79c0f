import assert from 'node:assert/strict';
import { StatusError } from '../../vm/status.ts';
import { Fence } from '../fence.ts';
import { describeOnEachDevice } from './devices.ts';
import { incrementKernel, prepareKernel } from './kernels.ts';
import { allocate, dispatch, readU32, record, submitAndWait } from './recording.ts';

describeOnEachDevice('HAL semaphores and fences', (device) => {
  it('start at their initial value and only grow', () => {
    const semaphore = device().createSemaphore(2);
    assert.equal(semaphore.query(), 2);
    semaphore.signal(40);
    semaphore.signal(3);
    assert.equal(semaphore.query(), 40);
  });

  it('keep a failure for good', async () => {
    const semaphore = device().createSemaphore(2);
    const waiting = semaphore.wait(3);
    semaphore.fail(new StatusError('UNKNOWN', 'first'));
    semaphore.fail(new StatusError('ABORTED', 'second'));
    semaphore.signal(5);
    assert.throws(() => semaphore.query(), { status: 'UNKNOWN' });
    await assert.rejects(waiting, { status: 'UNKNOWN' });
    await assert.rejects(semaphore.wait(1), { status: 'UNKNOWN' });
  });

  it('need not be waited for when they are reached, or when there are none', async () => {
    await device().waitSemaphores('all', []);
    await device().waitSemaphores('any', []);
    const semaphore = device().createSemaphore(2);
    await semaphore.wait(1);
    await semaphore.wait(2, 0);
  });

  it('time out', async () => {
    const a = device().createSemaphore(0);
    const b = device().createSemaphore(1);
    const list = [a, b].map((semaphore) => ({ semaphore, value: 1 }));
    await assert.rejects(a.wait(1, 0), { status: 'DEADLINE_EXCEEDED' });
    await assert.rejects(a.wait(1, 5), { status: 'DEADLINE_EXCEEDED' });
    await assert.rejects(device().waitSemaphores('all', list, 5), { status: 'DEADLINE_EXCEEDED' });
    await device().waitSemaphores('any', list);
  });

  it('are waited for longer than the host has timers for', async () => {
    const semaphore = device().createSemaphore(0);
    const waiting = semaphore.wait(1, 2 ** 32);
    setTimeout(() => semaphore.signal(1), 20);
    await waiting;
  });

  it('pass signals back and forth', async () => {
    const there = device().createSemaphore(0);
    const back = device().createSemaphore(0);
    const other = (async () => {
      await there.wait(0);
      back.signal(1);
      await there.wait(4);
      back.signal(2);
    })();
    await back.wait(1);
    there.signal(4);
    await back.wait(2);
    await other;
  });

  it('are signaled by work without commands', async () => {
    await submitAndWait(device(), []);
  });

  it('hold work back until they are reached', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array([1]));
    const wait = device().createSemaphore(0);
    const signal = device().createSemaphore(0);
    const commands = record(device(), (recorder) => dispatch(recorder, kernel, [data], 1));
    device().queueExecute(
      -1n,
      [{ semaphore: wait, value: 2 }],
      [{ semaphore: signal, value: 7 }],
      [commands],
    );
    wait.signal(1);
    await assert.rejects(signal.wait(7, 20), { status: 'DEADLINE_EXCEEDED' });
    wait.signal(2);
    await signal.wait(7);
    assert.deepEqual(await readU32(data), [2]);
  });

  it('chain submissions in any order of enqueueing', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array([0]));
    const timeline = device().createSemaphore(0);
    const commands = () => record(device(), (recorder) => dispatch(recorder, kernel, [data], 1));
    const at = (value: number) => [{ semaphore: timeline, value }];
    device().queueExecute(-1n, at(2), at(3), [commands()]);
    device().queueExecute(-1n, at(1), at(2), [commands()]);
    device().queueExecute(-1n, [], at(1), [commands()]);
    await timeline.wait(3);
    assert.deepEqual(await readU32(data), [3]);
  });

  it('wait for and signal several semaphores at once', async () => {
    const [a, b, c, d] = [0, 0, 0, 0].map((value) => device().createSemaphore(value));
    device().queueExecute(
      -1n,
      [
        { semaphore: a!, value: 1 },
        { semaphore: b!, value: 1 },
      ],
      [
        { semaphore: c!, value: 1 },
        { semaphore: d!, value: 2 },
      ],
      [record(device(), () => {})],
    );
    a!.signal(1);
    b!.signal(1);
    await Promise.all([c!.wait(1), d!.wait(2)]);
  });

  it('pass a failure on to the work that waits, and to what waits for that', async () => {
    const failed = device().createSemaphore(0);
    const first = device().createSemaphore(0);
    const second = device().createSemaphore(0);
    const on = (semaphore: typeof failed) => [{ semaphore, value: 1 }];
    device().queueExecute(-1n, on(failed), on(first), []);
    device().queueExecute(-1n, on(first), on(second), []);
    failed.fail(new StatusError('DATA_LOSS', 'gone'));
    await assert.rejects(second.wait(1), { status: 'DATA_LOSS' });
  });

  it('make fences, which join', async () => {
    const a = device().createSemaphore(0);
    const b = device().createSemaphore(0);
    const fence = Fence.join([Fence.at(a, 1), null, Fence.at(b, 1), Fence.at(a, 3)]);
    assert.deepEqual(
      fence.semaphores.map(({ value }) => value),
      [3, 1],
    );
    assert.equal(fence.query(), false);
    fence.signal();
    assert.equal(fence.query(), true);
    assert.equal(a.query(), 3);
    await fence.wait();
    const lost = Fence.at(device().createSemaphore(0), 1);
    lost.fail(new StatusError('CANCELLED'));
    await assert.rejects(lost.wait(), { status: 'CANCELLED' });
  });

  it('order allocation and deallocation of transient buffers with work', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const result = allocate(device(), new Uint32Array(4));
    const timeline = device().createSemaphore(0);
    const at = (value: number) => (value === 0 ? [] : [{ semaphore: timeline, value }]);
    const params = { memoryType: 0, usage: 0 };
    for (let i = 0; i < 20; ++i) {
      const step = i * 3;
      const buffer = device().queueAlloca(-1n, at(step), at(step + 1), 0, params, 1 << 20);
      const commands = record(device(), (recorder) => {
        recorder.fillBuffer(buffer, 0, 16, i, 4);
        recorder.executionBarrier(0, 0, 0);
        dispatch(recorder, kernel, [buffer], 4);
        recorder.executionBarrier(0, 0, 0);
        recorder.copyBuffer(buffer, 0, result, 0, 16);
      });
      device().queueExecute(-1n, at(step + 1), at(step + 2), [commands]);
      device().queueDealloca(-1n, at(step + 2), at(step + 3), buffer);
    }
    await timeline.wait(60);
    assert.deepEqual(await readU32(result), [20, 20, 20, 20]);
  });

  it('let the host use a buffer before it signals the work that waits', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array([1]));
    const gate = device().createSemaphore(0);
    const done = device().createSemaphore(0);
    const commands = record(device(), (recorder) => dispatch(recorder, kernel, [data], 1));
    const at = (semaphore: typeof gate) => [{ semaphore, value: 1 }];
    device().queueExecute(-1n, at(gate), at(done), [commands]);
    assert.deepEqual(await readU32(data), [1]);
    data.write(0, new Uint8Array([41]));
    gate.signal(1);
    await done.wait(1);
    assert.deepEqual(await readU32(data), [42]);
  });

  it('order writes of the host between submissions', async () => {
    // Not ready yet, so the first submission is held up while the host goes on.
    const kernel = prepareKernel(device(), { ...incrementKernel });
    const data = allocate(device(), new Uint32Array([1]));
    const results = [allocate(device(), 4), allocate(device(), 4)];
    for (const [index, result] of results.entries()) {
      const commands = record(device(), (recorder) => {
        dispatch(recorder, kernel, [data], 1);
        recorder.executionBarrier(0, 0, 0);
        recorder.copyBuffer(data, 0, result, 0, 4);
      });
      device().queueExecute(-1n, [], [], [commands]);
      if (index === 0) data.write(0, new Uint8Array([10, 0]));
    }
    assert.deepEqual(await readU32(results[0]!), [2]);
    assert.deepEqual(await readU32(results[1]!), [11]);
  });

  it('let two streams of work overlap', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    await kernel.executable.ready;
    const gate = device().createSemaphore(0);
    const buffers = [
      allocate(device(), new Uint32Array(8)),
      allocate(device(), new Uint32Array(8)),
    ];
    const done = buffers.map((buffer, index) => {
      const commands = record(device(), (recorder) => dispatch(recorder, kernel, [buffer], 8));
      const semaphore = device().createSemaphore(0);
      // The first stream is held up; the second overtakes it.
      const waits = index === 0 ? [{ semaphore: gate, value: 1 }] : [];
      device().queueExecute(-1n, waits, [{ semaphore, value: 1 }], [commands]);
      return semaphore;
    });
    await done[1]!.wait(1);
    assert.equal(done[0]!.query(), 0);
    gate.signal(1);
    await done[0]!.wait(1);
    for (const buffer of buffers) assert.deepEqual(await readU32(buffer), Array(8).fill(1));
  });
});

describeOnEachDevice('HAL events', (device) => {
  it('are signaled and reset by commands', async () => {
    const event = device().createEvent();
    const commands = record(device(), (recorder) => {
      recorder.signalEvent(event, 2);
      recorder.resetEvent(event, 16);
    });
    await submitAndWait(device(), [commands]);
  });

  it('order command buffers of one submission', async () => {
    const event = device().createEvent();
    const first = record(device(), (recorder) => recorder.signalEvent(event, 16));
    const second = record(device(), (recorder) => recorder.waitEvents([event], 16, 1));
    await submitAndWait(device(), [first, second]);
  });

  it('fail work that would wait for ever', async () => {
    const event = device().createEvent();
    const commands = record(device(), (recorder) => recorder.waitEvents([event], 16, 1));
    await assert.rejects(submitAndWait(device(), [commands]), { status: 'FAILED_PRECONDITION' });
  });
});
