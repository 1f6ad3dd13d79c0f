/** Memory of the device: given out, copied, filled and waited for. */

import {
  AnyFloat,
  AnyInteger,
  AnyMemRef,
  AnyType,
  AnyUnrankedMemRef,
  anyTypeOf,
  I32,
  Index,
  StrAttr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  operandsNamed,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { AllElementTypesMatch, AttrSizedOperandSegments } from '../../traits.ts';
import { DYNAMIC, dynamicDims, elementTypeOrSelf, type Type } from '../../types.ts';
import { foldCasts } from '../memref/fold.ts';
import { layoutSymbols } from '../memref/verify.ts';
import { asyncOperands, asyncResults } from './directives.ts';

const effects = (...list: readonly (readonly [kind: MemoryEffect['kind'], operand: string])[]) =>
  MemoryEffects.with((op) =>
    list.flatMap(([kind, name]) => operandsNamed(op, name).map((value) => ({ kind, value }))),
  );
const writesSomewhere = MemoryEffects.with(() => [{ kind: 'write', value: null }]);

function verifyAlloc(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  if (type.kind !== 'memref') return true;
  if (operandsNamed(op, 'dynamicSizes').length !== dynamicDims(type.shape).length)
    return report.opError('dimension operand count does not equal memref dynamic dimension count');
  return (
    operandsNamed(op, 'symbolOperands').length === layoutSymbols(type.layout) ||
    report.opError('symbol operand count does not equal memref symbol count')
  );
}

const shape = (type: Type): readonly number[] => (type.kind === 'memref' ? type.shape : []);

function verifyMemcpy(op: Operation, report: VerifyContext): boolean {
  const [source, target] = ['src', 'dst'].map((name) => operandsNamed(op, name)[0]?.type);
  if (!source || !target) return true;
  if (elementTypeOrSelf(source) !== elementTypeOrSelf(target))
    return report.opError('arguments have incompatible element type');
  const [from, to] = [shape(source), shape(target)];
  const isCompatible =
    from.length === to.length &&
    from.every((size, i) => size === DYNAMIC || to[i] === DYNAMIC || size === to[i]);
  return isCompatible || report.opError('arguments have incompatible shape');
}

/** Has `op` this effect and no other on the value? */
const hasOnly = (op: Operation, kind: MemoryEffect['kind'], value: Value): boolean => {
  const found = op.getInterface(MemoryEffects)?.(op) ?? [];
  const own = found.filter((effect) => effect.value === value);
  return own.length === 1 && own[0]?.kind === kind;
};

/** A wait that waits for nothing. */
const isEmptyWait = (value: Value): boolean =>
  value.definingOp?.is('gpu.wait') === true && value.definingOp.numOperands === 0;

export const memoryOperations: readonly OpDefinition[] = [
  defineOp('gpu.alloc', {
    summary: 'memory of the device',
    operands: {
      ...asyncOperands,
      dynamicSizes: variadic(Index),
      symbolOperands: variadic(Index),
    },
    results: { memref: AnyMemRef, ...asyncResults },
    attributes: { hostShared: optionalAttr(UnitAttrConstraint) },
    traits: [AttrSizedOperandSegments],
    interfaces: [MemoryEffects.with((op) => [{ kind: 'alloc', value: op.result() }])],
    verify: verifyAlloc,
    canonicalize: [
      definePattern(
        'memref.dim',
        'a size that memory of the device was made with',
        (op, rewriter) => {
          const alloc = op.operand(0).definingOp;
          const index = constantValue(op.operand(1));
          if (!alloc?.is('gpu.alloc') || index?.kind !== 'integer') return false;
          const at = dynamicDims(shape(op.operand(0).type)).indexOf(Number(index.value));
          const size = operandsNamed(alloc, 'dynamicSizes')[at];
          if (!size) return false;
          rewriter.replaceOp(op, [size]);
          return true;
        },
      ),
    ],
    assemblyFormat:
      'custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) (` ` `host_shared` $hostShared^)? ` ` `(` $dynamicSizes `)` (`` `[` $symbolOperands^ `]`)? attr-dict `:` type($memref)',
  }),
  defineOp('gpu.dealloc', {
    summary: 'gives memory of the device back',
    operands: { ...asyncOperands, memref: AnyMemRef },
    results: asyncResults,
    interfaces: [effects(['free', 'memref'])],
    assemblyFormat:
      'custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $memref attr-dict `:` type($memref)',
  }),
  defineOp('gpu.memcpy', {
    summary: 'copies memory, from or to the device or on it',
    operands: { ...asyncOperands, dst: AnyMemRef, src: AnyMemRef },
    results: asyncResults,
    interfaces: [effects(['write', 'dst'], ['read', 'src'])],
    verify: verifyMemcpy,
    fold: foldCasts,
    canonicalize: [
      definePattern('gpu.memcpy', 'a copy that nobody reads', (op, rewriter) => {
        const [target] = operandsNamed(op, 'dst');
        const allocation = target?.definingOp;
        if (!target || !allocation || !hasOnly(allocation, 'alloc', target)) return false;
        if (target.uses.some(({ owner }) => owner !== op && !hasOnly(owner, 'free', target)))
          return false;
        const waitedFor = operandsNamed(op, 'asyncDependencies');
        if (waitedFor.length !== op.numResults) return false;
        rewriter.replaceOp(op, waitedFor);
        return true;
      }),
    ],
    assemblyFormat:
      'custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $dst `,` $src `:` type($dst) `,` type($src) attr-dict',
  }),
  defineOp('gpu.memset', {
    summary: 'fills memory of the device with a value',
    operands: { ...asyncOperands, dst: AnyMemRef, value: AnyType },
    results: asyncResults,
    traits: [AllElementTypesMatch('dst', 'value')],
    interfaces: [effects(['write', 'dst'])],
    fold: foldCasts,
    assemblyFormat:
      'custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $dst `,` $value `:` type($dst) `,` type($value) attr-dict',
  }),
  defineOp('gpu.wait', {
    summary: 'waits for asynchronous operations, or makes one of several',
    operands: asyncOperands,
    results: asyncResults,
    canonicalize: [
      definePattern('gpu.wait', 'waits for waits of nothing', (op, rewriter) => {
        const rest = op.operands.filter((value) => !isEmptyWait(value));
        if (rest.length === op.numOperands) return false;
        rewriter.modifyInPlace(op, () => op.setOperands(rest));
        return true;
      }),
      definePattern('gpu.wait', 'waits for nothing, for one, or in vain', (op, rewriter) => {
        if (op.numOperands === 0 && op.numResults === 0) rewriter.eraseOp(op);
        else if (op.numOperands === 1 && op.numResults === 1) rewriter.replaceOp(op, op.operands);
        else if (op.numResults === 1 && op.result().uses.length === 0) rewriter.eraseOp(op);
        else return false;
        return true;
      }),
    ],
    assemblyFormat: 'custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) attr-dict',
  }),
  defineOp('gpu.host_register', {
    summary: 'lets the device reach memory of the host',
    operands: { value: AnyUnrankedMemRef },
    assemblyFormat: '$value attr-dict `:` type($value)',
  }),
  defineOp('gpu.set_default_device', {
    summary: 'says which device runs what follows',
    operands: { devIndex: I32 },
    interfaces: [writesSomewhere],
    assemblyFormat: 'attr-dict $devIndex',
  }),
  defineOp('gpu.printf', {
    summary: 'prints values on the device, for debugging',
    operands: { args: variadic(anyTypeOf([AnyInteger, Index, AnyFloat])) },
    attributes: { format: StrAttr },
    interfaces: [writesSomewhere],
    assemblyFormat: '$format attr-dict ($args^ `:` type($args))?',
  }),
];
