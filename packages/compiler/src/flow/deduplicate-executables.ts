/**
 * Keeps one of each of a module's executables (`iree-flow-deduplicate-executables`): those that differ
 * in names and locations only are dispatched as the first of them. Upstream's names stay, with gaps.
 */

import {
  type Attribute,
  type Block,
  type Operation,
  type Region,
  SymbolRefAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';

export const deduplicateExecutables: PassFunction = (module) => {
  const kept = new Map<string, Operation>();
  const duplicates: Operation[] = [];
  /** Entry points of what goes, by what they are replaced with. */
  const entryPoints = new Map<Attribute, Attribute>();
  for (const executable of module.region().front.ops) {
    if (!executable.is('flow.executable')) continue;
    const key = structureOf(executable.region());
    const first = kept.get(key);
    if (!first) {
      kept.set(key, executable);
      continue;
    }
    duplicates.push(executable);
    const replacements = entryPointsOf(first);
    entryPointsOf(executable).forEach((entryPoint, i) => {
      entryPoints.set(entryPoint, replacements[i] as Attribute);
    });
  }
  if (duplicates.length === 0) return;
  module.walk((op) => {
    if (!op.is('flow.dispatch')) return;
    const replacement = entryPoints.get(op.attr('entry_point') as Attribute);
    if (replacement) op.setAttr('entry_point', replacement);
  });
  for (const executable of duplicates) executable.erase();
};

function entryPointsOf(executable: Operation): readonly Attribute[] {
  const name = executable.symbolName ?? '';
  return executable
    .region()
    .front.ops.filter((op) => op.is('flow.executable.export'))
    .map((op) => SymbolRefAttr.get(op.context, name, [op.symbolName ?? '']));
}

/** What differs between executables that are one and the same. */
const NAMES: ReadonlySet<string> = new Set(['function_ref', 'sym_name']);

/** A text that is equal for regions that do the same: values and blocks by their number. */
function structureOf(region: Region): string {
  const values = new Map<Value, number>();
  const blocks = new Map<Block, number>();
  const number = (inside: Region): void => {
    for (const block of inside.blocks) {
      blocks.set(block, blocks.size);
      for (const argument of block.arguments) values.set(argument, values.size);
      for (let op = block.first; op; op = op.next) {
        for (const result of op.results) values.set(result, values.size);
        op.regions.forEach(number);
      }
    }
  };
  number(region);
  let text = '';
  const write = (inside: Region): void => {
    text += '{';
    for (const block of inside.blocks) {
      text += `^${block.arguments.map(({ type }) => type.id).join()}:`;
      for (let op = block.first; op; op = op.next) {
        const attributes = op.attributes.entries.filter(([name]) => !NAMES.has(name));
        text += `${op.name}(${op.operands.map((value) => values.get(value)).join()})`;
        text += `[${op.successors.map((successor) => blocks.get(successor)).join()}]`;
        text += `<${attributes.map(([name, value]) => `${name}=${value.id}`).join()}>`;
        text += `${op.resultTypes.map((type) => type.id).join()};`;
        op.regions.forEach(write);
      }
    }
    text += '}';
  };
  write(region);
  return text;
}
