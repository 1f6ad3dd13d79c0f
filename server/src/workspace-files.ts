/**
 * The `.mlir` files of the folders that are open, and their symbols. A file is parsed when it is first
 * asked for, and again when it has changed.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location } from 'vscode-languageserver/node';
import { DocumentText, type TextPositions } from './document-text.ts';
import { toRange } from './lsp-conversion.ts';
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

export class WorkspaceFiles {
  #folders: readonly string[] = [];
  readonly #known = new Map<
    string,
    { readonly stamp: string; readonly symbols: readonly FileSymbol[] }
  >();

  /** Takes the URIs of folders; those that are not on disk have no files. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
  }
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The symbols of file after file, so that one who looks for something may stop. */
  async *symbols(isLeftOut: (uri: string) => boolean): AsyncGenerator<readonly FileSymbol[]> {
    const seen = new Set<string>();
    for (const folder of this.#folders)
      for await (const path of mlirFiles(folder)) {
        const uri = pathToFileURL(path).href;
        if (seen.has(uri) || isLeftOut(uri)) continue;
        seen.add(uri);
        yield await this.#symbolsOf(path, uri);
      }
  }

  async #symbolsOf(path: string, uri: string): Promise<readonly FileSymbol[]> {
    try {
      const { size, mtimeMs } = await stat(path);
      const stamp = `${size} ${mtimeMs}`;
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known.symbols;
      const symbols = size > LARGEST ? [] : symbolsIn(uri, await readFile(path, 'utf8'));
      this.#known.set(path, { stamp, symbols });
      return symbols;
    } catch (error) {
      // It was there a moment ago.
      if (!isFileError(error)) throw error;
      this.#known.delete(path);
      return [];
    }
  }
}

function symbolsIn(uri: string, content: string): readonly FileSymbol[] {
  const text = new DocumentText(uri, 'mlir', 0, content);
  return fileSymbols(text, new MlirDocument(content, uri));
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
