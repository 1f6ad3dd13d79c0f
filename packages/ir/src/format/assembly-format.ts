/**
 * Reads an ODS `assemblyFormat` string into a tree that parser, printer, completion and signature
 * help share; names are resolved against the definition, and upstream's spacing rules stand here.
 */

import type {
  AttributeDefinition,
  OpDefinition,
  OperandDefinition,
  RegionDefinition,
  SuccessorDefinition,
} from '../dialect.ts';

/** A defect of a format: a programming error of its dialect, found when the format is first used. */
export class FormatError extends Error {
  constructor(definition: OpDefinition, message: string) {
    super(`assembly format of '${definition.name}': ${message}`);
    this.name = 'FormatError';
  }
}

export interface OperandElement {
  readonly kind: 'operand';
  readonly index: number;
  readonly definition: OperandDefinition;
}
/** Only inside `type(…)`, `functional-type(…)` and `ref(…)`. */
export interface ResultElement {
  readonly kind: 'result';
  readonly index: number;
  readonly definition: OperandDefinition;
}
export interface AttributeElement {
  readonly kind: 'attribute';
  readonly definition: AttributeDefinition;
  /** `qualified($attr)`: printed with its dialect's prefix. */
  readonly qualified: boolean;
}
export interface RegionElement {
  readonly kind: 'region';
  readonly index: number;
  readonly definition: RegionDefinition;
}
export interface SuccessorElement {
  readonly kind: 'successor';
  readonly index: number;
  readonly definition: SuccessorDefinition;
}
/** `operands`, `results` (inside type directives only), `regions`, `successors`. */
export interface AllElement {
  readonly kind: 'operands' | 'results' | 'regions' | 'successors';
}
export type TypedElement = OperandElement | ResultElement | AllElement;

/** `type($x)`, `type(operands)`. */
export interface TypeElement {
  readonly kind: 'type';
  readonly of: TypedElement;
  readonly qualified: boolean;
}
export interface FunctionalTypeElement {
  readonly kind: 'functional-type';
  readonly inputs: TypedElement;
  readonly results: TypedElement;
}
export interface LiteralElement {
  readonly kind: 'literal';
  readonly text: string;
}
/** An empty literal (no space here), a space, or a line break; only the printer heeds it. */
export interface SpaceElement {
  readonly kind: 'space';
  readonly text: '' | ' ' | '\n';
}
export interface AttrDictElement {
  readonly kind: 'attr-dict';
  readonly withKeyword: boolean;
}
export interface PropDictElement {
  readonly kind: 'prop-dict';
}
/** What `custom<X>(…)` may be given. */
export type CustomArgument =
  | OperandElement
  | AttributeElement
  | RegionElement
  | SuccessorElement
  | AllElement
  | TypeElement
  | AttrDictElement
  | { readonly kind: 'ref'; readonly argument: CustomArgument | ResultElement }
  | LiteralElement;
export interface CustomElement {
  readonly kind: 'custom';
  readonly name: string;
  readonly arguments: readonly CustomArgument[];
}
export interface OptionalElement {
  readonly kind: 'optional';
  readonly elements: readonly FormatElement[];
  readonly otherwise: readonly FormatElement[];
  /** Position in `elements` of what decides on printing, marked with `^`. */
  readonly anchor: number;
  /** Position in `elements` of what decides on parsing: the first that is no white space. */
  readonly first: number;
}
/** Clauses in any order, each at most once, each led by its literal. */
export interface OilistElement {
  readonly kind: 'oilist';
  readonly clauses: readonly {
    readonly keyword: string;
    readonly elements: readonly FormatElement[];
  }[];
}
export type FormatElement =
  | LiteralElement
  | SpaceElement
  | OperandElement
  | AttributeElement
  | RegionElement
  | SuccessorElement
  | AllElement
  | TypeElement
  | FunctionalTypeElement
  | AttrDictElement
  | PropDictElement
  | CustomElement
  | OptionalElement
  | OilistElement;

export interface AssemblyFormat {
  readonly elements: readonly FormatElement[];
  /** Attributes with a place of their own, which the attribute dictionary leaves out. */
  readonly boundAttributes: ReadonlySet<string>;
}

/** Is the element an attribute that has no value but its being there? */
export const isUnit = (element: FormatElement): element is AttributeElement =>
  element.kind === 'attribute' && element.definition.constraint.form === 'unit';

