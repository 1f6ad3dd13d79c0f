/** `scf.index_switch`: one of several regions, chosen by an index. */

import { DenseArrayAttr } from '../../attributes.ts';
import { AnyType, DenseI64ArrayAttr, Index } from '../../constraints.ts';
import { defineOp, type VerifyContext, variadic } from '../../dialect.ts';
import type { Operation, Region } from '../../operation.ts';
import { RecursiveMemoryEffects, SingleBlockImplicitTerminator } from '../../traits.ts';
import { staticList } from '../slices.ts';

function verifyCase(op: Operation, region: Region, name: string, report: VerifyContext): boolean {
  const last = region.front.last as Operation;
  if (!last.is('scf.yield'))
    return report.opError(`expected region to end with scf.yield, but got ${last.name}`);
  if (last.numOperands !== op.numResults)
    return report.opError(
      `expected each region to return ${op.numResults} values, but ${name} returns ${last.numOperands}`,
      [{ op: last, message: 'see yield operation here' }],
    );
  for (const [i, type] of op.resultTypes.entries()) {
    const yielded = last.operand(i).type;
    if (yielded !== type)
      return report.opError(
        `expected result #${i} of each region to be '${report.printType(type)}'`,
        [{ op: last, message: `${name} returns '${report.printType(yielded)}' here` }],
      );
  }
  return true;
}

export const indexSwitch = defineOp('scf.index_switch', {
  summary: 'runs the region of the case that an index is, or the default',
  operands: { arg: Index },
  results: { results: variadic(AnyType) },
  attributes: { cases: DenseI64ArrayAttr },
  regions: {
    defaultRegion: { blocks: 1 },
    caseRegions: { constraint: { blocks: 1 }, variadic: true },
  },
  traits: [RecursiveMemoryEffects, SingleBlockImplicitTerminator('scf.yield')],
  verify(op, report) {
    const cases = staticList(op, 'cases');
    const [otherwise, ...regions] = op.regions;
    if (cases.length !== regions.length)
      return report.opError(`has ${regions.length} case regions but ${cases.length} case values`);
    for (const [i, value] of cases.entries())
      if (cases.indexOf(value) !== i) return report.opError(`has duplicate case value: ${value}`);
    return (
      verifyCase(op, otherwise as Region, 'default region', report) &&
      regions.every((region, i) => verifyCase(op, region, `case region #${i}`, report))
    );
  },
  usage: '<%arg> (?-> <types>)? case <cases> <caseRegions> default <defaultRegion>',
  parse(parser, state) {
    const operand = parser.parseOperand();
    state.operands.push(parser.resolveOperand(operand, parser.context.indexType));
    parser.parseOptionalAttrDict(state.attributes);
    state.resultTypes.push(...parser.parseOptionalArrowTypeList());
    const cases: bigint[] = [];
    const regions: Region[] = [];
    while (parser.parseOptionalKeyword('case') !== null) {
      cases.push(parser.parseInteger());
      // Only the default's terminator may be left out.
      regions.push(parser.parseRegion([], { leavesTerminator: true }));
    }
    state.attributes.set('cases', DenseArrayAttr.i64(parser.context, cases));
    parser.parseKeyword('default');
    state.regions.push(parser.parseRegion(), ...regions);
  },
  print(printer, op) {
    const [otherwise, ...regions] = op.regions;
    printer.print(' ');
    printer.printOperand(op.operand(0));
    printer.printOptionalAttrDict(op.attributes, ['cases']);
    printer.printOptionalArrowTypeList(op.resultTypes);
    printer.print(' ');
    const cases = staticList(op, 'cases');
    regions.forEach((region, i) => {
      printer.printNewline();
      printer.print(`case ${cases[i]} `);
      printer.printRegion(region, { printEntryBlockArgs: false });
    });
    printer.printNewline();
    printer.print('default ');
    const last = (otherwise as Region).front.last;
    printer.printRegion(otherwise as Region, {
      printBlockTerminators:
        last !== null && (last.numOperands > 0 || last.attributes.entries.length > 0),
    });
  },
});
