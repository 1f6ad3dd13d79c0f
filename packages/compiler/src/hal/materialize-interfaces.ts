/**
 * `stream.executable` becomes `hal.executable` with a variant for each format of the module's
 * devices (`iree-hal-materialize-interfaces`). The parameters of an entry point become its pipeline
 * layout: bindings of descriptor set 0 in the order of the parameters, and push constants.
 *
 * A binding is read-only if every dispatch of the entry point only reads it.
 */

import {
  ArrayAttr,
  Builder,
  type DescriptorBinding,
  DialectAttr,
  executableTargetOf,
  FunctionType,
  halType,
  IntegerAttr,
  IRMapping,
  interfaceBindingAttr,
  isDialectType,
  type Operation,
  operandsNamed,
  pipelineLayoutAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { executableTargets } from './device-targets.ts';

/** Bytes that the start of a binding is a multiple of. */
const BINDING_ALIGNMENT = 64;
/** `DescriptorFlags::ReadOnly`. */
const READ_ONLY = 1;

export const materializeInterfaces: PassFunction = (module, report) => {
  const targets = executableTargets(module);
  const dispatches = module.collect('stream.cmd.dispatch');
  for (const executable of module.region().front.ops) {
    if (!executable.is('stream.executable')) continue;
    if (targets.length === 0) {
      report.error(
        executable,
        'has no device to run on',
        'name the devices: --iree-hal-target-backends=local,webgpu',
      );
      return;
    }
    materialize(executable, targets, dispatches);
  }
};

function materialize(
  source: Operation,
  targets: readonly DialectAttr[],
  dispatches: readonly Operation[],
): void {
  const { context } = source;
  const name = source.symbolName ?? '';
  const exportOps = source.collect('stream.executable.export');
  const funcs = source.collect('func.func');
  const bindings = new Map(
    exportOps.map((exportOp) => {
      const uses = dispatches.filter(
        (dispatch) => entryPointOf(dispatch, name) === exportOp.symbolName,
      );
      const func = funcs.find(({ symbolName }) => symbolName === functionName(exportOp));
      return [exportOp, func ? bindingsOf(func, uses) : []] as const;
    }),
  );
  const builder = Builder.before(source);
  const executable = builder.create('hal.executable', {
    attributes: [
      ['sym_name', StringAttr.get(context, name)],
      ['sym_visibility', StringAttr.get(context, 'private')],
    ],
    regions: 1,
  });
  const variants = Builder.atEnd(executable.region().append(), source.location);
  const names: string[] = [];
  for (const target of targets) {
    const variantName = executableTargetOf(target).format.replace(/-/g, '_');
    names.push(variantName);
    const variant = variants.create('hal.executable.variant', {
      attributes: [
        ['sym_name', StringAttr.get(context, variantName)],
        ['target', target],
      ],
      regions: 1,
    });
    const inside = Builder.atEnd(variant.region().append(), source.location);
    exportOps.forEach((exportOp, ordinal) => {
      const func = funcs.find(({ symbolName }) => symbolName === functionName(exportOp));
      makeExport(inside, exportOp, func ?? null, bindings.get(exportOp) ?? [], ordinal);
    });
    const copy = inside.clone(source.collect('builtin.module')[0] as Operation);
    for (const func of copy.collect('func.func')) {
      const exportOp = exportOps.find((each) => functionName(each) === func.symbolName);
      if (exportOp) convertFunction(func, bindings.get(exportOp) ?? []);
    }
    inside.create('hal.executable.variant_end');
  }
  variants.create('hal.executable_end');
  for (const dispatch of dispatches) retarget(dispatch, name, names);
  source.erase();
}

const functionName = (exportOp: Operation): string => {
  const ref = exportOp.attr('function_ref');
  return ref?.kind === 'symbol_ref' ? ref.root : '';
};

/** The export of the executable that a dispatch runs, or null. */
function entryPointOf(dispatch: Operation, executable: string): string | null {
  const points = dispatch.attr('entry_points');
  const [point] = points?.kind === 'array' ? points.elements : [];
  return point?.kind === 'symbol_ref' && point.root === executable
    ? (point.nested[0] ?? null)
    : null;
}

const isBinding = (value: Value): boolean => isDialectType(value.type, 'stream.binding');

/** Resources of a dispatch are in the order of the function's bindings. */
function bindingsOf(func: Operation, uses: readonly Operation[]): DescriptorBinding[] {
  return func
    .region()
    .front.arguments.filter(isBinding)
    .map((_, ordinal) => ({
      ordinal,
      type: 'storage_buffer',
      isReadOnly: uses.length > 0 && uses.every((use) => onlyReads(use, ordinal)),
    }));
}

/** `ResourceAccessBitfield::Read`. */
const READ_BIT = 1n;

function onlyReads(dispatch: Operation, index: number): boolean {
  const accesses = dispatch.attr('resource_accesses');
  const access = accesses?.kind === 'array' ? accesses.elements[index] : undefined;
  return access?.kind === 'integer' && access.value === READ_BIT;
}

function makeExport(
  builder: Builder,
  source: Operation,
  func: Operation | null,
  bindings: readonly DescriptorBinding[],
  ordinal: number,
): void {
  const { context } = source;
  const constants = func ? func.region().front.arguments.length - bindings.length : 0;
  const layout = pipelineLayoutAttr(context, {
    pushConstants: constants,
    sets: [{ ordinal: 0, bindings }],
  });
  const exported = builder.create('hal.executable.export', {
    attributes: [
      ['sym_name', StringAttr.get(context, source.symbolName ?? '')],
      ['ordinal', IntegerAttr.get(context.indexType, ordinal)],
      ['layout', layout],
    ],
    regions: 1,
  });
  exported.setLocation(source.location);
  const region = exported.region();
  source.region().cloneInto(region, new IRMapping());
  const entry = region.entry;
  if (!entry) return;
  entry.insertArgument(0, halType(context, 'device'), source.location);
  for (const block of region.blocks)
    if (block.last?.is('stream.return')) {
      Builder.before(block.last).create('hal.return', { operands: block.last.operands });
      block.last.erase();
    }
}

function convertFunction(func: Operation, bindings: readonly DescriptorBinding[]): void {
  const { context } = func;
  const entry = func.region().front;
  const builder = Builder.atStart(entry, func.location);
  let binding = 0;
  let constant = 0;
  for (const argument of [...entry.arguments]) {
    if (!isBinding(argument)) {
      argument.replaceAllUsesWith(
        builder.createValue('hal.interface.constant.load', {
          resultTypes: [argument.type],
          attributes: [['index', IntegerAttr.get(context.indexType, constant++)]],
        }),
      );
      continue;
    }
    const descriptor = bindings[binding++];
    for (const use of argument.users) {
      if (!use.is('stream.binding.subspan') || !descriptor) continue;
      const span = Builder.before(use).createValue('hal.interface.binding.subspan', {
        operandGroups: [operandsNamed(use, 'byte_offset'), operandsNamed(use, 'dynamic_dims')],
        resultTypes: use.resultTypes,
        attributes: [
          ['set', IntegerAttr.get(context.indexType, 0)],
          ['binding', IntegerAttr.get(context.indexType, descriptor.ordinal)],
          [
            'descriptor_type',
            DialectAttr.get(context, 'hal', 'descriptor_type', ['storage_buffer']),
          ],
          ['alignment', IntegerAttr.get(context.indexType, BINDING_ALIGNMENT)],
          ...(descriptor.isReadOnly
            ? [['descriptor_flags', IntegerAttr.get(context.i32, READ_ONLY)] as const]
            : []),
        ],
      });
      use.replaceAllUsesWith([span]);
      use.erase();
    }
  }
  while (entry.arguments.length > 0) entry.eraseArgument(entry.arguments.length - 1);
  func.setAttr('function_type', TypeAttr.get(FunctionType.get(context, [], [])));
}

/** Names the entry point in every variant, and the bindings that the resources go to. */
function retarget(dispatch: Operation, executable: string, variants: readonly string[]): void {
  const entryPoint = entryPointOf(dispatch, executable);
  if (entryPoint === null) return;
  const { context } = dispatch;
  dispatch.setAttr(
    'entry_points',
    ArrayAttr.get(
      context,
      variants.map((variant) => SymbolRefAttr.get(context, executable, [variant, entryPoint])),
    ),
  );
  dispatch.setAttr(
    'hal.interface.bindings',
    ArrayAttr.get(
      context,
      operandsNamed(dispatch, 'resources').map((_, i) => interfaceBindingAttr(context, 0, i)),
    ),
  );
}
