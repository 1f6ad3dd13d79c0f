/** The grammar of attributes, and of the locations among them. */

import type { Attribute, Location } from '../attributes.ts';
import type { Type } from '../types.ts';
import { AffineGrammar } from './grammar-affine.ts';
import { type Alternative, keyword, missing, T, Word } from './grammar-base.ts';

export class AttributeGrammar extends AffineGrammar {
  constructor(skipValidations: boolean) {
    super(skipValidations);

    const colonType = (): Type => {
      this.CONSUME(T.colon);
      return this.SUBRULE(this.type);
    };
    const requiredColonType = (): Type => {
      this.CONSUME2(T.colon, missing("expected ':'"));
      return this.SUBRULE2(this.type);
    };

    const number = this.RULE('number', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const isNegative =
        this.OPTION(() => {
          this.CONSUME(T.minus);
          return true;
        }) ?? false;
      const at = this.s.cur;
      const isFloat = this.OR({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(T.integer);
              return false;
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.float);
              return true;
            },
          },
        ],
        ERR_MSG: 'expected constant integer or floating point value',
      });
      const type = expected ?? this.OPTION2(colonType);
      return this.s.attributes.number(at, isFloat, isNegative, type ?? null);
    });

    const string = this.RULE('stringAttribute', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const at = this.s.cur;
      this.CONSUME(T.string);
      const type = expected ?? this.OPTION(colonType);
      return this.s.attributes.string(at, type ?? null);
    });

    const symbolReference = this.RULE('symbolReference', (): Attribute => {
      const first = this.s.cur;
      let count = 0;
      this.CONSUME(T.atId);
      this.MANY({
        // A single colon begins a type, which belongs to the caller.
        GATE: () => this.s.atDoubleColon(),
        DEF: () => {
          this.CONSUME(T.colon);
          this.CONSUME2(T.colon);
          this.s.attributes.checkNestedReference();
          this.CONSUME2(T.atId);
          count++;
        },
      });
      return this.s.attributes.symbolReference(first, count);
    });

    const arrayAttribute = this.RULE('arrayAttribute', (): Attribute => {
      const elements: Attribute[] = [];
      // What is expected of the array is not expected of its elements.
      this.s.takeExpectedType();
      this.CONSUME(T.leftSquare);
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightSquare) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({
                SEP: T.comma,
                DEF: () => {
                  elements.push(this.SUBRULE(this.attribute));
                },
              });
              this.CONSUME2(T.rightSquare, missing("expected ',' or ']'"));
            },
          },
        ],
        ERR_MSG: 'expected attribute value',
      });
      return this.s.attributes.array(elements);
    });

    this.RULE('attributeDictionary', () => {
      const entries = new Map<string, Attribute>();
      this.CONSUME(T.leftBrace, missing("expected '{' in attribute dictionary"));
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightBrace) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({
                SEP: T.comma,
                DEF: () => this.SUBRULE(attributeEntry, { ARGS: [entries] }),
              });
              this.CONSUME2(T.rightBrace, missing("expected '}' in attribute dictionary"));
            },
          },
        ],
        ERR_MSG: 'expected attribute name',
      });
      return entries;
    });

    const attributeName = {
      DEF: [
        { ALT: () => this.CONSUME(T.string) },
        { ALT: () => this.CONSUME(T.integerType) },
        { ALT: () => this.CONSUME(Word) },
      ],
      ERR_MSG: 'expected attribute name',
    };
    const attributeEntry = this.RULE('attributeEntry', (entries: Map<string, Attribute>): void => {
      const name = this.s.attributes.entryName(entries);
      this.OR(attributeName);
      const value = this.OPTION(() => {
        this.CONSUME(T.equal);
        return this.SUBRULE(this.attribute);
      });
      this.s.attributes.entry(entries, name, value);
    });

    const denseElements = this.RULE('denseElements', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const at = this.s.cur;
      this.OR([
        { ALT: () => this.CONSUME(keyword('dense')) },
        { ALT: () => this.CONSUME(keyword('sparse')) },
      ]);
      this.s.literals.checkOpening(at);
      this.CONSUME(T.elementsLiteral);
      this.s.literals.checkClosing(at);
      const type = expected ?? requiredColonType();
      return this.s.literals.elements(at, type, expected !== null);
    });

    const denseResource = this.RULE('denseResource', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const at = this.s.cur;
      this.CONSUME(keyword('dense_resource'));
      this.CONSUME(T.less, missing("expected '<' after 'dense_resource'"));
      const key = this.s.attributes.resourceKey();
      this.OR([
        { ALT: () => this.CONSUME(Word) },
        { ALT: () => this.CONSUME(T.string) },
        { ALT: () => this.CONSUME(T.integerType) },
      ]);
      this.CONSUME(T.greater, missing("expected '>'"));
      const type = expected ?? requiredColonType();
      return this.s.attributes.denseResource(at, key, type);
    });

    const denseArray = this.RULE('denseArray', (): Attribute => {
      this.CONSUME(keyword('array'));
      this.CONSUME(T.less, missing("expected '<' after 'array'"));
      const at = this.s.start;
      const elementType = this.SUBRULE(this.type);
      const array = this.s.attributes.beginDenseArray(elementType, at);
      const element = () => {
        this.s.attributes.denseArrayElement(array);
        this.OPTION(() => this.CONSUME(T.minus));
        this.OR2([
          { ALT: () => this.CONSUME(T.integer) },
          { ALT: () => this.CONSUME(T.float) },
          { ALT: () => this.CONSUME(keyword('true')) },
          { ALT: () => this.CONSUME(keyword('false')) },
        ]);
      };
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.greater) },
          {
            ALT: () => {
              this.CONSUME(T.colon);
              this.s.attributes.checkDenseArray(array);
              this.AT_LEAST_ONE_SEP({ SEP: T.comma, DEF: element });
              this.CONSUME2(T.greater, missing("expected '>' to close an array attribute"));
            },
          },
        ],
        ERR_MSG: "expected ':' after dense array type",
      });
      return this.s.attributes.endDenseArray(array);
    });

    const stridedLayout = this.RULE('stridedLayout', (): Attribute => {
      const at = this.s.start;
      const strides: number[] = [];
      let offset = 0;
      this.CONSUME(keyword('strided'));
      this.CONSUME(T.less, missing("expected '<' after 'strided'"));
      this.CONSUME(T.leftSquare, missing("expected '['"));
      this.OPTION(() => {
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            strides.push(this.s.attributes.strideOrOffset());
            this.SUBRULE(strideOrOffset);
          },
        });
      });
      this.s.attributes.checkStrideList(strides);
      this.CONSUME(T.rightSquare, missing("expected ']'"));
      this.OPTION2(() => {
        this.CONSUME(T.comma);
        this.s.attributes.checkOffsetKeyword();
        this.CONSUME(T.bareId);
        this.CONSUME(T.colon, missing("expected ':' after 'offset'"));
        offset = this.s.attributes.strideOrOffset();
        this.SUBRULE2(strideOrOffset);
      });
      this.CONSUME(T.greater, missing("expected '>'"));
      return this.s.attributes.strided(at, offset, strides);
    });

    const strideOrOffset = this.RULE('strideOrOffset', () => {
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.question) },
          {
            ALT: () => {
              this.OPTION(() => this.CONSUME(T.minus));
              this.CONSUME(T.integer);
            },
          },
        ],
        ERR_MSG: "expected a 64-bit signed integer or '?'",
      });
    });

    const attributeAlternatives = {
      DEF: [
        { ALT: (): Attribute => this.SUBRULE(number) },
        { ALT: (): Attribute => this.SUBRULE(string) },
        { ALT: (): Attribute => this.SUBRULE(symbolReference) },
        { ALT: (): Attribute => this.SUBRULE(arrayAttribute) },
        {
          ALT: (): Attribute =>
            this.s.attributes.dictionary(this.SUBRULE(this.attributeDictionary)),
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('true'));
            return this.s.attributes.bool(true);
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('false'));
            return this.s.attributes.bool(false);
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('unit'));
            return this.s.attributes.unit();
          },
        },
        { ALT: (): Attribute => this.SUBRULE(denseElements) },
        { ALT: (): Attribute => this.SUBRULE(denseResource) },
        { ALT: (): Attribute => this.SUBRULE(denseArray) },
        { ALT: (): Attribute => this.SUBRULE(stridedLayout) },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('affine_map'));
            this.CONSUME(T.less, missing("expected '<' in affine map"));
            const at = this.s.start;
            const map = this.SUBRULE(this.affineMapOrSet);
            this.s.affine.checkMap(map, at);
            this.CONSUME(T.greater, missing("expected '>' in affine map"));
            return map;
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('affine_set'));
            this.CONSUME2(T.less, missing("expected '<' in integer set"));
            const at = this.s.start;
            const set = this.SUBRULE2(this.affineMapOrSet);
            this.s.affine.checkSet(set, at);
            this.CONSUME2(T.greater, missing("expected '>' in integer set"));
            return set;
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('loc'));
            this.CONSUME(T.leftParen, missing("expected '(' in inline location"));
            const location = this.SUBRULE(this.locationInstance);
            this.CONSUME(T.rightParen, missing("expected ')' in inline location"));
            return location;
          },
        },
        {
          ALT: (): Attribute => {
            const expected = this.s.takeExpectedType();
            this.CONSUME(T.hashId);
            return this.s.symbols.attribute(expected);
          },
        },
        {
          // Types are attributes. The rule `type` begins with what none of the others begins with.
          ALT: (): Attribute => this.s.attributes.type(this.SUBRULE(this.type)),
        },
      ],
      ERR_MSG: 'expected attribute value',
    };
    this.RULE('attribute', () => {
      this.s.enter();
      const attribute = this.OR<readonly Alternative<Attribute>[]>(attributeAlternatives);
      this.s.leave();
      return attribute;
    });

    // ----- Locations -----

    const integerField = (message: string): number => {
      this.s.expectInteger(message);
      return this.s.cur;
    };
    this.RULE('location', (): Location => {
      this.s.enter();
      const location = this.OR<readonly Alternative<Location>[]>({
        DEF: [
          { ALT: () => this.SUBRULE(nameOrFileLocation) },
          {
            ALT: () => {
              this.CONSUME(keyword('callsite'));
              this.CONSUME(T.leftParen, missing("expected '(' in callsite location"));
              const callee = this.SUBRULE(this.locationInstance);
              this.s.locations.checkAt();
              this.CONSUME(T.bareId);
              const caller = this.SUBRULE2(this.locationInstance);
              this.CONSUME(T.rightParen, missing("expected ')' in callsite location"));
              return this.s.locations.callSite(callee, caller);
            },
          },
          {
            ALT: () => {
              const locations: Location[] = [];
              this.CONSUME(keyword('fused'));
              const metadata = this.OPTION(() => {
                this.CONSUME(T.less);
                const attribute = this.SUBRULE(this.attribute);
                this.CONSUME(T.greater, missing("expected '>' after fused location metadata"));
                return attribute;
              });
              this.CONSUME(T.leftSquare, missing("expected '[' in fused location"));
              this.OR2({
                DEF: [
                  { ALT: () => this.CONSUME(T.rightSquare) },
                  {
                    ALT: () => {
                      this.AT_LEAST_ONE_SEP({
                        SEP: T.comma,
                        DEF: () => {
                          locations.push(this.SUBRULE3(this.locationInstance));
                        },
                      });
                      this.CONSUME2(T.rightSquare, missing("expected ']' in fused location"));
                    },
                  },
                ],
                ERR_MSG: 'expected location instance',
              });
              return this.s.locations.fused(locations, metadata ?? null);
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword('unknown'));
              return this.s.locations.unknown();
            },
          },
        ],
        ERR_MSG: 'expected location instance',
      });
      this.s.leave();
      return location;
    });

    const nameOrFileLocation = this.RULE('nameOrFileLocation', (): Location => {
      const name = this.s.cur;
      this.CONSUME(T.string);
      return this.OR<readonly Alternative<Location>[]>([
        {
          ALT: () => {
            this.CONSUME(T.colon);
            const line = integerField('expected integer line number in FileLineColLoc');
            this.CONSUME(T.integer);
            this.CONSUME2(T.colon, missing("expected ':' in FileLineColLoc"));
            const column = integerField('expected integer column number in FileLineColLoc');
            this.CONSUME2(T.integer);
            return this.s.locations.file(name, line, column);
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.leftParen);
            const child = this.SUBRULE(this.locationInstance);
            this.CONSUME(T.rightParen, missing("expected ')' after child location of NameLoc"));
            return this.s.locations.name(name, child);
          },
        },
        { ALT: () => this.s.locations.name(name, null) },
      ]);
    });

    this.RULE(
      'locationInstance',
      (): Location =>
        this.OR<readonly Alternative<Location>[]>({
          DEF: [
            {
              ALT: () => {
                this.CONSUME(T.hashId);
                return this.s.locations.fromAttribute(this.s.symbols.attribute(null));
              },
            },
            { ALT: () => this.SUBRULE(this.location) },
          ],
          ERR_MSG: 'expected location instance',
        }),
    );

    this.RULE('trailingLocation', () => {
      return (
        this.OPTION(() => {
          this.CONSUME(keyword('loc'));
          this.CONSUME(T.leftParen, missing("expected '(' in location"));
          const location = this.OR<readonly Alternative<Location>[]>({
            DEF: [
              {
                ALT: () => {
                  const alias = this.s.locations.alias();
                  this.CONSUME(T.hashId);
                  return alias;
                },
              },
              { ALT: () => this.SUBRULE(this.location) },
            ],
            ERR_MSG: 'expected location instance',
          });
          this.CONSUME(T.rightParen, missing("expected ')' in location"));
          return location;
        }) ?? null
      );
    });
  }
}
