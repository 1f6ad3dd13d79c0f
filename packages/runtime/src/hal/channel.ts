/**
 * Channels for collective operations, and the provider that is asked before one is created.
 */
import type { VmRef } from '../vm/native-module.ts';

/** What a program or an embedder says about a channel. */
export interface ChannelParams {
  readonly flags: number;
  /** Identifier the participants share; undefined when the environment is to supply it. */
  readonly id: Uint8Array | undefined;
  /** The user's word for the subset of participants. */
  readonly group: string | undefined;
  /** Rank of this participant, -1 for the environment's. */
  readonly rank: number;
  /** Number of participants, -1 for the environment's. */
  readonly count: number;
}

/**
 * Completes a channel's parameters before it is created: fills default rank and count, and makes or
 * exchanges the id. Belongs to the layer that hosts the device.
 */
export interface ChannelProvider {
  queryGroupParams(queueAffinity: bigint, params: ChannelParams): ChannelParams;
}

/** A group of participants of collective operations. Drivers that have collectives subclass it. */
export abstract class Channel implements VmRef {
  static readonly vmTypeName = 'hal.channel';
  readonly vmType = Channel.vmTypeName;
  abstract queryRankAndCount(): { readonly rank: number; readonly count: number };
}
