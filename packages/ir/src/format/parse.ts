/**
 * The parse closure of an assembly format: compiled from the format's tree on first use, run on the
 * parser's primitives in the order of the text, then types and segments are put together.
 */

import type {
  CustomDirective,
  DirectiveArgument,
  OpAsmParser,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../asm.ts';
import {
  type Attribute,
  attributeType,
  DenseArrayAttr,
  DialectAttr,
  DictionaryAttr,
  IntegerAttr,
  StringAttr,
  UnitAttr,
} from '../attributes.ts';
import { tryInferResultTypes } from '../builder.ts';
import type { AttributeDefinition, OpDefinition } from '../dialect.ts';
import { type Block, Region, type Value } from '../operation.ts';
import type { Type } from '../types.ts';
import {
  type AttributeElement,
  assemblyFormatOf,
  type CustomArgument,
  type CustomElement,
  type FormatElement,
  FormatError,
  type OilistElement,
  type OptionalElement,
  type ResultElement,
  type TypedElement,
} from './assembly-format.ts';
import { type TypeSource, typeSourcesOf } from './infer.ts';

export type ParseOperation = (parser: OpAsmParser, state: OperationStateBuilder) => void;

/** What a format has parsed so far, by group of the definition. */
class FormatFrame {
  state!: OperationStateBuilder;
  readonly operands: UnresolvedOperand[][];
  readonly operandTypes: (Type[] | null)[];
  readonly resultTypes: (Type[] | null)[];
  readonly regions: Region[][];
  readonly successors: Block[][];
  /** Where each group of operands began. */
  readonly operandsAt: number[];
  /** From `operands`, `type(operands)`, `type(results)`: all groups at once. */
  allOperands: UnresolvedOperand[] | null = null;
  allOperandTypes: Type[] | null = null;
  allResultTypes: Type[] | null = null;
  allRegions: Region[] | null = null;
  allSuccessors: Block[] | null = null;
  /** A directive filled the lists. */
  hasForeignLists = false;

  constructor(definition: OpDefinition) {
    this.operands = definition.operands.map(() => []);
    this.operandTypes = definition.operands.map(() => null);
    this.resultTypes = definition.results.map(() => null);
    this.regions = definition.regions.map(() => []);
    this.successors = definition.successors.map(() => []);
    this.operandsAt = definition.operands.map(() => -1);
  }

  clear(): void {
    const { hasForeignLists } = this;
    renew(this.operands, hasForeignLists);
    this.operandTypes.fill(null);
    this.resultTypes.fill(null);
    renew(this.regions, hasForeignLists);
    renew(this.successors, hasForeignLists);
    this.hasForeignLists = false;
    this.operandsAt.fill(-1);
    this.allOperands = null;
    this.allOperandTypes = null;
    this.allResultTypes = null;
    this.allRegions = null;
    this.allSuccessors = null;
  }
}

/** Empties lists; one that a directive put in is not ours to empty. */
function renew(groups: unknown[][], areForeign: boolean): void {
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as unknown[];
    if (group.length === 0) continue;
    if (areForeign) groups[i] = [];
    else for (let n = group.length; n > 0; n--) group.pop();
  }
}

type Step = (parser: OpAsmParser, frame: FormatFrame) => void;
/** Parses an element if it is there; false, and nothing consumed, if it is not. */
type OptionalStep = (parser: OpAsmParser, frame: FormatFrame) => boolean;

const compiled = new WeakMap<OpDefinition['spec'], ParseOperation | { none: true }>();

/** The parser of the definition's assembly format, or null if it has none. */
export function formatParserOf(definition: OpDefinition): ParseOperation | null {
  const known = compiled.get(definition.spec);
  if (known) return typeof known === 'function' ? known : null;
  const format = assemblyFormatOf(definition);
  const parse = format ? compile(definition, format.elements) : null;
  compiled.set(definition.spec, parse ?? { none: true });
  return parse;
}

