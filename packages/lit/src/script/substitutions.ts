/** What `%s` and its like stand for in a command. */

/** The paths that commands of a test are about. */
export interface TestPaths {
  /** The test itself. */
  readonly source: string;
  /** A path that nothing else uses, for files that the test makes. */
  readonly temporary: string;
}

/** Substitutions by name: `%s`, `%{name}`. */
export type Substitutions = ReadonlyMap<string, string>;

const folderOf = (path: string): string => {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end) || '/';
};

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The substitutions that lit knows, for a test whose paths have slashes. */
export function testSubstitutions({ source, temporary }: TestPaths): Substitutions {
  const paths: Readonly<Record<string, string>> = {
    s: source,
    S: folderOf(source),
    p: folderOf(source),
    t: temporary,
    T: folderOf(temporary),
  };
  const substitutions = new Map<string, string>([
    ['%{pathsep}', ':'],
    ['%basename_t', baseOf(temporary)],
    ['%basename_s', baseOf(source)],
  ]);
  for (const [letter, path] of Object.entries(paths)) {
    substitutions.set(`%${letter}`, path);
    substitutions.set(`%/${letter}`, path);
    substitutions.set(`%:${letter}`, path.replace(/^([A-Za-z]):/, '$1'));
    substitutions.set(`%{${letter}}`, path);
  }
  return substitutions;
}

/**
 * Puts substitutions in, the longest name first; `%%` is a percent sign.
 * A name that goes on as a word does so still: `%s` is in `%source`, as lit has it.
 */
export function substitute(command: string, substitutions: Substitutions): string {
  const names = [...substitutions.keys()].sort((a, b) => b.length - a.length);
  const escaped = names.map((name) => name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  const pattern = new RegExp(`%%|${escaped.join('|')}`, 'g');
  return command.replace(pattern, (name) =>
    name === '%%' ? '%' : (substitutions.get(name) ?? ''),
  );
}
