/** Conversion of arith, math, cf and func to the vm dialect. */

import {
  type Block,
  BranchOp,
  type Operation,
  SymbolRefAttr,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import type { Conversions, Lowering, OpConversion } from './lowering.ts';
import { suffixOf } from './types.ts';

// Integers narrower than a register stand in its low bits; above them may be anything, but that of
// i1 there is nothing. What depends on those bits extends its operands first.

/** An operand as a number that fills its register; floats and wide integers are there already. */
function wholeOperand(op: Operation, index: number, lowering: Lowering, sign: '.s' | '.u'): Value {
  const value = lowering.operand(op, index);
  const { type } = op.operand(index);
  const isNarrow = type.kind === 'integer' && type.width < 32;
  if (!isNarrow || (type.width === 1 && sign === '.u')) return value;
  return extend(lowering, value, type.width, lowering.context.i32, sign === '.s') ?? value;
}
const wholeOperands = (op: Operation, lowering: Lowering, sign: '.s' | '.u'): Value[] =>
  op.operands.map((_, index) => wholeOperand(op, index, lowering, sign));

/** `vm.stem.suffix` with the suffix of the operand's type, and perhaps a sign behind it. */
const numeric =
  (stem: string, kinds: 'i' | 'f', sign: '' | '.s' | '.u' = ''): OpConversion =>
  (op, lowering) => {
    const operands = sign ? wholeOperands(op, lowering, sign) : lowering.values(op.operands);
    const [first] = operands;
    const suffix = first ? suffixOf(first.type) : null;
    if (!first || !suffix || suffix === 'ref' || !kinds.includes(suffix.charAt(0))) return null;
    const result = lowering.make(`vm.${stem}.${suffix}${sign}`, operands, first.type);
    return [isBoolean(op) ? lowering.make('vm.and.i32', [result, lowering.i32(1)]) : result];
  };
const isBoolean = (op: Operation): boolean => op.result().type === op.context.i1;
const integer = (stem: string, sign: '' | '.s' | '.u' = ''): OpConversion =>
  numeric(stem, 'i', sign);
const float = (stem: string): OpConversion => numeric(stem, 'f');

/** The result of and, or, xor on booleans is one. */
const bitwise =
  (stem: string): OpConversion =>
  (op, lowering) => {
    const operands = lowering.values(op.operands);
    const [first] = operands;
    const suffix = first ? suffixOf(first.type) : null;
    if (!first || (suffix !== 'i32' && suffix !== 'i64')) return null;
    return [lowering.make(`vm.${stem}.${suffix}`, operands, first.type)];
  };

/** Absolute values and zeros in front are those of the narrow integer. */
const convertAbsI: OpConversion = (op, lowering) => {
  const value = wholeOperand(op, 0, lowering, '.s');
  const suffix = suffixOf(value.type);
  return suffix && [lowering.make(`vm.abs.${suffix}`, [value], value.type)];
};
const convertCtlz: OpConversion = (op, lowering) => {
  const value = wholeOperand(op, 0, lowering, '.u');
  const suffix = suffixOf(value.type);
  if (suffix !== 'i32' && suffix !== 'i64') return null;
  const count = lowering.make(`vm.ctlz.${suffix}`, [value], value.type);
  const width = widthOf(op.operand(0).type, lowering);
  return [width < 32 ? lowering.make('vm.sub.i32', [count, lowering.i32(32 - width)]) : count];
};

/** Shift amounts have 32 bits. */
const shift =
  (stem: string, sign: '' | '.s' | '.u' = ''): OpConversion =>
  (op, lowering) => {
    const value = sign ? wholeOperand(op, 0, lowering, sign) : lowering.operand(op, 0);
    const suffix = suffixOf(value.type);
    if (suffix !== 'i32' && suffix !== 'i64') return null;
    const amount = lowering.toI32(wholeOperand(op, 1, lowering, '.u'));
    return [lowering.make(`vm.${stem}.${suffix}${sign}`, [value, amount], value.type)];
  };

const INTEGER_COMPARISONS = [
  'eq',
  'ne',
  'lt.s',
  'lte.s',
  'gt.s',
  'gte.s',
  'lt.u',
  'lte.u',
  'gt.u',
  'gte.u',
];
const convertCmpI: OpConversion = (op, lowering) => {
  const predicate = Number(op.intAttr('predicate'));
  const isSigned = (INTEGER_COMPARISONS[predicate] ?? '').endsWith('.s');
  const operands = wholeOperands(op, lowering, isSigned ? '.s' : '.u');
  const suffix = operands[0] && suffixOf(operands[0].type);
  const [kind, sign] = (INTEGER_COMPARISONS[predicate] ?? '').split('.');
  if (!kind || (suffix !== 'i32' && suffix !== 'i64')) return null;
  return [lowering.make(`vm.cmp.${kind}.${suffix}${sign ? `.${sign}` : ''}`, operands)];
};

const FLOAT_COMPARISONS = [
  'false',
  'eq.o',
  'gt.o',
  'gte.o',
  'lt.o',
  'lte.o',
  'ne.o',
  'ord',
  'eq.u',
  'gt.u',
  'gte.u',
  'lt.u',
  'lte.u',
  'ne.u',
  'uno',
  'true',
];
const convertCmpF: OpConversion = (op, lowering) => {
  const operands = lowering.values(op.operands);
  const [lhs, rhs] = operands;
  const suffix = lhs && suffixOf(lhs.type);
  if (!lhs || !rhs || (suffix !== 'f32' && suffix !== 'f64')) return null;
  const predicate = FLOAT_COMPARISONS[Number(op.intAttr('predicate'))];
  const isUnordered = (): Value =>
    lowering.make('vm.or.i32', [
      lowering.make(`vm.cmp.nan.${suffix}`, [lhs]),
      lowering.make(`vm.cmp.nan.${suffix}`, [rhs]),
    ]);
  switch (predicate) {
    case undefined:
      return null;
    case 'false':
      return [lowering.i32(0)];
    case 'true':
      return [lowering.i32(1)];
    case 'uno':
      return [isUnordered()];
    case 'ord':
      return [lowering.invert(isUnordered())];
    default: {
      const [kind, order] = predicate.split('.');
      return [lowering.make(`vm.cmp.${kind}.${suffix}.${order}`, operands)];
    }
  }
};

const convertConstant: OpConversion = (op, lowering) => {
  const value = op.attr('value');
  const type = lowering.type(op.result().type);
  if (value?.kind === 'integer' && type?.kind === 'integer')
    return [lowering.integer(type, value.value)];
  if (value?.kind === 'float' && type?.kind === 'float') return [lowering.float(type, value.value)];
  return null;
};

const convertSelect: OpConversion = (op, lowering) => {
  const operands = lowering.values(op.operands);
  const type = operands[1]?.type;
  const suffix = type && suffixOf(type);
  return suffix ? [lowering.make(`vm.select.${suffix}`, operands, type)] : null;
};

// ----- Conversions between types -----

/** Width of an integer of the program; that of index is the machine's. */
const widthOf = (type: Type, lowering: Lowering): number =>
  type.kind === 'integer' ? type.width : type.kind === 'index' ? lowering.target.indexBits : 0;

/** Extends an integer of `from` bits that stands in i32 or i64 to i32 or i64. */
function extend(
  lowering: Lowering,
  value: Value,
  from: number,
  to: Type,
  isSigned: boolean,
): Value | null {
  const sign = isSigned ? 's' : 'u';
  const toI64 = to === lowering.context.i64;
  if (from === 1) {
    const bit = lowering.make('vm.and.i32', [value, lowering.i32(1)]);
    const word = isSigned ? lowering.make('vm.sub.i32', [lowering.i32(0), bit]) : bit;
    return toI64 ? lowering.make(`vm.ext.i32.i64.${sign}`, [word]) : word;
  }
  if (from === 8 || from === 16)
    return lowering.make(`vm.ext.i${from}.${toI64 ? 'i64' : 'i32'}.${sign}`, [value]);
  if (from === 32) return toI64 ? lowering.make(`vm.ext.i32.i64.${sign}`, [value]) : value;
  return from === 64 && toI64 ? value : null;
}

const convertExtension =
  (isSigned: boolean): OpConversion =>
  (op, lowering) => {
    const to = lowering.type(op.result().type);
    if (to?.kind !== 'integer') return null;
    const from = widthOf(op.operand(0).type, lowering);
    // What is narrower than a register is extended in it.
    const value = extend(lowering, lowering.operand(op, 0), from, to, isSigned);
    return value && [value];
  };

const convertTruncation: OpConversion = (op, lowering) => {
  const value = lowering.operand(op, 0);
  const to = widthOf(op.result().type, lowering);
  const is64 = value.type === lowering.context.i64;
  switch (to) {
    case 1:
      return [lowering.make('vm.and.i32', [lowering.toI32(value), lowering.i32(1)])];
    case 8:
    case 16:
      return [lowering.make(`vm.trunc.${is64 ? 'i64' : 'i32'}.i${to}`, [value])];
    case 32:
      return [lowering.toI32(value)];
    default:
      return null;
  }
};

const convertIndexCast =
  (isSigned: boolean): OpConversion =>
  (op, lowering) => {
    const value = lowering.operand(op, 0);
    const to = lowering.type(op.result().type);
    if (to?.kind !== 'integer') return null;
    if (value.type === to) return [value];
    if (to === lowering.context.i32) return [lowering.toI32(value)];
    const extended = extend(lowering, value, widthOf(op.operand(0).type, lowering), to, isSigned);
    return extended && [extended];
  };

const convertIntToFloat =
  (isSigned: boolean): OpConversion =>
  (op, lowering) => {
    const width = widthOf(op.operand(0).type, lowering);
    const value = lowering.operand(op, 0);
    const to = lowering.type(op.result().type);
    if (to !== lowering.context.f32 || width > 32) return null;
    const word =
      width < 32 ? extend(lowering, value, width, lowering.context.i32, isSigned) : value;
    return word && [lowering.make(`vm.cast.${isSigned ? 'si32' : 'ui32'}.f32`, [word])];
  };
const convertFloatToInt =
  (isSigned: boolean): OpConversion =>
  (op, lowering) => {
    const value = lowering.operand(op, 0);
    const to = lowering.type(op.result().type);
    if (value.type !== lowering.context.f32 || to !== lowering.context.i32) return null;
    // The machine rounds to the nearest, arith towards zero.
    const floor = lowering.make('vm.floor.f32', [value]);
    if (!isSigned) return [lowering.make('vm.cast.f32.ui32', [floor])];
    const zero = lowering.float(value.type, 0);
    const whole = lowering.make('vm.select.f32', [
      lowering.make('vm.cmp.lt.f32.o', [value, zero]),
      lowering.make('vm.ceil.f32', [value]),
      floor,
    ]);
    return [lowering.make('vm.cast.f32.si32', [whole])];
  };

const convertFloatCast: OpConversion = (op, lowering) => {
  const value = lowering.operand(op, 0);
  const to = lowering.type(op.result().type);
  if (to === value.type) return [value];
  if (to === lowering.context.f64) return [lowering.make('vm.ext.f32.f64', [value])];
  return to === lowering.context.f32 ? [lowering.make('vm.trunc.f64.f32', [value])] : null;
};

const convertBitcast: OpConversion = (op, lowering) => {
  const [from, to] = [op.operand(0).type, op.result().type];
  const [a, b] = [suffixOf(from), suffixOf(to)];
  const isKnown = /^(f32|i32),(f32|i32)$|^(f64|i64),(f64|i64)$/.test(`${a},${b}`) && a !== b;
  const value = lowering.operand(op, 0);
  // An f64 that is held as an f32 has lost its bits.
  if (!isKnown || value.type !== from || lowering.type(to) !== to) return null;
  return [lowering.make(`vm.bitcast.${a}.${b}`, [value])];
};

// ----- Division that rounds up or down -----

/** Quotient, and whether the remainder is not zero; for operands in registers. */
function divide(lowering: Lowering, op: Operation, sign: 's' | 'u') {
  const [n, d] = wholeOperands(op, lowering, `.${sign}`) as [Value, Value];
  const suffix = suffixOf(n.type);
  if (suffix !== 'i32' && suffix !== 'i64') return null;
  const make = (stem: string, operands: readonly Value[], end = ''): Value =>
    lowering.make(`vm.${stem}.${suffix}${end}`, operands, n.type);
  const quotient = make('div', [n, d], `.${sign}`);
  const remainder = make('sub', [n, make('mul', [quotient, d])]);
  const isInexact = lowering.make(`vm.cmp.nz.${suffix}`, [remainder]);
  const zero = lowering.integer(n.type, 0n);
  const isNegative = (value: Value): Value => lowering.make(`vm.cmp.lt.${suffix}.s`, [value, zero]);
  const one = lowering.integer(n.type, 1n);
  const adjusted = (by: 'add' | 'sub', condition: Value): Value =>
    lowering.make(`vm.select.${suffix}`, [condition, make(by, [quotient, one]), quotient], n.type);
  return { n, d, isInexact, isNegative, adjusted };
}
const convertCeilDivU: OpConversion = (op, lowering) => {
  const parts = divide(lowering, op, 'u');
  return parts && [parts.adjusted('add', parts.isInexact)];
};
/** A quotient that was cut is one less (or more) than the rounded if signs differ (agree). */
const convertRoundedDivS =
  (direction: 'floor' | 'ceil'): OpConversion =>
  (op, lowering) => {
    const parts = divide(lowering, op, 's');
    if (!parts) return null;
    const { n, d, isNegative, isInexact, adjusted } = parts;
    const signsDiffer = lowering.make('vm.xor.i32', [isNegative(n), isNegative(d)]);
    const applies = direction === 'floor' ? signsDiffer : lowering.invert(signsDiffer);
    const condition = lowering.make('vm.and.i32', [isInexact, applies]);
    return [adjusted(direction === 'floor' ? 'sub' : 'add', condition)];
  };

export const arithConversions: Conversions = {
  'arith.constant': convertConstant,
  'arith.addi': integer('add'),
  'arith.subi': integer('sub'),
  'arith.muli': integer('mul'),
  'arith.divsi': integer('div', '.s'),
  'arith.divui': integer('div', '.u'),
  'arith.remsi': integer('rem', '.s'),
  'arith.remui': integer('rem', '.u'),
  'arith.ceildivui': convertCeilDivU,
  'arith.ceildivsi': convertRoundedDivS('ceil'),
  'arith.floordivsi': convertRoundedDivS('floor'),
  'arith.minsi': integer('min', '.s'),
  'arith.minui': integer('min', '.u'),
  'arith.maxsi': integer('max', '.s'),
  'arith.maxui': integer('max', '.u'),
  'arith.andi': bitwise('and'),
  'arith.ori': bitwise('or'),
  'arith.xori': bitwise('xor'),
  'arith.shli': shift('shl'),
  'arith.shrsi': shift('shr', '.s'),
  'arith.shrui': shift('shr', '.u'),
  'arith.addf': float('add'),
  'arith.subf': float('sub'),
  'arith.mulf': float('mul'),
  'arith.divf': float('div'),
  'arith.remf': float('rem'),
  'arith.negf': float('neg'),
  'arith.minf': float('min'),
  'arith.maxf': float('max'),
  'arith.cmpi': convertCmpI,
  'arith.cmpf': convertCmpF,
  'arith.select': convertSelect,
  'arith.extui': convertExtension(false),
  'arith.extsi': convertExtension(true),
  'arith.trunci': convertTruncation,
  'arith.index_cast': convertIndexCast(true),
  'arith.index_castui': convertIndexCast(false),
  'arith.sitofp': convertIntToFloat(true),
  'arith.uitofp': convertIntToFloat(false),
  'arith.fptosi': convertFloatToInt(true),
  'arith.fptoui': convertFloatToInt(false),
  'arith.extf': convertFloatCast,
  'arith.truncf': convertFloatCast,
  'arith.bitcast': convertBitcast,
  'builtin.unrealized_conversion_cast': (op, lowering) => lowering.values(op.operands),
  'math.absi': convertAbsI,
  'math.absf': float('abs'),
  'math.ceil': float('ceil'),
  'math.floor': float('floor'),
  'math.round': float('round'),
  'math.atan': float('atan'),
  'math.atan2': float('atan2'),
  'math.cos': float('cos'),
  'math.sin': float('sin'),
  'math.exp': float('exp'),
  'math.exp2': float('exp2'),
  'math.expm1': float('expm1'),
  'math.log': float('log'),
  'math.log10': float('log10'),
  'math.log1p': float('log1p'),
  'math.log2': float('log2'),
  'math.powf': float('pow'),
  'math.rsqrt': float('rsqrt'),
  'math.sqrt': float('sqrt'),
  'math.tanh': float('tanh'),
  'math.erf': float('erf'),
  'math.fma': float('fma'),
  'math.ctlz': convertCtlz,
};

// ----- Control flow and functions -----

const successorOperands = (op: Operation, index: number): Value[] => {
  const range = op.getInterface(BranchOp)?.successorOperands(op, index);
  return range ? op.operands.slice(range.start, range.start + range.count) : [];
};

/** IREE_STATUS_FAILED_PRECONDITION. */
const FAILED_PRECONDITION = 9;

const convertAssert: OpConversion = (op, lowering) => {
  const status = lowering.i32(FAILED_PRECONDITION);
  const fails = lowering.invert(lowering.operand(op, 0));
  const message = op.attr('msg');
  lowering.emit('vm.cond_fail', [fails, status], message ? [['message', message]] : []);
  return [];
};

/** Calls a function of the module, or an import with the signature that it declares. */
function callFunction(
  lowering: Lowering,
  callee: string,
  operands: readonly Value[],
  types: readonly Type[],
  tried: readonly string[] = [],
): readonly Value[] {
  const target = lowering.source.region().front.findSymbol(callee);
  const fallback = target?.attr('vm.fallback');
  // Imports that stand in for each other in a circle end in a call of the first again.
  if (fallback?.kind === 'symbol_ref' && !tried.includes(callee))
    return callWithFallback(lowering, callee, fallback.leaf, operands, types, [...tried, callee]);
  return callDirectly(lowering, callee, operands, types);
}

function callDirectly(
  lowering: Lowering,
  callee: string,
  operands: readonly Value[],
  types: readonly Type[],
): readonly Value[] {
  const target = lowering.source.region().front.findSymbol(callee);
  const signature = target?.attr('vm.signature');
  const declared =
    signature?.kind === 'type' && signature.type.kind === 'function' ? signature.type : null;
  const call = lowering.builder.create('vm.call', {
    operands: operands.map((value, i) => lowering.resize(value, declared?.inputs[i] ?? value.type)),
    attributes: [['callee', SymbolRefAttr.get(lowering.context, callee)]],
    resultTypes: declared?.results ?? types,
  });
  return call.results.map((result, i) => lowering.resize(result, types[i] as Type));
}

/** An optional import is called if it is there, else what stands in for it. */
function callWithFallback(
  lowering: Lowering,
  callee: string,
  fallback: string,
  operands: readonly Value[],
  types: readonly Type[],
  tried: readonly string[],
): readonly Value[] {
  const { builder } = lowering;
  const resolved = builder.createValue('vm.import.resolved', {
    attributes: [['import', SymbolRefAttr.get(lowering.context, callee)]],
  });
  const [there, absent, exit] = [lowering.splitOff(), lowering.splitOff(), lowering.splitOff()];
  const results = types.map((type) => exit.addArgument(type, builder.location));
  builder.create('vm.cond_br', {
    operandGroups: [[resolved], [], []],
    successors: [there, absent],
    resultTypes: [],
  });
  for (const [block, call] of [
    [there, () => callDirectly(lowering, callee, operands, types)],
    [absent, () => callFunction(lowering, fallback, operands, types, tried)],
  ] as const) {
    builder.setToEnd(block);
    builder.create('vm.br', { operands: call(), successors: [exit], resultTypes: [] });
  }
  builder.setToEnd(exit);
  return results;
}

const convertCall: OpConversion = (op, lowering) => {
  const callee = op.attr('callee');
  const types = lowering.resultTypes(op);
  if (callee?.kind !== 'symbol_ref' || !types) return null;
  return callFunction(lowering, callee.root, lowering.values(op.operands), types);
};

/** One comparison and branch after another; the default comes last. */
const convertSwitch: OpConversion = (op, lowering) => {
  const { builder } = lowering;
  const flag = lowering.operand(op, 0);
  const suffix = suffixOf(flag.type);
  const given = op.operand(0).type;
  if ((suffix !== 'i32' && suffix !== 'i64') || given.kind !== 'integer' || given.width < 32)
    return lowering.refuse('it chooses by an integer of less than 32 bits');
  const cases = op.attr('case_values');
  op.successors.slice(1).forEach((block, i) => {
    const bits = cases?.kind === 'dense' ? cases.bitsAt(i) : 0n;
    const isThis = lowering.make(`vm.cmp.eq.${suffix}`, [
      flag,
      lowering.integer(flag.type, BigInt.asIntN(given.width, bits)),
    ]);
    const rest = lowering.splitOff();
    builder.create('vm.cond_br', {
      operandGroups: [[isThis], lowering.values(successorOperands(op, i + 1)), []],
      successors: [lowering.block(block), rest],
      resultTypes: [],
    });
    builder.setToEnd(rest);
  });
  builder.create('vm.br', {
    operands: lowering.values(successorOperands(op, 0)),
    successors: [lowering.block(op.successors[0] as Block)],
    resultTypes: [],
  });
  return [];
};

export const controlConversions: Conversions = {
  'func.call': convertCall,
  'func.return'(op, lowering) {
    lowering.emit('vm.return', lowering.values(op.operands));
    return [];
  },
  'cf.assert': convertAssert,
  'cf.br'(op, lowering) {
    lowering.builder.create('vm.br', {
      operands: lowering.values(op.operands),
      successors: op.successors.map((block) => lowering.block(block)),
      resultTypes: [],
    });
    return [];
  },
  'cf.switch': convertSwitch,
  'cf.cond_br'(op, lowering) {
    lowering.builder.create('vm.cond_br', {
      operandGroups: [
        [lowering.operand(op, 0)],
        lowering.values(successorOperands(op, 0)),
        lowering.values(successorOperands(op, 1)),
      ],
      successors: op.successors.map((block) => lowering.block(block)),
      resultTypes: [],
    });
    return [];
  },
};
