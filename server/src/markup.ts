/** What is said of something, as Markdown or, for clients that show none, as plain text. */
import { type MarkupContent, MarkupKind } from 'vscode-languageserver/node';

/** @param formats those that a client takes, the one it likes best first */
export function toMarkup(
  markdown: string,
  formats: readonly MarkupKind[] | undefined,
): MarkupContent {
  const kind = formats?.find((format) => format === 'markdown' || format === 'plaintext');
  return kind === MarkupKind.Markdown
    ? { kind, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

/** Markdown without its marks; what stands between fences stays as it is. */
export function plainText(markdown: string): string {
  return markdown
    .split(/^(```[^\n]*\n[\s\S]*?\n```)$/m)
    .map((part) => (part.startsWith('```') ? fenced(part) : prose(part)))
    .join('');
}

const fenced = (part: string): string => part.slice(part.indexOf('\n') + 1, part.lastIndexOf('\n'));

/** Text outside of fences; code within a line keeps all but its backquotes. */
const prose = (part: string): string =>
  part
    .split(/(`[^`\n]+`)/)
    .map((piece) => (/^`.+`$/.test(piece) ? piece.slice(1, -1) : unmarked(piece)))
    .join('');

const unmarked = (text: string): string =>
  text
    .replace(/^#+ +/gm, '')
    .replace(/^---$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\\\w*])\*(?=\S)([^*\n]*?\S)\*(?!\w)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1');
