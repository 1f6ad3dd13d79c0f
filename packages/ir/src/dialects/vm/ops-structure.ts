import {
  DictArrayAttr,
  dialectAttr,
  FlatSymbolRefAttr,
  FunctionTypeAttr,
  floatAttrOf,
  I32Attr,
  I64Attr,
  integerAttrOfWidth,
  StrAttr,
  SymbolNameAttr,
  TypeAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import { type AttrConstraint, type OpDefinition, optionalAttr } from '../../dialect.ts';
import { CallableOp, FunctionOp, MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  HasParent,
  IsolatedFromAbove,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import type { Type } from '../../types.ts';
import { FUNCTION_USAGE, parseFunction, printFunction } from '../func/syntax.ts';
import { verifyEntryArguments, verifyFunctionAttributes } from '../func/verify.ts';
import { lookupSymbol } from '../symbols.ts';
import { SerializableAttr } from '../util/ops.ts';
import * as patterns from './canonicalize.ts';
import { defineVMOp, extensionTraits, PseudoOp, PURE } from './define.ts';
import {
  parseExport,
  parseImport,
  parseInitializer,
  printExport,
  printImport,
  printInitializer,
} from './syntax.ts';
import {
  AnyPointer,
  BufferRef,
  GlobalRefAttr,
  OrdinalAttr,
  pointerTo,
  SUFFIX_TYPES,
  type Suffix,
} from './types.ts';
import {
  verifyExport,
  verifyGlobalAddress,
  verifyGlobalLoad,
  verifyGlobalStore,
  verifyRodataReference,
} from './verify.ts';

const IN_MODULE = HasParent('vm.module');
const NAMED = { sym_visibility: optionalAttr(StrAttr), sym_name: SymbolNameAttr };
const ORDINAL = { ordinal: optionalAttr(OrdinalAttr) };
const ARGUMENT_ATTRS = {
  arg_attrs: optionalAttr(DictArrayAttr),
  res_attrs: optionalAttr(DictArrayAttr),
};

const resultTypes = (op: Operation): readonly Type[] => {
  const attr = op.attr('function_type');
  return attr?.kind === 'type' && attr.type.kind === 'function' ? attr.type.results : [];
};
const callable = [
  FunctionOp.with({ isFunction: true }),
  CallableOp.with({
    body: (op: Operation) => (op.region().isEmpty ? null : op.region()),
    resultTypes,
  }),
];

const functions: readonly OpDefinition[] = [
  defineVMOp('module', {
    summary: 'a module of functions, globals and data, loaded as one',
    attributes: {
      ...NAMED,
      ordinal_counts: optionalAttr(
        dialectAttr('vm.ordinal_counts', 'counts of ordinals in a module'),
      ),
      version: optionalAttr(I32Attr),
    },
    regions: { body: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      SingleBlockImplicitTerminator('vm.module_terminator'),
      SymbolTable,
      SymbolTrait,
    ],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict-with-keyword regions',
  }),
  defineVMOp('module_terminator', {
    summary: 'ends a module',
    traits: [IN_MODULE, Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineVMOp('func', {
    summary: 'a function of the module',
    attributes: {
      function_type: FunctionTypeAttr,
      ...ORDINAL,
      noinline: optionalAttr(UnitAttrConstraint),
      ...ARGUMENT_ATTRS,
    },
    regions: { body: 'any' },
    traits: [IsolatedFromAbove, IN_MODULE, SymbolTrait],
    interfaces: callable,
    usage: FUNCTION_USAGE,
    parse: parseFunction,
    print: printFunction,
    verify: verifyEntryArguments,
  }),
  defineVMOp('export', {
    summary: 'makes a function callable from outside',
    attributes: { function_ref: FlatSymbolRefAttr, export_name: StrAttr, ...ORDINAL },
    usage: '<@function_ref>',
    parse: parseExport,
    print: printExport,
    verify: verifyExport,
  }),
  defineVMOp('import', {
    summary: 'a function of another module',
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: FunctionTypeAttr,
      ...ARGUMENT_ATTRS,
      sym_visibility: optionalAttr(StrAttr),
      ...ORDINAL,
      is_optional: optionalAttr(UnitAttrConstraint),
      minimum_version: optionalAttr(I32Attr),
    },
    regions: { body: 'any' },
    traits: [SymbolTrait],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({ body: () => null, resultTypes }),
    ],
    usage: '(?<visibility>)? <@sym_name>(<%arg: type>) -> <type>',
    parse: parseImport,
    print: printImport,
    verify: verifyFunctionAttributes,
  }),
  defineVMOp('initializer', {
    summary: 'run when the module is loaded, in the order of the module',
    attributes: { function_type: FunctionTypeAttr, ...ARGUMENT_ATTRS },
    regions: { body: 'any' },
    traits: [IsolatedFromAbove, IN_MODULE],
    interfaces: callable,
    canonicalize: patterns.initializerPatterns,
    usage: '<body>',
    parse: parseInitializer,
    print: printInitializer,
  }),
];

// ----- Globals -----

const VALUE_ATTRS: Readonly<Record<string, AttrConstraint>> = {
  i32: { ...integerAttrOfWidth(32), summary: '32-bit integer value' },
  i64: { ...integerAttrOfWidth(64), summary: '64-bit integer value' },
  f32: { ...floatAttrOf('f32'), summary: '32-bit floating-point value' },
  f64: { ...floatAttrOf('f64'), summary: '64-bit floating-point value' },
};
export const valueAttr = (suffix: string): AttrConstraint => VALUE_ATTRS[suffix] as AttrConstraint;

const GLOBAL_TRAITS = [IsolatedFromAbove, IN_MODULE, SymbolTrait];

/** Reading a global has an effect only if it can change. */
const globalEffects = MemoryEffects.with((op: Operation) => {
  const global = lookupSymbol(op, op.attr('global'));
  return global?.attr('is_mutable') || !global ? [{ kind: 'read' as const, value: null }] : [];
});

const globalsOf = (suffix: Suffix): OpDefinition[] => {
  const type = SUFFIX_TYPES[suffix];
  const extension = extensionTraits(suffix);
  const isRef = suffix === 'ref';
  return [
    defineVMOp(`global.${suffix}`, {
      summary: 'a variable of the module',
      attributes: {
        ...NAMED,
        type: TypeAttrConstraint,
        is_mutable: optionalAttr(UnitAttrConstraint),
        ...(isRef ? {} : { initial_value: optionalAttr(valueAttr(suffix)) }),
        ...ORDINAL,
      },
      traits: [...GLOBAL_TRAITS, ...extension],
      ...(isRef ? {} : { canonicalize: [patterns.dropZeroInitialValue(`vm.global.${suffix}`)] }),
      assemblyFormat: `custom<SymbolVisibility>($sym_visibility) (\`mutable\` $is_mutable^)? $sym_name attr-dict ${isRef ? '`:` $type' : 'custom<TypeOrAttr>($type, $initial_value)'}`,
    }),
    defineVMOp(`global.load.${suffix}`, {
      summary: 'value of a global',
      attributes: { global: GlobalRefAttr },
      results: { value: type },
      traits: extension,
      interfaces: [globalEffects],
      verify: verifyGlobalLoad,
      resultNames(op, setName) {
        const global = op.attr('global');
        if (global?.kind === 'symbol_ref') setName(op.result(), global.root);
      },
      assemblyFormat: '$global attr-dict `:` type($value)',
    }),
    defineVMOp(`global.store.${suffix}`, {
      summary: 'sets a global',
      operands: { value: type },
      attributes: { global: GlobalRefAttr },
      traits: extension,
      verify: verifyGlobalStore,
      assemblyFormat: '$value `,` $global attr-dict `:` type($value)',
    }),
    defineVMOp(`global.load.indirect.${suffix}`, {
      summary: 'value of the global at an address',
      operands: { global: pointerTo(type) },
      results: { value: type },
      traits: extension,
      canonicalize: [patterns.directAccess(`vm.global.load.indirect.${suffix}`)],
      assemblyFormat: '$global attr-dict `:` type($global) `->` type($value)',
    }),
    defineVMOp(`global.store.indirect.${suffix}`, {
      summary: 'sets the global at an address',
      operands: { value: type, global: pointerTo(type) },
      traits: extension,
      canonicalize: [patterns.directAccess(`vm.global.store.indirect.${suffix}`)],
      assemblyFormat: '$value `,` $global attr-dict `:` type($value) `->` type($global)',
    }),
  ];
};

const globals: readonly OpDefinition[] = [
  ...(Object.keys(SUFFIX_TYPES) as Suffix[]).flatMap(globalsOf),
  defineVMOp('global.address', {
    summary: 'address of a global, for indirect access',
    attributes: { global: GlobalRefAttr },
    results: { result: AnyPointer },
    ...PURE,
    verify: verifyGlobalAddress,
    assemblyFormat: '$global attr-dict `:` type($result)',
  }),
];

// ----- Read-only data -----

const DATA = {
  value: SerializableAttr,
  alignment: optionalAttr(I64Attr),
  mime_type: optionalAttr(StrAttr),
};
const rodata: readonly OpDefinition[] = [
  defineVMOp('rodata', {
    summary: 'read-only data of the module',
    attributes: { ...NAMED, ...DATA, ...ORDINAL },
    traits: [IsolatedFromAbove, IN_MODULE, SymbolTrait],
    assemblyFormat: 'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict $value',
  }),
  defineVMOp('const.ref.rodata', {
    summary: 'read-only data as a buffer',
    attributes: { rodata: FlatSymbolRefAttr },
    results: { value: BufferRef },
    ...PURE,
    verify: verifyRodataReference,
    resultNames(op, setName) {
      const reference = op.attr('rodata');
      if (reference?.kind === 'symbol_ref') setName(op.result(), reference.root);
    },
    assemblyFormat: '$rodata attr-dict `:` type($value)',
  }),
  defineVMOp('rodata.inline', {
    summary: 'read-only data where it is used, to be moved to the module',
    attributes: { name: optionalAttr(StrAttr), ...DATA },
    results: { result: BufferRef },
    ...PURE,
    traits: [...PURE.traits, PseudoOp],
    assemblyFormat: '($name^)? attr-dict `:` type($result) `=` $value',
  }),
];

export const structureOperations: readonly OpDefinition[] = [...functions, ...globals, ...rodata];
