/**
 * Statements, blocks and regions without Chevrotain: the same control flow as the grammar's rules
 * `operation`, `genericOperation`, `region` and their kin, on the same actions. A level of nesting
 * takes five frames instead of some twenty-five, and an operation no closures. A differential test
 * holds both equal.
 */

import type { Session } from './session.ts';
import { isWordKind, Punct, TokenKind } from './token-kinds.ts';

export class StatementParser {
  readonly #s: Session;
  constructor(session: Session) {
    this.#s = session;
  }

  /** Rule `sourceFile`. */
  sourceFile(): void {
    const s: Session = this.#s;
    while (s.cur < s.lexer.count) {
      switch (s.kind) {
        case TokenKind.hashId:
        case TokenKind.exclamationId:
        case Punct.metadataBegin:
          s.operations.guard(() => s.grammar.run(s, s.grammar.topLevel));
          break;
        default:
          this.#statement();
      }
    }
  }

  /** Rule `region`. */
  region(): void {
    const s: Session = this.#s;
    s.expect(Punct.leftBrace, "expected '{' to begin a region");
    this.#statements();
    while (s.kind === TokenKind.caretId) {
      this.#label();
      this.#statements();
    }
    s.expect(Punct.rightBrace, 'expected operation name in quotes');
  }

  /** Rule `statements`: up to a label, a `}` or the end. */
  #statements(): void {
    const s: Session = this.#s;
    for (;;) {
      const { kind } = s;
      if (kind === Punct.rightBrace || kind === TokenKind.caretId) return;
      if (s.cur >= s.lexer.count) return;
      this.#statement();
    }
  }

  /** A statement, or what is left of it. */
  #statement(): void {
    const { operations } = this.#s;
    const mark = operations.mark();
    try {
      this.operation();
    } catch (error) {
      operations.recover(mark, error);
    }
    operations.leave(mark);
  }

  #label(): void {
    const { operations } = this.#s;
    const mark = operations.mark();
    try {
      this.#blockLabel();
    } catch (error) {
      operations.recover(mark, error);
    }
    operations.leave(mark);
  }

  /** Rule `blockLabel`. */
  #blockLabel(): void {
    const s: Session = this.#s;
    const { operations } = s;
    operations.beginBlock();
    s.advance();
    if (s.accept(Punct.leftParen) && !s.accept(Punct.rightParen)) {
      do {
        operations.blockArgumentName();
        s.advance();
        s.expect(Punct.colon, "expected ':' and type for SSA operand");
        const type = s.parseType();
        operations.blockArgument(type, s.parseTrailingLocation());
      } while (s.accept(Punct.comma));
      s.expect(Punct.rightParen, "expected ')'");
    }
    operations.endBlockArguments();
    s.expect(Punct.colon, "expected ':' after block name");
  }

  /** Rule `operation`. */
  operation(): void {
    const s: Session = this.#s;
    const { operations } = s;
    operations.begin();
    if (s.kind === TokenKind.percentId) {
      do {
        operations.result();
        s.advance();
        if (s.accept(Punct.colon)) {
          operations.resultCount();
          s.advance();
        }
      } while (s.accept(Punct.comma));
      s.expect(Punct.equal, "expected '=' after SSA name");
    }
    const { kind } = s;
    if (kind === TokenKind.string) this.generic();
    else if (isWordKind(kind)) {
      s.advance();
      operations.custom();
      operations.finish(s.parseTrailingLocation());
    } else operations.stray();
    operations.bindResults();
  }

  /** Rule `genericOperation`. */
  generic(): void {
    const s: Session = this.#s;
    const { operations } = s;
    operations.beginGeneric();
    s.advance();
    s.expect(Punct.leftParen, "expected '(' to start operand list");
    if (s.kind === TokenKind.percentId)
      do {
        operations.operand();
        s.advance();
        s.accept(TokenKind.hashId);
      } while (s.accept(Punct.comma));
    s.expect(Punct.rightParen, "expected ')' to end operand list");
    if (s.kind === Punct.leftSquare) {
      operations.checkSuccessors();
      s.advance();
      do {
        operations.successor();
        s.advance();
      } while (s.accept(Punct.comma));
      s.expect(Punct.rightSquare, "expected ',' or ']'");
    }
    if (s.context.hasProperties && s.accept(Punct.less)) {
      operations.properties(s.parseAttribute());
      s.expect(Punct.greater, "expected '>' to close properties");
    }
    if (s.accept(Punct.leftParen)) {
      do {
        operations.beginRegion();
        this.region();
        operations.endRegion();
      } while (s.accept(Punct.comma));
      s.expect(Punct.rightParen, "expected ')' to end region list");
    }
    if (s.kind === Punct.leftBrace) operations.dictionary(s.parseDictionary());
    s.expect(Punct.colon, "expected ':' followed by operation type");
    if (s.kind === Punct.leftParen) this.#operationType();
    else {
      const at = s.start;
      operations.functionType(s.parseType(), at);
    }
    operations.finish(s.parseTrailingLocation());
  }

  /** Rule `functionType`; the type itself is not made. */
  #operationType(): void {
    const s: Session = this.#s;
    const at = s.start;
    const inputs = s.terms.typeListParens();
    s.expect(Punct.arrow, "expected '->' in function type");
    const results =
      s.kind === Punct.leftParen ? s.terms.typeListParens() : [s.parseNonFunctionType()];
    s.operations.typeLists(inputs, results, at);
  }
}
