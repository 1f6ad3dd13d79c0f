/**
 * `--mlir-timing`: how long the steps of a job took, in the order they ran or, with
 * `--mlir-timing-display=list`, the longest first.
 */
import type { PassTimings } from '@iree-workbench/ir';

/** How the report is arranged. */
export type TimingDisplay = 'list' | 'tree';

/** A step and the milliseconds it took, with those of the steps it is made of. */
export interface TimedStep {
  readonly name: string;
  readonly milliseconds: number;
  readonly steps?: readonly TimedStep[];
}

/**
 * Reading with verification, passes by their class, printing. Passes on operations inside the module are
 * one step for each kind of operation.
 */
export function jobSteps(parser: number, passes: PassTimings, output: number): TimedStep[] {
  const steps: TimedStep[] = [{ name: 'Parser', milliseconds: parser }];
  const pipelines = new Map<string, TimedStep[]>();
  for (const { anchor, milliseconds, pass } of passes.timings) {
    const step = { name: pass.className, milliseconds };
    const pipeline = pipelines.get(anchor);
    if (anchor === 'builtin.module') {
      steps.push(step);
    } else if (pipeline) {
      pipeline.push(step);
    } else {
      const inner = [step];
      pipelines.set(anchor, inner);
      steps.push({
        name: `'${anchor}' Pipeline`,
        get milliseconds() {
          return sum(inner);
        },
        steps: inner,
      });
    }
  }
  return [...steps, { name: 'Output', milliseconds: output }];
}

const sum = (steps: readonly TimedStep[]): number =>
  steps.reduce((total, { milliseconds }) => total + milliseconds, 0);

/** The report: the steps, then what none of them took, then all. */
export function formatTimingReport(
  steps: readonly TimedStep[],
  total: number,
  display: TimingDisplay,
): string {
  const rule = `===${'-'.repeat(73)}===`;
  const title = '... Execution time report ...';
  const row = (name: string, milliseconds: number): string => {
    const seconds = (milliseconds / 1000).toFixed(4).padStart(8);
    const share = ((100 * milliseconds) / total).toFixed(1).padStart(5);
    return `  ${seconds} (${share}%)  ${name}`;
  };
  const rows = display === 'tree' ? treeRows(steps, 0) : listRows(steps, total);
  return [
    rule,
    `${' '.repeat((rule.length - title.length) >> 1)}${title}`,
    rule,
    `  Total Execution Time: ${(total / 1000).toFixed(4)} seconds`,
    '',
    '  ----Wall Time----  ----Name----',
    ...rows.map(({ name, milliseconds }) => row(name, milliseconds)),
    row('Rest', total - sum(steps)),
    row('Total', total),
    '',
  ].join('\n');
}

/** Steps in their order, those that one is made of below it and indented. */
const treeRows = (steps: readonly TimedStep[], depth: number): readonly TimedStep[] =>
  steps.flatMap(({ name, milliseconds, steps: inner = [] }) => [
    { name: '  '.repeat(depth) + name, milliseconds },
    ...treeRows(inner, depth + 1),
  ]);

/** Steps of all depths, those of one name added up, the longest first. */
function listRows(steps: readonly TimedStep[], total: number): readonly TimedStep[] {
  const times = new Map<string, number>();
  const add = ({ name, milliseconds, steps: inner = [] }: TimedStep): void => {
    times.set(name, (times.get(name) ?? 0) + milliseconds);
    inner.forEach(add);
  };
  add({ name: 'root', milliseconds: total, steps });
  return [...times]
    .map(([name, milliseconds]) => ({ name, milliseconds }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
