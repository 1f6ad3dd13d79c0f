/** The last step of an input conversion: nothing of its dialects may be left. */

import { definePass, type Location, makeDiagnostic, type Pass } from '@iree-workbench/ir';

const WHAT_WENT_WRONG =
  'one or more illegal operations were found in the compiler input (are you missing an --iree-input-type= flag, or did you mean to pre-process through an IREE importer frontend?)';

/** A pass on the module that reports operations of the dialects, but for those that are allowed. */
export const verifyLegality = (
  name: Pick<Pass, 'argument' | 'className'>,
  dialects: readonly string[],
  allowed: readonly string[],
): Pass =>
  definePass({
    ...name,
    summary: 'refuses programs that are not wholly converted',
    anchor: 'builtin.module',
    run(module, context) {
      const notes: { location: Location; message: string }[] = [];
      module.walk((op) => {
        if (!dialects.includes(op.operationName.dialect) || allowed.includes(op.name)) return;
        notes.push({
          location: op.location,
          message: `failed to legalize operation '${op.name}' that was explicitly marked illegal`,
        });
      });
      if (notes.length > 0)
        context.report(makeDiagnostic('error', module.location, WHAT_WENT_WRONG, notes));
    },
  });
