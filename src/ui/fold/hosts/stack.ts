/** One guest's load on a host, in the unit of the resource; one value for a level, one for each slot otherwise. */
export interface Load {
  readonly name: string;
  readonly series: Float32Array;
  /** 1 where it was not measured; null: it was everywhere. */
  readonly standIn?: Uint8Array | null;
}

/** The largest guests by place; the one that is followed, where it is not among them; all others; overhead. */
export type Tone = '1' | '2' | '3' | '4' | '5' | 'rest' | 'over';

/** A layer of the picture. */
export interface Band {
  readonly label: string;
  readonly tone: Tone;
  /** The guest whose layer it is; null: of several, or of none. */
  readonly guest: string | null;
  /** Upper edge at each column, in the unit of the resource. */
  readonly top: Float32Array;
  /** Columns in which most of it was not measured, 1 for each; null: none. */
  readonly standIn: Uint8Array | null;
}

/** A host's load as layers from the bottom up. */
export interface Stack {
  /** The slot that each column shows: the busiest of those it stands for. */
  readonly slots: Int32Array;
  readonly bands: readonly Band[];
  /** The guests together ask for more than there is load: they share pages, which the host holds once. */
  readonly shared: boolean;
}

const NAMED = 4;

/**
 * Layers the guests of a host, the largest first, under its whole load.
 * The largest few get layers of their own; the others share one; what the whole has on top of them
 * all (overhead) is the last. Where there are more slots than columns, a column shows its busiest slot, so that no
 * peak is lost and the layers of a column belong to one moment.
 * @param followed a guest that has a layer of its own, however small
 */
export function stackOf(
  guests: readonly Load[],
  whole: Float32Array,
  columns: number,
  followed: string | null = null,
): Stack {
  const slots = columnsOf(whole, columns);
  const named = guests.slice(0, NAMED);
  const own = guests.slice(NAMED).filter(({ name }) => name === followed);
  const others = guests.slice(NAMED).filter(({ name }) => name !== followed);
  const top = Float32Array.from(slots, (s) => whole[Math.min(s, whole.length - 1)]);
  const asked = Float32Array.from(slots, (s) => guests.reduce((sum, load) => sum + at(load, s), 0));
  // What guests share is on the host once: each layer gives way in proportion to its size.
  const part = asked.map((sum, c) => (sum > top[c] ? top[c] / sum : 1));

  const bands: Band[] = [];
  let under = new Float32Array(slots.length);
  const pile = (label: string, tone: Tone, loads: readonly Load[]): void => {
    under = under.map((base, c) => base + part[c] * loads.reduce((sum, load) => sum + at(load, slots[c]), 0));
    const guest = loads.length === 1 ? loads[0].name : null;
    bands.push({ label, tone, guest, top: under, standIn: standInOf(loads, slots) });
  };
  named.forEach((load, k) => pile(load.name, String(k + 1) as Tone, [load]));
  if (own.length) pile(own[0].name, '5', own);
  if (others.length) pile(others.length === 1 ? others[0].name : `${others.length} others`, 'rest', others);
  // Rounding of single-precision sums is no overhead.
  if (top.some((v, c) => v > under[c] * 1.001 + 1e-6))
    bands.push({ label: 'overhead', tone: 'over', guest: null, top, standIn: null });
  return { slots, bands, shared: asked.some((sum, c) => sum > top[c] * 1.001) };
}

/** Columns in which most of what these guests ask was not measured. */
function standInOf(loads: readonly Load[], slots: Int32Array): Uint8Array | null {
  if (!loads.some((load) => load.standIn)) return null;
  const columns = Uint8Array.from(slots, (s) => {
    let [all, open] = [0, 0];
    for (const load of loads) {
      const value = at(load, s);
      all += value;
      if (load.standIn?.[Math.min(s, load.standIn.length - 1)]) open += value;
    }
    return 2 * open > all ? 1 : 0;
  });
  return columns.includes(1) ? columns : null;
}

function at(load: Load, slot: number): number {
  const v = load.series[Math.min(slot, load.series.length - 1)];
  return v === v && v !== undefined ? v : 0;
}

function columnsOf(whole: Float32Array, columns: number): Int32Array {
  if (whole.length === 1) return Int32Array.of(0, 0);
  const n = Math.min(Math.max(2, columns), whole.length);
  return Int32Array.from({ length: n }, (_, c) => {
    const from = Math.floor((c * whole.length) / n);
    const to = Math.floor(((c + 1) * whole.length) / n);
    let best = from;
    for (let s = from + 1; s < to; s++) if (whole[s] > whole[best]) best = s;
    return best;
  });
}

/**
 * Where the name of a band can stand inside it: the middle of the text, px. Null where it does not fit.
 * `avoid` is the place of a line that would run through the name.
 */
export function roomForName(
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  width: number,
  textWidth: number,
  textHeight: number,
  avoid: number,
): { x: number; y: number } | null {
  const columns = upper.length;
  if (columns < 2 || textWidth > width - 8) return null;
  const perColumn = width / (columns - 1);
  const span = Math.ceil(textWidth / perColumn);
  let found: { x: number; y: number } | null = null;
  let best = textHeight;
  for (let c = 0; c + span < columns; c += 2) {
    if (avoid > c * perColumn - 3 && avoid < (c + span) * perColumn + 3) continue;
    let ceiling = -Infinity;
    let floor = Infinity;
    for (let k = c; k <= c + span; k++) {
      ceiling = Math.max(ceiling, upper[k]);
      floor = Math.min(floor, lower[k]);
      if (floor - ceiling < best) break;
    }
    if (floor - ceiling >= best && floor - ceiling > (found ? best + 0.5 : best - 1e-9)) {
      best = floor - ceiling;
      found = { x: (c + span / 2) * perColumn, y: (floor + ceiling) / 2 };
    }
  }
  return found;
}
