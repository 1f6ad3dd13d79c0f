/** What is checked of operations that hold transformations: sequences, alternatives, loops over handles. */

import type { Trait, VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { consumesHandle, isPotentialConsumer, TransformOp, transforms } from './effects.ts';
import { isHandle, isParameter, isValueHandle } from './types.ts';

type Notes = readonly { op?: Operation; message: string }[];

/** An operation that a payload's transformations may begin with. */
export const PossibleTopLevel: Trait = {
  name: 'PossibleTopLevelTransformOpTrait',
  verify(op, report) {
    const [region] = op.regions;
    if (!region) return report.opError('expects at least one region');
    if (!region.hasOneBlock) return report.opError('expects a single-block region');
    const [first, ...others] = region.front.arguments;
    if (!first) return report.opError('expects the entry block to have at least one argument');
    if (!isHandle(first.type))
      return report.opError(
        'expects the first entry block argument to be of type implementing TransformHandleTypeInterface',
      );
    if (op.numOperands > 0 && op.operand(0).type !== first.type)
      return report.opError(
        'expects the type of the block argument to match the type of the operand',
      );
    for (const { type, index } of others)
      if (!isHandle(type) && !isValueHandle(type) && !isParameter(type))
        return report.opError(
          'expects trailing entry block arguments to be of type implementing TransformHandleTypeInterface, TransformValueHandleTypeInterface or TransformParamTypeInterface',
          [{ message: `argument #${index} does not` }],
        );
    const parent = enclosing(op, (around) => around.hasTrait(PossibleTopLevel.name));
    return (
      parent === null ||
      op.numOperands === region.front.arguments.length ||
      report.opError('expects operands to be provided for a nested op', [
        { op: parent, message: 'nested in another possible top-level op' },
      ])
    );
  },
};

/** The nearest operation around that something holds of, or null. */
export function enclosing(op: Operation, holds: (around: Operation) => boolean): Operation | null {
  for (let around = op.parentOp; around; around = around.parentOp) if (holds(around)) return around;
  return null;
}

// ----- Handles -----

/** The handles whose region arguments something in the region consumes. */
const consumedInBody = (op: Operation): readonly Value[] => {
  const body = op.regions[0]?.entry;
  return op.operands.filter((_, i) => {
    const argument = body?.arguments[i];
    return argument !== undefined && isConsumed(argument);
  });
};

/** Handles are passed on to the region's arguments: consumed is what is consumed there. */
export const passingToBody = transforms(consumedInBody, (op) =>
  op.regions[0]?.entry?.ops.some(changesPayload) ? 'write' : 'read',
);
/** As upstream has it, a loop over a handle does nothing to the payload itself. */
export const FOREACH = transforms(consumedInBody, 'none');

/** Does an operation of the block consume the argument's handle? */
export const isConsumed = (argument: Value): boolean =>
  argument.users.some(
    (user) => user.block === argument.parentBlock && consumesHandle(user, argument),
  );

const changesPayload = (op: Operation): boolean =>
  !op.is('transform.yield') && !op.is('pdl.pattern');

/** The error where more than one operation may consume a handle. */
function verifySingleConsumer(
  value: Value,
  fail: (message: string, notes: Notes) => false,
): boolean {
  const [first, second] = value.uses.filter(isPotentialConsumer);
  return (
    !first ||
    !second ||
    fail(
      'has more than one potential consumer',
      [first, second].map(({ owner, index }) => ({
        op: owner,
        message: `used here as operand #${index}`,
      })),
    )
  );
}

// ----- Sequences -----

export function verifySequence(op: Operation, report: VerifyContext): boolean {
  if (op.attr('operand_segment_sizes') && op.numOperands > 0 && !hasRoot(op))
    return report.opError('does not expect extra operands when used as top-level');
  const body = op.region().front;
  for (const argument of body.arguments) {
    const isFine = verifySingleConsumer(argument, (message, notes) =>
      report.opError(`block argument #${argument.index} ${message}`, notes),
    );
    if (!isFine) return false;
  }
  for (const child of body.ops) if (!verifyChild(child, report)) return false;
  const terminator = body.last;
  if (!terminator?.hasTrait('Terminator'))
    return report.opError('expects to have a terminator in the body');
  return (
    hasTypesOf(terminator, op) ||
    report.opError(
      'expects the types of the terminator operands to match the types of the result',
      [{ op: terminator, message: 'terminator' }],
    )
  );
}

const hasRoot = (op: Operation): boolean => {
  const sizes = op.attr('operand_segment_sizes');
  return sizes?.kind === 'dense_array' && sizes.values[0] === 1n;
};

function verifyChild(child: Operation, report: VerifyContext): boolean {
  if (!child.getInterface(TransformOp) && child.next)
    return report.opError('expected children ops to implement TransformOpInterface', [
      { op: child, message: 'op without interface' },
    ]);
  return child.results.every((result) =>
    verifySingleConsumer(result, (message, notes) =>
      report.errorAt(child, `result #${result.index} ${message}`, notes),
    ),
  );
}

/** Does a terminator pass on values of the types of the operation's results? */
const hasTypesOf = (terminator: Operation, op: Operation): boolean =>
  terminator.numOperands === op.numResults &&
  terminator.operands.every(({ type }, i) => type === op.result(i).type);

export function verifyAlternatives(op: Operation, report: VerifyContext): boolean {
  return op.regions.every((region) => {
    const terminator = region.entry?.last;
    return (
      !terminator ||
      hasTypesOf(terminator, op) ||
      report.opError(
        'expects terminator operands to have the same type as results of the operation',
        [{ op: terminator, message: 'terminator' }],
      )
    );
  });
}

export function verifyForeach(op: Operation, report: VerifyContext): boolean {
  if (consumedInBody(op).length > 0)
    return report.error(
      "TransformOpInterface expects ops consuming operands to have a 'write' effect on the payload resource",
      [{ message: 'consumes operand #0' }],
    );
  const terminator = op.region().entry?.last;
  if (!terminator) return true;
  if (terminator.numOperands !== op.numResults)
    return report.opError('expects the same number of results as the terminator has operands');
  return (
    terminator.operands.every(({ type }) => isHandle(type)) ||
    report.opError('expects operands to have types implementing TransformHandleTypeInterface')
  );
}

export function verifyWithPatterns(op: Operation, report: VerifyContext): boolean {
  let topLevel: Operation | null = null;
  for (const inner of op.region().entry?.ops ?? []) {
    if (inner.is('pdl.pattern')) continue;
    if (!inner.hasTrait(PossibleTopLevel.name))
      return report.opError('expects only pattern and top-level transform ops in its body', [
        { op: inner, message: 'offending op' },
      ]);
    if (topLevel)
      return report.opError('expects only one non-pattern op in its body', [
        { op: topLevel, message: 'first non-pattern op' },
        { op: inner, message: 'second non-pattern op' },
      ]);
    topLevel = inner;
  }
  const parent = enclosing(op, (around) => around.is('transform.with_pdl_patterns'));
  if (parent)
    return report.opError('cannot be nested', [{ op: parent, message: 'parent operation' }]);
  return topLevel !== null || report.opError('expects at least one non-pattern op');
}
