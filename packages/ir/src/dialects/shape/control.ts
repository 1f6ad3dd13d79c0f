/** Operations of the shape dialect that demand something of shapes, and functions on shapes. */

import {
  AnyType,
  BoolAttr,
  DictArrayAttr,
  DictionaryAttrConstraint,
  FunctionTypeAttr,
  I1,
  StrAttr,
  SymbolNameAttr,
} from '../../constraints.ts';
import { defineOp, type OpDefinition, optionalAttr, variadic } from '../../dialect.ts';
import { CallableOp, FunctionOp, RegionBranchOp, symbolVisibility } from '../../interfaces.ts';
import {
  AffineScope,
  AutomaticAllocationScope,
  Commutative,
  ConstantLike,
  HasParent,
  IsolatedFromAbove,
  NoRegionArguments,
  NoTerminator,
  Pure,
  RecursiveMemoryEffects,
  ReturnLike,
  SingleBlock,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { FUNCTION_USAGE, parseFunction, printFunction } from '../func/syntax.ts';
import { functionTypeOf, verifyFunction } from '../func/verify.ts';
import { edgesFrom, RegionBranch } from '../scf/control-flow.ts';
import { parseAssuming, parseLibrary, printAssuming, printLibrary } from './syntax.ts';
import { ShapeOrExtents, Witness } from './types.ts';
import { verifyYield } from './verify.ts';

export const controlOperations: readonly OpDefinition[] = [
  defineOp('shape.assuming', {
    summary: 'runs a region that relies on what a witness proves',
    operands: { witness: Witness },
    results: { results: variadic(AnyType) },
    regions: { doRegion: { blocks: 1 } },
    traits: [
      SingleBlockImplicitTerminator('shape.assuming_yield'),
      RecursiveMemoryEffects,
      RegionBranch((op) =>
        edgesFrom(op.region(), 'shape.assuming_yield', 0, [{ to: null, inputs: op.results }]),
      ),
    ],
    interfaces: [
      RegionBranchOp.with({
        successors: (op, from) =>
          from === null
            ? [{ region: op.region(), inputs: [] }]
            : [{ region: null, inputs: op.results }],
      }),
    ],
    parse: parseAssuming,
    print: printAssuming,
  }),
  defineOp('shape.assuming_all', {
    summary: 'proof that all conditions hold',
    operands: { inputs: variadic(Witness) },
    results: { result: Witness },
    traits: [Commutative, Pure],
    verify: (op, report) => op.numOperands > 0 || report.opError('no operands specified'),
    assemblyFormat: '$inputs attr-dict',
  }),
  defineOp('shape.assuming_yield', {
    summary: 'ends a region that relies on a witness with the values it gives',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, ReturnLike, Terminator, HasParent('shape.assuming')],
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineOp('shape.const_witness', {
    summary: 'proof of a condition that is known to hold, or not to',
    results: { result: Witness },
    attributes: { passing: BoolAttr },
    traits: [ConstantLike, Pure],
    fold(op) {
      const value = op.attr('passing');
      return value ? [value] : null;
    },
    assemblyFormat: '$passing attr-dict',
  }),
  defineOp('shape.cstr_broadcastable', {
    summary: 'demands shapes that can be broadcast to one',
    operands: { shapes: variadic(ShapeOrExtents) },
    results: { result: Witness },
    traits: [Commutative],
    verify: (op, report) =>
      op.numOperands >= 2 || report.opError('required at least 2 input shapes'),
    assemblyFormat: '$shapes attr-dict `:` type($shapes)',
  }),
  defineOp('shape.cstr_eq', {
    summary: 'demands shapes that are equal',
    operands: { shapes: variadic(ShapeOrExtents) },
    results: { result: Witness },
    traits: [Commutative],
    assemblyFormat: '$shapes attr-dict `:` type($shapes)',
  }),
  defineOp('shape.cstr_require', {
    summary: 'demands that a condition holds, with a message if it does not',
    operands: { pred: I1 },
    results: { result: Witness },
    attributes: { msg: StrAttr },
    assemblyFormat: '$pred `,` $msg attr-dict',
  }),
  defineOp('shape.func', {
    summary: 'a function on shapes',
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: FunctionTypeAttr,
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
      sym_visibility: optionalAttr(StrAttr),
    },
    regions: { body: 'any' },
    traits: [AffineScope, AutomaticAllocationScope, SymbolTrait, IsolatedFromAbove],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op) => functionTypeOf(op)?.results ?? [],
      }),
    ],
    defaultDialect: 'shape',
    usage: FUNCTION_USAGE,
    parse: parseFunction,
    print: printFunction,
    verify(op, report) {
      if (op.region().isEmpty && symbolVisibility(op) === 'public')
        return report.opError('symbol declaration cannot have public visibility');
      return verifyFunction(op, report);
    },
  }),
  defineOp('shape.function_library', {
    summary: "functions that give the shapes of operations' results, by the operations' names",
    attributes: {
      sym_name: SymbolNameAttr,
      sym_visibility: optionalAttr(StrAttr),
      mapping: DictionaryAttrConstraint,
    },
    regions: { body: 'any' },
    traits: [
      AffineScope,
      IsolatedFromAbove,
      NoRegionArguments,
      SymbolTable,
      SymbolTrait,
      NoTerminator,
      SingleBlock,
    ],
    defaultDialect: 'shape',
    parse: parseLibrary,
    print: printLibrary,
  }),
  defineOp('shape.return', {
    summary: 'returns from a function on shapes',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, HasParent('shape.func'), ReturnLike, Terminator],
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineOp('shape.yield', {
    summary: 'ends a reduction over sizes, or a library',
    operands: { operands: variadic(AnyType) },
    traits: [HasParent('shape.reduce', 'shape.function_library'), Pure, ReturnLike, Terminator],
    verify: verifyYield,
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];
