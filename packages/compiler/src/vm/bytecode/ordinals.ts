/**
 * `iree-vm-ordinal-allocation`: numbers for functions, imports, exports, data and references, and
 * byte offsets for the other globals, by which the bytecode names them.
 */

import {
  Builder,
  IntegerAttr,
  isRefType,
  type Operation,
  ordinalCountsAttr,
  type Type,
} from '@iree-workbench/ir';
import { lookupSymbol } from '../../util/symbols.ts';

const globalType = (op: Operation): Type | null => {
  const attr = op.attr('type');
  return op.name.startsWith('vm.global.') && attr?.kind === 'type' ? attr.type : null;
};
const storageSize = (type: Type): number =>
  type.kind === 'integer' || type.kind === 'float' ? Math.ceil(type.width / 8) : 4;

export function allocateOrdinals(module: Operation): void {
  const { context } = module;
  const next = { 'vm.func': 0, 'vm.export': 0, 'vm.import': 0, 'vm.rodata': 0, refs: 0 };
  const setOrdinal = (op: Operation, ordinal: number): void => {
    op.setAttr('ordinal', IntegerAttr.i32(context, ordinal));
  };
  const bySize = new Map<number, Operation[]>();
  for (const op of module.region().front.ops) {
    const type = globalType(op);
    if (type && isRefType(type)) setOrdinal(op, next.refs++);
    else if (type) {
      const size = storageSize(type);
      const list = bySize.get(size);
      if (list) list.push(op);
      else bySize.set(size, [op]);
    } else if (op.name in next) setOrdinal(op, next[op.name as keyof typeof next]++);
  }
  // Small ones first, each at a multiple of its size.
  let bytes = 0;
  for (const [size, globals] of [...bySize].sort(([a], [b]) => a - b)) {
    bytes = Math.ceil(bytes / size) * size;
    for (const global of globals) {
      setOrdinal(global, bytes);
      bytes += size;
    }
  }
  module.setAttr(
    'ordinal_counts',
    ordinalCountsAttr(context, {
      import_funcs: next['vm.import'],
      export_funcs: next['vm.export'],
      internal_funcs: next['vm.func'],
      global_bytes: bytes,
      global_refs: next.refs,
      rodatas: next['vm.rodata'],
      rwdatas: 0,
    }),
  );
  resolveAddresses(module);
}

/** Addresses of globals are their ordinals. */
function resolveAddresses(module: Operation): void {
  const addresses = [
    ...module.collect('vm.global.address'),
    ...module.collect('util.global.address'),
  ];
  for (const address of addresses) {
    const reference = address.attr('global');
    const global = reference?.kind === 'symbol_ref' ? lookupSymbol(module, reference.root) : null;
    const ordinal = global?.attr('ordinal');
    if (!ordinal) continue;
    const value = Builder.before(address).createValue('vm.const.i32', {
      attributes: [['value', ordinal]],
    });
    address.replaceAllUsesWith([value]);
    address.erase();
  }
}
