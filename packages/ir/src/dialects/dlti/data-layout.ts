/** Data layouts of the dlti dialect: what is known of types' sizes on a target, checked as upstream does. */

import { type Attribute, DialectAttr } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { Param, Type } from '../../types.ts';

export const SPEC = 'dlti.dl_spec';
export const ENTRY = 'dlti.dl_entry';

/** What is known of a type, or of what a name stands for. */
interface Entry {
  readonly attr: DialectAttr;
  readonly key: Type | string;
  readonly value: Attribute;
}

const isEntry = (param: Param): param is DialectAttr =>
  param instanceof DialectAttr && param.name === ENTRY;
/** The entries among an attribute's parameters. */
export const entriesOf = (params: readonly Param[]): readonly Entry[] =>
  params.filter(isEntry).map((attr) => ({
    attr,
    key: attr.params[0] as Type | string,
    value: attr.params[1] as Attribute,
  }));
const layoutOf = (op: Operation): DialectAttr | null => {
  const attr = op.attr(SPEC);
  return attr?.kind === 'dialect' && attr.name === SPEC ? attr : null;
};

/** Numbers of a dense constant of 32-bit integers, or null. */
function denseI32(value: Attribute): readonly number[] | null {
  if (value.kind !== 'dense') return null;
  const { elementType } = value.type;
  if (elementType.kind !== 'integer' || elementType.width !== 32) return null;
  return Array.from({ length: value.numElements }, (_, i) =>
    Number(BigInt.asIntN(32, value.bitsAt(i))),
  );
}

function verifyScalar({ attr, value }: Entry, report: VerifyContext): boolean {
  const entry = report.printAttribute(attr);
  const alignments = denseI32(value);
  if (!alignments)
    return report.error(
      `expected a dense i32 elements attribute in the data layout entry ${entry}`,
    );
  const [abi = 0, preferred = abi] = alignments;
  if (alignments.length < 1 || alignments.length > 2)
    return report.error(`expected 1 or 2 elements in the data layout entry ${entry}`);
  return (
    preferred >= abi ||
    report.error(
      `preferred alignment is expected to be greater than or equal to the abi alignment in data layout entry ${entry}`,
    )
  );
}
function verifyPointer({ value }: Entry, type: Type, report: VerifyContext): boolean {
  const numbers = denseI32(value);
  if (!numbers || (numbers.length !== 3 && numbers.length !== 4))
    return report.error(
      `expected layout attribute for '${report.printType(type)}' to be a dense integer elements attribute with 3 or 4 elements`,
    );
  const [, abi = 0, preferred = 0] = numbers;
  return (
    abi <= preferred ||
    report.error('preferred alignment is expected to be at least as large as ABI alignment')
  );
}

function verifyType(entry: Entry, type: Type, report: VerifyContext): boolean {
  switch (type.kind) {
    case 'index':
      return (
        entry.value.kind === 'integer' ||
        report.error(
          `expected integer attribute in the data layout entry for '${report.printType(type)}'`,
        )
      );
    case 'integer':
    case 'float':
      return verifyScalar(entry, report);
    case 'dialect':
      return type.name === 'llvm.ptr'
        ? verifyPointer(entry, type, report)
        : report.error('data layout specified for a type that does not support it');
    case 'opaque':
      return report.error('data layout specified for a type that does not support it');
    case 'complex':
    case 'function':
    case 'memref':
    case 'none':
    case 'tensor':
    case 'tuple':
    case 'unranked-memref':
    case 'unranked-tensor':
    case 'vector':
      return report.error('unexpected data layout for a built-in type');
  }
}

function verifyName({ value }: Entry, name: string, report: VerifyContext): boolean {
  if (!name.startsWith('dlti.')) return true;
  if (name === 'dlti.alloca_memory_space') return true;
  if (name !== 'dlti.endianness') return report.error(`unknown data layout entry name: ${name}`);
  return (
    (value.kind === 'string' && (value.value === 'big' || value.value === 'little')) ||
    report.error(`'${name}' data layout entry is expected to be either 'big' or 'little'`)
  );
}

/** The layout of a module holds together, and with those of the operations around. */
export function verifyLayout(op: Operation, report: VerifyContext): boolean {
  const spec = layoutOf(op);
  if (!spec) return true;
  const entries = entriesOf(spec.params);
  for (const entry of entries)
    if (typeof entry.key !== 'string' && !verifyType(entry, entry.key, report)) return false;
  for (const entry of entries)
    if (typeof entry.key === 'string' && !verifyName(entry, entry.key, report)) return false;
  const enclosing: Operation[] = [];
  for (let parent = op.parentOp; parent; parent = parent.parentOp)
    if (layoutOf(parent)) enclosing.push(parent);
  const around = enclosing.flatMap((parent) => entriesOf(layoutOf(parent)?.params ?? []));
  const agrees = entries.every(({ key, value }) =>
    around.every((outer) => outer.key !== key || outer.value === value),
  );
  return (
    agrees ||
    report.error(
      'data layout does not combine with layouts of enclosing ops',
      enclosing.map((parent) => ({ op: parent, message: 'enclosing op with data layout' })),
    )
  );
}
