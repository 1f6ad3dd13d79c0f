/** LLVM's intrinsics as operations: mathematics, memory, coroutines, vectors. */

import { IntegerAttr } from '../../attributes.ts';
import {
  AnyFloat,
  AnySignlessInteger,
  BoolAttr,
  I1,
  I1Attr,
  I8,
  I32,
  I32Attr,
  I64Attr,
  SymbolRefAttrConstraint,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineOp,
  type OpDefinition,
  type OpSpec,
  operandsNamed,
  type Trait,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  PredTrait,
  Pure,
  SameOperandsAndResultElementType,
  SameOperandsAndResultType,
  SameOperandsElementType,
} from '../../traits.ts';
import { bitWidth, type Type } from '../../types.ts';
import { fastMathFlags } from './attributes.ts';
import {
  AnyLlvmVector,
  AnyPointer,
  BytePointer,
  LlvmFloat,
  LlvmType,
  llvmVectorOf,
  scalarOrVectorOf,
  TokenType,
} from './constraints.ts';
import { LocalVariableConstraint } from './debug-info.ts';
import { metadataAttributes, verifyMetadata } from './metadata.ts';
import { asVector, isCompatibleFloat } from './types.ts';

type Operands = NonNullable<OpSpec['operands']>;

const define = (name: string, spec: OpSpec): OpDefinition => defineOp(`llvm.intr.${name}`, spec);
/** One that upstream gives no form of its own. */
const plain = (
  name: string,
  summary: string,
  operands: Operands,
  results: Operands,
  traits: readonly Trait[] = [],
): OpDefinition => define(name, { summary, operands, results, traits });
const oneResult = { res: LlvmType };

const Integers = scalarOrVectorOf(AnySignlessInteger);
const Floats = scalarOrVectorOf(LlvmFloat);
const BuiltinFloats = scalarOrVectorOf(AnyFloat);
const Mask = llvmVectorOf(I1);
const IntegerVector = llvmVectorOf(AnySignlessInteger);
const FloatVector = llvmVectorOf(AnyFloat);
const PointerVector = llvmVectorOf(AnyPointer);

// ----- Mathematics -----

/** Operands and result of one type, in parentheses. */
const sameTypes = (
  name: string,
  summary: string,
  constraint: TypeConstraint,
  operands: readonly string[],
  isFloat: boolean,
): OpDefinition =>
  define(name, {
    summary,
    operands: Object.fromEntries(operands.map((operand) => [operand, constraint])),
    results: oneResult,
    attributes: isFloat ? { fastmathFlags: fastMathFlags } : {},
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat:
      '`(` operands `)` custom<LLVMOpAttrs>(attr-dict) `:` functional-type(operands, results)',
  });
const ofFloat = (name: string, summary: string): OpDefinition =>
  sameTypes(name, summary, Floats, ['in'], true);
const ofFloats = (name: string, summary: string): OpDefinition =>
  sameTypes(name, summary, Floats, ['a', 'b'], true);
const ofInteger = (name: string, summary: string): OpDefinition =>
  sameTypes(name, summary, Integers, ['in'], false);
const ofIntegers = (name: string, summary: string): OpDefinition =>
  sameTypes(name, summary, Integers, ['a', 'b'], false);
const multiplyAdd = (name: string, summary: string): OpDefinition =>
  sameTypes(name, summary, BuiltinFloats, ['a', 'b', 'c'], true);

