/**
 * Where tools take texts from, and which files they may touch: those below the roots, wherever symbolic
 * links lead.
 */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Era } from '@iree-workbench/ir/eras';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../system-error.ts';
import type { Source } from './jobs/source.ts';

/** Bytes of a file that is read as text at most. */
const MAX_TEXT = 256 << 20;

/** A text, or the file that it is in. */
export interface GivenSource {
  readonly text?: string | undefined;
  readonly file?: string | undefined;
  readonly dialects: Era;
}

/** The folders whose files may be read and written. */
export class Roots {
  readonly #listed: () => Promise<readonly string[]>;

  /** @param listed the folders as they are now */
  constructor(listed: () => Promise<readonly string[]>) {
    this.#listed = listed;
  }

  /**
   * The full path of a file in one of the folders, with its links resolved. A relative one starts at the first folder.
   * @throws CommandError for files elsewhere
   */
  async resolve(path: string): Promise<string> {
    const roots = (await this.#listed()).map(realPath);
    const [first] = roots;
    if (first === undefined) {
      throw new CommandError(
        'no folder is open to tools: pass `text`, or start `iwb mcp --root FOLDER`',
      );
    }
    const asked = path.startsWith('file:') ? pathOfUri(path) : path;
    const full = realPath(resolve(first, asked));
    if (roots.some((root) => isBelow(root, full))) return full;
    throw new CommandError(
      `'${path}' is outside of the folders open to tools: ${roots.join(', ')}`,
    );
  }

  /** The text that a tool was given. */
  async source({ text, file, dialects }: GivenSource): Promise<Source> {
    if (text !== undefined && file !== undefined) {
      throw new CommandError('give `text` or `file`, not both');
    }
    if (text !== undefined) return { name: '<text>', text, era: dialects };
    if (file === undefined) throw new CommandError('give `text` or `file`');
    const bytes = await this.read(file);
    return { name: file, text: decode(file, bytes), era: dialects };
  }

  /** Reads a file. */
  async read(file: string): Promise<Uint8Array> {
    const path = await this.resolve(file);
    return await inWords(`cannot open '${file}'`, async () => {
      const stat = statSync(path);
      // What else there is, a pipe for one, might never end.
      if (!stat.isFile() && !stat.isDirectory()) throw new CommandError(`'${file}' is no file`);
      const { size } = stat;
      if (size > MAX_TEXT) throw new CommandError(`'${file}' has ${size} bytes: too many`);
      return await readFile(path);
    });
  }

  /** Writes a file, in a folder that is there. */
  async write(file: string, contents: string | Uint8Array): Promise<void> {
    const path = await this.resolve(file);
    await inWords(`cannot write '${file}'`, () => writeFile(path, contents));
  }
}

/** Root folders as a client names them, by their addresses. */
export const foldersOf = (uris: readonly string[]): readonly string[] =>
  uris.filter((uri) => uri.startsWith('file:')).map(pathOfUri);

function pathOfUri(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    throw new CommandError(`'${uri}' is no file of this machine`);
  }
}

/** A path without links; of one that is not there, its folder's. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new CommandError(`'${path}' is a link that leads nowhere`);
    }
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`'${name}' is not UTF-8 text`);
  }
}

/** Does something with a file; its failure is thrown in the system's words. */
async function inWords<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${what}: ${reasonOf(error)}`);
  }
}
