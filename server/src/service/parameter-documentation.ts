/** What the places of an operation's form are for, by the definition. */
import type { Arity, AttributeDefinition, OpDefinition } from '@iree-workbench/ir';
import { assemblyFormatOf, typeSourcesOf } from '@iree-workbench/ir';
import type { SyntaxParameter } from './operation-syntax.ts';

const ARITIES: Readonly<Record<Arity, string>> = {
  single: '',
  optional: 'optional ',
  variadic: 'any number of ',
};
/** An enum with more cases than these is named by some of them. */
const MOST_CASES = 24;

/** What is written at a place of an operation's form, as Markdown. */
export function parameterDocumentation(
  definition: OpDefinition,
  { names, role }: SyntaxParameter,
): string {
  if (role === 'attributes') return freeAttributes(definition);
  const rows = names.flatMap((name) => {
    const row = role === 'type' ? typeRow(definition, name) : partRow(definition, name);
    return row === null ? [] : [row];
  });
  return rows.join('\n\n');
}

function partRow(definition: OpDefinition, name: string): string | null {
  const operand = definition.operands.find((group) => group.name === name);
  if (operand) return `\`%${name}\`: ${ARITIES[operand.arity]}${operand.constraint.summary}`;
  const attribute = definition.attributes.find((each) => each.name === name);
  if (attribute) return attributeRow(attribute);
  const result = definition.results.find((group) => group.name === name);
  if (result) return `result \`%${name}\`: ${ARITIES[result.arity]}${result.constraint.summary}`;
  const region = definition.regions.find((each) => each.name === name);
  if (region) return `region \`${name}\`${region.variadic ? ', any number' : ''}`;
  const successor = definition.successors.find((each) => each.name === name);
  return successor ? `successor \`^${name}\`` : null;
}

function attributeRow({ name, optional, constraint }: AttributeDefinition): string {
  const what = optional ? 'optional ' : '';
  const cases = (constraint.cases ?? []).map(([text]) => `\`${text}\``);
  if (cases.length === 0) return `\`${name}\`: ${what}${constraint.summary}`;
  const shown = cases.length > MOST_CASES ? [...cases.slice(0, MOST_CASES), 'others'] : cases;
  return `\`${name}\`: ${what}${constraint.bitSeparator ? 'some' : 'one'} of ${shown.join(', ')}`;
}

/** The type of an operand or result, and which others follow it. */
function typeRow(definition: OpDefinition, name: string): string | null {
  const groups = [
    ...definition.operands.map((group, index) => ({ kind: 'operand', index, ...group })),
    ...definition.results.map((group, index) => ({ kind: 'result', index, ...group })),
  ];
  const group = groups.find((each) => each.name === name);
  if (!group) return partRow(definition, name);
  const sources = typeSourcesOf(definition);
  const followers = groups.filter((other) => {
    const list = other.kind === 'operand' ? sources?.operands : sources?.results;
    const source = list?.[other.index];
    if (source?.kind !== 'same' || source.transform) return false;
    return source.as.kind === group.kind && 'index' in source.as && source.as.index === group.index;
  });
  const all = [...followers, group].sort((a, b) => groups.indexOf(a) - groups.indexOf(b));
  const listed = all.map((each) => `\`%${each.name}\``).join(', ');
  return `type of ${listed}: ${ARITIES[group.arity]}${group.constraint.summary}`;
}

/** The attributes that have no place of their own. */
function freeAttributes(definition: OpDefinition): string {
  const bound = assemblyFormatOf(definition)?.boundAttributes;
  const rows = definition.attributes
    .filter(({ name }) => !bound?.has(name))
    .map((attribute) => `- ${attributeRow(attribute)}`);
  return ["attributes by name, other dialects' among them", rows.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}
