/** What the grammar's rules of types build, and what upstream checks while it parses them. */

import type { Attribute } from '../attributes.ts';
import {
  ComplexType,
  DYNAMIC,
  type FloatKind,
  FloatType,
  FunctionType,
  IntegerType,
  MemRefType,
  NoneType,
  RankedTensorType,
  TupleType,
  type Type,
  UnrankedMemRefType,
  UnrankedTensorType,
  VectorType,
} from '../types.ts';
import type { Session } from './session.ts';
import { Keyword, keywordKind, Punct, TokenKind } from './token-kinds.ts';

/** Upstream's largest integer width. */
const MAX_INTEGER_WIDTH = (1 << 24) - 1;

const FLOAT_KINDS: readonly FloatKind[] = [
  'f32',
  'f64',
  'f16',
  'bf16',
  'f80',
  'f128',
  'f8E5M2',
  'f8E4M3FN',
  'f8E5M2FNUZ',
  'f8E4M3FNUZ',
  'f8E4M3B11FNUZ',
];
const FLOAT_OF_KEYWORD = new Map(FLOAT_KINDS.map((kind) => [keywordKind(kind), kind]));

export class TypeActions {
  readonly #s: Session;
  readonly #scalars: (Type | undefined)[] = [];
  /** Integer types by the name number of their token. */
  readonly #integers: (IntegerType | undefined)[] = [];

  constructor(session: Session) {
    this.#s = session;
  }

  /** The scalar type that the keyword `kind` names, or null. */
  ofKeyword(kind: number): Type | null {
    const known = this.#scalars[kind];
    if (known) return known;
    const { context } = this.#s;
    const float = FLOAT_OF_KEYWORD.get(kind);
    const type = float
      ? FloatType.get(context, float)
      : kind === Keyword.index
        ? context.indexType
        : kind === Keyword.none
          ? NoneType.get(context)
          : null;
    if (type) this.#scalars[kind] = type;
    return type;
  }

  /** Of the keyword just consumed. */
  scalar(): Type {
    const s: Session = this.#s;
    return this.ofKeyword(s.kinds[s.cur - 1]!) ?? NoneType.get(s.context);
  }

  /** Of the token just consumed. */
  integer(): IntegerType {
    const s: Session = this.#s;
    return this.integerAt(s.cur - 1);
  }
  integerAt(index: number): IntegerType {
    const s: Session = this.#s;
    const id = s.ids[index]!;
    const known = this.#integers[id];
    if (known) return known;
    const name = s.nameAt(index);
    const signedness = name[0] === 's' ? 'signed' : name[0] === 'u' ? 'unsigned' : 'signless';
    const digits = name.slice(signedness === 'signless' ? 1 : 2);
    const width = Number(digits);
    if (digits.length > 10 || width > 0xffffffff) {
      s.cur = index;
      s.fail('invalid integer width');
    }
    if (width > MAX_INTEGER_WIDTH) {
      s.cur = index;
      s.fail(`integer bitwidth is limited to ${MAX_INTEGER_WIDTH} bits`, s.starts[index]);
    }
    const type = IntegerType.get(s.context, width, signedness);
    this.#integers[id] = type;
    return type;
  }

  function(inputs: readonly Type[], results: readonly Type[]): FunctionType {
    return FunctionType.get(this.#s.context, inputs, results);
  }

  /** Behind the dimensions: is there one that could not be read? */
  checkDimensions(allowDynamic: boolean): void {
    const s: Session = this.#s;
    const isBroken =
      s.kind === TokenKind.integer ||
      (allowDynamic && s.kind === Punct.question) ||
      (allowDynamic && s.kind === Punct.star && s.kinds[s.cur - 1] !== TokenKind.dimensions);
    if (isBroken) {
      s.advance();
      s.failWrongToken("expected 'x' in dimension list");
    }
    if (allowDynamic) return;
    // A vector's sizes are numbers.
    const at = s.cur - 1;
    if (s.kinds[at] === TokenKind.dimensions) {
      const dynamic = s.spellingAt(at).search(/[?*]/);
      if (dynamic >= 0) s.fail('expected non-function type', s.starts[at]! + dynamic);
    }
    if (s.kind === Punct.leftSquare) {
      const open = /\[\s*(?:\d+\s*x\s*)*/y;
      open.lastIndex = s.start;
      open.test(s.text);
      s.fail("missing ']' closing set of scalable dimensions", open.lastIndex);
    }
  }

  /** Dimensions of the token `at`, if it is one; null for `*x`. */
  #dimensions(at: number): { shape: number[]; scalable: number } | null {
    const s: Session = this.#s;
    const shape: number[] = [];
    let scalable = 0;
    if (s.kinds[at] !== TokenKind.dimensions) return { shape, scalable };
    const { text } = s;
    const end = s.ends[at]!;
    let isScalable = false;
    for (let i = s.starts[at]!; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 63) shape.push(DYNAMIC);
      else if (unit === 42) return null;
      else if (unit === 91) isScalable = true;
      else if (unit === 93) isScalable = false;
      else if (unit >= 48 && unit <= 57) {
        let value = 0;
        const start = i;
        for (; i < end; i++) {
          const digit = text.charCodeAt(i) - 48;
          if (digit < 0 || digit > 9) break;
          value = value * 10 + digit;
        }
        i--;
        if (value > Number.MAX_SAFE_INTEGER) s.fail('invalid dimension', start);
        shape.push(value);
        if (isScalable) scalable++;
      } else if (unit === 47) while (i + 1 < end && text.charCodeAt(i + 1) !== 10) i++;
    }
    return { shape, scalable };
  }

