import type { CounterSeen } from '../estate/recording';
import { CATALOGUE } from './catalogue';
import type { Circumstances } from './circumstances';
import { UNTOLD } from './circumstances';
import { natureUnder } from './under';
import type { CounterNature, Trust } from './nature';
import { UNKNOWN } from './nature';
import { englishName } from './translations';
import { natureByWords } from './words';

/** How sure the table is of a counter: it is named in it, judged by the words of its name, or not known at all. */
export type Certainty = 'named' | 'by its name' | 'not known';

/** One counter with what a VM does to it. */
export interface Verdict extends CounterNature {
  /** Its English path where the log has it in another language; null where that is not known or is the same. */
  readonly english: string | null;
  readonly certainty: Certainty;
}

export interface CounterRow extends Verdict {
  /** Machines whose log holds it. */
  readonly servers: readonly string[];
  readonly object: string;
  readonly counter: string;
  /** Columns that hold it: all instances on all machines. */
  readonly instances: number;
}

/** The nature of one counter, in any language. */
export function natureOf(object: string, counter: string): Verdict {
  const name = englishName(object, counter);
  const path = `${name.object ?? object}\\${name.counter ?? counter}`;
  const english = name.counter !== null && path !== `${object}\\${counter}` ? path : null;
  const named = CATALOGUE.find(([pattern]) => pattern.test(path))?.[1];
  if (named) return { ...named, english, certainty: 'named' };
  const guessed = natureByWords(name.object ?? object, name.counter ?? counter);
  if (guessed) return { ...guessed, english, certainty: 'by its name' };
  return { ...UNKNOWN, english, certainty: 'not known' };
}

const NAMELESS = 'columns with names of servers';

/** From the worst to the best, and what nobody can tell. */
const TRUSTS: readonly Trust[] = ['no', 'with care', 'not known', 'yes'];

/**
 * Every counter of a log once, with what a VM does to it under these circumstances: those not to be believed first, else
 * in the order of the log. Instances and machines are folded.
 */
export function trustTable(
  counters: readonly CounterSeen[],
  circumstances: Circumstances = UNTOLD,
): CounterRow[] {
  const rows = new Map<string, { seen: CounterSeen; servers: string[]; instances: number }>();
  for (const each of counters) {
    // A column that bears a server's name does not say which counter it holds.
    const seen = each.object === '' && each.counter === each.server ? { ...each, counter: NAMELESS } : each;
    const key = `${seen.object}\\${seen.counter}`.toLowerCase();
    const row = rows.get(key);
    if (row) {
      row.servers.push(seen.server);
      row.instances += seen.instances;
    } else rows.set(key, { seen, servers: [seen.server], instances: seen.instances });
  }
  return [...rows.values()]
    .map(({ seen: { object, counter }, servers, instances }) => {
      const verdict = natureOf(object, counter);
      return { ...verdict, ...natureUnder(verdict, circumstances), servers, object, counter, instances };
    })
    .sort((a, b) => TRUSTS.indexOf(a.trust) - TRUSTS.indexOf(b.trust));
}

/** How many counters and columns of a log fall under each verdict. */
export interface TrustSum {
  readonly trust: Trust;
  readonly counters: number;
  readonly columns: number;
}

export function trustSums(rows: readonly CounterRow[]): TrustSum[] {
  return TRUSTS.map((trust) => {
    const own = rows.filter((row) => row.trust === trust);
    return { trust, counters: own.length, columns: own.reduce((sum, row) => sum + row.instances, 0) };
  });
}
