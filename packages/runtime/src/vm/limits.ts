/**
 * How much a single VM object may take from the host, so that a damaged or hostile module runs into
 * RESOURCE_EXHAUSTED instead of exhausting the process.
 */

/** Upper bounds per object. */
export const allocationLimits = {
  /** Bytes of one `!vm.buffer`. */
  bufferBytes: 1 << 29,
  /** Elements of one `!vm.list`. */
  listElements: 1 << 24,
  /** Call depth. */
  stackFrames: 1 << 14,
  /** Registers of all live frames together. */
  stackRegisters: 1 << 22,
} as const;