const mathematics: readonly OpDefinition[] = [
  ofFloats('copysign', 'a number with the sign of another'),
  ofFloat('cos', 'cosine'),
  ofFloat('exp', 'exponential function'),
  ofFloat('exp2', 'power of two'),
  ofFloat('fabs', 'absolute value of a float'),
  ofFloat('ceil', 'the least whole number that is not below'),
  ofFloat('floor', 'the greatest whole number that is not above'),
  multiplyAdd('fma', 'a product and a sum, rounded once'),
  multiplyAdd('fmuladd', 'a product and a sum, rounded once or twice'),
  ofFloat('log10', 'logarithm to base ten'),
  ofFloat('log2', 'logarithm to base two'),
  ofFloat('log', 'natural logarithm'),
  ofFloat('sin', 'sine'),
  ofFloat('roundeven', 'the nearest whole number, the even one of two'),
  ofFloat('round', 'the nearest whole number, that farther from zero of two'),
  ofFloat('trunc', 'the whole part of a number'),
  ofFloat('sqrt', 'square root'),
  ofFloats('pow', 'power'),
  define('powi', {
    summary: 'power with a whole exponent',
    operands: { val: Floats, power: AnySignlessInteger },
    results: oneResult,
    attributes: { fastmathFlags: fastMathFlags },
    traits: [Pure],
    assemblyFormat:
      '`(` operands `)` custom<LLVMOpAttrs>(attr-dict) `:` functional-type(operands, results)',
  }),
  ofInteger('bitreverse', 'the bits in the other order'),
  ofInteger('ctpop', 'how many bits are set'),
  plain('ctlz', 'how many high bits are clear', { in: Integers, zero_undefined: I1 }, oneResult, [
    Pure,
  ]),
  plain('cttz', 'how many low bits are clear', { in: Integers, zero_undefined: I1 }, oneResult, [
    Pure,
  ]),
  plain('abs', 'absolute value of an integer', { in: Integers, is_int_min_poison: I1 }, oneResult, [
    Pure,
  ]),
  plain('is.fpclass', 'is the float of one of the kinds?', { in: Floats, bit: I32 }, oneResult, [
    Pure,
  ]),
  ofFloats('maxnum', 'the greater of two floats, of a NaN and a number the number'),
  ofFloats('minnum', 'the lesser of two floats, of a NaN and a number the number'),
  ofFloats('maximum', 'the greater of two floats, NaN if one is'),
  ofFloats('minimum', 'the lesser of two floats, NaN if one is'),
  ofIntegers('smax', 'the greater of two signed integers'),
  ofIntegers('smin', 'the lesser of two signed integers'),
  ofIntegers('umax', 'the greater of two unsigned integers'),
  ofIntegers('umin', 'the lesser of two unsigned integers'),
  ...[
    ['sadd', 'the sum of signed integers'],
    ['uadd', 'the sum of unsigned integers'],
    ['ssub', 'the difference of signed integers'],
    ['usub', 'the difference of unsigned integers'],
    ['smul', 'the product of signed integers'],
    ['umul', 'the product of unsigned integers'],
  ].map(([name, summary]) =>
    plain(
      `${name}.with.overflow`,
      `${summary}, and whether it is too large`,
      { lhs: Integers, rhs: Integers },
      oneResult,
      [SameOperandsElementType],
    ),
  ),
];

// ----- Memory and hints -----

const effects = (...list: readonly (readonly [kind: MemoryEffect['kind'], operand: string])[]) =>
  MemoryEffects.with((op) =>
    list.flatMap(([kind, name]) => operandsNamed(op, name).map((value) => ({ kind, value }))),
  );
const copy = (name: string, summary: string): OpDefinition =>
  define(name, {
    summary,
    operands: { dst: AnyPointer, src: AnyPointer, len: AnySignlessInteger, isVolatile: I1 },
    attributes: metadataAttributes,
    interfaces: [effects(['write', 'dst'], ['read', 'src'])],
    verify: verifyMetadata,
  });
const lifetime = (name: string, summary: string): OpDefinition =>
  define(`lifetime.${name}`, {
    summary,
    operands: { ptr: AnyPointer },
    attributes: { size: I64Attr },
    assemblyFormat: '$size `,` $ptr attr-dict `:` qualified(type($ptr))',
  });
const debugOf = (name: string, summary: string, operand: string, constraint: TypeConstraint) =>
  define(`dbg.${name}`, {
    summary,
    operands: { [operand]: constraint },
    attributes: { varInfo: LocalVariableConstraint },
    assemblyFormat: `qualified($varInfo) \`=\` $${operand} \`:\` qualified(type($${operand})) attr-dict`,
  });
/** Takes one list of arguments, or where one is kept. */
const onBytes = (name: string, summary: string, operand: string): OpDefinition =>
  define(name, {
    summary,
    operands: { [operand]: BytePointer },
    assemblyFormat: `$${operand} attr-dict \`:\` type($${operand})`,
  });

