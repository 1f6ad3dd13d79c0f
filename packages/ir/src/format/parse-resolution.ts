/** Puts an operation together from what its format parsed: operands, types, regions, segments. */

import type { OpAsmParser, UnresolvedOperand } from '../asm.ts';
import { type Attribute, attributeType, DenseArrayAttr } from '../attributes.ts';
import { tryInferResultTypes } from '../builder.ts';
import type { OpDefinition, OperandDefinition } from '../dialect.ts';
import { Region, type Value } from '../operation.ts';
import { printType } from '../printer/printer.ts';
import type { Type } from '../types.ts';
import { type TypeSource, type TypeSources, typeSourcesOf } from './infer.ts';
import type { FormatFrame, Step } from './parse-frame.ts';

/** The last step of a format's closure. */
export function compileResolution(definition: OpDefinition): Step {
  const sources = typeSourcesOf(definition);
  if (!sources) return () => undefined;
  const isSized = definition.traitNames.has('AttrSizedOperandSegments');
  const hasSizedResults = definition.traitNames.has('AttrSizedResultSegments');
  const infersResults = sources.results.some((source) => source.kind === 'inferred');

  const transformed = transformedVariables(definition, sources);

  return (parser, frame) => {
    const { state } = frame;
    for (const variable of transformed) checkTransformed(parser, frame, variable);
    resolveOperands(parser, frame, definition, sources.operands);
    if (isSized)
      state.attributes.set(
        'operand_segment_sizes',
        DenseArrayAttr.i32(
          parser.context,
          frame.operands.map((group) => group.length),
        ),
      );
    if (frame.allRegions) state.regions.push(...frame.allRegions);
    else
      for (let i = 0; i < frame.regions.length; i++) {
        const group = frame.regions[i] as Region[];
        // What is not variadic is there, if only empty.
        if (group.length === 0 && !definition.regions[i]?.variadic)
          state.regions.push(new Region());
        else append(state.regions, group);
      }
    if (frame.allSuccessors) append(state.successors, frame.allSuccessors);
    else for (const group of frame.successors) append(state.successors, group);
    if (frame.allResultTypes) append(state.resultTypes, frame.allResultTypes);
    else if (infersResults) inferResults(parser, frame, definition);
    else
      for (let i = 0; i < definition.results.length; i++) {
        const group = definition.results[i] as OperandDefinition;
        const explicit = frame.resultTypes[i] ?? (group.arity === 'single' ? null : NO_TYPES);
        const types = sourceTypes(parser, frame, sources.results[i] as TypeSource, explicit);
        if (types) append(state.resultTypes, types);
        else parser.fail(`the type of result '${group.name}' is not known`);
      }
    if (hasSizedResults)
      state.attributes.set(
        'result_segment_sizes',
        DenseArrayAttr.i32(
          parser.context,
          definition.results.map((_, i) => frame.resultTypes[i]?.length ?? 0),
        ),
      );
  };
}

const NO_TYPES: readonly Type[] = [];

/** As `push` of all; spreading a list into a call is slower where there is mostly one. */
function append<T>(to: T[], items: readonly T[]): void {
  for (let i = 0; i < items.length; i++) to.push(items[i] as T);
}

/** A group whose types others are computed from. */
interface TransformedVariable extends OperandDefinition {
  readonly from: 'operand' | 'result';
  readonly index: number;
}

function transformedVariables(
  definition: OpDefinition,
  sources: TypeSources,
): readonly TransformedVariable[] {
  const found = new Map<string, TransformedVariable>();
  for (const source of [...sources.results, ...sources.operands]) {
    if (source.kind !== 'same' || !source.transform || source.as.kind === 'attribute') continue;
    const { kind: from, index } = source.as;
    const group = (from === 'operand' ? definition.operands : definition.results)[index];
    if (group) found.set(group.name, { ...group, from, index });
  }
  return [...found.values()];
}

/** A computation sees only types that satisfy the constraint. */
function checkTransformed(
  parser: OpAsmParser,
  frame: FormatFrame,
  { name, from, index, constraint }: TransformedVariable,
): void {
  const types = (from === 'operand' ? frame.operandTypes : frame.resultTypes)[index] ?? [];
  for (const type of types)
    if (!constraint.matches(type))
      parser.fail(
        `'${name}' must be ${constraint.summary}, but got '${printType(type)}'`,
        parser.nameOffset(),
      );
}