function compile(definition: OpDefinition, elements: readonly FormatElement[]): ParseOperation {
  const steps = elements.map((element) => compileElement(definition, element));
  const resolve = compileResolution(definition);
  const free: FormatFrame[] = [];
  return (parser, state) => {
    // An operation may hold others of its kind: frames are used again when they are done with.
    const frame = free.pop() ?? new FormatFrame(definition);
    frame.state = state;
    for (const step of steps) step(parser, frame);
    resolve(parser, frame);
    frame.clear();
    free.push(frame);
  };
}

const nothing: Step = () => undefined;

function compileElement(definition: OpDefinition, element: FormatElement): Step {
  switch (element.kind) {
    case 'literal':
      return literalStep(element.text);
    case 'space':
      return nothing;
    case 'operand': {
      const { index } = element;
      switch (element.definition.arity) {
        case 'single':
          return (parser, frame) => {
            frame.operandsAt[index] = parser.offset();
            frame.operands[index]!.push(parser.parseOperand());
          };
        case 'optional':
          return (parser, frame) => {
            frame.operandsAt[index] = parser.offset();
            const operand = parser.parseOptionalOperand();
            if (operand) frame.operands[index]!.push(operand);
          };
        case 'variadic':
          return (parser, frame) => {
            frame.operandsAt[index] = parser.offset();
            frame.operands[index] = parser.parseOperandList();
          };
      }
      break;
    }
    case 'attribute':
      return attributeStep(definition, element);
    case 'region': {
      const { index } = element;
      const ensureBlock = blockEnsurer(definition);
      if (!element.definition.variadic)
        return (parser, frame) => {
          frame.regions[index]!.push(ensureBlock(parser.parseRegion()));
        };
      return (parser, frame) => {
        const list = frame.regions[index]!;
        const first = parser.parseOptionalRegion();
        if (!first) return;
        list.push(ensureBlock(first));
        while (parser.parseOptionalPunctuation(',')) list.push(ensureBlock(parser.parseRegion()));
      };
    }
    case 'successor': {
      const { index } = element;
      if (!element.definition.variadic)
        return (parser, frame) => {
          frame.successors[index]!.push(parser.parseSuccessor());
        };
      return (parser, frame) => {
        parseSuccessorList(parser, frame.successors[index]!);
      };
    }
    case 'operands':
      return (parser, frame) => {
        frame.operandsAt[0] = parser.offset();
        frame.allOperands = parser.parseOperandList();
      };
    case 'results':
      throw new FormatError(definition, 'results stand only in type directives');
    case 'regions': {
      const ensureBlock = blockEnsurer(definition);
      return (parser, frame) => {
        const list: Region[] = [];
        const first = parser.parseOptionalRegion();
        if (first) {
          list.push(ensureBlock(first));
          while (parser.parseOptionalPunctuation(',')) list.push(ensureBlock(parser.parseRegion()));
        }
        frame.allRegions = list;
      };
    }
    case 'successors':
      return (parser, frame) => {
        frame.allSuccessors = [];
        parseSuccessorList(parser, frame.allSuccessors);
      };
    case 'type':
      return typeStep(element.of);
    case 'functional-type': {
      const setInputs = typeSetter(element.inputs);
      const setResults = typeSetter(element.results);
      return (parser, frame) => {
        const type = parser.parseFunctionType();
        setInputs(frame, [...type.inputs]);
        setResults(frame, [...type.results]);
      };
    }
    case 'attr-dict':
      return element.withKeyword
        ? (parser, frame) => {
            parser.parseOptionalAttrDictWithKeyword(frame.state.attributes);
          }
        : (parser, frame) => {
            parser.parseOptionalAttrDict(frame.state.attributes);
          };
    case 'prop-dict':
      return (parser, frame) => {
        if (!parser.parseOptionalPunctuation('<')) return;
        parser.parseOptionalAttrDict(frame.state.attributes);
        parser.parsePunctuation('>');
      };
    case 'custom':
      return customStep(definition, element);
    case 'optional': {
      const step = optionalStep(definition, element);
      return (parser, frame) => {
        step(parser, frame);
      };
    }
    case 'oilist':
      return oilistStep(definition, element);
  }
}

