/** Hand-written syntax of the vector dialect: transfers, contractions, reductions, masks. */

import type { AffineMap } from '../../affine.ts';
import { isMinorIdentity, minorIdentity, usedDimResults, zeroMap } from '../../affine-maps.ts';
import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  AffineMapAttr,
  ArrayAttr,
  type Attribute,
  DenseArrayAttr,
  DialectAttr,
  DictionaryAttr,
  IntegerAttr,
  StringAttr,
} from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import { Operation, type Region, type Value } from '../../operation.ts';
import { type MemRefType, type RankedTensorType, type Type, VectorType } from '../../types.ts';
import { combiningKind } from './attributes.ts';

type Parse = (parser: OpAsmParser, state: OperationStateBuilder) => void;
type Print = (printer: OpAsmPrinter, op: Operation) => void;

const vectorOr = (parser: OpAsmParser, type: Type | undefined, at: number): VectorType =>
  type?.kind === 'vector' ? type : parser.fail('invalid kind of type specified', at);

// ----- Transfers -----

/** The map of a transfer that names none: the innermost dimensions of the source. */
export function transferMap(source: MemRefType | RankedTensorType, vector: VectorType): AffineMap {
  const elementRank = source.elementType.kind === 'vector' ? source.elementType.shape.length : 0;
  if (source.shape.length === 0 && vector.shape.length === 1 && vector.shape[0] === 1)
    return zeroMap(0);
  return minorIdentity(source.shape.length, vector.shape.length - elementRank);
}
/** The mask that a transfer of a vector takes: the vector's shape seen through the map. */
export const transferMaskType = (vector: VectorType, map: AffineMap): VectorType =>
  VectorType.get(
    usedDimResults(map).map((result) => vector.shape[result] ?? 1),
    vector.context.i1,
  );

/** What follows the operands: attributes, types, the map, the mask. */
function finishTransfer(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  isWrite: boolean,
  hasMask: boolean,
): {
  readonly source: MemRefType | RankedTensorType;
  readonly vector: VectorType;
  readonly map: AffineMap;
} {
  parser.parseOptionalAttrDict(state.attributes);
  const at = parser.offset();
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  if (types.length !== 2) parser.fail('requires two types', at);
  const [source, vector] = isWrite ? [types[1], types[0]] : types;
  const needsVector = (): void => {
    if (vector?.kind !== 'vector') parser.fail('requires vector type', at);
  };
  if (isWrite) needsVector();
  if (source?.kind !== 'memref' && source?.kind !== 'tensor')
    return parser.fail('requires memref or ranked tensor type', at);
  if (vector?.kind !== 'vector') return parser.fail('requires vector type', at);
  if (hasMask && source.elementType.kind === 'vector')
    parser.fail('does not support masks with vector element type', at);
  let map = state.attributes.get('permutation_map');
  if (!map) {
    map = AffineMapAttr.get(parser.context, transferMap(source, vector));
    state.attributes.set('permutation_map', map);
  }
  if (map.kind !== 'affine_map') return parser.fail('invalid kind of attribute specified', at);
  return { source, vector, map: map.map };
}

const segments = (parser: OpAsmParser, sizes: readonly number[]): Attribute =>
  DenseArrayAttr.i32(parser.context, sizes);

export const parseTransferRead: Parse = (parser, state) => {
  const source = parser.parseOperand();
  const indices = parser.parseOperandList('square');
  parser.parsePunctuation(',');
  const padding = parser.parseOperand();
  const mask = parser.parseOptionalPunctuation(',') ? parser.parseOperand() : null;
  const types = finishTransfer(parser, state, false, mask !== null);
  state.operands.push(
    parser.resolveOperand(source, types.source),
    ...parser.resolveOperands(indices, parser.context.indexType),
    parser.resolveOperand(padding, types.source.elementType),
  );
  if (mask)
    state.operands.push(parser.resolveOperand(mask, transferMaskType(types.vector, types.map)));
  state.attributes.set(
    'operand_segment_sizes',
    segments(parser, [1, indices.length, 1, mask ? 1 : 0]),
  );
  state.resultTypes.push(types.vector);
};

