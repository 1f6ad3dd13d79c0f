/** Turns the variants of executables into binaries of their formats (`iree-hal-serialize-executables`). */

import {
  Builder,
  DenseElementsAttr,
  DialectAttr,
  executableTargetOf,
  type Operation,
  StringAttr,
  VectorType,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { serializeWasmVariant } from '../targets/wasm/target.ts';
import { serializeWgslVariant } from '../targets/wgsl/target.ts';

export interface ExecutableOptions {
  /** Leaves source locations out of the module and of its executables. */
  readonly stripSourceMap?: boolean;
}

/** Makes a variant's executable, or reports why it cannot. */
type Serializer = (
  variant: Operation,
  report: PassReport,
  options: ExecutableOptions,
) => Uint8Array | null;

const SERIALIZERS: ReadonlyMap<string, Serializer> = new Map([
  ['wasm-simd128-fb', serializeWasmVariant],
  ['webgpu-wgsl-fb', serializeWgslVariant],
]);

const MIME_TYPE = 'application/x-flatbuffers';

export const serializeExecutables =
  (options: ExecutableOptions): PassFunction =>
  (module, report) => {
    for (const variant of module.collect('hal.executable.variant')) {
      const target = variant.attr('target');
      if (!(target instanceof DialectAttr)) continue;
      const { format } = executableTargetOf(target);
      const serialize = SERIALIZERS.get(format);
      if (!serialize) {
        report.error(
          variant,
          `has format '${format}', which no target writes`,
          `formats are ${[...SERIALIZERS.keys()].join(', ')}`,
        );
        continue;
      }
      const bytes = serialize(variant, report, options);
      if (!bytes) continue;
      const { context } = variant;
      Builder.before(variant).create('hal.executable.binary', {
        resultTypes: [],
        attributes: [
          ['sym_name', StringAttr.get(context, variant.symbolName ?? format)],
          ['sym_visibility', variant.attr('sym_visibility') ?? StringAttr.get(context, 'public')],
          ['format', StringAttr.get(context, format)],
          ['mime_type', StringAttr.get(context, MIME_TYPE)],
          ['data', DenseElementsAttr.get(VectorType.get([bytes.length], context.i8), bytes)],
        ],
      });
      variant.erase();
    }
  };
