/**
 * `--mlir-timing`: how long the steps of a job took, as upstream's `--mlir-timing-display=list` shows it.
 */
import type { PassTimings } from '@iree-workbench/ir';

/** A step and the milliseconds it took. */
export interface TimedStep {
  readonly name: string;
  readonly milliseconds: number;
}

/** Steps of `iwb opt`: reading with verification, passes by their argument, printing. */
export function optSteps(parser: number, passes: PassTimings, output: number): TimedStep[] {
  return [
    { name: 'Parser', milliseconds: parser },
    ...passes.timings.map(({ pass, milliseconds }) => ({ name: pass.argument, milliseconds })),
    { name: 'Output', milliseconds: output },
  ];
}

/** The report: the longest step first, then what none of them took, then all. */
export function formatTimingReport(steps: readonly TimedStep[], total: number): string {
  const rule = `===${'-'.repeat(73)}===`;
  const title = '... Execution time report ...';
  const measured = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const sorted = [...steps].sort((a, b) => b.milliseconds - a.milliseconds);
  const rows = [
    ...sorted,
    { name: 'Rest', milliseconds: total - measured },
    { name: 'Total', milliseconds: total },
  ];
  const lines = rows.map(({ name, milliseconds }) => {
    const seconds = (milliseconds / 1000).toFixed(4).padStart(8);
    const share = ((100 * milliseconds) / total).toFixed(1).padStart(5);
    return `  ${seconds} (${share}%)  ${name}`;
  });
  return [
    rule,
    `${' '.repeat((rule.length - title.length) >> 1)}${title}`,
    rule,
    `  Total Execution Time: ${(total / 1000).toFixed(4)} seconds`,
    '',
    '  ----Wall Time----  ----Name----',
    ...lines,
    '',
  ].join('\n');
}