// ----- Spacing -----

/** Does a literal want a space before it? (Only asked where a space may stand at all.) */
export function spaceBeforeLiteral(text: string, lastWasPunctuation: boolean): boolean {
  if (text.length !== 1 && text !== '->') return true;
  const first = text.charAt(0);
  return !(lastWasPunctuation ? '>)}],' : '<>(){}[],').includes(first);
}
/** May a space follow the literal? Not after an opening bracket. */
export const spaceAfterLiteral = (text: string): boolean =>
  text.length !== 1 || !'<({['.includes(text);
export const isPunctuationLiteral = (text: string): boolean => !/^[A-Za-z_]/.test(text);

// ----- Reading -----

const cache = new WeakMap<OpDefinition['spec'], AssemblyFormat>();

/** The definition's format as a tree, read on first use; null if it has none. */
export function assemblyFormatOf(definition: OpDefinition): AssemblyFormat | null {
  const text = definition.spec.assemblyFormat;
  if (text === undefined) return null;
  const known = cache.get(definition.spec);
  if (known) return known;
  const format = parseAssemblyFormat(text, definition);
  cache.set(definition.spec, format);
  return format;
}

/** Reads a format; throws `FormatError`. */
export function parseAssemblyFormat(text: string, definition: OpDefinition): AssemblyFormat {
  return new FormatReader(text, definition).read();
}

