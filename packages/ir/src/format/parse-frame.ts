/** What a format's parse closure keeps while it runs: operands, types, regions by group. */

import type { OpAsmParser, OperationStateBuilder, UnresolvedOperand } from '../asm.ts';
import type { OpDefinition } from '../dialect.ts';
import type { Block, Region } from '../operation.ts';
import type { Type } from '../types.ts';
import type { TypedElement } from './assembly-format.ts';

/** What a format has parsed so far, by group of the definition. */
export class FormatFrame {
  state!: OperationStateBuilder;
  readonly operands: UnresolvedOperand[][];
  readonly operandTypes: (Type[] | null)[];
  readonly resultTypes: (Type[] | null)[];
  readonly regions: Region[][];
  readonly successors: Block[][];
  /** Where each group of operands began. */
  readonly operandsAt: number[];
  /** From `operands`, `type(operands)`, `type(results)`: all groups at once. */
  allOperands: UnresolvedOperand[] | null = null;
  allOperandTypes: Type[] | null = null;
  allResultTypes: Type[] | null = null;
  allRegions: Region[] | null = null;
  allSuccessors: Block[] | null = null;
  /** A directive filled the lists. */
  hasForeignLists = false;

  constructor(definition: OpDefinition) {
    this.operands = definition.operands.map(() => []);
    this.operandTypes = definition.operands.map(() => null);
    this.resultTypes = definition.results.map(() => null);
    this.regions = definition.regions.map(() => []);
    this.successors = definition.successors.map(() => []);
    this.operandsAt = definition.operands.map(() => -1);
  }

  clear(): void {
    const { hasForeignLists } = this;
    renew(this.operands, hasForeignLists);
    fill(this.operandTypes, null);
    fill(this.resultTypes, null);
    renew(this.regions, hasForeignLists);
    renew(this.successors, hasForeignLists);
    this.hasForeignLists = false;
    fill(this.operandsAt, -1);
    this.allOperands = null;
    this.allOperandTypes = null;
    this.allResultTypes = null;
    this.allRegions = null;
    this.allSuccessors = null;
  }
}

/** As the method, which takes longer for the few elements that there are. */
function fill<T>(list: T[], value: T): void {
  for (let i = 0; i < list.length; i++) list[i] = value;
}

/** Empties lists; one that a directive put in is not ours to empty. */
function renew(groups: unknown[][], areForeign: boolean): void {
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as unknown[];
    if (group.length === 0) continue;
    if (areForeign) groups[i] = [];
    else for (let n = group.length; n > 0; n--) group.pop();
  }
}

export type Step = (parser: OpAsmParser, frame: FormatFrame) => void;
/** Parses an element if it is there; false, and nothing consumed, if it is not. */
export type OptionalStep = (parser: OpAsmParser, frame: FormatFrame) => boolean;

/** Keeps the types that were parsed for an element. */
export function typeSetter(of: TypedElement): (frame: FormatFrame, types: Type[]) => void {
  switch (of.kind) {
    case 'operand':
      return (frame, types) => {
        frame.operandTypes[of.index] = types;
      };
    case 'result':
      return (frame, types) => {
        frame.resultTypes[of.index] = types;
      };
    case 'operands':
      return (frame, types) => {
        frame.allOperandTypes = types;
      };
    default:
      return (frame, types) => {
        frame.allResultTypes = types;
      };
  }
}

/** Types of an element as far as they are parsed. */
export function typesOf(frame: FormatFrame, of: TypedElement): readonly Type[] | null {
  switch (of.kind) {
    case 'operand':
      return frame.operandTypes[of.index] ?? null;
    case 'result':
      return frame.resultTypes[of.index] ?? null;
    case 'operands':
      return frame.allOperandTypes;
    default:
      return frame.allResultTypes;
  }
}
