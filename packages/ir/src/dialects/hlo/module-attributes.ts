/** Attributes of the dialects on functions, their arguments and modules; messages are upstream's. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import { FunctionOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { DYNAMIC, elementTypeOrSelf, type Type } from '../../types.ts';
import { typeText } from './attribute-values.ts';
import { haveCompatibleShapes } from './bounds.ts';
import { typeAt } from './calls.ts';
import { numbersIn } from './dimension-numbers.ts';

const isAlias = (value: Attribute): boolean =>
  value.kind === 'dialect' && value.mnemonic === 'result_alias';
const isFunction = (op: Operation): boolean => op.getInterface(FunctionOp) !== undefined;

/** Types of a function's results. */
function resultTypes(op: Operation): readonly Type[] {
  const attr = op.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type.results : [];
}

/** The argument and the result that an alias names have one type. */
function verifyAlias(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
  type: Type,
): boolean {
  if (value.kind !== 'dialect') return true;
  const error = (message: string): false => report.opError(`attribute "${name}" ${message}`);
  if (!isFunction(op)) return error('can only be used on function-like operations');
  const [argIndices, [index = 0, ...resultIndices]] = [
    numbersIn(value.params[0]),
    numbersIn(value.params[1]),
  ];
  if ([...argIndices, index, ...resultIndices].some((each) => each < 0))
    return error('expects all argument and result indices to be >= 0');
  const results = resultTypes(op);
  const result = results[index];
  if (!result) return error(`result index is out of range, must be <${results.length}`);
  const argType = typeAt(type, argIndices);
  if (!argType) return error('argument tuple indices are invalid');
  const resultType = typeAt(result, resultIndices);
  if (!resultType) return error('result tuple indices are invalid');
  const areAlike =
    haveCompatibleShapes(argType, resultType) &&
    elementTypeOrSelf(argType) === elementTypeOrSelf(resultType);
  return (
    areAlike ||
    error(
      `aliases do not have compatible types, ${typeText(report, argType)} vs. ${typeText(report, resultType)}`,
    )
  );
}

const leaves = (type: Type): number =>
  type.kind === 'tuple' ? type.types.reduce((sum, inner) => sum + leaves(inner), 0) : 1;

export function verifyArgumentAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
  type: Type,
): boolean {
  if (isAlias(value)) return verifyAlias(op, name, value, report, type);
  if (name !== 'mhlo.parameter_replication') return true;
  if (value.kind !== 'array') return report.opError('parameter_replication: must be an array');
  const count = value.elements.length;
  // One value stands for all.
  if (count <= 1 || count === leaves(type)) return true;
  const index = argumentIndex(op, name, value);
  return report.opError(
    `parameter_replication: arg ${index} has ${leaves(type)} leaf_buffers, but parameter_replication expects ${count}`,
  );
}
/** Number of the argument that has the attribute. */
function argumentIndex(op: Operation, name: string, value: Attribute): number {
  const attrs = op.attr('arg_attrs');
  if (attrs?.kind !== 'array') return 0;
  return attrs.elements.findIndex((each) => each.kind === 'dictionary' && each.get(name) === value);
}

/** The function that a module starts with. */
const mainTypes = (module: Operation): readonly Type[] | null => {
  const attr = module.region(0).entry?.findSymbol('main')?.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type.inputs : null;
};

type ElementCheck = (params: readonly unknown[], main: readonly Type[]) => string | null;

/** What an argument to be fetched ahead must be. */
const prefetchProblem: ElementCheck = ([parameter, indices], main) => {
  const type = main[Number(parameter)];
  if (!type)
    return `cross_program_prefetch: parameter ${Number(parameter)} out of range. main has only ${main.length} arguments`;
  const path = Array.isArray(indices) ? indices.map(Number) : [];
  return typeAt(type, path)
    ? null
    : `cross_program_prefetch: no subshape at given index: ${path.join(', ')}`;
};

const bindingProblem =
  (report: VerifyContext): ElementCheck =>
  ([sizeParam, sizeIndices, targetParam, targetIndices, targetDim], main) => {
    const what = 'dynamic_parameter_binding:';
    const [from, to] = [main[Number(sizeParam)], main[Number(targetParam)]];
    if (!from || !to)
      return `${what} parameters ${Number(sizeParam)} and ${Number(targetParam)} out of range. main has only ${main.length} arguments`;
    const paths = [sizeIndices, targetIndices].map((path) =>
      Array.isArray(path) ? path.map(Number) : [],
    );
    const [size, target] = [typeAt(from, paths[0] ?? []), typeAt(to, paths[1] ?? [])];
    if (size?.kind !== 'tensor')
      return `${what} no ranked tensor type at dynamic_param_indices: ${paths[0]?.join(', ')}`;
    if (size.shape.length !== 0 || size.elementType !== size.context.i32)
      return `${what} dynamic size must be tensor<i32>`;
    if (target?.kind !== 'tensor')
      return `${what} no ranked tensor type at target_param_indices: ${paths[1]?.join(', ')}`;
    const dim = Number(targetDim);
    if (target.shape.length <= dim)
      return `${what} no dimension number ${dim} in target subshape ${typeText(report, target)}`;
    return target.shape[dim] === DYNAMIC
      ? null
      : `${what} dimension number ${dim} in target subshape ${typeText(report, target)} is not dynamic`;
  };

/** An array, on a module, of attributes of one kind, each of which is checked. */
function verifyModuleArray(
  op: Operation,
  value: Attribute,
  report: VerifyContext,
  kind: 'cross_program_prefetch' | 'dynamic_parameter_binding',
): boolean {
  const plural = kind === 'cross_program_prefetch' ? `${kind}es` : `${kind}s`;
  if (value.kind !== 'array') return report.opError(`${plural} must be an array`);
  const problemOf = kind === 'cross_program_prefetch' ? prefetchProblem : bindingProblem(report);
  const notModule = (): false => report.opError(`has ${plural} but is not a module`);
  if (kind === 'dynamic_parameter_binding' && !op.is('builtin.module')) return notModule();
  for (const element of value.elements) {
    if (element.kind !== 'dialect' || element.mnemonic !== kind)
      return report.opError(`${plural} must be an array of ${kind} attrs`);
    if (!op.is('builtin.module')) return notModule();
    const problem = problemOf(element.params, mainTypes(op) ?? []);
    if (problem !== null) return report.opError(problem);
  }
  return true;
}

export function verifyOperationAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  if (isAlias(value) && !isFunction(op))
    return report.opError(`attribute "${name}" can only be used on function-like operations`);
  switch (name) {
    case 'mhlo.cross_program_prefetches':
      return verifyModuleArray(op, value, report, 'cross_program_prefetch');
    case 'mhlo.dynamic_parameter_bindings':
      return verifyModuleArray(op, value, report, 'dynamic_parameter_binding');
    case 'mhlo.spmd_parameters_sharding': {
      if (value.kind !== 'array')
        return report.opError('spmd_parameters_sharding: must be an array');
      // Spelt as upstream spells it.
      if (!op.is('builtin.module'))
        return report.opError('has spmd_paramters_sharding but is not a module');
      const main = mainTypes(op);
      if (!main) return report.opError('spmd_parameters_sharding: main not found');
      return (
        main.length === value.elements.length ||
        report.opError(
          `spmd_parameters_sharding: main has ${main.length} arguments, but spmd_parameters_sharding expects ${value.elements.length}`,
        )
      );
    }
    default:
      return true;
  }
}
