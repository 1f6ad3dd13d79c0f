/** The devices of a compilation and the executable formats that they take, as attributes. */

import {
  ArrayAttr,
  type Context,
  DialectAttr,
  DictionaryAttr,
  deviceTargetAttr,
  executableTargetAttr,
  type Operation,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import type { TargetDevice } from '../target-names.ts';

/** Back end and format of each device's executables. */
const FORMATS: Readonly<Record<TargetDevice, readonly [backend: string, format: string]>> = {
  local: ['wasm', 'wasm-simd128-fb'],
  webgpu: ['webgpu-wgsl', 'webgpu-wgsl-fb'],
};

const DEVICE_TARGETS = 'hal.device.targets';

function deviceTarget(context: Context, device: TargetDevice): DialectAttr {
  const [backend, format] = FORMATS[device];
  const executable = executableTargetAttr(context, { backend, format, configuration: null });
  return deviceTargetAttr(
    context,
    device,
    DictionaryAttr.get(context, [['executable_targets', ArrayAttr.get(context, [executable])]]),
  );
}

/** Notes the devices on the module, unless it names its own. */
export const assignTargetDevices =
  (devices: readonly TargetDevice[]): PassFunction =>
  (module) => {
    if (module.attr(DEVICE_TARGETS)) return;
    const { context } = module;
    module.setAttr(
      DEVICE_TARGETS,
      ArrayAttr.get(
        context,
        devices.map((device) => deviceTarget(context, device)),
      ),
    );
  };

/** Formats of executables that the module's devices take, each once, in order. */
export function executableTargets(module: Operation): DialectAttr[] {
  const devices = module.attr(DEVICE_TARGETS);
  if (devices?.kind !== 'array') return [];
  const found = devices.elements.flatMap((device) => {
    const configuration = device.kind === 'dialect' ? device.params[1] : null;
    if (!(configuration instanceof DictionaryAttr)) return [];
    const targets = configuration.get('executable_targets');
    return targets?.kind === 'array'
      ? targets.elements.flatMap((target) => (target instanceof DialectAttr ? [target] : []))
      : [];
  });
  return [...new Set(found)];
}
