/** The same files in any order are the same estate. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import type { Reading } from '../../src/estate/recording';
import { read } from '../intake/read';

const day = (head: string, order: 'iso' | 'dmy', d: number, value: (k: number) => number) =>
  `timestamp,${head}\n${Array.from({ length: 30 }, (_, k) => {
    const clock = `${String(8 + Math.floor(k / 12)).padStart(2, '0')}:${String((5 * k) % 60).padStart(2, '0')}`;
    const date =
      order === 'iso' ? `2024-03-${String(d).padStart(2, '0')}` : `${String(d).padStart(2, '0')}/03/2024`;
    return `${date} ${clock},${value(k)}`;
  }).join('\n')}\n`;

const FILES: readonly (readonly [name: string, text: string])[] = [
  ['a.csv', day('web01 cpu %', 'iso', 4, (k) => 10 + (k % 7))],
  // The same hours of the same server, told otherwise.
  ['b.csv', day('web01 cpu %', 'iso', 4, (k) => 60 + (k % 5))],
  // The very same once more, under another name.
  ['c.csv', day('web01 cpu %', 'iso', 4, (k) => 10 + (k % 7))],
  // A date that proves its order, and one that does not.
  ['d.csv', day('db01 cpu %', 'dmy', 14, (k) => 20 + (k % 9))],
  ['e.csv', day('db01 cpu %', 'dmy', 5, (k) => 30 + (k % 3))],
  // A longer name of a server, and what a table states of it.
  ['f.csv', day('web01.corp.example memory MB', 'iso', 4, (k) => 2048 + k)],
  ['g.csv', 'name,cores,memory MB,peak %\nweb01,4,8192,80\ndb01,2,4096,50\n'],
  ['h.csv', 'name,cores\nweb01,8\n'],
];

const OPTIONS = { slotMinutes: 60, align: 'wall', aggregate: 'mean', edits: {} } as const;
/** What an estate comes to, in an order of its own. */
function estateOf(readings: readonly Reading[]) {
  const { grid, guests, leftOut, findings, offers = [] } = assemble(readings, OPTIONS);
  const byName = <T>(of: readonly T[], name: (each: T) => string) =>
    [...of].sort((x, y) => (name(x) < name(y) ? -1 : 1));
  return {
    grid,
    guests: byName(guests, ({ name }) => name).map(({ name, facts, measures, samples }) => ({
      name,
      facts,
      samples,
      measures: Object.fromEntries(Object.entries(measures).map(([id, values]) => [id, [...values!]])),
    })),
    leftOut: byName(leftOut, ({ guest }) => guest),
    // Servers are named in the order of the table, which is that of the files.
    findings: findings
      .map(
        ({ level, where, text }) =>
          `${level} ${where
            .split(/, | and /)
            .sort()
            .join(', ')} ${text}`,
      )
      .sort(),
    offers: byName(offers, ({ name }) => name),
  };
}

test('servers, figures, findings and what is left out are the same, whichever file came first', async () => {
  const readings = await Promise.all(FILES.map(([name, text]) => read(text, {}, name)));
  const first = estateOf(readings);
  expect(first.guests.map(({ name }) => name)).toHaveLength(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(readings, { minLength: readings.length }), (mixed) => {
      expect(estateOf(mixed)).toEqual(first);
    }),
    { seed: 7, numRuns: 8 },
  );
});
