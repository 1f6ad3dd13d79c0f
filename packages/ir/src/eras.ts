/**
 * Eras: MLIR's text is no single language, and a context speaks one version of it. This is what they are
 * called and how what is so in some of them says so; `era-definitions` has what becomes of definitions.
 */

/**
 * The versions there are, the oldest first: LLVM's release 16, IREE at the seed's commit, and IREE
 * 3.12.
 */
export const ERAS = ['llvm16', '2023', '2026'] as const;
export type Era = (typeof ERAS)[number];

/** The eras in which something is so; all that a bound leaves out. */
export interface EraRange {
  readonly since?: Era;
  /** The first era in which it is so no more. */
  readonly until?: Era;
}

/** What is different in some eras: fields that stand in for those of the same name, or take them away. */
export type Changes<Fields> = readonly (EraRange & Partial<Fields>)[];

/** Is it so in an era? */
export const isIn = ({ since, until }: EraRange, era: Era): boolean =>
  (since === undefined || !isBefore(era, since)) && (until === undefined || isBefore(era, until));

export const isBefore = (era: Era, other: Era): boolean => ERAS.indexOf(era) < ERAS.indexOf(other);

/** Does the generic form have what an operation's definition names in `<{}>`? */
export const hasProperties = (era: Era): boolean => isIn({ since: '2026' }, era);
