/**
 * The interfaces between an operation's hand-written syntax and the parser and printer.
 *
 * A parse primitive that does not find what it must reports the diagnostic and throws `ParseFailure`,
 * which the parser catches at the statement's end; a `parseOptional…` returns null or false and
 * consumes nothing. Nothing outside the parser ever sees the exception.
 */

import type { AffineMap } from './affine.ts';
import type { Attribute, DialectAttr, DictionaryAttr, Location } from './attributes.ts';
import type { Context, OperationName } from './context.ts';
import type { Block, Operation, Region, Value } from './operation.ts';
import type { FunctionType, Type } from './types.ts';

/** Thrown by parse primitives after the diagnostic was reported; carries nothing. */
export class ParseFailure extends Error {
  constructor() {
    super('parse failure');
    this.name = 'ParseFailure';
  }
}

/** A place in the text: a UTF-16 offset into the parser's source. */
export type SourceOffset = number;

/** `%name` or `%name#2`, not yet bound to a value. */
export interface UnresolvedOperand {
  /** Without the `%`. */
  readonly name: string;
  readonly number: number;
  readonly at: SourceOffset;
}

/** An argument in the syntax of an operation: `%name : type {attrs} loc(…)`. */
export interface AsmArgument {
  readonly operand: UnresolvedOperand;
  type: Type | null;
  attributes: DictionaryAttr;
  location: Location | null;
}

export type Punctuation =
  | ','
  | ':'
  | '::'
  | '='
  | '=='
  | '->'
  | '<'
  | '>'
  | '>='
  | '('
  | ')'
  | '{'
  | '}'
  | '['
  | ']'
  | '?'
  | '+'
  | '-'
  | '*'
  | '/'
  | '|'
  | '...';

export type Delimiter =
  | 'none'
  | 'paren'
  | 'square'
  | 'angle'
  | 'braces'
  | 'optional-paren'
  | 'optional-square'
  | 'optional-angle'
  | 'optional-braces';

/** How a region is parsed. */
export interface RegionOptions {
  /** Names may be those of values around the region. */
  readonly enableNameShadowing?: boolean;
  /** The caller adds the terminator that the text leaves out. */
  readonly leavesTerminator?: boolean;
}

/** The operation under construction while its text is parsed. */
export interface OperationStateBuilder {
  readonly name: OperationName;
  /** Where its name stands, unless its syntax says otherwise. */
  location: Location;
  readonly operands: Value[];
  readonly resultTypes: Type[];
  readonly attributes: Map<string, Attribute>;
  readonly successors: Block[];
  readonly regions: Region[];
}

export interface OpAsmParser {
  readonly context: Context;
  /** Name of the operation being parsed, and how many results its statement binds (`%0:2`). */
  readonly operationName: OperationName;
  readonly numResults: number;
  /** `%name` of result i as written, without `%` and `#`; null if unnamed or numeric. */
  resultName(index: number): string | null;

  /** Offset of the next token. */
  offset(): SourceOffset;
  /** Offset of the name of the operation being parsed. */
  nameOffset(): SourceOffset;
  /** Location made of an offset, or of the next token. */
  location(at?: SourceOffset): Location;
  /** Reports an error (at the next token unless told) and throws `ParseFailure`. */
  fail(message: string, at?: SourceOffset): never;
  /**
   * As `fail` where the word at the offset is none of the known ones: a note says which was probably
   * meant.
   */
  failWord(message: string, known: Iterable<string>, at?: SourceOffset): never;
  /** As `fail`, with the message as it stands: the operation is not named in front. */
  failVerbatim(message: string, at?: SourceOffset): never;
  /** Reports an error and goes on. */
  error(message: string, at?: SourceOffset): void;

