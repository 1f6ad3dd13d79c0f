/**
 * What a bytecode module owns inside one context: globals, read-only data as buffers, resolved types
 * and linked imports.
 */

import { VmBuffer } from './buffer.ts';
import type { BytecodeFunction, BytecodeModule } from './bytecode-module.ts';
import { type ListElementType, VmList } from './list.ts';
import type { NativeFunction, NativeModule, VmRef } from './native-module.ts';
import { StatusError } from './status.ts';

/** A function an import was linked to. */
export type LinkedFunction =
  | {
      readonly kind: 'bytecode';
      readonly target: BytecodeFunction;
      readonly state: BytecodeModuleState;
    }
  | { readonly kind: 'native'; readonly target: NativeFunction; readonly module: NativeModule };

/** State of a bytecode module in a context. */
export class BytecodeModuleState {
  readonly module: BytecodeModule;
  readonly globals: DataView;
  readonly globalRefs: (VmRef | null)[];
  readonly rodata: readonly VmBuffer[];
  readonly types: readonly ListElementType[];
  /** By import ordinal; undefined for an optional import nobody provides. */
  readonly imports: (LinkedFunction | undefined)[] = [];

  constructor(module: BytecodeModule, refTypes: ReadonlySet<string>) {
    this.module = module;
    this.globals = new DataView(new ArrayBuffer(module.def.globalBytesCapacity));
    this.globalRefs = new Array<VmRef | null>(module.def.globalRefCount).fill(null);
    this.rodata = module.def.rodataSegments.map(
      (segment) => new VmBuffer(segment.bytes, 'constant'),
    );
    this.types = module.def.types.map((name) => resolveType(name, refTypes));
  }
}

/** Resolves a name of the type table against the ref types registered with the context. */
export function resolveType(name: string, refTypes: ReadonlySet<string>): ListElementType {
  switch (name) {
    case 'i8':
    case 'i16':
    case 'i32':
    case 'i64':
    case 'f32':
    case 'f64':
      return { kind: 'value', type: name };
    case '!vm.opaque':
      return { kind: 'variant' };
    default: {
      const type = name.startsWith(`!${VmList.vmTypeName}`) ? VmList.vmTypeName : name.slice(1);
      if (!name.startsWith('!') || !refTypes.has(type)) {
        throw new StatusError('NOT_FOUND', `no type registered with name '${name}'`);
      }
      return { kind: 'ref', type };
    }
  }
}

/** Ref types every context has. */
export const builtinRefTypes: readonly string[] = [VmBuffer.vmTypeName, VmList.vmTypeName];
