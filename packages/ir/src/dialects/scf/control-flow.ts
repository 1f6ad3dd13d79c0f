/** What passes between an operation's regions and its results must fit; words are upstream's. */

import type { Trait, VerifyContext } from '../../dialect.ts';
import type { Operation, Region, Value } from '../../operation.ts';

/** Control that goes from an operation's entry or one of its regions to a region or its results. */
export interface ControlFlowEdge {
  /** Null: the operation's entry. */
  readonly from: Region | null;
  /** Null: the operation's results. */
  readonly to: Region | null;
  /** What is passed. */
  readonly operands: readonly Value[];
  /** The arguments or results that receive it. */
  readonly inputs: readonly Value[];
}

/** Edges to what can only end so: its last operation's operands, from number `first` on. */
export function edgesFrom(
  from: Region,
  terminator: string,
  first: number,
  targets: readonly { readonly to: Region | null; readonly inputs: readonly Value[] }[],
): readonly ControlFlowEdge[] {
  const last = from.entry?.last;
  if (!last?.is(terminator)) return [];
  const operands = last.operands.slice(first);
  return targets.map((target) => ({ from, operands, ...target }));
}

/** Upstream's check of `RegionBranchOpInterface`, of the edges that `edgesOf` gives in its order. */
export const RegionBranch = (edgesOf: (op: Operation) => readonly ControlFlowEdge[]): Trait => ({
  name: 'RegionBranchOpInterface',
  verifyRegions: (op, report) => edgesOf(op).every((edge) => verifyEdge(op, edge, report)),
});

function verifyEdge(op: Operation, edge: ControlFlowEdge, report: VerifyContext): boolean {
  const { from, to, operands, inputs } = edge;
  const number = (region: Region): string => `Region #${op.regions.indexOf(region)}`;
  const path = `from ${from ? number(from) : 'parent operands'} to ${to ? number(to) : 'parent results'}`;
  if (operands.length !== inputs.length)
    return report.opError(
      ` region control flow edge ${path}: source has ${operands.length} operands, but target successor needs ${inputs.length}`,
    );
  for (const [i, operand] of operands.entries()) {
    const input = inputs[i];
    if (input && operand.type !== input.type)
      return report.opError(
        ` along control flow edge ${path}: source type #${i} '${report.printType(operand.type)}' should match input type #${i} '${report.printType(input.type)}'`,
      );
  }
  return true;
}
