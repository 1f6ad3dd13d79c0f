/**
 * Traits under upstream's names, with the checks that they bring. Order of checks and wording of
 * messages are upstream's.
 */

import { attributeType } from './attributes.ts';
import type {
  AttributeDefinition,
  InferState,
  OpDefinition,
  Trait,
  VerifyContext,
} from './dialect.ts';
import { operandGroup, resultGroup } from './dialect.ts';
import type { Operation, Value } from './operation.ts';
import {
  DYNAMIC,
  elementTypeOrSelf,
  isRankedShaped,
  isShaped,
  isTensor,
  type Type,
} from './types.ts';

const plain = (name: string): Trait => ({ name });

/** No side effects and speculatable. */
export const Pure = plain('Pure');
export const AlwaysSpeculatable = plain('AlwaysSpeculatable');
/** May run where it would not have if all operations in its regions may. */
export const RecursivelySpeculatable = plain('RecursivelySpeculatable');
/** Its effects are those of the operations in its regions. */
export const RecursiveMemoryEffects = plain('RecursiveMemoryEffects');
export const Commutative = plain('Commutative');
export const Idempotent = plain('Idempotent');
export const Involution = plain('Involution');
export const ConstantLike = plain('ConstantLike');
export const AffineScope = plain('AffineScope');
export const AutomaticAllocationScope = plain('AutomaticAllocationScope');
/** Are all operands and results of one and the same type? Quick to see, and true of most operations. */
function hasOneType(op: Operation): boolean {
  const { numOperands, numResults } = op;
  if (numOperands + numResults === 0) return true;
  const { type } = numResults > 0 ? op.result() : op.operand(0);
  for (let i = 0; i < numOperands; i++) if (op.operand(i).type !== type) return false;
  for (let i = 1; i < numResults; i++) if (op.result(i).type !== type) return false;
  return true;
}

/** Scalars go in and come out, or vectors (tensors) of one shape. */
export const Elementwise: Trait = {
  name: 'Elementwise',
  verify(op, report) {
    if (op.numOperands > 0 && op.numResults > 0 && hasOneType(op)) return true;
    const isMappable = (type: Type): boolean => type.kind === 'vector' || isTensor(type);
    const operands = valueTypes(op.operands).filter(isMappable);
    const results = op.resultTypes.filter(isMappable);
    if (operands.length === 0 && results.length === 0) return true;
    if (operands.length === 0)
      return report.opError(
        'if a result is non-scalar, then at least one operand must be non-scalar',
      );
    if (results.length === 0)
      return report.opError(
        'if an operand is non-scalar, then there must be at least one non-scalar result',
      );
    if (results.length !== op.numResults)
      return report.opError('if an operand is non-scalar, then all results must be non-scalar');
    const types = [...operands, ...results];
    return (
      (types.every((type) => type.kind === types[0]?.kind) && allCompatible(types)) ||
      report.opError('all non-scalar operands/results must have the same shape and base type')
    );
  },
};
export const Scalarizable = plain('Scalarizable');
export const Vectorizable = plain('Vectorizable');
export const Tensorizable = plain('Tensorizable');
/** The four traits that upstream bundles under this name. */
export const ElementwiseMappable: readonly Trait[] = [
  Elementwise,
  Scalarizable,
  Vectorizable,
  Tensorizable,
];
/** Regions without dominance: order of operations is free. */
export const GraphRegion = plain('GraphRegion');
/** Region blocks need no terminator. */
export const NoTerminator = plain('NoTerminator');
export const ReturnLike = plain('ReturnLike');
export const NoRegionArguments: Trait = {
  name: 'NoRegionArguments',
  verify: (op, report) =>
    op.regions.every((region, i) =>
      region.entry && region.entry.arguments.length > 0
        ? op.regions.length === 1
          ? report.opError('region should have no arguments')
          : report.opError(`region #${i} should have no arguments`)
        : true,
    ),
};

export const Terminator: Trait = {
  name: 'Terminator',
  verify(op, report) {
    const block = op.block;
    if (!block || block.last !== op)
      return report.opError('must be the last operation in the parent block');
    return true;
  },
};

