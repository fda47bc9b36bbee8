import { expect, test } from 'vitest';
import type { DaysKnown } from '../../src/decide/days-known';
import type { DrillLine } from '../../src/decide/drill';
import type { RiskPoint } from '../../src/decide/risk';
import type { SampleLine } from '../../src/decide/uncertain';
import { drillPicture } from '../../src/ui/decide/drill-picture';
import { fan, suffice, tornado } from '../../src/ui/decide/uncertainty-pictures';
import { wavePicture } from '../../src/ui/moves/waves-picture';
import { drawDays } from '../../src/ui/risk/picture';

/** What a template would write, its markers left out. */
function written(of: unknown): string {
  if (Array.isArray(of)) return of.map(written).join('');
  if (of === null || of === undefined || typeof of === 'symbol' || typeof of === 'function') return '';
  if (typeof of !== 'object') return String(of);
  const { strings, values } = of as { strings: readonly string[]; values: readonly unknown[] };
  return strings.map((text, i) => text + (i < values.length ? written(values[i]) : '')).join('');
}

/** What is heard of it: labels, and text that stands outside of drawings. */
function heard(text: string): string {
  const labels = [...text.matchAll(/aria-label=("[^"]*"|[^>]*?(?=\s[\w-]+=|>))/g)].map(([, label]) => label);
  return [...labels, text.replace(/<svg[^]*?<\/svg>/g, '').replace(/<[^>]*>/g, ' ')]
    .join(' ')
    .replace(/\s+/g, ' ');
}
const drawn = (text: string): string =>
  (text.match(/<svg[^]*?<\/svg>/g) ?? []).join('').replace(/aria-label=[^>]*>/g, '>');

const draws = (...full: number[]): SampleLine[] =>
  full.map((each) => ({ kind: 'sample', hosts: Math.ceil(2 * each), need: each, own: 0, full: [each] }));
const end = (need: number, at: 'low' | 'high') =>
  ({ kind: 'end', figure: 'k', end: at, hosts: 3, need }) as const;
const restarts = (placed: readonly { guest: string; to: number }[]) =>
  ({ placed, left: [], fullest: null }) as unknown as DrillLine['window'];
const fails = (failed: number, ...to: number[]): DrillLine => {
  const all = restarts(to.map((host, i) => ({ guest: `g${i}`, to: host })));
  return { failed: [failed], standby: 0, peak: all, window: all, moving: true };
};
const point = (machines: number, over: number) => ({ machines, over, error: 0 }) as RiskPoint;
const known = (days: number, machines: number, over: number): DaysKnown =>
  ({ days, taken: point(machines, over), proof: point(machines - 1, 2 * over) }) as DaysKnown;
const nameOf = (h: number) => `host ${h + 1}`;
const wave = (part: 'stays' | 'leaves') => [
  {
    host: 'esx1',
    guests: [
      { guest: 'a', part: 'stays' },
      { guest: 'b', part },
    ] as const,
  },
];

/** Each picture of a study, drawn from two sets of data. */
const PICTURES: readonly (readonly [string, unknown, unknown])[] = [
  ['how likely so many suffice', suffice(draws(0.9, 1.4), 2, 0), suffice(draws(0.9, 0.9, 1.4), 2, 0)],
  [
    'what drives the number, of as many hosts',
    tornado([{ label: 'k', low: end(2.1, 'low'), high: end(2.4, 'high') }], 3),
    tornado(
      [
        { label: 'k', low: end(2.1, 'low'), high: end(2.4, 'high') },
        { label: 'f', low: end(2.2, 'low'), high: end(2.3, 'high') },
      ],
      3,
    ),
  ],
  [
    'the busiest hour of each host, with other middle draws',
    fan(draws(0.5, 0.6, 0.62, 0.64, 0.9), ['host 1']),
    fan(draws(0.5, 0.7, 0.72, 0.74, 0.9), ['host 1']),
  ],
  [
    'who takes over whom, where all restart',
    drillPicture([fails(0, 1, 1), fails(1, 2), fails(2, 0)], 3, nameOf),
    drillPicture([fails(0, 1, 2), fails(1, 2), fails(2, 0)], 3, nameOf),
  ],
  ['who is where during a wave', wavePicture(wave('stays')), wavePicture(wave('leaves'))],
  [
    'how long one must measure',
    drawDays([known(1, 5, 0.1), known(2, 6, 0.01)], { width: 500, tolerance: 0.01 }),
    drawDays([known(1, 5, 0.1), known(2, 7, 0.01)], { width: 500, tolerance: 0.01 }),
  ],
];

test.each(PICTURES)('%s: other data is drawn and told', (_, one, other) => {
  const [before, after] = [written(one), written(other)];
  expect(drawn(after)).not.toBe(drawn(before));
  expect(heard(after)).not.toBe(heard(before));
});

test('the drill says who takes over from each host, and which stand by', () => {
  const standing = { ...fails(1, 2, 2), standby: 1 };
  expect(heard(written(drillPicture([{ ...fails(0, 1), standby: 1 }, standing], 2, nameOf)))).toContain(
    'all guests restart in every case. Of host 1 host 2 takes 1; Of host 2 spare 1 takes 2.',
  );
});
