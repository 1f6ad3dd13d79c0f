/**
 * How operations are written, as data: the words of an operation's form and the places between them. Snippets
 * and signature help are made of it. It comes from the assembly format; of a form written by hand, from the
 * definition's `usage`.
 */
import {
  assemblyFormatOf,
  type CustomArgument,
  type CustomElement,
  type FormatElement,
  isPunctuationLiteral,
  isUnit,
  type OpDefinition,
  type OperandDefinition,
  spaceAfterLiteral,
  spaceBeforeLiteral,
  type TypedElement,
} from '@iree-workbench/ir';
import { directiveShape } from './directive-shapes.ts';

export type SyntaxPart =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The literal of the assembly format that it is. */
      readonly element?: FormatElement;
    }
  | SyntaxParameter
  /** What may be left out, or stand several times. */
  | {
      readonly kind: 'group';
      readonly element: FormatElement | null;
      readonly alternatives: readonly (readonly SyntaxPart[])[];
      readonly isRepeated: boolean;
    };

/** A place where something of the operation's own is written. */
export interface SyntaxParameter {
  readonly kind: 'parameter';
  /** As a reader is shown it: `%lhs`, `type(%result)`. */
  readonly text: string;
  /** The parts of the definition that it is about. */
  readonly names: readonly string[];
  readonly role: 'operand' | 'attribute' | 'attributes' | 'type' | 'region' | 'successor' | 'other';
  /** The element of the assembly format that it stands for. */
  readonly element: FormatElement | null;
  /** It may be empty. */
  readonly mayBeEmpty: boolean;
}

export interface OperationSyntax {
  /** `format`: the parser knows which element it is at. `generic`: `"name"(operands) : type`. */
  readonly from: 'format' | 'usage' | 'definition' | 'generic';
  /** What follows the name, with the space in front. */
  readonly parts: readonly SyntaxPart[];
}

/** How an operation is written in its own form; in the generic one, where it has no other. */
export function syntaxOf(definition: OpDefinition): OperationSyntax {
  const format = assemblyFormatOf(definition);
  if (definition.hooks.parse) {
    const { usage } = definition.spec;
    if (usage !== undefined) return { from: 'usage', parts: readUsage(usage, definition) };
    return { from: 'definition', parts: listed(definition) };
  }
  if (!format) return { from: 'generic', parts: genericSyntax(definition) };
  const builder = new SyntaxBuilder(definition);
  for (const element of format.elements) builder.add(element);
  return { from: 'format', parts: builder.parts };
}

// ----- Assembly formats -----

class SyntaxBuilder {
  parts: SyntaxPart[] = [];
  #lastWasPunctuation = false;
  /** Of the format, not the operation's name. */
  #lastWasWord = false;
  #isTight = false;
  #isBeginning = true;
  readonly #definition: OpDefinition;

  constructor(definition: OpDefinition) {
    this.#definition = definition;
  }

