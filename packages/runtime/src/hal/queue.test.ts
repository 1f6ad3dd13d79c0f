/** The order of a queue's work where the device keeps it, and the host goes ahead. */

import assert from 'node:assert/strict';
import { StatusError } from '../vm/status.ts';
import { DeviceQueue } from './queue.ts';
import { Semaphore } from './semaphore.ts';

/** A queue with work on the device that has been started, and work of the host that follows it. */
function queueWithWork() {
  const queue = new DeviceQueue({ pipelined: true, ordersHostAccess: true });
  const [onDevice, afterwards] = [new Semaphore(), new Semaphore()];
  let finish = (): void => {};
  let fail = (_error: StatusError): void => {};
  const done = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  let hasRun = false;
  queue.enqueue({ waits: [], signals: [{ semaphore: onDevice, value: 1 }], run: () => done });
  queue.enqueue({
    waits: [{ semaphore: onDevice, value: 1 }],
    signals: [{ semaphore: afterwards, value: 1 }],
    run: () => {
      hasRun = true;
      return undefined;
    },
  });
  return { afterwards, finish, fail, hasRun: () => hasRun };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a pipelined queue', () => {
  it('runs what follows at once, but signals it only after the work that it waited for', async () => {
    const { afterwards, finish, hasRun } = queueWithWork();
    assert.ok(hasRun());
    await turn();
    assert.equal(afterwards.query(), 0);
    finish();
    await afterwards.wait(1);
  });

  it('fails what follows with the work that it waited for', async () => {
    const { afterwards, fail } = queueWithWork();
    const failure = new StatusError('INTERNAL', 'the shader went up in smoke');
    fail(failure);
    await assert.rejects(afterwards.wait(1), failure);
  });
});