export const parseTransferWrite: Parse = (parser, state) => {
  const vector = parser.parseOperand();
  parser.parsePunctuation(',');
  const source = parser.parseOperand();
  const indices = parser.parseOperandList('square');
  const mask = parser.parseOptionalPunctuation(',') ? parser.parseOperand() : null;
  const types = finishTransfer(parser, state, true, mask !== null);
  state.operands.push(
    parser.resolveOperand(vector, types.vector),
    parser.resolveOperand(source, types.source),
    ...parser.resolveOperands(indices, parser.context.indexType),
  );
  if (mask)
    state.operands.push(parser.resolveOperand(mask, transferMaskType(types.vector, types.map)));
  state.attributes.set(
    'operand_segment_sizes',
    segments(parser, [1, 1, indices.length, mask ? 1 : 0]),
  );
  if (types.source.kind === 'tensor') state.resultTypes.push(types.source);
};

function printTransferAttributes(printer: OpAsmPrinter, op: Operation): void {
  const elided = ['operand_segment_sizes'];
  const map = op.attr('permutation_map');
  if (map?.kind === 'affine_map' && isMinorIdentity(map.map)) elided.push('permutation_map');
  const inBounds = op.attr('in_bounds');
  const anyInBounds =
    inBounds?.kind === 'array' &&
    inBounds.elements.some((e) => e instanceof IntegerAttr && e.value !== 0n);
  if (!anyInBounds) elided.push('in_bounds');
  printer.printOptionalAttrDict(op.attributes, elided);
}

export const printTransferRead: Print = (printer, op) => {
  const [mask] = operandsNamed(op, 'mask');
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print('[');
  printer.printOperands(operandsNamed(op, 'indices'));
  printer.print('], ');
  printer.printOperands([...operandsNamed(op, 'padding'), ...(mask ? [mask] : [])]);
  printTransferAttributes(printer, op);
  printer.print(' : ');
  printer.printTypes([op.operand(0).type, op.result().type]);
};
export const printTransferWrite: Print = (printer, op) => {
  const [mask] = operandsNamed(op, 'mask');
  printer.print(' ');
  printer.printOperands([op.operand(0), op.operand(1)]);
  printer.print('[');
  printer.printOperands(operandsNamed(op, 'indices'));
  printer.print(']');
  if (mask) {
    printer.print(', ');
    printer.printOperand(mask);
  }
  printTransferAttributes(printer, op);
  printer.print(' : ');
  printer.printTypes([op.operand(0).type, op.operand(1).type]);
};

// ----- Contractions -----

const CONTRACTION_ATTRIBUTES = ['indexing_maps', 'iterator_types', 'kind'];

export const parseContract: Parse = (parser, state) => {
  const { context } = parser;
  const at = parser.offset();
  const dictionary = parser.parseAttribute();
  if (dictionary.kind !== 'dictionary')
    return parser.fail('invalid kind of attribute specified', at);
  const lhs = parser.parseOperand();
  parser.parsePunctuation(',');
  const rhs = parser.parseOperand();
  parser.parsePunctuation(',');
  const acc = parser.parseOperand();
  const masks = [];
  while (parser.parseOptionalPunctuation(',')) masks.push(parser.parseOperand());
  parser.parseOptionalAttrDict(state.attributes);
  const typesAt = parser.offset();
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  parser.parseKeyword('into');
  const result = parser.parseType();
  const [lhsType, rhsType] = types;
  if (!lhsType || !rhsType) return parser.fail('expected two types', typesAt);
  state.operands.push(
    parser.resolveOperand(lhs, lhsType),
    parser.resolveOperand(rhs, rhsType),
    parser.resolveOperand(acc, result),
  );
  state.resultTypes.push(result);
  state.attributes.clear();
  for (const [name, value] of dictionary.entries) state.attributes.set(name, value);
  const iterators = state.attributes.get('iterator_types');
  if (iterators?.kind !== 'array')
    return parser.fail('expected iterator_types to be an array attribute', at);
  const kinds = iterators.elements.map((element) => {
    const name = element.kind === 'string' ? element.value : '';
    if (name !== 'parallel' && name !== 'reduction')
      parser.fail(`unexpected iterator_type (${name})`, at);
    return DialectAttr.get(context, 'vector', 'iterator_type', [name]);
  });
  state.attributes.set('iterator_types', ArrayAttr.get(context, kinds));
  if (!state.attributes.has('kind')) state.attributes.set('kind', combiningKind(context, 'add'));
  // Masks may still be written: that they are too many operands is the verifier's to say.
  if (masks.length === 0) return;
  if (masks.length !== 2)
    parser.fail('expected zero or exactly 2 vector mask operands', parser.nameOffset());
  const maskTypes = [lhsType, rhsType].map((type) =>
    VectorType.get(vectorOr(parser, type, typesAt).shape, context.i1),
  );
  state.operands.push(...parser.resolveOperands(masks, maskTypes, at));
};

