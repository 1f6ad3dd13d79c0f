/** How types of the host program become the machine's: i32, i64, f32, f64 and references. */

import {
  DialectType,
  isDialectType,
  isRefType,
  opaqueType,
  type Type,
  vmBufferType,
  vmListType,
  vmRefType,
} from '@iree-workbench/ir';

/** What the machine that is compiled for can do; upstream's `iree-vm-target-*` options. */
export interface VMTarget {
  readonly indexBits: 32 | 64;
  /** f64 in registers; else it is rounded to f32. */
  readonly f64Extension: boolean;
}
export const DEFAULT_VM_TARGET: VMTarget = { indexBits: 64, f64Extension: false };

/** The machine's type for a type of the program, or null if it has none. */
export function convertType(type: Type, target: VMTarget): Type | null {
  const { context } = type;
  switch (type.kind) {
    case 'integer':
      if (type.signedness !== 'signless' && type.width !== 32 && type.width !== 64) return null;
      return type.width < 32 ? context.i32 : type.width === 32 || type.width === 64 ? type : null;
    case 'index':
      return target.indexBits === 64 ? context.i64 : context.i32;
    case 'float':
      if (type.width <= 32) return context.f32;
      return type.format === 'f64' ? (target.f64Extension ? type : context.f32) : null;
    case 'vector':
      // Bytes of any kind.
      return vmBufferType(context);
    case 'dialect':
      return convertDialectType(type, target);
    default:
      return null;
  }
}

function convertDialectType(type: DialectType, target: VMTarget): Type | null {
  const { context, name } = type;
  const [parameter] = type.params;
  switch (name) {
    case 'vm.ref':
    case 'vm.buffer':
    case 'vm.list':
      return type;
    case 'util.variant':
      return opaqueType(context);
    case 'util.buffer':
      return vmBufferType(context);
    case 'util.list': {
      const element = convertType(parameter as Type, target);
      return element && vmListType(element);
    }
    case 'util.ptr': {
      const pointee = convertType(parameter as Type, target);
      return pointee && DialectType.get(context, 'util', 'ptr', [pointee]);
    }
    case 'util.object':
      return vmRefType(opaqueType(context));
    default:
      return vmRefType(type);
  }
}

/** `i32` … `f64` or `ref`: what the machine's operations on the type end in. */
export function suffixOf(type: Type): 'i32' | 'i64' | 'f32' | 'f64' | 'ref' | null {
  if (isRefType(type) || isDialectType(type, 'vm.opaque')) return 'ref';
  if (type.kind === 'integer') return type.width === 32 ? 'i32' : type.width === 64 ? 'i64' : null;
  if (type.kind === 'float') return type.width === 32 ? 'f32' : type.width === 64 ? 'f64' : null;
  return null;
}