/** Where regions have a single block, an empty one gets it. */
function blockEnsurer(definition: OpDefinition): (region: Region) => Region {
  const isSingle =
    definition.traitNames.has('SingleBlock') ||
    definition.traitNames.has('SingleBlockImplicitTerminator');
  if (!isSingle) return (region) => region;
  return (region) => {
    if (region.isEmpty) region.append();
    return region;
  };
}

function parseSuccessorList(parser: OpAsmParser, list: Block[]): void {
  const first = parser.parseOptionalSuccessor();
  if (!first) return;
  list.push(first);
  while (parser.parseOptionalPunctuation(',')) list.push(parser.parseSuccessor());
}

// ----- Literals -----

type Mark = Parameters<OpAsmParser['parsePunctuation']>[0];
const isWord = (text: string): boolean => /^[A-Za-z_]/.test(text);

function literalStep(text: string): Step {
  if (isWord(text))
    return (parser) => {
      parser.parseKeyword(text);
    };
  return (parser) => {
    parser.parsePunctuation(text as Mark);
  };
}
function optionalLiteral(text: string): (parser: OpAsmParser) => boolean {
  return isWord(text)
    ? (parser) => parser.parseOptionalKeyword(text) !== null
    : (parser) => parser.parseOptionalPunctuation(text as Mark);
}

// ----- Attributes -----

type ParseAttribute = (parser: OpAsmParser, frame: FormatFrame) => Attribute;
type ParseOptionalAttribute = (parser: OpAsmParser, frame: FormatFrame) => Attribute | null;

/** The attribute's brief form inside the format; `#…` is always understood where there is one. */
function attributeParser(definition: OpDefinition, attr: AttributeDefinition): ParseAttribute {
  const { constraint } = attr;
  const optional = optionalAttributeParser(definition, attr);
  switch (constraint.form) {
    case 'unit':
      return (parser) => UnitAttr.get(parser.context);
    case 'symbol-name':
      return (parser) => StringAttr.get(parser.context, parser.parseSymbolName());
    case 'enum':
      return (parser, frame) => {
        const at = parser.offset();
        return (
          optional(parser, frame) ??
          parser.fail(
            `expected string or keyword containing one of the following enum values for attribute '${attr.name}' [${(constraint.cases ?? []).map(([keyword]) => keyword).join(', ')}]`,
            at,
          )
        );
      };
  }
  if (constraint.parse) {
    const parse = constraint.parse;
    return (parser) => parse(parser);
  }
  const { valueType, attrName, kind } = constraint;
  if (attrName !== undefined) return (parser) => parseDialectAttribute(parser, attrName);
  return (parser) => {
    const at = parser.offset();
    const value = parser.parseAttribute(valueType?.(parser.context) ?? null);
    return kind === undefined || value.kind === kind
      ? value
      : parser.fail('invalid kind of attribute specified', at);
  };
}

/** What follows the mnemonic of a dialect's attribute, or the whole attribute behind a `#`. */
function parseDialectAttribute(parser: OpAsmParser, name: string): Attribute {
  const at = parser.offset();
  const full = parser.parseOptionalExtendedAttribute();
  if (full) return full;
  const dot = name.indexOf('.');
  const definition = parser.context.attrDefinition(name);
  if (!definition) return parser.fail(`unknown attribute '${name}'`, at);
  const params = definition.parse ? definition.parse(parser, null) : [];
  const message = definition.verify?.(params);
  if (message) parser.fail(message, at);
  return DialectAttr.get(parser.context, name.slice(0, dot), name.slice(dot + 1), params);
}