const memory: readonly OpDefinition[] = [
  plain(
    'prefetch',
    'brings memory near, if the processor can',
    { addr: AnyPointer, rw: I32, hint: I32, cache: I32 },
    {},
  ),
  copy('memcpy', 'copies memory to other memory'),
  copy('memcpy.inline', 'copies memory to other memory, without a call'),
  copy('memmove', 'copies memory to memory that may be the same in part'),
  define('memset', {
    summary: 'fills memory with a byte',
    operands: { dst: AnyPointer, val: I8, len: AnySignlessInteger, isVolatile: I1 },
    attributes: metadataAttributes,
    interfaces: [effects(['write', 'dst'])],
    verify: verifyMetadata,
  }),
  lifetime('start', 'memory begins to be used'),
  lifetime('end', 'memory is used no more'),
  define('experimental.noalias.scope.decl', {
    summary: 'where a scope of memory begins',
    attributes: { scope: SymbolRefAttrConstraint },
    assemblyFormat: '$scope attr-dict',
  }),
  plain('assume', 'the condition is known to hold', { cond: I1 }, {}),
  debugOf('declare', 'where a variable of the source lies', 'addr', AnyPointer),
  debugOf('value', 'the value that a variable of the source has', 'value', LlvmType),
  onBytes('vastart', 'begins to take arguments of a variadic function', 'arg_list'),
  define('vacopy', {
    summary: 'copies how far arguments have been taken',
    operands: { dest_list: BytePointer, src_list: BytePointer },
    assemblyFormat: '$src_list `to` $dest_list attr-dict `:` type(operands)',
  }),
  onBytes('vaend', 'ends taking arguments', 'arg_list'),
  define('eh.typeid.for', {
    summary: 'the number of the type of an exception',
    operands: { type_info: BytePointer },
    results: oneResult,
    assemblyFormat: '$type_info attr-dict `:` functional-type(operands, results)',
  }),
  define('stacksave', {
    summary: 'how far the stack is used',
    results: oneResult,
    assemblyFormat: 'attr-dict `:` type($res)',
  }),
  onBytes('stackrestore', 'gives back the stack that has been used since', 'ptr'),
];

// ----- Coroutines -----

const coroutine = (
  name: string,
  summary: string,
  operands: Operands,
  assemblyFormat: string,
  results: Operands = oneResult,
): OpDefinition => define(`coro.${name}`, { summary, operands, results, assemblyFormat });
const FUNCTIONAL = 'attr-dict `:` functional-type(operands, results)';

const coroutines: readonly OpDefinition[] = [
  coroutine(
    'id',
    'names a coroutine',
    { align: I32, promise: BytePointer, coroaddr: BytePointer, fnaddrs: BytePointer },
    `$align \`,\` $promise \`,\` $coroaddr \`,\` $fnaddrs ${FUNCTIONAL}`,
  ),
  coroutine(
    'begin',
    'begins a coroutine in its memory',
    { token: TokenType, mem: BytePointer },
    `$token \`,\` $mem ${FUNCTIONAL}`,
  ),
  coroutine('size', 'how much memory a coroutine needs', {}, 'attr-dict `:` type($res)'),
  coroutine('align', 'how the memory of a coroutine is aligned', {}, 'attr-dict `:` type($res)'),
  coroutine(
    'save',
    'marks where a coroutine may be resumed',
    { handle: BytePointer },
    `$handle ${FUNCTIONAL}`,
  ),
  coroutine(
    'suspend',
    'suspends a coroutine',
    { save: TokenType, final: I1 },
    '$save `,` $final attr-dict `:` type($res)',
  ),
  coroutine(
    'end',
    'ends a coroutine',
    { handle: BytePointer, unwind: I1 },
    `$handle \`,\` $unwind ${FUNCTIONAL}`,
  ),
  coroutine(
    'free',
    'the memory of a coroutine that is to be given back',
    { id: TokenType, handle: BytePointer },
    `$id \`,\` $handle ${FUNCTIONAL}`,
  ),
  coroutine(
    'resume',
    'resumes a coroutine',
    { handle: BytePointer },
    '$handle attr-dict `:` qualified(type($handle))',
    {},
  ),
];

// ----- Vectors -----

const reduction = (name: string, noun: string): OpDefinition =>
  plain(
    `vector.reduce.${name}`,
    `the ${noun} of a vector's elements`,
    { in: IntegerVector },
    oneResult,
    [Pure, SameOperandsAndResultElementType],
  );
