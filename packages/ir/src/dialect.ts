/**
 * What a dialect is: data. An operation is some ten declarative lines that end in its assembly
 * format; parser, printer, verifier, hover, completion and documentation read the same definition.
 *
 *     export const addi = defineOp('arith.addi', {
 *       summary: 'integer addition',
 *       operands: { lhs: SignlessIntegerLike, rhs: SignlessIntegerLike },
 *       results: { result: SignlessIntegerLike },
 *       traits: [Pure, Commutative, SameOperandsAndResultType],
 *       fold: foldAddI,
 *       assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($result)',
 *     });
 *
 * `addi.view(op)` gives the typed accessors `lhs`, `rhs`, `result`. Operations are made with the
 * builder by name, so that a definition may also come from a file.
 */

import type { CustomDirective, OpAsmParser, OpAsmPrinter, OperationStateBuilder } from './asm.ts';
import type { Attribute } from './attributes.ts';
import type { Context } from './context.ts';
import type { Changes, EraRange } from './eras.ts';
import type { Block, Operation, Region, Value } from './operation.ts';
import type { RewritePattern } from './pattern.ts';
import type { DialectType, Param, Type } from './types.ts';

/** What a type must satisfy; `summary` is upstream's wording, used in diagnostics. */
export interface TypeConstraint {
  readonly summary: string;
  readonly matches: (type: Type) => boolean;
  /** Kinds of types it is about, where a format's parser already refuses the others. */
  readonly kinds?: readonly Type['kind'][];
  /** The only type that satisfies it; lets formats leave the type out. */
  readonly buildable?: (context: Context) => Type;
}

/** What an attribute must satisfy, and how a format prints and parses it when it can be brief. */
export interface AttrConstraint {
  readonly summary: string;
  readonly matches: (attr: Attribute) => boolean;
  /** The kind of attribute it is about, where a format's parser already refuses the others. */
  readonly kind?: Attribute['kind'];
  /** The type of the attribute when it is always the same, so that `5` stands for `5 : i64`. */
  readonly valueType?: (context: Context) => Type;
  /** Special forms: `@name`, presence alone, or a keyword. */
  readonly form?: 'symbol-name' | 'unit' | 'enum' | 'custom';
  /** Cases of an enum attribute held as an integer (of `valueType`): keyword and value. */
  readonly cases?: readonly (readonly [keyword: string, value: bigint])[];
  /** For an enum that is a bit set: the text between keywords, `,` or `|`. */
  readonly bitSeparator?: string;
  /** The dialect's attribute it is: a format parses and prints what follows the mnemonic. */
  readonly attrName?: string;
  /** Custom short form inside an assembly format; told the attribute's name for diagnostics. */
  readonly parse?: (parser: OpAsmParser, name: string) => Attribute;
  readonly print?: (printer: OpAsmPrinter, attr: Attribute) => void;
}

export type Arity = 'single' | 'variadic' | 'optional';

export interface Variadic<A extends Arity> {
  readonly arity: A;
  readonly constraint: TypeConstraint;
}
export const variadic = (constraint: TypeConstraint): Variadic<'variadic'> => ({
  arity: 'variadic',
  constraint,
});
export const optional = (constraint: TypeConstraint): Variadic<'optional'> => ({
  arity: 'optional',
  constraint,
});

export interface AttrSpec {
  readonly constraint: AttrConstraint;
  readonly optional: boolean;
  /** The value that absence stands for; a format does not print an attribute equal to it. */
  readonly default?: (context: Context) => Attribute;
  /** The default is set on every operation made without it (ODS's `DefaultValuedAttr`). */
  readonly populate?: boolean;
}
export const optionalAttr = (constraint: AttrConstraint): AttrSpec => ({
  constraint,
  optional: true,
});
/** A value of each context, computed once: it is compared with for every operation printed. */
function oncePerContext(value: (context: Context) => Attribute): (context: Context) => Attribute {
  const known = new WeakMap<Context, Attribute>();
  return (context) => {
    let attr = known.get(context);
    if (!attr) {
      attr = value(context);
      known.set(context, attr);
    }
    return attr;
  };
}
/** ODS's `DefaultValuedAttr`: an operation made without it gets it. */
export const defaultAttr = (
  constraint: AttrConstraint,
  value: (context: Context) => Attribute,
): AttrSpec => ({
  constraint,
  optional: true,
  default: oncePerContext(value),
  populate: true,
});
/** ODS's `DefaultValuedOptionalAttr`: absence stands for the value. */
export const defaultOptionalAttr = (
  constraint: AttrConstraint,
  value: (context: Context) => Attribute,
): AttrSpec => ({ constraint, optional: true, default: oncePerContext(value) });

