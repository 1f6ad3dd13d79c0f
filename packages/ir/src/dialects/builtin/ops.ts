/** The builtin dialect's operations: the module, and the cast that conversions leave behind. */

import { AnyType, StrAttr, SymbolNameAttr } from '../../constraints.ts';
import { defineOp, optionalAttr, variadic } from '../../dialect.ts';
import {
  AffineScope,
  GraphRegion,
  IsolatedFromAbove,
  NoRegionArguments,
  NoTerminator,
  Pure,
  SingleBlock,
  SymbolTable,
  SymbolTrait,
} from '../../traits.ts';

export const module = defineOp('builtin.module', {
  summary: 'A top level container operation',
  attributes: {
    sym_name: optionalAttr(SymbolNameAttr),
    sym_visibility: optionalAttr(StrAttr),
  },
  regions: { bodyRegion: 'single-block' },
  traits: [
    AffineScope,
    IsolatedFromAbove,
    NoRegionArguments,
    SymbolTable,
    SymbolTrait,
    GraphRegion,
    NoTerminator,
    SingleBlock,
  ],
  defaultDialect: 'builtin',
  assemblyFormat: '($sym_name^)? attr-dict-with-keyword $bodyRegion',
  verify(op, report) {
    // A module may carry attributes of dialects and those of a symbol, no others.
    for (const [name] of op.attributes.entries)
      if (!name.includes('.') && name !== 'sym_name' && name !== 'sym_visibility')
        return report.opError(
          `can only contain attributes with dialect-prefixed names, found: '${name}'`,
        );
    return true;
  },
});

export const unrealizedConversionCast = defineOp('builtin.unrealized_conversion_cast', {
  summary: 'An unrealized conversion from one set of types to another',
  operands: { inputs: variadic(AnyType) },
  results: { outputs: variadic(AnyType) },
  traits: [Pure],
  assemblyFormat: '($inputs^ `:` type($inputs))? `to` type($outputs) attr-dict',
  verify: (op, report) =>
    op.numResults > 0 || report.opError('expected at least one result for cast operation'),
  fold: (op, _operands) => {
    // The cast of a cast back to the types before is the value before.
    if (op.numOperands === 0) return null;
    const first = op.operand(0);
    if (op.operands.every((value, i) => value.type === op.results[i]?.type))
      return op.numOperands === op.numResults ? op.operands : null;
    if (first.kind !== 'result' || !first.owner.is(op.name)) return null;
    const inner = first.owner;
    const isWhole =
      inner.numResults === op.numOperands &&
      op.operands.every((value, i) => value === inner.results[i]);
    const restores =
      inner.numOperands === op.numResults &&
      inner.operands.every((value, i) => value.type === op.results[i]?.type);
    return isWhole && restores ? inner.operands : null;
  },
});
