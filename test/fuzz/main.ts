/** `npm run fuzz`: looks for IR and texts that break what holds of all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Fuzzer } from './fuzz.ts';
import { writeCorpus } from './write-corpus.ts';

const USAGE = `npm run fuzz -- [--seconds N] [--seed S] [--corpus FOLDER]...

  --seconds   how long to look (60)
  --seed      where to begin; a failure names the seed that repeats it with --rounds 1
  --rounds    how many rounds, instead of a time
  --corpus    folders with .mlir files to damage, besides the examples; nothing is written there
  --write     instead, a folder to write random operations to, for npm run conformance
`;
/** Longer files are no better and take more time. */
const LONGEST_TEXT = 50_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string' },
    corpus: { type: 'string', multiple: true, default: [] },
    write: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(USAGE);
else process.exitCode = run();

function run(): number {
  const [seconds, first] = [Number(values.seconds), Number(values.seed)];
  const rounds = values.rounds === undefined ? Number.POSITIVE_INFINITY : Number(values.rounds);
  if (!(seconds > 0) || !Number.isInteger(first) || !(rounds > 0)) {
    process.stderr.write(USAGE);
    return 1;
  }
  if (values.write !== undefined) {
    const count = writeCorpus(values.write, first);
    process.stdout.write(`${count} pieces of seed ${first} in ${values.write}\n`);
    return 0;
  }
  const fuzzer = new Fuzzer(
    [join(import.meta.dirname, '../../examples'), ...values.corpus].flatMap(textsIn),
  );
  const end = performance.now() + 1000 * seconds;
  let failures = 0;
  let seed = first;
  for (; seed - first < rounds && performance.now() < end; seed++) {
    const failure = fuzzer.round(seed);
    if (!failure) continue;
    failures++;
    process.stdout.write(
      `--seed ${seed} --rounds 1, ${failure.what}:\n${failure.message}\n\n${failure.input}\n\n`,
    );
  }
  process.stdout.write(
    `${seed - first} rounds from seed ${first}, ${fuzzer.made.size} of ${fuzzer.numOperations} operations made, ${failures} failures\n`,
  );
  return failures === 0 ? 0 : 1;
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mlir'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter(({ length }) => length <= LONGEST_TEXT);
}
