/** The expressions of `[[#…]]`: their values, and the format that their operands want. */
import { type NumericFormat, within64Bits } from './numeric-format.ts';
import type { NumericVariable } from './variables.ts';

/** What an expression is made of. */
export type NumericExpression =
  | { readonly kind: 'literal'; readonly text: string; readonly value: bigint }
  | {
      readonly kind: 'variable';
      readonly text: string;
      /** Where it stands in its block. */
      readonly offset: number;
      readonly variable: NumericVariable;
    }
  | {
      readonly kind: 'operation';
      readonly text: string;
      readonly operation: NumericOperation;
      readonly left: NumericExpression;
      readonly right: NumericExpression;
    };

/** The operations, by the names of their functions. */
export type NumericOperation = 'add' | 'div' | 'max' | 'min' | 'mul' | 'sub';

const OPERATIONS: Readonly<Record<NumericOperation, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  // Nothing is the quotient by zero: what is beyond all bounds is reported as such.
  div: (a, b) => (b === 0n ? 2n ** 64n : a / b),
  max: (a, b) => (a > b ? a : b),
  min: (a, b) => (a < b ? a : b),
};

/** The operation of a function's name. */
export const operationNamed = (name: string): NumericOperation | undefined =>
  Object.hasOwn(OPERATIONS, name) ? (name as NumericOperation) : undefined;

/** A use of a variable. */
export type VariableUse = Extract<NumericExpression, { kind: 'variable' }>;

/** The uses of variables that have no value yet. */
export function undefinedIn(expression: NumericExpression): readonly VariableUse[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'variable':
      return expression.variable.value === undefined ? [expression] : [];
    case 'operation':
      return [...undefinedIn(expression.left), ...undefinedIn(expression.right)];
  }
}

/** The value of an expression whose variables all have one; throws NumericOverflow. */
export function evaluate(expression: NumericExpression): bigint {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return definedValue(expression.variable);
    case 'operation': {
      const { operation, left, right } = expression;
      return within64Bits(OPERATIONS[operation](evaluate(left), evaluate(right)));
    }
  }
}

function definedValue({ name, value }: NumericVariable): bigint {
  if (value === undefined) throw new Error(`variable ${name} has no value`);
  return value;
}

/** Operands whose variables are of different formats. */
export class FormatConflict extends Error {
  readonly expression: NumericExpression;

  constructor(message: string, expression: NumericExpression) {
    super(message);
    this.expression = expression;
  }
}

/** The format of an expression's variables; throws FormatConflict where two differ. */
export function implicitFormat(expression: NumericExpression): NumericFormat | undefined {
  switch (expression.kind) {
    case 'literal':
      return undefined;
    case 'variable':
      return expression.variable.format;
    case 'operation': {
      const { left, right } = expression;
      const [leftFormat, rightFormat] = [implicitFormat(left), implicitFormat(right)];
      if (leftFormat && rightFormat && !leftFormat.equals(rightFormat)) {
        throw new FormatConflict(
          `implicit format conflict between '${left.text}' (${leftFormat.name}) and '${right.text}' ` +
            `(${rightFormat.name}), need an explicit format specifier`,
          expression,
        );
      }
      return leftFormat ?? rightFormat;
    }
  }
}