const TOKEN = /\s*(?:(`[^`]*`)|(\$[A-Za-z_][\w]*)|([A-Za-z_][\w-]*)|("(?:[^"\\]|\\.)*")|(.))/sy;

type Place = 'top' | 'custom' | 'type' | 'ref';

class FormatReader {
  readonly #definition: OpDefinition;
  readonly #tokens: string[] = [];
  #position = 0;
  readonly #bound = new Set<string>();

  constructor(text: string, definition: OpDefinition) {
    this.#definition = definition;
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
      const token = match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? '';
      if (token.trim() !== '') this.#tokens.push(token);
    }
  }

  read(): AssemblyFormat {
    const elements: FormatElement[] = [];
    while (this.#position < this.#tokens.length) elements.push(this.#element());
    return { elements, boundAttributes: this.#bound };
  }

  #fail(message: string): never {
    throw new FormatError(this.#definition, message);
  }
  #peek(): string {
    return this.#tokens[this.#position] ?? '';
  }
  #next(): string {
    const token = this.#tokens[this.#position++];
    if (token === undefined) this.#fail('unexpected end');
    return token;
  }
  #expect(token: string): void {
    const found = this.#next();
    if (found !== token) this.#fail(`expected '${token}', found '${found}'`);
  }
  #accept(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#position++;
    return true;
  }

  #element(): FormatElement {
    if (this.#accept('(')) return this.#optional();
    if (this.#accept('oilist')) return this.#oilist();
    const element = this.#argument('top');
    if (element.kind === 'ref' || element.kind === 'result' || element.kind === 'results')
      return this.#fail(`a ${element.kind} may not stand here`);
    return element;
  }

  /** A directive, variable or literal; `place` says where it stands. */
  #argument(
    place: Place,
  ): Exclude<FormatElement, OptionalElement | OilistElement> | CustomArgument | ResultElement {
    const token = this.#next();
    if (token.startsWith('`')) return literal(token.slice(1, -1));
    if (token.startsWith('$')) return this.#variable(token.slice(1), place, false);
    if (token.startsWith('"')) return { kind: 'literal', text: token.slice(1, -1) };
    switch (token) {
      case 'attr-dict':
        return { kind: 'attr-dict', withKeyword: false };
      case 'attr-dict-with-keyword':
        return { kind: 'attr-dict', withKeyword: true };
      case 'prop-dict':
        return { kind: 'prop-dict' };
      case 'operands':
      case 'results':
      case 'regions':
      case 'successors':
        return { kind: token };
      case 'qualified': {
        this.#expect('(');
        const inner = this.#argument(place);
        this.#expect(')');
        if (inner.kind !== 'type' && inner.kind !== 'attribute')
          return this.#fail('qualified takes a type or an attribute');
        return { ...inner, qualified: true };
      }
      case 'type': {
        this.#expect('(');
        const of = this.#typed();
        this.#expect(')');
        return { kind: 'type', of, qualified: false };
      }
      case 'functional-type': {
        this.#expect('(');
        const inputs = this.#typed();
        this.#expect(',');
        const results = this.#typed();
        this.#expect(')');
        return { kind: 'functional-type', inputs, results };
      }
      case 'ref': {
        if (place !== 'custom') return this.#fail('ref stands only in custom directives');
        this.#expect('(');
        const argument = this.#customArgument('ref');
        this.#expect(')');
        return { kind: 'ref', argument };
      }
      case 'custom':
        return this.#custom();
      default:
        return this.#fail(`unexpected '${token}'`);
    }
  }

  #typed(): TypedElement {
    const element = this.#argument('type');
    switch (element.kind) {
      case 'operand':
      case 'result':
      case 'operands':
      case 'results':
        return element;
      default:
        return this.#fail(`${element.kind} has no type`);
    }
  }

  #customArgument(place: 'custom' | 'ref'): CustomArgument | ResultElement {
    const element = this.#argument(place);
    switch (element.kind) {
      case 'space':
      case 'functional-type':
      case 'prop-dict':
      case 'custom':
        return this.#fail(`${element.kind} may not be an argument of a custom directive`);
      default:
        return element;
    }
  }

  #custom(): CustomElement {
    this.#expect('<');
    const name = this.#next();
    this.#expect('>');
    this.#expect('(');
    const args: CustomArgument[] = [];
    while (!this.#accept(')')) {
      if (args.length > 0) this.#expect(',');
      const argument = this.#customArgument('custom');
      if (argument.kind === 'result') return this.#fail('a result may not be an argument');
      args.push(argument);
    }
    return { kind: 'custom', name, arguments: args };
  }

  #variable(
    name: string,
    place: Place,
    qualified: boolean,
  ): OperandElement | ResultElement | AttributeElement | RegionElement | SuccessorElement {
    const d = this.#definition;
    const operand = d.operands.findIndex((group) => group.name === name);
    if (operand >= 0) return { kind: 'operand', index: operand, definition: d.operands[operand]! };
    const attribute = d.attributes.find((attr) => attr.name === name);
    if (attribute) {
      if (place !== 'ref') this.#bound.add(name);
      return { kind: 'attribute', definition: attribute, qualified };
    }
    const region = d.regions.findIndex((r) => r.name === name);
    if (region >= 0) return { kind: 'region', index: region, definition: d.regions[region]! };
    const successor = d.successors.findIndex((s) => s.name === name);
    if (successor >= 0)
      return { kind: 'successor', index: successor, definition: d.successors[successor]! };
    const result = d.results.findIndex((group) => group.name === name);
    if (result >= 0 && (place === 'type' || place === 'ref'))
      return { kind: 'result', index: result, definition: d.results[result]! };
    return this.#fail(`'$${name}' names nothing of the definition that may stand here`);
  }

  #optional(): OptionalElement {
    const elements: FormatElement[] = [];
    let anchor = -1;
    while (!this.#accept(')')) {
      elements.push(this.#element());
      if (this.#accept('^')) anchor = elements.length - 1;
    }
    const otherwise: FormatElement[] = [];
    if (this.#accept(':')) {
      this.#expect('(');
      while (!this.#accept(')')) {
        otherwise.push(this.#element());
        if (this.#peek() === '^') return this.#fail("an anchor may not stand in the 'else' group");
      }
    }
    this.#expect('?');
    const first = elements.findIndex((element) => element.kind !== 'space');
    if (anchor < 0) return this.#fail('an optional group has no anchor');
    if (first < 0) return this.#fail('an optional group is empty');
    return { kind: 'optional', elements, otherwise, anchor, first };
  }

  #oilist(): OilistElement {
    this.#expect('(');
    const clauses: { keyword: string; elements: readonly FormatElement[] }[] = [];
    do {
      const elements: FormatElement[] = [];
      while (this.#peek() !== '|' && this.#peek() !== ')') elements.push(this.#element());
      const [keyword, ...rest] = elements;
      if (keyword?.kind !== 'literal') return this.#fail('an oilist clause begins with a literal');
      clauses.push({ keyword: keyword.text, elements: rest });
    } while (this.#accept('|'));
    this.#expect(')');
    return { kind: 'oilist', clauses };
  }
}

function literal(text: string): LiteralElement | SpaceElement {
  if (text === '' || text === ' ') return { kind: 'space', text };
  if (text === '\\n') return { kind: 'space', text: '\n' };
  return { kind: 'literal', text };
}
