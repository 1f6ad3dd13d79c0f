/** Reads what stands in `[[#…]]`: a format, a variable to define, an expression. */
import type { CheckSource } from './check-source.ts';
import { CheckSyntaxError } from './diagnostics.ts';
import {
  FormatConflict,
  implicitFormat,
  type NumericExpression,
  operationNamed,
} from './numeric-expression.ts';
import { type NumericConversion, NumericFormat } from './numeric-format.ts';
import { type ParsedName, parseVariableName } from './variable-name.ts';
import { NumericVariable, type Variables } from './variables.ts';

/** What a numeric block says. */
export interface NumericBlock {
  readonly format: NumericFormat;
  /** Its value must stand in the input; absent: any number does. */
  readonly expression: NumericExpression | undefined;
  /** The variable that takes the number. */
  readonly defines: NumericVariable | undefined;
}

/** Where a block stands. */
export interface NumericPlace {
  readonly source: CheckSource;
  /** Where the text of the block begins. */
  readonly offset: number;
  /** The line of the check file; absent on the command line. */
  readonly line: number | undefined;
  readonly variables: Variables;
  /** `[[@LINE+1]]`, without a number sign: one operation on the line, and nothing else. */
  readonly isLegacyLine: boolean;
}

/** What may stand where an operand is wanted. */
type Operands = 'any' | 'line' | 'literal';

const SPACES = /^[ \t]*/;

/** Reads the text of a block; throws CheckSyntaxError. */
export function parseNumericBlock(text: string, place: NumericPlace): NumericBlock {
  return new NumericParser(text, place).block();
}

class NumericParser {
  readonly #text: string;
  readonly #place: NumericPlace;
  #at = 0;

  constructor(text: string, place: NumericPlace) {
    this.#text = text;
    this.#place = place;
  }

  block(): NumericBlock {
    const { conversion, precision, hasPrefix } = this.#format();
    const colon = this.#text.indexOf(':', this.#at);
    const definition = colon < 0 ? undefined : { start: this.#at, end: colon };
    if (definition) this.#at = colon + 1;
    const expression = this.#constrained();
    const format = conversion
      ? new NumericFormat(conversion, precision, hasPrefix)
      : (this.#implicit(expression) ?? new NumericFormat('u', precision));
    const defines = definition && this.#definition(definition.start, definition.end, format);
    return { format, expression, defines };
  }

  #fail(message: string, at = this.#at): never {
    throw new CheckSyntaxError(message, this.#place.source, this.#place.offset + at, {
      endsInBlank: true,
    });
  }

