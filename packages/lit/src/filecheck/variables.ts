/** The variables of a check: what patterns capture and what later ones put in its place. */
import type { NumericFormat } from './numeric-format.ts';

/** A variable of `[[#X:]]`. */
export class NumericVariable {
  readonly name: string;
  readonly format: NumericFormat | undefined;
  /** The line of the check file that defines it; absent on the command line. */
  definedAt: number | undefined;
  value: bigint | undefined;

  constructor(name: string, format: NumericFormat | undefined, definedAt?: number) {
    this.name = name;
    this.format = format;
    this.definedAt = definedAt;
  }
}

export class Variables {
  /** The values of string variables that are set. */
  readonly #strings = new Map<string, string>();
  /** The names that some pattern defines as strings. */
  readonly #stringNames = new Set<string>();
  readonly #numbers = new Map<string, NumericVariable>();
  /** `@LINE`. */
  readonly line = new NumericVariable('@LINE', undefined);

  stringValue(name: string): string | undefined {
    return this.#strings.get(name);
  }

  setString(name: string, value: string): void {
    this.#strings.set(name, value);
  }

  declareString(name: string): void {
    this.#stringNames.add(name);
  }

  isString(name: string): boolean {
    return this.#stringNames.has(name);
  }

  numeric(name: string): NumericVariable | undefined {
    return this.#numbers.get(name);
  }

  declareNumeric(variable: NumericVariable): void {
    this.#numbers.set(variable.name, variable);
  }

  /** Forgets the values of all variables but those named `$X`: the scope of a label ends. */
  clearLocal(): void {
    const isLocal = (name: string): boolean => !name.startsWith('$');
    for (const name of this.#strings.keys()) if (isLocal(name)) this.#strings.delete(name);
    for (const variable of this.#numbers.values()) {
      if (isLocal(variable.name)) variable.value = undefined;
    }
  }
}
