/** What may be left when a conversion is done: operations by name, by dialect, or by a condition. */

import type { Operation } from '../operation.ts';

type Rule = boolean | ((op: Operation) => boolean);

export class ConversionTarget {
  readonly #ops = new Map<string, Rule>();
  readonly #dialects = new Map<string, Rule>();
  readonly #recursive = new Map<string, (op: Operation) => boolean>();
  #unknown: ((op: Operation) => boolean) | null = null;

  addLegalOp(...names: readonly string[]): this {
    for (const name of names) this.#ops.set(name, true);
    return this;
  }
  addIllegalOp(...names: readonly string[]): this {
    for (const name of names) this.#ops.set(name, false);
    return this;
  }
  /** Legal where the condition holds, illegal elsewhere. */
  addDynamicallyLegalOp(condition: (op: Operation) => boolean, ...names: readonly string[]): this {
    for (const name of names) this.#ops.set(name, condition);
    return this;
  }
  addLegalDialect(...names: readonly string[]): this {
    for (const name of names) this.#dialects.set(name, true);
    return this;
  }
  addIllegalDialect(...names: readonly string[]): this {
    for (const name of names) this.#dialects.set(name, false);
    return this;
  }
  addDynamicallyLegalDialect(
    condition: (op: Operation) => boolean,
    ...names: readonly string[]
  ): this {
    for (const name of names) this.#dialects.set(name, condition);
    return this;
  }
  /** What holds for operations that no rule speaks of. */
  markUnknownOpDynamicallyLegal(condition: (op: Operation) => boolean): this {
    this.#unknown = condition;
    return this;
  }
  /** Where the operation is legal, so is all that is in it. */
  markOpRecursivelyLegal(name: string, condition: (op: Operation) => boolean = () => true): this {
    this.#recursive.set(name, condition);
    return this;
  }

  /** Whether the operation may stay; null if no rule speaks of it. */
  isLegal(op: Operation): boolean | null {
    const rule =
      this.#ops.get(op.name) ?? this.#dialects.get(op.operationName.dialect) ?? this.#unknown;
    if (rule === null || rule === undefined) return null;
    return typeof rule === 'boolean' ? rule : rule(op);
  }
  isRecursivelyLegal(op: Operation): boolean {
    return this.isLegal(op) === true && (this.#recursive.get(op.name)?.(op) ?? false);
  }
}
