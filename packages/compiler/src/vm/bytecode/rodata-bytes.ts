/** The bytes that constants are in a module file: little-endian, elements in whole bytes. */

import type { Attribute } from '@iree-workbench/ir';

/** What a FlatBuffer's 32-bit offsets reach. */
export const MAX_RODATA_BYTES = 2 ** 31 - 1;

/** How many bytes `attributeBytes` gives, without making them; 0 where it gives none. */
export function attributeByteLength(attr: Attribute): number {
  switch (attr.kind) {
    case 'dense':
      return attr.isSplat ? attr.data.length * attr.numElements : attr.data.length;
    case 'dialect':
      return attr.name === 'util.composite' ? Number(attr.params[0]) : 0;
    default:
      return attributeBytes(attr)?.length ?? 0;
  }
}

/** Null for an attribute that has no bytes. */
export function attributeBytes(attr: Attribute): Uint8Array | null {
  switch (attr.kind) {
    case 'dense': {
      if (!attr.isSplat) return attr.data;
      const { data, numElements } = attr;
      const bytes = new Uint8Array(data.length * numElements);
      for (let at = 0; at < bytes.length; at += data.length) bytes.set(data, at);
      return bytes;
    }
    case 'string':
      return new TextEncoder().encode(attr.value);
    case 'dense_resource':
      return attr.context.resources.get(attr.key)?.data ?? null;
    case 'dialect': {
      const values = attr.name === 'util.composite' ? (attr.params[1] as Attribute) : null;
      if (values?.kind !== 'array') return null;
      const parts = values.elements.map(attributeBytes);
      const bytes = new Uint8Array(Number(attr.params[0]));
      let at = 0;
      for (const part of parts) {
        if (!part || at + part.length > bytes.length) return null;
        bytes.set(part, at);
        at += part.length;
      }
      return bytes;
    }
    default:
      return null;
  }
}
