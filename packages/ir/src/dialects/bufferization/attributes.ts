/** Attributes of the bufferization dialect that stand on arguments and operations of other dialects. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import { FunctionOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { isTensor } from '../../types.ts';

const WRITABLE = 'bufferization.writable';
const ACCESS = 'bufferization.access';
const LAYOUT = 'bufferization.buffer_layout';
const ESCAPE = 'bufferization.escape';
const ACCESS_KINDS = ['none', 'read', 'write', 'read-write'];

const isBool = (attr: Attribute): boolean =>
  attr.kind === 'integer' && attr.type.kind === 'integer' && attr.type.width === 1;

export function verifyArgumentAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  const kind: Readonly<Record<string, readonly [string, boolean]>> = {
    [WRITABLE]: ['boolean', isBool(value)],
    [ACCESS]: ['string', value.kind === 'string'],
    [LAYOUT]: ['affine map', value.kind === 'affine_map'],
  };
  const expected = kind[name];
  if (!expected)
    return report.error(
      `attribute '${LAYOUT}' not supported as a region arg attribute by the bufferization dialect`,
    );
  if (!expected[1]) return report.error(`'${name}' is expected to be a ${expected[0]} attribute`);
  if (name === ACCESS && value.kind === 'string' && !ACCESS_KINDS.includes(value.value))
    return report.error(`invalid value for '${ACCESS}'`);
  if (!op.getInterface(FunctionOp))
    return report.error(`expected '${name}' to be used on function-like operations`);
  return (
    name !== WRITABLE ||
    !op.region().isEmpty ||
    report.error(`'${WRITABLE}' is invalid on external functions`)
  );
}

/** Operations whose tensor results are new buffers when they are bufferized. */
const ALLOCATING = new Set([
  'bufferization.alloc_tensor',
  'tensor.collapse_shape',
  'tensor.from_elements',
  'tensor.generate',
  'tensor.pad',
  'tensor.pack',
  'tensor.unpack',
]);
/** Dialects whose operations on tensors can be bufferized. */
const BUFFERIZABLE = new Set([
  'arith',
  'bufferization',
  'func',
  'linalg',
  'scf',
  'shape',
  'sparse_tensor',
  'tensor',
  'vector',
]);

export function verifyOperationAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  if (name !== ESCAPE)
    return report.error(
      `attribute '"${name}"' not supported as an op attribute by the bufferization dialect`,
    );
  const mustBeBools = () => report.error(`'${ESCAPE}' is expected to be a bool array attribute`);
  if (value.kind !== 'array') return mustBeBools();
  if (value.elements.length !== op.numResults)
    return report.error(
      `'${ESCAPE}' has wrong number of elements, expected ${op.numResults}, got ${value.elements.length}`,
    );
  if (!BUFFERIZABLE.has(op.operationName.dialect))
    return report.error(`'${ESCAPE}' only valid on bufferizable ops`);
  for (const [i, escapes] of value.elements.entries()) {
    if (!isBool(escapes)) return mustBeBools();
    if (escapes.kind === 'integer' && escapes.value === 0n) continue;
    if (!isTensor(op.result(i).type))
      return report.error(`'${ESCAPE}' only valid for tensor results`);
    if (!ALLOCATING.has(op.name))
      return report.error(`'${ESCAPE}' only valid for allocation results`);
  }
  return true;
}
