/**
 * Where the types come from that an assembly format leaves out: for each operand and result of a
 * definition, another one's type, a computation on it, the constraint's only type, or the
 * operation's own inference.
 */

import type { Context } from '../context.ts';
import type { OpDefinition, OperandDefinition } from '../dialect.ts';
import type { AllTypesMatchTrait, TypesMatchTrait } from '../traits.ts';
import type { Type } from '../types.ts';
import {
  type AssemblyFormat,
  assemblyFormatOf,
  type CustomArgument,
  type FormatElement,
  FormatError,
  type ResultElement,
} from './assembly-format.ts';

/** A named operand, result or typed attribute whose type others follow. */
export type TypeVariable =
  | { readonly kind: 'operand' | 'result'; readonly index: number }
  | { readonly kind: 'attribute'; readonly name: string };

export type TypeSource =
  /** It stands in the text. */
  | { readonly kind: 'explicit' }
  /** That of a variable whose type stands in the text, perhaps transformed. */
  | {
      readonly kind: 'same';
      readonly as: TypeVariable;
      readonly transform: ((type: Type) => Type | readonly Type[] | null) | null;
    }
  | { readonly kind: 'buildable'; readonly build: (context: Context) => Type }
  /** From `inferTypes` of the definition, when the operands are known. */
  | { readonly kind: 'inferred' };

export interface TypeSources {
  readonly operands: readonly TypeSource[];
  readonly results: readonly TypeSource[];
}

const cache = new WeakMap<AssemblyFormat, TypeSources>();

/** Sources of all types of a definition that has an assembly format; null without one. */
export function typeSourcesOf(definition: OpDefinition): TypeSources | null {
  const format = assemblyFormatOf(definition);
  if (!format) return null;
  const known = cache.get(format);
  if (known) return known;
  const sources = inferTypeSources(definition, format);
  cache.set(format, sources);
  return sources;
}

const EXPLICIT: TypeSource = { kind: 'explicit' };
const INFERRED: TypeSource = { kind: 'inferred' };

/** Finds the sources; throws `FormatError` where a type can come from nowhere. */
export function inferTypeSources(definition: OpDefinition, format: AssemblyFormat): TypeSources {
  const seen = new SeenTypes(definition);
  for (const element of format.elements) seen.visit(element);
  const resolvers = traitResolvers(definition, seen);

  const sourceOf = (group: OperandDefinition): TypeSource | null => {
    const resolver = resolvers.get(group.name);
    if (resolver) return resolver;
    const build = group.constraint.buildable;
    return build ? { kind: 'buildable', build } : null;
  };
  const operands = definition.operands.map((group, i) => {
    if (seen.operands[i]) return EXPLICIT;
    return (
      sourceOf(group) ??
      fail(definition, `type of operand #${i}, named '${group.name}', is not inferable`)
    );
  });
  const canInfer =
    definition.spec.inferTypes !== undefined ||
    (definition.traitNames.has('SameOperandsAndResultType') && definition.operands.length > 0);
  const results = definition.results.map((group, i) => {
    if (seen.results[i]) return EXPLICIT;
    return (
      sourceOf(group) ??
      (canInfer
        ? INFERRED
        : fail(definition, `type of result #${i}, named '${group.name}', is not inferable`))
    );
  });
  return { operands, results };
}

function fail(definition: OpDefinition, message: string): never {
  throw new FormatError(definition, message);
}

/** Which types a format spells out. */
class SeenTypes {
  readonly operands: boolean[];
  readonly results: boolean[];
  readonly attributes = new Set<string>();

  constructor(definition: OpDefinition) {
    this.operands = definition.operands.map(() => false);
    this.results = definition.results.map(() => false);
  }

  visit(element: FormatElement | CustomArgument | ResultElement): void {
    switch (element.kind) {
      case 'type':
        this.#mark(element.of);
        break;
      case 'functional-type':
        this.#mark(element.inputs);
        this.#mark(element.results);
        break;
      case 'attribute':
        this.attributes.add(element.definition.name);
        break;
      case 'custom':
        for (const argument of element.arguments) this.visit(argument);
        break;
      case 'optional':
        for (const inner of element.elements) this.visit(inner);
        for (const inner of element.otherwise) this.visit(inner);
        break;
      case 'oilist':
        for (const clause of element.clauses)
          for (const inner of clause.elements) this.visit(inner);
        break;
      case 'ref':
      case 'operand':
      case 'result':
      case 'region':
      case 'successor':
      case 'operands':
      case 'results':
      case 'regions':
      case 'successors':
      case 'literal':
      case 'space':
      case 'attr-dict':
      case 'prop-dict':
        break;
    }
  }

  #mark(element: { readonly kind: string; readonly index?: number }): void {
    switch (element.kind) {
      case 'operands':
        this.operands.fill(true);
        break;
      case 'results':
        this.results.fill(true);
        break;
      case 'operand':
        this.operands[element.index ?? 0] = true;
        break;
      case 'result':
        this.results[element.index ?? 0] = true;
        break;
    }
  }

  /** The variable of that name if the text tells its type. */
  known(definition: OpDefinition, name: string): TypeVariable | null {
    const operand = definition.operands.findIndex((group) => group.name === name);
    if (operand >= 0) return this.operands[operand] ? { kind: 'operand', index: operand } : null;
    const result = definition.results.findIndex((group) => group.name === name);
    if (result >= 0) return this.results[result] ? { kind: 'result', index: result } : null;
    return this.attributes.has(name) ? { kind: 'attribute', name } : null;
  }
}

/** What the definition's traits say of types that are not spelled out, by name. */
function traitResolvers(definition: OpDefinition, seen: SeenTypes): Map<string, TypeSource> {
  const resolvers = new Map<string, TypeSource>();
  const follow = (
    names: readonly string[],
    as: TypeVariable,
    transform: ((type: Type) => Type | readonly Type[] | null) | null,
  ): void => {
    for (const name of names)
      if (!resolvers.has(name)) resolvers.set(name, { kind: 'same', as, transform });
  };
  const operandNames = definition.operands.map((group) => group.name);
  const resultNames = definition.results.map((group) => group.name);
  const firstKnown = (names: readonly string[]): TypeVariable | null => {
    for (const name of names) {
      const known = seen.known(definition, name);
      if (known) return known;
    }
    return null;
  };
  for (const trait of definition.traits) {
    switch (trait.name) {
      case 'AllTypesMatch': {
        const names = (trait as AllTypesMatchTrait).names;
        const known = firstKnown(names);
        if (known) follow(names, known, null);
        break;
      }
      case 'TypesMatchWith': {
        const { from, to, transform } = trait as TypesMatchTrait;
        const known = seen.known(definition, from);
        if (known) follow([to], known, (type) => transform(type));
        break;
      }
      case 'SameTypeOperands': {
        const known = firstKnown(operandNames);
        if (known) follow(operandNames, known, null);
        break;
      }
      case 'SameOperandsAndResultType': {
        const names = [...operandNames, ...resultNames];
        const known = firstKnown(names);
        if (known) follow(names, known, null);
        break;
      }
    }
  }
  return resolvers;
}
