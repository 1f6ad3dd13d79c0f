/** Operations explained by their definitions. */
import type { Arity, OpDefinition, Operation, Value } from '@iree-workbench/ir';
import { printType } from '@iree-workbench/ir';
import { operationForm } from './operation-label.ts';

/** What an operation's definition says, as Markdown; with the types of an operation, where one is given. */
export function operationDocumentation(definition: OpDefinition, op?: Operation): string {
  const { spec } = definition;
  const parts = [code(operationForm(definition)), capitalized(spec.summary)];
  if (spec.description) parts.push(unindented(spec.description));
  parts.push(...describeParts(definition, op));
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Text as a block of code. */
export const code = (text: string): string => `\`\`\`mlir\n${text}\n\`\`\``;

/** Operands, results and attributes, with the types they have in the operation. */
function describeParts(definition: OpDefinition, op: Operation | undefined): string[] {
  const row = (name: string, meaning: string): string => `- \`${name}\`: ${meaning}`;
  const arities: Readonly<Record<Arity, string>> = {
    single: '',
    optional: 'optional ',
    variadic: 'any number of ',
  };
  const values = (
    title: string,
    groups: OpDefinition['operands'],
    actual: readonly Value[],
  ): string => {
    if (groups.length === 0) return '';
    const isPlain = groups.length === actual.length && groups.every((g) => g.arity === 'single');
    const rows = groups.map(({ name, arity, constraint }, i) => {
      const type = isPlain ? actual[i]?.type : undefined;
      const here = type ? `, here \`${printType(type)}\`` : '';
      return row(name, `${arities[arity]}${constraint.summary}${here}`);
    });
    return `**${title}**\n${rows.join('\n')}`;
  };
  const attributes = definition.attributes.map(({ name, constraint, optional }) =>
    row(name, `${optional ? 'optional ' : ''}${constraint.summary}`),
  );
  const names = (title: string, parts: readonly { readonly name: string }[]): string =>
    parts.length === 0 ? '' : `**${title}** ${parts.map(({ name }) => `\`${name}\``).join(', ')}`;
  return [
    values('Operands', definition.operands, op?.operands ?? []),
    values('Results', definition.results, op?.results ?? []),
    attributes.length === 0 ? '' : `**Attributes**\n${attributes.join('\n')}`,
    names('Regions', definition.regions),
    names('Successors', definition.successors),
    names('Traits', definition.traits),
  ];
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Without the indentation that the lines of a template literal share. */
function unindented(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  return lines
    .map((line) => line.slice(shared))
    .join('\n')
    .trim();
}
