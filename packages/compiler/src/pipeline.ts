/**
 * The pipeline from input IR to a module: the phases, the passes of each, and `compile`, which runs
 * those between two phases.
 *
 * Phases have upstream's names (`--compile-to=flow`), so that IR written after one can be read
 * before the next by either compiler.
 */

import {
  builtinPasses,
  type Cancellation,
  Context,
  canonicalizePass,
  csePass,
  type Diagnostic,
  type DiagnosticHandler,
  definePass,
  type Era,
  fileLocation,
  inlinePass,
  makeDiagnostic,
  type Operation,
  type Pass,
  type PassInstrumentation,
  type PassRegistry,
  type PipelineStep,
  runPasses,
  step,
  symbolDcePass,
  verifyOperation,
} from '@iree-workbench/ir';
import { allDialects } from '@iree-workbench/ir/dialects';
import { exportCheckedTensors } from './abi/export-checked-tensors.ts';
import { wrapEntryPoints } from './abi/wrap-entry-points.ts';
import { cloneProducersIntoDispatchRegions } from './flow/clone-producers.ts';
import { convertToFlowAfterDispatch, convertToFlowBeforeDispatch } from './flow/convert-to-flow.ts';
import { deduplicateExecutables } from './flow/deduplicate-executables.ts';
import { convertElementwiseToLinalg } from './flow/elementwise-to-linalg.ts';
import { expandTensorShapes } from './flow/expand-tensor-shapes.ts';
import { formDispatchRegions } from './flow/form-dispatch-regions.ts';
import { formDispatchWorkgroups } from './flow/form-workgroups.ts';
import { fusionOfTensorOps } from './flow/fusion.ts';
import { joinDispatchOperands } from './flow/join-operands.ts';
import { linalgExtToLinalg } from './flow/linalg-ext/index.ts';
import { outlineDispatchRegions } from './flow/outline.ts';
import { convertToHal } from './hal/conversion.ts';
import { inlineDeviceSwitches, resolveWorkgroupCounts } from './hal/device-switches.ts';
import { assignTargetDevices } from './hal/device-targets.ts';
import { materializeInterfaces } from './hal/materialize-interfaces.ts';
import { materializeResourceCaches } from './hal/resource-caches.ts';
import { type ExecutableOptions, serializeExecutables } from './hal/serialize-executables.ts';
import { translateExecutables } from './hal/translate-executables.ts';
import { importMlProgram } from './input/import-ml-program.ts';
import type { ElementTypeChanges, InputType } from './input/input-types.ts';
import { CONVERSIONS, inputSteps } from './input/pipelines.ts';
import { topLevelScfToCfgPass } from './input/top-level-scf-to-cfg.ts';
import type { PassFunction } from './report.ts';
import { convertToStream } from './stream/conversion.ts';
import { materializeCopyOnWrite } from './stream/copy-on-write.ts';
import { encodeHostAccesses } from './stream/encode-host.ts';
import { layoutSlices } from './stream/layout-slices.ts';
import { outlineConstants } from './stream/outline-constants.ts';
import { packDispatchOperands } from './stream/pack-dispatch-operands.ts';
import { refineUsage } from './stream/refine-usage.ts';
import { scheduleAllocation } from './stream/schedule-allocation.ts';
import { scheduleExecution } from './stream/schedule-execution.ts';
import { TARGETS, type TargetDevice } from './target-names.ts';
import { ELEMENT_TYPE_PASSES, elementTypeSteps } from './util/convert-element-types.ts';
import { convertScfToCf } from './util/scf-to-cf.ts';
import { type SerializeOptions, serializeModule } from './vm/bytecode/serialize.ts';
import { applyPatternsPass, VM_PASSES, vmSteps } from './vm/passes.ts';

/** Where compilation may start or stop, in order. */
export const PHASES = [
  'input',
  'abi',
  'preprocessing',
  'flow',
  'stream',
  'executable-sources',
  'executable-targets',
  'hal',
  'vm',
  'end',
] as const;
export type Phase = (typeof PHASES)[number];

