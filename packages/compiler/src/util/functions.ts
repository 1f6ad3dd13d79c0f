/** Functions and initialisers of a module, and the attributes that make them what they are. */

import {
  FunctionOp,
  FunctionType,
  type Operation,
  StringAttr,
  symbolVisibility,
  type Visibility,
} from '@iree-workbench/ir';

/** `func.func` operations directly in the module. */
export const functionsIn = (module: Operation): Operation[] =>
  module.region().front.ops.filter((op) => op.is('func.func'));

/** Operations of a module with a body that runs on the host, functions and initialisers; or the one given. */
export const callablesIn = (root: Operation): Operation[] =>
  root.getInterface(FunctionOp)
    ? [root].filter(hasBody)
    : root.region().front.ops.filter(isCallable);

const isCallable = (op: Operation): boolean => Boolean(op.getInterface(FunctionOp)) && hasBody(op);

const hasBody = (op: Operation): boolean => op.regions[0]?.isEmpty === false;

export function functionType(func: Operation): FunctionType {
  const attr = func.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function'
    ? attr.type
    : FunctionType.get(func.context, [], []);
}

export const isPublic = (op: Operation): boolean => symbolVisibility(op) === 'public';

export function setVisibility(op: Operation, visibility: Visibility): void {
  if (visibility === 'public') op.removeAttr('sym_visibility');
  else op.setAttr('sym_visibility', StringAttr.get(op.context, visibility));
}
