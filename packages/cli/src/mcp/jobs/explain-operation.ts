/** What is known of an operation, a type, an attribute or a dialect, by its name. */
import { createContext } from '@iree-workbench/compiler';
import type { Context, Dialect, OpDefinition } from '@iree-workbench/ir';
import { meantName, nearestName, noteOnUnknownOperation } from '@iree-workbench/ir';
import type { Era } from '@iree-workbench/ir/eras';
import { operationDocumentation } from '@iree-workbench/server/service/operation-documentation';
import { CommandError } from '../../command-error.ts';

export interface ExplainRequest {
  /** `arith.addi`, `!hal.buffer`, `#flow.channel`, or a dialect's name. */
  readonly name: string;
  readonly era: Era;
}

export interface Explanation {
  readonly kind: 'attribute' | 'dialect' | 'operation' | 'type';
  readonly name: string;
  /** Markdown. */
  readonly documentation: string;
}

/** Contexts by era: to register all dialects takes a while. */
const contexts = new Map<Era, Context>();

function contextOf(era: Era): Context {
  const known = contexts.get(era) ?? createContext(era);
  contexts.set(era, known);
  return known;
}

/** @throws CommandError where nothing has the name, saying which one may have been meant */
export function explainOperation({ name, era }: ExplainRequest): Explanation {
  const context = contextOf(era);
  const wanted = name.trim().replace(/^"(.*)"$/, '$1');
  const bare = wanted.replace(/^[!#]/, '');
  const dialect = context.dialects.get(bare);
  if (dialect) return { kind: 'dialect', name: bare, documentation: dialectDocumentation(dialect) };
  const { definition } = context.operationName(bare);
  if (definition && bare === wanted) {
    return { kind: 'operation', name: bare, documentation: documentationOf(definition) };
  }
  const type = wanted.startsWith('#') ? undefined : context.typeDefinition(bare);
  if (type) return { kind: 'type', name: `!${bare}`, documentation: capital(type.summary) };
  const attribute = wanted.startsWith('!') ? undefined : context.attrDefinition(bare);
  if (attribute) {
    return { kind: 'attribute', name: `#${bare}`, documentation: capital(attribute.summary) };
  }
  throw new CommandError(unknown(bare, context));
}

function unknown(name: string, context: Context): string {
  const { dialects } = context;
  const [, prefix] = /^([^.]*)\./.exec(name) ?? [];
  const dialect = dialects.get(prefix ?? name);
  const meant = dialect && meantName(name, namesIn(dialect));
  const note = noteOnUnknownOperation(context, context.operationName(name), name)?.message;
  const hint = note ?? (meant === undefined ? undefined : `did you mean \`${meant}\`?`);
  if (dialect) {
    return `dialect '${dialect.name}' has nothing called '${name}'; ${hint ?? `ask for '${dialect.name}' to see what it has`}`;
  }
  const all = [...dialects.keys()].sort();
  const near = nearestName(prefix ?? name, all);
  const dialectHint = hint ?? (near === undefined ? undefined : `did you mean \`${near}\`?`);
  return `there is no dialect '${prefix ?? name}'; ${dialectHint ?? `there are ${all.join(', ')}`}`;
}

const namesIn = (dialect: Dialect): readonly string[] => [
  ...dialect.operations.map(({ name }) => name),
  ...[...(dialect.types ?? []), ...(dialect.attributes ?? [])].map(
    ({ mnemonic }) => `${dialect.name}.${mnemonic}`,
  ),
];

/** An operation's documentation, with its syntax where that is declared. */
function documentationOf(definition: OpDefinition): string {
  const { assemblyFormat } = definition.spec;
  const parts = [operationDocumentation(definition)];
  if (assemblyFormat) {
    const format = assemblyFormat.replace(/\s+/g, ' ').trim();
    parts.push(`**Syntax** (ODS assembly format)\n\n    ${definition.name} ${format}`);
  }
  return parts.join('\n\n');
}

/** What a dialect has: a line each. */
export function dialectDocumentation(dialect: Dialect): string {
  const line = (name: string, summary: string): string => `- \`${name}\`: ${summary}`;
  const section = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `\n## ${title}\n\n${lines.join('\n')}\n`;
  return [
    `# Dialect ${dialect.name}\n\n${capital(dialect.summary)}.\n`,
    section(
      'Operations',
      dialect.operations.map(({ name, spec }) => line(name, spec.summary)),
    ),
    section(
      'Types',
      (dialect.types ?? []).map((type) => line(`!${dialect.name}.${type.mnemonic}`, type.summary)),
    ),
    section(
      'Attributes',
      (dialect.attributes ?? []).map((a) => line(`#${dialect.name}.${a.mnemonic}`, a.summary)),
    ),
  ].join('');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
