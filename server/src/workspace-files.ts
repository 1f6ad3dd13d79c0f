/**
 * The `.mlir` files of the folders that are open, their symbols and diagnostics. A file is parsed when it is first
 * asked for, and again when it has changed.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Era } from '@iree-workbench/ir';
import type { Diagnostic, Location } from 'vscode-languageserver/node';
import { DocumentText, type TextPositions } from './document-text.ts';
import { diagnosticsOf, toRange } from './lsp-conversion.ts';
import { MlirDocument } from './service/document.ts';
import { allSymbols, type FoundSymbol } from './service/workspace-symbols.ts';

/** Larger files are left alone: they are seldom written by hand, and take seconds. */
const LARGEST = 4 << 20;
/** Folders whose contents are made by tools. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'build', 'out', 'dist']);

/** A symbol of a file, where an editor shows it. */
export interface FileSymbol extends Omit<FoundSymbol, 'selection'> {
  readonly location: Location;
}

/** The path of a `file:` URI; null for another scheme, and for one that names no file of this machine. */
export function localPath(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

export class WorkspaceFiles {
  #folders: readonly string[] = [];
  readonly #known = new Map<string, FileContent>();
  #era: Era = '2023';

  /** Reads all files as of an era. */
  setEra(era: Era): void {
    if (era === this.#era) return;
    this.#era = era;
    this.#known.clear();
  }

  /** Takes the URIs of folders; those that are not on disk have no files. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.flatMap((uri) => localPath(uri) ?? []);
  }
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** File after file, so that one who looks for something may stop. */
  async *contents(isLeftOut: (uri: string) => boolean): AsyncGenerator<FileContent> {
    const seen = new Set<string>();
    for (const folder of this.#folders)
      for await (const path of mlirFiles(folder)) {
        const uri = pathToFileURL(path).href;
        if (seen.has(uri) || isLeftOut(uri)) continue;
        seen.add(uri);
        const content = await this.#contentOf(path, uri);
        if (content) yield content;
      }
  }

  async #contentOf(path: string, uri: string): Promise<FileContent | null> {
    try {
      const { size, mtimeMs } = await stat(path);
      const stamp = `${size} ${mtimeMs}`;
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known;
      const content =
        size > LARGEST
          ? { uri, stamp, symbols: [], diagnostics: [] }
          : contentOf(uri, stamp, await readFile(path, 'utf8'), this.#era);
      this.#known.set(path, content);
      return content;
    } catch (error) {
      // It was there a moment ago.
      if (!isFileError(error)) throw error;
      this.#known.delete(path);
      return null;
    }
  }
}

/** What is known of a file, as it was when the stamp was taken. */
export interface FileContent {
  readonly uri: string;
  readonly stamp: string;
  readonly symbols: readonly FileSymbol[];
  readonly diagnostics: readonly Diagnostic[];
}

function contentOf(uri: string, stamp: string, content: string, era: Era): FileContent {
  const text = new DocumentText(uri, 'mlir', 0, content);
  const mlir = new MlirDocument(content, uri, undefined, era);
  return { uri, stamp, symbols: fileSymbols(text, mlir), diagnostics: diagnosticsOf(text, mlir) };
}

/** The symbols of a document. */
export const fileSymbols = (text: TextPositions, mlir: MlirDocument): readonly FileSymbol[] =>
  allSymbols(mlir).map(({ selection, ...symbol }) => ({
    ...symbol,
    location: { uri: text.uri, range: toRange(text, selection) },
  }));

const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

async function* mlirFiles(folder: string): AsyncGenerator<string> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isFileError(error)) return;
    throw error;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name.endsWith('.mlir')) yield path;
    else if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
      yield* mlirFiles(path);
  }
}
