/**
 * A long function whose body is parsed in runs, edited at random: whatever is done to it, the service
 * knows of it what it knows of the same text parsed as a whole. `FUZZ_SEED` repeats a session, `FUZZ_STEPS` makes it
 * longer.
 */
import assert from 'node:assert/strict';
import { printOperation } from '@iree-workbench/ir';
import { ChunkTree } from './chunk-tree.ts';
import { documentDiagnostics } from './diagnostics.ts';
import { Chunk, MlirDocument } from './document.ts';
import { keyOf } from './occurrences.ts';
import { makeSegment } from './segment.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const STEPS = Number(process.env.FUZZ_STEPS ?? 200);
/** So short that a run is three or four statements. */
const LONGEST = 1600;

const cut = (text: string): MlirDocument =>
  new MlirDocument([{ chunk: new Chunk(new ChunkTree(text, '-', '2023', LONGEST)), offset: 0 }]);
const whole = (text: string): MlirDocument => new MlirDocument(text);
const chunkOf = (document: MlirDocument): Chunk => document.at(0).chunk;

/** Every name with the place of its definition. */
function names(document: MlirDocument): unknown[] {
  const { occurrences } = chunkOf(document);
  const definitions = new Map(
    occurrences.all
      .filter(({ isDefinition }) => isDefinition)
      .map(({ entity, start }) => [keyOf(entity), start]),
  );
  return occurrences.all.map(({ start, end, entity, isDefinition }) => [
    start,
    end,
    isDefinition,
    definitions.get(keyOf(entity)),
  ]);
}

const said = (document: MlirDocument, isOf: (code: string) => boolean): string[] =>
  documentDiagnostics(document)
    .filter(({ code }) => isOf(code))
    .map(({ range, message, notes }) =>
      [
        `${range?.start}: ${message}`,
        ...notes
          .filter(({ suggestion }) => !suggestion)
          .map((note) => `  ${note.range?.start}: ${note.message}`),
      ].join('\n'),
    );
const isParsers = (code: string): boolean => code.startsWith('parser/');

/** @returns whether the text is valid. */
function check(document: MlirDocument, text: string, edit: string): boolean {
  const expected = whole(text);
  assert.equal(document.text, text, edit);
  const isBroken = said(expected, isParsers).length > 0;
  const { balance, lowest } = makeSegment(text, 'rest');
  const isElsewhere = said(expected, () => true).some((message) =>
    /: definition of SSA value|in a child region|custom op '(?:else|return)'|expected '=' after SSA name|expected integer number of results/.test(
      message,
    ),
  );
  // What is defined nowhere has the type of its first use, in each run anew.
  const isOfNowhere = said(expected, isParsers).some((message) => {
    const [, name = ''] = /use of value '(%\w+)' expects different type/.exec(message) ?? [];
    return name !== '' && !new RegExp(`${name}(?::\\d)? =|${name}: `).test(text);
  });
  const isBrokenOff = /\/\/(?! twice)/.test(text);
  if (balance !== 0 || lowest < 0 || isElsewhere || isOfNowhere || isBrokenOff) {
    // A statement that a comment breaks off goes on with the next one, but not with the next run. Where
    // brackets do not balance or the parser goes on in another scope, each says more than the first
    // error; and a use before the definition is undeclared for a run if no value of its type is defined in the function itself.
    assert.equal(
      said(document, () => true).length > 0,
      said(expected, () => true).length > 0,
      edit,
    );
    return false;
  }
  const isCompared = isBroken ? isParsers : () => true;
  const places = (message: string): number => Number(/^\d+/.exec(message)?.[0]);
  const isUndeclared = (message: string): boolean => message.includes(': use of undeclared');
  const broken = said(expected, isParsers)
    .filter((message) => !isUndeclared(message))
    .map((message) => statementAt(text, places(message)));
  // What a name means that is used before its definition is told by the verifier, if it comes to that;
  // what a statement uses that is left out is not told of elsewhere, unless that is in another run; and
  // what should be an operation is looked for at the end of the line before, if that is there.
  const isKnown = (message: string): boolean => {
    if (message.includes('expected operation name in quotes')) return false;
    if (!isUndeclared(message)) return true;
    const used = /^%[\w]+/.exec(text.slice(places(message)))?.[0] ?? '';
    const isUsedInBroken = broken.some((statement) => new RegExp(`${used}\\b`).test(statement));
    return !isUsedInBroken && !new RegExp(`${used}(?::\\d)? =`).test(text);
  };
  assert.deepEqual(
    said(document, isCompared).filter(isKnown),
    said(expected, isCompared).filter(isKnown),
    edit,
  );
  if (isBroken) return false;
  assert.deepEqual(names(document), names(expected), edit);
  assert.equal(
    printOperation(chunkOf(document).module),
    printOperation(chunkOf(expected).module),
    edit,
  );
  // Asking makes use lists, which are kept from then on.
  if (text.length % 3 === 0) assert.deepEqual(numUses(document), numUses(expected), edit);
  return said(expected, () => true).length === 0;
}

/** The lines of a statement of the function that an offset is in. */
const statementAt = (text: string, offset: number): string =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1).split(/\n {2}(?=[^\s}])/, 1)[0] ?? '';

