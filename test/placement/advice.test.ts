import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/estate/guest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import type { HostSpec } from '../../src/overhead/host';
import type { OverheadParameters } from '../../src/overhead/parameters';
import { PROFILES, parametersOf } from '../../src/overhead/profiles';
import type { Advice, IoThresholds } from '../../src/placement/advice';
import { DEFAULT_THRESHOLDS, adviseGuests, ioBound } from '../../src/placement/advice';
import { estateOf, guest } from './estates';

const HOST: HostSpec = { ...DEFAULT_HOST, cores: 8, rating: 2, numa: 2 };
const BARE = parametersOf(PROFILES.bare);
type Measured = Readonly<Record<string, number[]>>;
interface Given {
  readonly facts?: Partial<Facts>;
  readonly host?: Partial<HostSpec>;
  readonly parameters?: Partial<OverheadParameters>;
  readonly thresholds?: Partial<IoThresholds>;
  readonly step?: number;
  readonly samples?: number;
}

/** All advice for one guest. */
function adviceFor(measures: Measured, given: Given = {}): readonly Advice[] {
  const slots = Math.max(1, ...Object.values(measures).map((v) => v.length));
  const one = { ...guest('G', measures, given.facts), samples: given.samples ?? 200 };
  const estate = estateOf([one], slots);
  return adviseGuests(
    { ...estate, grid: { ...estate.grid, step: given.step ?? estate.grid.step } },
    { ...HOST, ...given.host },
    { ...BARE, ...given.parameters },
    { ...DEFAULT_THRESHOLDS, ...given.thresholds },
  );
}
const kinds = (measures: Measured, given?: Given) => adviceFor(measures, given).map(({ kind }) => kind);

/** A server of which there is nothing to say: half busy, hardly any I/O. */
const PLAIN: Measured = { busy: [50, 52], privileged: [10, 10], interrupt: [1, 1], dpc: [1, 1] };
const flat = (value: number, n: number) => new Array<number>(n).fill(value);

it('says nothing of a plain server', () => {
  expect(adviceFor(PLAIN)).toEqual([]);
});

