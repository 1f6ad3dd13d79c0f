/**
 * Moves constant tensors that functions use into globals (`iree-stream-outline-constants`), so that
 * they are uploaded once, when the module is loaded, and not in every invocation. What a fill makes stays:
 * it need not be uploaded at all.
 */

import { Builder, type Operation, StringAttr, SymbolRefAttr, TypeAttr } from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { freshSymbol } from '../util/symbols.ts';
import { fillScalar } from './patterns.ts';

export const outlineConstants: PassFunction = (module) => {
  const globals = new Map<number, Operation>();
  for (const callable of callablesIn(module)) {
    if (!callable.is('func.func')) continue;
    const constants: Operation[] = [];
    callable.walk((op) => {
      if (isConstantTensor(op)) constants.push(op);
    });
    for (const constant of constants) {
      const value = constant.attr('value');
      if (!value) continue;
      const global = globals.get(value.id) ?? makeGlobal(module, callable, constant);
      globals.set(value.id, global);
      const load = Builder.before(constant).create('util.global.load', {
        resultTypes: constant.resultTypes,
        attributes: [['global', SymbolRefAttr.get(module.context, global.symbolName ?? '')]],
      });
      constant.replaceAllUsesWith(load.results);
      constant.erase();
    }
  }
};

const isConstantTensor = (op: Operation): boolean =>
  (op.is('arith.constant') || op.is('flow.tensor.constant')) &&
  op.result().type.kind === 'tensor' &&
  !fillScalar(op.attr('value'));

function makeGlobal(module: Operation, callable: Operation, constant: Operation): Operation {
  const builder = Builder.before(callable);
  builder.location = constant.location;
  const type = constant.result().type;
  return builder.create('util.global', {
    resultTypes: [],
    attributes: [
      ['sym_name', StringAttr.get(module.context, freshSymbol(module, '_constant'))],
      ['sym_visibility', StringAttr.get(module.context, 'private')],
      ['type', TypeAttr.get(type)],
      ['initial_value', constant.attr('value') as NonNullable<ReturnType<Operation['attr']>>],
    ],
  });
}
