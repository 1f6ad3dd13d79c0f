/**
 * Events: signaled, reset and waited for by commands of one queue.
 */
import type { VmRef } from '../vm/native-module.ts';

/** An event. Queues here run in order, so an event only remembers whether it is signaled. */
export class HalEvent implements VmRef {
  static readonly vmTypeName = 'hal.event';
  readonly vmType = HalEvent.vmTypeName;
  signaled = false;
}