function optionalAttributeParser(
  definition: OpDefinition,
  attr: AttributeDefinition,
): ParseOptionalAttribute {
  const { constraint } = attr;
  switch (constraint.form) {
    case 'unit':
      return (parser) => UnitAttr.get(parser.context);
    case 'symbol-name':
      return (parser) => {
        const name = parser.parseOptionalSymbolName();
        return name === null ? null : StringAttr.get(parser.context, name);
      };
    case 'enum':
      return optionalEnum(definition, attr);
  }
  const { valueType } = constraint;
  if (/string attribute/.test(constraint.summary))
    return (parser) => {
      const text = parser.parseOptionalString();
      return text === null ? null : StringAttr.get(parser.context, text);
    };
  return (parser) => parser.parseOptionalAttribute(valueType?.(parser.context) ?? null);
}

function optionalEnum(definition: OpDefinition, attr: AttributeDefinition): ParseOptionalAttribute {
  const { cases = [], valueType, bitSeparator } = attr.constraint;
  if (!valueType)
    throw new FormatError(definition, `enum attribute '${attr.name}' has no value type`);
  const values = new Map(cases);
  const make = (parser: OpAsmParser, value: bigint): Attribute => {
    const type = valueType(parser.context);
    return type.kind === 'integer' || type.kind === 'index'
      ? IntegerAttr.get(type, value)
      : parser.fail(`enum attribute '${attr.name}' is not held as an integer`);
  };
  return (parser) => {
    const at = parser.offset();
    const keyword = parser.parseOptionalKeywordOrString();
    if (keyword === null) return null;
    let value = 0n;
    const add = (word: string): void => {
      const found = values.get(word);
      if (found === undefined) {
        parser.fail(
          `${attr.name} attribute specification: "${word}" is not one of the cases ${cases.map(([name]) => name).join(', ')}`,
          at,
        );
        return;
      }
      value |= found;
    };
    // A string may hold several keywords of a bit set.
    for (const word of bitSeparator ? keyword.split(bitSeparator) : [keyword]) add(word.trim());
    if (bitSeparator === '|' || bitSeparator === ',')
      while (parser.parseOptionalPunctuation(bitSeparator)) add(parser.parseKeyword());
    return make(parser, value);
  };
}

function attributeStep(definition: OpDefinition, element: AttributeElement): Step {
  const { name } = element.definition;
  const parse = attributeParser(definition, element.definition);
  return (parser, frame) => {
    frame.state.attributes.set(name, parse(parser, frame));
  };
}

// ----- Types -----

function typeSetter(of: TypedElement): (frame: FormatFrame, types: Type[]) => void {
  switch (of.kind) {
    case 'operand':
      return (frame, types) => {
        frame.operandTypes[of.index] = types;
      };
    case 'result':
      return (frame, types) => {
        frame.resultTypes[of.index] = types;
      };
    case 'operands':
      return (frame, types) => {
        frame.allOperandTypes = types;
      };
    default:
      return (frame, types) => {
        frame.allResultTypes = types;
      };
  }
}

function typeStep(of: TypedElement): Step {
  const set = typeSetter(of);
  const arity = of.kind === 'operand' || of.kind === 'result' ? of.definition.arity : 'variadic';
  switch (arity) {
    case 'single': {
      const kinds =
        of.kind === 'operand' || of.kind === 'result' ? of.definition.constraint.kinds : undefined;
      return (parser, frame) => {
        const at = parser.offset();
        const type = parser.parseType();
        if (kinds && !kinds.includes(type.kind)) parser.fail('invalid kind of type specified', at);
        set(frame, [type]);
      };
    }
    case 'optional':
      return (parser, frame) => {
        const type = parser.parseOptionalType();
        set(frame, type ? [type] : []);
      };
    case 'variadic':
      return (parser, frame) => {
        set(frame, parser.parseTypeList());
      };
  }
}

// ----- Optional groups -----

/** Parses the group if its first element is there. */
function optionalStep(definition: OpDefinition, element: OptionalElement): OptionalStep {
  const first = element.elements[element.first] as FormatElement;
  const isPresent = firstStep(definition, first);
  // A unit attribute in the group is set by the group's presence.
  const rest = element.elements
    .slice(element.first + 1)
    .map((inner) => compileElement(definition, inner));
  const otherwise = element.otherwise.map((inner) => compileElement(definition, inner));
  return (parser, frame) => {
    if (!isPresent(parser, frame)) {
      for (const step of otherwise) step(parser, frame);
      return false;
    }
    for (const step of rest) step(parser, frame);
    return true;
  };
}

