import { seededDraws } from './draws';
import type { Facts } from './guest';
import type { MeasureId } from './measure';
import type { Reading, Recording } from './recording';

/**
 * The built-in estate: synthetic, made by formula and a seeded generator, and said to be so wherever it is shown.
 * One working day of 63 servers in five-minute samples: the branch office of Friedman 2006 (mail, directory, back-up)
 * and a farm with office-hours, nightly and flat loads.
 */
const SLOTS = 288;
const STEP = 300_000;
/** Tuesday 3 March 2026, 00:00. */
const START = Date.UTC(2026, 2, 3);

type Shape = 'office' | 'nightly' | 'flat' | 'evening';

interface Role {
  readonly name: string;
  readonly count: number;
  readonly shape: Shape;
  readonly class: Facts['class'];
  readonly cores: number;
  readonly rating: number;
  readonly memory: number;
  /** Shares: busy % at rest and at the top, of memory in use. */
  readonly rest: number;
  readonly top: number;
  readonly used: number;
  /** At 100 % busy: disk transfers/s, disk MB/s, network MB/s. */
  readonly transfers: number;
  readonly disk: number;
  readonly net: number;
  /** Of busy time: kernel mode, interrupts, DPCs. */
  readonly kernel: number;
  readonly interrupt: number;
  readonly dpc: number;
  readonly image: string;
}

const W2K3 = 'Windows Server 2003';
const W2K = 'Windows 2000 Server';
const role = (
  name: string,
  count: number,
  shape: Shape,
  cls: Facts['class'],
  machine: [cores: number, rating: number, memory: number],
  load: [rest: number, top: number, used: number],
  io: [transfers: number, disk: number, net: number],
  split: [kernel: number, interrupt: number, dpc: number],
  image = W2K3,
): Role => ({
  name,
  count,
  shape,
  class: cls,
  cores: machine[0],
  rating: machine[1],
  memory: machine[2],
  rest: load[0],
  top: load[1],
  used: load[2],
  transfers: io[0],
  disk: io[1],
  net: io[2],
  kernel: split[0],
  interrupt: split[1],
  dpc: split[2],
  image,
});

const ROLES: readonly Role[] = [
  role('MAIL', 3, 'office', 'mail', [2, 2.8, 4096], [4, 46, 0.72], [420, 9, 6], [0.22, 0.02, 0.04]),
  role('DC', 4, 'office', 'directory', [1, 2.4, 2048], [2, 22, 0.5], [60, 1, 2], [0.25, 0.01, 0.03]),
  role(
    'BACKUP',
    3,
    'nightly',
    'backup',
    [1, 2.4, 2048],
    [1, 38, 0.45],
    [500, 60, 45],
    [0.4, 0.12, 0.14],
    W2K,
  ),
  role('SQL', 6, 'office', 'database', [4, 2.8, 8192], [5, 40, 0.78], [900, 28, 5], [0.18, 0.02, 0.03]),
  role('ERP', 3, 'office', 'database', [4, 2.8, 8192], [4, 52, 0.7], [600, 18, 4], [0.2, 0.02, 0.03]),
  role('WEB', 10, 'evening', 'web', [2, 2.4, 2048], [6, 34, 0.55], [40, 1, 9], [0.28, 0.03, 0.06]),
  role('APP', 9, 'office', 'compute', [2, 2.8, 4096], [3, 36, 0.6], [50, 1.5, 4], [0.14, 0.01, 0.02]),
  role('FILE', 6, 'office', 'file', [2, 2.4, 4096], [3, 24, 0.66], [380, 22, 16], [0.4, 0.06, 0.09], W2K),
  role('PRINT', 4, 'office', 'file', [1, 2.0, 1024], [2, 18, 0.5], [90, 3, 3], [0.35, 0.03, 0.05], W2K),
  role('BATCH', 5, 'nightly', 'compute', [4, 2.8, 4096], [2, 74, 0.5], [220, 12, 2], [0.1, 0.01, 0.02]),
  role('PROXY', 3, 'office', 'web', [1, 2.4, 2048], [4, 30, 0.48], [70, 2, 14], [0.34, 0.05, 0.08]),
  role('MONITOR', 3, 'flat', 'database', [1, 2.4, 2048], [9, 12, 0.6], [150, 2, 1], [0.2, 0.02, 0.03]),
  role('DEV', 4, 'office', 'compute', [2, 2.4, 2048], [1, 44, 0.52], [80, 3, 1], [0.12, 0.01, 0.02]),
];