export const printContract: Print = (printer, op) => {
  const shown = CONTRACTION_ATTRIBUTES.flatMap((name) => {
    const value = op.attr(name);
    if (!value) return [];
    if (name !== 'iterator_types' || value.kind !== 'array') return [[name, value] as const];
    const names = value.elements.map((e) =>
      StringAttr.get(op.context, e.kind === 'dialect' ? String(e.params[0]) : ''),
    );
    return [[name, ArrayAttr.get(op.context, names)] as const];
  });
  printer.print(' ');
  printer.printAttribute(DictionaryAttr.get(op.context, shown));
  printer.print(' ');
  printer.printOperands(op.operands);
  printer.printOptionalAttrDict(op.attributes, CONTRACTION_ATTRIBUTES);
  printer.print(' : ');
  printer.printTypes([op.operand(0).type, op.operand(1).type]);
  printer.print(' into ');
  printer.printType(op.result().type);
};

// ----- Reductions, outer products -----

export const parseReduction: Parse = (parser, state) => {
  const { context } = parser;
  const definition = context.attrDefinition('vector.kind');
  const written = parser.parseOptionalExtendedAttribute();
  state.attributes.set(
    'kind',
    written ??
      DialectAttr.get(context, 'vector', 'kind', definition?.parse?.(parser, null) ?? ['add']),
  );
  parser.parsePunctuation(',');
  const operands = parser.parseOperandList();
  const vector = parser.parseColonType();
  parser.parseKeyword('into');
  const result = parser.parseType();
  const [first, second, ...others] = operands;
  if (!first || others.length > 0)
    return parser.fail('unsupported number of operands', parser.nameOffset());
  state.operands.push(parser.resolveOperand(first, vector));
  if (second) state.operands.push(parser.resolveOperand(second, result));
  state.resultTypes.push(result);
};
export const printReduction: Print = (printer, op) => {
  const kind = op.attr('kind');
  printer.print(' ');
  if (kind?.kind === 'dialect') printer.printStrippedAttribute(kind);
  printer.print(', ');
  printer.printOperands(op.operands);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
  printer.print(' into ');
  printer.printType(op.result().type);
};

export const parseOuterProduct: Parse = (parser, state) => {
  const operands = parser.parseOperandList();
  parser.parseOptionalAttrDict(state.attributes);
  const lhsType = parser.parseColonType();
  parser.parsePunctuation(',');
  const rhsType = parser.parseType();
  const at = parser.nameOffset();
  const [lhs, rhs, acc] = operands;
  if (!lhs || !rhs) return parser.fail('expected at least 2 operands', at);
  if (lhsType.kind !== 'vector') return parser.fail('expected vector type for operand #1', at);
  const isVector = rhsType.kind === 'vector';
  const result = VectorType.get(
    [lhsType.shape[0] ?? 1, ...(isVector ? [rhsType.shape[0] ?? 1] : [])],
    lhsType.elementType,
    lhsType.numScalableDims + (isVector ? rhsType.numScalableDims : 0),
  );
  if (!state.attributes.has('kind'))
    state.attributes.set('kind', combiningKind(parser.context, 'add'));
  state.operands.push(parser.resolveOperand(lhs, lhsType), parser.resolveOperand(rhs, rhsType));
  if (acc) state.operands.push(parser.resolveOperand(acc, result));
  state.resultTypes.push(result);
};
export const printOuterProduct: Print = (printer, op) => {
  printer.print(' ');
  printer.printOperands(op.operands);
  if (op.numOperands > 2) printer.printOptionalAttrDict(op.attributes);
  printer.print(' : ');
  printer.printTypes([op.operand(0).type, op.operand(1).type]);
};

