/** The settings as a client sends them, and the compiler flags among them. */
import { BACKENDS, TARGETS, type TargetDevice } from '@iree-workbench/compiler';
import type { Settings } from './protocol.ts';

export const DEFAULT_SETTINGS: Settings = {
  device: 'auto',
  diagnostics: 'pipeline',
  compilerFlags: [],
};

/** Reads what came over the wire: a client may send nothing, or less than all. */
export function readSettings(sent: unknown): Settings {
  const given: Partial<Record<keyof Settings, unknown>> =
    typeof sent === 'object' && sent !== null ? sent : {};
  const { device, diagnostics, compilerFlags } = given;
  return {
    device: typeof device === 'string' && device !== '' ? device : DEFAULT_SETTINGS.device,
    diagnostics: diagnostics === 'verifier' ? 'verifier' : 'pipeline',
    compilerFlags: Array.isArray(compilerFlags) ? compilerFlags.filter(isString) : [],
  };
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** What the flags ask for. */
export interface CompilerFlags {
  /** The back ends named; absent: those of the device. */
  readonly targets?: readonly TargetDevice[];
  readonly allowUnregisteredDialects: boolean;
  /** What is wrong with the flags, for people. */
  readonly problems: readonly string[];
}

export function readCompilerFlags(flags: readonly string[]): CompilerFlags {
  const problems: string[] = [];
  let targets: readonly TargetDevice[] | undefined;
  let allowUnregisteredDialects = false;
  for (const flag of flags) {
    const [name, value] = splitFlag(flag);
    switch (name) {
      case '--iree-hal-target-backends': {
        const names = (value ?? '').split(',').filter((part) => part !== '');
        const unknown = names.filter((part) => !BACKENDS.has(part));
        for (const part of unknown)
          problems.push(
            `there is no back end '${part}'; there are ${[...BACKENDS.keys()].join(', ')}`,
          );
        if (unknown.length > 0) break;
        targets = TARGETS.filter((target) => names.some((part) => BACKENDS.get(part) === target));
        break;
      }
      case '--allow-unregistered-dialect':
        allowUnregisteredDialects = value !== 'false';
        break;
      default:
        problems.push(`unknown compiler flag '${flag}'`);
    }
  }
  return { allowUnregisteredDialects, problems, ...(targets && { targets }) };
}

function splitFlag(flag: string): readonly [name: string, value: string | undefined] {
  const equals = flag.indexOf('=');
  return equals < 0 ? [flag, undefined] : [flag.slice(0, equals), flag.slice(equals + 1)];
}
