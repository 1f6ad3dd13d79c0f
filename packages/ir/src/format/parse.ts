/**
 * The parse closure of an assembly format: compiled from the format's tree on first use, run on the
 * parser's primitives in the order of the text, then types and segments are put together.
 */

import type { OpAsmParser, OperationStateBuilder } from '../asm.ts';
import { UnitAttr } from '../attributes.ts';
import type { OperationName } from '../context.ts';
import type { OpDefinition } from '../dialect.ts';
import type { Block, Region } from '../operation.ts';
import {
  assemblyFormatOf,
  type FormatElement,
  FormatError,
  isUnit,
  type OilistElement,
  type OptionalElement,
  type TypedElement,
} from './assembly-format.ts';
import { attributeStep, optionalAttributeParser } from './parse-attributes.ts';
import { customStep } from './parse-directives.ts';
import { FormatFrame, type OptionalStep, type Step, typeSetter } from './parse-frame.ts';
import { compileResolution } from './parse-resolution.ts';

export type ParseOperation = (parser: OpAsmParser, state: OperationStateBuilder) => void;

/** The parser of an operation with an assembly format, or null if it has none. */
export function formatParserOf(name: OperationName): ParseOperation | null {
  if (name.formatParser !== undefined) return name.formatParser;
  const { definition } = name;
  const format = definition ? assemblyFormatOf(definition) : null;
  name.formatParser = definition && format ? compile(definition, format.elements, null) : null;
  return name.formatParser;
}

/** Told of each element of a format when the parser comes to it. */
export type Announce = (element: FormatElement) => void;

/**
 * As `formatParserOf`, for who wants to know what is being parsed. It is compiled anew for each, so that the
 * parsers of all other texts have nobody to tell.
 */
export function announcingParserOf(
  definition: OpDefinition,
  announce: Announce,
): ParseOperation | null {
  const format = assemblyFormatOf(definition);
  return format && compile(definition, format.elements, announce);
}

function compile(
  definition: OpDefinition,
  elements: readonly FormatElement[],
  announce: Announce | null,
): ParseOperation {
  const steps = elements.map((element) => compileElement(definition, element, announce));
  const resolve = compileResolution(definition);
  const free: FormatFrame[] = [];
  return (parser, state) => {
    // An operation may hold others of its kind: frames are used again when they are done with.
    const frame = free.pop() ?? new FormatFrame(definition);
    frame.state = state;
    for (let i = 0; i < steps.length; i++) (steps[i] as Step)(parser, frame);
    resolve(parser, frame);
    frame.clear();
    free.push(frame);
  };
}

const nothing: Step = () => undefined;

function compileElement(
  definition: OpDefinition,
  element: FormatElement,
  announce: Announce | null,
): Step {
  const step = stepOf(definition, element, announce);
  if (!announce) return step;
  return (parser, frame) => {
    announce(element);
    step(parser, frame);
  };
}

function stepOf(definition: OpDefinition, element: FormatElement, announce: Announce | null): Step {
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
      const step = optionalStep(definition, element, announce);
      return (parser, frame) => {
        step(parser, frame);
      };
    }
    case 'oilist':
      return oilistStep(definition, element, announce);
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

// ----- Types -----

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
function optionalStep(
  definition: OpDefinition,
  element: OptionalElement,
  announce: Announce | null,
): OptionalStep {
  const first = element.elements[element.first] as FormatElement;
  const isPresent = announcedFirstStep(definition, first, announce);
  // A unit attribute in the group is set by the group's presence.
  const rest = element.elements
    .slice(element.first + 1)
    .map((inner) => compileElement(definition, inner, announce));
  const otherwise = element.otherwise.map((inner) => compileElement(definition, inner, announce));
  return (parser, frame) => {
    if (!isPresent(parser, frame)) {
      for (const step of otherwise) step(parser, frame);
      return false;
    }
    for (const step of rest) step(parser, frame);
    return true;
  };
}

function announcedFirstStep(
  definition: OpDefinition,
  element: FormatElement,
  announce: Announce | null,
): OptionalStep {
  const step = firstStep(definition, element, announce);
  if (!announce) return step;
  return (parser, frame) => {
    announce(element);
    return step(parser, frame);
  };
}

function firstStep(
  definition: OpDefinition,
  element: FormatElement,
  announce: Announce | null,
): OptionalStep {
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
      if (isUnit(element)) {
        const parse = optionalLiteral('unit');
        return (parser, frame) => {
          const isThere = parse(parser);
          if (isThere) frame.state.attributes.set(attr.name, UnitAttr.get(parser.context));
          return isThere;
        };
      }
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
      return optionalStep(definition, element, announce);
    case 'attr-dict': {
      const step = stepOf(definition, element, null);
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

function oilistStep(
  definition: OpDefinition,
  element: OilistElement,
  announce: Announce | null,
): Step {
  const clauses = element.clauses.map((clause) => ({
    keyword: clause.keyword,
    isPresent: optionalLiteral(clause.keyword),
    steps: clause.elements.map((inner) => compileElement(definition, inner, announce)),
  }));
  return (parser, frame) => {
    const seen = new Set<string>();
    for (;;) {
      if (seen.size > 0) announce?.(element);
      const clause = clauses.find(({ isPresent }) => isPresent(parser));
      if (!clause) return;
      if (seen.has(clause.keyword))
        parser.fail(
          `\`${clause.keyword}\` clause can appear at most once in the expansion of the oilist directive`,
          parser.nameOffset(),
        );
      seen.add(clause.keyword);
      for (const step of clause.steps) step(parser, frame);
    }
  };
}
