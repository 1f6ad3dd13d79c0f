/**
 * Properties: in the eras that have them, the generic form of an operation shows the attributes that its
 * definition names apart, `<{…}>`. Here they are attributes like others, by the names of the seed's era.
 */

import { type Attribute, DictionaryAttr, type NamedAttribute } from './attributes.ts';
import type { Context } from './context.ts';
import type { AttributeDefinition, OpDefinition } from './dialect.ts';
import type { Operation } from './operation.ts';

/** What every operation with groups calls their sizes: here, and in the eras of properties. */
const SEGMENT_SIZES = [
  ['operand', 'operand_segment_sizes', 'operandSegmentSizes'],
  ['result', 'result_segment_sizes', 'resultSegmentSizes'],
] as const;

/** What the sizes of the groups are called in a context's text. */
export const segmentSizesName = (kind: 'operand' | 'result', { hasProperties }: Context): string =>
  hasProperties ? `${kind}SegmentSizes` : `${kind}_segment_sizes`;

/** What an attribute of the definition is called as a property; null if it is none. */
function propertyName(definition: OpDefinition, name: string): string | null {
  for (const [kind, here, there] of SEGMENT_SIZES)
    if (definition.segments[kind] && name === here) return there;
  return definition.attributes.some((attr) => attr.name === name) ? name : null;
}

/** The attribute that a property of the definition is. */
function attributeName(definition: OpDefinition, property: string): string {
  for (const [kind, here, there] of SEGMENT_SIZES)
    if (definition.segments[kind] && property === there) return here;
  return property;
}

export interface SplitAttributes {
  readonly properties: DictionaryAttr;
  readonly others: DictionaryAttr;
}

/** An operation's attributes as the generic form shows them. */
export function splitProperties({ context, definition, attributes }: Operation): SplitAttributes {
  if (!definition) return { properties: context.emptyDictionary, others: attributes };
  const properties: NamedAttribute[] = [];
  const others: NamedAttribute[] = [];
  for (const entry of attributes.entries) {
    const name = propertyName(definition, entry[0]);
    if (name === null) others.push(entry);
    else properties.push([name, entry[1]]);
  }
  return {
    properties: DictionaryAttr.get(context, properties),
    others: DictionaryAttr.get(context, others),
  };
}

/**
 * The attributes that the generic form's two dictionaries stand for. A property wins over an attribute of
 * its name; those that the definition does not have are forgotten, as upstream does.
 */
export function joinProperties(
  definition: OpDefinition,
  properties: DictionaryAttr | null,
  others: DictionaryAttr,
): DictionaryAttr {
  const renamed = ({ entries }: DictionaryAttr): readonly NamedAttribute[] =>
    entries.map(([name, value]) => [attributeName(definition, name), value]);
  const known = properties
    ? renamed(properties).filter(([name]) => propertyName(definition, name) !== null)
    : [];
  return DictionaryAttr.get(others.context, [...renamed(others), ...known]);
}

/** The first property that is held as something else than what stands there. */
export function misfitProperty(
  definition: OpDefinition,
  properties: DictionaryAttr,
): NamedAttribute | undefined {
  return properties.entries.find(([name, value]) => {
    const attr = definition.attributes.find((known) => known.name === name);
    return attr !== undefined && !isHeldAs(attr, value);
  });
}

/** Is the value of the kind that the attribute is held as? What else it must be the verifier says. */
const isHeldAs = ({ constraint }: AttributeDefinition, value: Attribute): boolean =>
  constraint.form === 'enum' || constraint.attrName !== undefined
    ? constraint.matches(value)
    : constraint.kind === undefined || constraint.kind === value.kind;
