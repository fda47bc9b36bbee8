import { fixedSlotDelay, yieldThroughput } from '../dispatch/fixed-slots';
import { burntPerIdleMs, emulationSlowdown, gangUtilisation, repairman } from '../dispatch/oracles';
import { yieldingGangs } from '../dispatch/yielding-gangs';
import { tickErrorVariance, type Alternating } from '../sampling/oracles';
import { formula, fourDigits, type Formula } from './how';

/** Closed forms that several claims are held against, with their numbers; times in ms. */

/** How much longer work takes whose kernel part q has a fraction f of its instructions emulated over k each. */
export const slowdownForm = (q: number, f: number, k: number): Formula =>
  formula('1 + q × f × (k − 1)', [emulationSlowdown(q, f, k), ''], {
    q: [q, 'part of the time in the kernel'],
    f: [f, 'fraction of its instructions that is emulated'],
    k: [k, 'instructions to emulate one'],
  });

/** How much more the work of one guest is slowed down than that of another, which has another q. */
export const slowerForm = (q: number, other: number, f: number, k: number): Formula =>
  formula(
    '(1 + q × f × (k − 1)) ÷ (1 + q₀ × f × (k − 1))',
    [emulationSlowdown(q, f, k) / emulationSlowdown(other, f, k), ''],
    {
      q: [q, 'the one’s part in the kernel'],
      'q₀': [other, 'the other’s'],
      f: [f, 'fraction of its instructions that is emulated'],
      k: [k, 'instructions to emulate one'],
    },
  );

/** Mean delay of an interrupt at a random moment for one of N guests in fixed slots. */
export const slotDelayForm = (guests: number, sliceMs: number): Formula =>
  formula('(N − 1)² × Q ÷ (2 × N)', [fixedSlotDelay(guests, sliceMs).meanMs, 'ms'], {
    N: [guests, 'guests that take turns'],
    Q: [sliceMs, 'slot', 'ms'],
  });

/** Time burnt in each idle period until a check that runs freely finds it. */
export const burntForm = (idleMs: number, checkMs: number): Formula =>
  formula('m − m² ÷ δ × (1 − e^(−δ ÷ m))', [burntPerIdleMs(idleMs, checkMs), 'ms'], {
    m: [idleMs, 'mean idle period', 'ms'],
    δ: [checkMs, 'time from check to check', 'ms'],
  });

/** Throughput of one request at a time beside one guest that never waits, over that alone; it yields when idle. */
export const yieldForm = (burstMs: number, waitMs: number, sliceMs: number): Formula =>
  formula(
    '(b + w) ÷ (b + Q ÷ (1 − e^(−Q ÷ w)))',
    [yieldThroughput({ guests: 2, wait: 'exponential', burstMs, waitMs, sliceMs }), ''],
    {
      b: [burstMs, 'work for each request', 'ms'],
      w: [waitMs, 'the disk, on average', 'ms'],
      Q: [sliceMs, 'slice', 'ms'],
    },
  );

/**
 * Busy part of processors by a machine repairman (Kleinrock 1975, section 3.9): so many of a population want one at a
 * time, each with its probability.
 */
export function repairmanForm(
  population: number,
  servers: number,
  { burstMs, waitMs }: Alternating,
  what: 'busy' | 'ready',
): Formula {
  const { probabilities, busyServers, readyEach } = repairman(population, servers, burstMs, waitMs);
  const parts = probabilities.flatMap((p, k) => {
    const many = what === 'busy' ? Math.min(k, servers) : k - Math.min(k, servers);
    return many > 0 ? [`${many} × ${fourDigits(p)}`] : [];
  });
  const over = what === 'busy' ? servers : population;
  return formula(
    what === 'busy' ? '(Σ min(k, c) × pₖ) ÷ c' : '(Σ (k − min(k, c)) × pₖ) ÷ N',
    [what === 'busy' ? busyServers / servers : readyEach, ''],
    {
      N: [population, 'virtual processors'],
      c: [servers, 'processors'],
      b: [burstMs, 'burst', 'ms'],
      w: [waitMs, 'wait', 'ms'],
    },
    `(${parts.join(' + ') || '0'}) ÷ ${over}`,
  );
}

/** Busy part of a virtual processor's own fixed slots, one of two that take turns: its waits end outside them too. */
export function fixedGangForm({ burstMs, waitMs }: Alternating, sliceMs: number): Formula {
  const p = burstMs / (burstMs + waitMs);
  const l = 1 / burstMs + 1 / waitMs;
  const [E, G] = [Math.exp(-l * sliceMs), Math.exp(-sliceMs / waitMs)];
  return formula(
    'p + ((1 − G + G × p − G × p × E) ÷ (1 − G × E) − p) × (1 − E) ÷ (l × Q)',
    [gangUtilisation(burstMs, waitMs, sliceMs), ''],
    {
      p: [p, 'busy part on a processor of its own'],
      l: [l, 'rate at which bursts and waits end', '/ms'],
      Q: [sliceMs, 'slot', 'ms'],
      E: [E, 'e^(−l × Q)'],
      G: [G, 'a wait lasts longer than a slot'],
    },
  );
}

/** Two gangs that give their turns away: there is no closed form, and numbers take its place. */
export function yieldingWords({ burstMs, waitMs }: Alternating, sliceMs: number): string {
  const { used, ready } = yieldingGangs(burstMs, waitMs, sliceMs);
  return `No closed form is known: the numbers of virtual processors with work are a Markov chain within a turn of ${sliceMs} ms, followed in small steps. Bursts of ${fourDigits(burstMs)} ms and waits of ${fourDigits(waitMs)} ms come to ${fourDigits(used)} used and ${fourDigits(ready)} ready of each.`;
}

/** Spread of a meter's error over so many ticks. */
export const tickErrorForm = (thread: Alternating, tickMs: number, ticks: number): Formula =>
  formula(
    '√(p × (1 − p) ÷ n × ((1 + e^(−x)) ÷ (1 − e^(−x)) − 2 ÷ x))',
    [Math.sqrt(tickErrorVariance(thread, tickMs, ticks)), ''],
    {
      p: [thread.burstMs / (thread.burstMs + thread.waitMs), 'busy part'],
      n: [ticks, 'ticks'],
      x: [(1 / thread.burstMs + 1 / thread.waitMs) * tickMs, 'a tick over the thread’s memory'],
    },
  );
