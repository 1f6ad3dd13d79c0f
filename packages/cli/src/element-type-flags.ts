/** The flags that change element types: `--iree-mhlo-demote-…`, `--iree-flow-promote-…`. */

import {
  ELEMENT_TYPE_CHANGES,
  type ElementTypeChange,
  type ElementTypeChanges,
  MHLO_CHANGES,
} from '@iree-workbench/compiler/input-types';
import { type Command, Option } from 'commander';

const PLACES: Readonly<Record<keyof ElementTypeChanges, readonly ElementTypeChange[]>> = {
  mhlo: MHLO_CHANGES,
  flow: ELEMENT_TYPE_CHANGES,
};

const flagName = (place: string, change: ElementTypeChange): string => `iree-${place}-${change}`;

/** `f64 values become f32` */
const description = (change: ElementTypeChange): string => {
  const [, from, , into] = change.split('-');
  return `${from} values become ${into}`;
};

/** Adds the flags: on by default for programs in mhlo, and off for others. */
export function elementTypeFlags(command: Command): Command {
  for (const [place, changes] of Object.entries(PLACES))
    for (const change of changes) {
      const name = flagName(place, change);
      const where = place === 'mhlo' ? ' in programs of mhlo' : '';
      command.option(`--${name}`, `${description(change)}${where}`, place === 'mhlo');
      command.option(`--no-${name}`, 'do not');
    }
  return command;
}

/** The changes that flags ask for. */
export function readElementTypes(flags: object): ElementTypeChanges {
  const values = new Map<string, unknown>(Object.entries(flags));
  const asked = (place: keyof ElementTypeChanges): readonly ElementTypeChange[] =>
    PLACES[place].filter(
      (change) => values.get(new Option(`--${flagName(place, change)}`).attributeName()) === true,
    );
  return { mhlo: asked('mhlo'), flow: asked('flow') };
}