/** Bumps of a working day: how busy a role is at an hour, 0..1. */
const SHAPES: Readonly<Record<Shape, (hour: number) => number>> = {
  office: (h) => 0.95 * bump(h, 10.3, 1.7) + 0.8 * bump(h, 14.8, 1.9) + 0.1 * bump(h, 20, 2),
  nightly: (h) => bump(h, 2.2, 1.5) + 0.35 * bump(h, 23.3, 0.9),
  flat: () => 0.6,
  evening: (h) => 0.5 * bump(h, 12.5, 2.6) + 0.95 * bump(h, 20.2, 1.9) + 0.12,
};

function bump(hour: number, centre: number, width: number): number {
  const d = Math.min(Math.abs(hour - centre), 24 - Math.abs(hour - centre));
  return Math.exp(-0.5 * (d / width) ** 2);
}

function record(role: Role, index: number, random: () => number): Recording {
  const times = Float64Array.from({ length: SLOTS }, (_, k) => START + k * STEP);
  const series = () => new Float32Array(SLOTS);
  const measures = {
    busy: series(),
    privileged: series(),
    interrupt: series(),
    dpc: series(),
    availableMiB: series(),
    transfers: series(),
    diskMBs: series(),
    networkMBs: series(),
  } satisfies Partial<Record<MeasureId, Float32Array>>;
  const strength = 0.65 + 0.7 * random();
  const late = (random() - 0.5) * 1.6;
  let drift = 0;
  for (let k = 0; k < SLOTS; k++) {
    const hour = (k / SLOTS) * 24 - late;
    drift = 0.8 * drift + 0.2 * (random() - 0.5);
    const level = SHAPES[role.shape]((hour + 24) % 24);
    const busy = Math.min(
      97,
      Math.max(0.4, (role.rest + (role.top - role.rest) * level * strength) * (1 + 0.7 * drift)),
    );
    measures.busy[k] = busy;
    measures.interrupt[k] = busy * role.interrupt;
    measures.dpc[k] = busy * role.dpc;
    measures.privileged[k] = busy * (role.kernel + role.interrupt + role.dpc);
    measures.availableMiB[k] = role.memory * (1 - role.used * (0.86 + 0.14 * Math.min(1, level * strength)));
    const io = (busy / 100) * (0.85 + 0.3 * random());
    measures.transfers[k] = role.transfers * io;
    measures.diskMBs[k] = role.disk * io;
    measures.networkMBs[k] = role.net * io;
  }
  return {
    server: `${role.name}-${String(index).padStart(2, '0')}`,
    source: 'sample',
    times,
    measures,
    facts: {
      cores: role.cores,
      rating: role.rating,
      memory: role.memory,
      image: role.image,
      os: role.image,
      bits: 32,
      class: role.class,
      measured: 'native',
    },
    processes: [],
  };
}

/** The sample estate, the same each time. */
export function sampleReading(): Reading {
  const random = seededDraws(20060312);
  const recordings = ROLES.flatMap((r) =>
    Array.from({ length: r.count }, (_, i) => record(r, i + 1, random)),
  );
  return {
    name: 'sample',
    format: 'built-in sample (synthetic)',
    bytes: 0,
    rows: SLOTS,
    columns: recordings.length * 8,
    recordings,
    counters: [],
    findings: [
      {
        level: 'info',
        where: 'sample',
        text: 'These servers are synthetic: one working day made by formula, to show what the page does.',
        fix: 'Drop or paste your own counter files.',
      },
    ],
  };
}
