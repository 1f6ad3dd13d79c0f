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
import {
  formatAccuracy,
  formatDevice,
  formatDigits,
  formatTimes,
  type Prediction,
  type Scans,
} from '../digits-report.ts';
import { readInput } from '../files.ts';
import { programFlags, readProgramOptions } from '../flags.ts';
import { findFunction, withProgram } from '../program.ts';
import type { Terminal } from '../terminal.ts';

/** Runs of the batch after the first; the median counts. */
const repetitions = 9;

/** Makes the verb. */
export function demoVerb(terminal: Terminal): Command {
  const command = new Command('demo')
    .description('classify handwritten digits on the best device')
    .argument('[file]', 'the classifier, its scans beside it', join('examples', 'digits.mlir'));
  return programFlags(command).action(async (file: string, flags: object) => {
    // The scans have their names from the file's: one that is not there is the first to be told.
    readInput(file, terminal);
    const scans = readScans(file, terminal);
    const options = { ...readProgramOptions(file, flags), isQuiet: true };
    await withProgram(options, terminal, async (program) => {
      const { out } = terminal;
      out.write(formatDevice(file, program.chosen, out));
      const entry = findFunction(program.session, undefined);
      const first = await classify(program.session, entry, scans);
      const times: number[] = [];
      for (let i = 0; i < repetitions; ++i) {
        times.push((await classify(program.session, entry, scans)).milliseconds);
      }
      const median = times.sort((a, b) => a - b)[repetitions >> 1]!;
      out.write(formatDigits(scans, first.predictions, out));
      out.write(formatAccuracy(scans, first.predictions, out));
      out.write(
        formatTimes({
          ...program.timings,
          batch: scans.count,
          first: first.milliseconds,
          median,
          repetitions,
        }),
      );
    });
  });
}

// ----- The scans -----

/** `digits/heldout-images.npy` and `-labels.npy` beside `digits.mlir`. */
function readScans(file: string, terminal: Terminal): Scans {
  const folder = join(dirname(file), parsePath(file).name);
  const images = readArray(join(folder, 'heldout-images.npy'), 'f32', terminal);
  const labels = readArray(join(folder, 'heldout-labels.npy'), 'i32', terminal);
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

function readArray(path: string, type: 'f32' | 'i32', terminal: Terminal): NdArray {
  let array: NdArray | undefined;
  try {
    [array] = readNpy(readInput(path, terminal).bytes);
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
