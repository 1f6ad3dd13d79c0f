/**
 * Random operations of every definition as files of many pieces: a corpus on which our verdicts, text and
 * diagnostics are held against upstream's (`npm run conformance`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext } from '@iree-workbench/compiler';
import { Operation, printOperation, Region, UnknownLoc } from '@iree-workbench/ir';
import { randomNumbers } from '../reference/random.ts';
import { OperationGenerator } from './random-operations.ts';

/** Of each definition: valid ones, and ones that nobody looked at. */
const OF_EACH = 3;
const PIECES_PER_FILE = 60;
const HEAD = '// RUN: iree-opt --split-input-file --allow-unregistered-dialect %s\n';

/** @returns how many pieces were written */
export function writeCorpus(folder: string, seed: number): number {
  const context = createContext();
  context.allowUnregisteredDialects = true;
  const generator = new OperationGenerator(context);
  const random = randomNumbers(seed);
  const location = UnknownLoc.get(context);
  const pieces = new Map<string, string[]>();
  for (const choices of generator.choices)
    for (const isValid of [true, false])
      for (let i = 0; i < OF_EACH; i++) {
        const region = new Region();
        const block = region.append();
        const scope = Operation.create({ name: 'test.scope', location, regions: [region] });
        if (!generator.appendTo(block, choices, random, isValid)) continue;
        const name = `${choices.definition.dialect}-${isValid ? 'valid' : 'any'}`;
        const list = pieces.get(name) ?? [];
        pieces.set(name, list);
        list.push(printOperation(scope, { generic: true }));
      }
  let count = 0;
  for (const [name, list] of pieces) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < list.length; i += PIECES_PER_FILE) {
      const text = list.slice(i, i + PIECES_PER_FILE).join('\n// -----\n');
      writeFileSync(join(folder, name, `${i / PIECES_PER_FILE}.mlir`), `${HEAD}${text}\n`);
    }
    count += list.length;
  }
  return count;
}