export const SymbolTable: Trait = {
  name: 'SymbolTable',
  verify(op, report) {
    if (op.regions.length !== 1) return report.opError('expected to have a single region');
    return true;
  },
};
/** Redefinitions inside are the verifier's business; this marks a named operation. */
export const SymbolTrait: Trait = {
  name: 'Symbol',
  verify(op, report) {
    const declared = op.definition && attributeNamed(op.definition, 'sym_name');
    if (op.symbolName === undefined && !declared?.optional)
      return report.opError("requires string attribute 'sym_name'");
    const visibility = op.attr('sym_visibility');
    if (visibility && visibility.kind !== 'string')
      return report.opError(
        "requires visibility attribute 'sym_visibility' to be a string attribute",
      );
    if (
      visibility?.kind === 'string' &&
      !['public', 'private', 'nested'].includes(visibility.value)
    )
      return report.opError(
        `visibility expected to be one of ["public", "private", "nested"], but got ${report.printAttribute(visibility)}`,
      );
    return true;
  },
};

/** Values from outside may not be used inside. */
export const IsolatedFromAbove: Trait = {
  name: 'IsolatedFromAbove',
  verifyRegions(op, report) {
    for (const region of op.regions) {
      const ok = region.blocks.every((block) =>
        block.ops.every((inner) =>
          inner.walk((user) => {
            for (const value of user.operands) {
              const home = value.parentBlock?.region;
              if (home && home !== region && !region.isProperAncestorOf(home)) {
                reportOn(report, user)('using value defined outside the region', op);
                return 'stop';
              }
            }
            // What is isolated inside is checked on its own.
            return user !== op && user.hasTrait('IsolatedFromAbove') ? 'skip' : undefined;
          }, 'pre'),
        ),
      );
      if (!ok) return false;
    }
    return true;
  },
};

/** A verify context speaks for one operation; this finding is about another. */
function reportOn(report: VerifyContext, user: Operation) {
  return (message: string, isolated: Operation): false =>
    report.opErrorAt(user, message, [
      { op: isolated, message: 'required by region isolation constraints' },
    ]);
}

/** Traits that are verified before the constraints on operands, results and attributes. */
export const STRUCTURAL_TRAITS: ReadonlySet<string> = new Set([
  'AttrSizedOperandSegments',
  'AttrSizedResultSegments',
  'HasParent',
  'NoRegionArguments',
  'NoTerminator',
  'SingleBlock',
  'SingleBlockImplicitTerminator',
]);
/** Traits that are verified with those constraints, before all others. */
export const PREDICATE_TRAITS: ReadonlySet<string> = new Set([
  'AllElementTypesMatch',
  'AllRanksMatch',
  'AllShapesMatch',
  'AllTypesMatch',
  'Pred',
  'TypesMatchWith',
]);

export const SingleBlock: Trait = {
  name: 'SingleBlock',
  verify(op, report) {
    for (const [i, region] of op.regions.entries()) {
      if (region.isEmpty) continue;
      if (!region.hasOneBlock) return report.opError(`expects region #${i} to have 0 or 1 blocks`);
      if (region.front.isEmpty && !op.hasTrait('NoTerminator'))
        return report.opError(`expects a non-empty block`);
    }
    return true;
  },
};

export interface ImplicitTerminatorTrait extends Trait {
  /** The operation that the parser adds and the printer leaves out. */
  readonly terminator: string;
}
/** Single block, ended by `terminator`, which the syntax leaves out. */
export const SingleBlockImplicitTerminator = (terminator: string): ImplicitTerminatorTrait => ({
  name: 'SingleBlockImplicitTerminator',
  terminator,
  ...(SingleBlock.verify && { verify: SingleBlock.verify }),
  verifyRegions(op, report) {
    for (const region of op.regions) {
      const last = region.entry?.last;
      if (last && !last.is(terminator))
        return report.opError(`expects regions to end with '${terminator}', found '${last.name}'`, [
          {
            message: `in custom textual format, the absence of terminator implies '${terminator}'`,
          },
        ]);
    }
    return true;
  },
});

/** The terminator that a definition's regions end in implicitly, or null. */
export function implicitTerminator(definition: OpDefinition): string | null {
  for (const trait of definition.traits) if ('terminator' in trait) return String(trait.terminator);
  return null;
}

export const HasParent = (...parents: readonly string[]): Trait => ({
  name: 'HasParent',
  verify(op, report) {
    const parent = op.parentOp;
    if (parent && parents.includes(parent.name)) return true;
    const list = `'${parents.join(', ')}'`;
    return report.opError(
      parents.length === 1 ? `expects parent op ${list}` : `expects parent op to be one of ${list}`,
    );
  },
});

const shapeOf = (type: Type): readonly number[] | null =>
  isRankedShaped(type) ? type.shape : isShaped(type) ? null : [];
