/**
 * `!vm.list<T>`: a growable list of values of one type, of refs, or of anything (variants).
 */
import { allocationLimits } from './limits.ts';
import type { VmRef, VmValue } from './native-module.ts';
import { StatusError } from './status.ts';

/** Value types a list may store. */
export type ListValueType = 'i8' | 'i16' | 'i32' | 'i64' | 'f32' | 'f64';

/** What a list stores: one value type, refs of one type, or variants. */
export type ListElementType =
  | { readonly kind: 'value'; readonly type: ListValueType }
  | { readonly kind: 'ref'; readonly type: string }
  | { readonly kind: 'variant' };

/** The type of a value in a variant list; undefined for an element never set. */
type VariantType = ListValueType | 'ref' | undefined;

/** A list of the VM. Elements never set read as zero or null. */
export class VmList implements VmRef {
  static readonly vmTypeName = 'vm.list';
  readonly vmType = VmList.vmTypeName;
  readonly elementType: ListElementType;
  #count = 0;
  // Both arrays may be shorter than #count: what is missing was never set. A resize costs nothing.
  #elements: (VmValue | undefined)[] = [];
  #variantTypes: VariantType[] = [];

  constructor(elementType: ListElementType = { kind: 'variant' }) {
    this.elementType = elementType;
  }

  /** A list of variants holding refs: what embedders hand to programs that take `!vm.list<?>`. */
  static ofRefs(refs: readonly (VmRef | null)[]): VmList {
    const list = new VmList();
    list.resize(refs.length);
    refs.forEach((ref, index) => {
      list.setRef(index, ref);
    });
    return list;
  }

  get size(): number {
    return this.#count;
  }

  /** Checks that the host would give room for so many elements. */
  reserve(capacity: number): void {
    if (!(capacity >= 0 && capacity <= allocationLimits.listElements)) {
      throw new StatusError(
        'RESOURCE_EXHAUSTED',
        `cannot reserve a list of ${capacity} elements (limit ${allocationLimits.listElements})`,
      );
    }
  }

  /** Changes the size; dropped elements read as zero or null if the list grows again. */
  resize(size: number): void {
    this.reserve(size);
    if (size < this.#elements.length) this.#elements.length = size;
    if (size < this.#variantTypes.length) this.#variantTypes.length = size;
    this.#count = size;
  }

  /**
   * Reads an element as a value of the given type. Integers of another width are truncated or
   * sign-extended; between integers and floats upstream does not convert and reads zero.
   */
  getValue(index: number, as: ListValueType): number | bigint {
    this.#checkIndex(index);
    const stored = this.#elements[index];
    switch (this.elementType.kind) {
      case 'value':
        return convertValue(numeric(stored), this.elementType.type, as);
      case 'variant': {
        const type = this.#variantTypes[index];
        if (type === undefined || type === 'ref') {
          throw new StatusError(
            'FAILED_PRECONDITION',
            `variant at index ${index} is not a value type`,
          );
        }
        return convertValue(numeric(stored), type, as);
      }
      case 'ref':
        throw new StatusError('FAILED_PRECONDITION', 'list does not store values');
    }
  }

  /** Stores a value, converted to the list's element type. */
  setValue(index: number, value: number | bigint, type: ListValueType): void {
    this.#checkIndex(index);
    switch (this.elementType.kind) {
      case 'value':
        this.#elements[index] = convertValue(value, type, this.elementType.type);
        return;
      case 'variant':
        this.#elements[index] = value;
        this.#variantTypes[index] = type;
        return;
      case 'ref':
        throw new StatusError('FAILED_PRECONDITION', 'list cannot store values');
    }
  }

  /** Reads a ref; null for an element never set. */
  getRef(index: number): VmRef | null {
    this.#checkIndex(index);
    const stored = this.#elements[index];
    if (this.elementType.kind === 'value') {
      throw new StatusError('FAILED_PRECONDITION', 'list does not store refs');
    }
    if (stored === undefined || stored === null) return null;
    if (typeof stored !== 'object') {
      throw new StatusError('FAILED_PRECONDITION', `variant at index ${index} is not a ref`);
    }
    return stored;
  }

  /** Stores a ref; a list of one ref type takes only that type and null. */
  setRef(index: number, ref: VmRef | null): void {
    this.#checkIndex(index);
    switch (this.elementType.kind) {
      case 'value':
        throw new StatusError('FAILED_PRECONDITION', 'list cannot store refs');
      case 'ref':
        if (ref !== null && ref.vmType !== this.elementType.type) {
          throw new StatusError(
            'INVALID_ARGUMENT',
            `source ref type mismatch; expected !${this.elementType.type} but have !${ref.vmType}`,
          );
        }
        this.#elements[index] = ref;
        return;
      case 'variant':
        this.#elements[index] = ref;
        this.#variantTypes[index] = ref === null ? undefined : 'ref';
        return;
    }
  }

  /** The element as it is stored, for embedders that print or convert lists. */
  get(index: number): VmValue {
    this.#checkIndex(index);
    const stored = this.#elements[index];
    if (stored !== undefined) return stored;
    if (this.elementType.kind !== 'value') return null;
    return this.elementType.type === 'i64' ? 0n : 0;
  }

  /** The type of the element as stored: of a variant its own, else the list's. */
  typeAt(index: number): ListValueType | 'ref' | undefined {
    this.#checkIndex(index);
    switch (this.elementType.kind) {
      case 'value':
        return this.elementType.type;
      case 'ref':
        return 'ref';
      case 'variant':
        return this.#variantTypes[index];
    }
  }

  #checkIndex(index: number): void {
    if (!(index >= 0 && index < this.#count)) {
      throw new StatusError('OUT_OF_RANGE', `index ${index} out of bounds (${this.#count})`);
    }
  }
}

function numeric(value: VmValue | undefined): number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0;
}

function convertValue(
  value: number | bigint,
  from: ListValueType,
  to: ListValueType,
): number | bigint {
  // A missing element of an i64 list arrives as number 0; the width rules below repair that.
  const fromFloat = from === 'f32' || from === 'f64';
  const toFloat = to === 'f32' || to === 'f64';
  if (fromFloat || toFloat) {
    if (from === to) return Number(value);
    return to === 'i64' ? 0n : 0;
  }
  if (to === 'i64') return BigInt.asIntN(64, BigInt(value));
  const low = typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : value;
  switch (to) {
    case 'i8':
      return (low << 24) >> 24;
    case 'i16':
      return (low << 16) >> 16;
    case 'i32':
      return low | 0;
  }
}
