import type { LeftOut } from '../../estate/estate';
import { MEASURES } from '../../estate/measure';
import type { Recording } from '../../estate/recording';
import { groupedBy } from '../../estate/grouped';

/** What tables call a line or column that adds up or averages the others. */
const TOTAL =
  /^[\s_*]*(grand[ _-]?)?(ø|totals?|sum|sums|summe|gesamt(summe|ergebnis)?|insgesamt|average|avg|mean|mittel(wert)?|durchschnitt|schnitt|moyenne|somme|total général|promedio|media|suma|totale|razem|średnia|итого|всего|среднее|合計|总计|平均|gemiddelde|totaal|genomsnitt|gjennomsnitt|gennemsnit|totalt|keskiarvo|summa|somma|celkem|průměr|összesen|átlag|toplam|ortalama|overall|all)[\s_*:]*$/i;

/** Why a name is none of a server: it is that of a sum or a mean; null where it may be one. @param source the file */
export const whyTotal = (name: string, source: string): string | null =>
  TOTAL.test(name) ? `a sum or a mean over the servers of ${source}, by its name` : null;

/** Fewer rows than these agree by chance. */
const LEAST_ROWS = 6;
const LEAST_OTHERS = 2;
/** Two others agree by chance more easily, and surely where one of them never moves. */
const LEAST_ROWS_OF_TWO = 12;
/** Half of the last place of a figure with two decimals, and a little for single precision. */
const ROUNDED = 0.0055;

/**
 * Leaves out what is no server: by its name, and, among series of the same times, one that is in every row the sum or the
 * mean of all the others.
 */
export function withoutTotals(
  recordings: readonly Recording[],
  source: string,
): { servers: Recording[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const out = ({ server: guest }: Recording, why: string) => leftOut.push({ guest, why });
  let servers = recordings.filter((each) => {
    const why = whyTotal(each.server, source);
    if (why) out(each, why);
    return !why;
  });
  for (const sum of sumsAmong(servers)) {
    out(sum, `in every row of ${source} the sum or the mean of all its other servers`);
    servers = servers.filter((each) => each !== sum);
  }
  return { servers, leftOut };
}

/** Of the series over the same times, those that are the sum or the mean of all the others. */
function sumsAmong(recordings: readonly Recording[]): Recording[] {
  return [...groupedBy(recordings, ({ times }) => times).values()].flatMap((alike) => {
    const busy = alike.filter(({ measures }) => measures.busy);
    if (busy.length <= LEAST_OTHERS || busy[0].times.length < LEAST_ROWS) return [];
    const all = totalsOf(busy);
    const few = busy.length - 1 === LEAST_OTHERS;
    if (
      few &&
      !(busy[0].times.length >= LEAST_ROWS_OF_TWO && busy.every(({ measures }) => moves(measures.busy!)))
    )
      return [];
    return busy.filter((one) => isSumOfOthers(one.measures.busy!, all));
  });
}

interface Rows {
  readonly sum: Float64Array;
  readonly present: Uint32Array;
}

function totalsOf(recordings: readonly Recording[]): Rows {
  const rows = recordings[0].times.length;
  const sum = new Float64Array(rows);
  const present = new Uint32Array(rows);
  for (const { measures } of recordings) {
    const values = measures.busy!;
    for (let k = 0; k < rows; k++) {
      if (values[k] !== values[k]) continue;
      sum[k] += values[k];
      present[k]++;
    }
  }
  return { sum, present };
}

const moves = (values: Float32Array): boolean =>
  values.some((value) => value === value && value !== values[0]);

function isSumOfOthers(own: Float32Array, all: Rows): boolean {
  let sums = true;
  let means = true;
  let rows = 0;
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < own.length && (sums || means); k++) {
    const value = own[k];
    const others = all.present[k] - 1;
    if (value !== value || others < LEAST_OTHERS) continue;
    rows++;
    least = Math.min(least, value);
    most = Math.max(most, value);
    const rest = all.sum[k] - value;
    // What passes the whole machine was read as the whole.
    sums &&= Math.abs(value - Math.min(MEASURES.busy.ceiling, rest)) <= Math.min(0.1, ROUNDED * (others + 1));
    means &&= Math.abs(value - rest / others) <= 2 * ROUNDED;
  }
  // Idle machines are all alike: what never moves says nothing.
  return (sums || means) && rows >= LEAST_ROWS && most > least;
}