export type RegionConstraint =
  | 'any'
  | 'single-block'
  | { readonly blocks: number }
  | { readonly atMost: number }
  | 'minimum-one';
export interface RegionSpec {
  readonly constraint: RegionConstraint;
  readonly variadic?: boolean;
}

type OperandSpecs = Readonly<Record<string, TypeConstraint | Variadic<Arity>>>;
type AttrSpecs = Readonly<Record<string, AttrConstraint | AttrSpec>>;
type RegionSpecs = Readonly<Record<string, RegionConstraint | RegionSpec>>;
type SuccessorSpecs = Readonly<Record<string, 'any' | 'variadic'>>;

/** Reports a verifier's finding: the message as upstream words it, without the operation's name. */
export interface VerifyContext {
  /** `'dialect.op' op ` + message. Returns false, to be returned by the verifier. */
  opError(message: string, notes?: readonly { op?: Operation; message: string }[]): false;
  /** As `opError` about another operation than the one verified. */
  opErrorAt(
    op: Operation,
    message: string,
    notes?: readonly { op?: Operation; message: string }[],
  ): false;
  /** The message as it stands. */
  error(message: string, notes?: readonly { op?: Operation; message: string }[]): false;
  /** As `error` about another operation than the one verified. */
  errorAt(
    op: Operation,
    message: string,
    notes?: readonly { op?: Operation; message: string }[],
  ): false;
  /** Text of a type, an attribute, for messages. */
  printType(type: Type): string;
  printAttribute(attr: Attribute): string;
}

/** A trait has a name, as upstream's (`Terminator`, `IsolatedFromAbove`), and perhaps a check. */
export interface Trait {
  readonly name: string;
  /** Runs after the operands, results and attributes have been checked. */
  readonly verify?: (op: Operation, report: VerifyContext) => boolean;
  /** Runs after the regions' operations have been verified. */
  readonly verifyRegions?: (op: Operation, report: VerifyContext) => boolean;
}

/** Names an interface; its implementations are attached to operation names from outside. */
export class InterfaceKey<T> {
  readonly name: string;
  /** Only for the type checker: what an implementation is. */
  declare readonly implementation: T;
  constructor(name: string) {
    this.name = name;
  }
  /** An entry for an operation's `interfaces`. */
  with(implementation: T): readonly [InterfaceKey<unknown>, unknown] {
    return [this as InterfaceKey<unknown>, implementation];
  }
}

/**
 * Result of folding: null (nothing), 'in-place' (the operation was changed), or a value or constant
 * for each result. `operands[i]` is the constant value of operand i, or null.
 */
export type FoldResult = null | 'in-place' | readonly (Value | Attribute)[];
export type Fold = (op: Operation, operands: readonly (Attribute | null)[]) => FoldResult;

