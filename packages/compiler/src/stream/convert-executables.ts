/**
 * `flow.executable` becomes `stream.executable`: tensor parameters become bindings, from which the
 * body takes its tensors at offset 0.
 */

import {
  Builder,
  bindingType,
  FunctionType,
  isDispatchTensor,
  type Operation,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';

export const convertExecutables: PassFunction = (module) => {
  for (const executable of module.region().front.ops)
    if (executable.is('flow.executable')) convertExecutable(executable);
};

function convertExecutable(executable: Operation): void {
  const builder = Builder.before(executable);
  const result = builder.create('stream.executable', {
    resultTypes: [],
    attributes: executable.attributes,
    regions: 1,
  });
  const block = result.region().append();
  const inside = Builder.atEnd(block, executable.location);
  for (const op of executable.region().front.ops) {
    inside.location = op.location;
    if (op.is('flow.executable.export')) {
      const exported = inside.create('stream.executable.export', {
        resultTypes: [],
        attributes: op.attributes,
        regions: 1,
      });
      exported.region().takeBlocks(op.region());
      for (const last of exported.region().blocks.map((b) => b.last))
        if (last?.is('flow.return')) {
          Builder.before(last).create('stream.return', {
            operands: last.operands,
            resultTypes: [],
          });
          last.erase();
        }
    } else if (op.is('flow.executable_end'))
      inside.create('stream.executable.end', { resultTypes: [] });
    else {
      op.remove();
      block.append(op);
      for (const func of op.is('builtin.module') ? op.region().front.ops : [])
        if (func.is('func.func')) convertFunction(func);
    }
  }
  executable.erase();
}

function convertFunction(func: Operation): void {
  const entry = func.region().entry;
  if (!entry) return;
  let zero: Value | null = null;
  for (const argument of [...entry.arguments]) {
    const type = argument.type;
    if (!isDispatchTensor(type)) continue;
    zero ??= Builder.atStart(entry, func.location).constantIndex(0);
    const binding = entry.insertArgument(
      argument.index,
      bindingType(func.context),
      argument.location,
    );
    // The dimensions that the body ties to the tensor belong to the subspan.
    const ties = argument.users.filter((user) => user.is('flow.dispatch.tie_shape'));
    const dims = ties[0]?.operands.slice(1) ?? [];
    const place = ties[0] ? Builder.before(ties[0]) : Builder.after(zero.definingOp as Operation);
    const span = place.createValue('stream.binding.subspan', {
      operands: [binding, zero, ...dims],
      resultTypes: [type],
    });
    for (const tie of ties) {
      tie.replaceAllUsesWith([span]);
      tie.erase();
    }
    argument.replaceAllUsesWith(span);
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