  parsePunctuation(punctuation: Punctuation): void;
  parseOptionalPunctuation(punctuation: Punctuation): boolean;
  /** A bare identifier (keywords with dots and `$` included). */
  parseKeyword(expected?: string, context?: string): string;
  /** The next bare identifier if it is one of those given (any, if none is given). */
  parseOptionalKeyword(...allowed: string[]): string | null;
  parseKeywordOrString(): string;
  parseOptionalKeywordOrString(): string | null;
  parseString(): string;
  parseOptionalString(): string | null;
  parseInteger(): bigint;
  parseOptionalInteger(): bigint | null;
  parseFloat(): number;
  /** Items between delimiters, separated by commas. */
  parseCommaSeparatedList(delimiter: Delimiter, parseItem: () => void, context?: string): void;

  parseType(): Type;
  parseOptionalType(): Type | null;
  parseColonType(): Type;
  parseTypeList(): Type[];
  /** `-> type` or `-> (types)`; empty without an arrow. */
  parseOptionalArrowTypeList(): Type[];
  parseFunctionType(): FunctionType;
  /** `4x?xf32` in front of a type: sizes, with DYNAMIC for `?` if allowed. */
  parseDimensionList(allowDynamic?: boolean, withTrailingX?: boolean): number[];

  /** An attribute; with `type`, a number needs no `: type`. */
  parseAttribute(type?: Type | null): Attribute;
  parseOptionalAttribute(type?: Type | null): Attribute | null;
  /** An alias or a dialect's attribute, if the next token is `#…`. */
  parseOptionalExtendedAttribute(): Attribute | null;
  /** `{name = attr, …}` into `into`. */
  parseOptionalAttrDict(into: Map<string, Attribute>): void;
  parseOptionalAttrDictWithKeyword(into: Map<string, Attribute>): void;
  /** `@name`, the name alone. */
  parseSymbolName(): string;
  parseOptionalSymbolName(): string | null;
  parseAffineMap(): AffineMap;
  /** `(d0)[s0] -> (…)` applied to SSA ids: `affine_map`-like with operands, e.g. `[%i + 1, %j]`. */
  parseAffineMapOfSSAIds(delimiter: Delimiter): { map: AffineMap; operands: UnresolvedOperand[] };
  /** One such expression, as the only result of a map. */
  parseAffineExprOfSSAIds(): { map: AffineMap; operands: UnresolvedOperand[] };

  parseOperand(): UnresolvedOperand;
  parseOptionalOperand(): UnresolvedOperand | null;
  /** Operands between delimiters; if `count` is given, as many and no fewer. */
  parseOperandList(delimiter?: Delimiter, count?: number): UnresolvedOperand[];
  /** Binds to a value of the type (a forward reference if not yet defined). */
  resolveOperand(operand: UnresolvedOperand, type: Type): Value;
  resolveOperands(
    operands: readonly UnresolvedOperand[],
    types: readonly Type[] | Type,
    at?: SourceOffset,
  ): Value[];

  /** `{ … }`; `args` become the entry block's arguments. Appends nothing; the caller keeps it. */
  parseRegion(args?: readonly AsmArgument[], options?: RegionOptions): Region;
  parseOptionalRegion(args?: readonly AsmArgument[], options?: RegionOptions): Region | null;
  parseArgument(options?: { type?: boolean; attributes?: boolean }): AsmArgument;
  parseOptionalArgument(options?: { type?: boolean; attributes?: boolean }): AsmArgument | null;
  parseArgumentList(
    delimiter: Delimiter,
    options?: { type?: boolean; attributes?: boolean },
  ): AsmArgument[];

  parseSuccessor(): Block;
  parseOptionalSuccessor(): Block | null;
  parseOptionalLocation(): Location | null;

  /** A generic operation inside custom syntax. */
  parseGenericOperation(): Operation;
  /** The text up to the balanced end of the current `<…>`, consumed; for opaque bodies. */
  parseBalancedText(): string;
}

/** What printing types and attributes takes. */
export interface AsmTypePrinter {
  readonly context: Context;
  print(text: string): void;
  printType(type: Type): void;
  printTypes(types: readonly Type[]): void;
  printAttribute(attr: Attribute): void;
  printAttributeWithoutType(attr: Attribute): void;
  /**
   * A dialect's attribute where its kind is known: its alias, or its parameters without the
   * `#dialect.mnemonic` in front.
   */
  printStrippedAttribute(attr: DialectAttr): void;
  /** Elements of `array<…>` without the brackets. */
  printDenseArrayElements(attr: Attribute & { kind: 'dense_array' }): void;
}

