/**
 * Copies IR into another context: types and attributes are the other's own afterwards, and locations are in
 * the same source.
 */

import {
  ArrayAttr,
  type Attribute,
  CallSiteLoc,
  type Context,
  DenseElementsAttr,
  DictionaryAttr,
  FileLineColLoc,
  FusedLoc,
  isLocation,
  type Location,
  NameLoc,
  parseAttribute,
  parseType,
  printAttribute,
  printType,
  type Type,
  TypeAttr,
  UnknownLoc,
} from '@iree-workbench/ir';

/** Something that the other context has nothing for. */
export class UnknownThere extends Error {}

export class ContextCopy {
  readonly context: Context;
  readonly #types = new Map<Type, Type>();
  readonly #attributes = new Map<Attribute, Attribute>();

  constructor(context: Context) {
    this.context = context;
  }

  /** The type in the other context. Throws UnknownThere. */
  type(type: Type): Type {
    const known = this.#types.get(type);
    if (known) return known;
    const text = printType(type);
    const { value } = parseType(this.context, text);
    if (!value) throw new UnknownThere(`type '${text}'`);
    this.#types.set(type, value);
    return value;
  }

  /** The attribute, likewise. */
  attribute(attr: Attribute): Attribute {
    const known = this.#attributes.get(attr);
    if (known) return known;
    const copy = isLocation(attr) ? this.location(attr) : this.#copy(attr);
    this.#attributes.set(attr, copy);
    return copy;
  }

  dictionary({ entries }: DictionaryAttr): DictionaryAttr {
    return DictionaryAttr.get(
      this.context,
      entries.map(([name, value]) => [name, this.attribute(value)] as const),
    );
  }

  #copy(attr: Exclude<Attribute, Location>): Attribute {
    switch (attr.kind) {
      case 'array':
        return ArrayAttr.get(
          this.context,
          attr.elements.map((element) => this.attribute(element)),
        );
      case 'dictionary':
        return this.dictionary(attr);
      case 'type':
        return TypeAttr.get(this.type(attr.type));
      case 'dense':
        return DenseElementsAttr.get(this.type(attr.type) as typeof attr.type, attr.data);
      case 'dense_resource': {
        const resource = attr.context.resources.get(attr.key);
        if (resource) this.context.resources.set(attr.key, resource);
        return this.#read(attr);
      }
      default:
        return this.#read(attr);
    }
  }

  #read(attr: Attribute): Attribute {
    const text = printAttribute(attr);
    const { value } = parseAttribute(this.context, text);
    if (!value) throw new UnknownThere(`attribute '${text}'`);
    return value;
  }

  location(location: Location): Location {
    switch (location.kind) {
      case 'loc.unknown':
        return UnknownLoc.get(this.context);
      case 'loc.file':
        return location.source
          ? FileLineColLoc.at(this.context, location.source, location.offset)
          : FileLineColLoc.get(this.context, location.file, location.line, location.column);
      case 'loc.name':
        return NameLoc.get(location.name, this.location(location.child));
      case 'loc.callsite':
        return CallSiteLoc.get(this.location(location.callee), this.location(location.caller));
      case 'loc.fused':
        return FusedLoc.getRaw(
          this.context,
          location.locations.map((inner) => this.location(inner)),
          location.metadata && this.attribute(location.metadata),
        );
    }
  }
}