/** A context with every dialect of an era. */
export const createContext = (era: Era = '2023'): Context => new Context(allDialects, era);

/** A pass on the module, made of the function that does it. */
function modulePass(argument: string, className: string, summary: string, run: PassFunction): Pass {
  return definePass({ argument, className, summary, anchor: 'builtin.module', run });
}

/** A pass on functions, or on all of a module: upstream's pipelines nest such passes. */
function functionPass(
  argument: string,
  className: string,
  summary: string,
  run: PassFunction,
): Pass {
  return definePass({ argument, className, summary, run });
}

const PASSES = {
  importMlProgram,
  topLevelScfToCfg: topLevelScfToCfgPass,
  wrapEntryPoints: modulePass(
    'iree-abi-wrap-entry-points',
    'WrapEntryPointsPass',
    'wraps public functions of tensors in ones of buffer views',
    wrapEntryPoints,
  ),
  exportCheckedTensors: modulePass(
    'iwb-abi-export-checked-tensors',
    'ExportCheckedTensors',
    'hands tensors that tests expect something of to the runtime as buffer views',
    exportCheckedTensors,
  ),
  expandTensorShapes: modulePass(
    'iree-flow-expand-tensor-shapes',
    'ExpandTensorShapes',
    'passes dynamic dimensions beside tensors to blocks, functions and globals',
    expandTensorShapes,
  ),
  linalgExtToLinalg: functionPass(
    'iwb-flow-linalg-ext-to-linalg',
    'LinalgExtToLinalg',
    'turns sorts, scatters, scans and what else linalg_ext has on tensors into linalg',
    linalgExtToLinalg,
  ),
  elementwiseToLinalg: functionPass(
    'convert-elementwise-to-linalg',
    'ConvertElementwiseToLinalg',
    'turns elementwise operations on tensors into linalg.generic',
    convertElementwiseToLinalg,
  ),
  fusion: functionPass(
    'iree-flow-fusion-of-tensor-ops',
    'FusionOfTensorOps',
    'fuses elementwise operations into what uses them',
    fusionOfTensorOps,
  ),
  convertToFlowBefore: functionPass(
    'iwb-flow-convert-to-flow-before-dispatch',
    'ConvertToFlowBeforeDispatch',
    'turns tensor operations that have a flow operation of their own into it',
    convertToFlowBeforeDispatch,
  ),
  formDispatchRegions: functionPass(
    'iree-flow-form-dispatch-regions',
    'FormDispatchRegions',
    'groups operations that run as one dispatch into regions',
    formDispatchRegions,
  ),
  cloneProducers: functionPass(
    'iree-flow-clone-producers-into-dispatch-regions',
    'CloneProducersIntoDispatchRegions',
    'copies cheap producers into the regions that use them',
    cloneProducersIntoDispatchRegions,
  ),
  joinDispatchOperands: functionPass(
    'iwb-flow-join-dispatch-operands',
    'JoinDispatchOperands',
    'copies tensors into one where a dispatch would be given more than devices bind',
    joinDispatchOperands,
  ),
  formDispatchWorkgroups: functionPass(
    'iree-flow-form-dispatch-workgroups',
    'FormDispatchWorkgroups',
    'isolates dispatch regions from what is around them',
    formDispatchWorkgroups,
  ),
  outlineDispatchRegions: modulePass(
    'iree-flow-outline-dispatch-regions',
    'OutlineDispatchRegions',
    'moves the bodies of dispatches into executables',
    outlineDispatchRegions,
  ),
  deduplicateExecutables: modulePass(
    'iree-flow-deduplicate-executables',
    'DeduplicateExecutables',
    'keeps one of the executables that do the same',
    deduplicateExecutables,
  ),
  convertToFlowAfter: functionPass(
    'iwb-flow-convert-to-flow-after-dispatch',
    'ConvertToFlowAfterDispatch',
    'turns the tensor operations left outside of dispatches into flow operations',
    convertToFlowAfterDispatch,
  ),
  outlineConstants: modulePass(
    'iree-flow-outline-constants',
    'OutlineConstants',
    'moves tensor constants into globals',
    outlineConstants,
  ),
  convertToStream: modulePass(
    'iree-stream-conversion',
    'ConvertToStreamPass',
    'turns tensors into resources of known sizes and flow into stream operations',
    convertToStream,
  ),
  copyOnWrite: functionPass(
    'iree-stream-materialize-copy-on-write',
    'MaterializeCopyOnWritePass',
    'copies resources that are written while others still read them',
    materializeCopyOnWrite,
  ),
  refineUsage: modulePass(
    'iree-stream-refine-usage',
    'RefineUsagePass',
    'gives each resource the lifetime that its uses ask for',
    refineUsage,
  ),
  encodeHostAccesses: functionPass(
    'iree-stream-encode-host-tensors',
    'EncodeHostTensorsPass',
    'turns accesses to tensors into accesses to their bytes',
    encodeHostAccesses,
  ),
  scheduleExecution: functionPass(
    'iree-stream-schedule-execution',
    'ScheduleExecutionPass',
    'gathers asynchronous operations into executions',
    scheduleExecution,
  ),
  scheduleAllocation: modulePass(
    'iree-stream-schedule-allocation',
    'ScheduleAllocationPass',
    'allocates the storage of executions and turns their operations into commands',
    scheduleAllocation,
  ),
  layoutSlices: functionPass(
    'iree-stream-layout-slices',
    'LayoutSlicesPass',
    'places transient slices in one allocation',
    layoutSlices,
  ),
  packDispatchOperands: modulePass(
    'iree-stream-pack-dispatch-operands',
    'PackDispatchOperandsPass',
    'passes the values of dispatches as 32-bit words',
    packDispatchOperands,
  ),
  materializeInterfaces: modulePass(
    'iree-hal-materialize-interfaces',
    'MaterializeInterfacesPass',
    "makes executables of the devices' formats, with the layout of their entry points",
    materializeInterfaces,
  ),
  convertScfToCf: functionPass(
    'convert-scf-to-cf',
    'SCFToControlFlow',
    'turns the structured control flow of host code into branches',
    convertScfToCf,
  ),
  convertToHal: modulePass(
    'iree-hal-conversion',
    'ConvertToHALPass',
    'turns resources into buffers, timepoints into fences and executions into command buffers',
    convertToHal,
  ),
  resolveWorkgroupCounts: modulePass(
    'iree-hal-resolve-workgroup-counts',
    'ResolveWorkgroupCountsPass',
    'computes the workgroups of dispatches from their workload',
    resolveWorkgroupCounts,
  ),
  inlineDeviceSwitches: functionPass(
    'iree-hal-inline-device-switches',
    'InlineDeviceSwitchesPass',
    'branches on what the device answers',
    inlineDeviceSwitches,
  ),
  materializeResourceCaches: modulePass(
    'iree-hal-materialize-resource-caches',
    'MaterializeResourceCachesPass',
    'keeps layouts and executables in globals that an initialiser sets',
    materializeResourceCaches,
  ),
} as const;

