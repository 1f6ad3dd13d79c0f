/**
 * The table that `npm run bench` prints: one line a measurement, ours beside the peers', with ratios.
 */

/** A peer by the name its column has: IREE's tools, and MLIR's of Debian. */
export type PeerName = 'iree' | 'mlir-16';

/** What is measured: of a rate more is better, of a time less. */
export type Unit = 'MB/s' | 'GFLOP/s' | 'ms';

/** One measurement. */
export interface Row {
  readonly group: string;
  readonly what: string;
  readonly unit: Unit;
  readonly ours: number;
  /** Peers' numbers; those that are not there or have nothing alike are absent. */
  readonly peers: Readonly<Partial<Record<PeerName, number>>>;
}

/** How many times as fast as a peer we are, whichever way the unit counts. */
export function ratioOf({ unit, ours }: Row, peer: number): number {
  return unit === 'ms' ? peer / ours : ours / peer;
}

const peerNames: readonly PeerName[] = ['iree', 'mlir-16'];

/** Lays the rows out in columns under a head; a group's name stands above its rows. */
export function formatTable(rows: readonly Row[]): string {
  const head = ['', 'unit', 'iwb', ...peerNames.flatMap((name) => [name, '×'])];
  const cells = rows.map((row) => [
    `  ${row.what}`,
    row.unit,
    formatNumber(row.ours),
    ...peerNames.flatMap((name) => {
      const peer = row.peers[name];
      return peer === undefined ? ['', ''] : [formatNumber(peer), formatRatio(ratioOf(row, peer))];
    }),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]!.length)),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, column) =>
        column < 2 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  const lines = [line(head)];
  rows.forEach(({ group }, index) => {
    if (rows[index - 1]?.group !== group) lines.push(group);
    lines.push(line(cells[index]!));
  });
  return `${lines.join('\n')}\n`;
}

/** Three digits, more only for what is larger. */
function formatNumber(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

const formatRatio = (value: number): string => value.toFixed(2);
