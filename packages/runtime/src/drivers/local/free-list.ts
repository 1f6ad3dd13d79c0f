/**
 * A first-fit allocator over a growing range of addresses. It holds no memory, only arithmetic.
 */

interface Block {
  address: number;
  size: number;
}

/** Every address and size is a multiple of this; enough for any vector load. */
export const blockAlignment = 64;

/** Allocates address ranges. */
export class FreeList {
  /** Free blocks by address; neighbours are merged. */
  readonly #free: Block[] = [];
  readonly #sizes = new Map<number, number>();
  #end: number;
  #used = 0;

  /** An empty list whose addresses will start at `begin`. */
  constructor(begin: number) {
    this.#end = align(begin);
  }

  /** Bytes handed out. */
  get used(): number {
    return this.#used;
  }

  /** The first address that does not exist yet. */
  get end(): number {
    return this.#end;
  }

  /** Adds the addresses up to `end`. */
  extend(end: number): void {
    const aligned = end - (end % blockAlignment);
    if (aligned <= this.#end) return;
    this.#insert({ address: this.#end, size: aligned - this.#end });
    this.#end = aligned;
  }

  /** Bytes {@link extend} must add for an allocation to succeed. */
  shortage(size: number): number {
    const needed = roundSize(size);
    const last = this.#free.at(-1);
    const tail = last && last.address + last.size === this.#end ? last.size : 0;
    return Math.max(0, needed - tail);
  }

  /** Allocates, or returns undefined when no free block is large enough. */
  allocate(size: number): number | undefined {
    const needed = roundSize(size);
    const index = this.#free.findIndex((block) => block.size >= needed);
    const block = this.#free[index];
    if (!block) return undefined;
    const { address } = block;
    if (block.size === needed) {
      this.#free.splice(index, 1);
    } else {
      block.address += needed;
      block.size -= needed;
    }
    this.#sizes.set(address, needed);
    this.#used += needed;
    return address;
  }

  /** Frees an allocation; freeing anything else is an error of the caller. */
  free(address: number): void {
    const size = this.#sizes.get(address);
    if (size === undefined) throw new Error(`address ${address} is not allocated`);
    this.#sizes.delete(address);
    this.#used -= size;
    this.#insert({ address, size });
  }

  #insert(block: Block): void {
    const free = this.#free;
    let low = 0;
    let high = free.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (free[middle]!.address < block.address) low = middle + 1;
      else high = middle;
    }
    const previous = free[low - 1];
    const next = free[low];
    const joinsPrevious = previous && previous.address + previous.size === block.address;
    const joinsNext = next && block.address + block.size === next.address;
    if (joinsPrevious && joinsNext) {
      previous.size += block.size + next.size;
      free.splice(low, 1);
    } else if (joinsPrevious) {
      previous.size += block.size;
    } else if (joinsNext) {
      next.address = block.address;
      next.size += block.size;
    } else {
      free.splice(low, 0, block);
    }
  }
}

function align(address: number): number {
  return Math.ceil(address / blockAlignment) * blockAlignment;
}

function roundSize(size: number): number {
  return Math.max(blockAlignment, align(size));
}