const serializeExecutablesPass = (options: ExecutableOptions): Pass =>
  modulePass(
    'iree-hal-serialize-executables',
    'SerializeExecutablesPass',
    'turns the code of each variant into a binary of its format',
    serializeExecutables(options),
  );

/** Notes the devices of the compilation on the module. */
const assignTargets = (devices: readonly TargetDevice[]): Pass =>
  modulePass(
    'iree-hal-assign-target-devices',
    'AssignTargetDevicesPass',
    'notes on the module which devices it is compiled for',
    assignTargetDevices(devices),
  );

const CLEAN_UP = [step(canonicalizePass), step(csePass)];

/** The steps of each phase, in order. */
function phaseSteps(phase: Phase, options: CompileOptions): readonly PipelineStep[] {
  switch (phase) {
    case 'input':
      return [step(PASSES.topLevelScfToCfg), step(PASSES.importMlProgram)];
    case 'abi':
      return [
        step(PASSES.wrapEntryPoints),
        step(PASSES.exportCheckedTensors),
        step(inlinePass),
        ...CLEAN_UP,
        step(symbolDcePass),
      ];
    case 'preprocessing':
      return options.preprocessing ?? [];
    case 'flow':
      return [
        ...elementTypeSteps(options.elementTypes?.flow ?? []),
        step(PASSES.linalgExtToLinalg),
        step(PASSES.topLevelScfToCfg),
        step(PASSES.expandTensorShapes),
        step(PASSES.elementwiseToLinalg),
        ...CLEAN_UP,
        step(PASSES.fusion),
        ...CLEAN_UP,
        step(PASSES.convertToFlowBefore),
        step(PASSES.formDispatchRegions),
        step(PASSES.cloneProducers),
        ...(options.targets.includes('webgpu') ? [step(PASSES.joinDispatchOperands)] : []),
        step(PASSES.formDispatchWorkgroups),
        ...CLEAN_UP,
        step(PASSES.convertToFlowAfter),
        step(PASSES.outlineDispatchRegions),
        ...CLEAN_UP,
        step(PASSES.deduplicateExecutables),
        step(symbolDcePass),
      ];
    case 'stream':
      return [
        step(PASSES.outlineConstants),
        step(PASSES.convertToStream),
        ...CLEAN_UP,
        step(PASSES.copyOnWrite),
        step(PASSES.refineUsage),
        step(PASSES.encodeHostAccesses),
        step(PASSES.scheduleExecution),
        step(PASSES.scheduleAllocation),
        step(PASSES.layoutSlices),
        step(PASSES.packDispatchOperands),
        ...CLEAN_UP,
        step(symbolDcePass),
      ];
    case 'executable-sources':
      return [step(assignTargets(options.targets)), step(PASSES.materializeInterfaces)];
    case 'executable-targets':
      return [step(translateExecutables)];
    case 'hal':
      return [
        step(PASSES.convertToHal),
        ...CLEAN_UP,
        step(PASSES.convertScfToCf),
        step(PASSES.resolveWorkgroupCounts),
        step(PASSES.inlineDeviceSwitches),
        step(PASSES.materializeResourceCaches),
        step(serializeExecutablesPass(options)),
        ...CLEAN_UP,
        step(symbolDcePass),
      ];
    case 'vm':
      return vmSteps;
    case 'end':
      return [];
  }
}

