/**
 * What the demo shows: the device, ten digits with what they were taken for, how many were right, and
 * how long it took. All of it fits 80 columns.
 */
import type { NdArray } from '@iree-workbench/runtime';
import type { ChosenDevice } from './device-choice.ts';
import { drawPicture, pictureStyle } from './digit-pictures.ts';
import { stylerFor, type TextStream } from './terminal.ts';

/** Scans with the digits they are of. */
export interface Scans {
  readonly count: number;
  /** Width and height. */
  readonly size: number;
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly array: NdArray;
}

/** A digit with the probability it was given. */
export interface Prediction {
  readonly digit: number;
  readonly probability: number;
}

/** Pictures in a row, the columns each takes, and those between them: a row has 78. */
const layout = { perRow: 5, columns: 14, gap: 2 } as const;
const lineWidth = layout.perRow * (layout.columns + layout.gap) - layout.gap;

/** Ink of the darkest pixel of a scan. */
const fullInk = 16;

/** The program, the device and why it is this one. */
export function formatDevice(
  file: string,
  { device, reason }: Pick<ChosenDevice, 'device' | 'reason'>,
  stream: TextStream,
): string {
  const style = stylerFor(stream);
  const { name, id } = device.info;
  const why = wrap(`Device ${id}: ${reason}.`).map((line) => style(line, 'dim'));
  return `\n${style(file, 'bold')} on ${style(name, 'bold')}\n${why.join('\n')}\n\n`;
}

/** Breaks a text at blanks into lines that fit. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** The first scan of each digit, with what it is and what it was taken for. */
export function formatDigits(
  scans: Scans,
  predictions: readonly Prediction[],
  stream: TextStream,
): string {
  const shown = Array.from({ length: 10 }, (_, digit) => scans.labels.indexOf(digit)).filter(
    (index) => index >= 0,
  );
  let text = '';
  for (let begin = 0; begin < shown.length; begin += layout.perRow) {
    const row = shown.slice(begin, begin + layout.perRow);
    const cells = row.map((index) => formatDigit(scans, index, predictions[index]!, stream));
    for (const line of cells[0]!.keys()) {
      const parts = cells.map((lines) => lines[line]!);
      text += `${parts.join(' '.repeat(layout.gap)).trimEnd()}\n`;
    }
    text += '\n';
  }
  return text;
}

function formatDigit(
  { size, images, labels }: Scans,
  index: number,
  prediction: Prediction,
  stream: TextStream,
): string[] {
  const style = stylerFor(stream);
  const pixels = images
    .subarray(index * size * size, (index + 1) * size * size)
    .map((ink) => ink / fullInk);
  const picture = drawPicture({ size, pixels }, layout.columns, pictureStyle(stream.colorDepth));
  const isRight = prediction.digit === labels[index];
  const percent = `${(prediction.probability * 100).toFixed(1)}%`.padStart(6);
  // Without colours, a mark tells what is wrong.
  const guess = `${isRight ? 'it is' : 'NOT a'} ${prediction.digit} ${percent}`;
  return [
    ...picture,
    `label ${labels[index]}`.padEnd(layout.columns),
    style(guess.padEnd(layout.columns), 'bold', isRight ? 'green' : 'red'),
  ];
}

/** How many of all scans were right. */
export function formatAccuracy(
  scans: Scans,
  predictions: readonly Prediction[],
  stream: TextStream,
): string {
  const right = predictions.filter(({ digit }, index) => digit === scans.labels[index]).length;
  const percent = `${((100 * right) / scans.count).toFixed(2)} %`;
  return (
    `Right on ${right} of ${scans.count} scans that it has never seen: ` +
    `${stylerFor(stream)(percent, 'bold')}\n\n`
  );
}

/** Milliseconds of the demo's steps. */
export interface DemoTimes {
  /** Absent for a program that came compiled. */
  readonly parse?: number;
  readonly compile?: number;
  /** The first run of a batch, and the median of more. */
  readonly first: number;
  readonly median: number;
  readonly repetitions: number;
  /** Scans in a batch. */
  readonly batch: number;
}

/** The times as a table. */
export function formatTimes(times: DemoTimes): string {
  const scansPerSecond = Math.round((times.batch / times.median) * 1000).toLocaleString('en-US');
  const rows: readonly (readonly [string, number | undefined, string])[] = [
    ['parse', times.parse, ''],
    ['compile', times.compile, ''],
    ['first run', times.first, `${times.batch} scans; the device prepares its kernels`],
    ['one batch', times.median, `median of ${times.repetitions} more; ${scansPerSecond} scans/s`],
  ];
  return rows
    .filter(([, time]) => time !== undefined)
    .map(([what, time, note]) => `${what.padEnd(11)}${time!.toFixed(1).padStart(8)} ms   ${note}`)
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
