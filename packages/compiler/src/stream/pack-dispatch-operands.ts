/**
 * Passes scalars to dispatches as 32-bit words (`iree-stream-pack-dispatch-operands`), which is what
 * push constants hold: narrower integers are widened, wider values are split, floats keep their bits.
 */

import {
  Builder,
  FunctionType,
  IntegerAttr,
  IntegerType,
  type Operation,
  operandsNamed,
  type Type,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { callablesIn } from '../util/functions.ts';

export const packDispatchOperands: PassFunction = (module, report) => {
  for (const callable of callablesIn(module))
    for (const dispatch of callable.collect('stream.cmd.dispatch')) packCall(dispatch, report);
  for (const executable of module.region().front.ops)
    if (executable.is('stream.executable'))
      for (const func of executable.collect('func.func')) unpackParameters(func);
};

/** Words that a scalar takes, or null if it cannot be passed. Indices are passed as 32 bits. */
function wordsOf(type: Type): 1 | 2 | null {
  switch (type.kind) {
    case 'index':
      return 1;
    case 'integer':
    case 'float':
      return type.width <= 32 ? 1 : type.width === 64 ? 2 : null;
    default:
      return null;
  }
}

function packCall(dispatch: Operation, report: PassReport): void {
  const uniforms = operandsNamed(dispatch, 'uniform_operands');
  const execution = dispatch.ancestor('stream.cmd.execute') ?? dispatch;
  const words: Value[] = [];
  for (const uniform of uniforms) {
    if (wordsOf(uniform.type) === null) {
      report.error(dispatch, 'is given a scalar that push constants cannot hold');
      return;
    }
    // Conversions happen on the host, before the execution.
    const builder = Builder.before(execution);
    builder.location = dispatch.location;
    words.push(...toWords(builder, uniform));
  }
  const groups =
    dispatch.definition?.operands.map((group) => operandsNamed(dispatch, group.name)) ?? [];
  const at = dispatch.definition?.operands.findIndex((g) => g.name === 'uniform_operands') ?? -1;
  groups[at] = words;
  const replacement = Builder.before(dispatch).create('stream.cmd.dispatch', {
    operandGroups: groups,
    resultTypes: [],
    attributes: dispatch.attributes,
  });
  replacement.setLocation(dispatch.location);
  dispatch.erase();
}

function toWords(builder: Builder, value: Value): Value[] {
  const { context } = builder;
  const { i32, i64 } = context;
  const cast = (name: string, to: Type, operand: Value = value): Value =>
    builder.createValue(name, { operands: [operand], resultTypes: [to] });
  const type = value.type;
  switch (type.kind) {
    case 'index':
      return [cast('arith.index_castui', i32)];
    case 'float': {
      const bits = cast('arith.bitcast', IntegerType.get(context, type.width));
      return type.width === 32 ? [bits] : toWords(builder, bits);
    }
    case 'integer': {
      if (type.width === 32) return [value];
      if (type.width < 32) return [cast('arith.extui', i32)];
      const high = builder.createValue('arith.shrui', {
        operands: [value, builder.constant(IntegerAttr.i64(context, 32), i64)],
        resultTypes: [i64],
      });
      return [cast('arith.trunci', i32), cast('arith.trunci', i32, high)];
    }
    default:
      return [];
  }
}

function unpackParameters(func: Operation): void {
  const entry = func.region().entry;
  if (!entry) return;
  const builder = Builder.atStart(entry, func.location);
  for (const argument of [...entry.arguments]) {
    const words = wordsOf(argument.type);
    if (words === null || argument.type === func.context.i32) continue;
    const parts = Array.from({ length: words }, (_, i) =>
      entry.insertArgument(argument.index + i, func.context.i32, argument.location),
    );
    argument.replaceAllUsesWith(fromWords(builder, parts, argument.type));
    entry.eraseArgument(argument.index);
  }
  func.setAttr(
    'function_type',
    TypeAttr.get(
      FunctionType.get(
        func.context,
        entry.arguments.map((argument) => argument.type),
        [],
      ),
    ),
  );
}

function fromWords(builder: Builder, words: readonly Value[], type: Type): Value {
  const { context } = builder;
  const cast = (name: string, operand: Value, to: Type): Value =>
    builder.createValue(name, { operands: [operand], resultTypes: [to] });
  const [low, high] = words as [Value, Value | undefined];
  switch (type.kind) {
    case 'index':
      return cast('arith.index_castui', low, type);
    case 'float': {
      const bits = IntegerType.get(context, type.width);
      const value = type.width === 32 ? low : fromWords(builder, words, bits);
      return cast('arith.bitcast', value, type);
    }
    case 'integer': {
      if (type.width === 32) return low;
      if (type.width < 32) return cast('arith.trunci', low, type);
      const wide = cast('arith.extui', high as Value, type);
      const shifted = builder.createValue('arith.shli', {
        operands: [wide, builder.constant(IntegerAttr.get(type, 32), type)],
        resultTypes: [type],
      });
      return builder.createValue('arith.ori', {
        operands: [shifted, cast('arith.extui', low, type)],
        resultTypes: [type],
      });
    }
    default:
      throw new Error('no scalar');
  }
}