export interface CompileOptions
  extends ExecutableOptions,
    Pick<SerializeOptions, 'polyglotZip' | 'stripDebugOps'> {
  /** Devices that the module shall run on. */
  readonly targets: readonly TargetDevice[];
  /** The phase that the input is the result of; absent: it is a source program. */
  readonly compileFrom?: Phase;
  /** The last phase to run; absent: all, which makes a module file. */
  readonly compileTo?: Phase;
  /** The dialects of the input that are converted; absent: those that it has. */
  readonly inputType?: InputType;
  /** Element types that all values of are given another one; absent: those that mhlo asks for. */
  readonly elementTypes?: ElementTypeChanges;
  /** Passes of the user's own, which are phase `preprocessing`. */
  readonly preprocessing?: readonly PipelineStep[];
}

export interface CompileEvents {
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
  readonly instrumentations?: readonly PassInstrumentation[];
  readonly cancellation?: Cancellation;
  /** Verifies the IR after each pass: for development. The input is always verified. */
  readonly verifyEach?: boolean;
  /** Shows the operation below what the verifier says of it. */
  readonly showOperations?: boolean;
  /** Told of the IR after each phase. */
  readonly onPhase?: (phase: Phase, module: Operation) => void;
}

export interface CompileResult {
  readonly ok: boolean;
  /** The module as the last pass left it; the operation given is the same. */
  readonly module: Operation;
  /** The module file; absent unless the last phase was run. */
  readonly bytes?: Uint8Array;
}

