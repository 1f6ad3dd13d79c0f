/**
 * `iwb demo`: the main job. Compiles a classifier of digits, runs it on the best device there is over
 * the scans kept out of its training, and shows what it sees and how well it does.
 */
import { dirname, join, parse as parsePath } from 'node:path';
import { formatElementType } from '@iree-workbench/format';
import {
  type NdArray,
  readNpy,
  type Session,
  type SessionFunction,
  StatusError,
  toArguments,
} from '@iree-workbench/runtime';
import { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { drawPicture, pictureStyle } from '../digit-pictures.ts';
import { readInput } from '../files.ts';
import { programFlags, readProgramOptions } from '../flags.ts';
import { findFunction, type Program, withProgram } from '../program.ts';
import { stylerFor, type Terminal } from '../terminal.ts';

/** Scans with the digits they are of. */
interface Scans {
  readonly count: number;
  /** Width and height. */
  readonly size: number;
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly array: NdArray;
}

/** A digit with the probability it was given. */
interface Prediction {
  readonly digit: number;
  readonly probability: number;
}

/** Pictures in a row, the columns each takes, and those between them: a row has 78. */
const layout = { perRow: 5, columns: 14, gap: 2 } as const;

/** Ink of the darkest pixel of a scan. */
const fullInk = 16;

/** Runs of the batch after the first; the median counts. */
const repetitions = 9;

/** Makes the verb. */
export function demoVerb(terminal: Terminal): Command {
  const command = new Command('demo')
    .description('classify handwritten digits on the best device')
    .argument('[file]', 'the classifier, its scans beside it', join('examples', 'digits.mlir'));
  return programFlags(command).action(async (file: string, flags: object) => {
    const scans = readScans(file);
    const options = { ...readProgramOptions(file, flags), isQuiet: true };
    await withProgram(options, terminal, async (program) => {
      showDevice(program, file, terminal);
      const entry = findFunction(program.session, undefined);
      const first = await classify(program.session, entry, scans);
      const times: number[] = [];
      for (let i = 0; i < repetitions; ++i) {
        times.push((await classify(program.session, entry, scans)).milliseconds);
      }
      const median = times.sort((a, b) => a - b)[repetitions >> 1]!;
      showDigits(scans, first.predictions, terminal);
      showAccuracy(scans, first.predictions, terminal);
      showTimes(program, scans.count, first.milliseconds, median, terminal);
    });
  });
}

// ----- The scans -----

/** `digits/heldout-images.npy` and `-labels.npy` beside `digits.mlir`. */
function readScans(file: string): Scans {
  const folder = join(dirname(file), parsePath(file).name);
  const images = readArray(join(folder, 'heldout-images.npy'), 'f32');
  const labels = readArray(join(folder, 'heldout-labels.npy'), 'i32');
  const [count = 0, size = 0] = images.shape;
  if (images.shape.length !== 4 || images.shape[2] !== size || labels.shape[0] !== count) {
    throw new CommandError(`${folder}: expected N×S×S×1 scans and N labels`);
  }
  return {
    count,
    size,
    images: new Float32Array(images.bytes.slice().buffer),
    labels: new Int32Array(labels.bytes.slice().buffer),
    array: images,
  };
}

function readArray(path: string, type: 'f32' | 'i32'): NdArray {
  let array: NdArray | undefined;
  try {
    [array] = readNpy(readInput(path).bytes);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw new CommandError(`${path}: ${error.message}`);
  }
  const found = array && formatElementType(array.elementType);
  // Signed integers may say that they are.
  if (!array || found?.replace(/^si/, 'i') !== type) {
    throw new CommandError(`${path}: expected elements of type ${type} and not ${found}`);
  }
  return array;
}

// ----- Running -----

async function classify(session: Session, entry: SessionFunction, scans: Scans) {
  const started = performance.now();
  const args = toArguments([{ kind: 'tensor', ...scans.array }], session.device.allocator);
  const invocation = await session.invoke(entry, args);
  const [bytes] = await invocation.read();
  const milliseconds = performance.now() - started;
  invocation.release();
  if (!(bytes instanceof Uint8Array)) throw new CommandError('the program returned no tensor');
  const probabilities = new Float32Array(bytes.slice().buffer);
  const classes = probabilities.length / scans.count;
  const predictions = Array.from({ length: scans.count }, (_, index): Prediction => {
    const row = probabilities.subarray(index * classes, (index + 1) * classes);
    const probability = Math.max(...row);
    return { digit: row.indexOf(probability), probability };
  });
  return { predictions, milliseconds };
}

// ----- Showing -----

function showDevice({ chosen }: Program, file: string, terminal: Terminal): void {
  const style = stylerFor(terminal.out);
  const { name, id } = chosen.device.info;
  terminal.out.write(
    `\n${style(file, 'bold')} on ${style(name, 'bold')}\n` +
      `${style(wrap(`Device ${id}: ${chosen.reason}.`), 'dim')}\n\n`,
  );
}

/** Breaks a text at blanks into lines that fit. */
function wrap(text: string): string {
  const width = layout.perRow * (layout.columns + layout.gap) - layout.gap;
  return text.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}})\\s`, 'g'), '$1\n');
}

/** The first scan of each digit. */
function showDigits(scans: Scans, predictions: readonly Prediction[], terminal: Terminal): void {
  const shown = Array.from({ length: 10 }, (_, digit) => scans.labels.indexOf(digit)).filter(
    (index) => index >= 0,
  );
  for (let begin = 0; begin < shown.length; begin += layout.perRow) {
    const row = shown.slice(begin, begin + layout.perRow);
    const cells = row.map((index) => cell(scans, index, predictions[index]!, terminal));
    const height = cells[0]!.length;
    for (let line = 0; line < height; ++line) {
      const text = cells.map((lines) => lines[line]!).join(' '.repeat(layout.gap));
      terminal.out.write(`${text.trimEnd()}\n`);
    }
    terminal.out.write('\n');
  }
}

/** A picture with what it is and what it was taken for below it. */
function cell(scans: Scans, index: number, prediction: Prediction, terminal: Terminal): string[] {
  const style = stylerFor(terminal.out);
  const { size, images, labels } = scans;
  const pixels = images
    .subarray(index * size * size, (index + 1) * size * size)
    .map((ink) => ink / fullInk);
  const picture = drawPicture(
    { size, pixels },
    layout.columns,
    pictureStyle(terminal.out.colorDepth),
  );
  const isRight = prediction.digit === labels[index];
  const percent = `${(prediction.probability * 100).toFixed(1)} %`;
  const truth = `is ${labels[index]}`.padEnd(layout.columns);
  const guess = `says ${prediction.digit} ${percent.padStart(7)}`.padEnd(layout.columns);
  return [...picture, truth, style(guess, 'bold', isRight ? 'green' : 'red')];
}

function showAccuracy(scans: Scans, predictions: readonly Prediction[], terminal: Terminal): void {
  const right = predictions.filter(({ digit }, index) => digit === scans.labels[index]).length;
  const percent = ((100 * right) / scans.count).toFixed(2);
  const style = stylerFor(terminal.out);
  terminal.out.write(
    `Right on ${right} of ${scans.count} scans it has never seen: ` +
      `${style(`${percent} %`, 'bold')}\n\n`,
  );
}

function showTimes(
  { timings }: Program,
  batch: number,
  first: number,
  median: number,
  terminal: Terminal,
): void {
  const rows: readonly (readonly [string, number | undefined, string])[] = [
    ['parse', timings?.parse, ''],
    ['compile', timings?.compile, ''],
    ['run one batch', first, `the first run of ${batch} scans, kernels made ready included`],
    ['', median, `median of ${repetitions} more, ${rate((batch / median) * 1000)} scans a second`],
  ];
  for (const [what, time, note] of rows) {
    if (time === undefined) continue;
    const line = `${what.padEnd(14)}${time.toFixed(1).padStart(8)} ms   ${note}`;
    terminal.out.write(`${line.trimEnd()}\n`);
  }
}

const rate = (value: number): string => Math.round(value).toLocaleString('en-US');
