/** The passes of phase `vm`, under upstream's names and in its order. */

import {
  canonicalizePass,
  csePass,
  definePass,
  inlinePass,
  nested,
  type Pass,
  type PipelineStep,
  step,
  symbolDcePass,
} from '@iree-workbench/ir';
import { applyPatterns } from '../util/apply-patterns.ts';
import { allocateOrdinals } from './bytecode/ordinals.ts';
import { convertToVM } from './conversion.ts';
import { dropEmptyModuleInitializers, initializeGlobals } from './global-initialization.ts';
import { deduplicateRodata, hoistInlinedRodata, resolveRodataLoads } from './rodata.ts';

const onModule = (pass: Omit<Pass, 'anchor'>): Pass => definePass({ ...pass, anchor: 'vm.module' });

export const applyPatternsPass: Pass = definePass({
  argument: 'iree-util-apply-patterns',
  className: 'ApplyPatternsPass',
  summary: 'canonicalises, and drops block arguments that need not be',
  run: applyPatterns,
});

export const VM_PASSES = {
  conversion: definePass({
    argument: 'iree-vm-conversion',
    className: 'ConversionPass',
    summary: 'converts the host program to the vm dialect',
    anchor: 'builtin.module',
    run: (op, context) => convertToVM(op, context),
  }),
  hoistInlinedRodata: onModule({
    argument: 'iree-vm-hoist-inlined-rodata',
    className: 'HoistInlinedRodataPass',
    summary: 'moves read-only data out of functions',
    run: hoistInlinedRodata,
  }),
  deduplicateRodata: onModule({
    argument: 'iree-vm-deduplicate-rodata',
    className: 'DeduplicateRodataPass',
    summary: 'keeps one of equal read-only data',
    run: deduplicateRodata,
  }),
  resolveRodataLoads: onModule({
    argument: 'iree-vm-resolve-rodata-loads',
    className: 'ResolveRodataLoadsPass',
    summary: 'takes read-only data directly instead of from a global that holds it',
    run: resolveRodataLoads,
  }),
  globalInitialization: onModule({
    argument: 'iree-vm-global-initialization',
    className: 'GlobalInitializationPass',
    summary: 'makes a function of initial values and initialisers',
    run: (op, context) => initializeGlobals(op, context),
  }),
  dropEmptyModuleInitializers: onModule({
    argument: 'iree-vm-drop-empty-module-initializers',
    className: 'DropEmptyModuleInitializersPass',
    summary: 'drops initialisation that does nothing',
    run: dropEmptyModuleInitializers,
  }),
  ordinalAllocation: onModule({
    argument: 'iree-vm-ordinal-allocation',
    className: 'OrdinalAllocationPass',
    summary: 'numbers functions, globals and data as the bytecode names them',
    run: allocateOrdinals,
  }),
} as const;

/** Upstream's clean-up also folds globals; the phases before have done that to ours. */
const CLEAN_UP: readonly PipelineStep[] = [
  step(canonicalizePass),
  step(csePass),
  step(applyPatternsPass),
];

/** Phase `vm`: from func, arith, cf, math, util and hal to a vm.module. scf and affine are gone by now. */
export const vmSteps: readonly PipelineStep[] = [
  step(inlinePass),
  step(symbolDcePass),
  ...CLEAN_UP,
  step(VM_PASSES.conversion),
  nested('vm.module', step(VM_PASSES.hoistInlinedRodata), step(VM_PASSES.deduplicateRodata)),
  ...CLEAN_UP,
  nested('vm.module', step(VM_PASSES.resolveRodataLoads), step(inlinePass), step(symbolDcePass)),
  ...CLEAN_UP,
  nested('vm.module', step(VM_PASSES.globalInitialization)),
  step(canonicalizePass),
  step(csePass),
  step(canonicalizePass),
  nested('vm.module', step(VM_PASSES.dropEmptyModuleInitializers)),
];
