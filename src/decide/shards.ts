import { InputError } from '../estate/finding';
import type { Case } from './study';
import { MOST_CASES } from './check-study';

/** What a line says besides what its case came to: enough to tell whether it belongs to the others. */
interface Head {
  /** Names the study: all that decides its lines. */
  readonly study: string;
  /** Cases that it has. */
  readonly cases: number;
  readonly case: number;
}

/** A case and what it came to, as one line of JSON. */
export function lineText(study: string, cases: number, { index, set }: Case<unknown>, line: object): string {
  return JSON.stringify({ study, cases, case: index, set, ...line });
}

/** Lines that a shard wrote. */
export interface ShardText {
  readonly name: string;
  readonly text: string;
}

/** Lines of all shards by index; a study is whole where none is missing and none doubled. */
export interface Merged {
  readonly cases: number;
  /** By index, as they were written. */
  readonly lines: readonly string[];
  readonly missing: readonly number[];
  /** Cases that stand more than once, and where (`file:line`). */
  readonly doubled: readonly { readonly case: number; readonly places: readonly string[] }[];
  /** Last lines that a shard did not finish, and that do not count. */
  readonly cut: readonly string[];
}

/**
 * Puts shards together, whatever their number and order.
 * @throws InputError at `file:line` for what is no line of a study, or one of another study; and where there is none
 */
export function mergeShards(shards: readonly ShardText[]): Merged {
  const lines: string[] = [];
  const places: string[][] = [];
  const cut: string[] = [];
  let first: { readonly head: Head; readonly place: string } | null = null;
  for (const { name, text } of shards) {
    const rows = text.split('\n');
    for (const [r, row] of rows.entries()) {
      const line = row.trim();
      if (line === '') continue;
      const place = `${name}:${r + 1}`;
      const head = headOf(line, place);
      if (head === 'cut' && r === rows.length - 1) {
        cut.push(place);
        continue;
      }
      if (head === 'cut')
        throw new InputError(
          place,
          'found a line that is no JSON; expected one as hostfold study writes it.',
        );
      first ??= { head, place };
      refuseOther(head, place, first);
      lines[head.case] = line;
      (places[head.case] ??= []).push(place);
    }
  }
  if (!first)
    throw new InputError(
      shards.map(({ name }) => name).join(', '),
      'found no line of a study; expected one at least.',
    );
  const { cases } = first.head;
  const all = Array.from({ length: cases }, (_, i) => i);
  return {
    cases,
    lines: all.flatMap((i) => (lines[i] === undefined ? [] : [lines[i]])),
    missing: all.filter((i) => lines[i] === undefined),
    doubled: all.filter((i) => places[i]?.length > 1).map((i) => ({ case: i, places: places[i] })),
    cut,
  };
}

function headOf(line: string, place: string): Head | 'cut' {
  let head: Partial<Head> | null;
  try {
    head = JSON.parse(line) as Partial<Head> | null;
  } catch {
    return 'cut';
  }
  const { study, cases = NaN, case: index = NaN } = head ?? {};
  const counted = Number.isInteger(cases) && cases >= 1 && cases <= MOST_CASES;
  if (typeof study === 'string' && counted && Number.isInteger(index) && index >= 0 && index < cases)
    return { study, cases, case: index };
  throw new InputError(
    place,
    `found a line that is of no study; expected study, cases from 1 to ${MOST_CASES} and case below it.`,
  );
}

function refuseOther(
  head: Head,
  place: string,
  first: { readonly head: Head; readonly place: string },
): void {
  if (head.study === first.head.study && head.cases === first.head.cases) return;
  const name = ({ study, cases }: Head) => `study ${study} of ${cases} cases`;
  throw new InputError(
    place,
    `found a line of ${name(head)}; expected ${name(first.head)}, as in ${first.place}.`,
    'The study file, or a file that it reads, was another one.',
  );
}

/** Shards that are named to be run again; of more, nobody would type the names. */
const MOST_SHARDS = 20;

/** Shards (`1/3`) that are these cases and no others, so that they can be run alone; none where many are needed. */
export function shardsFor(missing: readonly number[], cases: number): string[] {
  for (let shards = 1; shards <= cases; shards++) {
    const needed = shardsWith(missing, shards);
    const size = needed.reduce((n, shard) => n + Math.ceil((cases - shard) / shards), 0);
    if (size === missing.length) return needed.map((shard) => `${shard}/${shards}`);
  }
  return [];
}

/** The shards that these cases are of, in order; none where they are too many. */
function shardsWith(missing: readonly number[], shards: number): number[] {
  const needed = new Set<number>();
  for (const i of missing) {
    needed.add(i % shards);
    if (needed.size > MOST_SHARDS) return [];
  }
  return [...needed].sort((a, b) => a - b);
}