function firstStep(definition: OpDefinition, element: FormatElement): OptionalStep {
  switch (element.kind) {
    case 'literal': {
      const parse = optionalLiteral(element.text);
      return (parser) => parse(parser);
    }
    case 'operand': {
      const { index } = element;
      const isVariadic = element.definition.arity === 'variadic';
      return (parser, frame) => {
        frame.operandsAt[index] = parser.offset();
        if (isVariadic) frame.operands[index] = parser.parseOperandList();
        else {
          const operand = parser.parseOptionalOperand();
          if (operand) frame.operands[index]!.push(operand);
        }
        return frame.operands[index]!.length > 0;
      };
    }
    case 'operands':
      return (parser, frame) => {
        frame.allOperands = parser.parseOperandList();
        return frame.allOperands.length > 0;
      };
    case 'attribute': {
      const { definition: attr } = element;
      const parse = optionalAttributeParser(definition, attr);
      return (parser, frame) => {
        const value = parse(parser, frame);
        if (value) frame.state.attributes.set(attr.name, value);
        return value !== null;
      };
    }
    case 'region': {
      const { index } = element;
      const { variadic } = element.definition;
      const ensureBlock = blockEnsurer(definition);
      return (parser, frame) => {
        const region = parser.parseOptionalRegion();
        if (!region) return false;
        const list = frame.regions[index]!;
        list.push(ensureBlock(region));
        if (variadic)
          while (parser.parseOptionalPunctuation(',')) list.push(ensureBlock(parser.parseRegion()));
        return true;
      };
    }
    case 'successor': {
      const { index } = element;
      const { variadic } = element.definition;
      return (parser, frame) => {
        const block = parser.parseOptionalSuccessor();
        if (!block) return false;
        const list = frame.successors[index]!;
        list.push(block);
        if (variadic)
          while (parser.parseOptionalPunctuation(',')) list.push(parser.parseSuccessor());
        return true;
      };
    }
    case 'custom': {
      // An optional directive that consumed something was there.
      const step = customStep(definition, element);
      return (parser, frame) => {
        const before = parser.offset();
        step(parser, frame);
        return parser.offset() !== before;
      };
    }
    case 'optional':
      return optionalStep(definition, element);
    case 'attr-dict': {
      const step = compileElement(definition, element);
      return (parser, frame) => {
        const before = parser.offset();
        step(parser, frame);
        return parser.offset() !== before;
      };
    }
    default:
      throw new FormatError(definition, `an optional group may not begin with ${element.kind}`);
  }
}

function oilistStep(definition: OpDefinition, element: OilistElement): Step {
  const clauses = element.clauses.map((clause) => ({
    keyword: clause.keyword,
    isPresent: optionalLiteral(clause.keyword),
    steps: clause.elements.map((inner) => compileElement(definition, inner)),
  }));
  return (parser, frame) => {
    const seen = new Set<string>();
    for (;;) {
      const at = parser.offset();
      const clause = clauses.find(({ isPresent }) => isPresent(parser));
      if (!clause) return;
      if (seen.has(clause.keyword))
        parser.fail(
          `\`${clause.keyword}\` clause can appear at most once in the expansion of the oilist directive`,
          at,
        );
      seen.add(clause.keyword);
      for (const step of clause.steps) step(parser, frame);
    }
  };
}

// ----- Custom directives -----

/** The directive's pair, looked up in the operation's dialect first. */
function findDirective(
  parser: OpAsmParser,
  definition: OpDefinition,
  name: string,
): CustomDirective {
  const { dialects } = parser.context;
  const own = dialects.get(definition.dialect)?.customDirectives?.[name];
  if (own) return own;
  for (const dialect of dialects.values()) {
    const found = dialect.customDirectives?.[name];
    if (found) return found;
  }
  throw new FormatError(definition, `no dialect has the directive custom<${name}>`);
}

