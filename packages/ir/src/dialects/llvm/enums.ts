/** The enumerations of the llvm dialect: keywords and numbers of linkages, orderings, predicates. */

import { integerEnumAttr } from '../../constraints.ts';
import type { AttrConstraint } from '../../dialect.ts';

export type Cases = readonly (readonly [keyword: string, value: number])[];

const numbered = (keywords: readonly string[]): Cases =>
  keywords.map((keyword, value) => [keyword, value] as const);
/** The keyword of a number; empty if there is none. */
export const keywordOf = (cases: Cases, value: bigint | undefined): string =>
  cases.find(([, number]) => BigInt(number) === value)?.[0] ?? '';

/** Held as a 64-bit integer; `summary` is upstream's. */
const enumConstraint = (summary: string, cases: Cases): AttrConstraint => ({
  ...integerEnumAttr(64, cases),
  summary,
});

export const LINKAGES: readonly string[] = [
  'private',
  'internal',
  'available_externally',
  'linkonce',
  'weak',
  'common',
  'appending',
  'extern_weak',
  'linkonce_odr',
  'weak_odr',
  'external',
];

export const CALLING_CONVENTIONS: readonly string[] = [
  'ccc',
  'fastcc',
  'coldcc',
  'cc_10',
  'cc_11',
  'webkit_jscc',
  'anyregcc',
  'preserve_mostcc',
  'preserve_allcc',
  'swiftcc',
  'cxx_fast_tlscc',
  'tailcc',
  'cfguard_checkcc',
  'swifttailcc',
  'x86_stdcallcc',
  'x86_fastcallcc',
  'arm_apcscc',
  'arm_aapcscc',
  'arm_aapcs_vfpcc',
  'msp430_intrcc',
  'x86_thiscallcc',
  'ptx_kernelcc',
  'ptx_devicecc',
  'spir_funccc',
  'spir_kernelcc',
  'intel_ocl_bicc',
  'x86_64_sysvcc',
  'win64cc',
  'x86_vectorcallcc',
  'hhvmcc',
  'hhvm_ccc',
  'x86_intrcc',
  'avr_intrcc',
  'avr_builtincc',
  'amdgpu_vscc',
  'amdgpu_gscc',
  'amdgpu_cscc',
  'amdgpu_kernelcc',
  'x86_regcallcc',
  'amdgpu_hscc',
  'msp430_builtincc',
  'amdgpu_lscc',
  'amdgpu_escc',
  'aarch64_vectorcallcc',
  'aarch64_sve_vectorcallcc',
  'wasm_emscripten_invokecc',
  'amdgpu_gfxcc',
  'm68k_intrcc',
];

export const VISIBILITIES = numbered(['', 'hidden', 'protected']);
export const VisibilityAttr = enumConstraint('LLVM GlobalValue Visibility', VISIBILITIES);
export const UNNAMED_ADDRS = numbered(['', 'local_unnamed_addr', 'unnamed_addr']);
export const UnnamedAddrAttr = enumConstraint('LLVM GlobalValue UnnamedAddr', UNNAMED_ADDRS);

export const ORDERINGS: Cases = [
  ['not_atomic', 0],
  ['unordered', 1],
  ['monotonic', 2],
  ['acquire', 4],
  ['release', 5],
  ['acq_rel', 6],
  ['seq_cst', 7],
];
export const OrderingAttr = enumConstraint("Atomic ordering for LLVM's memory model", ORDERINGS);

export const ATOMIC_OPERATIONS = numbered([
  'xchg',
  'add',
  'sub',
  '_and',
  'nand',
  '_or',
  '_xor',
  'max',
  'min',
  'umax',
  'umin',
  'fadd',
  'fsub',
  'fmax',
  'fmin',
  'uinc_wrap',
  'udec_wrap',
]);
export const AtomicOperationAttr = enumConstraint(
  'llvm.atomicrmw binary operations',
  ATOMIC_OPERATIONS,
);

export const AsmDialectAttr = enumConstraint(
  'ATT (0) or Intel (1) asm dialect',
  numbered(['att', 'intel']),
);

export const INTEGER_PREDICATES = numbered([
  'eq',
  'ne',
  'slt',
  'sle',
  'sgt',
  'sge',
  'ult',
  'ule',
  'ugt',
  'uge',
]);
/** The missing letter is upstream's. */
export const IntegerPredicateAttr = enumConstraint(
  'lvm.icmp comparison predicate',
  INTEGER_PREDICATES,
);
export const FLOAT_PREDICATES = numbered([
  '_false',
  'oeq',
  'ogt',
  'oge',
  'olt',
  'ole',
  'one',
  'ord',
  'ueq',
  'ugt',
  'uge',
  'ult',
  'ule',
  'une',
  'uno',
  '_true',
]);
export const FloatPredicateAttr = enumConstraint(
  'llvm.fcmp comparison predicate',
  FLOAT_PREDICATES,
);
