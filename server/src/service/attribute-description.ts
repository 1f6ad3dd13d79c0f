/** Attributes explained: constants with statistics, affine maps drawn, locations taken apart. */
import {
  type Attribute,
  type DenseElementsAttr,
  type DenseResourceElementsAttr,
  type Location,
  printAttribute,
  printType,
  type RankedShapedType,
} from '@iree-workbench/ir';
import { drawnMap, mapKind } from './affine-drawing.ts';
import { type Statistics, statisticsOf } from './constant-statistics.ts';
import { capitalized, code } from './operation-documentation.ts';
import { bytesOfType, byteText, counted } from './type-description.ts';

/** Characters of an attribute's text that are shown. */
const SHOWN = 400;

/** What an attribute is, as Markdown. */
export function attributeDocumentation(attr: Attribute): string {
  switch (attr.kind) {
    case 'dense':
      return constantDocumentation(attr);
    case 'dense_resource':
      return resourceDocumentation(attr);
    case 'affine_map':
      return [code(textOf(attr)), mapKind(attr.map), code(drawnMap(attr.map, attr.context))]
        .filter((part) => part !== '')
        .join('\n\n');
    case 'float': {
      const digits = Math.ceil(attr.type.width / 4);
      const bits = `0x${attr.bits.toString(16).toUpperCase().padStart(digits, '0')}`;
      return `${code(textOf(attr))}\n\nExactly \`${attr.value}\`, bits \`${bits}\``;
    }
    case 'integer': {
      const width = attr.type.kind === 'index' ? 64 : attr.type.width;
      const bits = BigInt.asUintN(width, attr.value).toString(16).toUpperCase();
      return `${code(textOf(attr))}\n\nBits \`0x${bits}\``;
    }
    case 'dialect': {
      const summary = attr.context.attrDefinition(attr.name)?.summary;
      return summary ? `${code(textOf(attr))}\n\n${capitalized(summary)}` : code(textOf(attr));
    }
    case 'loc.unknown':
    case 'loc.file':
    case 'loc.name':
    case 'loc.callsite':
    case 'loc.fused':
      return ['**Location**', ...locationLines(attr, 0)].join('\n');
    default:
      return code(textOf(attr));
  }
}

function textOf(attr: Attribute): string {
  const text = printAttribute(attr);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

// ----- Constants -----

const knownStatistics = new WeakMap<DenseElementsAttr, Statistics | null>();

function constantDocumentation(attr: DenseElementsAttr): string {
  const { type, isSplat } = attr;
  const splat = attr.splatValue;
  if (splat)
    return [constantTable(type, [['splat of', textOf(splat)]]), attributeDocumentation(splat)].join(
      '\n\n',
    );
  if (isSplat) return constantTable(type, []);
  let statistics = knownStatistics.get(attr);
  if (statistics === undefined) {
    statistics = statisticsOf(type.elementType, attr.data);
    knownStatistics.set(attr, statistics);
  }
  return constantTable(type, statisticsRows(statistics));
}

function resourceDocumentation({ key, type, context }: DenseResourceElementsAttr): string {
  const resource = context.resources.get(key);
  if (!resource) return `${constantTable(type, [])}\n\nNo resource \`${key}\` is in the file.`;
  const { data, alignment } = resource;
  const rows: Row[] = [
    ['resource', `\`${key}\`, ${byteText(data.length)}, aligned to ${alignment}`],
  ];
  if (data.length === bytesOfType(type))
    rows.push(...statisticsRows(statisticsOf(type.elementType, data)));
  return constantTable(type, rows);
}

type Row = readonly [what: string, value: string];

function constantTable(type: RankedShapedType, rows: readonly Row[]): string {
  const bytes = bytesOfType(type);
  const count = type.shape.reduce((product, size) => product * size, 1);
  const all: Row[] = [
    ['shape', type.shape.length === 0 ? 'scalar' : type.shape.join(' × ')],
    ['elements', counted(count, 'element')],
    ...(bytes === null ? [] : [['size', byteText(bytes)] as const]),
    ...rows,
  ];
  const table = all.map(([what, value]) => `| ${what} | ${value} |`).join('\n');
  return `**Constant** \`${printType(type)}\`\n\n| | |\n|---|---|\n${table}`;
}

function statisticsRows(statistics: Statistics | null): Row[] {
  if (!statistics) return [];
  const { range, distinct, zeros, nans, infinities } = statistics;
  const rows: Row[] = [];
  if (range)
    rows.push(
      ['smallest', numberText(range.min)],
      ['largest', numberText(range.max)],
      ['mean', numberText(range.mean)],
    );
  rows.push(['distinct', distinct === null ? 'thousands' : `${distinct}`]);
  if (zeros > 0) rows.push(['zeros', `${zeros}`]);
  if (nans > 0) rows.push(['NaN', `${nans}`]);
  if (infinities > 0) rows.push(['infinite', `${infinities}`]);
  return rows;
}

/** A number with as many digits as tell something. */
const numberText = (value: number): string =>
  Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(7))}`;

// ----- Locations -----

/** A list, what a location is made of below it. */
function locationLines(location: Location, depth: number): string[] {
  const line = (text: string): string => `${'  '.repeat(depth)}- ${text}`;
  switch (location.kind) {
    case 'loc.unknown':
      return [line('unknown')];
    case 'loc.file':
      return [line(`\`${location.file}\`, line ${location.line}, column ${location.column}`)];
    case 'loc.name': {
      const named = line(`named \`${location.name}\``);
      return location.child.kind === 'loc.unknown'
        ? [named]
        : [named, ...locationLines(location.child, depth + 1)];
    }
    case 'loc.callsite':
      return [
        line('in what was called'),
        ...locationLines(location.callee, depth + 1),
        line('from'),
        ...locationLines(location.caller, depth + 1),
      ];
    case 'loc.fused':
      return [
        line(location.metadata ? `fused, \`${textOf(location.metadata)}\`` : 'fused'),
        ...location.locations.flatMap((inner) => locationLines(inner, depth + 1)),
      ];
  }
}
