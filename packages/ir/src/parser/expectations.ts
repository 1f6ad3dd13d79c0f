/**
 * What may follow where a text ends: the parser itself is asked. It runs on the beginning of a statement,
 * and whatever it would take when no token is left is noted. So an operation's format, whether it is
 * interpreted or written by hand, needs nothing more to be completed.
 */
import type {
  AsmArgument,
  Delimiter,
  Punctuation,
  RegionOptions,
  SourceOffset,
  UnresolvedOperand,
} from '../asm.ts';
import type { Attribute } from '../attributes.ts';
import type { Context, OperationName } from '../context.ts';
import type { FormatElement } from '../format/assembly-format.ts';
import { announcingParserOf, type ParseOperation } from '../format/parse.ts';
import type { Block, Operation, Region } from '../operation.ts';
import type { FunctionType, Type } from '../types.ts';
import { AsmParser } from './asm-parser.ts';
import { CLOSE_TEXT, DELIMITERS, OPEN_TEXT } from './asm-state.ts';
import { Session, type SessionOptions } from './session.ts';
import { Source } from './source-text.ts';
import type { Statement } from './statement.ts';

/** Something that the parser would take. */
export type Expectation =
  | { readonly kind: 'word' | 'punctuation'; readonly text: string }
  /** `index`: how many operands the operation has before. */
  | { readonly kind: 'operand'; readonly index: number }
  | { readonly kind: 'attribute'; readonly type: Type | null }
  | {
      readonly kind:
        | 'type'
        | 'symbol'
        | 'successor'
        | 'argument'
        | 'attributes'
        | 'region'
        | 'string'
        | 'number';
    };

export interface Expectations {
  /** The operation whose syntax the text ends in; null before its name is known. */
  readonly operation: OperationName | null;
  readonly expected: readonly Expectation[];
  /** The element of its format that the text ends in; null of a form written by hand. */
  readonly current: FormatElement | null;
  /** The elements that may come where the text ends: one that may be left out, then the next. */
  readonly upcoming: readonly FormatElement[];
  /** The operands that its elements took. */
  readonly operandsOf: ReadonlyMap<FormatElement, readonly UnresolvedOperand[]>;
}

/** @param text the beginning of a statement, cut between two tokens */
export function expectationsAt(
  context: Context,
  text: string,
  options: SessionOptions = {},
): Expectations {
  const session = new Session(context, new Source('-', text), {
    ...options,
    makeParser: (made) => new ExpectingParser(made),
  });
  session.parsing(() => session.operations.guard(() => session.parseSourceFile()));
  return session.asm as ExpectingParser;
}

class ExpectingParser extends AsmParser implements Expectations {
  readonly #s: Session;
  readonly expected: Expectation[] = [];
  operation: OperationName | null = null;
  current: FormatElement | null = null;
  upcoming: FormatElement[] = [];
  readonly operandsOf = new Map<FormatElement, UnresolvedOperand[]>();
  #numOperands = 0;
  /** The name's token of the operation that they are of. */
  #of: number | undefined;

  constructor(session: Session) {
    super(session);
    this.#s = session;
  }

