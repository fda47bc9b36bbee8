import { InputError } from '../estate/finding';

/** A benchmark row: so many VMs, and the throughput reached with them. */
export interface BenchmarkRow {
  readonly vms: number;
  readonly throughput: number;
}

export interface CalibratedRow {
  readonly vms: number;
  readonly theoretical: number;
  readonly actual: number;
  /**
   * The paper's figure: (theoretical - actual) / theoretical / number of VMs (Friedman 2006, section 4.1), a share of
   * the machine that was benchmarked, times its processors.
   */
  readonly byPaper: number;
  /** Processors that each guest costs by this row: what the row of one VM pays for itself is counted too. */
  readonly perGuest: number;
}

export interface Calibration {
  /** Processors that each guest costs, by least squares through the origin. */
  readonly perGuest: number;
  readonly rows: readonly CalibratedRow[];
  /** Root mean square of what the straight line leaves unexplained, in processors. */
  readonly residual: number;
}

/**
 * Reads pasted rows: the number of VMs and the throughput, separated by blanks, tabs, commas or semicolons; a first
 * line of words is a heading.
 * @throws InputError naming the line
 */
export function parseRows(text: string): BenchmarkRow[] {
  const rows: BenchmarkRow[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    const cells = line
      .trim()
      .split(/[\s;,]+/)
      .filter(Boolean);
    if (cells.length === 0 || (rows.length === 0 && Number.isNaN(Number(cells[0])))) return;
    const [vms, throughput] = cells.map(Number);
    if (cells.length !== 2 || Number.isNaN(vms) || Number.isNaN(throughput)) {
      throw new InputError(
        `calibration line ${i + 1}`,
        `found "${line.trim()}"; expected two numbers.`,
        'For example: 4  380',
      );
    }
    rows.push({ vms, throughput });
  });
  return rows;
}

/**
 * Scheduling overhead of each guest from benchmark rows: theoretical throughput is that of one VM times the number of
 * VMs, up to the number of processors. That one VM pays for itself already: where each of n costs h of P processors,
 * 1 - loss = (1 - n h / P) / (1 - h / P), so that P loss = h (n - 1 + loss), which is fitted. The paper divides by n
 * and finds h (n - 1) / n, nearly.
 * @param processors of the machine that was benchmarked, a whole number from 1
 * @throws InputError when there is no row for one VM, or nothing to compare it with
 */
export function calibrate(rows: readonly BenchmarkRow[], processors: number): Calibration {
  if (!(processors >= 1 && Number.isInteger(processors))) {
    throw new InputError(
      'calibration',
      `found ${processors} processors; expected the whole number of the machine that was benchmarked.`,
    );
  }
  const one = rows.find((r) => r.vms === 1);
  if (!one)
    throw new InputError('calibration', 'found no row with 1 VM; expected one to compare with.', 'Add it.');
  const bad = rows.findIndex((r) => !(r.vms >= 1 && Number.isInteger(r.vms)) || !(r.throughput > 0));
  if (bad >= 0) {
    throw new InputError(
      `calibration row ${bad + 1}`,
      `found ${rows[bad].vms} VMs and throughput ${rows[bad].throughput}; expected a whole number of VMs and a throughput above 0.`,
    );
  }
  const out = rows
    .filter((r) => r.vms > 1)
    .map(({ vms, throughput }) => {
      const theoretical = one.throughput * Math.min(vms, processors);
      const loss = (theoretical - throughput) / theoretical;
      const lost = loss * processors;
      const byPaper = lost / vms;
      return { vms, theoretical, actual: throughput, byPaper, perGuest: lost / (vms - 1 + loss) };
    });
  if (out.length === 0) {
    throw new InputError(
      'calibration',
      'found only the row for 1 VM; expected at least one with more.',
      'Add rows.',
    );
  }
  // Least squares of lost = perGuest x others, through the origin.
  const points = out.map(({ vms, theoretical, actual }) => {
    const loss = 1 - actual / theoretical;
    return { lost: loss * processors, others: vms - 1 + loss };
  });
  const over = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0);
  const perGuest = Math.max(0, over(({ lost, others }) => lost * others) / over(({ others }) => others ** 2));
  const square = over(({ lost, others }) => (lost - perGuest * others) ** 2) / points.length;
  return { perGuest, rows: out, residual: Math.sqrt(square) };
}