const extremum = (name: string, noun: string): OpDefinition =>
  define(`vector.reduce.${name}`, {
    summary: `the ${noun} of a vector's elements`,
    operands: { in: FloatVector },
    results: oneResult,
    attributes: { fastmathFlags: fastMathFlags },
    traits: [Pure, SameOperandsAndResultElementType],
    assemblyFormat:
      '`(` operands `)` custom<LLVMOpAttrs>(attr-dict) `:` functional-type(operands, results)',
  });
const accumulation = (name: string, noun: string): OpDefinition =>
  define(`vector.reduce.${name}`, {
    summary: `the ${noun} of a start value and a vector's elements`,
    operands: { start_value: AnyFloat, input: FloatVector },
    results: oneResult,
    attributes: {
      reassoc: defaultAttr(BoolAttr, (context) => IntegerAttr.bool(context, false)),
    },
    traits: [Pure, SameOperandsAndResultElementType],
  });

/** Bits of a vector, of a scalable one as many as it has at least. */
function vectorBits(type: Type): number {
  const vector = asVector(type);
  const element = vector?.elementType;
  const isNumber = element?.kind === 'integer' || (element && isCompatibleFloat(element));
  if (!vector || !element || !isNumber) return 0;
  return vector.size * (element.kind === 'dialect' ? 128 : bitWidth(element));
}
const BITS_LIMIT = 2 ** 17;
const areSmall = PredTrait('vectors are not bigger than 2^17 bits.', (op: Operation) =>
  [...op.operands, ...op.results].every(({ type }) => vectorBits(type) <= BITS_LIMIT),
);
const isScalable = (type: Type): boolean => asVector(type)?.isScalable === true;