// ----- Masks, lanes -----

/** The one operation's results are passed on, whatever the yield is that may be written behind it. */
function yieldMasked(region: Region, state: OperationStateBuilder): void {
  const block = region.entry ?? region.append();
  const last = block.last;
  if (last?.is('vector.yield')) {
    const masked = last.previous;
    if (!masked || masked.previous) return;
    last.setOperands(masked.results);
    last.setLocation(state.location);
    return;
  }
  block.append(
    Operation.create({
      name: 'vector.yield',
      location: state.location,
      operands: last && !last.previous ? last.results : [],
    }),
  );
}

export const parseMask: Parse = (parser, state) => {
  const mask = parser.parseOperand();
  const passthru = parser.parseOptionalPunctuation(',') ? parser.parseOperand() : null;
  const region = parser.parseRegion();
  yieldMasked(region, state);
  state.regions.push(region);
  parser.parseOptionalAttrDict(state.attributes);
  const maskType = parser.parseColonType();
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  state.operands.push(parser.resolveOperand(mask, maskType));
  if (!passthru) return;
  const [first] = state.resultTypes;
  if (!first) parser.fail('expects a result if passthru operand is provided', passthru.at);
  else state.operands.push(parser.resolveOperand(passthru, first));
};
export const printMask: Print = (printer, op) => {
  printer.print(' ');
  printer.printOperands(op.operands);
  printer.print(' { ');
  const first = op.region().entry?.first;
  if (first) printer.printOperation(first);
  printer.print(' }');
  printer.printOptionalAttrDict(op.attributes);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
  if (op.numResults === 0) return;
  printer.print(' -> ');
  printer.printTypes(op.resultTypes);
};

export const parseWarp: Parse = (parser, state) => {
  parser.parsePunctuation('(');
  const lane = parser.parseOperand();
  parser.parsePunctuation(')');
  parser.parsePunctuation('[');
  const size = parser.parseInteger();
  parser.parsePunctuation(']');
  state.attributes.set('warp_size', IntegerAttr.i64(parser.context, size));
  state.operands.push(parser.resolveOperand(lane, parser.context.indexType));
  if (parser.parseOptionalKeyword('args') !== null) {
    parser.parsePunctuation('(');
    const at = parser.offset();
    const operands = parser.parseOperandList();
    parser.parsePunctuation(':');
    const types = parser.parseTypeList();
    parser.parsePunctuation(')');
    state.operands.push(...parser.resolveOperands(operands, types, at));
  }
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  state.regions.push(parser.parseRegion());
  parser.parseOptionalAttrDict(state.attributes);
};
export const printWarp: Print = (printer, op) => {
  const args: readonly Value[] = op.operands.slice(1);
  printer.print('(');
  printer.printOperand(op.operand(0));
  printer.print(`)[${op.intAttr('warp_size') ?? 0n}]`);
  if (args.length > 0) {
    printer.print(' args(');
    printer.printOperands(args);
    printer.print(' : ');
    printer.printTypes(args.map((arg) => arg.type));
    printer.print(')');
  }
  if (op.numResults > 0) {
    printer.print(' -> (');
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  printer.printRegion(op.region(), { printBlockTerminators: op.numResults > 0 });
  printer.printOptionalAttrDict(op.attributes, ['warp_size']);
};

// ----- type_cast -----

export const parseTypeCast: Parse = (parser, state) => {
  const operand = parser.parseOperand();
  parser.parseOptionalAttrDict(state.attributes);
  const from = parser.parseColonType();
  parser.parseKeyword('to');
  state.resultTypes.push(parser.parseType());
  state.operands.push(parser.resolveOperand(operand, from));
};
export const printTypeCast: Print = (printer, op) => {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.printOptionalAttrDict(op.attributes);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
  printer.print(' to ');
  printer.printType(op.result().type);
};
