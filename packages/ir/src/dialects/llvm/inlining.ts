/**
 * What may be inlined of LLVM's operations. Arguments that are copied on the way in, and memory of the
 * callee's frame, would have to be taken care of: calls that pass or make such stay calls.
 */

import type { Attribute } from '../../attributes.ts';
import type { Operation } from '../../operation.ts';

/** What the inliner would have to keep true of memory operations that it copies. */
const MEMORY_ATTRIBUTES = ['access_groups', 'alias_scopes', 'noalias_scopes'];
const INLINABLE: ReadonlySet<string> = new Set([
  'llvm.alloca',
  'llvm.call',
  'llvm.intr.lifetime.end',
  'llvm.intr.lifetime.start',
  'llvm.unreachable',
]);

export function isLegalToInline(op: Operation): boolean {
  if (op.is('llvm.load') || op.is('llvm.store'))
    return MEMORY_ATTRIBUTES.every((name) => op.attr(name) === undefined);
  return op.hasTrait('Pure') || INLINABLE.has(op.name);
}

/** Functions that LLVM's own inliner leaves alone. */
const DISALLOWED: ReadonlySet<string> = new Set([
  'noduplicate',
  'noinline',
  'optnone',
  'presplitcoroutine',
  'returns_twice',
  'strictfp',
]);
const HANDLED_ARGUMENTS = ['llvm.byval', 'llvm.noalias'];

const elementsOf = (attr: Attribute | undefined): readonly Attribute[] =>
  attr?.kind === 'array' ? attr.elements : [];

export function mayInlineCall(call: Operation, callee: Operation): boolean {
  if (!call.is('llvm.call') || !callee.is('llvm.func') || callee.attr('personality')) return false;
  if (
    elementsOf(callee.attr('passthrough')).some(
      (attr) => attr.kind === 'string' && DISALLOWED.has(attr.value),
    )
  )
    return false;
  const hasHandledArgument = elementsOf(callee.attr('arg_attrs')).some(
    (attrs) => attrs.kind === 'dictionary' && HANDLED_ARGUMENTS.some((name) => attrs.has(name)),
  );
  return !hasHandledArgument && callee.collect('llvm.alloca').length === 0;
}
