/**
 * `iree-vm-conversion`: the host program in func, arith, cf, math, util and hal becomes a
 * `vm.module`, with declarations of the functions that it imports.
 *
 * Each function is built anew beside the old one, its blocks in order of dominance, so that an
 * operation's operands have been converted when its turn comes; then the old one goes.
 */

import {
  Builder,
  FloatAttr,
  FunctionType,
  IntegerAttr,
  type NamedAttribute,
  Operation,
  printType,
  Region,
  reversePostOrder,
  StringAttr,
  SymbolRefAttr,
  symbolVisibility,
  type Type,
  TypeAttr,
  UnitAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassReport } from '../report.ts';
import { functionType } from '../util/functions.ts';
import { arithConversions, controlConversions } from './convert-arith.ts';
import { checkConversions } from './convert-check.ts';
import { halConversions } from './convert-hal.ts';
import { utilConversions } from './convert-util.ts';
import { declareImports, type Import, usedImportModules } from './imports.ts';
import { Lowering } from './lowering.ts';
import { convertType, DEFAULT_VM_TARGET, suffixOf, type VMTarget } from './types.ts';

const CONVERSIONS = new Map(
  Object.entries({
    ...arithConversions,
    ...controlConversions,
    ...utilConversions,
    ...halConversions,
    ...checkConversions,
  }),
);

/** What the parts of the module's conversion share. */
interface ModuleConversion {
  readonly source: Operation;
  readonly module: Operation;
  readonly builder: Builder;
  readonly imports: ReadonlyMap<string, Import>;
  readonly target: VMTarget;
  readonly report: PassReport;
  /** New functions and initialisers by the old ones whose bodies are still to be converted. */
  readonly bodies: Map<Operation, Operation>;
}

/** The pass on the outer module. */
export function convertToVM(
  module: Operation,
  report: PassReport,
  target: VMTarget = DEFAULT_VM_TARGET,
): void {
  const body = module.region().front;
  const first = body.first;
  // An empty module has nothing to run; one that is converted stays.
  if (!first || first.is('vm.module')) return;
  const { context } = module;
  const source = first.is('builtin.module') ? first : module;
  module.setAttr('vm.toplevel', UnitAttr.get(context));

  const builder = new Builder(source.location);
  const region = new Region();
  const block = region.append();
  const version = source.attr('vm.version');
  const vmModule = Operation.create({
    name: 'vm.module',
    location: source.location,
    attributes: [
      ['sym_name', StringAttr.get(context, source.symbolName ?? 'module')],
      ...(version ? [['version', version] as const] : []),
    ],
    regions: [region],
  });
  builder.setToEnd(block);
  builder.create('vm.module_terminator', { resultTypes: [] });
  builder.setToStart(block);
  if (block.last) builder.setBefore(block.last);

  const imports = new Map<string, Import>();
  const conversion: ModuleConversion = {
    source,
    module: vmModule,
    builder,
    imports,
    target,
    report,
    bodies: new Map(),
  };
  const ops = source.region().front.ops;
  // Upstream declares imports in front of the module's last operation.
  ops.forEach((op, i) => {
    if (i === ops.length - 1)
      for (const importModule of usedImportModules(source))
        for (const [name, declared] of declareImports(builder, importModule))
          imports.set(name, declared);
    declareLater(op, conversion);
  });
  for (const op of ops) convertBody(op, conversion);
  for (const op of ops.reverse()) op.dropAllReferences();
  for (const op of ops) op.erase();
  if (source !== module) source.erase();
  body.insertBefore(vmModule, body.first);
}

const flags = (op: Operation, names: readonly string[]): NamedAttribute[] =>
  names.flatMap((name) => {
    const value = op.attr(name);
    return value ? [[name, value] as const] : [];
  });
/** Attributes of other dialects: those with a dot in their name. */
const dialectAttributes = (op: Operation): NamedAttribute[] =>
  op.attributes.entries.filter(([name]) => name.includes('.'));

/** Makes what stands in the module for the operation; bodies are converted when all is declared. */
function declareLater(op: Operation, conversion: ModuleConversion): void {
  const { builder, report } = conversion;
  const { context } = builder;
  builder.location = op.location;
  switch (op.name) {
    case 'func.func':
      if (op.region().isEmpty) declareImport(op, conversion);
      else declareFunction(op, conversion);
      return;
    case 'util.initializer':
      conversion.bodies.set(
        op,
        builder.create('vm.initializer', {
          resultTypes: [],
          attributes: [['function_type', TypeAttr.get(FunctionType.get(context, [], []))]],
          regions: 1,
        }),
      );
      return;
    case 'util.global':
      declareGlobal(op, conversion);
      return;
    case 'hal.executable':
      // What it holds is taken where it is loaded.
      return;
    default:
      if (op.operationName.dialect === 'vm') builder.clone(op);
      else
        report.error(
          op,
          'has no place in a vm.module',
          'functions, globals, initializers and executables can be converted',
        );
  }
}

