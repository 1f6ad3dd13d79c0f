/** Short forms of what most definitions of transformations have in common. */

import type { OpDefinition, OpSpec } from '../../dialect.ts';
import { defineOp } from '../../dialect.ts';
import { FUNCTIONAL, IN_PLACE } from './effects.ts';
import { Handle, PdlHandle } from './types.ts';

type Attributes = OpSpec['attributes'];
type More = Partial<OpSpec>;

const TYPED = 'attr-dict `:` functional-type(operands, results)';

/** Turns operations into others, of any handle type: `%0 = transform.… %target … : (type) -> type`. */
export const rewrites = (
  name: string,
  summary: string,
  attributes: Attributes = {},
  format = '',
  more: More = {},
): OpDefinition =>
  defineOp(`transform.${name}`, {
    summary,
    operands: { target: Handle },
    results: { transformed: Handle },
    attributes,
    interfaces: FUNCTIONAL,
    assemblyFormat: `$target ${format} ${TYPED}`,
    ...more,
  });

/** As `rewrites`, of handles that patterns give: no types are printed. */
export const rewritesPdl = (
  name: string,
  summary: string,
  attributes: Attributes = {},
  format = '',
  more: More = {},
): OpDefinition =>
  rewrites(name, summary, attributes, format, {
    operands: { target: PdlHandle },
    results: { transformed: PdlHandle },
    assemblyFormat: `$target ${format} attr-dict`,
    ...more,
  });

/** Changes operations, whose handles stay: `transform.… %target … : (type) -> ()`. */
export const changes = (
  name: string,
  summary: string,
  attributes: Attributes = {},
  format = `$target ${TYPED}`,
): OpDefinition =>
  defineOp(`transform.${name}`, {
    summary,
    operands: { target: Handle },
    attributes,
    interfaces: IN_PLACE,
    assemblyFormat: format,
  });