describe('each rule speaks at its threshold, and not before', () => {
  it.each<[Advice['kind'], boolean, string, Measured, Given?]>([
    // Interrupts and DPCs: a fifth of the busy time.
    [
      'io-bound',
      false,
      '19 of 100 busy in interrupts and DPCs',
      { busy: [100], privileged: [40], interrupt: [10], dpc: [9] },
    ],
    ['io-bound', true, '20 of 100', { busy: [100], privileged: [40], interrupt: [10], dpc: [10] }],
    ['io-bound', true, '21 of 100', { busy: [100], privileged: [40], interrupt: [10], dpc: [11] }],
    [
      'io-bound',
      false,
      'half of 1 % busy: next to nothing',
      { busy: [1, 1], privileged: [1, 1], interrupt: [0.5, 0.5], dpc: [0, 0] },
    ],
    [
      'io-bound',
      true,
      'half of 1.5 % busy',
      { busy: [1, 2], privileged: [1, 2], interrupt: [0.5, 1], dpc: [0, 0] },
    ],
    [
      'io-bound',
      false,
      'shares by class are no measurement',
      { busy: [100] },
      { facts: { class: 'file' }, thresholds: { interruptShare: 0.15 } },
    ],
    [
      'io-bound',
      true,
      'thresholds are the person’s to choose',
      { busy: [100], privileged: [40], interrupt: [10], dpc: [5] },
      { thresholds: { interruptShare: 0.15 } },
    ],
    // Disk transfers: 400/s for each GHz in use. 50 % of 2 cores of 2 GHz are 2 GHz.
    [
      'io-bound',
      false,
      '799 transfers/s on 2 GHz',
      { busy: [50], transfers: [799] },
      { facts: { cores: 2 } },
    ],
    ['io-bound', true, '800 transfers/s on 2 GHz', { busy: [50], transfers: [800] }, { facts: { cores: 2 } }],
    [
      'io-bound',
      true,
      'the guest’s own rating counts',
      { busy: [50], transfers: [400] },
      { facts: { cores: 2, rating: 1 } },
    ],
    [
      'io-bound',
      true,
      'on average over time',
      { busy: [0, 100], transfers: [0, 1600] },
      { facts: { cores: 2 } },
    ],
    [
      'io-bound',
      false,
      'a server that is hardly busy counts as 1 % busy',
      { busy: [0.5], transfers: [7.99] },
      { facts: { cores: 1 } },
    ],
    ['io-bound', true, 'and then as such', { busy: [0.5], transfers: [8.01] }, { facts: { cores: 1 } }],
    // Network: 60 MB/s for each GHz.
    ['io-bound', false, '119 MB/s on 2 GHz', { busy: [50], networkMBs: [119] }, { facts: { cores: 2 } }],
    ['io-bound', true, '120 MB/s on 2 GHz', { busy: [50], networkMBs: [120] }, { facts: { cores: 2 } }],
    [
      'io-bound',
      false,
      'nothing of disk or network, however low the thresholds',
      { busy: [50] },
      { thresholds: { transfersPerGHz: 0.5, networkPerGHz: 0.5 } },
    ],
    ['io-bound', false, 'without processor figures', { transfers: [1e6], networkMBs: [1e6] }],

    ['memory-constrained', false, '50 pages/s', { ...PLAIN, pages: [50, 50] }],
    ['memory-constrained', true, '50.1 pages/s', { ...PLAIN, pages: [50.1, 50.1] }],

    // Three hours at a whole number of processors, within 0.04 of one.
    [
      'runaway',
      false,
      'a plateau of 35 slots of 5 minutes',
      { busy: [...flat(25, 35), 20] },
      { facts: { cores: 4 } },
    ],
    [
      'runaway',
      true,
      'a plateau of 36 slots of 5 minutes',
      { busy: [...flat(25, 36), 20] },
      { facts: { cores: 4 } },
    ],
    [
      'runaway',
      false,
      'a plateau that is broken off',
      { busy: [...flat(25, 20), 20, ...flat(25, 20)] },
      { facts: { cores: 4 } },
    ],
    ['runaway', true, '0.96 of a processor', { busy: flat(24.01, 36) }, { facts: { cores: 4 } }],
    ['runaway', false, '0.95 of a processor', { busy: flat(23.8, 36) }, { facts: { cores: 4 } }],
    ['runaway', true, '1.039 processors', { busy: flat(25.98, 36) }, { facts: { cores: 4 } }],
    ['runaway', false, '1.045 processors', { busy: flat(26.12, 36) }, { facts: { cores: 4 } }],
    ['runaway', false, 'no processor at all', { busy: flat(0.5, 36) }, { facts: { cores: 4 } }],
    ['runaway', true, 'two processors', { busy: flat(50, 36) }, { facts: { cores: 4 } }],
    [
      'runaway',
      true,
      'three slots of an hour',
      { busy: [25, 25, 25] },
      { facts: { cores: 4 }, step: 3_600_000 },
    ],
    ['runaway', false, 'two slots of an hour', { busy: [25, 25] }, { facts: { cores: 4 }, step: 3_600_000 }],
    // 180 minutes are 25.7 slots of seven.
    [
      'runaway',
      false,
      '25 slots of 7 minutes',
      { busy: flat(25, 25) },
      { facts: { cores: 4 }, step: 420_000 },
    ],
    [
      'runaway',
      true,
      '26 slots of 7 minutes',
      { busy: flat(25, 26) },
      { facts: { cores: 4 }, step: 420_000 },
    ],
    [
      'runaway',
      true,
      'one slot of four hours',
      { busy: [25, 30] },
      { facts: { cores: 4 }, step: 4 * 3_600_000 },
    ],
    [
      'runaway',
      false,
      'one moment that stands for all',
      { busy: flat(25, 36) },
      { facts: { cores: 4 }, samples: 1 },
    ],
    ['runaway', true, 'two samples', { busy: flat(25, 36) }, { facts: { cores: 4 }, samples: 2 }],

    ['measured-inside', true, 'inside a VM', { busy: [50] }, { facts: { measured: 'guest' } }],
    ['measured-inside', false, 'natively', { busy: [50] }, { facts: { measured: 'native' } }],
    ['measured-inside', false, 'by its host', { busy: [50] }, { facts: { measured: 'host' } }],
    [
      'measured-inside',
      false,
      'inside, but its host’s GHz are there',
      { usedGHz: [1] },
      { facts: { measured: 'guest' } },
    ],
    [
      'measured-inside',
      false,
      'inside, but its host’s processors are there',
      { usedCores: [1] },
      { facts: { measured: 'guest' } },
    ],

    // Below 5 % on average and 30 % at the peak.
    ['over-provisioned', true, 'average 4.9 %, peak 9.8 %', { busy: [0, 9.8] }],
    ['over-provisioned', false, 'average 5 %', { busy: [5, 5] }],
    ['over-provisioned', true, 'peak 29 %', { busy: [29, ...flat(0, 9)] }],
    ['over-provisioned', false, 'peak 30 %', { busy: [30, ...flat(0, 9)] }],
    ['over-provisioned', false, 'measured inside a VM', { busy: [0, 1] }, { facts: { measured: 'guest' } }],

    // More than 128 MiB, at the 95th percentile.
    ['driver-heavy', false, '128 MiB of pool nonpaged', { ...PLAIN, nonpagedMiB: flat(128, 20) }],
    ['driver-heavy', true, '129 MiB', { ...PLAIN, nonpagedMiB: flat(129, 20) }],
    ['driver-heavy', false, 'in one sample of twenty', { ...PLAIN, nonpagedMiB: [200, ...flat(1, 19)] }],
    ['driver-heavy', true, 'in two samples of twenty', { ...PLAIN, nonpagedMiB: [200, 200, ...flat(1, 18)] }],

    ['backup', true, 'a back-up server', PLAIN, { facts: { class: 'backup' } }],
    ['backup', false, 'a file server', PLAIN, { facts: { class: 'file' } }],

    // Eight cores in two nodes: four in each.
    ['numa', false, '4 processors on nodes of 4', PLAIN, { facts: { cores: 4 } }],
    ['numa', true, '5 processors on nodes of 4', PLAIN, { facts: { cores: 5 } }],
    ['numa', false, '9 processors on one node', PLAIN, { facts: { cores: 9 }, host: { numa: 1 } }],
    ['numa', false, 'where nodes are not known', PLAIN, { facts: { cores: 9 }, host: { numa: null } }],
    ['numa', true, '3 processors on nodes of 2', PLAIN, { facts: { cores: 3 }, host: { numa: 4 } }],

    // r / (1 + q f (k - 1)): the host's 2 GHz to the guest's own; 40 % kernel, f (k - 1) = 0.5: 1.2.
    ['slower', false, 'as fast a host', PLAIN, { facts: { rating: 2 } }],
    ['slower', true, 'a slower host', PLAIN, { facts: { rating: 2.01 } }],
    [
      'slower',
      false,
      'a host 1.21 times as fast',
      { busy: [50], privileged: [20], interrupt: [0], dpc: [0] },
      { facts: { rating: 2 / 1.21 }, parameters: { privileged: 0.005, emulation: 101 } },
    ],
    [
      'slower',
      true,
      'a host 1.19 times as fast',
      { busy: [50], privileged: [20], interrupt: [0], dpc: [0] },
      { facts: { rating: 2 / 1.19 }, parameters: { privileged: 0.005, emulation: 101 } },
    ],
    ['slower', false, 'measured by its host', PLAIN, { facts: { rating: 4, measured: 'host' } }],
    [
      'slower',
      false,
      'a rating that nobody knows',
      PLAIN,
      { parameters: { privileged: 0.05, emulation: 1001 } },
    ],
  ])('%s is %s for %s', (kind, said, _, measures, given) => {
    expect(kinds(measures, given).includes(kind)).toBe(said);
  });
});