/** How an argument becomes a slot before the call, and what is kept of it afterwards. */
interface ArgumentPlan {
  readonly make: (frame: FormatFrame, context: OpAsmParser['context']) => DirectiveArgument;
  readonly keep: (frame: FormatFrame, argument: DirectiveArgument, at: number) => void;
}

function customStep(definition: OpDefinition, element: CustomElement): Step {
  const plans = element.arguments.map((argument) => argumentPlan(definition, argument));
  return (parser, frame) => {
    const directive = findDirective(parser, definition, element.name);
    const args = plans.map((plan) => plan.make(frame, parser.context));
    const at = parser.offset();
    directive.parse(parser, args, frame.state);
    frame.hasForeignLists = true;
    plans.forEach((plan, i) => {
      plan.keep(frame, args[i] as DirectiveArgument, at);
    });
  };
}

const keepNothing: ArgumentPlan['keep'] = () => undefined;

function argumentPlan(
  definition: OpDefinition,
  argument: CustomArgument | ResultElement,
): ArgumentPlan {
  switch (argument.kind) {
    case 'operand': {
      const { index } = argument;
      const { name, arity } = argument.definition;
      return {
        make: (frame) => ({ kind: 'operand', name, arity, operands: frame.operands[index]! }),
        keep: (frame, arg, at) => {
          if (arg.kind !== 'operand') return;
          frame.operands[index] = arg.operands;
          if (frame.operandsAt[index]! < 0) frame.operandsAt[index] = at;
        },
      };
    }
    case 'type': {
      const { of } = argument;
      const set = typeSetter(of);
      const name =
        of.kind === 'operand' || of.kind === 'result' ? of.definition.name : String(of.kind);
      return {
        make: (frame) => ({ kind: 'type', name, types: [...(typesOf(frame, of) ?? [])] }),
        keep: (frame, arg) => {
          if (arg.kind === 'type') set(frame, arg.types);
        },
      };
    }
    case 'attribute': {
      const { name } = argument.definition;
      return {
        make: (frame) => ({
          kind: 'attribute',
          name,
          attr: frame.state.attributes.get(name) ?? null,
        }),
        keep: (frame, arg) => {
          if (arg.kind === 'attribute' && arg.attr) frame.state.attributes.set(name, arg.attr);
        },
      };
    }
    case 'region': {
      const { index } = argument;
      const { name } = argument.definition;
      return {
        make: (frame) => ({ kind: 'region', name, regions: frame.regions[index]! }),
        keep: (frame, arg) => {
          if (arg.kind === 'region') frame.regions[index] = arg.regions;
        },
      };
    }
    case 'successor': {
      const { index } = argument;
      const { name } = argument.definition;
      return {
        make: (frame) => ({ kind: 'successor', name, successors: frame.successors[index]! }),
        keep: (frame, arg) => {
          if (arg.kind === 'successor') frame.successors[index] = arg.successors;
        },
      };
    }
    case 'literal': {
      const { text } = argument;
      return { make: () => ({ kind: 'literal', text }), keep: keepNothing };
    }
    case 'attr-dict':
      // The directive reads and fills the attributes through the operation's state.
      return {
        make: (frame, context) => ({
          kind: 'attribute',
          name: 'attr-dict',
          attr: DictionaryAttr.get(context, frame.state.attributes),
        }),
        keep: keepNothing,
      };
    case 'ref': {
      const inner = argumentPlan(definition, argument.argument);
      return {
        make: (frame, context) => ({ kind: 'ref', argument: inner.make(frame, context) }),
        keep: keepNothing,
      };
    }
    case 'operands':
      return {
        make: (frame) => ({
          kind: 'operand',
          name: 'operands',
          arity: 'variadic',
          operands: frame.allOperands ?? frame.operands.flat(),
        }),
        keep: (frame, arg) => {
          if (arg.kind === 'operand') frame.allOperands = arg.operands;
        },
      };
    case 'regions':
      return {
        make: (frame) => ({ kind: 'region', name: 'regions', regions: frame.allRegions ?? [] }),
        keep: (frame, arg) => {
          if (arg.kind === 'region') frame.allRegions = arg.regions;
        },
      };
    case 'successors':
      return {
        make: (frame) => ({
          kind: 'successor',
          name: 'successors',
          successors: frame.allSuccessors ?? [],
        }),
        keep: (frame, arg) => {
          if (arg.kind === 'successor') frame.allSuccessors = arg.successors;
        },
      };
    case 'result':
    case 'results':
      throw new FormatError(definition, `${argument.kind} may not be a directive's argument`);
  }
}