/** What is said of an operation. */
interface OpFields {
  readonly summary: string;
  readonly description?: string;
  readonly operands?: OperandSpecs;
  readonly results?: OperandSpecs;
  readonly attributes?: AttrSpecs;
  readonly regions?: RegionSpecs;
  readonly successors?: SuccessorSpecs;
  readonly traits?: readonly Trait[];
  /** Upstream's declarative assembly format. */
  readonly assemblyFormat?: string;
  /** Hand-written form, where upstream has one; parses what follows the operation's name. */
  readonly parse?: (parser: OpAsmParser, state: OperationStateBuilder) => void;
  readonly print?: (printer: OpAsmPrinter, op: Operation) => void;
  /**
   * How the hand-written form is written, for editors: `<%iv> = <%lowerBound> to <%upperBound> <region>`. What
   * is in angle brackets is filled in, `(? … )?` may be left out.
   */
  readonly usage?: string;
  readonly verify?: (op: Operation, report: VerifyContext) => boolean;
  readonly verifyRegions?: (op: Operation, report: VerifyContext) => boolean;
  /** Result types from operands, attributes and regions; null if they do not determine them. */
  readonly inferTypes?: (state: InferState) => readonly Type[] | null;
  readonly fold?: Fold;
  readonly canonicalize?: readonly RewritePattern[];
  readonly interfaces?: readonly (readonly [InterfaceKey<unknown>, unknown])[];
  /** Suggested SSA names: `setName(op.result(), 'c0')`. */
  readonly resultNames?: (op: Operation, setName: (value: Value, name: string) => void) => void;
  readonly blockArgumentNames?: (
    op: Operation,
    region: Region,
    setName: (value: Value, name: string) => void,
  ) => void;
  /** `^name` of a block, without the caret. */
  readonly blockName?: (op: Operation, block: Block) => string | null;
  /** Dialect whose operations need no prefix inside the regions (`OpAsmOpInterface`). */
  readonly defaultDialect?: string;
}

/** An operation's declaration: what it is in the seed's era, and what is different in others. */
export interface OpSpec extends OpFields, EraRange {
  readonly changes?: Changes<OpFields & { readonly name: string }>;
}

/** What type inference may look at, before the operation exists. */
export interface InferState {
  readonly context: Context;
  readonly operands: readonly Value[];
  attr(name: string): Attribute | undefined;
  readonly regions: readonly Region[];
}

/** One operand, result, attribute, region or successor of a definition, in order. */
export interface OperandDefinition {
  readonly name: string;
  readonly constraint: TypeConstraint;
  readonly arity: Arity;
}
export interface AttributeDefinition extends AttrSpec {
  readonly name: string;
}
export interface RegionDefinition {
  readonly name: string;
  readonly constraint: RegionConstraint;
  readonly variadic: boolean;
}
export interface SuccessorDefinition {
  readonly name: string;
  readonly variadic: boolean;
}

/** What a declaration says in code; here all have all fields, which is what makes reading one quick. */
export type OpHooks = {
  readonly [K in HookName]: OpSpec[K] | undefined;
};
type HookName =
  | 'parse'
  | 'print'
  | 'defaultDialect'
  | 'resultNames'
  | 'blockName'
  | 'blockArgumentNames'
  | 'verify'
  | 'verifyRegions';

/** Does a definition have an attribute of the name? In another era it may not. */
export const definesAttribute = (definition: OpDefinition | null, name: string): boolean =>
  definition?.attributes.some((attr) => attr.name === name) ?? false;

/** A definition as everything reads it; made by `defineOp`, from ODS or from IRDL alike. */
export interface OpDefinition {
  readonly name: string;
  /** The name that it is declared by, which it may not have in every era. */
  readonly declaredName: string;
  readonly dialect: string;
  readonly spec: OpSpec;
  readonly hooks: OpHooks;
  readonly operands: readonly OperandDefinition[];
  readonly results: readonly OperandDefinition[];
  readonly attributes: readonly AttributeDefinition[];
  /** The attributes that every operation of the name is given if it lacks them. */
  readonly populated: readonly AttributeDefinition[];
  readonly regions: readonly RegionDefinition[];
  readonly successors: readonly SuccessorDefinition[];
  readonly traits: readonly Trait[];
  readonly traitNames: ReadonlySet<string>;
  /** Attributes `operand_segment_sizes` and `result_segment_sizes` say how long the groups are. */
  readonly segments: { readonly operand: boolean; readonly result: boolean };
  readonly interfaces: readonly (readonly [InterfaceKey<unknown>, unknown])[];
}

type ValueOf<S> =
  S extends Variadic<'variadic'> ? Value[] : S extends Variadic<'optional'> ? Value | null : Value;
type Views<S> = S extends OperandSpecs ? { readonly [K in keyof S]: ValueOf<S[K]> } : unknown;
type AttrViews<S> = S extends AttrSpecs
  ? { readonly [K in keyof S]: S[K] extends AttrSpec ? Attribute | undefined : Attribute }
  : unknown;
