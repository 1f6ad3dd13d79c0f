/**
 * One parse: the token stream with the grammar's actions on it, and what they share: names in scope,
 * aliases, what stands where.
 */

import { type Attribute, type DictionaryAttr, type Location, NameLoc } from '../attributes.ts';
import type { Context } from '../context.ts';
import { printAttribute, printType } from '../printer/printer.ts';
import type { Type } from '../types.ts';
import { AffineActions } from './affine-actions.ts';
import { AliasActions, type AliasScope, ResourceActions } from './alias-actions.ts';
import { AsmParser } from './asm-parser.ts';
import { ParsedOperand } from './asm-state.ts';
import { AttributeActions } from './attribute-actions.ts';
import { type Grammar, grammar } from './grammar.ts';
import { LiteralActions } from './literal-actions.ts';
import { LocationActions } from './location-actions.ts';
import { OperationActions } from './operation-actions.ts';
import { SourceInfo } from './source-info.ts';
import type { Source } from './source-text.ts';
import { SsaScopes, type ValuesBefore } from './ssa-scopes.ts';
import { StatementParser } from './statements.ts';
import { SymbolActions } from './symbol-actions.ts';
import { TermParser } from './term-rules.ts';
import { Keyword, Punct, TokenKind } from './token-kinds.ts';
import { TokenStream } from './token-stream.ts';
import { TypeActions } from './type-actions.ts';

/** Tokens of a dictionary that is kept by its text. */
const SHORT_DICTIONARY = 48;

export interface SessionOptions {
  /** Keep what stands where, for a language server. */
  readonly recordSource?: boolean;
  /** Keep the values' names in their locations, if they are no numbers and no location is written. */
  readonly keepsNames?: boolean;
  /** `{}` is a region with an empty block, whose operations are parsed apart. */
  readonly keepsEmptyBlocks?: boolean;
  /** Another parser of operations' own syntax, for who wants to know what it is asked. */
  readonly makeParser?: (session: Session) => AsmParser;
  /** The operation whose region the text stands in, by its name. */
  readonly around?: string;
  /** For a text that goes on with the block of other statements. */
  readonly valuesBefore?: ValuesBefore;
  /** Aliases that other parts of the file define. */
  readonly aliases?: AliasScope;
  /** Run all rules by Chevrotain, also those that have a faster path beside them. */
  readonly usesGrammar?: boolean;
}

export class Session extends TokenStream {
  readonly grammar: Grammar = grammar();
  readonly info: SourceInfo | null;
  readonly scopes: SsaScopes;
  readonly types: TypeActions = new TypeActions(this);
  readonly attributes: AttributeActions = new AttributeActions(this);
  readonly literals: LiteralActions = new LiteralActions(this);
  readonly affine: AffineActions = new AffineActions(this);
  readonly locations: LocationActions = new LocationActions(this);
  readonly symbols: SymbolActions = new SymbolActions(this);
  readonly aliases: AliasActions;
  readonly resources: ResourceActions = new ResourceActions(this);
  readonly operations: OperationActions;
  readonly statements: StatementParser = new StatementParser(this);
  readonly terms: TermParser = new TermParser(this);
  readonly usesGrammar: boolean;
  readonly keepsNames: boolean;
  readonly keepsEmptyBlocks: boolean;
  readonly asm: AsmParser;
  /** Types of dialects without parameters, by the name number of their token. */
  readonly dialectTypes: (Type | undefined)[] = [];
  #expectedType: Type | null = null;

  constructor(context: Context, source: Source, options: SessionOptions = {}) {
    super(context, source);
    this.usesGrammar = options.usesGrammar ?? false;
    this.keepsNames = options.keepsNames ?? false;
    this.keepsEmptyBlocks = options.keepsEmptyBlocks ?? false;
    this.info = options.recordSource ? new SourceInfo(this.text) : null;
    this.aliases = new AliasActions(this, options.aliases ?? null);
    this.scopes = new SsaScopes(this, this.info, options.valuesBefore ?? null);
    this.operations = new OperationActions(this, options.around);
    this.asm = options.makeParser?.(this) ?? new AsmParser(this);
  }

