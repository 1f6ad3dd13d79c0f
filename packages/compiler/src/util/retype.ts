/** Other types for the values that an operation defines, for passes that change types everywhere. */

import type { Operation, Type, Value } from '@iree-workbench/ir';

/** Gives an operation's results and the arguments of its blocks the types that theirs become. */
export function retypeValues(op: Operation, converted: (type: Type) => Type): void {
  const retype = (value: Value): void => {
    const type = converted(value.type);
    if (type !== value.type) value.setType(type);
  };
  op.results.forEach(retype);
  for (const region of op.regions)
    for (const block of region.blocks) block.arguments.forEach(retype);
}