/** Types of a group by its source; `explicit` are those that stand in the text. */
function sourceTypes(
  parser: OpAsmParser,
  frame: FormatFrame,
  source: TypeSource,
  explicit: readonly Type[] | null,
): readonly Type[] | null {
  switch (source.kind) {
    case 'explicit':
      return explicit;
    case 'buildable':
      return [source.build(parser.context)];
    case 'inferred':
      return null;
    case 'same': {
      const { as, transform } = source;
      let types: readonly Type[] | null;
      if (as.kind === 'attribute') {
        const attr = frame.state.attributes.get(as.name);
        const type = attr ? attributeType(attr) : null;
        types = type ? [type] : null;
      } else
        types = (as.kind === 'operand' ? frame.operandTypes : frame.resultTypes)[as.index] ?? null;
      if (!types || !transform) return types;
      const transformed: Type[] = [];
      for (const type of types) {
        const to = transform(type);
        if (!to) return null;
        transformed.push(...(Array.isArray(to) ? to : [to]));
      }
      return transformed;
    }
  }
}

function resolveOperands(
  parser: OpAsmParser,
  frame: FormatFrame,
  definition: OpDefinition,
  sources: readonly TypeSource[],
): void {
  const { state } = frame;
  if (frame.allOperands && frame.allOperandTypes) {
    state.operands.push(
      ...parser.resolveOperands(frame.allOperands, frame.allOperandTypes, placeOf(frame, 0)),
    );
    return;
  }
  if (frame.allOperandTypes) {
    state.operands.push(
      ...parser.resolveOperands(frame.operands.flat(), frame.allOperandTypes, placeOf(frame, 0)),
    );
    return;
  }
  if (frame.allOperands) {
    // All operands in one list: the groups' types in order.
    const types = sources.flatMap((source, i) => [
      ...(sourceTypes(parser, frame, source, frame.operandTypes[i] ?? NO_TYPES) ?? []),
    ]);
    state.operands.push(...parser.resolveOperands(frame.allOperands, types, placeOf(frame, 0)));
    return;
  }
  for (let i = 0; i < sources.length; i++) {
    const operands = frame.operands[i] as readonly UnresolvedOperand[];
    const source = sources[i] as TypeSource;
    if (operands.length === 1 && source.kind === 'same' && source.as.kind !== 'attribute') {
      // The common case: one operand, the type of another.
      const { as, transform } = source;
      const type = (as.kind === 'operand' ? frame.operandTypes : frame.resultTypes)[as.index]?.[0];
      if (type && !transform) {
        state.operands.push(parser.resolveOperand(operands[0] as UnresolvedOperand, type));
        continue;
      }
    }
    const types = sourceTypes(parser, frame, source, frame.operandTypes[i] ?? NO_TYPES);
    if (operands.length === 0 && (types === null || source.kind !== 'explicit')) continue;
    if (types === null)
      parser.fail(`the type of operand '${definition.operands[i]?.name}' is not known`);
    if (types.length === 1 && isOneForAll(frame, source))
      for (const operand of operands) state.operands.push(resolve(parser, operand, types[0]));
    else if (operands.length === 1 && types.length === 1)
      state.operands.push(resolve(parser, operands[0] as UnresolvedOperand, types[0]));
    else state.operands.push(...parser.resolveOperands(operands, types, placeOf(frame, i)));
  }
}

/** Does one type stand for all operands of a group? Not where it is the list of their types. */
function isOneForAll(frame: FormatFrame, source: TypeSource): boolean {
  if (source.kind === 'buildable') return true;
  if (source.kind !== 'same' || !source.transform) return source.kind === 'same';
  const { as, transform } = source;
  if (as.kind === 'attribute') return true;
  const [type] = (as.kind === 'operand' ? frame.operandTypes : frame.resultTypes)[as.index] ?? [];
  return type !== undefined && !Array.isArray(transform(type));
}

/** Where a group of operands stands, if it has been parsed. */
function placeOf(frame: FormatFrame, index: number): number | undefined {
  const at = frame.operandsAt[index];
  return at === undefined || at < 0 ? undefined : at;
}

const resolve = (parser: OpAsmParser, operand: UnresolvedOperand, type: Type | undefined): Value =>
  type ? parser.resolveOperand(operand, type) : parser.fail('an operand has no type', operand.at);

function inferResults(parser: OpAsmParser, frame: FormatFrame, definition: OpDefinition): void {
  const { state } = frame;
  const types = tryInferResultTypes(state.name, {
    context: parser.context,
    operands: state.operands,
    attr: (name) => state.attributes.get(name) ?? defaultOf(parser, definition, name),
    regions: state.regions,
  });
  if (!types) parser.fail('failed to infer returned types');
  state.resultTypes.push(...types);
}

function defaultOf(
  parser: OpAsmParser,
  definition: OpDefinition,
  name: string,
): Attribute | undefined {
  return definition.populated.find((attr) => attr.name === name)?.default?.(parser.context);
}
