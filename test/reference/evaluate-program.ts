/** Evaluates whole programs: functions that call each other, with globals, as they are defined. */

import type { Operation } from '@iree-workbench/ir';
import { Evaluator, type ProgramState, valueOfAttr } from './evaluator.ts';
import type { RuntimeValue } from './values.ts';

export class ProgramEvaluator implements ProgramState {
  readonly #symbols = new Map<string, Operation>();
  readonly #globals = new Map<Operation, RuntimeValue>();

  /** @param module a `builtin.module` with functions and globals. */
  constructor(module: Operation) {
    for (const op of module.region().front.ops) {
      if (op.symbolName) this.#symbols.set(op.symbolName, op);
      const initial = op.is('util.global') ? op.attr('initial_value') : undefined;
      if (initial) this.#globals.set(op, valueOfAttr(initial));
    }
  }

  run(name: string, operands: readonly RuntimeValue[]): readonly RuntimeValue[] {
    const place = { workgroup: [], count: [], thread: 0, shared: new Map() };
    const evaluator = new Evaluator({ binding: () => [], constants: [], program: this }, place);
    return evaluator.runNow(this.#symbol(name).region().front, operands);
  }
  call(op: Operation, operands: readonly RuntimeValue[]): readonly RuntimeValue[] {
    return this.run(symbolOf(op, 'callee'), operands);
  }
  load(op: Operation): RuntimeValue {
    const value = this.#globals.get(this.#symbol(symbolOf(op, 'global')));
    if (value === undefined) throw new Error('a global is read before it has a value');
    return value;
  }
  store(op: Operation, value: RuntimeValue): void {
    this.#globals.set(this.#symbol(symbolOf(op, 'global')), value);
  }

  #symbol(name: string): Operation {
    const found = this.#symbols.get(name);
    if (!found) throw new Error(`there is no @${name}`);
    return found;
  }
}

function symbolOf(op: Operation, attribute: string): string {
  const attr = op.attr(attribute);
  if (attr?.kind !== 'symbol_ref') throw new Error(`'${op.name}' names no symbol`);
  return attr.root;
}
