/** Snippets of operations: how they are written, with a place to fill in for each part. */
import type { OpDefinition } from '@iree-workbench/ir';
import { type SyntaxParameter, type SyntaxPart, syntaxOf } from './operation-syntax.ts';

/** By definition and the name as it is written: a list of operations shows two hundred of them at each key. */
const known = new WeakMap<OpDefinition, Map<string, string>>();

/** `arith.addi ${1:%lhs}, ${2:%rhs} : ${3:type}`; the generic form of what has no other. */
export function operationSnippet(definition: OpDefinition, name: string): string {
  const ofDefinition = known.get(definition) ?? new Map<string, string>();
  known.set(definition, ofDefinition);
  const text = ofDefinition.get(name) ?? makeSnippet(definition, name);
  ofDefinition.set(name, text);
  return text;
}

function makeSnippet(definition: OpDefinition, name: string): string {
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

/** A part of a form that may be left out. */
export interface OptionalPart {
  /** As a reader is shown it. */
  readonly label: string;
  readonly insert: string;
}

/** The parts of an operation's form that may be left out and begin with a word or mark. */
export function optionalParts(definition: OpDefinition, lead: string): readonly OptionalPart[] {
  const found: OptionalPart[] = [];
  const visit = (parts: readonly SyntaxPart[]): void => {
    for (const part of parts) {
      if (part.kind !== 'group') continue;
      for (const alternative of part.alternatives) {
        if (leadOf(alternative) === lead)
          found.push({
            label: textOf(alternative).trim(),
            insert: snippetOf(alternative).trimStart(),
          });
        visit(alternative);
      }
    }
  };
  visit(syntaxOf(definition).parts);
  return found;
}

/** The first word or mark. */
function leadOf(parts: readonly SyntaxPart[]): string {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'text') break;
    text += part.text;
  }
  return /^\s*([A-Za-z_][\w$.]*|->|\S)/.exec(text)?.[1] ?? '';
}

/** Without what may be left out in turn. */
const textOf = (parts: readonly SyntaxPart[]): string =>
  parts.map((part) => (part.kind === 'group' ? '' : part.text)).join('');

/** What is written over. */
const placeholder = ({ text }: SyntaxParameter): string =>
  text.replaceAll(/type\([^()]*\)/g, 'type').replaceAll(/(?:, )?\.\.\./g, '');

const escaped = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');
