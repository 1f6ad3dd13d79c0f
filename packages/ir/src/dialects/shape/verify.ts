/** Checks of the shape dialect's operations beyond their definitions. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { isRankedShaped } from '../../types.ts';
import { symbolIn } from '../symbols.ts';
import { isShape, isSize, mayBeError } from './types.ts';

const takesErrors = (op: Operation): boolean =>
  op.operands.some((operand) => mayBeError(operand.type));

/** A result that an error may come to must be able to hold it: a size, not an index. */
export const verifySizeOrIndex = (op: Operation, report: VerifyContext): boolean =>
  !takesErrors(op) ||
  isSize(op.result().type) ||
  report.opError(
    'if at least one of the operands can hold error values then the result must be of type `size` to propagate them',
  );
/** As `verifySizeOrIndex`: a shape, not extents. */
export const verifyShapeOrExtents = (op: Operation, report: VerifyContext): boolean =>
  !takesErrors(op) ||
  isShape(op.result().type) ||
  report.opError(
    'if at least one of the operands can hold error values then the result must be of type `shape` to propagate them',
  );

/** The number of a dimension where it is known. */
function constantDimension(value: Value): bigint | null {
  const constant = value.definingOp;
  if (!constant?.is('shape.const_size') && !constant?.is('arith.constant')) return null;
  const attr = constant.attr('value');
  return attr?.kind === 'integer' ? attr.value : null;
}
/** A dimension that is known is one that the value has. */
export function verifyDim(op: Operation, report: VerifyContext): boolean {
  const { type } = op.operand(0);
  const dimension = constantDimension(op.operand(1));
  if (!isRankedShaped(type) || dimension === null) return true;
  return (
    (dimension >= 0n && dimension < BigInt(type.shape.length)) ||
    report.opError('index is out of range')
  );
}

/** The body takes an index, an extent, and what was computed so far. */
export function verifyReduce(op: Operation, report: VerifyContext): boolean {
  const args = op.region().front.arguments.map((argument) => argument.type);
  const [, ...initials] = op.operands.map((operand) => operand.type);
  if (args.length !== initials.length + 2)
    return report.opError(`ReduceOp body is expected to have ${initials.length + 2} arguments`);
  if (args[0]?.kind !== 'index')
    return report.opError('argument 0 of ReduceOp body is expected to be of IndexType');
  const extent = args[1];
  if (isShape(op.operand(0).type)) {
    if (!extent || !isSize(extent))
      return report.opError(
        'argument 1 of ReduceOp body is expected to be of SizeType if the ReduceOp operates on a ShapeType',
      );
  } else if (extent?.kind !== 'index')
    return report.opError(
      'argument 1 of ReduceOp body is expected to be of IndexType if the ReduceOp operates on an extent tensor',
    );
  for (const [i, type] of initials.entries())
    if (args[i + 2] !== type)
      return report.opError(
        `type mismatch between argument ${i + 2} of ReduceOp body and initial value ${i}`,
      );
  return true;
}

/** What is yielded are the results of the operation around. */
export function verifyYield(op: Operation, report: VerifyContext): boolean {
  const results = op.parentOp?.resultTypes ?? [];
  if (results.length !== op.numOperands)
    return report.opError('number of operands does not match number of results of its parent');
  return (
    results.every((type, i) => op.operand(i).type === type) ||
    report.opError('types mismatch between yield op and its parent')
  );
}

/** `shape.lib` names the libraries in which an operation's shape functions are looked up. */
export function verifyLibraries(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  if (name !== 'shape.lib') return true;
  if (!op.hasTrait('SymbolTable'))
    return report.error('shape.lib attribute may only be on op implementing SymbolTable');
  if (value.kind === 'symbol_ref') {
    const symbol = symbolIn(op, value);
    const text = report.printAttribute(value);
    if (!symbol) return report.error(`shape function library ${text} not found`);
    return (
      symbol.is('shape.function_library') ||
      report.error(`${text} required to be shape function library`)
    );
  }
  if (value.kind !== 'array')
    return report.error(
      'only SymbolRefAttr or array of SymbolRefAttrs allowed as shape.lib attribute',
    );
  const mapped = new Set<string>();
  for (const reference of value.elements) {
    if (reference.kind !== 'symbol_ref')
      return report.error('only SymbolRefAttr allowed in shape.lib attribute array');
    const library = symbolIn(op, reference);
    if (!library?.is('shape.function_library'))
      return report.error(
        `${report.printAttribute(reference)} does not refer to FunctionLibraryOp`,
      );
    const mapping = library.attr('mapping');
    for (const [key] of mapping?.kind === 'dictionary' ? mapping.entries : []) {
      if (mapped.has(key))
        return report.error(
          `only one op to shape mapping allowed, found multiple for \`"${key}"\``,
        );
      mapped.add(key);
    }
  }
  return true;
}