type RegionViews<S> = S extends RegionSpecs ? { readonly [K in keyof S]: Region } : unknown;

/** Typed accessors of an operation, by the names of its definition. */
export type OpView<S extends OpSpec> = { readonly op: Operation } & Views<S['operands']> &
  Views<S['results']> &
  AttrViews<S['attributes']> &
  RegionViews<S['regions']>;

export interface TypedOpDefinition<S extends OpSpec> extends OpDefinition {
  readonly spec: S;
  /** Accessors by name. The operation must be verified and of this name. */
  view(op: Operation): OpView<S>;
  is(op: Operation): boolean;
}

const asOperand = ([name, spec]: [string, TypeConstraint | Variadic<Arity>]): OperandDefinition =>
  'arity' in spec
    ? { name, constraint: spec.constraint, arity: spec.arity }
    : { name, constraint: spec, arity: 'single' };

/** Makes a definition of its declaration. */
export function defineOp<const S extends OpSpec>(
  name: string,
  spec: S,
  declaredName = name,
): TypedOpDefinition<S> {
  const dot = name.indexOf('.');
  const operands = Object.entries(spec.operands ?? {}).map(asOperand);
  const results = Object.entries(spec.results ?? {}).map(asOperand);
  const traits = spec.traits ?? [];
  const traitNames = new Set(traits.map((trait) => trait.name));
  const attributes = Object.entries(spec.attributes ?? {}).map(([attrName, attr]) =>
    'constraint' in attr
      ? { name: attrName, ...attr }
      : { name: attrName, constraint: attr, optional: false },
  );
  const definition: OpDefinition = {
    name,
    declaredName,
    dialect: name.slice(0, dot),
    spec,
    hooks: {
      parse: spec.parse,
      print: spec.print,
      defaultDialect: spec.defaultDialect,
      resultNames: spec.resultNames,
      blockName: spec.blockName,
      blockArgumentNames: spec.blockArgumentNames,
      verify: spec.verify,
      verifyRegions: spec.verifyRegions,
    },
    operands,
    results,
    attributes,
    populated: attributes.filter((attr) => 'populate' in attr && attr.populate),
    regions: Object.entries(spec.regions ?? {}).map(([regionName, region]) =>
      typeof region === 'object' && 'constraint' in region
        ? { name: regionName, constraint: region.constraint, variadic: region.variadic ?? false }
        : { name: regionName, constraint: region, variadic: false },
    ),
    successors: Object.entries(spec.successors ?? {}).map(([successor, kind]) => ({
      name: successor,
      variadic: kind === 'variadic',
    })),
    traits,
    traitNames,
    segments: {
      operand: traitNames.has('AttrSizedOperandSegments'),
      result: traitNames.has('AttrSizedResultSegments'),
    },
    interfaces: spec.interfaces ?? [],
  };
  let prototype: object | null = null;
  return {
    ...definition,
    spec,
    is: (op) => op.is(name),
    view(op) {
      prototype ??= makeViewPrototype(definition);
      const view = Object.create(prototype) as { op: Operation };
      view.op = op;
      return view as unknown as OpView<S>;
    },
  };
}

function makeViewPrototype(definition: OpDefinition): object {
  const prototype = {};
  const define = (name: string, get: (op: Operation) => unknown): void => {
    Object.defineProperty(prototype, name, {
      get(this: { op: Operation }) {
        return get(this.op);
      },
    });
  };
  definition.operands.forEach((operand, i) => {
    define(operand.name, (op) => pick(operand.arity, operandGroup(op, i)));
  });
  definition.results.forEach((result, i) => {
    define(result.name, (op) => pick(result.arity, resultGroup(op, i)));
  });
  for (const attr of definition.attributes) define(attr.name, (op) => op.attr(attr.name));
  definition.regions.forEach((region, i) => {
    define(region.name, (op) => op.region(i));
  });
  return prototype;
}

function pick(arity: Arity, group: readonly Value[]): Value | Value[] | null | undefined {
  return arity === 'single' ? group[0] : arity === 'optional' ? (group[0] ?? null) : [...group];
}

