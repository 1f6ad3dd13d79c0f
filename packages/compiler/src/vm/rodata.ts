/**
 * Read-only data: `iree-vm-hoist-inlined-rodata` moves it from functions to the module,
 * `iree-vm-deduplicate-rodata` keeps one of each, `iree-vm-resolve-rodata-loads` takes it without
 * detour where a global holds nothing else.
 */

import {
  type Attribute,
  attributesEqual,
  Builder,
  fuseLocations,
  IntegerAttr,
  type NamedAttribute,
  type Operation,
  StringAttr,
  SymbolRefAttr,
  type Value,
  vmBufferType,
} from '@iree-workbench/ir';
import { freshSymbol, replaceSymbolUses } from '../util/symbols.ts';

const rodataReference = (builder: Builder, name: string): Value =>
  builder.createValue('vm.const.ref.rodata', {
    attributes: [['rodata', SymbolRefAttr.get(builder.context, name)]],
    resultTypes: [vmBufferType(builder.context)],
  });

/** Data in front of the function or initialiser that it was found in. */
export function hoistInlinedRodata(module: Operation): void {
  for (const inline of module.collect('vm.rodata.inline')) {
    const parent = inline.ancestor('vm.initializer') ?? inline.ancestor('vm.func');
    const value = inline.attr('value');
    if (!parent || !value) continue;
    const owner = parent.symbolName;
    const wanted = inline.stringAttr('name') ?? (owner === undefined ? '_const' : `${owner}_const`);
    const name = freshSymbol(module, wanted);
    const { context } = module;
    const builder = Builder.before(parent);
    builder.location = inline.location;
    builder.create('vm.rodata', {
      resultTypes: [],
      attributes: [
        ['sym_name', StringAttr.get(context, name)],
        ['sym_visibility', StringAttr.get(context, 'private')],
        ['value', value],
        ...['alignment', 'mime_type'].flatMap((key): NamedAttribute[] => {
          const attr = inline.attr(key);
          return attr ? [[key, attr]] : [];
        }),
      ],
    });
    const here = Builder.before(inline);
    inline.replaceAllUsesWith([rodataReference(here, name)]);
    inline.erase();
  }
}

/** A key that is equal for equal data, and seldom for other. */
function dataKey(op: Operation): string {
  const value = op.attr('value');
  const kind = op.stringAttr('mime_type') ?? '';
  if (value?.kind !== 'dense') return `${kind}:${value?.id}`;
  const { data, type } = value;
  let hash = 0;
  for (let i = 0; i < data.length; i += Math.max(1, data.length >> 10))
    hash = (Math.imul(hash, 31) + (data[i] ?? 0)) | 0;
  return `${kind}:${type.id}:${data.length}:${hash}`;
}

/** Of equal data the first stays, with the greatest alignment of all. */
export function deduplicateRodata(module: Operation): void {
  const kept = new Map<string, Operation[]>();
  const names = new Map<string, string>();
  for (const op of module.region().front.ops) {
    if (!op.is('vm.rodata')) continue;
    const key = dataKey(op);
    const bucket = kept.get(key) ?? [];
    kept.set(key, bucket);
    const base = bucket.find((other) =>
      attributesEqual(other.attr('value') as Attribute, op.attr('value') as Attribute),
    );
    if (!base) {
      bucket.push(op);
      continue;
    }
    base.setLocation(fuseLocations(op.context, [base.location, op.location]));
    const [a, b] = [base.intAttr('alignment') ?? 0n, op.intAttr('alignment') ?? 0n];
    if (b > a) base.setAttr('alignment', IntegerAttr.i64(op.context, b));
    names.set(op.symbolName ?? '', base.symbolName ?? '');
    op.erase();
  }
  if (names.size > 0) replaceSymbolUses(module, names);
}

/** The one name of data that is stored into the global, or null. */
function uniformData(stores: readonly Operation[]): string | null {
  const names = new Set<string | null>();
  for (const store of stores) {
    const source = store.operand(0).definingOp;
    const reference = source?.is('vm.const.ref.rodata') ? source.attr('rodata') : undefined;
    names.add(reference?.kind === 'symbol_ref' ? reference.root : null);
  }
  const [name] = names;
  return names.size === 1 && name ? name : null;
}

/** Loads of globals that hold one buffer of data, or nothing, become that. */
export function resolveRodataLoads(module: Operation): void {
  const globals = new Map<string, { loads: Operation[]; stores: Operation[] }>();
  const buffer = vmBufferType(module.context);
  for (const op of module.region().front.ops) {
    const type = op.attr('type');
    const isCandidate =
      op.is('vm.global.ref') &&
      type?.kind === 'type' &&
      type.type === buffer &&
      op.attr('is_mutable') === undefined &&
      op.stringAttr('sym_visibility') === 'private';
    if (isCandidate) globals.set(op.symbolName ?? '', { loads: [], stores: [] });
  }
  module.walk((op) => {
    const reference = op.attr('global');
    if (reference?.kind !== 'symbol_ref') return;
    const accesses = globals.get(reference.root);
    if (op.is('vm.global.load.ref')) accesses?.loads.push(op);
    else if (op.is('vm.global.store.ref')) accesses?.stores.push(op);
    else globals.delete(reference.root);
  });
  for (const { loads, stores } of globals.values()) {
    const name = uniformData(stores);
    if (name === null && stores.length > 0) continue;
    for (const load of loads) {
      const here = Builder.before(load);
      load.replaceAllUsesWith([
        name === null
          ? here.createValue('vm.const.ref.zero', { resultTypes: [buffer] })
          : rodataReference(here, name),
      ]);
      load.erase();
    }
    for (const store of stores) store.erase();
  }
}
