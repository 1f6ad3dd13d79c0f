/**
 * MLIR's grammar, as Chevrotain records it: types, attributes, affine maps and sets, locations (in
 * the classes that this one extends), generic operations, blocks, regions, aliases and files.
 *
 * Rules only say what follows what, with upstream's wording where something is missing; what they
 * build is done by the session's actions (`this.s`), which do nothing while the grammar is recorded.
 * The pretty form of an operation and the body of a dialect's type or attribute are opaque to the
 * grammar: an action drives their syntax through the same primitives. Tokens come straight from the
 * lexer's arrays: `LA` answers with one shared object a kind.
 */

import { AttributeGrammar } from './grammar-attributes.ts';
import { keyword, missing, Stray, T, Word } from './grammar-base.ts';

export class Grammar extends AttributeGrammar {
  constructor(skipValidations = true) {
    super(skipValidations);

    // ----- Operations -----

    this.RULE('operation', () => {
      this.s.operations.begin();
      this.OPTION(() => {
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            this.s.operations.result();
            this.CONSUME(T.percentId, missing('expected valid ssa identifier'));
            this.OPTION2(() => {
              this.CONSUME(T.colon);
              this.s.operations.resultCount();
              this.CONSUME(T.integer);
            });
          },
        });
        this.CONSUME(T.equal, missing("expected '=' after SSA name"));
      });
      this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.genericOperation) },
          {
            ALT: () => {
              this.CONSUME(Word);
              this.s.operations.custom();
              const location = this.SUBRULE(this.trailingLocation);
              this.s.operations.finish(location);
            },
          },
        ],
        ERR_MSG: 'expected operation name in quotes',
      });
      this.s.operations.bindResults();
    });

    const ssaUse = () => {
      this.s.operations.operand();
      this.CONSUME(T.percentId, missing('expected SSA operand'));
      this.OPTION(() => this.CONSUME(T.hashId));
    };
    const genericOperands = this.RULE('genericOperands', () => {
      this.CONSUME(T.leftParen, missing("expected '(' to start operand list"));
      this.MANY_SEP({ SEP: T.comma, DEF: ssaUse });
      this.s.operations.checkOperandListEnd();
      this.CONSUME(T.rightParen, missing("expected ')' to end operand list"));
    });
    const genericSuccessors = this.RULE('genericSuccessors', () => {
      this.s.operations.checkSuccessors();
      this.CONSUME(T.leftSquare);
      this.AT_LEAST_ONE_SEP({
        SEP: T.comma,
        DEF: () => {
          this.s.operations.successor();
          this.CONSUME(T.caretId, missing('expected block name'));
        },
        ERR_MSG: 'expected block name',
      });
      this.CONSUME(T.rightSquare, missing("expected ',' or ']'"));
    });

    this.RULE('genericOperation', () => {
      this.s.operations.beginGeneric();
      this.CONSUME(T.string);
      this.SUBRULE(genericOperands);
      this.OPTION(() => this.SUBRULE(genericSuccessors));
      this.OPTION2({
        GATE: () => this.s.context.hasProperties,
        DEF: () => {
          this.CONSUME(T.less);
          this.s.operations.properties(this.SUBRULE(this.attribute));
          this.CONSUME(T.greater, missing("expected '>' to close properties"));
        },
      });
      this.OPTION3(() => {
        this.CONSUME(T.leftParen);
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            this.s.operations.beginRegion();
            this.SUBRULE(this.region);
            this.s.operations.endRegion();
          },
          ERR_MSG: "expected '{' to begin a region",
        });
        this.CONSUME(T.rightParen, missing("expected ')' to end region list"));
      });
      this.OPTION4(() => {
        const entries = this.SUBRULE(this.attributeDictionary);
        this.s.operations.dictionary(this.s.attributes.dictionary(entries));
      });
      this.CONSUME(T.colon, missing("expected ':' followed by operation type"));
      const at = this.s.start;
      const type = this.SUBRULE(this.type);
      this.s.operations.functionType(type, at);
      const location = this.SUBRULE(this.trailingLocation);
      this.s.operations.finish(location);
    });

    // ----- Regions and blocks -----

    this.RULE('region', () => {
      this.CONSUME(T.leftBrace, missing("expected '{' to begin a region"));
      this.SUBRULE(this.regionBody);
      this.CONSUME(T.rightBrace, missing('expected operation name in quotes'));
    });

    const statements = this.RULE('statements', () => {
      this.MANY(() =>
        this.statement(() => {
          this.OR([
            { ALT: () => this.SUBRULE(this.operation) },
            {
              ALT: () => {
                this.s.operations.stray();
                this.OR2([
                  { ALT: () => this.CONSUME(Stray) },
                  { ALT: () => this.CONSUME(T.hashId) },
                  { ALT: () => this.CONSUME(T.exclamationId) },
                  { ALT: () => this.CONSUME(T.metadataBegin) },
                ]);
              },
            },
          ]);
        }),
      );
    });

    const blockArgument = () => {
      this.s.operations.blockArgumentName();
      this.CONSUME(T.percentId, missing('expected SSA operand'));
      this.CONSUME2(T.colon, missing("expected ':' and type for SSA operand"));
      const type = this.SUBRULE(this.type);
      const location = this.SUBRULE(this.trailingLocation);
      this.s.operations.blockArgument(type, location);
    };
    const blockLabel = this.RULE('blockLabel', () => {
      this.s.operations.beginBlock();
      this.CONSUME(T.caretId, missing('expected block name'));
      this.OPTION(() => {
        this.CONSUME(T.leftParen);
        this.OR({
          DEF: [
            { ALT: () => this.CONSUME(T.rightParen) },
            {
              ALT: () => {
                this.AT_LEAST_ONE_SEP({ SEP: T.comma, DEF: blockArgument });
                this.CONSUME2(T.rightParen, missing("expected ')'"));
              },
            },
          ],
          ERR_MSG: 'expected SSA operand',
        });
      });
      this.s.operations.endBlockArguments();
      this.CONSUME(T.colon, missing("expected ':' after block name"));
    });

    this.RULE('regionBody', () => {
      this.SUBRULE(statements);
      this.MANY(() => {
        this.statement(() => {
          this.SUBRULE(blockLabel);
        });
        this.SUBRULE2(statements);
      });
    });

    // ----- Files -----

    const resourceEntries = this.RULE('resourceEntries', () => {
      this.s.resources.beginGroup();
      this.OR([{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(T.integerType) }]);
      this.CONSUME(T.colon, missing("expected ':'"));
      this.CONSUME(T.leftBrace, missing("expected '{'"));
      this.s.resources.checkGroup();
      this.MANY_SEP({
        SEP: T.comma,
        DEF: () => {
          this.s.resources.key();
          this.OR2([
            { ALT: () => this.CONSUME2(Word) },
            { ALT: () => this.CONSUME(T.string) },
            { ALT: () => this.CONSUME2(T.integerType) },
          ]);
          this.CONSUME2(T.colon, missing("expected ':'"));
          this.s.resources.value();
          this.OR3([
            { ALT: () => this.CONSUME2(T.string) },
            { ALT: () => this.CONSUME(keyword('true')) },
            { ALT: () => this.CONSUME(keyword('false')) },
          ]);
        },
      });
      this.s.resources.checkEntriesEnd();
      this.CONSUME(T.rightBrace, missing("expected ',' or '}'"));
    });
    this.RULE('metadata', () => {
      this.CONSUME(T.metadataBegin);
      this.MANY_SEP({
        SEP: T.comma,
        DEF: () => {
          this.s.resources.section();
          this.CONSUME(Word);
          this.CONSUME(T.colon, missing("expected ':'"));
          this.s.resources.checkSection();
          this.CONSUME(T.leftBrace, missing("expected '{'"));
          this.MANY_SEP2({ SEP: T.comma, DEF: () => this.SUBRULE(resourceEntries) });
          this.s.resources.checkListEnd("expected identifier key for 'resource' entry");
          this.CONSUME(T.rightBrace, missing("expected ',' or '}'"));
        },
      });
      this.s.resources.checkListEnd('expected identifier key in file metadata dictionary');
      this.CONSUME(T.metadataEnd, missing("expected ',' or '#-}'"));
    });

    const attributeAlias = this.RULE('attributeAlias', () => {
      const at = this.s.aliases.begin();
      this.CONSUME(T.hashId);
      this.CONSUME(T.equal, missing("expected '=' in attribute alias definition"));
      this.s.aliases.defineAttribute(at, this.SUBRULE(this.attribute));
    });
    const typeAlias = this.RULE('typeAlias', () => {
      const at = this.s.aliases.begin();
      this.CONSUME(T.exclamationId);
      this.CONSUME(T.equal, missing("expected '=' in type alias definition"));
      this.s.aliases.defineType(at, this.SUBRULE(this.type));
    });

    this.RULE('topLevel', () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.operation) },
        { ALT: () => this.SUBRULE(attributeAlias) },
        { ALT: () => this.SUBRULE(typeAlias) },
        { ALT: () => this.SUBRULE(this.metadata) },
        {
          ALT: () => {
            this.s.operations.stray();
            this.OR2([
              { ALT: () => this.CONSUME(Stray) },
              { ALT: () => this.CONSUME(T.caretId) },
              { ALT: () => this.CONSUME(T.rightBrace) },
            ]);
          },
        },
      ]);
    });

    this.RULE('sourceFile', () => {
      this.MANY(() =>
        this.statement(() => {
          this.SUBRULE(this.topLevel);
        }),
      );
    });

    this.performSelfAnalysis();
  }
}

let shared: Grammar | null = null;
/** The one grammar, analysed on first use (some 30 ms). */
export function grammar(): Grammar {
  shared ??= new Grammar();
  return shared;
}
