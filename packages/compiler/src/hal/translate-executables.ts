/** Generates code for the variants of executables, each for its format (`iree-hal-translate-executables`). */

import { DialectAttr, definePass, executableTargetOf, type Pass } from '@iree-workbench/ir';
import { lowerDispatch } from '../codegen/lower-dispatch.ts';
import { CODEGEN_TARGETS } from '../targets/codegen-targets.ts';

export const translateExecutables: Pass = definePass({
  argument: 'iree-hal-translate-executables',
  className: 'TranslateExecutablesPass',
  summary: 'lowers the dispatches of each variant to loops over memory for its format',
  anchor: 'builtin.module',
  run(module, context) {
    for (const variant of module.collect('hal.executable.variant')) {
      const attr = variant.attr('target');
      if (!(attr instanceof DialectAttr)) continue;
      const { format } = executableTargetOf(attr);
      const target = CODEGEN_TARGETS.get(format);
      if (!target) {
        context.error(
          variant,
          `has format '${format}', for which there is no code generator`,
          `formats are ${[...CODEGEN_TARGETS.keys()].join(', ')}`,
        );
        continue;
      }
      lowerDispatch(variant, target, {
        cancellation: context.cancellation,
        onDiagnostic: (diagnostic) => context.report(diagnostic),
      });
    }
  },
});
