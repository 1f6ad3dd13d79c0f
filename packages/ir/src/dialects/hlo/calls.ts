/** Checks of operations that call foreign code or functions, and what operands share with results. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { type FunctionType, isTensor, TupleType, type Type } from '../../types.ts';
import { integerAttr, typeText } from './attribute-values.ts';
import { integersIn } from './convolution-syntax.ts';
import { numbersIn } from './dimension-numbers.ts';
import type { Inference } from './inference.ts';

/** The type at nested places of a tuple; null if there is none. */
export function typeAt(type: Type, indices: readonly number[]): Type | null {
  let current: Type = type;
  for (const index of indices) {
    const inner = current.kind === 'tuple' ? current.types[index] : undefined;
    if (!inner) return null;
    current = inner;
  }
  return current;
}

/** What an operand and a result have in common has one type. */
export function verifyAliases(op: Operation, report: VerifyContext): boolean {
  const aliases = op.attr('output_operand_aliases');
  if (aliases?.kind !== 'array') return true;
  const where = 'in the output_operand_alias attribute';
  for (const alias of aliases.elements) {
    if (alias.kind !== 'dialect') continue;
    const [output, operand, indices] = alias.params;
    const index = Number(operand);
    const type = op.operands[index]?.type;
    if (!type)
      return report.opError(
        `expects operandIndex ${where} to be in range [0, ${op.numOperands}); got: ${index}.`,
      );
    const operandPart = typeAt(type, numbersIn(indices));
    if (!operandPart) return report.opError(`operand_tuple_indices ${where} out of bounds`);
    const [only] = op.resultTypes;
    const whole = only && op.numResults === 1 ? only : TupleType.get(op.context, op.resultTypes);
    const outputPart = typeAt(whole, numbersIn(output));
    if (!outputPart) return report.opError(`output_tuple_indices ${where} out of bounds`);
    if (operandPart !== outputPart)
      return report.opError(
        `shapes mismatch ${where}: operand part has type ${typeText(report, operandPart)} and output part has type ${typeText(report, outputPart)}`,
      );
  }
  return true;
}

/** A layout for each value: its dimensions in another order. */
function verifyLayouts(
  op: Operation,
  report: VerifyContext,
  kind: 'operand' | 'result',
  types: readonly Type[],
): boolean {
  const layouts = op.attr(`${kind}_layouts`);
  if (layouts?.kind !== 'array') return true;
  const count = layouts.elements.length;
  if (types.length !== count)
    return report.opError(
      `Number of ${kind}s must match the number of ${kind} layouts, ${types.length} != ${count}`,
    );
  for (const [i, type] of types.entries()) {
    const layout = layouts.elements[i];
    if (!layout) return true;
    if (type.kind === 'tuple')
      return report.opError('Tuple types are not fully supported with layout constraints yet');
    const order = integersIn(layout).map(Number);
    const text = report.printAttribute(layout);
    if (!isTensor(type)) {
      if (order.length === 0) continue;
      return report.opError(
        `Only tensor types can have non-empty layout: ${kind} #${i} of type ${typeText(report, type)} has layout ${text}`,
      );
    }
    if (type.kind !== 'tensor') continue;
    const rank = type.shape.length;
    const isPermutation =
      order.length === rank && [...order].sort((a, b) => a - b).every((dim, k) => dim === k);
    if (!isPermutation)
      return report.opError(
        `incorrect layout ${text} for type ${typeText(report, type)}, layout must be a permutation of [0, ${rank})`,
      );
  }
  return true;
}

/** The version of the interface that takes its configuration as a dictionary. */
const TYPED_FFI = 4;

export function verifyCustomCall(op: Operation, report: VerifyContext): boolean {
  if (Boolean(op.attr('operand_layouts')) !== Boolean(op.attr('result_layouts')))
    return report.opError(
      'Layout attributes should be specified for either both operands and results or none.',
    );
  const [only] = op.resultTypes;
  const results = only?.kind === 'tuple' && op.numResults === 1 ? only.types : op.resultTypes;
  const operands = op.operands.map((operand) => operand.type);
  if (
    !verifyLayouts(op, report, 'operand', operands) ||
    !verifyLayouts(op, report, 'result', results) ||
    !verifyAliases(op, report)
  )
    return false;
  const config = op.attr('backend_config');
  if (!config || op.operationName.dialect !== 'mhlo') return true;
  if (integerAttr(op, 'api_version') === TYPED_FFI)
    return (
      config.kind === 'dictionary' ||
      report.opError(
        'unsupported user-encoded backend config, backend config must be a dictionary attribute.',
      )
    );
  return (
    config.kind === 'string' ||
    report.opError(
      'unsupported dictionary attribute backend config, backend config must be a user-encoded string attribute.',
    )
  );
}

