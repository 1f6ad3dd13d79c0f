/**
 * Memory of a shader: storage buffers, workgroup and private arrays, constant tables, and how elements
 * of each type are read and written there.
 *
 * A storage buffer is an array of one word type, whatever views of it there are: two variables for one
 * binding are not allowed. Elements narrower than a word are read out of words and written by atomic
 * operations, since threads may write neighbours at the same time.
 */

import {
  type DenseElementsAttr,
  type MemRefType,
  numElements,
  type Operation,
  operandsNamed,
  type Value,
} from '@iree-workbench/ir';
import {
  constantInteger,
  type Dispatch,
  globalOf,
  isWorkgroupMemory,
} from '../dispatch/dispatch.ts';
import { isMultipleOf } from '../dispatch/divisibility.ts';
import {
  type Element,
  floatLiteral,
  heldElement,
  intLiteral,
  laneCount,
  typeName,
} from './elements.ts';
import type { Prelude } from './prelude.ts';

/** The type of a storage buffer's words. */
type Word = 'f32' | 'i32' | 'u32' | 'atomic<u32>';

/** An array that elements are accessed in. */
export type Place =
  | {
      readonly kind: 'storage';
      readonly name: string;
      readonly word: Word;
      /** Name of the value that is the view's offset in bytes; null for none. */
      readonly byteOffset: string | null;
      readonly isVectors: boolean;
    }
  | { readonly kind: 'array'; readonly name: string; readonly isVectors: boolean };

/** Lanes of the vectors that arrays may be made of. */
const WIDTH = 4;

const bindingName = (op: Operation): string =>
  `binding_${op.intAttr('set') ?? 0n}_${op.intAttr('binding') ?? 0n}`;

/** Does anything store through the view? */
const isStored = (memref: Value): boolean =>
  memref.uses.some(
    ({ owner, index }) => index === 1 && (owner.is('memref.store') || owner.is('vector.store')),
  );

/** Can the memory be held in vectors? True if it is accessed by whole vectors, and read by elements. */
function isAccessedByVectors(memref: Value): boolean {
  let hasVectors = false;
  for (const { owner } of memref.uses) {
    if (owner.is('memref.load') || owner.is('memref.dim')) continue;
    const isLoad = owner.is('vector.load');
    if (!isLoad && !owner.is('vector.store')) return false;
    const { type } = isLoad ? owner.result() : owner.operand(0);
    const indices = owner.operands.slice(isLoad ? 1 : 2);
    const [index] = indices;
    if (laneCount(type) !== WIDTH || !index || indices.length > 1) return false;
    if (!isMultipleOf(index, WIDTH)) return false;
    hasVectors = true;
  }
  return hasVectors;
}

/** The buffers and arrays that a dispatch declares, and where each memref is. */
export class ShaderMemory {
  /** Declarations of the module, one a line. */
  readonly declarations: string[] = [];
  /** Declarations at the function's start. */
  readonly locals: { readonly op: Operation; readonly line: string }[] = [];
  readonly #words = new Map<string, { readonly word: Word; readonly isVectors: boolean }>();
  readonly #places = new Map<Value, Place>();
  readonly #tables = new Map<Operation, string>();
  readonly #prelude: Prelude;

  constructor(dispatch: Dispatch, prelude: Prelude) {
    this.#prelude = prelude;
    this.#chooseWords(dispatch);
    let count = 0;
    dispatch.func.walk((op) => {
      if (op.is('memref.alloc') || op.is('memref.alloca')) this.#allocate(op, count++);
      else if (op.is('memref.get_global')) this.#table(op);
    });
  }

