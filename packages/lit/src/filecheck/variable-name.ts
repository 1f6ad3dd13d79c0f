/** The names of variables in patterns. */

/** A name at the beginning of a text. */
export interface ParsedName {
  readonly name: string;
  /** `@LINE`, whose value is no capture. */
  readonly isPseudo: boolean;
}

/** Reads a name, `$X` for one of all labels; what is wrong with it where there is none. */
export function parseVariableName(text: string): ParsedName | string {
  if (text === '') return 'empty variable name';
  const name = /^[$@]?[A-Za-z_][A-Za-z0-9_]*/.exec(text)?.[0];
  return name === undefined ? 'invalid variable name' : { name, isPseudo: name.startsWith('@') };
}