  // ----- Rules, for actions and hand-written syntax -----

  parseType(): Type {
    const { kind } = this;
    if (kind === TokenKind.integerType) {
      this.cur++;
      return this.types.integer();
    }
    const scalar = this.types.ofKeyword(kind);
    if (scalar) {
      this.cur++;
      return scalar;
    }
    if (kind === Punct.leftParen && !this.usesGrammar) return this.terms.functionType();
    const key = this.#shapedTypeKey();
    if (key < 0) return this.grammar.run(this, this.grammar.type);
    const known = this.#shapedTypes.get(key);
    if (known) {
      this.cur = this.#shapedTypeEnd;
      return known;
    }
    const type = this.grammar.run(this, this.grammar.type);
    this.#shapedTypes.set(key, type);
    return type;
  }

  /** Shaped types of scalars met before, by what their tokens spell. */
  readonly #shapedTypes = new Map<number, Type>();
  #shapedTypeEnd = 0;
  /** A number for what the next tokens spell if it is `tensor<4x?xf32>` and the like, else -1. */
  #shapedTypeKey(): number {
    const { kinds, ids, kind } = this;
    const shape =
      kind === Keyword.tensor ? 0 : kind === Keyword.memref ? 1 : kind === Keyword.vector ? 2 : -1;
    let at = this.cur + 1;
    if (shape < 0 || kinds[at++] !== Punct.less) return -1;
    let dimensions = 0;
    if (kinds[at] === TokenKind.dimensions) dimensions = ids[at++]! + 1;
    const element = ids[at]!;
    const elementKind = kinds[at++]!;
    const isScalar =
      elementKind === TokenKind.integerType || this.types.ofKeyword(elementKind) !== null;
    if (!isScalar || kinds[at] !== Punct.greater || element >= 1 << 20) return -1;
    this.#shapedTypeEnd = at + 1;
    return (dimensions * (1 << 20) + element) * 4 + shape;
  }

  /** An attribute; with a type, a number or string needs none of its own. */
  parseAttribute(expected: Type | null = null): Attribute {
    const attribute = this.usesGrammar ? null : this.terms.attribute(expected);
    if (attribute) return attribute;
    this.#expectedType = expected;
    try {
      return this.grammar.run(this, this.grammar.attribute);
    } finally {
      // Symbols and dictionaries do not ask for it.
      this.#expectedType = null;
    }
  }
  parseDictionaryEntries(): Map<string, Attribute> {
    return this.usesGrammar
      ? this.grammar.run(this, this.grammar.attributeDictionary)
      : this.terms.attributeDictionary();
  }
  parseTypeListParens(): Type[] {
    return this.usesGrammar
      ? this.grammar.run(this, this.grammar.typeListParens)
      : this.terms.typeListParens();
  }
  /** Short dictionaries by their text: generic operations repeat a few all the time. */
  readonly #dictionaries = new Map<number, DictionaryAttr>();
  /** `{…}`, the next token being its brace. */
  parseDictionary(): DictionaryAttr {
    const parse = (): DictionaryAttr => this.attributes.dictionary(this.parseDictionaryEntries());
    // What stands where is told of each.
    const end = this.info ? -1 : this.#shortDictionaryEnd();
    const text = end < 0 ? -1 : this.lexer.textNumber(this.start, this.ends[end]!);
    if (text < 0) return parse();
    const known = this.#dictionaries.get(text);
    if (known) {
      this.cur = end + 1;
      return known;
    }
    const dictionary = parse();
    this.#dictionaries.set(text, dictionary);
    return dictionary;
  }
  /**
   * The token that closes the brace at hand; -1 if it is far, or a location stands between, whose alias
   * may be defined later.
   */
  #shortDictionaryEnd(): number {
    const { kinds, cur } = this;
    const limit = Math.min(cur + SHORT_DICTIONARY, this.lexer.count);
    let depth = 0;
    for (let index = cur; index < limit; index++) {
      const kind = kinds[index]!;
      if (kind === Keyword.loc || kind === TokenKind.elementsLiteral) return -1;
      if (kind === Punct.leftBrace) depth++;
      else if (kind === Punct.rightBrace && --depth === 0) return index;
    }
    return -1;
  }

  /** The type that the caller of the attribute's rule expects; asked once. */
  takeExpectedType(): Type | null {
    const expected = this.#expectedType;
    this.#expectedType = null;
    return expected;
  }

  /** Are the next two tokens colons? */
  atDoubleColon(): boolean {
    return this.kind === Punct.colon && this.kindAt(1) === Punct.colon;
  }

  parseNonFunctionType(): Type {
    return this.kind === Punct.leftParen
      ? this.grammar.run(this, this.grammar.nonFunctionType)
      : this.parseType();
  }
  parseTrailingLocation(): Location | null {
    return this.kind === Keyword.loc ? this.grammar.run(this, this.grammar.trailingLocation) : null;
  }
  /** A region whose scope is open. */
  parseRegion(): void {
    if (this.usesGrammar) this.grammar.run(this, this.grammar.region);
    else this.statements.region();
  }
  parseGenericOperation(): void {
    if (this.usesGrammar) this.grammar.run(this, this.grammar.genericOperation);
    else this.statements.generic();
  }
  /** What `parse` creates comes from this session's text. */
  parsing<T>(parse: () => T): T {
    const { context } = this;
    const outer = context._source;
    context._source = this.source;
    try {
      return parse();
    } finally {
      context._source = outer;
    }
  }
  parseSourceFile(): void {
    if (this.usesGrammar) this.grammar.run(this, this.grammar.sourceFile);
    else this.statements.sourceFile();
  }

  // ----- Names -----

  /** Where the value of a name stands, which keeps the name if it shall be kept. */
  namedLocation(id: number, location: Location): Location {
    if (!this.keepsNames) return location;
    const name = this.lexer.names.name(id);
    return /^\d/.test(name) ? location : NameLoc.get(name, location);
  }

  // ----- Operands -----

  /** The operand `%name` or `%name#2` that token `index` begins. */
  operandAt(index: number): ParsedOperand {
    this.checkResultNumber(index);
    return new ParsedOperand(
      this.lexer.names,
      this.ids[index]!,
      this.resultNumber(index),
      this.starts[index]!,
    );
  }
  /** The `2` of `%name#2`, the name being token `index`; else 0. */
  resultNumber(index: number): number {
    return this.kinds[index + 1] === TokenKind.hashId && index + 1 < this.lexer.count
      ? Number(this.nameAt(index + 1))
      : 0;
  }
  checkResultNumber(index: number): void {
    if (index + 1 >= this.lexer.count || this.kinds[index + 1] !== TokenKind.hashId) return;
    if (/^\d+$/.test(this.nameAt(index + 1))) return;
    this.cur = index + 1;
    this.fail('invalid SSA value result number');
  }

  expectInteger(message: string): void {
    if (this.kind !== TokenKind.integer) this.failWrongToken(message);
  }

  // ----- Text of types and attributes in messages -----

  override typeText(type: Type): string {
    return `'${printType(type)}'`;
  }
  attributeText(attr: Attribute): string {
    return printAttribute(attr);
  }

  // ----- Resources and dialects -----

  /** Let opaque types and attributes of unknown dialects through, whatever the context says. */
  allowOpaqueSymbols = false;

  /** A resource is named; its data may come at the file's end. */
  useResource(key: string): void {
    this.resourceKeys.add(key);
  }
  readonly resourceKeys = new Set<string>();
}
