/** The hal_loader dialect: executables that are loaded and called in the program itself. */

import { fuseLocations } from '../../attributes.ts';
import {
  FlatSymbolRefAttr,
  I1,
  I32,
  Index,
  IndexAttr,
  StrAttr,
  SymbolRefAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineDialect,
  defineOp,
  type OpDefinition,
  operandGroupStart,
  operandsNamed,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { AttrSizedOperandSegments, Pure } from '../../traits.ts';
import { Executable } from '../hal/types.ts';
import { lookupSymbol } from '../symbols.ts';
import { BufferType } from '../util/types.ts';
import { directives } from './directives.ts';

const namesA = (op: Operation, attribute: string, name: string): boolean =>
  lookupSymbol(op, op.attr(attribute))?.is(name) ?? false;
const OrdinalAttr: AttrConstraint = { ...IndexAttr, summary: 'size_t' };

function verifyBindings(op: Operation, report: VerifyContext): boolean {
  const counts = ['buffers', 'offsets', 'lengths'].map(
    (list) => operandsNamed(op, `binding_${list}`).length,
  );
  return (
    counts.every((count) => count === counts[0]) ||
    report.opError(`binding buffers/offsets/lengths must match; have ${counts.join('/')}`)
  );
}

/** A part of a buffer becomes the buffer, with the part's offset added to the binding's. */
const bindingsOfSubspans = definePattern(
  'hal_loader.executable.dispatch',
  'of parts of buffers',
  (op, rewriter) => {
    const offsets = operandsNamed(op, 'binding_offsets');
    const buffers = operandsNamed(op, 'binding_buffers');
    const parts = buffers.map((buffer) => {
      const part = buffer.definingOp;
      return part?.is('util.buffer.subspan') ? part : null;
    });
    if (!parts.some((part) => part)) return false;
    const newOffsets = parts.map((part, i) => {
      const offset = offsets[i] as Value;
      if (!part) return offset;
      return rewriter.guarded(() => {
        rewriter.location = fuseLocations(op.context, [part.location, op.location]);
        return rewriter.createValue('arith.addi', {
          operands: [operandsNamed(part, 'source_offset')[0] as Value, offset],
          resultTypes: [op.context.indexType],
        });
      });
    });
    const [buffersStart, offsetsStart] = ['binding_buffers', 'binding_offsets'].map((name) =>
      operandGroupStart(op, op.definition?.operands.findIndex((group) => group.name === name) ?? 0),
    ) as [number, number];
    rewriter.modifyInPlace(op, () => {
      parts.forEach((part, i) => {
        if (part) op.setOperand(buffersStart + i, part.operand(0));
        op.setOperand(offsetsStart + i, newOffsets[i] as Value);
      });
    });
    return true;
  },
);

const dispatchOperands = {
  executable: Executable,
  workgroup_x: Index,
  workgroup_y: Index,
  workgroup_z: Index,
  push_constants: variadic(I32),
  binding_buffers: variadic(BufferType),
  binding_offsets: variadic(Index),
  binding_lengths: variadic(Index),
};
const dispatchFormat = (entryPoint: string): string =>
  `\`executable\` \`(\` $executable \`:\` type($executable) \`)\` ${entryPoint} \`workgroups\` \`(\` \`[\` $workgroup_x \`,\` $workgroup_y \`,\` $workgroup_z \`]\` \`)\` (\`constants\` \`(\` \`[\` $push_constants^ \`]\` \`)\`)? \`bindings\` \`(\` \`[\` custom<DispatchBindings>($binding_buffers, type($binding_buffers), $binding_offsets, $binding_lengths) \`]\` \`)\` attr-dict-with-keyword`;

const operations: readonly OpDefinition[] = [
  defineOp('hal_loader.executable.query_support', {
    summary: 'can executables of a format be loaded?',
    results: { supported: I1 },
    attributes: { executable_format: StrAttr },
    traits: [Pure],
    resultNames: (op, setName) =>
      setName(op.result(), `${op.stringAttr('executable_format') ?? ''}_supported`),
    assemblyFormat:
      '`format` `(` $executable_format `)` `:` type($supported) attr-dict-with-keyword',
  }),
  defineOp('hal_loader.executable.load', {
    summary: 'loads an executable from memory',
    operands: { data: BufferType, constants: variadic(I32) },
    results: { result: Executable },
    attributes: { format: StrAttr },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), 'exe'),
    assemblyFormat:
      '`format` `(` $format `)` `data` `(` $data `)` (`constants` `(` `[` $constants^ `]` `)`)? `:` type($result) attr-dict-with-keyword',
  }),
  defineOp('hal_loader.executable.lookup', {
    summary: 'the loaded form of an executable of the program',
    results: { result: Executable },
    attributes: { executable: FlatSymbolRefAttr },
    traits: [Pure],
    verify(op, report) {
      const ref = op.attr('executable');
      return (
        namesA(op, 'executable', 'hal.executable') ||
        report.opError(`undefined executable: ${ref?.kind === 'symbol_ref' ? ref.root : ''}`)
      );
    },
    resultNames: (op, setName) => setName(op.result(), 'exe'),
    assemblyFormat: '`executable` `(` $executable `)` `:` type($result) attr-dict-with-keyword',
  }),
  defineOp('hal_loader.executable.dispatch.symbol', {
    summary: 'calls a function of an executable by name',
    operands: dispatchOperands,
    attributes: { entry_point: SymbolRefAttrConstraint },
    traits: [AttrSizedOperandSegments],
    verify(op, report) {
      const ref = op.attr('entry_point');
      if (ref && !namesA(op, 'entry_point', 'hal.executable.export'))
        return report.opError(`undefined entry point: ${report.printAttribute(ref)}`);
      return verifyBindings(op, report);
    },
    assemblyFormat: dispatchFormat('`target` `(` $entry_point `)`'),
  }),
  defineOp('hal_loader.executable.dispatch', {
    summary: 'calls a function of an executable by number',
    operands: dispatchOperands,
    attributes: { entry_point: OrdinalAttr },
    traits: [AttrSizedOperandSegments],
    canonicalize: [bindingsOfSubspans],
    verify: verifyBindings,
    assemblyFormat: dispatchFormat('`` `[` $entry_point `]`'),
  }),
];

export const halLoaderDialect = defineDialect({
  name: 'hal_loader',
  summary: 'executables that are loaded and called in the program itself',
  operations,
  customDirectives: directives,
});
