/** Sequences with a name, and what includes them. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { functionTypeOf } from '../func/verify.ts';
import { lookupSymbol } from '../symbols.ts';
import { TransformOp, transforms } from './effects.ts';
import { enclosing, isConsumed } from './top-level.ts';
import { areAlike } from './types.ts';

const WITH_NAMED_SEQUENCE = 'transform.with_named_sequence';

export function verifyNamedSequence(op: Operation, report: VerifyContext): boolean {
  const table = enclosing(op, (around) => around.hasTrait('SymbolTable'));
  if (table && !table.attr(WITH_NAMED_SEQUENCE))
    return report.error(
      `expects the parent symbol table to have the '${WITH_NAMED_SEQUENCE}' attribute`,
      [{ op: table, message: 'symbol table operation' }],
    );
  const parent = enclosing(op, (around) => around.getInterface(TransformOp) !== undefined);
  if (parent)
    return report.error('cannot be defined inside another transform op', [
      { op: parent, message: 'ancestor transform op' },
    ]);
  const body = op.region().entry;
  return !body || verifyTerminator(op, body.last, report);
}

function verifyTerminator(
  op: Operation,
  terminator: Operation | null,
  report: VerifyContext,
): boolean {
  if (!terminator) return report.error('expected a non-empty body block');
  if (!terminator.is('transform.yield'))
    return report.error("expected 'transform.yield' as terminator", [
      { op: terminator, message: 'terminator' },
    ]);
  const results = functionTypeOf(op)?.results ?? [];
  if (terminator.numOperands !== results.length)
    return report.errorAt(
      terminator,
      'expected terminator to have as many operands as the parent op has results',
    );
  return results.every((type, i) => {
    const given = terminator.operand(i).type;
    return (
      given === type ||
      report.errorAt(
        terminator,
        `the type of the terminator operand #${i} must match the type of the corresponding parent op result ('${report.printType(given)}' vs '${report.printType(type)}')`,
      )
    );
  });
}

// ----- Inclusion -----

/** The sequence that an operation includes, or null. */
function included(op: Operation): Operation | null {
  const target = lookupSymbol(op, op.attr('target'));
  return target?.is('transform.named_sequence') ? target : null;
}

/** The sequences that a sequence includes, by way of others too. */
function reachable(sequence: Operation, found = new Set<Operation>()): ReadonlySet<Operation> {
  sequence.walk((op) => {
    const next = op.is('transform.include') ? included(op) : null;
    if (!next || found.has(next)) return;
    found.add(next);
    reachable(next, found);
  }, 'pre');
  return found;
}

/** Consumes what the sequence does. Of one that includes itself, which is an error, nothing is known. */
function consumed(op: Operation): readonly Value[] {
  const sequence = included(op);
  const body = sequence?.regions[0]?.entry;
  if (!sequence || !body || reachable(sequence).has(sequence)) return [];
  return op.operands.filter((_, i) => {
    const argument = body.arguments[i];
    return argument !== undefined && isConsumed(argument);
  });
}
export const INCLUDE = transforms(consumed, 'write');

export function verifyInclude(op: Operation, report: VerifyContext): boolean {
  const type = functionTypeOf(included(op) ?? op);
  if (!type) return report.opError('does not reference a named transform sequence');
  if (type.inputs.length !== op.numOperands)
    return report.error('incorrect number of operands for callee');
  for (const [i, input] of type.inputs.entries()) {
    const given = op.operand(i).type;
    if (given !== input)
      return report.opError(
        `operand type mismatch: expected operand type '${report.printType(input)}', but provided '${report.printType(given)}' for operand number ${i}`,
      );
  }
  if (type.results.length !== op.numResults)
    return report.error('incorrect number of results for callee');
  return type.results.every(
    (result, i) =>
      areAlike(op.result(i).type, result) ||
      report.opError(
        `type of result #${i} must implement the same transform dialect interface as the corresponding callee result`,
      ),
  );
}

// ----- Attributes of the dialect -----

export function verifyDialectAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  if (name === 'transform.target_tag')
    return value.kind === 'string' || report.error(`"${name}" attribute must be a string`);
  if (name !== WITH_NAMED_SEQUENCE) return report.error(`unknown attribute: "${name}"`);
  if (!op.hasTrait('SymbolTable'))
    return report.error(
      `"${name}" attribute can only be attached to operations with symbol tables`,
    );
  return verifyNoRecursion(op, report);
}

/** No sequence may include itself, by way of others or not. */
function verifyNoRecursion(table: Operation, report: VerifyContext): boolean {
  const path: Operation[] = [];
  const done = new Set<Operation>();
  const visit = (sequence: Operation): boolean => {
    const start = path.indexOf(sequence);
    if (start >= 0) {
      const [first, ...others] = path.slice(start).reverse();
      return report.errorAt(
        first ?? sequence,
        'recursion not allowed in named sequences',
        others.map((op) => ({ op, message: 'operation on recursion stack' })),
      );
    }
    if (done.has(sequence)) return true;
    done.add(sequence);
    path.push(sequence);
    let isFine = true;
    sequence.walk((op) => {
      const next = op.is('transform.include') ? included(op) : null;
      if (next && !visit(next)) isFine = false;
      return isFine ? undefined : 'stop';
    }, 'pre');
    path.pop();
    return isFine;
  };
  return (table.regions[0]?.entry?.ops ?? []).every(
    (op) => !op.is('transform.named_sequence') || visit(op),
  );
}
