/**
 * Lets dynamic dimensions travel beside tensors where those cross blocks, functions and globals
 * (`iree-flow-expand-tensor-shapes`): every `tensor<?x4xf32>` is followed by an index for each `?`,
 * tied to it where it arrives.
 */

import {
  type Block,
  Builder,
  FunctionType,
  isTensor,
  type Operation,
  StringAttr,
  SymbolRefAttr,
  type Type,
  TypeAttr,
  UnitAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { dynamicCount, dynamicDimsOf } from '../util/dynamic-dims.ts';
import { callablesIn, functionsIn, functionType } from '../util/functions.ts';
import { copyTerminator } from '../util/terminators.ts';

export const expandTensorShapes: PassFunction = (module) => {
  const globals = expandGlobals(module);
  for (const callable of callablesIn(module)) {
    for (const block of callable.region().blocks) expandArguments(block);
    callable.walk((op) => expandOperation(op, globals));
  }
  for (const func of functionsIn(module)) {
    const { inputs, results } = functionType(func);
    const expanded = FunctionType.get(func.context, expandTypes(inputs), expandTypes(results));
    if (expanded !== functionType(func)) func.setAttr('function_type', TypeAttr.get(expanded));
  }
};

/** A type and the types of its dynamic dimensions. */
const expandTypes = (types: readonly Type[]): Type[] =>
  types.flatMap((type) => [
    type,
    ...new Array<Type>(dynamicCount(type)).fill(type.context.indexType),
  ]);

/** Values with the dynamic dimensions of each behind it. */
const expandValues = (builder: Builder, values: readonly Value[]): Value[] =>
  values.flatMap((value) => [value, ...dynamicDimsOf(builder, value)]);

const isDynamic = ({ type }: Value): boolean => dynamicCount(type) > 0;

/** The value with its dimensions attached, for all who used it. */
function tie(builder: Builder, value: Value, dims: readonly Value[]): void {
  const tied = builder.create('flow.tensor.tie_shape', {
    operands: [value, ...dims],
    resultTypes: [value.type],
  });
  for (const use of value.uses) if (use.owner !== tied) use.set(tied.result());
}

function expandArguments(block: Block): void {
  const builder = new Builder(block.parentOp?.location as Operation['location']);
  builder.setToStart(block);
  for (const argument of [...block.arguments].reverse()) {
    if (!isTensor(argument.type) || !isDynamic(argument)) continue;
    const dims = Array.from({ length: dynamicCount(argument.type) }, (_, i) =>
      block.insertArgument(argument.index + 1 + i, argument.context.indexType, argument.location),
    );
    tie(builder, argument, dims);
  }
}

function expandOperation(op: Operation, globals: ReadonlyMap<string, readonly string[]>): void {
  const builder = Builder.before(op);
  switch (op.name) {
    case 'func.call': {
      if (![...op.operands, ...op.results].some(isDynamic)) return;
      const call = builder.create('func.call', {
        operands: expandValues(builder, op.operands),
        resultTypes: expandTypes(op.resultTypes),
        attributes: op.attributes,
      });
      builder.setAfter(call);
      let next = 0;
      for (const result of op.results) {
        const value = call.result(next++);
        const dims = Array.from({ length: dynamicCount(value.type) }, () => call.result(next++));
        result.replaceAllUsesWith(value);
        if (dims.length > 0) tie(builder, value, dims);
      }
      op.erase();
      return;
    }
    case 'cf.br':
    case 'cf.cond_br':
    case 'cf.switch':
    case 'func.return':
      if (!op.operands.some(isDynamic)) return;
      copyTerminator(builder, op, (values) => expandValues(builder, values));
      op.erase();
      return;
    case 'util.global.load': {
      const dims = globals.get(globalName(op));
      if (!dims) return;
      builder.setAfter(op);
      const sizes = dims.map((name) =>
        builder.createValue('util.global.load', {
          resultTypes: [op.context.indexType],
          attributes: [['global', SymbolRefAttr.get(op.context, name)]],
        }),
      );
      tie(builder, op.result(), sizes);
      return;
    }
    case 'util.global.store': {
      const dims = globals.get(globalName(op)) ?? [];
      const sizes = dims.length > 0 ? dynamicDimsOf(builder, op.operand(0)) : [];
      dims.forEach((name, i) => {
        builder.create('util.global.store', {
          operands: [sizes[i] as Value],
          resultTypes: [],
          attributes: [['global', SymbolRefAttr.get(op.context, name)]],
        });
      });
      return;
    }
    default:
  }
}

function globalName(op: Operation): string {
  const global = op.attr('global');
  return global?.kind === 'symbol_ref' ? global.root : '';
}

/** Makes a global for each dynamic dimension of a global tensor; their names by the tensor's. */
function expandGlobals(module: Operation): ReadonlyMap<string, readonly string[]> {
  const { context } = module;
  const dims = new Map<string, readonly string[]>();
  for (const global of module.region().front.ops) {
    const type = global.attr('type');
    if (!global.is('util.global') || type?.kind !== 'type' || dynamicCount(type.type) === 0)
      continue;
    const name = global.symbolName ?? '';
    const builder = Builder.after(global);
    const names = Array.from({ length: dynamicCount(type.type) }, (_, i) => `${name}__d${i}`);
    for (const dim of names)
      builder.create('util.global', {
        resultTypes: [],
        attributes: [
          ['sym_name', StringAttr.get(context, dim)],
          ['sym_visibility', StringAttr.get(context, 'private')],
          ['type', TypeAttr.get(context.indexType)],
          ...(global.attr('is_mutable') ? [['is_mutable', UnitAttr.get(context)] as const] : []),
        ],
      });
    dims.set(name, names);
  }
  return dims;
}