  /** The common word of all views of a binding. */
  #chooseWords(dispatch: Dispatch): void {
    const views = new Map<string, { view: Operation; element: Element }[]>();
    for (const view of dispatch.func.collect('hal.interface.binding.subspan')) {
      const element = heldElement((view.result().type as MemRefType).elementType);
      const name = bindingName(view);
      views.set(name, [...(views.get(name) ?? []), { view, element }]);
    }
    for (const [name, all] of views) {
      const isWhole = ({ element }: { element: Element }): boolean =>
        element.bytes === 4 && element.held !== 'vec2<u32>';
      const held = all[0]?.element.held;
      const word: Word = all.some(
        ({ view, element }) => element.bytes < 4 && isStored(view.result()),
      )
        ? 'atomic<u32>'
        : all.every((view) => isWhole(view) && view.element.held === held) &&
            (held === 'f32' || held === 'i32')
          ? held
          : 'u32';
      const isVectors =
        word !== 'atomic<u32>' &&
        all.every(
          ({ view, element }) =>
            isWhole({ element }) && !hasByteOffset(view) && isAccessedByVectors(view.result()),
        );
      this.#words.set(name, { word, isVectors });
      const [first] = all;
      if (!first) continue;
      const set = first.view.intAttr('set') ?? 0n;
      const binding = first.view.intAttr('binding') ?? 0n;
      this.declarations.push(
        `@group(${set}) @binding(${binding}) var<storage, read_write> ${name}: array<${isVectors ? `vec4<${word}>` : word}>;`,
      );
    }
  }

  #allocate(op: Operation, number: number): void {
    const type = op.result().type as MemRefType;
    const { held } = heldElement(type.elementType);
    const count = Math.max(1, numElements(type.shape));
    const isVectors =
      held !== 'vec2<u32>' && count % WIDTH === 0 && isAccessedByVectors(op.result());
    const array = isVectors
      ? `array<${typeName(held, WIDTH)}, ${count / WIDTH}>`
      : `array<${held}, ${count}>`;
    const shared = isWorkgroupMemory(type);
    const name = `${shared ? 'shared' : 'private'}_${number}`;
    if (shared) this.declarations.push(`var<workgroup> ${name}: ${array};`);
    else this.locals.push({ op, line: `var ${name}: ${array};` });
    this.#places.set(op.result(), { kind: 'array', name, isVectors });
  }

  #table(op: Operation): void {
    const global = globalOf(op);
    const value = global?.attr('initial_value');
    if (!global || value?.kind !== 'dense') return;
    let name = this.#tables.get(global);
    if (name === undefined) {
      name = `table_${this.#tables.size}`;
      this.#tables.set(global, name);
      const type = op.result().type as MemRefType;
      const array = `array<${heldElement(type.elementType).held}, ${value.numElements}>`;
      this.declarations.push(
        `var<private> ${name}: ${array} = ${array}(${this.#tableItems(value).join(', ')});`,
      );
    }
    this.#places.set(op.result(), { kind: 'array', name, isVectors: false });
  }
  #tableItems(value: DenseElementsAttr): string[] {
    return Array.from({ length: value.numElements }, (_, i) =>
      literal(heldElement(value.type.elementType), value.at(i), this.#prelude),
    );
  }

  /** Declares where a view is; `byteOffset` names its offset. */
  bindView(op: Operation, byteOffset: string | null): void {
    const name = bindingName(op);
    const { word, isVectors } = this.#words.get(name) ?? { word: 'u32', isVectors: false };
    this.#places.set(op.result(), { kind: 'storage', name, word, byteOffset, isVectors });
  }
  place(memref: Value): Place {
    const place = this.#places.get(memref);
    if (!place) throw new Error('memory is accessed before it is known');
    return place;
  }

  /** The expression that reads the vector at element `index`, or null where that takes elements. */
  readVector(memref: Value, index: string): string | null {
    const place = this.place(memref);
    if (!place.isVectors) return null;
    const { held } = heldElement((memref.type as MemRefType).elementType);
    const read = `${place.name}[${vectorPosition(index)}]`;
    return place.kind === 'array' || place.word === held
      ? read
      : `bitcast<${typeName(held, WIDTH)}>(${read})`;
  }
  /** The statement that writes a vector to element `index`, or null where that takes elements. */
  writeVector(memref: Value, index: string, value: string): string | null {
    const place = this.place(memref);
    if (!place.isVectors) return null;
    const { held } = heldElement((memref.type as MemRefType).elementType);
    const stored =
      place.kind === 'array' || place.word === held
        ? value
        : `bitcast<${typeName(place.word, WIDTH)}>(${value})`;
    return `${place.name}[${vectorPosition(index)}] = ${stored};`;
  }

  /** The expression that reads element `index` (an expression) plus `lane`. */
  read(memref: Value, index: string, lane: number): string {
    const place = this.place(memref);
    const element = heldElement((memref.type as MemRefType).elementType);
    if (place.isVectors) {
      const vector = this.readVector(memref, index);
      return `${vector}[(${index}) & 3i]`;
    }
    const at = lane === 0 ? index : `${index} + ${lane}i`;
    if (place.kind === 'array') return `${place.name}[${at}]`;
    const word = (position: string): string =>
      place.word === 'atomic<u32>'
        ? `atomicLoad(&${place.name}[${position}])`
        : `${place.name}[${position}]`;
    const position = elementPosition(place.byteOffset, at, element.bytes);
    if (element.bytes === 4) {
      const read = word(position);
      return element.held === place.word ? read : `bitcast<${element.held}>(${read})`;
    }
    if (element.bytes === 8)
      return `vec2<u32>(${word(`2i * (${position})`)}, ${word(`2i * (${position}) + 1i`)})`;
    const { bit, inWord } = narrowPosition(position, element.bytes);
    const bits = 8 * element.bytes;
    const raw = word(inWord);
    if (element.half)
      return `${this.#prelude.use(`${element.half}_value`)}(extractBits(${raw}, ${bit}, ${bits}u))`;
    return element.held === 'bool'
      ? `extractBits(${raw}, ${bit}, ${bits}u) != 0u`
      : `extractBits(bitcast<i32>(${raw}), ${bit}, ${bits}u)`;
  }

  /** Statements that write `value` (a name) to element `index` plus `lane`. */
  write(memref: Value, index: string, lane: number, value: string): string[] {
    const place = this.place(memref);
    const element = heldElement((memref.type as MemRefType).elementType);
    const at = lane === 0 ? index : `${index} + ${lane}i`;
    if (place.kind === 'array') return [`${place.name}[${at}] = ${value};`];
    const set = (position: string, word: string): string =>
      place.word === 'atomic<u32>'
        ? `atomicStore(&${place.name}[${position}], ${word});`
        : `${place.name}[${position}] = ${word};`;
    const position = elementPosition(place.byteOffset, at, element.bytes);
    if (element.bytes === 4) {
      const type = place.word === 'atomic<u32>' ? 'u32' : place.word;
      return [set(position, element.held === type ? value : `bitcast<${type}>(${value})`)];
    }
    if (element.bytes === 8)
      return [
        set(`2i * (${position})`, `${value}.x`),
        set(`2i * (${position}) + 1i`, `${value}.y`),
      ];
    const { bit, inWord } = narrowPosition(position, element.bytes);
    const mask = element.bytes === 1 ? '0xffu' : '0xffffu';
    const bits = element.half
      ? `${this.#prelude.use(`${element.half}_bits`)}(${value})`
      : element.held === 'bool'
        ? `select(0u, 1u, ${value})`
        : `(bitcast<u32>(${value}) & ${mask})`;
    // Only these bits change; other threads may change the word's others in between.
    return [
      `atomicAnd(&${place.name}[${inWord}], ~(${mask} << ${bit}));`,
      `atomicOr(&${place.name}[${inWord}], ${bits} << ${bit});`,
    ];
  }
}

