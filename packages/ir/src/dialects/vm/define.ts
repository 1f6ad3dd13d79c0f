/** How the vm dialect's operations are defined: with its default result names, and from families. */

import type { Trait } from '../../dialect.ts';
import { defineOp, type OpDefinition, type OpSpec } from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import { AlwaysSpeculatable } from '../../traits.ts';
import { isRefType } from './types.ts';

/** Without a name of its own a result that is a reference is called `buffer`, `list` or `ref`. */
const defaultNames: NonNullable<OpSpec['resultNames']> = (op, setName) => {
  const [result] = op.results;
  if (!result || !isRefType(result.type)) return;
  const { mnemonic } = result.type;
  setName(result, mnemonic);
};

export const named =
  (name: string): NonNullable<OpSpec['resultNames']> =>
  (op, setName) =>
    setName(op.result(), name);

export const defineVMOp = (mnemonic: string, spec: OpSpec): OpDefinition =>
  defineOp(`vm.${mnemonic}`, { resultNames: defaultNames, ...spec });

/** Effects on anything. An allocation counts as a write too: upstream keeps those that nobody uses. */
export const effects = (...kinds: readonly MemoryEffect['kind'][]) => {
  const all = kinds.includes('alloc') ? [...kinds, 'write' as const] : kinds;
  return MemoryEffects.with(() => all.map((kind) => ({ kind, value: null })));
};

const plain = (name: string): Trait => ({ name });
/** Not an operation of the machine; canonicalisation or serialisation replaces it. */
export const PseudoOp = plain('PseudoOp');
export const DebugOnly = plain('DebugOnly');
export const FullBarrier = plain('FullBarrier');
/** Needs the machine's extension for f32, for f64. */
export const ExtF32 = plain('ExtF32');
export const ExtF64 = plain('ExtF64');
export const YieldPoint = plain('YieldPoint');

/** The extension that operations with the suffix need. */
export const extensionTraits = (suffix: string): readonly Trait[] =>
  suffix === 'f32' ? [ExtF32] : suffix === 'f64' ? [ExtF64] : [];

/** No effects, and safe to run where it was not asked for. */
export const PURE: Pick<OpSpec, 'interfaces'> & { readonly traits: readonly Trait[] } = {
  traits: [AlwaysSpeculatable],
  interfaces: [effects()],
};
/** No effects, but undefined for some inputs. */
export const TRIVIAL: Pick<OpSpec, 'interfaces'> & { readonly traits: readonly Trait[] } = {
  traits: [],
  interfaces: [effects()],
};
