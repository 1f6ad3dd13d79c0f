/**
 * The messages between the language server and the process that runs programs for it: one request for
 * each process, one answer. Types only: the runner belongs to whoever starts the server.
 */
import type { DeviceInfo } from './protocol.ts';

export type RunnerRequest =
  | { readonly kind: 'devices' }
  | {
      readonly kind: 'run';
      /** A module file. */
      readonly module: Uint8Array;
      readonly function: string;
      /** As `iwb run --input=` takes them. */
      readonly inputs: readonly string[];
      /** What relative paths in inputs start from; absent: nothing is at hand to start from. */
      readonly folder?: string;
      /** A device's id. */
      readonly device: string;
    };

export type RunnerAnswer =
  | {
      readonly kind: 'devices';
      /** Best first. */
      readonly devices: readonly DeviceInfo[];
      /** The id of the best one that could be made. */
      readonly best: string;
    }
  | {
      readonly kind: 'result';
      readonly outputs: readonly string[];
      /** Milliseconds of the call until its results could be read. */
      readonly runMs: number;
    }
  | { readonly kind: 'failure'; readonly message: string };
