/**
 * Functions, calls and branches pass what is in a tuple one by one (`iree-mhlo-flatten-tuples-in-cfg`). What else
 * makes and takes tuples apart cancels out when it is canonicalised.
 */

import {
  type Block,
  Builder,
  DenseArrayAttr,
  definePass,
  FunctionType,
  IntegerAttr,
  type Operation,
  type Pass,
  TupleType,
  type Type,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import { functionsIn, functionType } from '../../util/functions.ts';

const flattened = (type: Type): readonly Type[] =>
  type instanceof TupleType ? type.types.flatMap(flattened) : [type];

/** What is in a tuple, in the order of `flattened`. */
function elementsOf(builder: Builder, value: Value): Value[] {
  if (!(value.type instanceof TupleType)) return [value];
  return value.type.types.flatMap((type, i) => {
    const element = builder.createValue('mhlo.get_tuple_element', {
      operands: [value],
      resultTypes: [type],
      attributes: [['index', IntegerAttr.i32(builder.context, i)]],
    });
    return elementsOf(builder, element);
  });
}

/** A value of a type, made of the next of the values that are in it. */
function gathered(builder: Builder, type: Type, values: Iterator<Value>): Value {
  if (type instanceof TupleType)
    return builder.createValue('mhlo.tuple', {
      operands: type.types.map((inner) => gathered(builder, inner, values)),
      resultTypes: [type],
    });
  const next = values.next();
  if (next.done) throw new Error('too few values for a tuple');
  return next.value;
}

function flattenArguments(block: Block): void {
  const old = [...block.arguments];
  const [first] = old;
  if (!first || !old.some(({ type }) => type instanceof TupleType)) return;
  const builder = Builder.atStart(block, first.location);
  for (const argument of old) {
    const values = flattened(argument.type).map((type) =>
      block.addArgument(type, argument.location),
    );
    builder.location = argument.location;
    argument.replaceAllUsesWith(gathered(builder, argument.type, values.values()));
  }
  for (let i = old.length - 1; i >= 0; i--) block.eraseArgument(i);
}

const PASSES_VALUES_ON = ['cf.br', 'cf.cond_br', 'func.call', 'func.return'];

function flattenOperation(op: Operation): void {
  const types = [...op.operands.map(({ type }) => type), ...op.resultTypes];
  if (!types.some((type) => type instanceof TupleType)) return;
  const builder = Builder.before(op);
  const operands = op.operands.map((operand) => elementsOf(builder, operand));
  const resultTypes = op.resultTypes.flatMap(flattened);
  const replacement = builder.create(op.operationName, {
    operands: operands.flat(),
    resultTypes,
    attributes: withSegments(op, operands),
    successors: op.successors,
  });
  const values = replacement.results.values();
  for (const result of op.results)
    result.replaceAllUsesWith(gathered(builder, result.type, values));
  op.erase();
}

/** Attributes in which the sizes of the groups of operands count what is in tuples. */
function withSegments(op: Operation, operands: readonly Value[][]): Operation['attributes'] {
  const segments = op.attr('operand_segment_sizes');
  if (!(segments instanceof DenseArrayAttr)) return op.attributes;
  let from = 0;
  const sizes = segments.numbers.map((size) => {
    const group = operands.slice(from, from + size);
    from += size;
    return group.reduce((sum, values) => sum + values.length, 0);
  });
  return op.attributes.with('operand_segment_sizes', DenseArrayAttr.i32(op.context, sizes));
}

export const flattenTuples: Pass = definePass({
  argument: 'iree-mhlo-flatten-tuples-in-cfg',
  className: 'FlattenTuplesInCFG',
  summary: 'takes tuples apart where functions and branches pass them on',
  anchor: 'builtin.module',
  run(module) {
    for (const func of functionsIn(module)) {
      const { context, inputs, results } = functionType(func);
      const type = FunctionType.get(context, inputs.flatMap(flattened), results.flatMap(flattened));
      func.setAttr('function_type', TypeAttr.get(type));
      for (const block of func.region().blocks) flattenArguments(block);
      for (const name of PASSES_VALUES_ON)
        for (const op of func.collect(name)) flattenOperation(op);
    }
  },
});
