/** Annotations of loops: what optimisations should do with them. */

import type { OpAsmParser } from '../../asm.ts';
import { type Attribute, isDialectAttr, type SymbolRefAttr } from '../../attributes.ts';
import { dialectAttr } from '../../constraints.ts';
import type { AttrDefinition } from '../../dialect.ts';
import type { Param } from '../../types.ts';
import {
  parseAttributeOf,
  parseNestedAttribute,
  printNestedAttribute,
} from '../nested-attributes.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';

const asAttribute = (value: Param): Attribute => value as Attribute;

/** An integer or boolean with its type. */
function parseNumber(parser: OpAsmParser, isBoolean: boolean): Attribute {
  const at = parser.offset();
  const value = parseAttributeOf(parser, 'integer');
  if (isBoolean && value.type !== parser.context.i1)
    parser.fail('invalid kind of attribute specified', at);
  return value;
}
const number =
  (isBoolean: boolean) =>
  (name: string): StructParameter => ({
    name,
    absent: null,
    parse: (parser) => parseNumber(parser, isBoolean),
    print: (printer, value) => printer.printAttribute(asAttribute(value)),
  });
const bool = number(true);
const integer = number(false);

/** Another attribute of loops, without its name in front. */
const nested =
  (mnemonic: string) =>
  (name: string): StructParameter => ({
    name,
    absent: null,
    parse: (parser) => parseNestedAttribute(parser, `llvm.${mnemonic}`),
    print: (printer, value) => printNestedAttribute(printer, asAttribute(value)),
  });
/** What the loops are told that an optimisation makes of the loop. */
const followup = nested('loop_annotation');

const accesses: StructParameter = {
  name: 'parallelAccesses',
  absent: null,
  parse(parser) {
    const list: SymbolRefAttr[] = [];
    do list.push(parseAttributeOf(parser, 'symbol_ref'));
    while (parser.parseOptionalPunctuation(','));
    return list;
  },
  print(printer, value) {
    (value as readonly SymbolRefAttr[]).forEach((symbol, i) => {
      if (i > 0) printer.print(', ');
      printer.printAttribute(symbol);
    });
  },
};

const loopAttribute = (
  name: string,
  summary: string,
  parameters: readonly StructParameter[],
): AttrDefinition => structAttribute(`loop_${name}`, summary, parameters, `loop_${name}`);

/** The groups of accesses that iterations may do at the same time, of an annotation. */
export function parallelAccesses(attr: Attribute | undefined): readonly SymbolRefAttr[] {
  if (!isDialectAttr(attr, 'llvm.loop_annotation')) return [];
  return (attr.params.at(-1) ?? []) as readonly SymbolRefAttr[];
}

export const LoopAnnotationConstraint = dialectAttr('llvm.loop_annotation', '');

export const loopDefinitions: readonly AttrDefinition[] = [
  loopAttribute('vectorize', 'whether, and how, a loop becomes vector operations', [
    bool('disable'),
    bool('predicateEnable'),
    bool('scalableEnable'),
    integer('width'),
    followup('followupVectorized'),
    followup('followupEpilogue'),
    followup('followupAll'),
  ]),
  loopAttribute('interleave', 'how many iterations of a loop run mixed', [integer('count')]),
  loopAttribute('unroll', 'whether, and how often, the body of a loop is repeated', [
    bool('disable'),
    integer('count'),
    bool('runtimeDisable'),
    bool('full'),
    followup('followupUnrolled'),
    followup('followupRemainder'),
    followup('followupAll'),
  ]),
  loopAttribute('unroll_and_jam', 'whether iterations of an outer loop run in one inner loop', [
    bool('disable'),
    integer('count'),
    followup('followupOuter'),
    followup('followupInner'),
    followup('followupRemainderOuter'),
    followup('followupRemainderInner'),
    followup('followupAll'),
  ]),
  loopAttribute('licm', 'whether what does not change leaves the loop', [
    bool('disable'),
    bool('versioningDisable'),
  ]),
  loopAttribute('distribute', 'whether a loop becomes several', [
    bool('disable'),
    followup('followupCoincident'),
    followup('followupSequential'),
    followup('followupFallback'),
    followup('followupAll'),
  ]),
  loopAttribute('pipeline', 'whether iterations of a loop overlap', [
    bool('disable'),
    integer('initiationinterval'),
  ]),
  loopAttribute('peeled', 'how many iterations have been taken out of a loop', [integer('count')]),
  loopAttribute('unswitch', 'whether conditions leave the loop', [bool('partialDisable')]),
  loopAttribute('annotation', 'what optimisations should do with a loop', [
    bool('disableNonforced'),
    nested('loop_vectorize')('vectorize'),
    nested('loop_interleave')('interleave'),
    nested('loop_unroll')('unroll'),
    nested('loop_unroll_and_jam')('unrollAndJam'),
    nested('loop_licm')('licm'),
    nested('loop_distribute')('distribute'),
    nested('loop_pipeline')('pipeline'),
    nested('loop_peeled')('peeled'),
    nested('loop_unswitch')('unswitch'),
    bool('mustProgress'),
    bool('isVectorized'),
    accesses,
  ]),
];