export interface OpAsmPrinter extends AsmTypePrinter {
  printNewline(): void;
  increaseIndent(): void;
  decreaseIndent(): void;

  printOperand(value: Value): void;
  /** Comma-separated. */
  printOperands(values: readonly Value[]): void;
  /** `@name`, quoted if it must be. */
  printSymbolName(name: string): void;
  printString(text: string): void;
  printKeywordOrString(text: string): void;
  /** ` {…}` of the attributes but those elided; nothing if none is left. */
  printOptionalAttrDict(attributes: DictionaryAttr, elided?: readonly string[]): void;
  printOptionalAttrDictWithKeyword(attributes: DictionaryAttr, elided?: readonly string[]): void;

  printRegion(
    region: Region,
    options?: {
      printEntryBlockArgs?: boolean;
      printBlockTerminators?: boolean;
      printEmptyBlock?: boolean;
    },
  ): void;
  /** `%name: type {attrs}`. */
  printRegionArgument(argument: Value, attributes?: DictionaryAttr, omitType?: boolean): void;
  printSuccessor(block: Block): void;
  printSuccessorAndUseList(block: Block, operands: readonly Value[]): void;
  /** `(types) -> types`. */
  printFunctionalType(operands: readonly Type[], results: readonly Type[]): void;
  /** ` -> types` with parentheses where they are needed; nothing for none. */
  printOptionalArrowTypeList(types: readonly Type[]): void;
  printAffineMap(map: AffineMap): void;
  printAffineMapOfSSAIds(map: AffineMap, operands: readonly Value[]): void;
  printDimensionList(shape: readonly number[]): void;
  printGenericOp(op: Operation): void;
  /** An operation in the way the printer was asked for, without a newline. */
  printOperation(op: Operation): void;
  printOptionalLocation(location: Location): void;
  /** Inside the region, its arguments print under the operands' names (`flow.dispatch.workgroups`). */
  shadowRegionArgs(region: Region, names: readonly Value[]): void;
}

/**
 * A parameter of `custom<X>(…)` as it stands in a format: a name or literal, resolved by the
 * format interpreter into slots that the directive reads and fills.
 */
export type DirectiveArgument =
  | {
      readonly kind: 'operand';
      readonly name: string;
      readonly arity: 'single' | 'variadic' | 'optional';
      operands: UnresolvedOperand[];
    }
  | { readonly kind: 'type'; readonly name: string; types: Type[] }
  | { readonly kind: 'attribute'; readonly name: string; attr: Attribute | null }
  | { readonly kind: 'region'; readonly name: string; regions: Region[] }
  | { readonly kind: 'successor'; readonly name: string; successors: Block[] }
  | { readonly kind: 'ref'; readonly argument: DirectiveArgument }
  | { readonly kind: 'literal'; readonly text: string };

/** The same parameter when printing. */
export type PrintedArgument =
  | { readonly kind: 'operand'; readonly values: readonly Value[] }
  | { readonly kind: 'type'; readonly types: readonly Type[] }
  | { readonly kind: 'attribute'; readonly attr: Attribute | null }
  | { readonly kind: 'region'; readonly regions: readonly Region[] }
  | { readonly kind: 'successor'; readonly successors: readonly Block[] }
  | { readonly kind: 'literal'; readonly text: string };

/** The hand-written pair behind `custom<X>`. A `ref` argument is passed to parse as resolved so far. */
export interface CustomDirective {
  readonly parse: (
    parser: OpAsmParser,
    args: readonly DirectiveArgument[],
    state: OperationStateBuilder,
  ) => void;
  readonly print: (printer: OpAsmPrinter, args: readonly PrintedArgument[], op: Operation) => void;
}
