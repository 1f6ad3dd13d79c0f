/**
 * What all measurements are given.
 */
import type { Peers } from './peers.ts';

export interface Bench {
  /** The command line: Node, its flags, the built `iwb`. */
  readonly iwb: readonly string[];
  readonly peers: Peers;
  /** The clone. */
  readonly root: string;
  /** An empty folder for files. */
  readonly folder: string;
  /** How long a line of the table may measure. */
  readonly seconds: number;
  /** Says what is being measured. */
  readonly progress: (what: string) => void;
}