/**
 * Compiles a module in place from one phase to another.
 * @param module a `builtin.module` of a context with all dialects.
 */
export function compile(
  module: Operation,
  options: CompileOptions,
  events: CompileEvents,
): CompileResult {
  const { verifyEach, showOperations = false, onPhase, ...passEvents } = events;
  const runOptions = { ...passEvents, onDiagnostic: onceEach(events.onDiagnostic) };
  const verify = (op: Operation): readonly Diagnostic[] =>
    verifyOperation(op, { showOperation: showOperations });
  const found = verify(module);
  found.forEach(events.onDiagnostic);
  if (found.some(({ severity }) => severity === 'error')) return { ok: false, module };
  const first = options.compileFrom ? PHASES.indexOf(options.compileFrom) + 1 : 0;
  const last = PHASES.indexOf(options.compileTo ?? 'end');
  for (const phase of PHASES.slice(first, last + 1)) {
    const conversions =
      phase === 'input'
        ? inputSteps(module, options.inputType ?? 'auto', options.elementTypes)
        : [];
    const ok = runPasses(module, [...conversions, ...phaseSteps(phase, options)], {
      ...runOptions,
      ...(verifyEach && { verify }),
    });
    if (!ok) return { ok: false, module };
    onPhase?.(phase, module);
  }
  if (PHASES[last] !== 'end') return { ok: true, module };
  const bytes = serializeModule(module, options, {
    error: (op, reason, help) =>
      events.onDiagnostic(
        makeDiagnostic(
          'error',
          op.location,
          `'${op.name}' op ${reason}`,
          ['while writing the module file', ...(help === undefined ? [] : [help])].map(
            (message) => ({ message }),
          ),
        ),
      ),
  });
  return bytes ? { ok: true, module, bytes } : { ok: false, module };
}

/** Hands on what is said of a place once, though a dispatch is compiled for several targets. */
function onceEach(handler: DiagnosticHandler): DiagnosticHandler {
  const said = new Set<string>();
  return (diagnostic) => {
    const place = fileLocation(diagnostic.location);
    const key = place && `${place.file}:${place.line}:${place.column} ${diagnostic.message}`;
    if (key !== null && said.has(key)) return;
    if (key !== null) said.add(key);
    handler(diagnostic);
  };
}

/** Pipelines by upstream's names, with the phases that each goes through. */
const PIPELINES: Readonly<Record<string, readonly Phase[]>> = {
  'iree-common-input-transformation-pipeline': ['input'],
  'iree-abi-transformation-pipeline': ['abi'],
  'iree-flow-transformation-pipeline': ['flow'],
  'iree-stream-transformation-pipeline': ['stream'],
  'iree-hal-transformation-pipeline': ['executable-sources', 'executable-targets', 'hal'],
  'iree-vm-transformation-pipeline': ['vm'],
};

/** Every pass and every pipeline, by name, for the devices; all by default. */
export function passRegistry(targets: readonly TargetDevice[] = TARGETS): PassRegistry {
  const registry = builtinPasses().register(
    ...Object.values(PASSES),
    assignTargets(targets),
    serializeExecutablesPass({}),
    translateExecutables,
    applyPatternsPass,
    ...Object.values(ELEMENT_TYPE_PASSES),
    ...Object.values(VM_PASSES),
    ...CONVERSIONS.flatMap(({ passes }) => passes),
  );
  for (const { pipeline } of CONVERSIONS) registry.registerPipeline(pipeline);
  for (const [argument, phases] of Object.entries(PIPELINES))
    registry.registerPipeline({
      argument,
      summary: `the passes of ${phases.length > 1 ? 'phases' : 'phase'} ${phases.join(', ')}`,
      steps: phases.flatMap((phase) => phaseSteps(phase, { targets })),
    });
  return registry;
}
