/**
 * Gives public functions the calling convention of the runtime: tensors come and go as buffer
 * views, imported and exported at the function's border.
 *
 * A public `@f` that has tensors in its type is renamed `@_f`, made private, and called by a new
 * public `@f`; the inliner then merges the two. External functions get the mirror image.
 */

import {
  Builder,
  DictionaryAttr,
  FunctionType,
  halType,
  IntegerAttr,
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
import { dynamicDimsOf } from '../util/dynamic-dims.ts';
import { functionsIn, functionType, isPublic, setVisibility } from '../util/functions.ts';
import { replaceSymbolUses } from '../util/symbols.ts';

const abiType = (type: Type): Type =>
  isTensor(type) ? halType(type.context, 'buffer_view') : type;

export const wrapEntryPoints: PassFunction = (module) => {
  for (const func of functionsIn(module)) {
    if (!isPublic(func) || func.attr('iree.abi.stub')) continue;
    if (func.region().isEmpty) wrapImport(module, func);
    else wrapExport(module, func);
  }
};

/** The new function that callers outside use; `func` becomes private. */
function wrapExport(module: Operation, func: Operation): void {
  const { context, location } = func;
  const name = func.symbolName ?? '';
  const oldType = functionType(func);
  const newType = FunctionType.get(
    context,
    oldType.inputs.map(abiType),
    oldType.results.map(abiType),
  );
  const privateName = `_${name}`;
  replaceSymbolUses(module, new Map([[name, privateName]]));
  func.setAttr('sym_name', StringAttr.get(context, privateName));
  setVisibility(func, 'private');

  const builder = Builder.before(func);
  const reflection = func.attr('iree.abi');
  const wrapper = builder.func(name, newType, [
    ['iree.abi.stub', UnitAttr.get(context)],
    ...(reflection
      ? [['iree.reflection', DictionaryAttr.get(context, [['iree.abi', reflection]])] as const]
      : []),
  ]);
  const entry = wrapper.region().append();
  for (const type of newType.inputs) entry.addArgument(type, location);
  builder.setToEnd(entry);
  const args = oldType.inputs.map(
    (type, i): Value =>
      isTensor(type)
        ? importTensor(builder, entry.argument(i), type, `input ${i}`)
        : entry.argument(i),
  );
  const call = builder.create('func.call', {
    operands: args,
    resultTypes: oldType.results,
    attributes: [['callee', SymbolRefAttr.get(context, privateName)]],
  });
  const results = call.results.map(
    (result, i): Value =>
      isTensor(result.type) ? exportTensor(builder, result, `output ${i}`) : result,
  );
  builder.create('func.return', { operands: results, resultTypes: [] });
}

/** The declaration takes buffer views; callers inside go through a private function. */
function wrapImport(module: Operation, func: Operation): void {
  const { context, location } = func;
  const name = func.symbolName ?? '';
  const oldType = functionType(func);
  const newType = FunctionType.get(
    context,
    oldType.inputs.map(abiType),
    oldType.results.map(abiType),
  );
  const privateName = `_${name}`;
  replaceSymbolUses(module, new Map([[name, privateName]]));
  func.setAttr('function_type', TypeAttr.get(newType));
  func.setAttr('iree.abi.stub', UnitAttr.get(context));

  const builder = Builder.after(func);
  const wrapper = builder.func(privateName, oldType);
  setVisibility(wrapper, 'private');
  const entry = wrapper.region().append();
  for (const type of oldType.inputs) entry.addArgument(type, location);
  builder.setToEnd(entry);
  const args = entry.arguments.map(
    (arg): Value => (isTensor(arg.type) ? exportTensor(builder, arg, null) : arg),
  );
  const call = builder.create('func.call', {
    operands: args,
    resultTypes: newType.results,
    attributes: [['callee', SymbolRefAttr.get(context, name)]],
  });
  const results = call.results.map((result, i): Value => {
    const type = oldType.results[i] ?? result.type;
    return isTensor(type) ? importTensor(builder, result, type, null) : result;
  });
  builder.create('func.return', { operands: results, resultTypes: [] });
}

/** `hal.tensor.import` with the dynamic dimensions asked of the view. */
function importTensor(
  builder: Builder,
  source: Value,
  type: Type & { kind: 'tensor' | 'unranked-tensor' },
  name: string | null,
): Value {
  const dims =
    type.kind === 'tensor'
      ? type.shape.flatMap((size, i) =>
          size < 0
            ? [
                builder.createValue('hal.buffer_view.dim', {
                  operands: [source],
                  attributes: [['index', IntegerAttr.index(builder.context, i)]],
                  resultTypes: [builder.context.indexType],
                }),
              ]
            : [],
        )
      : [];
  return builder.createValue('hal.tensor.import', {
    operandGroups: [[source], dims, []],
    resultTypes: [type],
    attributes: [
      ['target_encoding', TypeAttr.get(type)],
      ...(name === null ? [] : [['name', StringAttr.get(builder.context, name)] as const]),
    ],
  });
}

/** `hal.tensor.export` with the tensor's dynamic dimensions. */
export function exportTensor(builder: Builder, source: Value, name: string | null): Value {
  return builder.createValue('hal.tensor.export', {
    operandGroups: [[source], dynamicDimsOf(builder, source), []],
    resultTypes: [halType(builder.context, 'buffer_view')],
    attributes: [
      ['source_encoding', TypeAttr.get(source.type)],
      ...(name === null ? [] : [['name', StringAttr.get(builder.context, name)] as const]),
    ],
  });
}