const vectors: readonly OpDefinition[] = [
  reduction('add', 'sum'),
  reduction('and', 'bitwise and'),
  reduction('mul', 'product'),
  reduction('or', 'bitwise or'),
  reduction('smax', 'greatest, signed,'),
  reduction('smin', 'least, signed,'),
  reduction('umax', 'greatest, unsigned,'),
  reduction('umin', 'least, unsigned,'),
  reduction('xor', 'bitwise exclusive or'),
  extremum('fmax', 'greatest'),
  extremum('fmin', 'least'),
  accumulation('fadd', 'sum'),
  accumulation('fmul', 'product'),
  define('matrix.column.major.load', {
    summary: 'loads a matrix, column by column',
    operands: { data: AnyPointer, stride: AnySignlessInteger },
    results: { res: AnyLlvmVector },
    attributes: { isVolatile: I1Attr, rows: I32Attr, columns: I32Attr },
    assemblyFormat:
      '$data `,` `<` `stride` `=` $stride `>` attr-dict `:` type($res) `from` qualified(type($data)) `stride` type($stride)',
  }),
  define('matrix.column.major.store', {
    summary: 'stores a matrix, column by column',
    operands: { matrix: AnyLlvmVector, data: AnyPointer, stride: AnySignlessInteger },
    attributes: { isVolatile: I1Attr, rows: I32Attr, columns: I32Attr },
    assemblyFormat:
      '$matrix `,` $data `,` `<` `stride` `=` $stride `>` attr-dict `:` type($matrix) `to` qualified(type($data)) `stride` type($stride)',
  }),
  define('matrix.multiply', {
    summary: 'the product of two matrices',
    operands: { lhs: AnyLlvmVector, rhs: AnyLlvmVector },
    results: { res: AnyLlvmVector },
    attributes: { lhs_rows: I32Attr, lhs_columns: I32Attr, rhs_columns: I32Attr },
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` `(` type($lhs) `,` type($rhs) `)` `->` type($res)',
  }),
  define('matrix.transpose', {
    summary: 'a matrix with rows for columns',
    operands: { matrix: AnyLlvmVector },
    results: { res: AnyLlvmVector },
    attributes: { rows: I32Attr, columns: I32Attr },
    assemblyFormat: '$matrix attr-dict `:` type($matrix) `into` type($res)',
  }),
  define('get.active.lane.mask', {
    summary: 'which elements from a base on are below a bound',
    operands: { base: AnySignlessInteger, n: AnySignlessInteger },
    results: oneResult,
    traits: [Pure],
    assemblyFormat: '$base `,` $n attr-dict `:` type($base) `,` type($n) `to` type($res)',
  }),
  define('masked.load', {
    summary: 'loads the elements that the mask has',
    operands: { data: AnyPointer, mask: Mask, pass_thru: variadic(AnyLlvmVector) },
    results: { res: AnyLlvmVector },
    attributes: { alignment: I32Attr },
    assemblyFormat: 'operands attr-dict `:` functional-type(operands, results)',
  }),
  define('masked.store', {
    summary: 'stores the elements that the mask has',
    operands: { value: AnyLlvmVector, data: AnyPointer, mask: Mask },
    attributes: { alignment: I32Attr },
    assemblyFormat:
      '$value `,` $data `,` $mask attr-dict `:` type($value) `,` type($mask) `into` qualified(type($data))',
  }),
  define('masked.gather', {
    summary: 'loads from several addresses, where the mask says so',
    operands: { ptrs: PointerVector, mask: Mask, pass_thru: variadic(AnyLlvmVector) },
    results: { res: AnyLlvmVector },
    attributes: { alignment: I32Attr },
    assemblyFormat: 'operands attr-dict `:` functional-type(operands, results)',
  }),
  define('masked.scatter', {
    summary: 'stores to several addresses, where the mask says so',
    operands: { value: AnyLlvmVector, ptrs: PointerVector, mask: Mask },
    attributes: { alignment: I32Attr },
    assemblyFormat:
      '$value `,` $ptrs `,` $mask attr-dict `:` type($value) `,` type($mask) `into` type($ptrs)',
  }),
  plain(
    'masked.expandload',
    'loads what lies together to where the mask says',
    { data: AnyPointer, mask: Mask, pass_thru: AnyLlvmVector },
    oneResult,
  ),
  plain(
    'masked.compressstore',
    'stores together what the mask has',
    { value: AnyLlvmVector, data: AnyPointer, mask: Mask },
    {},
  ),
  plain('vscale', 'how often scalable vectors have their size', {}, oneResult),
  define('experimental.stepvector', {
    summary: 'a vector of 0, 1, 2 and so on',
    results: { res: IntegerVector },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($res)',
  }),
  define('vector.insert', {
    summary: 'a vector with another put in',
    operands: { srcvec: AnyLlvmVector, dstvec: AnyLlvmVector },
    results: { res: AnyLlvmVector },
    attributes: { pos: I64Attr },
    traits: [
      Pure,
      AllTypesMatch('dstvec', 'res'),
      areSmall,
      PredTrait(
        'it is not inserting scalable into fixed-length vectors.',
        (op) => !isScalable(op.operand(0).type) || isScalable(op.operand(1).type),
      ),
    ],
    assemblyFormat:
      '$srcvec `,` $dstvec `[` $pos `]` attr-dict `:` type($srcvec) `into` type($res)',
  }),
  define('vector.extract', {
    summary: 'a part of a vector',
    operands: { srcvec: AnyLlvmVector },
    results: { res: AnyLlvmVector },
    attributes: { pos: I64Attr },
    traits: [
      Pure,
      areSmall,
      PredTrait(
        'it is not extracting scalable from fixed-length vectors.',
        (op) => !isScalable(op.result().type) || isScalable(op.operand(0).type),
      ),
    ],
    assemblyFormat: '$srcvec `[` $pos `]` attr-dict `:` type($res) `from` type($srcvec)',
  }),
];

// ----- Vectors with a mask and a length -----

const masked = { mask: Mask, evl: I32 };
const predicated = (
  name: string,
  summary: string,
  operands: Operands,
  traits: readonly Trait[] = [Pure],
): OpDefinition => plain(`vp.${name}`, summary, operands, oneResult, traits);
const elementwise =
  (constraint: TypeConstraint) =>
  (name: string, summary: string): OpDefinition =>
    predicated(name, summary, { lhs: constraint, rhs: constraint, ...masked });
const integers = elementwise(IntegerVector);
const floats = elementwise(FloatVector);
const reduced =
  (element: TypeConstraint) =>
  (name: string, noun: string): OpDefinition =>
    predicated(`reduce.${name}`, `the ${noun} of a start value and elements that the mask has`, {
      satrt_value: element,
      val: llvmVectorOf(element),
      ...masked,
    });
const reducedIntegers = reduced(AnySignlessInteger);
const reducedFloats = reduced(AnyFloat);
const choice = (name: string, summary: string): OpDefinition =>
  predicated(name, summary, {
    cond: Mask,
    true_val: AnyLlvmVector,
    false_val: AnyLlvmVector,
    evl: I32,
  });
const convert = (name: string, summary: string, from: TypeConstraint): OpDefinition =>
  predicated(name, summary, { src: from, ...masked });
const fused = (name: string, summary: string): OpDefinition =>
  predicated(name, summary, { op1: FloatVector, op2: FloatVector, op3: FloatVector, ...masked });

const predicatedVectors: readonly OpDefinition[] = [
  integers('add', 'sums of elements that the mask has'),
  integers('sub', 'differences of elements that the mask has'),
  integers('mul', 'products of elements that the mask has'),
  integers('sdiv', 'signed quotients of elements that the mask has'),
  integers('udiv', 'unsigned quotients of elements that the mask has'),
  integers('srem', 'signed remainders of elements that the mask has'),
  integers('urem', 'unsigned remainders of elements that the mask has'),
  integers('ashr', 'elements that the mask has, shifted right with their sign'),
  integers('lshr', 'elements that the mask has, shifted right'),
  integers('shl', 'elements that the mask has, shifted left'),
  integers('or', 'bitwise or of elements that the mask has'),
  integers('and', 'bitwise and of elements that the mask has'),
  integers('xor', 'bitwise exclusive or of elements that the mask has'),
  floats('fadd', 'sums of floats that the mask has'),
  floats('fsub', 'differences of floats that the mask has'),
  floats('fmul', 'products of floats that the mask has'),
  floats('fdiv', 'quotients of floats that the mask has'),
  floats('frem', 'remainders of floats that the mask has'),
  predicated('fneg', 'floats that the mask has, negated', { op: FloatVector, ...masked }),
  fused('fma', 'a product and a sum of floats that the mask has, rounded once'),
  fused('fmuladd', 'a product and a sum of floats that the mask has, rounded once or twice'),
  reducedIntegers('add', 'sum'),
  reducedIntegers('mul', 'product'),
  reducedIntegers('and', 'bitwise and'),
  reducedIntegers('or', 'bitwise or'),
  reducedIntegers('xor', 'bitwise exclusive or'),
  reducedIntegers('smax', 'greatest, signed,'),
  reducedIntegers('smin', 'least, signed,'),
  reducedIntegers('umax', 'greatest, unsigned,'),
  reducedIntegers('umin', 'least, unsigned,'),
  reducedFloats('fadd', 'sum'),
  reducedFloats('fmul', 'product'),
  reducedFloats('fmax', 'greatest'),
  reducedFloats('fmin', 'least'),
  choice('select', 'elements of two vectors, by a condition'),
  choice('merge', 'elements of two vectors, by a condition and the length'),
  predicated('load', 'loads the elements that the mask has', { ptr: AnyPointer, ...masked }, []),
  plain(
    'vp.store',
    'stores the elements that the mask has',
    { val: AnyLlvmVector, ptr: AnyPointer, ...masked },
    {},
  ),
  plain(
    'experimental.vp.strided.load',
    'loads elements that lie a stride apart',
    { ptr: AnyPointer, stride: AnySignlessInteger, ...masked },
    oneResult,
  ),
  plain(
    'experimental.vp.strided.store',
    'stores elements a stride apart',
    { val: AnyLlvmVector, ptr: AnyPointer, stride: AnySignlessInteger, ...masked },
    {},
  ),
  convert('trunc', 'low bits of elements that the mask has', IntegerVector),
  convert('zext', 'wider unsigned elements that the mask has', IntegerVector),
  convert('sext', 'wider signed elements that the mask has', IntegerVector),
  convert('fptrunc', 'narrower floats that the mask has', FloatVector),
  convert('fpext', 'wider floats that the mask has', FloatVector),
  convert('fptoui', 'floats that the mask has, as unsigned integers', FloatVector),
  convert('fptosi', 'floats that the mask has, as signed integers', FloatVector),
  convert('uitofp', 'unsigned integers that the mask has, as floats', IntegerVector),
  convert('sitofp', 'signed integers that the mask has, as floats', IntegerVector),
  convert('ptrtoint', 'pointers that the mask has, as integers', PointerVector),
  convert('inttoptr', 'integers that the mask has, as pointers', IntegerVector),
];

export const intrinsicOperations: readonly OpDefinition[] = [
  ...mathematics,
  ...memory,
  ...coroutines,
  ...vectors,
  ...predicatedVectors,
];
