import { assumedFor, OF_PROCESSORS, useWords, type AssumedUse } from './assumed-use';
import { crowd } from './crowd';
import type { Estate, LeftOut } from './estate';
import type { Finding } from './finding';
import type { Guest } from './guest';

/** What is assumed of servers of whose processors nothing was measured. */
export interface UseAssumption {
  /** What somebody said. */
  readonly assumeUse?: AssumedUse;
  /** What is filled in where nobody said anything; else such servers are open. */
  readonly usualUse?: AssumedUse;
}

const WHY = {
  facts: 'facts alone: no file holds a figure of its load',
  neither: 'neither its processors nor their use are known',
} as const;

/**
 * The estate with something assumed of the processors of servers that nobody measured: none of them counts as idle. Who
 * is not known to have processors is left out; where nothing is assumed, servers are `unmeasured`, and nothing may be
 * planned.
 */
export function withAssumedUse(estate: Estate, { assumeUse, usualUse }: UseAssumption): Estate {
  const use = assumeUse ?? usualUse ?? null;
  const guests: Guest[] = [];
  const assumed: Guest[] = [];
  const unmeasured: string[] = [];
  const leftOut: LeftOut[] = [];
  const assume = (guest: Guest) => {
    const percent = assumedFor(use, guest.facts);
    if (guest.guessed.has('cores')) leftOut.push({ guest: guest.name, why: WHY.neither });
    else if (percent === null) unmeasured.push(guest.name);
    else {
      const busy = new Float32Array(estate.grid.slots).fill(percent);
      // No meter of its own showed it, so none can have been wrong.
      const measured = guest.facts.measured === 'guest' ? 'host' : guest.facts.measured;
      const whole = {
        ...guest,
        facts: { ...guest.facts, measured },
        measures: { ...guest.measures, busy },
        assumedUse: percent,
      } as const;
      assumed.push(whole);
      guests.push(whole);
    }
  };
  for (const guest of estate.guests) {
    if (OF_PROCESSORS.some((id) => guest.measures[id])) guests.push(guest);
    else assume(guest);
  }
  for (const { guest, by } of estate.stated ?? []) {
    // Who says what to assume means all servers of the files; what is only filled in must not make one of a slip.
    if (by === 'table' || (by === 'beside' && !assumeUse))
      leftOut.push({ guest: guest.name, why: WHY.facts });
    else assume(guest);
  }
  return {
    ...estate,
    guests,
    leftOut: [...leftOut, ...estate.leftOut],
    ...(unmeasured.length ? { unmeasured } : {}),
    findings: [...estate.findings, ...leftOutFindings(leftOut), ...useFindings(assumed, unmeasured, use)],
  };
}

const TEXTS = {
  facts: [
    'Facts were given, but no file holds any figures of load: left out of the fold.',
    'Check that the names are those of the logs.',
  ],
  neither: [
    'Neither how many processors they have nor how busy these are is known: left out of the fold.',
    'Log the processors, or state how many there are.',
  ],
} as const;

function leftOutFindings(leftOut: readonly LeftOut[]): Finding[] {
  return (Object.keys(WHY) as (keyof typeof WHY)[]).flatMap((id): Finding[] => {
    const names = leftOut.flatMap(({ guest, why }) => (why === WHY[id] ? [guest] : []));
    const [text, fix] = TEXTS[id];
    return names.length ? [{ level: 'warning', where: names.join(', '), text, fix }] : [];
  });
}

function useFindings(
  assumed: readonly Guest[],
  unmeasured: readonly string[],
  use: AssumedUse | null,
): Finding[] {
  const findings: Finding[] = [];
  const these = (n: number) => (n === 1 ? 'this server' : `these ${n} servers`);
  if (assumed.length && use) {
    findings.push({
      level: 'guess',
      where: crowd(assumed.map(({ name }) => name)),
      text: `Nothing tells how busy the processors of ${these(assumed.length)} are. Assumed: ${useWords(use)} of what is configured, all the time.`,
      fix: 'Measure them for a week, or say what to assume (beside the headline).',
      option: '--assume-use',
    });
  }
  if (unmeasured.length) {
    findings.push({
      level: 'error',
      where: crowd(unmeasured),
      text: `Nothing tells how busy the processors of ${these(unmeasured.length)} are; they are not taken for idle.`,
      fix: 'Measure them for a week, or say what share of the configured processors to assume, for all or by class.',
      option: '--assume-use 25 (%, all the time), or by class --assume-use database=40,web=20,other=25',
    });
  }
  return findings;
}