const compatibleShapes = (a: Type, b: Type): boolean => {
  if (isShaped(a) !== isShaped(b)) return false;
  const [x, y] = [shapeOf(a), shapeOf(b)];
  if (!x || !y) return true;
  return (
    x.length === y.length && x.every((size, i) => size < 0 || (y[i] ?? 0) < 0 || size === y[i])
  );
};
const isScalable = (type: Type): boolean => type.kind === 'vector' && type.numScalableDims > 0;
/** Could all shapes be one? Dynamic sizes and unknown ranks fit everything. */
function allCompatible(types: readonly Type[]): boolean {
  if (!types.some(isShaped)) return true;
  if (!types.every(isShaped)) return false;
  if (types.some(isScalable) && !types.every(isScalable)) return false;
  const shapes = types.flatMap((type) => {
    const shape = shapeOf(type);
    return shape ? [shape] : [];
  });
  const [first] = shapes;
  return (
    !first ||
    (shapes.every((shape) => shape.length === first.length) &&
      first.every((_, i) => {
        const known = shapes.map((shape) => shape[i] ?? DYNAMIC).filter((size) => size !== DYNAMIC);
        return known.every((size) => size === known[0]);
      }))
  );
}
const valueTypes = (values: readonly Value[]): Type[] => values.map((value) => value.type);

export const SameTypeOperands: Trait = {
  name: 'SameTypeOperands',
  verify: (op, report) =>
    op.operands.every((operand) => operand.type === op.operand(0).type) ||
    report.opError('requires all operands to have the same type'),
};
/** What compares operands, or operands and results, wants one of each. */
const hasSome = (op: Operation, report: VerifyContext, withResults: boolean): boolean =>
  op.numOperands === 0
    ? report.opError('expected 1 or more operands, but found 0')
    : !withResults || op.numResults > 0 || report.opError('expected 1 or more results');

export const SameOperandsAndResultType: Trait = {
  name: 'SameOperandsAndResultType',
  verify(op, report) {
    if (!hasSome(op, report, true)) return false;
    if (hasOneType(op)) return true;
    const types = [...valueTypes(op.operands), ...op.resultTypes];
    const first = op.resultTypes[0] ?? types[0];
    if (!first) return true;
    const same = types.every(
      (type) =>
        elementTypeOrSelf(type) === elementTypeOrSelf(first) && compatibleShapes(type, first),
    );
    return same || report.opError('requires the same type for all operands and results');
  },
};
export const SameOperandsShape: Trait = {
  name: 'SameOperandsShape',
  verify: (op, report) =>
    hasSome(op, report, false) &&
    (hasOneType(op) ||
      allCompatible(valueTypes(op.operands)) ||
      report.opError('requires the same shape for all operands')),
};
export const SameOperandsAndResultShape: Trait = {
  name: 'SameOperandsAndResultShape',
  verify: (op, report) =>
    hasSome(op, report, true) &&
    (hasOneType(op) ||
      allCompatible([...valueTypes(op.operands), ...op.resultTypes]) ||
      report.opError('requires the same shape for all operands and results')),
};
export const SameOperandsElementType: Trait = {
  name: 'SameOperandsElementType',
  verify: (op, report) =>
    hasSome(op, report, false) &&
    (hasOneType(op) ||
      new Set(valueTypes(op.operands).map(elementTypeOrSelf)).size <= 1 ||
      report.opError('requires the same element type for all operands')),
};
export const SameOperandsAndResultElementType: Trait = {
  name: 'SameOperandsAndResultElementType',
  verify: (op, report) =>
    hasSome(op, report, true) &&
    (hasOneType(op) ||
      new Set([...valueTypes(op.operands), ...op.resultTypes].map(elementTypeOrSelf)).size <= 1 ||
      report.opError('requires the same element type for all operands and results')),
};

/** Sizes of operand groups are an attribute, `operand_segment_sizes`. */
export const AttrSizedOperandSegments = plain('AttrSizedOperandSegments');
export const AttrSizedResultSegments = plain('AttrSizedResultSegments');

/** Values of a named operand or result, or null if there is no such group. */
export function valuesNamed(op: Operation, name: string): Value[] | null {
  const definition = op.definition;
  if (!definition) return null;
  const operand = definition.operands.findIndex((group) => group.name === name);
  if (operand >= 0) return operandGroup(op, operand);
  const result = definition.results.findIndex((group) => group.name === name);
  return result >= 0 ? resultGroup(op, result) : null;
}