  tensor(
    at: number,
    element: Type,
    elementAt: number,
    encoding: Attribute | undefined,
    endAt: number,
  ): Type {
    const s: Session = this.#s;
    const dims = this.#dimensions(at);
    if (!isTensorElement(element)) s.fail('invalid tensor element type', elementAt);
    if (!dims) {
      if (encoding) s.fail('cannot apply encoding to unranked tensor');
      return UnrankedTensorType.get(element);
    }
    if (encoding?.kind === 'dialect') {
      const definition = s.context.attrDefinition(encoding.name);
      const message = definition?.verifyEncoding?.(encoding, dims.shape);
      if (message) s.fail(message, endAt);
    }
    return RankedTensorType.get(dims.shape, element, encoding ?? null);
  }

  vector(at: number, element: Type, elementAt: number): Type {
    const s: Session = this.#s;
    const dims = this.#dimensions(at);
    if (!dims?.shape.every((size) => size > 0))
      return s.fail('vector types must have positive constant sizes', elementAt);
    if (element.kind !== 'integer' && element.kind !== 'index' && element.kind !== 'float')
      s.fail('vector elements must be int/index/float type', elementAt);
    return VectorType.get(dims.shape, element, dims.scalable);
  }

  complex(element: Type, elementAt: number): Type {
    if (element.kind !== 'float' && element.kind !== 'integer')
      this.#s.fail('invalid element type for complex', elementAt);
    return ComplexType.get(element);
  }

  tuple(types: readonly Type[]): Type {
    return TupleType.get(this.#s.context, types);
  }

  checkMemrefElement(element: Type, elementAt: number): void {
    if (!isMemrefElement(element)) this.#s.fail('invalid memref element type', elementAt);
  }
  hasParts(parts: readonly Attribute[]): boolean {
    return parts.length > 0;
  }
  /** Layout first, memory space last, each once. */
  checkMemrefParts(at: number, parts: readonly Attribute[]): void {
    const s: Session = this.#s;
    const last = parts[parts.length - 1];
    if (!last) return;
    const earlierSpace = parts.slice(0, -1).some((part) => !isLayout(part));
    if (!isLayout(last)) {
      if (earlierSpace) s.fail('multiple memory spaces specified in memref type');
      return;
    }
    if (!this.#dimensions(at)) s.fail('cannot have affine map for unranked memref type');
    if (earlierSpace) s.fail('expected memory space to be last in memref type');
  }
  memref(at: number, element: Type, parts: readonly Attribute[]): Type {
    const s: Session = this.#s;
    const dims = this.#dimensions(at);
    const layout = parts.filter(isLayout).pop() ?? null;
    let space = parts.find((part) => !isLayout(part)) ?? null;
    if (space && !isMemorySpace(space))
      s.fail('unsupported memory space Attribute', s.starts[at - 2]);
    // A zero is the default memory space.
    if (space?.kind === 'integer' && space.value === 0n) space = null;
    if (!dims) return UnrankedMemRefType.get(element, space);
    if (layout?.kind === 'affine_map' && layout.map.numDims !== dims.shape.length)
      s.fail(
        `memref layout mismatch between rank and affine map: ${dims.shape.length} != ${layout.map.numDims}`,
        s.starts[at - 2],
      );
    if (layout?.kind === 'strided' && layout.strides.length !== dims.shape.length)
      s.fail('expected the number of strides to match the rank', s.starts[at - 2]);
    return MemRefType.get(dims.shape, element, layout, space);
  }
}

const isLayout = (attr: Attribute): boolean =>
  attr.kind === 'affine_map' || attr.kind === 'strided';

/** Of the attributes that no dialect defines, a few. */
function isMemorySpace(attr: Attribute): boolean {
  switch (attr.kind) {
    case 'integer':
    case 'string':
    case 'dictionary':
    case 'dialect':
      return true;
    default:
      return false;
  }
}

function isTensorElement(type: Type): boolean {
  switch (type.kind) {
    case 'integer':
    case 'index':
    case 'float':
    case 'complex':
    case 'vector':
    case 'opaque':
    case 'dialect':
      return true;
    default:
      return false;
  }
}

function isMemrefElement(type: Type): boolean {
  switch (type.kind) {
    case 'integer':
    case 'index':
    case 'float':
    case 'complex':
    case 'vector':
    case 'memref':
    case 'unranked-memref':
      return true;
    // Of a dialect's types upstream asks that they say so, and none does.
    default:
      return false;
  }
}
