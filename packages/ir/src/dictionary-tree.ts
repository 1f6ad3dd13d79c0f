/**
 * The dictionaries of a context as a tree of their entries: a node is reached by the entries on the way to
 * it, in order of their names. To find a dictionary takes a step an entry, and no text is put together.
 */

import type { Attribute, DictionaryAttr } from './attributes.ts';

export class DictionaryNode {
  /** The dictionary of the entries on the way here; null until somebody asks for it. */
  dictionary: DictionaryAttr | null = null;
  // The entry that was asked for last: the next operation often has the same.
  #name = '';
  #value: Attribute | null = null;
  #node: DictionaryNode | null = null;
  /** By name, then by value. */
  #nodes: Map<string, Map<Attribute, DictionaryNode>> | null = null;

  /** The node of the entries up to here and one more, whose name comes behind theirs. */
  with(name: string, value: Attribute): DictionaryNode {
    if (value === this.#value && name === this.#name) return this.#node as DictionaryNode;
    this.#nodes ??= new Map();
    let byValue = this.#nodes.get(name);
    if (!byValue) this.#nodes.set(name, (byValue = new Map()));
    let node = byValue.get(value);
    if (!node) byValue.set(value, (node = new DictionaryNode()));
    this.#name = name;
    this.#value = value;
    this.#node = node;
    return node;
  }
}