function convertedSignature(op: Operation, conversion: ModuleConversion): FunctionType | null {
  const type = functionType(op);
  const convert = (from: Type): Type | null => convertType(from, conversion.target);
  const lacking = [...type.inputs, ...type.results].find((each) => !convert(each));
  if (lacking) {
    conversion.report.error(
      op,
      `takes or returns a value of type '${printType(lacking)}', which the VM lacks`,
      'functions take and return tensors, integers, floats of 32 bits and references',
    );
    return null;
  }
  const [inputs, results] = [type.inputs.map(convert), type.results.map(convert)];
  return FunctionType.get(op.context, inputs as Type[], results as Type[]);
}

function declareFunction(op: Operation, conversion: ModuleConversion): void {
  const { builder } = conversion;
  const { context } = builder;
  const type = convertedSignature(op, conversion);
  if (!type) return;
  const name = op.symbolName ?? '';
  const func = builder.create('vm.func', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(context, name)],
      ['sym_visibility', StringAttr.get(context, 'private')],
      ['function_type', TypeAttr.get(type)],
      ...flags(op, ['iree.reflection', 'noinline', 'nosideeffects']),
    ],
    regions: 1,
  });
  conversion.bodies.set(op, func);
  if (symbolVisibility(op) !== 'public') return;
  builder.create('vm.export', {
    resultTypes: [],
    attributes: [
      ['function_ref', SymbolRefAttr.get(context, name)],
      ['export_name', StringAttr.get(context, name)],
      ...dialectAttributes(op),
    ],
  });
}

/** A function without a body is another module's, with the signature that it may declare. */
function declareImport(op: Operation, conversion: ModuleConversion): void {
  const { builder } = conversion;
  const signature = op.attr('vm.signature');
  const type =
    signature?.kind === 'type' && signature.type.kind === 'function'
      ? signature.type
      : convertedSignature(op, conversion);
  if (!type) return;
  const minimumVersion = op.attr('vm.version');
  builder.create('vm.import', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(builder.context, op.symbolName ?? '')],
      ['function_type', TypeAttr.get(type)],
      ...flags(op, ['sym_visibility', 'noinline', 'nosideeffects', 'vm.fallback']),
      ...(op.attr('vm.fallback') ? [['is_optional', UnitAttr.get(builder.context)] as const] : []),
      ...(minimumVersion ? [['minimum_version', minimumVersion] as const] : []),
    ],
    regions: 1,
  });
}

function declareGlobal(op: Operation, { builder, report, target }: ModuleConversion): void {
  const attr = op.attr('type');
  const type = attr?.kind === 'type' ? convertType(attr.type, target) : null;
  const suffix = type && suffixOf(type);
  if (!type || !suffix) {
    report.error(op, 'is of a type that the VM lacks', 'globals hold numbers and references');
    return;
  }
  const initial = op.attr('initial_value');
  const value =
    initial?.kind === 'integer' && type.kind === 'integer'
      ? IntegerAttr.get(type, initial.value)
      : initial?.kind === 'float' && type.kind === 'float'
        ? FloatAttr.get(type, initial.value)
        : null;
  if (initial && !value) {
    report.error(op, 'has an initial value that the VM cannot hold');
    return;
  }
  builder.create(`vm.global.${suffix}`, {
    resultTypes: [],
    attributes: [
      ['type', TypeAttr.get(type)],
      ...flags(op, ['sym_name', 'sym_visibility', 'is_mutable']),
      ...dialectAttributes(op),
      ...(value ? [['initial_value', value] as const] : []),
    ],
  });
}

/** Builds the body of a function or initialiser. */
function convertBody(op: Operation, conversion: ModuleConversion): void {
  const result = conversion.bodies.get(op);
  if (!result) return;
  const { report } = conversion;
  const lowering = new Lowering(op.location, conversion);
  const [from, to] = [op.region(), result.region()];
  for (const block of from.blocks) {
    const copy = to.append();
    lowering.mapBlock(block, copy);
    for (const argument of block.arguments) {
      const type = lowering.type(argument.type);
      if (!type) {
        report.error(op, 'has a block with an argument of a type that the VM lacks');
        return;
      }
      lowering.mapValue(argument, copy.addArgument(type, argument.location));
    }
  }
  const reached = reversePostOrder(from);
  for (const block of reached) {
    lowering.builder.setToEnd(lowering.block(block));
    for (const inner of block.ops) {
      lowering.builder.location = inner.location;
      const values = convertOperation(inner, lowering);
      if (!values) {
        report.error(
          inner,
          `cannot be converted to the vm dialect${lowering.reason === null ? '' : `: ${lowering.reason}`}`,
          'the host computes with 32- and 64-bit integers and 32-bit floats, and calls the hal module',
        );
        return;
      }
      inner.results.forEach((value, i) => {
        const converted = values[i];
        if (converted) lowering.mapValue(value, converted);
      });
    }
  }
  // Blocks that control never reaches were not converted.
  for (const block of from.blocks) if (!reached.includes(block)) lowering.block(block).erase();
}

function convertOperation(op: Operation, lowering: Lowering): readonly Value[] | null {
  if (op.operationName.dialect === 'vm') {
    const copy = op.clone();
    copy.setOperands(lowering.values(op.operands));
    op.successors.forEach((block, i) => {
      copy.setSuccessor(i, lowering.block(block));
    });
    return lowering.builder.insert(copy).results;
  }
  return CONVERSIONS.get(op.name)?.(op, lowering) ?? null;
}
