/**
 * What code generation must know of a target: how its workgroups run, how wide its vectors are, and
 * how much of everything it has. The targets make the instances; strategies read nothing else.
 */

/** Upper bounds along x, y and z. */
export type Extent3 = readonly [x: number, y: number, z: number];

/**
 * Rows and columns of the result that a workgroup computes, and how deep its inputs are staged. Every
 * thread has whole vectors of the tile, and as many blocks of the inputs to move as any other.
 */
export interface StagedTileSize {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Threads of a workgroup that computes such a tile. */
  readonly threads: number;
}

export interface CodegenTarget {
  /** Name of the back end, as in `#hal.executable.target<"…">`. */
  readonly name: string;
  /**
   * `sequential`: one thread runs a workgroup, with SIMD registers and caches (WebAssembly).
   * `threads`: a workgroup is a grid of threads that share memory and barriers (WGSL).
   */
  readonly execution: 'sequential' | 'threads';
  /** Lanes of a vector of 32-bit elements; 1 where vectors bring nothing. */
  readonly vectorWidth: number;
  /** Neighbours that a thread of a workgroup loads, computes and stores at once; 1 for sequential execution. */
  readonly threadWidth: number;
  /**
   * True where `math` functions are instructions that take vectors. Elsewhere the commonest ones
   * become plain arithmetic, the others are taken lane by lane.
   */
  readonly vectorMath: boolean;
  /** Rows and vectors of the register tile in which contractions accumulate without threads. */
  readonly registerTile: { readonly rows: number; readonly vectors: number };
  /** Tiles of contractions that the threads of a workgroup compute together, largest first. */
  readonly stagedTiles: readonly StagedTileSize[];
  /** Largest grid of workgroups that one dispatch may have. */
  readonly maxWorkgroupCount: Extent3;
  /** Threads of a workgroup, unless its tiles ask for others; 1 for sequential execution. */
  readonly workgroupThreads: number;
  /** Bytes of the memory that the threads of a workgroup share. */
  readonly workgroupMemory: number;
  /** Bytes of scratch memory that one thread may allocate. */
  readonly privateMemory: number;
  /** Work that is worth a workgroup of its own, in scalar operations. */
  readonly workgroupWork: number;
}
