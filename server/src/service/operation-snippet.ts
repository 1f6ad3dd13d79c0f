/** Snippets of operations: their assembly format with a place to fill in for each part. */
import {
  assemblyFormatOf,
  type FormatElement,
  isPunctuationLiteral,
  type OpDefinition,
  spaceAfterLiteral,
  spaceBeforeLiteral,
} from '@iree-workbench/ir';

/** `arith.addi ${1:%lhs}, ${2:%rhs} : ${3:type}`; of a format written by hand, the name alone. */
export function operationSnippet(definition: OpDefinition, name: string): string {
  const format = assemblyFormatOf(definition);
  if (!format) return `${escaped(name)} $0`;
  const writer = new SnippetWriter(escaped(name));
  for (const element of format.elements) writer.add(element);
  return writer.text;
}

const escaped = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');

class SnippetWriter {
  text: string;
  #number = 0;
  #lastWasPunctuation = false;
  #isTight = false;

  constructor(name: string) {
    this.text = name;
  }

  add(element: FormatElement): void {
    switch (element.kind) {
      case 'literal': {
        const { text } = element;
        if (!this.#isTight && spaceBeforeLiteral(text, this.#lastWasPunctuation)) this.text += ' ';
        this.text += escaped(text);
        this.#isTight = !spaceAfterLiteral(text);
        this.#lastWasPunctuation = isPunctuationLiteral(text);
        return;
      }
      case 'space':
        this.#isTight = element.text === '';
        return;
      case 'operand':
        if (element.definition.arity !== 'optional') this.#place(`%${element.definition.name}`);
        return;
      case 'attribute':
        this.#place(element.definition.name);
        return;
      case 'successor':
        this.#place(`^${element.definition.name}`);
        return;
      case 'type':
        this.#place('type');
        return;
      case 'functional-type':
        this.#place('(types) -> types');
        return;
      case 'region':
        this.#space();
        this.text += '{\n\t$0\n\\}';
        return;
      case 'custom':
        this.#place(element.name);
        return;
      case 'operands':
        this.#place('%operands');
        return;
      case 'successors':
        this.#place('^successors');
        return;
      case 'regions':
      case 'results':
      case 'attr-dict':
      case 'prop-dict':
      case 'optional':
      case 'oilist':
        return;
    }
  }
  #place(what: string): void {
    this.#space();
    this.text += `\${${++this.#number}:${escaped(what)}}`;
    this.#lastWasPunctuation = false;
  }
  #space(): void {
    if (!this.#isTight) this.text += ' ';
    this.#isTight = false;
  }
}
