/** The pdl dialect: patterns of operations, and what they are rewritten to, as operations themselves. */

import {
  AnyAttr,
  anyTypeOf,
  I32Attr,
  integerAttrOfWidth,
  nonNegative,
  StrArrayAttr,
  StrAttr,
  SymbolNameAttr,
  TypeArrayAttr,
  TypeAttrConstraint,
} from '../../constraints.ts';
import { defineDialect, defineOp, optional, optionalAttr, variadic } from '../../dialect.ts';
import {
  AttrSizedOperandSegments,
  HasParent,
  IsolatedFromAbove,
  NoRegionArguments,
  NoTerminator,
  Pure,
  SingleBlock,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { directives } from './directives.ts';
import {
  AnyPdlType,
  oneOrRangeOf,
  PdlAttribute,
  PdlOperation,
  PdlType,
  PdlValue,
  rangeOf,
  types,
} from './types.ts';
import {
  verifyAttribute,
  verifyBoundUnless,
  verifyHasBindingUse,
  verifyNativeConstraint,
  verifyNativeRewrite,
  verifyOperationOp,
  verifyPattern,
  verifyRange,
  verifyReplace,
  verifyResults,
  verifyRewrite,
} from './verify.ts';

export const pdlDialect = defineDialect({
  name: 'pdl',
  summary: 'patterns of operations, and what they are rewritten to',
  operations: [
    defineOp('pdl.apply_native_constraint', {
      summary: 'asks a registered function whether what was matched will do',
      operands: { args: variadic(AnyPdlType) },
      attributes: { name: StrAttr },
      traits: [HasParent('pdl.pattern')],
      verify: verifyNativeConstraint,
      assemblyFormat: '$name `(` $args `:` type($args) `)` attr-dict',
    }),
    defineOp('pdl.apply_native_rewrite', {
      summary: 'calls a registered function in a rewrite',
      operands: { args: variadic(AnyPdlType) },
      results: { results: variadic(AnyPdlType) },
      attributes: { name: StrAttr },
      traits: [HasParent('pdl.rewrite')],
      verify: verifyNativeRewrite,
      assemblyFormat: '$name (`(` $args^ `:` type($args) `)`)? (`:` type($results)^)? attr-dict',
    }),
    defineOp('pdl.attribute', {
      summary: 'an attribute of an operation: any, one of a type, or a constant',
      operands: { valueType: optional(PdlType) },
      results: { attr: PdlAttribute },
      attributes: { value: optionalAttr(AnyAttr) },
      verify: verifyAttribute,
      assemblyFormat: '(`:` $valueType^)? (`=` $value^)? attr-dict-with-keyword',
    }),
    defineOp('pdl.erase', {
      summary: 'erases an operation that was matched',
      operands: { opValue: PdlOperation },
      traits: [HasParent('pdl.rewrite')],
      assemblyFormat: '$opValue attr-dict',
    }),
    defineOp('pdl.operand', {
      summary: 'a value from outside of what is matched, perhaps of a type',
      operands: { valueType: optional(PdlType) },
      results: { value: PdlValue },
      traits: [HasParent('pdl.pattern')],
      verify: verifyHasBindingUse,
      assemblyFormat: '(`:` $valueType^)? attr-dict',
    }),
    defineOp('pdl.operands', {
      summary: 'values from outside of what is matched, perhaps of types',
      operands: { valueType: optional(rangeOf(PdlType)) },
      results: { value: rangeOf(PdlValue) },
      traits: [HasParent('pdl.pattern')],
      verify: verifyHasBindingUse,
      assemblyFormat: '(`:` $valueType^)? attr-dict',
    }),
    defineOp('pdl.operation', {
      summary: 'an operation to match or, in a rewrite, to make',
      operands: {
        operandValues: variadic(oneOrRangeOf(PdlValue)),
        attributeValues: variadic(PdlAttribute),
        typeValues: variadic(oneOrRangeOf(PdlType)),
      },
      results: { op: PdlOperation },
      attributes: { opName: optionalAttr(StrAttr), attributeValueNames: StrArrayAttr },
      traits: [AttrSizedOperandSegments],
      verify: verifyOperationOp,
      assemblyFormat:
        '($opName^)? (`(` $operandValues^ `:` type($operandValues) `)`)? custom<OperationOpAttributes>($attributeValues, $attributeValueNames) (`->` `(` $typeValues^ `:` type($typeValues) `)`)? attr-dict',
    }),
    defineOp('pdl.pattern', {
      summary: 'a pattern with its rewrite; of several that match, that of most benefit is taken',
      attributes: {
        benefit: nonNegative(integerAttrOfWidth(16)),
        sym_name: optionalAttr(SymbolNameAttr),
      },
      regions: { bodyRegion: { blocks: 1 } },
      traits: [IsolatedFromAbove, SingleBlock, SymbolTrait],
      defaultDialect: 'pdl',
      verifyRegions: verifyPattern,
      assemblyFormat:
        '($sym_name^)? `:` `benefit` `(` $benefit `)` attr-dict-with-keyword $bodyRegion',
    }),
    defineOp('pdl.range', {
      summary: 'types or values one after the other',
      operands: { arguments: variadic(AnyPdlType) },
      results: { result: rangeOf(anyTypeOf([PdlType, PdlValue])) },
      traits: [Pure, HasParent('pdl.rewrite')],
      verify: verifyRange,
      assemblyFormat:
        '($arguments^ `:` type($arguments))? custom<RangeType>(ref(type($arguments)), type($result)) attr-dict',
    }),
    defineOp('pdl.replace', {
      summary: 'replaces an operation that was matched by values or by the results of another',
      operands: {
        opValue: PdlOperation,
        replOperation: optional(PdlOperation),
        replValues: variadic(oneOrRangeOf(PdlValue)),
      },
      traits: [AttrSizedOperandSegments, HasParent('pdl.rewrite')],
      verify: verifyReplace,
      assemblyFormat:
        '$opValue `with` (`(` $replValues^ `:` type($replValues) `)`)? ($replOperation^)? attr-dict',
    }),
    defineOp('pdl.result', {
      summary: 'one result of an operation',
      operands: { parent: PdlOperation },
      results: { val: PdlValue },
      attributes: { index: I32Attr },
      traits: [Pure],
      assemblyFormat: '$index `of` $parent attr-dict',
    }),
    defineOp('pdl.results', {
      summary: 'all results of an operation, or a group of them as its definition has it',
      operands: { parent: PdlOperation },
      results: { val: oneOrRangeOf(PdlValue) },
      attributes: { index: optionalAttr(I32Attr) },
      traits: [Pure],
      verify: verifyResults,
      assemblyFormat:
        '($index^)? `of` $parent custom<ResultsValueType>(ref($index), type($val)) attr-dict',
    }),
    defineOp('pdl.rewrite', {
      summary: 'what is done where the pattern matches: operations of a region, or a function',
      operands: { root: optional(PdlOperation), externalArgs: variadic(AnyPdlType) },
      attributes: { name: optionalAttr(StrAttr) },
      regions: { bodyRegion: 'any' },
      traits: [
        Terminator,
        HasParent('pdl.pattern'),
        NoTerminator,
        NoRegionArguments,
        SingleBlock,
        AttrSizedOperandSegments,
      ],
      defaultDialect: 'pdl',
      verifyRegions: verifyRewrite,
      assemblyFormat:
        '($root^)? (`with` $name^ (`(` $externalArgs^ `:` type($externalArgs) `)`)?)? ($bodyRegion^)? attr-dict-with-keyword',
    }),
    defineOp('pdl.type', {
      summary: 'a type: any, or a constant',
      results: { result: PdlType },
      attributes: { constantType: optionalAttr(TypeAttrConstraint) },
      verify: verifyBoundUnless('constantType'),
      assemblyFormat: 'attr-dict (`:` $constantType^)?',
    }),
    defineOp('pdl.types', {
      summary: 'a number of types: any, or constants',
      results: { result: rangeOf(PdlType) },
      attributes: { constantTypes: optionalAttr(TypeArrayAttr) },
      verify: verifyBoundUnless('constantTypes'),
      assemblyFormat: 'attr-dict (`:` $constantTypes^)?',
    }),
  ],
  types,
  customDirectives: directives,
});