  get #rest(): string {
    return this.#text.slice(this.#at);
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #skipSpaces(): void {
    this.#at += SPACES.exec(this.#rest)?.[0].length ?? 0;
  }

  #eat(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  // ----- Formats -----

  /** `%.8x,`: a comma within a call separates arguments. */
  #format(): {
    readonly conversion?: NumericConversion | undefined;
    readonly precision?: number;
    readonly hasPrefix?: boolean;
  } {
    const comma = this.#text.indexOf(',');
    const call = this.#text.indexOf('(');
    if (comma < 0 || (call >= 0 && call < comma)) return {};
    this.#skipSpaces();
    if (!this.#eat('%')) this.#fail('invalid matching format specification in expression');
    const prefixAt = this.#at;
    const hasPrefix = this.#eat('#');
    let precision = 0;
    if (this.#eat('.')) {
      const digits = /^\d+/.exec(this.#rest)?.[0];
      if (digits === undefined) this.#fail('invalid precision in format specifier');
      precision = Number(digits);
      this.#at += digits.length;
    }
    const conversion = this.#conversion(comma);
    if (hasPrefix && conversion !== 'x' && conversion !== 'X') {
      this.#fail('alternate form only supported for hex values', prefixAt);
    }
    this.#skipSpaces();
    if (this.#at < comma) this.#fail('invalid matching format specification in expression');
    this.#at = comma + 1;
    return { conversion, precision, hasPrefix };
  }

  /** Absent where a precision is all that is said. */
  #conversion(end: number): NumericConversion | undefined {
    this.#skipSpaces();
    if (this.#at >= end) return undefined;
    const letter = this.#text[this.#at];
    switch (letter) {
      case 'u':
      case 'd':
      case 'x':
      case 'X':
        this.#at++;
        return letter;
      default:
        return this.#fail('invalid format specifier in expression');
    }
  }

  #implicit(expression: NumericExpression | undefined): NumericFormat | undefined {
    try {
      return expression && implicitFormat(expression);
    } catch (error) {
      if (!(error instanceof FormatConflict)) throw error;
      return this.#fail(error.message, this.#text.indexOf(error.expression.text));
    }
  }

  // ----- Definitions -----

  #definition(start: number, end: number, format: NumericFormat): NumericVariable {
    const { variables, line } = this.#place;
    this.#at = start;
    this.#skipSpaces();
    const nameAt = this.#at;
    const { name, isPseudo } = this.#name(this.#text.slice(nameAt, end));
    if (isPseudo) this.#fail('definition of pseudo numeric variable unsupported', nameAt);
    if (variables.isString(name)) {
      this.#fail(`string variable with name '${name}' already exists`, nameAt);
    }
    this.#at = nameAt + name.length;
    this.#skipSpaces();
    if (this.#at < end) this.#fail('unexpected characters after numeric variable name');
    const known = variables.numeric(name);
    if (known) {
      if (!known.format?.equals(format)) {
        this.#fail('format different from previous variable definition');
      }
      known.definedAt = line;
      return known;
    }
    const variable = new NumericVariable(name, format, line);
    variables.declareNumeric(variable);
    return variable;
  }

  #name(text: string): ParsedName {
    const parsed = parseVariableName(text);
    return typeof parsed === 'string' ? this.#fail(parsed) : parsed;
  }

  // ----- Expressions -----

  #constrained(): NumericExpression | undefined {
    this.#skipSpaces();
    const hasConstraint = this.#eat('==');
    this.#skipSpaces();
    if (this.#isAtEnd) {
      if (hasConstraint) this.#fail('empty numeric expression should not have a constraint');
      return undefined;
    }
    const { isLegacyLine } = this.#place;
    const start = this.#at;
    let expression = this.#operand(isLegacyLine ? 'line' : 'any', !hasConstraint);
    for (this.#skipSpaces(); !this.#isAtEnd; this.#skipSpaces()) {
      if (isLegacyLine && expression.kind === 'operation') {
        this.#fail(`unexpected characters at end of expression '${this.#rest}'`);
      }
      expression = this.#operation(start, expression);
    }
    return expression;
  }

  #operation(start: number, left: NumericExpression): NumericExpression {
    this.#skipSpaces();
    const symbol = this.#text[this.#at];
    if (symbol !== '+' && symbol !== '-') this.#fail(`unsupported operation '${symbol}'`);
    this.#at++;
    this.#skipSpaces();
    if (this.#isAtEnd) this.#fail('missing operand in expression');
    const right = this.#operand(this.#place.isLegacyLine ? 'literal' : 'any', false);
    const operation = symbol === '+' ? 'add' : 'sub';
    return { kind: 'operation', text: this.#text.slice(start, this.#at), operation, left, right };
  }

  #operand(operands: Operands, mayBeConstraint: boolean): NumericExpression {
    if (this.#text[this.#at] === '(') {
      if (operands !== 'any') this.#fail('parenthesized expression not permitted here');
      return this.#parenthesized();
    }
    if (operands !== 'literal') {
      const parsed = parseVariableName(this.#rest);
      if (typeof parsed !== 'string') return this.#variableOrCall(parsed, operands);
      if (operands === 'line') this.#fail(parsed);
    }
    return this.#literal(operands, mayBeConstraint);
  }

  #variableOrCall({ name, isPseudo }: ParsedName, operands: Operands): NumericExpression {
    const nameAt = this.#at;
    this.#at += name.length;
    if (/^[ \t]*\(/.test(this.#rest)) {
      if (operands !== 'any') this.#fail('unexpected function call');
      return this.#call(name, nameAt);
    }
    const { variables, line } = this.#place;
    if (isPseudo) {
      if (name !== '@LINE') this.#fail(`invalid pseudo numeric variable '${name}'`, nameAt);
      return { kind: 'variable', text: name, offset: nameAt, variable: variables.line };
    }
    let variable = variables.numeric(name);
    if (!variable) {
      // Whether it ever gets a value shows when the input is looked at.
      variable = new NumericVariable(name, new NumericFormat('u'));
      variables.declareNumeric(variable);
    }
    if (line !== undefined && variable.definedAt === line) {
      this.#fail(`numeric variable '${name}' defined earlier in the same CHECK directive`, nameAt);
    }
    return { kind: 'variable', text: name, offset: nameAt, variable };
  }

  #literal(operands: Operands, mayBeConstraint: boolean): NumericExpression {
    const start = this.#at;
    const isNegative = operands === 'any' && this.#eat('-');
    const read = operands === 'literal' ? /^\d+/.exec(this.#rest) : LITERAL.exec(this.#rest);
    const digits = read?.[0] ?? '';
    const value = digits === '' ? null : literalValue(digits);
    const isInRange = value !== null && value < 2n ** (isNegative ? 63n : 64n);
    if (!isInRange) {
      const [radix = ''] = RADIX.exec(this.#rest) ?? [];
      const kind = mayBeConstraint ? 'matching constraint or ' : '';
      const isOutOfRange = value !== null;
      this.#fail(
        `invalid ${kind}operand format`,
        isNegative || isOutOfRange ? start : this.#at + radix.length,
      );
    }
    this.#at += digits.length;
    const text = this.#text.slice(start, this.#at);
    return { kind: 'literal', text, value: isNegative ? -value : value };
  }

  #parenthesized(): NumericExpression {
    this.#eat('(');
    this.#skipSpaces();
    if (this.#isAtEnd) this.#fail('missing operand in expression');
    const start = this.#at;
    let expression = this.#operand('any', false);
    for (this.#skipSpaces(); !this.#isAtEnd && this.#text[this.#at] !== ')'; this.#skipSpaces()) {
      expression = this.#operation(start, expression);
    }
    if (!this.#eat(')')) this.#fail("missing ')' at end of nested expression");
    return expression;
  }

  #call(name: string, nameAt: number): NumericExpression {
    const operation = operationNamed(name);
    if (!operation) this.#fail(`call to undefined function '${name}'`, nameAt);
    this.#skipSpaces();
    this.#eat('(');
    this.#skipSpaces();
    const args: NumericExpression[] = [];
    while (!this.#isAtEnd && this.#text[this.#at] !== ')') {
      if (this.#text[this.#at] === ',') this.#fail('missing argument');
      args.push(this.#argument());
      if (!this.#eat(',')) break;
      this.#skipSpaces();
      if (this.#text[this.#at] === ')') this.#fail('missing argument');
    }
    if (!this.#eat(')')) this.#fail("missing ')' at end of call expression");
    const [left, right] = args;
    if (!left || !right || args.length > 2) {
      this.#fail(`function '${name}' takes 2 arguments but ${args.length} given`, nameAt);
    }
    return { kind: 'operation', text: this.#text.slice(nameAt, this.#at), operation, left, right };
  }

  #argument(): NumericExpression {
    const start = this.#at;
    let argument = this.#operand('any', false);
    for (this.#skipSpaces(); !this.#isAtEnd; this.#skipSpaces()) {
      if (/^[,)]/.test(this.#rest)) break;
      argument = this.#operation(start, argument);
    }
    return argument;
  }
}

/** What says that a number is not decimal. */
const RADIX = /^0(?:[xX]|[bB]|o|(?=\d))/;
/** A number as LLVM's tools read it: a zero before other digits makes it octal. */
const LITERAL = /^(?:0[xX][\da-fA-F]+|0[bB][01]+|0o[0-7]+|0[0-7]+|0(?!\d)|[1-9]\d*)/;

const literalValue = (digits: string): bigint =>
  BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
