/**
 * `npm run conformance`: runs a corpus through one of upstream's tools and through the workbench, and
 * prints where they disagree and how often they agree.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allDialects } from '@iree-workbench/ir/dialects';
import { ERAS, type Era } from '@iree-workbench/ir/eras';
import { compare, type Kind, kinds } from './compare.ts';
import { type CorpusFile, mentionedDialects, readCorpus } from './corpus.ts';
import { Oracle } from './oracle.ts';
import { Workbench } from './ours.ts';
import type { Outcome } from './outcome.ts';
import { formatAgreement, formatDisagreements, type Result } from './report.ts';

const usage = `npm run conformance -- --corpus FOLDER --oracle COMMAND [options]

  --corpus         folder with .mlir files, which are cut at // -----
  --oracle         path of an iree-opt or mlir-opt
  --dialects       the era of our dialects: ${ERAS.join(', ')} (2023)
  --pass-pipeline  passes to run: 'builtin.module(func.func(canonicalize,cse))'
  --match          only files whose name matches this regular expression
  --show           disagreements to print, of ${kinds.join(', ')}; all by default
  --ours           only pieces all of whose dialects the workbench has
  --cache          folder that keeps the oracle's results from one run to the next
  --jobs           how many oracles run at once (${availableParallelism()})
`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      oracle: { type: 'string' },
      dialects: { type: 'string', default: '2023' satisfies Era },
      'pass-pipeline': { type: 'string' },
      match: { type: 'string', default: '' },
      show: { type: 'string', default: kinds.join(',') },
      ours: { type: 'boolean', default: false },
      cache: { type: 'string' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.corpus === undefined || values.oracle === undefined) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  const shown = readKinds(values.show);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`--jobs: '${values.jobs}'`);
  const era = ERAS.find((known) => known === values.dialects);
  if (!era) throw new Error(`--dialects: '${values.dialects}' is none of ${ERAS.join(', ')}`);
  const passPipeline = values['pass-pipeline'];
  const oracle = new Oracle({
    path: values.oracle,
    ...(passPipeline !== undefined && { passPipeline }),
    ...(values.cache !== undefined && { cache: values.cache }),
  });
  const theirDialects = new Set(await oracle.dialects());
  // What the oracle does not know is unregistered for both.
  const shared = allDialects.filter(({ name }) => theirDialects.has(name));
  const ourDialects = new Set(shared.map(({ name }) => name));
  const workbench = new Workbench(shared, era, passPipeline);
  const pattern = new RegExp(values.match);
  const files = readCorpus(resolve(values.corpus)).filter(({ name }) => pattern.test(name));
  const results: Result[] = [];
  let done = 0;
  for await (const [file, outcomes] of examineAll(oracle, files, jobs)) {
    file.pieces.forEach((piece, index) => {
      const dialects = mentionedDialects(piece.text, theirDialects);
      const isOurs = dialects.every((name) => ourDialects.has(name));
      if (values.ours && !isOurs) return;
      const comparison = compare(workbench.examine(piece), outcomes[index]!);
      results.push({ file: file.name, line: piece.line + 1, dialects, isOurs, comparison });
    });
    done++;
    if (done % 100 === 0) console.error(`… ${done} of ${files.length} files`);
  }
  process.stdout.write(`${formatDisagreements(results, shown)}\n${formatAgreement(results)}`);
  return 0;
}

function readKinds(text: string): ReadonlySet<Kind> {
  const named = text.split(',').map((name) => {
    const kind = kinds.find((known) => known === name);
    if (!kind) throw new Error(`--show: '${name}' is none of ${kinds.join(', ')}`);
    return kind;
  });
  return new Set(named);
}

/** The oracle's outcomes in the order of the files, while `jobs` of them are on their way. */
async function* examineAll(
  oracle: Oracle,
  files: readonly CorpusFile[],
  jobs: number,
): AsyncGenerator<[CorpusFile, readonly Outcome[]]> {
  const pending: Promise<readonly Outcome[]>[] = [];
  for (const [index, file] of files.entries()) {
    for (let next = index + pending.length; pending.length < jobs && next < files.length; next++) {
      pending.push(oracle.examine(files[next]!));
    }
    yield [file, await pending.shift()!];
  }
}
