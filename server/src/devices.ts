/** The devices of this machine and the one in use. They are listed once, in a process of their own. */
import type { TargetDevice } from '@iree-workbench/compiler';
import type { DeviceInfo, DevicesResult } from './protocol.ts';
import type { Runner } from './runner.ts';

export class Devices {
  readonly #runner: Runner;
  #listed: Promise<DevicesResult> | null = null;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** The devices, best first; `selected` is the best. Rejects when they cannot be listed. */
  list(): Promise<DevicesResult> {
    this.#listed ??= this.#ask().catch((error: unknown) => {
      // Whoever asks next tries again.
      this.#listed = null;
      throw error;
    });
    return this.#listed;
  }

  async #ask(): Promise<DevicesResult> {
    const answer = await this.#runner.ask({ kind: 'devices' });
    switch (answer.kind) {
      case 'devices':
        return { devices: answer.devices, selected: answer.best };
      case 'failure':
        throw new Error(answer.message);
      case 'result':
      case 'measured':
      case 'tested':
        throw new Error('the runner answered something else than it was asked');
    }
  }

  /** The device that an id or `auto` means. One that is not there is described as that. */
  async resolve(id: string): Promise<DeviceInfo> {
    const { devices, selected } = await this.list();
    const wanted = id === 'auto' ? selected : id;
    return (
      devices.find((device) => device.id === wanted) ?? {
        id: wanted,
        name: wanted,
        kind: targetOf(wanted) === 'webgpu' ? 'gpu' : 'cpu',
        reason: `there is no device '${wanted}' here`,
        available: false,
      }
    );
  }
}

/** The back end that makes code for a device. */
export const targetOf = (id: string): TargetDevice =>
  /^webgpu(:|$)/.test(id) ? 'webgpu' : 'local';