function typesOf(frame: FormatFrame, of: TypedElement): readonly Type[] | null {
  switch (of.kind) {
    case 'operand':
      return frame.operandTypes[of.index] ?? null;
    case 'result':
      return frame.resultTypes[of.index] ?? null;
    case 'operands':
      return frame.allOperandTypes;
    default:
      return frame.allResultTypes;
  }
}

// ----- Putting the operation together -----

function compileResolution(definition: OpDefinition): Step {
  const sources = typeSourcesOf(definition);
  if (!sources) return nothing;
  const isSized = definition.traitNames.has('AttrSizedOperandSegments');
  const hasSizedResults = definition.traitNames.has('AttrSizedResultSegments');
  const infersResults = sources.results.some((source) => source.kind === 'inferred');

  return (parser, frame) => {
    const { state } = frame;
    resolveOperands(parser, frame, definition, sources.operands);
    if (isSized)
      state.attributes.set(
        'operand_segment_sizes',
        DenseArrayAttr.i32(
          parser.context,
          frame.operands.map((group) => group.length),
        ),
      );
    if (frame.allRegions) state.regions.push(...frame.allRegions);
    else
      frame.regions.forEach((group, i) => {
        // What is not variadic is there, if only empty.
        if (group.length === 0 && !definition.regions[i]?.variadic)
          state.regions.push(new Region());
        else state.regions.push(...group);
      });
    for (const group of frame.allSuccessors ? [frame.allSuccessors] : frame.successors)
      state.successors.push(...group);
    if (frame.allResultTypes) state.resultTypes.push(...frame.allResultTypes);
    else if (infersResults) inferResults(parser, frame, definition);
    else
      definition.results.forEach((group, i) => {
        const types = sourceTypes(parser, frame, sources.results[i] as TypeSource, () => {
          return frame.resultTypes[i] ?? (group.arity === 'single' ? null : []);
        });
        if (types) state.resultTypes.push(...types);
        else parser.fail(`the type of result '${group.name}' is not known`);
      });
    if (hasSizedResults)
      state.attributes.set(
        'result_segment_sizes',
        DenseArrayAttr.i32(
          parser.context,
          definition.results.map((_, i) => frame.resultTypes[i]?.length ?? 0),
        ),
      );
  };
}

/** Types of a group by its source; `explicit` answers where they stand in the text. */
function sourceTypes(
  parser: OpAsmParser,
  frame: FormatFrame,
  source: TypeSource,
  explicit: () => readonly Type[] | null,
): readonly Type[] | null {
  switch (source.kind) {
    case 'explicit':
      return explicit();
    case 'buildable':
      return [source.build(parser.context)];
    case 'inferred':
      return null;
    case 'same': {
      const { as, transform } = source;
      let types: readonly Type[] | null;
      if (as.kind === 'attribute') {
        const attr = frame.state.attributes.get(as.name);
        const type = attr ? attributeType(attr) : null;
        types = type ? [type] : null;
      } else
        types = (as.kind === 'operand' ? frame.operandTypes : frame.resultTypes)[as.index] ?? null;
      if (!types || !transform) return types;
      const transformed: Type[] = [];
      for (const type of types) {
        const to = transform(type);
        if (!to) return null;
        transformed.push(...(Array.isArray(to) ? to : [to]));
      }
      return transformed;
    }
  }
}

