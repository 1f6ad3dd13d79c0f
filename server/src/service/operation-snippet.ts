/** Snippets of operations: how they are written, with a place to fill in for each part. */
import type { OpDefinition } from '@iree-workbench/ir';
import { type SyntaxParameter, type SyntaxPart, syntaxOf } from './operation-syntax.ts';

/** `arith.addi ${1:%lhs}, ${2:%rhs} : ${3:type}`; the generic form of what has no other. */
export function operationSnippet(definition: OpDefinition, name: string): string {
  const { from, parts } = syntaxOf(definition);
  const shown = from === 'generic' ? `"${definition.name}"` : name;
  if (from === 'definition') return `${escaped(shown)} $0`;
  return snippetOf([{ kind: 'text', text: shown }, ...parts]);
}

/** Without what may be left out. */
export function snippetOf(parts: readonly SyntaxPart[]): string {
  const needed = parts.filter(
    (part) => part.kind === 'text' || (part.kind === 'parameter' && !part.mayBeEmpty),
  );
  const last = needed.findLast((part) => part.kind === 'parameter' && part.role === 'region');
  let number = 0;
  const texts = needed.map((part) => {
    if (part.kind !== 'parameter') return part.kind === 'text' ? escaped(part.text) : '';
    if (part.role !== 'region') return `\${${++number}:${escaped(placeholder(part))}}`;
    // The cursor ends in the last region.
    return `{\n\t${part === last ? '$0' : `\${${++number}}`}\n\\}`;
  });
  return texts.join('').replaceAll(/ {2,}/g, ' ').trimEnd();
}

/** What is written over. */
const placeholder = ({ text, role }: SyntaxParameter): string =>
  role === 'type' ? text.replaceAll(/type\([^()]*\)/g, 'type') : text.replace(/\.\.\.$/, '');

const escaped = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');