describe('what advice says', () => {
  it.each<[Advice['kind'], RegExp, Measured, Given?]>([
    [
      'io-bound',
      /^25 % of its busy time is interrupts and DPCs\. .*native, dedicate a processor/,
      { busy: [80], privileged: [40], interrupt: [12], dpc: [8] },
    ],
    [
      'io-bound',
      /^500 disk transfers\/s for each GHz/,
      { busy: [50], transfers: [1000] },
      { facts: { cores: 2 } },
    ],
    [
      'io-bound',
      /^75 MB\/s of network for each GHz/,
      { busy: [50], networkMBs: [150] },
      { facts: { cores: 2 } },
    ],
    ['runaway', /^1 processor stay/, { busy: flat(25, 36) }, { facts: { cores: 4 } }],
    ['runaway', /^3 processors stay/, { busy: flat(75, 36) }, { facts: { cores: 4 } }],
    ['over-provisioned', /^2\.5 % busy on average and 4 % at its peak/, { busy: [1, 4] }],
    ['numa', /^6 processors are more than a NUMA node of 4 cores/, PLAIN, { facts: { cores: 6 } }],
    [
      'numa',
      /^3 processors are more than a NUMA node of 2 cores/,
      PLAIN,
      { facts: { cores: 3 }, host: { cores: 10, numa: 4 } },
    ],
    ['slower', /^Net speed-up 0\.50:/, PLAIN, { facts: { rating: 4 } }],
    ['slower', /the ratio of clocks \(0\.667\), less emulation/, PLAIN, { facts: { rating: 3 } }],
  ])('%s: %s', (kind, text, measures, given) => {
    expect(adviceFor(measures, given)).toContainEqual({
      guest: 'G',
      kind,
      text: expect.stringMatching(text),
    });
  });

  it('is said of each guest by name, in the order of the estate', () => {
    const estate = estateOf(
      [guest('A', { busy: [1] }), guest('B', PLAIN), guest('C', { busy: [1] }, { class: 'backup' })],
      1,
    );
    expect(adviseGuests(estate, HOST, BARE, DEFAULT_THRESHOLDS).map((a) => [a.guest, a.kind])).toEqual([
      ['A', 'over-provisioned'],
      ['C', 'over-provisioned'],
      ['C', 'backup'],
    ]);
  });

  it('lays no loss at emulation alone', () => {
    const text = (rating: number, parameters = {}) =>
      adviceFor(PLAIN, { facts: { rating }, parameters }).map((each) => each.text);
    // 20 % kernel, f (k - 1) = 0.5: 1 / 1.1.
    expect(text(2, { privileged: 0.005, emulation: 101 })).toEqual([
      'Net speed-up 0.91: the ratio of clocks (1), less emulation, is a loss.',
    ]);
    expect(text(4)).toEqual(['Net speed-up 0.50: the ratio of clocks (0.5), less emulation, is a loss.']);
  });

  it('names the first reason why a guest is I/O-bound, and none where it is not', () => {
    const reason = (measures: Measured) =>
      ioBound(guest('G', measures, { cores: 2 }), 2, DEFAULT_THRESHOLDS, 0.25);
    expect(reason({ busy: [50], transfers: [800], networkMBs: [120] })).toMatch(/^400 disk transfers/);
    expect(reason({ busy: [50], transfers: [8], networkMBs: [120] })).toMatch(/^60 MB/);
    expect(reason({ busy: [50], transfers: [8], networkMBs: [1] })).toBeNull();
    expect(reason({ busy: [50] })).toBeNull();
  });
});