/** Number of the vector that holds an element. */
const vectorPosition = (index: string): string => `(${index}) >> 2u`;

/** Does the view start anywhere but at the start of its buffer? */
export function hasByteOffset(view: Operation): boolean {
  const [offset] = operandsNamed(view, 'byte_offset');
  return offset !== undefined && constantInteger(offset) !== 0n;
}

/** Number of an element from the start of the buffer. */
function elementPosition(byteOffset: string | null, at: string, bytes: number): string {
  if (byteOffset === null) return at;
  return bytes === 1 ? `${byteOffset} + ${at}` : `${byteOffset} / ${bytes}i + ${at}`;
}
/** The word that holds a narrow element, and its first bit there. */
function narrowPosition(position: string, bytes: number): { bit: string; inWord: string } {
  const [each, bits] = bytes === 1 ? [2, 8] : [1, 16];
  const mask = bytes === 1 ? 3 : 1;
  return {
    inWord: `(${position}) >> ${each}u`,
    bit: `(u32((${position}) & ${mask}i) * ${bits}u)`,
  };
}

/** A constant as an expression. */
export function literal(
  element: Element,
  value: ReturnType<DenseElementsAttr['at']>,
  prelude: Prelude,
): string {
  if (value.kind === 'float') return floatLiteral(value.value, (name) => prelude.use(name));
  if (element.held === 'bool') return (value.value & 1n) === 1n ? 'true' : 'false';
  if (element.held === 'vec2<u32>') {
    const bits = BigInt.asUintN(64, value.value);
    return `vec2<u32>(${bits & 0xffffffffn}u, ${bits >> 32n}u)`;
  }
  return intLiteral(Number(BigInt.asIntN(Math.min(32, element.bits), value.value)));
}
