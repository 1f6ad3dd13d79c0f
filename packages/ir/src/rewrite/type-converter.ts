/** Which types become which in a conversion between dialects, and how values cross the border. */

import type { Location } from '../attributes.ts';
import type { Builder } from '../builder.ts';
import type { Operation, Value } from '../operation.ts';
import { FunctionType, type Type } from '../types.ts';

/** A type, several in place of one, null if it cannot be converted, undefined if unknown. */
export type TypeConversion = (type: Type) => Type | readonly Type[] | null | undefined;

/** Makes a value of the type from others; null if it cannot. */
export type Materialization = (
  builder: Builder,
  type: Type,
  inputs: readonly Value[],
  location: Location,
) => Value | null;

export class TypeConverter {
  readonly #conversions: TypeConversion[] = [];
  readonly #sources: Materialization[] = [];
  readonly #targets: Materialization[] = [];
  readonly #cache = new Map<Type, readonly Type[] | null>();

  /** Rules added later go first. */
  addConversion(conversion: TypeConversion): this {
    this.#conversions.unshift(conversion);
    this.#cache.clear();
    return this;
  }
  /** From converted values back to a value of the type before. */
  addSourceMaterialization(materialization: Materialization): this {
    this.#sources.unshift(materialization);
    return this;
  }
  /** From a value that was not converted to the type after. */
  addTargetMaterialization(materialization: Materialization): this {
    this.#targets.unshift(materialization);
    return this;
  }

  /** The types that take the place of one; null if it cannot be converted. */
  convert(type: Type): readonly Type[] | null {
    let types = this.#cache.get(type);
    if (types === undefined) {
      types = this.#convert(type);
      this.#cache.set(type, types);
    }
    return types;
  }
  #convert(type: Type): readonly Type[] | null {
    for (const conversion of this.#conversions) {
      const result = conversion(type);
      if (result === undefined) continue;
      return result === null || Array.isArray(result) ? result : [result as Type];
    }
    return null;
  }
  /** The one type that takes the place of another; null if there is none or there are several. */
  convertType(type: Type): Type | null {
    const types = this.convert(type);
    return types?.length === 1 ? (types[0] as Type) : null;
  }
  /** Types of a whole list; null if one of them cannot be converted. */
  convertTypes(types: readonly Type[]): Type[] | null {
    const converted = types.map((type) => this.convert(type));
    return converted.every((list) => list !== null) ? converted.flat() : null;
  }
  convertFunctionType(type: FunctionType): FunctionType | null {
    const inputs = this.convertTypes(type.inputs);
    const results = this.convertTypes(type.results);
    return inputs && results && FunctionType.get(type.context, inputs, results);
  }
  isLegalType(type: Type): boolean {
    return type.kind === 'function'
      ? [...type.inputs, ...type.results].every((inner) => this.isLegalType(inner))
      : this.convertType(type) === type;
  }
  /** Are all types of operands, results and a function's signature as they should be? */
  isLegal(op: Operation): boolean {
    const signature = op.attr('function_type');
    return (
      op.operands.every((operand) => this.isLegalType(operand.type)) &&
      op.results.every((result) => this.isLegalType(result.type)) &&
      (signature?.kind !== 'type' || this.isLegalType(signature.type))
    );
  }

  materialize(
    direction: 'source' | 'target',
    builder: Builder,
    type: Type,
    inputs: readonly Value[],
    location: Location,
  ): Value | null {
    for (const materialization of direction === 'source' ? this.#sources : this.#targets) {
      const value = materialization(builder, type, inputs, location);
      if (value) return value;
    }
    return null;
  }
}
