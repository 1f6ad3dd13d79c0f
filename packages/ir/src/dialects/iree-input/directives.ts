/** The `custom<…>` directives of the iree_input dialect. */

import type { CustomDirective } from '../../asm.ts';
import { attributeType } from '../../attributes.ts';
import { printed, TypeOrAttr as UtilTypeOrAttr, utilDirectives } from '../util/directives.ts';

/** `: type`, `= value` or both; upstream prints a blank of its own in front. */
const TypeOrAttr: CustomDirective = {
  ...UtilTypeOrAttr,
  print(printer, args) {
    const type = printed(args, 0, 'attribute').attr;
    const value = printed(args, 1, 'attribute').attr;
    if (type?.kind !== 'type') return;
    if (value === null || attributeType(value) !== type.type) {
      printer.print(' : ');
      printer.printType(type.type);
    }
    if (value === null) return;
    printer.print(' = ');
    printer.printAttribute(value);
  },
};

export const directives: Readonly<Record<string, CustomDirective>> = {
  ...utilDirectives,
  TypeOrAttr,
};