export interface AllTypesMatchTrait extends Trait {
  readonly names: readonly string[];
}
/** Named operands, results and typed attributes of one type; formats infer the rest from one. */
export const AllTypesMatch = (...names: readonly string[]): AllTypesMatchTrait => ({
  name: 'AllTypesMatch',
  names,
  verify(op, report) {
    // Of variadic operands and results, the lists of types are compared.
    const [first = [], ...others] = names.map((name) => namedTypes(op, name));
    const areEqual = others.every(
      (types) => types.length === first.length && types.every((type, i) => type === first[i]),
    );
    return (
      areEqual ||
      report.error(
        `'${op.name}' op failed to verify that all of {${names.join(', ')}} have same type`,
      )
    );
  },
});
export const AllElementTypesMatch = (...names: readonly string[]): AllTypesMatchTrait => ({
  name: 'AllElementTypesMatch',
  names,
  verify(op, report) {
    const types = names.flatMap((name) => valueTypes(valuesNamed(op, name) ?? []));
    return (
      new Set(types.map(elementTypeOrSelf)).size <= 1 ||
      report.error(
        `'${op.name}' op failed to verify that all of {${names.join(', ')}} have same element type`,
      )
    );
  },
});
export const AllShapesMatch = (...names: readonly string[]): AllTypesMatchTrait => ({
  name: 'AllShapesMatch',
  names,
  verify(op, report) {
    const types = names.flatMap((name) => valueTypes(valuesNamed(op, name) ?? []));
    return (
      allCompatible(types) ||
      report.error(
        `'${op.name}' op failed to verify that all of {${names.join(', ')}} have same shape`,
      )
    );
  },
});

/** Named operands and results of one rank. */
export const AllRanksMatch = (...names: readonly string[]): Trait => ({
  name: 'AllRanksMatch',
  verify(op, report) {
    const ranks = names
      .flatMap((name) => valueTypes(valuesNamed(op, name) ?? []))
      .map((type) => shapeOf(type)?.length);
    return (
      ranks.every((rank) => rank === ranks[0]) ||
      report.opError(`failed to verify that all of {${names.join(', ')}} have same rank`)
    );
  },
});
/** A predicate on the operation; `summary` completes "failed to verify that …". */
export const PredTrait = (summary: string, holds: (op: Operation) => boolean): Trait => ({
  name: 'Pred',
  verify: (op, report) => holds(op) || report.opError(`failed to verify that ${summary}`),
});
/** Result `result` has the element type of operand `operand`. */
export const SameElementTypeAsOperand = (summary: string, result: number, operand: number): Trait =>
  PredTrait(
    summary,
    (op) =>
      op.numResults > result &&
      op.numOperands > operand &&
      elementTypeOrSelf(op.result(result).type) === elementTypeOrSelf(op.operand(operand).type),
  );

export interface TypesMatchTrait extends Trait {
  readonly from: string;
  readonly to: string;
  /**
   * Type of `to` computed from the type of `from` (an operand, a result, or a typed attribute); a list
   * is the types of all values of a variadic `to`.
   */
  readonly transform: (type: Type, state?: InferState) => Type | readonly Type[] | null;
}
/**
 * The type of `to` follows from that of `from`; upstream's `TypesMatchWith`, whose summary completes
 * "failed to verify that …".
 */
export const TypesMatchWith = (
  summary: string,
  from: string,
  to: string,
  transform: (type: Type) => Type | readonly Type[] | null,
): TypesMatchTrait => ({
  name: 'TypesMatchWith',
  from,
  to,
  transform,
  verify(op, report) {
    const source = namedTypes(op, from);
    const target = namedTypes(op, to);
    const ok = source.every((type, i) => {
      const expected = transform(type);
      if (isTypeList(expected))
        return expected.length === target.length && expected.every((each, k) => each === target[k]);
      return expected === null || target[i] === undefined || target[i] === expected;
    });
    return ok || report.error(`'${op.name}' op failed to verify that ${summary}`);
  },
});

const isTypeList = (types: Type | readonly Type[] | null): types is readonly Type[] =>
  Array.isArray(types);

function namedTypes(op: Operation, name: string): Type[] {
  const values = valuesNamed(op, name);
  if (values) return valueTypes(values);
  const value = op.attr(name);
  const type = value && attributeType(value);
  return type ? [type] : [];
}

/** Definition of a named attribute, or undefined. */
export const attributeNamed = (
  definition: OpDefinition,
  name: string,
): AttributeDefinition | undefined => definition.attributes.find((attr) => attr.name === name);
