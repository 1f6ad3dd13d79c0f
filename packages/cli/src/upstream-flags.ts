/**
 * Flags of upstream's tools that do nothing here: they are refused with the reason, so that nobody
 * wonders why one has no effect. A flag that only says what happens here anyway is taken.
 */
import { CommandError } from './command-error.ts';

/** Flags of a kind. */
interface RefusedFlags {
  readonly names: RegExp;
  readonly reason: string;
  /** The value that asks for what happens here. */
  readonly taken?: RegExp;
}

const OFF = /^(?:false|0)$/i;
const ON = /^(?:true|1|)$/i;

const COMPILER_FLAGS: readonly RefusedFlags[] = [
  {
    names: /^iree-(?:llvmcpu|codegen-llvmcpu|codegen-llvm|codegen-mmt4d)-/,
    reason: 'code for the CPU is WebAssembly, made without LLVM',
  },
  {
    names: /^iree-(?:hal-cuda|codegen-llvmgpu|codegen-gpu|rocm)-/,
    reason: 'there is no back end for CUDA or ROCm; GPUs run WGSL',
  },
  {
    names: /^iree-(?:vulkan|spirv|metal)-/,
    reason: 'there is no back end for SPIR-V; GPUs run WGSL',
  },
  { names: /^iree-codegen-/, reason: 'that setting of code generation is missing' },
  { names: /^iree-vmvx-/, reason: 'there is no VMVX back end' },
  { names: /^iree-vm-c-module-/, reason: 'modules are not written as C' },
  { names: /^iree-native-bindings-support$/, reason: 'functions always have them', taken: ON },
  { names: /^iree-tflite-bindings-support$/, reason: 'there are none for TFLite', taken: OFF },
  { names: /^iree-(?:plugin|print-plugin-info|example-flag)$/, reason: 'there are no plugins' },
  {
    names:
      /^iree-opt-(?:const-eval|const-expr-hoisting|numeric-precision-reduction|strip-assertions)$/,
    reason: 'that optimisation is missing',
    taken: OFF,
  },
  {
    names:
      /^iree-flow-(?:enable|fuse|normalize|split-matmul|topk-split|trace|zero-fill|export|inline-constants|dump|dispatch)-/,
    reason: 'that setting of phase flow is missing',
    taken: OFF,
  },
  {
    names: /^iree-(?:stream-(?:partitioning|resource)|scheduling-dump|util-zero-fill)-/,
    reason: 'that setting of phase stream is missing',
  },
  {
    names:
      /^iree-hal-(?:substitute-executable|preprocess-executables|instrument-dispatches|executable-debug|executable-object|benchmark-dispatch|dump-executable-benchmarks)/,
    reason: 'that way to meddle with executables is missing',
  },
  {
    names: /^iree-vm-(?:target-|bytecode-source-listing|bytecode-module-optimize)/,
    reason: 'that setting of phase vm is missing',
  },
  {
    names:
      /^mlir-(?:pass-(?:statistics|pipeline)|pretty-debuginfo|print-value-users|print-stacktrace|print-assume)/,
    reason: 'that report is missing',
    taken: OFF,
  },
  { names: /^split-input-file$/, reason: 'a module holds one program; iwb opt splits files' },
  {
    names: /^(?:emit-bytecode|no-implicit-module|load-.*|verify-region-info)$/,
    reason: 'that is missing',
  },
];

const RUNTIME_FLAGS: readonly RefusedFlags[] = [
  { names: /^task_|^dump_task_topologies$/, reason: 'the local device has --threads' },
  { names: /^cuda_/, reason: 'there is no driver for CUDA; GPUs run through WebGPU' },
  { names: /^vulkan_/, reason: 'WebGPU decides how Vulkan is used' },
  { names: /^device_allocator$/, reason: 'devices have one allocator' },
  { names: /^device_profiling_(?:mode|file)$/, reason: 'devices cannot be profiled', taken: /^$/ },
  { names: /^instrument_file$/, reason: 'programs are not instrumented', taken: /^$/ },
  {
    names: /^benchmark_enable_random_interleaving$/,
    reason: 'repetitions follow each other',
    taken: OFF,
  },
  { names: /^trace_execution$/, reason: 'the VM cannot trace instructions', taken: OFF },
];

const FLAGS_OF_VERBS: ReadonlyMap<string, readonly RefusedFlags[]> = new Map([
  ['compile', COMPILER_FLAGS],
  ['opt', COMPILER_FLAGS],
  ['run', RUNTIME_FLAGS],
  ['benchmark', RUNTIME_FLAGS],
  ['check', RUNTIME_FLAGS],
]);

/**
 * Refuses a flag that upstream's tool has and the verb has not.
 *
 * @returns whether it is one of upstream's, and asks for what happens anyway
 */
export function isTakenFlag(verb: string, name: string, value: string | undefined): boolean {
  const entry = FLAGS_OF_VERBS.get(verb)?.find(({ names }) => names.test(name));
  if (!entry) return false;
  if (entry.taken?.test(value ?? '')) return true;
  throw new CommandError(`--${name} is not supported: ${entry.reason}`);
}
