/** The settings as a client sends them. */
import { ERAS } from '@iree-workbench/ir/eras';
import type { Settings } from './protocol.ts';

export const DEFAULT_SETTINGS: Settings = {
  device: 'auto',
  diagnostics: 'pipeline',
  isTrusted: true,
  compilerFlags: [],
  dialects: '2023',
  inlayHints: { types: true, dispatches: true, sizes: true },
};

/** The section that holds the settings, for clients that send all sections or are asked for one. */
export const SETTINGS_SECTION = 'iwb';

type Given = Readonly<Partial<Record<string, unknown>>>;

/**
 * Reads what came over the wire: the settings themselves or, as many editors have it, an object with our
 * section in it. A client may send nothing, or less than all.
 * @param others what holds for settings that were not sent
 */
export function readSettings(sent: unknown, others: Settings = DEFAULT_SETTINGS): Settings {
  const given = isObject(sent) ? sent : {};
  const section = given[SETTINGS_SECTION];
  const { device, diagnostics, isTrusted, compilerFlags, dialects, inlayHints } = isObject(section)
    ? section
    : given;
  return {
    device: typeof device === 'string' && device !== '' ? device : others.device,
    diagnostics:
      diagnostics === 'verifier' || diagnostics === 'pipeline' ? diagnostics : others.diagnostics,
    isTrusted: typeof isTrusted === 'boolean' ? isTrusted : others.isTrusted,
    compilerFlags: Array.isArray(compilerFlags)
      ? compilerFlags.filter(isString)
      : others.compilerFlags,
    dialects: ERAS.find((era) => era === dialects) ?? others.dialects,
    inlayHints: readHints(isObject(inlayHints) ? inlayHints : {}, others.inlayHints),
  };
}

function readHints(given: Given, others: Settings['inlayHints']): Settings['inlayHints'] {
  const read = (kind: keyof Settings['inlayHints']): boolean => {
    const wanted = given[kind];
    return typeof wanted === 'boolean' ? wanted : others[kind];
  };
  return { types: read('types'), dispatches: read('dispatches'), sizes: read('sizes') };
}

/** Does a message bring settings at all? Some only say that they are others now. */
export const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null;
const isString = (value: unknown): value is string => typeof value === 'string';
