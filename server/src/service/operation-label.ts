/** The form of an operation as a line of text: `arith.addi %lhs, %rhs {...} : type(%result)`. */
import type { OpDefinition } from '@iree-workbench/ir';
import type { TextRange } from './document.ts';
import { type SyntaxParameter, type SyntaxPart, syntaxOf } from './operation-syntax.ts';

/** The form of an operation; in the generic one, where it has no other. */
export function operationForm(definition: OpDefinition): string {
  const { from, parts } = syntaxOf(definition);
  const { name } = definition;
  return labelOf(from === 'generic' ? `"${name}"` : name, parts).text;
}

/** How an operation is written, for readers, and where its parameters stand in that. */
export interface Label {
  text: string;
  readonly places: { readonly parameter: SyntaxParameter; readonly range: TextRange }[];
}

export function labelOf(name: string, parts: readonly SyntaxPart[]): Label {
  const label: Label = { text: name, places: [] };
  writeParts(label, parts);
  return label;
}

function writeParts(label: Label, parts: readonly SyntaxPart[]): void {
  for (const part of parts)
    switch (part.kind) {
      case 'text':
        label.text += part.text;
        break;
      case 'parameter': {
        const start = label.text.length;
        label.text += part.text;
        label.places.push({ parameter: part, range: { start, end: label.text.length } });
        break;
      }
      case 'group': {
        const { alternatives, isRepeated } = part;
        const written = alternatives.map(withoutSpace);
        if (written.some(({ hadSpace }) => hadSpace)) label.text += ' ';
        label.text += '(';
        written.forEach((alternative, i) => {
          if (i > 0) label.text += ' | ';
          writeParts(label, alternative.parts);
        });
        label.text += alternatives.length > 1 && !isRepeated ? ')' : isRepeated ? ')*' : ')?';
      }
    }
}

/** The space in front of a group stands outside of its parentheses. */
function withoutSpace(parts: readonly SyntaxPart[]): {
  readonly hadSpace: boolean;
  readonly parts: readonly SyntaxPart[];
} {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || !first.text.startsWith(' ')) return { hadSpace: false, parts };
  return { hadSpace: true, parts: [{ kind: 'text', text: first.text.slice(1) }, ...rest] };
}