interface Callee {
  readonly name: string;
  readonly op: Operation;
  readonly type: FunctionType;
}
/** The function of the module that an asynchronous operation runs; its name if there is none. */
function calleeOf(op: Operation): Callee | string {
  const symbol = op.attr('called_computation');
  const name = symbol?.kind === 'symbol_ref' ? symbol.root : '';
  let module = op.parentOp;
  while (module && !module.is('builtin.module')) module = module.parentOp;
  const callee = module?.region(0).entry?.findSymbol(name);
  const attr = callee?.attr('function_type');
  return callee && attr?.kind === 'type' && attr.type.kind === 'function'
    ? { name, op: callee, type: attr.type }
    : name;
}
/** One type as it stands, others as a tuple. */
const tupleOf = (op: Operation, types: readonly Type[]): Type => {
  const [only] = types;
  return only && types.length === 1 ? only : TupleType.get(op.context, types);
};
const bundleTypes = (type: Type): readonly Type[] =>
  type.kind === 'dialect' ? (type.params as readonly Type[]) : [];

/** How a step's findings are worded, as upstream words them for each. */
interface StepWords {
  readonly thread: string;
  readonly bundle: string;
  readonly component: (index: number) => string;
  readonly bundleOf: (op: Operation) => Type;
}
const START: StepWords = {
  thread: 'the execution_thread',
  bundle: 'result',
  component: (index) => `component #${index} of return type`,
  bundleOf: (op) => op.result().type,
};
const UPDATE: StepWords = {
  thread: 'name',
  bundle: 'operand',
  component: (index) => `component #${index} of operand bundle type`,
  bundleOf: (op) => op.operand(0).type,
};
const DONE: StepWords = {
  ...UPDATE,
  component: (index) => `operand type component #${index}`,
};

/** The arguments of a call fit the function that it starts. */
function verifyArguments(op: Operation, report: VerifyContext, { name, type }: Callee): boolean {
  const { inputs } = type;
  if (inputs.length !== op.numOperands)
    return report.opError(
      `number of operands doesn't match operands for ${name}. Got: ${op.numOperands}, but expected: ${inputs.length}.`,
    );
  for (const [i, input] of inputs.entries()) {
    const own = op.operand(i).type;
    if (own !== input)
      return report.opError(
        `type mismatch on argument #${i} of ${name}. Got: ${typeText(report, own)}, but expected: ${typeText(report, input)}.`,
      );
  }
  return true;
}

const verifyStep =
  (words: StepWords, isStart: boolean) =>
  (op: Operation, report: VerifyContext): boolean => {
    const callee = calleeOf(op);
    if (typeof callee === 'string') return report.opError(`can't find function: ${callee}`);
    const expected = callee.op.stringAttr('execution_thread');
    const thread = op.stringAttr('execution_thread');
    if (expected === undefined)
      return report.opError('callee must have execution_thread attribute.');
    if (expected !== thread)
      return report.opError(
        `execution_thread does not match ${words.thread} of ${callee.name}. Got: "${thread}", but expected "${expected}".`,
      );
    if (isStart && !verifyArguments(op, report, callee)) return false;
    const types = bundleTypes(words.bundleOf(op));
    if (types.length < 2)
      return report.opError(
        `${words.bundle} is expected to be a bundle of at least 2 components, but got ${types.length}`,
      );
    if (types[0] !== tupleOf(op, callee.type.inputs))
      return report.opError(`${words.component(0)} doesn't match callee input types`);
    return (
      types[1] === tupleOf(op, callee.type.results) ||
      report.opError(`${words.component(1)} doesn't match callee result types`)
    );
  };
export const verifyAsyncStart = verifyStep(START, true);
export const verifyAsyncUpdate = verifyStep(UPDATE, false);
export const verifyAsyncDone = verifyStep(DONE, false);

export const inferAsyncDone: Inference = (op, report) => {
  const callee = calleeOf(op);
  return typeof callee === 'string'
    ? report.opError(`can't find function: ${callee}`)
    : callee.type.results;
};
