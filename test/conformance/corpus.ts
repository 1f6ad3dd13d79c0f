/**
 * A corpus: the `.mlir` files below a folder, in pieces.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitInputFile } from '@iree-workbench/ir';
import type { Piece } from './outcome.ts';

/** A file of a corpus. */
export interface CorpusFile {
  /** Relative to the corpus, with forward slashes. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Reads the files below `folder`, in the order of their names. */
export function readCorpus(folder: string): readonly CorpusFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mlir'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, 'utf8');
      return { name, path, text, pieces: cutPieces(path, text) };
    });
}

/** Pieces are named as upstream's tools name them; a file of one piece has its own name. */
export function cutPieces(path: string, text: string): readonly Piece[] {
  const chunks = splitInputFile(text);
  return chunks.map((chunk) => ({
    text: chunk.text,
    line: chunk.line,
    name: chunks.length > 1 ? `within split at ${path}:${chunk.line + 1} offset ` : path,
  }));
}

/** Dialects that a text may be using, of those a tool knows: what stands before a dot. */
export function mentionedDialects(text: string, known: ReadonlySet<string>): readonly string[] {
  const code = text.replace(/\/\/.*$/gm, '').replace(/loc\("(?:[^"\\]|\\.)*"/g, '');
  const mentioned = new Set<string>();
  for (const [, name] of code.matchAll(/(?<![\w.$%@-])([a-z][a-z0-9_]*)\.[a-z_]/gi)) {
    if (known.has(name!)) mentioned.add(name!);
  }
  return [...mentioned].sort();
}