function resolveOperands(
  parser: OpAsmParser,
  frame: FormatFrame,
  definition: OpDefinition,
  sources: readonly TypeSource[],
): void {
  const { state } = frame;
  if (frame.allOperands && frame.allOperandTypes) {
    state.operands.push(
      ...parser.resolveOperands(frame.allOperands, frame.allOperandTypes, placeOf(frame, 0)),
    );
    return;
  }
  if (frame.allOperandTypes) {
    state.operands.push(
      ...parser.resolveOperands(frame.operands.flat(), frame.allOperandTypes, placeOf(frame, 0)),
    );
    return;
  }
  if (frame.allOperands) {
    // All operands in one list: the groups' types in order.
    const types = sources.flatMap((source, i) => [
      ...(sourceTypes(parser, frame, source, () => frame.operandTypes[i] ?? []) ?? []),
    ]);
    state.operands.push(...parser.resolveOperands(frame.allOperands, types, placeOf(frame, 0)));
    return;
  }
  for (let i = 0; i < sources.length; i++) {
    const operands = frame.operands[i] as readonly UnresolvedOperand[];
    const source = sources[i] as TypeSource;
    if (operands.length === 1 && source.kind === 'same' && source.as.kind !== 'attribute') {
      // The common case: one operand, the type of another.
      const { as, transform } = source;
      const type = (as.kind === 'operand' ? frame.operandTypes : frame.resultTypes)[as.index]?.[0];
      if (type && !transform) {
        state.operands.push(parser.resolveOperand(operands[0] as UnresolvedOperand, type));
        continue;
      }
    }
    const types = sourceTypes(parser, frame, source, () => frame.operandTypes[i] ?? []);
    if (operands.length === 0 && (types === null || source.kind !== 'explicit')) continue;
    if (types === null)
      parser.fail(`the type of operand '${definition.operands[i]?.name}' is not known`);
    if (types.length === 1 && isOneForAll(frame, source))
      for (const operand of operands) state.operands.push(resolve(parser, operand, types[0]));
    else if (operands.length === 1 && types.length === 1)
      state.operands.push(resolve(parser, operands[0] as UnresolvedOperand, types[0]));
    else state.operands.push(...parser.resolveOperands(operands, types, placeOf(frame, i)));
  }
}

/** Does one type stand for all operands of a group? Not where it is the list of their types. */
function isOneForAll(frame: FormatFrame, source: TypeSource): boolean {
  if (source.kind === 'buildable') return true;
  if (source.kind !== 'same' || !source.transform) return source.kind === 'same';
  const { as, transform } = source;
  if (as.kind === 'attribute') return true;
  const [type] = (as.kind === 'operand' ? frame.operandTypes : frame.resultTypes)[as.index] ?? [];
  return type !== undefined && !Array.isArray(transform(type));
}

/** Where a group of operands stands, if it has been parsed. */
function placeOf(frame: FormatFrame, index: number): number | undefined {
  const at = frame.operandsAt[index];
  return at === undefined || at < 0 ? undefined : at;
}

const resolve = (parser: OpAsmParser, operand: UnresolvedOperand, type: Type | undefined): Value =>
  type ? parser.resolveOperand(operand, type) : parser.fail('an operand has no type', operand.at);

function inferResults(parser: OpAsmParser, frame: FormatFrame, definition: OpDefinition): void {
  const { state } = frame;
  const types = tryInferResultTypes(state.name, {
    context: parser.context,
    operands: state.operands,
    attr: (name) => state.attributes.get(name) ?? defaultOf(parser, definition, name),
    regions: state.regions,
  });
  if (!types) parser.fail('failed to infer returned types');
  state.resultTypes.push(...types);
}

function defaultOf(
  parser: OpAsmParser,
  definition: OpDefinition,
  name: string,
): Attribute | undefined {
  return definition.populated.find((attr) => attr.name === name)?.default?.(parser.context);
}