  get #isAtEnd(): boolean {
    return this.#s.cur >= this.#s.lexer.count;
  }
  #note(...expectations: readonly Expectation[]): void {
    if (!this.#isAtEnd) return;
    this.operation = this.custom?.name ?? null;
    for (const expectation of expectations)
      if (!this.expected.some((known) => isSame(known, expectation)))
        this.expected.push(expectation);
  }
  #noteWords(words: Iterable<string>): void {
    for (const text of words) this.#note({ kind: 'word', text });
  }
  #notePunctuation(...marks: readonly string[]): void {
    for (const text of marks) this.#note({ kind: 'punctuation', text });
  }

  override parseCustom(statement: Statement): Operation {
    const op = super.parseCustom(statement);
    // What follows is no longer of its format; what might have been left out still may come.
    this.current = null;
    return op;
  }
  protected override formatParserOf(name: OperationName): ParseOperation | null {
    const { definition } = name;
    return (
      definition &&
      announcingParserOf(definition, (element) => {
        this.current = element;
        if (this.#isAtEnd) this.upcoming.push(element);
      })
    );
  }

  override failWord(message: string, known: Iterable<string>, at?: SourceOffset): never {
    this.#noteWords(known);
    return super.failWord(message, known, at);
  }
  override parsePunctuation(punctuation: Punctuation): void {
    this.#notePunctuation(punctuation);
    super.parsePunctuation(punctuation);
  }
  override parseOptionalPunctuation(punctuation: Punctuation): boolean {
    this.#notePunctuation(punctuation);
    return super.parseOptionalPunctuation(punctuation);
  }
  override parseKeyword(expected?: string, context?: string): string {
    if (expected !== undefined) this.#noteWords([expected]);
    return super.parseKeyword(expected, context);
  }
  override parseOptionalKeyword(...allowed: string[]): string | null {
    this.#noteWords(allowed);
    return super.parseOptionalKeyword(...allowed);
  }
  override parseOptionalString(): string | null {
    this.#note({ kind: 'string' });
    return super.parseOptionalString();
  }
  override parseOptionalInteger(): bigint | null {
    this.#note({ kind: 'number' });
    return super.parseOptionalInteger();
  }
  override parseFloat(): number {
    this.#note({ kind: 'number' });
    return super.parseFloat();
  }
  override parseCommaSeparatedList(
    delimiter: Delimiter,
    parseItem: () => void,
    context?: string,
  ): void {
    const brackets = DELIMITERS[delimiter];
    if (brackets) this.#notePunctuation(OPEN_TEXT[brackets.open] ?? '');
    super.parseCommaSeparatedList(
      delimiter,
      () => {
        if (brackets) this.#notePunctuation(CLOSE_TEXT[brackets.close] ?? '');
        parseItem();
        this.#notePunctuation(',');
        if (brackets) this.#notePunctuation(CLOSE_TEXT[brackets.close] ?? '');
      },
      context,
    );
  }

  override parseType(): Type {
    this.#note({ kind: 'type' });
    return super.parseType();
  }
  override parseOptionalType(): Type | null {
    this.#note({ kind: 'type' });
    return super.parseOptionalType();
  }
  override parseColonType(): Type {
    this.parsePunctuation(':');
    return this.parseType();
  }
  override parseTypeList(): Type[] {
    this.#note({ kind: 'type' });
    const types = super.parseTypeList();
    this.#notePunctuation(',');
    return types;
  }
  override parseOptionalArrowTypeList(): Type[] {
    this.#notePunctuation('->');
    const { cur } = this.#s;
    const isBehindArrow = (): boolean => this.#s.cur === cur + 1;
    try {
      return super.parseOptionalArrowTypeList();
    } finally {
      if (isBehindArrow()) this.#note({ kind: 'type' });
    }
  }
  override parseFunctionType(): FunctionType {
    this.#notePunctuation('(');
    return super.parseFunctionType();
  }

  override parseAttribute(type: Type | null = null): Attribute {
    this.#note({ kind: 'attribute', type });
    return super.parseAttribute(type);
  }
  override parseOptionalAttribute(type: Type | null = null): Attribute | null {
    this.#note({ kind: 'attribute', type });
    return super.parseOptionalAttribute(type);
  }
  override parseOptionalAttrDict(into: Map<string, Attribute>): void {
    this.#note({ kind: 'attributes' });
    super.parseOptionalAttrDict(into);
  }
  override parseOptionalAttrDictWithKeyword(into: Map<string, Attribute>): void {
    this.#noteWords(['attributes']);
    super.parseOptionalAttrDictWithKeyword(into);
  }
  override parseOptionalSymbolName(): string | null {
    this.#note({ kind: 'symbol' });
    return super.parseOptionalSymbolName();
  }

  override parseOperand(): UnresolvedOperand {
    if (this.#of !== this.custom?.nameToken) {
      this.#of = this.custom?.nameToken;
      this.#numOperands = 0;
    }
    this.#note({ kind: 'operand', index: this.#numOperands++ });
    const operand = super.parseOperand();
    if (this.current) {
      const operands = this.operandsOf.get(this.current);
      if (operands) operands.push(operand);
      else this.operandsOf.set(this.current, [operand]);
    }
    return operand;
  }
  override parseOptionalOperand(): UnresolvedOperand | null {
    this.#note({ kind: 'operand', index: this.#numOperands });
    return super.parseOptionalOperand();
  }
  override parseOperandList(delimiter: Delimiter = 'none', count?: number): UnresolvedOperand[] {
    if (delimiter === 'none') this.#note({ kind: 'operand', index: this.#numOperands });
    const operands = super.parseOperandList(delimiter, count);
    if (delimiter === 'none' && operands.length > 0 && operands.length !== count)
      this.#notePunctuation(',');
    return operands;
  }
  override parseArgument(options?: { type?: boolean; attributes?: boolean }): AsmArgument {
    this.#note({ kind: 'argument' });
    return super.parseArgument(options);
  }
  override parseRegion(args?: readonly AsmArgument[], options?: RegionOptions): Region {
    this.#note({ kind: 'region' });
    return super.parseRegion(args, options);
  }
  override parseOptionalRegion(
    args?: readonly AsmArgument[],
    options?: RegionOptions,
  ): Region | null {
    this.#note({ kind: 'region' });
    return super.parseOptionalRegion(args, options);
  }
  override parseOptionalSuccessor(): Block | null {
    this.#note({ kind: 'successor' });
    return super.parseOptionalSuccessor();
  }
}

const isSame = (a: Expectation, b: Expectation): boolean =>
  a.kind === b.kind && ('text' in a ? 'text' in b && a.text === b.text : true);