/** How often each value is used. */
function numUses(document: MlirDocument): number[] {
  const counts: number[] = [];
  chunkOf(document).module.walk((op) => {
    for (const { uses } of op.results) counts.push(uses.length);
    for (const { entry } of op.regions)
      for (const { uses } of entry?.arguments ?? []) counts.push(uses.length);
  });
  return counts;
}

/** A function of many statements, which use what was defined near and far before them. */
function program(random: (below: number) => number): string {
  const lines: string[] = [];
  const values = ['%a', '%b', '%c0'];
  lines.push('%c0 = arith.constant 0 : i32', '%true = arith.constant true');
  for (let i = 0; i < 60; i++) {
    const pick = (): string =>
      values[random(3) === 0 ? random(values.length) : Math.max(0, values.length - 1 - random(6))]!;
    switch (random(5)) {
      case 0:
        lines.push(
          `%r${i} = scf.if %true -> (i32) {\n    %in${i} = arith.addi ${pick()}, ${pick()} : i32\n    scf.yield %in${i} : i32\n  } else {\n    scf.yield ${pick()} : i32\n  }`,
        );
        values.push(`%r${i}`);
        break;
      case 1:
        lines.push(`%p${i}:2 = func.call @two(${pick()}) : (i32) -> (i32, i32) // twice`);
        values.push(`%p${i}#0`, `%p${i}#1`);
        break;
      default:
        lines.push(`%${i} = arith.muli ${pick()}, ${pick()} : i32`);
        values.push(`%${i}`);
    }
  }
  return `func.func private @two(i32) -> (i32, i32)
func.func @long(%a: i32, %b: i32) -> i32 {
  ${lines.join('\n  ')}
  return ${values.at(-1)} : i32
}
func.func @behind() {
  return
}
`;
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Something that a person might do to a text. */
function randomEdit(text: string, random: (below: number) => number): Edit {
  const lines = text.split('\n');
  const line = random(lines.length);
  const start = lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
  const end = Math.min(text.length, start + lines[line]!.length + 1);
  // What is defined in a later region counts as a definition for upstream's parser, and not for us.
  const places = [...text.matchAll(/%(?!in)[\w]+(?:#\d)?/g)];
  const name = places[random(places.length)]!;
  const other = places[random(places.length)]![0];
  const at = random(text.length + 1);
  switch (random(12)) {
    case 0:
      return { start, end, text: '' };
    case 1: {
      // A function in a function would be told from two by its indentation.
      const again = text.slice(start, end);
      return { start, end: start, text: again.startsWith('func') ? '\n' : again };
    }
    case 2:
      return {
        start,
        end: start,
        text: `  %new${random(5)} = arith.addi ${other}, ${other} : i32\n`,
      };
    case 3:
    case 4:
      return { start: name.index, end: name.index + name[0].length, text: other };
    case 5:
      return { start: name.index + 1, end: name.index + 1, text: 'x' };
    case 6:
      return { start: name.index + 1, end: name.index + 2, text: '' };
    case 7: {
      const type = text.indexOf('i32', at);
      return type < 0
        ? { start, end: start, text: ' ' }
        : { start: type, end: type + 3, text: 'i64' };
    }
    case 8:
      return {
        start: at,
        end: at,
        text: ['{', '}', '\n', ' ', '(', '"', '//', '^bb1:\n', '='][random(9)]!,
      };
    case 9:
      return { start: at, end: Math.min(text.length, at + random(40)), text: '' };
    case 10:
      return { start, end: start, text: text.slice(0, 400).split('\n').slice(2, 5).join('\n') };
    default:
      return { start: at, end: at, text: '' };
  }
}

/** Linear congruences of Knuth's MMIX, the upper bits. */
function makeRandom(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(below));
  };
}

describe(`a long function that is edited (FUZZ_SEED=${SEED})`, () => {
  it('is what it would be if it were parsed as a whole', function () {
    this.timeout(0);
    const random = makeRandom(SEED);
    let text = program(random);
    let document = cut(text);
    assert.equal(check(document, text, 'the program'), true);
    const { units } = chunkOf(document).tree;
    assert.ok(units.filter(({ kind }) => kind === 'body').length > 10);
    /** What takes the edits since the text was last valid back. */
    const undo: Edit[] = [];
    const apply = (edit: Edit, why: string): boolean => {
      const after = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      document = document.edited(edit) ?? cut(after);
      undo.push({
        start: edit.start,
        end: edit.start + edit.text.length,
        text: text.slice(edit.start, edit.end),
      });
      text = after;
      // Parsing may have come any part of the way when something is asked, or the next edit comes.
      let steps = random(4) === 0 ? random(60) : 0;
      if (steps > 0) document.advance(() => --steps <= 0);
      if (random(4) === 0) return false;
      return check(document, text, `${why}: ${JSON.stringify(edit)}\n${text}`);
    };
    const takeBack = (why: string): void => {
      const edit = undo.pop() as Edit;
      apply(edit, why);
      undo.pop();
    };
    for (let step = 0; step < STEPS; step++) {
      const isValid = apply(randomEdit(text, random), `step ${step}`);
      if (isValid && text.length < 8 * LONGEST && random(2) === 0) undo.length = 0;
      else if (random(2) === 0) takeBack(`step ${step}, taken back`);
      if (undo.length > 4) while (undo.length > 0) takeBack(`behind step ${step}, taken back`);
    }
  });
});
