/** Completion of types: those near by, builtin and dialects' ones, and what stands inside of shaped ones. */
import { contiguousStrides, DYNAMIC, printType } from '@iree-workbench/ir';
import { commasIn } from './callee-signature.ts';
import { type Completion, hole, type Place, plain, snippet } from './completion-item.ts';
import { valuesBefore } from './statement-context.ts';

/** Values whose types are taken for near by. */
const NEAR = 200;

const SCALARS = ['index', 'i1', 'i8', 'i16', 'i32', 'i64', 'f16', 'bf16', 'f32', 'f64'];
const SHAPED = ['tensor', 'memref', 'vector'];

export function types(place: Place): Completion[] {
  const { context, chunk } = place;
  const found: Completion[] = [];
  // Those of what the statement's line or the values near it name come first.
  const near = new Set<string>();
  let looked = 0;
  for (const { value } of valuesBefore(chunk, place.statement)) {
    near.add(printType(value.type));
    if (near.size === 12 || ++looked === NEAR) break;
  }
  for (const text of near) found.push(plain(text, 'type', 'as near by', found.length));
  for (const text of SCALARS) if (!near.has(text)) found.push(plain(text, 'type', '', 20));
  for (const name of SHAPED)
    found.push(snippet(name, 'type', '', `${name}<${hole(1, '4x')}${hole(2, 'f32')}>`, 21));
  found.push(snippet('complex', 'type', '', `complex<${hole(1, 'f32')}>`, 21));
  found.push(snippet('tuple', 'type', '', `tuple<${hole(1, 'types')}>`, 21));
  for (const unit of chunk.tree.units)
    for (const name of unit.typeAliases.keys()) found.push(plain(`!${name}`, 'type', 'alias', 15));
  for (const dialect of context.dialects.values())
    for (const { mnemonic, summary, parse } of dialect.types ?? []) {
      const label = `!${dialect.name}.${mnemonic}`;
      found.push(
        parse
          ? snippet(label, 'type', summary, `${label}$0`, 40)
          : plain(label, 'type', summary, 40),
      );
    }
  return found;
}

export const elementTypes = (place: Place): Completion[] =>
  // Sizes are in front: `4x?xf32`.
  SCALARS.map((text, i) => {
    const sizes = /^(?:[\d?]+x)*/.exec(place.word)?.[0] ?? '';
    return plain(`${sizes}${text}`, 'type', '', i);
  });

/** The shaped type whose `<` is open, with what stands in it; null in others. */
export function openShape(
  bracket: { readonly open: string; readonly before: string; readonly inside: string } | null,
): {
  readonly name: string;
  readonly inside: string;
} | null {
  const name = /\b(?:tensor|memref|vector|complex|tuple)$/.exec(bracket?.before ?? '')?.[0];
  return bracket?.open === '<' && name !== undefined ? { name, inside: bracket.inside } : null;
}

/** What may stand in a shaped type: sizes and elements, then the layout and memory space, or an encoding. */
export function inShape(
  place: Place,
  { name, inside }: { name: string; inside: string },
): Completion[] {
  if (name === 'tuple' || commasIn(inside) === 0) return elementTypes(place);
  if (name === 'memref') return [...layouts(inside), ...parameterAttributes(place)];
  return name === 'tensor' ? parameterAttributes(place) : [];
}

/** Layouts that fit the shape in front of the comma. */
function layouts(inside: string): Completion[] {
  const [sizes = ''] = /^\s*(?:(?:\d+|\?)x)*/.exec(inside) ?? [];
  const shape = sizes
    .trim()
    .split('x')
    .slice(0, -1)
    .map((size) => (size === '?' ? DYNAMIC : Number(size)));
  const strides = contiguousStrides(shape)
    .map((stride) => (stride === DYNAMIC ? '?' : `${stride}`))
    .join(', ');
  const dims = shape.map((_, i) => `d${i}`).join(', ');
  return [
    snippet(
      `strided<[${strides}], offset: ?>`,
      'attribute',
      'strides and an offset',
      `strided<[${hole(1, strides)}], offset: ${hole(2, '?')}>`,
    ),
    snippet(
      `affine_map<(${dims}) -> (${dims})>`,
      'attribute',
      'a layout by its map',
      `affine_map<(${dims}) -> (${hole(1, dims)})>`,
      1,
    ),
    plain('1', 'attribute', 'a memory space', 2),
  ];
}

/** Aliases, and dialects' attributes: memory spaces and encodings are among them. */
function parameterAttributes({ context, chunk }: Place): Completion[] {
  const found: Completion[] = [];
  for (const unit of chunk.tree.units)
    for (const name of unit.attributeAliases.keys())
      found.push(plain(`#${name}`, 'attribute', 'alias', 5));
  for (const dialect of context.dialects.values())
    for (const { mnemonic, summary, parse } of dialect.attributes ?? []) {
      const label = `#${dialect.name}.${mnemonic}`;
      const rank = /space|encoding|descriptor_type/.test(mnemonic) ? 6 : 20;
      found.push(
        parse
          ? snippet(label, 'attribute', summary, `${label}<$0>`, rank)
          : plain(label, 'attribute', summary, rank),
      );
    }
  return found;
}
