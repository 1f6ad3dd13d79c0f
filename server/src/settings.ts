/** The settings as a client sends them. */
import { ERAS } from '@iree-workbench/ir/eras';
import type { Settings } from './protocol.ts';

export const DEFAULT_SETTINGS: Settings = {
  device: 'auto',
  diagnostics: 'pipeline',
  isTrusted: true,
  compilerFlags: [],
  dialects: '2023',
};

/** Reads what came over the wire: a client may send nothing, or less than all. */
export function readSettings(sent: unknown): Settings {
  const given: Partial<Record<keyof Settings, unknown>> =
    typeof sent === 'object' && sent !== null ? sent : {};
  const { device, diagnostics, isTrusted, compilerFlags, dialects } = given;
  return {
    device: typeof device === 'string' && device !== '' ? device : DEFAULT_SETTINGS.device,
    diagnostics: diagnostics === 'verifier' ? 'verifier' : 'pipeline',
    isTrusted: isTrusted !== false,
    compilerFlags: Array.isArray(compilerFlags) ? compilerFlags.filter(isString) : [],
    dialects: ERAS.find((era) => era === dialects) ?? DEFAULT_SETTINGS.dialects,
  };
}

const isString = (value: unknown): value is string => typeof value === 'string';
