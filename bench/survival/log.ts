import { readFileSync } from 'node:fs';

/** What servers took of one resource, slot by slot; gaps count as nothing. */
export interface Log {
  readonly names: readonly string[];
  /** Per server, slots. */
  readonly series: readonly Float64Array[];
  readonly slots: number;
  /** Slots of a day. */
  readonly perDay: number;
}

/** A wide table: the time, then a column for each server. @param perDay slots of a day */
export function readLog(path: string, perDay: number): Log {
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',').slice(1);
  const cells = lines.map((line) => line.split(',').slice(1));
  const series = names.map((_, i) => Float64Array.from(cells, (row) => Number(row[i] || 0)));
  return { names, series, slots: lines.length, perDay };
}

/** The stretch of slots. */
export function cut(log: Log, from: number, to: number): Log {
  return { ...log, series: log.series.map((of) => of.slice(from, to)), slots: to - from };
}

/** What a plan comes to on days: the part of host-slots over capacity, hosts that carry nothing counted too. */
export function overloadOf({ series, slots }: Log, hostOf: ArrayLike<number>, hosts: number, room: number) {
  const load = new Float64Array(hosts * slots);
  series.forEach((of, i) => {
    const at = hostOf[i] * slots;
    for (let t = 0; t < slots; t++) load[at + t] += of[t];
  });
  let over = 0;
  for (const value of load) if (value > room * (1 + 1e-6)) over++;
  return over / load.length;
}