  add(element: FormatElement): void {
    switch (element.kind) {
      case 'literal':
        this.#literal(element.text, element);
        return;
      case 'space':
        this.#isTight = element.text === '';
        return;
      case 'operand': {
        const { name, arity } = element.definition;
        const mayBeEmpty = arity === 'optional';
        this.#parameter(element, 'operand', operandText(element.definition), [name], mayBeEmpty);
        return;
      }
      case 'attribute': {
        const { name } = element.definition;
        // One that has no value but its being there is written by the words around it.
        if (isUnit(element)) return;
        // Right behind a word stand the parameters of a dialect's attribute: `fastmath<fast>`.
        const isBracketed = this.#isTight && this.#lastWasWord;
        const text = isBracketed ? `<${name}>` : attributeText(element);
        this.#parameter(element, 'attribute', text, [name]);
        return;
      }
      case 'region':
        this.#parameter(element, 'region', `{${element.definition.name}}`, [
          element.definition.name,
        ]);
        return;
      case 'successor': {
        const { name, variadic } = element.definition;
        this.#parameter(element, 'successor', `^${name}${variadic ? '...' : ''}`, [name]);
        return;
      }
      case 'operands':
      case 'results':
        this.#parameter(element, 'operand', `%${element.kind}...`, []);
        return;
      case 'successors':
        this.#parameter(element, 'successor', '^successors...', []);
        return;
      case 'regions':
        this.#parameter(
          element,
          'region',
          '{regions}...',
          [],
          this.#definition.regions.length === 0,
        );
        return;
      case 'type':
        this.#parameter(element, 'type', typeText(element.of), namesOfTyped(element.of));
        return;
      case 'functional-type': {
        const { inputs, results } = element;
        this.#parameter(
          element,
          'type',
          `(${typeText(inputs)}) -> ${typeText(results)}`,
          [inputs, results].flatMap(namesOfTyped),
        );
        return;
      }
      case 'attr-dict':
        if (element.withKeyword) this.#keyworded(element);
        else this.#parameter(element, 'attributes', '{...}', [], true);
        return;
      case 'prop-dict':
        this.#parameter(element, 'attributes', '<{...}>', [], true);
        return;
      case 'custom':
        this.#custom(element);
        return;
      case 'optional': {
        const { elements, otherwise } = element;
        this.#group(element, otherwise.length > 0 ? [elements, otherwise] : [elements], false);
        return;
      }
      case 'oilist':
        this.#group(
          element,
          element.clauses.map(({ keyword, elements }) => [
            { kind: 'literal', text: keyword },
            ...elements,
          ]),
          true,
        );
        return;
    }
  }

  /** `attributes {...}`. */
  #keyworded(element: FormatElement): void {
    const inner: SyntaxPart[] = [
      word(' attributes '),
      { ...place('attributes', '{...}', [], true), element },
    ];
    this.parts.push({ kind: 'group', element: null, alternatives: [inner], isRepeated: false });
    this.#isTight = this.#lastWasPunctuation = false;
  }

  #literal(text: string, element?: FormatElement): void {
    if (!this.#isTight && spaceBeforeLiteral(text, this.#lastWasPunctuation)) this.#text(' ');
    this.parts.push({ kind: 'text', text, ...(element && { element }) });
    this.#isBeginning = false;
    this.#isTight = !spaceAfterLiteral(text);
    this.#lastWasPunctuation = isPunctuationLiteral(text);
    this.#lastWasWord = !this.#lastWasPunctuation;
  }

  #custom(element: CustomElement): void {
    const texts = element.arguments.map(argumentText).filter((text) => text !== '');
    const regions = element.arguments.flatMap((argument) =>
      argument.kind === 'region' ? [argument.definition.name] : [],
    );
    const { open, close, text, region, mayBeEmpty } = directiveShape(element.name, texts, regions);
    if (text === '') return;
    if (open !== '') this.#literal(open);
    const names = element.arguments.flatMap(namesOfArgument);
    const role = element.arguments.some(({ kind }) => kind === 'operand') ? 'operand' : 'other';
    this.#parameter(element, role, text, names, mayBeEmpty);
    if (close !== '') this.#literal(close);
    if (region !== null) this.#parameter(element, 'region', `{${region}}`, [region]);
  }

  #group(
    element: FormatElement | null,
    alternatives: readonly (readonly FormatElement[])[],
    isRepeated: boolean,
  ): void {
    const { parts } = this;
    const state = [this.#isTight, this.#lastWasPunctuation] as const;
    const made = alternatives.map((elements) => {
      this.parts = [];
      [this.#isTight, this.#lastWasPunctuation] = state;
      for (const inner of elements) this.add(inner);
      return this.parts;
    });
    this.parts = parts;
    [this.#isTight, this.#lastWasPunctuation] = [false, false];
    this.parts.push({ kind: 'group', element, alternatives: made, isRepeated });
  }

  #parameter(
    element: FormatElement,
    role: SyntaxParameter['role'],
    text: string,
    names: readonly string[],
    mayBeEmpty = false,
  ): void {
    // Nothing but a bracket stands right behind the operation's name.
    if (!this.#isTight || this.#isBeginning) this.#text(' ');
    this.#isBeginning = false;
    this.parts.push({ kind: 'parameter', text, names, role, element, mayBeEmpty });
    this.#isTight = this.#lastWasPunctuation = this.#lastWasWord = false;
  }
  #text(text: string): void {
    this.parts.push({ kind: 'text', text });
  }
}

const operandText = ({ name, arity }: OperandDefinition): string =>
  `%${name}${arity === 'variadic' ? '...' : ''}`;

function attributeText({ definition }: FormatElement & { readonly kind: 'attribute' }): string {
  const { name, constraint } = definition;
  return constraint.form === 'symbol-name' || constraint.kind === 'symbol_ref' ? `@${name}` : name;
}

const typeText = (of: TypedElement): string =>
  of.kind === 'operand' || of.kind === 'result'
    ? `type(${operandText(of.definition)})`
    : of.kind === 'operands' || of.kind === 'results'
      ? `type(%${of.kind}...)`
      : 'type';
const namesOfTyped = (of: TypedElement): string[] =>
  of.kind === 'operand' || of.kind === 'result' ? [of.definition.name] : [];

// ----- Directives -----

function argumentText(argument: CustomArgument): string {
  switch (argument.kind) {
    case 'operand':
      return operandText(argument.definition);
    case 'attribute':
      return attributeText(argument);
    case 'region':
      return `{${argument.definition.name}}`;
    case 'successor':
      return `^${argument.definition.name}`;
    case 'type':
      return typeText(argument.of);
    case 'operands':
    case 'results':
      return `%${argument.kind}...`;
    case 'regions':
      return '{regions}...';
    case 'successors':
      return '^successors...';
    case 'attr-dict':
    case 'ref':
    case 'literal':
      return '';
  }
}

function namesOfArgument(argument: CustomArgument): string[] {
  switch (argument.kind) {
    case 'operand':
    case 'attribute':
    case 'region':
    case 'successor':
      return [argument.definition.name];
    case 'type':
      return namesOfTyped(argument.of);
    default:
      return [];
  }
}

// ----- Forms written by hand -----

/** `<name>` is a place, `(… )?` may be left out; all else stands as it is. */
const USAGE = /<([^<>]+)>|\)\?|\(\?|[^<()]+|./g;

/** Reads a definition's `usage`. */
function readUsage(usage: string, definition: OpDefinition): readonly SyntaxPart[] {
  const parts: SyntaxPart[] = [{ kind: 'text', text: ' ' }];
  let inner: SyntaxPart[] = parts;
  for (const [token, place] of usage.matchAll(USAGE)) {
    if (place !== undefined) inner.push(namedPlace(place, definition));
    else if (token === '(?') inner = [];
    else if (token === ')?') {
      parts.push({ kind: 'group', element: null, alternatives: [inner], isRepeated: false });
      inner = parts;
    } else inner.push({ kind: 'text', text: token });
  }
  return parts;
}

function namedPlace(text: string, definition: OpDefinition): SyntaxParameter {
  const names: readonly string[] = text.match(/[A-Za-z_]\w*/g) ?? [];
  const has = (parts: readonly { readonly name: string }[]): boolean =>
    parts.some(({ name }) => names.includes(name));
  const region = definition.regions.find(({ name }) => name === text);
  const role = region
    ? 'region'
    : text === 'attributes'
      ? 'attributes'
      : /\btypes?$/.test(text) && !text.startsWith('%')
        ? 'type'
        : has(definition.operands)
          ? 'operand'
          : has(definition.attributes)
            ? 'attribute'
            : has(definition.successors) || text.startsWith('^')
              ? 'successor'
              : 'other';
  const shown = region ? `{${text}}` : text === 'attributes' ? '{...}' : text;
  const mayBeEmpty = text === 'attributes';
  return { kind: 'parameter', text: shown, names, role, element: null, mayBeEmpty };
}

const place = (
  role: SyntaxParameter['role'],
  text: string,
  names: readonly string[],
  mayBeEmpty = false,
): SyntaxParameter => ({ kind: 'parameter', text, names, role, element: null, mayBeEmpty });
const word = (text: string): SyntaxPart => ({ kind: 'text', text });

/** The parameters with a comma between them. */
const separated = (parameters: readonly SyntaxParameter[]): SyntaxPart[] =>
  parameters.flatMap((parameter, i) => (i > 0 ? [word(', '), parameter] : [parameter]));

/** What a definition says of an operation whose form nobody has described. */
function listed({ operands, results, regions }: OpDefinition): readonly SyntaxPart[] {
  const parts = separated(operands.map((each) => place('operand', operandText(each), [each.name])));
  if (parts.length > 0) parts.unshift(word(' '));
  if (results.length > 0)
    parts.push(
      word(' -> '),
      ...separated(results.map((each) => place('type', operandText(each), [each.name]))),
    );
  for (const { name } of regions) parts.push(word(' '), place('region', `{${name}}`, [name]));
  return parts;
}

/** `(operands)[successors] ({regions}) {attributes} : (types) -> types`, behind the quoted name. */
export function genericSyntax(definition: OpDefinition): readonly SyntaxPart[] {
  const { operands, results, attributes, regions, successors } = definition;
  const types = (groups: readonly OperandDefinition[]): SyntaxPart[] =>
    separated(groups.map((each) => place('type', `type(${operandText(each)})`, [each.name])));
  const parts: SyntaxPart[] = [
    word('('),
    ...separated(operands.map((each) => place('operand', operandText(each), [each.name]))),
    word(')'),
  ];
  if (successors.length > 0)
    parts.push(
      word('['),
      ...separated(successors.map(({ name }) => place('successor', `^${name}`, [name]))),
      word(']'),
    );
  if (regions.length > 0)
    parts.push(
      word(' ('),
      ...separated(regions.map(({ name }) => place('region', `{${name}}`, [name]))),
      word(')'),
    );
  if (attributes.length > 0)
    parts.push(
      word(' {'),
      ...separated(
        attributes.map(({ name, optional }) =>
          place('attribute', optional ? `${name}?` : name, [name], optional),
        ),
      ),
      word('}'),
    );
  const inputs = [word(' : ('), ...types(operands), word(') -> ')];
  const isSingle = results.length === 1 && results[0]?.arity === 'single';
  return [
    ...parts,
    ...inputs,
    ...(isSingle ? types(results) : [word('('), ...types(results), word(')')]),
  ];
}