/** The sizes in `operand_segment_sizes` or `result_segment_sizes`, or null without them. */
export function segmentSizes(op: Operation, kind: 'operand' | 'result'): readonly number[] | null {
  if (!op.definition?.segments[kind]) return null;
  const attr = op.attr(kind === 'operand' ? 'operand_segment_sizes' : 'result_segment_sizes');
  if (attr?.kind === 'dense_array') return attr.numbers;
  if (attr?.kind === 'dense') {
    const { data, type } = attr;
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    return Array.from({ length: type.shape[0] ?? 0 }, (_, i) =>
      view.getInt32(attr.isSplat ? 0 : i * 4, true),
    );
  }
  return null;
}

/**
 * How many values there are in each variadic or optional group without sizes of their own; -1 if the
 * counts do not fit.
 */
function flexibleSize(groups: readonly OperandDefinition[], total: number): number {
  let flexible = 0;
  for (let i = 0; i < groups.length; i++)
    if ((groups[i] as OperandDefinition).arity !== 'single') flexible++;
  const rest = total - (groups.length - flexible);
  if (rest < 0 || (flexible === 0 && rest !== 0)) return -1;
  // Upstream's division, though some values be left over: what it then finds at a place is refused.
  return flexible > 0 ? Math.floor(rest / flexible) : 0;
}

const groupsOf = (definition: OpDefinition, kind: 'operand' | 'result') =>
  kind === 'operand' ? definition.operands : definition.results;

/** Number of values in group `index` of the definition; 0 if the counts do not fit. */
export function groupSize(op: Operation, kind: 'operand' | 'result', index: number): number {
  const { definition } = op;
  if (!definition) return 0;
  const groups = groupsOf(definition, kind);
  const sizes = segmentSizes(op, kind);
  if (sizes) return sizes[index] ?? 0;
  const total = kind === 'operand' ? op.numOperands : op.numResults;
  // As many values as groups are one each, whatever the groups' arity.
  if (total === groups.length) return 1;
  const each = flexibleSize(groups, total);
  if (each < 0) return 0;
  return groups[index]?.arity === 'single' ? 1 : each;
}

/** Number of the first value of a group; 0 if the counts do not fit. */
function groupStart(op: Operation, kind: 'operand' | 'result', index: number): number {
  const { definition } = op;
  if (!definition) return 0;
  const groups = groupsOf(definition, kind);
  const sizes = segmentSizes(op, kind);
  const each = sizes
    ? 0
    : flexibleSize(groups, kind === 'operand' ? op.numOperands : op.numResults);
  let start = 0;
  for (let i = 0; i < index; i++)
    start += sizes ? (sizes[i] ?? 0) : groups[i]?.arity === 'single' ? 1 : Math.max(each, 0);
  return each < 0 ? 0 : start;
}

/** The values of operand group `index` of the definition; empty if the counts do not fit. */
export function operandGroup(op: Operation, index: number): Value[] {
  const size = groupSize(op, 'operand', index);
  if (size <= 0) return [];
  const start = groupStart(op, 'operand', index);
  return size === 1 && start < op.numOperands
    ? [op.operand(start)]
    : op.operands.slice(start, start + size);
}

/** First operand number of a group; for code that sets operands. */
export const operandGroupStart = (op: Operation, index: number): number =>
  groupStart(op, 'operand', index);

export function resultGroup(op: Operation, index: number): Value[] {
  const size = groupSize(op, 'result', index);
  if (size <= 0) return [];
  const start = groupStart(op, 'result', index);
  return op.results.slice(start, start + size);
}

/** Operand group by its name in the definition. */
export function operandsNamed(op: Operation, name: string): Value[] {
  const index = op.definition?.operands.findIndex((operand) => operand.name === name) ?? -1;
  return index < 0 ? [] : operandGroup(op, index);
}

// ----- Types and attributes of a dialect -----

interface TypeFields {
  readonly mnemonic: string;
  readonly summary: string;
  /** Parses the parameters after the mnemonic; absent: there are none. */
  readonly parse?: (parser: OpAsmParser) => readonly Param[];
  readonly print?: (printer: OpAsmPrinter, type: DialectType) => void;
  readonly verify?: (params: readonly Param[]) => string | null;
  /** Name of the alias that the printer makes for it (`OpAsmDialectInterface`). */
  readonly alias?: (type: DialectType) => string | null;
}
export interface TypeDefinition extends TypeFields, EraRange {
  readonly changes?: Changes<TypeFields>;
}

interface AttrFields {
  readonly mnemonic: string;
  readonly summary: string;
  readonly parse?: (parser: OpAsmParser, type: Type | null) => readonly Param[];
  readonly print?: (printer: OpAsmPrinter, attr: import('./attributes.ts').DialectAttr) => void;
  readonly verify?: (params: readonly Param[]) => string | null;
  readonly alias?: (attr: import('./attributes.ts').DialectAttr) => string | null;
  /** What is wrong with a tensor of the shape that has it as encoding (`VerifiableTensorEncoding`). */
  readonly verifyEncoding?: (
    attr: import('./attributes.ts').DialectAttr,
    shape: readonly number[],
  ) => string | null;
  /** The type that an attribute with a type of its own carries (`TypedAttrInterface`). */
  readonly type?: (attr: import('./attributes.ts').DialectAttr) => Type;
}
export interface AttrDefinition extends AttrFields, EraRange {
  readonly changes?: Changes<AttrFields>;
}

type ValueAttributeCheck = (
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
  type: Type,
) => boolean;

export interface Dialect extends EraRange {
  readonly name: string;
  readonly summary: string;
  readonly operations: readonly OpDefinition[];
  readonly types?: readonly TypeDefinition[];
  readonly attributes?: readonly AttrDefinition[];
  /** Operations that are not among those defined are let through in generic form. */
  readonly allowsUnknownOperations?: boolean;
  /** Dialects that this one's operations, folds or patterns create. */
  readonly dependencies?: () => readonly Dialect[];
  /** `custom<Name>(…)` of this dialect's assembly formats. */
  readonly customDirectives?: Readonly<Record<string, CustomDirective>>;
  /** Types and attributes whose text has no mnemonic of the table, e.g. `!pdl.operation`-like forms. */
  readonly parseType?: (parser: OpAsmParser) => Type | null;
  readonly parseAttribute?: (parser: OpAsmParser, type: Type | null) => Attribute | null;
  /** Makes an operation that holds the constant, for the folder; null if it cannot. */
  readonly materializeConstant?: (
    value: Attribute,
    type: Type,
    location: import('./attributes.ts').Location,
  ) => Operation | null;
  /** Canonicalisation patterns that belong to no single operation. */
  readonly canonicalize?: readonly RewritePattern[];
  /** Checks attributes like `dialect.name` on operations of any dialect. */
  readonly verifyOperationAttribute?: (
    op: Operation,
    name: string,
    value: Attribute,
    report: VerifyContext,
  ) => boolean;
  /** Checks attributes like `dialect.name` on arguments (of the type) of functions of any dialect. */
  readonly verifyArgumentAttribute?: ValueAttributeCheck;
  /** As `verifyArgumentAttribute`, on results. */
  readonly verifyResultAttribute?: ValueAttributeCheck;
  /** May the inliner put `op` of this dialect into another region? Absent: no. */
  readonly isLegalToInline?: (op: Operation, into: Region) => boolean;
  /** May a call of this dialect become what is called? Absent: where the call itself may be inlined. */
  readonly mayInlineCall?: (call: Operation, callee: Operation) => boolean;
  /**
   * May a body be put into a region of one of this dialect's operations? Absent: where the operation itself
   * may be inlined. `argumentOf` says what stands for an argument of the body.
   */
  readonly mayInlineInto?: (
    into: Region,
    body: Region,
    argumentOf: (argument: Value) => Value,
  ) => boolean;
  /** The branch that a return of this dialect becomes when it is inlined; `cf.br` if absent. */
  readonly branchForReturn?: string;
  /** Attaches interfaces to operations of other dialects. */
  readonly initialize?: (context: Context) => void;
}

export const defineDialect = (dialect: Dialect): Dialect => dialect;
