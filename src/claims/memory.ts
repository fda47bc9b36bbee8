import { DEFAULT_HOST } from '../overhead/host';
import { PROFILES, parametersOf } from '../overhead/profiles';
import { roomOf } from '../overhead/reserve';
import type { Claim } from './claim';
import { all, by, computed, knob } from './claim';
import { day, estateOf, foldOptionsOf } from './estates';
import { ESX2, UNDER_ESX2, memoryAsked, memorySymbols } from './fold-forms';
import { formula, type Formula } from './how';

const HOSTED = parametersOf(PROFILES.hosted);

/** Memory of n guests on one host beyond their own, MiB. */
const memoryOverhead = (guests: number) => {
  const room = roomOf({ ...DEFAULT_HOST, memory: 65_536 }, 'memory', ESX2, {});
  return room.fixed + guests * room.perGuest;
};

/** Part of memory saved by n guests of one image of one size: s (1 - 1/n). */
const saved = (guests: number) => (ESX2.sharing * (guests - 1)) / guests;

/** What n guests of one image save, in % of their memory. */
const savedForm = (guests: number): Formula =>
  formula('s × (n − 1) ÷ n × 100', [100 * saved(guests), '%'], {
    s: [ESX2.sharing, 'part that guests of one image have in common (calibrated)'],
    n: [guests, 'guests of one image'],
  });

/** Installed in each of claim 11, MiB. */
const INSTALLED = 1024;

/** How many of three guests of so much memory fit a host. */
const fits = (p: typeof ESX2, each: number, host: number) =>
  Math.min(3, Math.max(0, Math.floor((host - p.vmmMemory) / (each * (1 + p.shadow) + p.guestMemory))));

const fitsForm = (p: typeof ESX2, each: number, host: number): Formula => {
  const { m, t, a, v } = memorySymbols(p, 0, each);
  return formula('min(3, floor((H − v) ÷ (m × (1 + t) + a)))', [fits(p, each, host), 'guests'], {
    H: [host, 'memory of the host', 'MiB'],
    m,
    t,
    a,
    v,
  });
};

/** Guests of one image, of m MiB each, from which their shared pages make up for what monitor and page tables take. */
function firstThatPays(m: number): { first: number; how: Formula } {
  const { a, v, t } = memorySymbols(ESX2, 0, m);
  // Whole MiB are shared.
  const common = Math.floor(ESX2.sharing * m);
  const first = Math.floor((ESX2.vmmMemory + common) / (common - ESX2.guestMemory - ESX2.shadow * m)) + 1;
  const how = formula('floor((v + S) ÷ (S − a − t × m)) + 1', [first, 'guests'], {
    S: [common, 'in common with another guest, 0.444 of its memory', 'MiB'],
    m: [m, 'memory of each', 'MiB'],
    t,
    a,
    v,
  });
  return { first, how };
}

/** Sections 4.2 and 5: memory, and what its page tables take of the processor. */
export const OF_MEMORY: readonly Claim[] = [
  {
    number: 9,
    section: '4.2, paragraph on the memory of guests and monitor',
    title: 'Memory of n guests',
    claim: 'Each guest takes 32 MB more than its own memory, and the host 400 MB.',
    expected: '720 MB for ten guests',
    conditions:
      "The profile of ESX 2, before its page tables and before sharing; the paper's MB are taken as MiB. The manual of ESX 2 has 54 MB for each guest, and 32 more for each GB beyond 512 MB.",
    best: 'by construction',
    recorded: 'by construction',
    folds: UNDER_ESX2,
    knobs: [knob('guests', 'Guests', '', [1, 10, 100])],
    async check(_, at) {
      const guests = at('guests');
      const claimed = 400 + 32 * guests;
      return [
        by(
          computed(`${guests} guests`, memoryOverhead(guests), 'MiB', claimed, claimed),
          formula('v + n × a', [claimed, 'MiB'], {
            v: [400, 'the host', 'MiB'],
            n: [guests, 'guests'],
            a: [32, 'each', 'MiB'],
          }),
        ),
        by(
          computed('one more guest', memoryOverhead(11) - memoryOverhead(10), 'MiB', 32, 32),
          formula('(v + 11 × a) − (v + 10 × a)', [32, 'MiB'], {
            v: [400, 'the host', 'MiB'],
            a: [32, 'each', 'MiB'],
          }),
        ),
      ];
    },
  },
  {
    number: 10,
    section: '4.2, paragraph on page sharing',
    title: 'Shared pages',
    claim: 'Ten guests of one image share about 40 % of their memory; a mix shares little.',
    expected: '40 %, and nothing for ten images',
    conditions:
      'The share is calibrated to this figure, s (1 - 1/n) with s = 0.444, and Waldspurger (2002) measured 32.9 to 42.9 %: it is consistent, and no test of it.',
    best: 'by construction',
    recorded: 'by construction',
    slip: 'Waldspurger is also spelt Waldpurger in the paper.',
    knobs: [knob('guests', 'Guests of one image', '', [2, 10, 50])],
    folds: UNDER_ESX2,
    async check(_, at) {
      const guests = at('guests');
      return [
        by(
          computed(`saved by ${guests} guests of one image`, saved(guests) * 100, '%', 38, 42),
          savedForm(guests),
        ),
        by(computed('saved by one guest of each image', saved(1) * 100, '%', 0, 0), savedForm(1)),
        by(computed('saved by two guests of one image', saved(2) * 100, '%', 20, 25), savedForm(2)),
      ];
    },
  },
  {
    number: 11,
    section: '4.2, paragraph on overcommitting and ballooning',
    title: 'Overcommitted memory',
    claim:
      'Virtual Server 2005 boots no guest beyond its memory; with ballooning the guest chooses what to page out better than its host could.',
    expected: 'the hosted profile refuses to overcommit; that the guest chooses better cannot be checked',
    conditions:
      'Which pages will be needed is not in any counter. Three servers of 1 GiB of which they use 256 MiB, folded onto one host of 3,072 MiB: hosted they count whole and one is left over; under ESX 2 all fit.',
    best: 'cannot be checked',
    recorded: 'cannot be checked',
    folds: { choices: () => ({ profile: 'hosted' }), words: () => 'as a hosted product of the time' },
    knobs: [
      knob('used', 'Each uses of its 1,024', 'MiB', [64, 256, 1024]),
      knob('host', 'The host has', 'MiB', [1024, 3072, 8192], 64),
    ],
    async check(lab, at) {
      const [used, memory] = [at('used'), at('host')];
      const [one] = foldOptionsOf().hosts;
      const estate = estateOf([day(9, 5), day(9, 5), day(9, 5)], { memory: INSTALLED });
      const light = {
        ...estate,
        guests: estate.guests.map((guest) => ({
          ...guest,
          measures: { ...guest.measures, usedMiB: new Float32Array(24).fill(used) },
        })),
      };
      const hosts = [{ ...one, memory, count: 1 }];
      const [hosted, esx2] = await all(['hosted', 'esx2'] as const, async (profile) => {
        const { hosts: plan } = await lab.fold(light, foldOptionsOf({ hosts, profile }));
        return plan.reduce((sum, { guests }) => sum + guests.length, 0);
      });
      const [whole, inUse] = [fits(HOSTED, INSTALLED, memory), fits(ESX2, used, memory)];
      return [
        by(
          computed('guests that fit hosted', hosted, 'guests', whole, whole),
          fitsForm(HOSTED, INSTALLED, memory),
        ),
        by(
          computed('guests that fit under ESX 2', esx2, 'guests', inUse, inUse),
          fitsForm(ESX2, used, memory),
        ),
      ];
    },
  },
  {
    number: 37,
    section: '4.2 and 5, paragraphs on memory',
    title: 'Sharing pays for the overhead of memory',
    claim: 'Tricks such as shared pages make up for the memory that monitor and guests need.',
    expected: 'from some number of equal guests on the fold needs less than their own memory',
    conditions:
      'Guests of one image with 256, 512 or 1,024 MiB each under the profile of ESX 2 (32 MiB each and 400 MiB, page tables, sharing calibrated in claim 10). With 256 MiB it takes 7 guests, with 512 MiB 4 and with 1,024 MiB 3; a mix of images never gets there.',
    quotes: [
      { says: '7', label: 'guests of 256 MiB from which it pays' },
      { says: '4', label: 'guests of 512 MiB' },
      { says: '3', label: 'guests of 1,024 MiB' },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    folds: UNDER_ESX2,
    knobs: [knob('memory', 'Memory of each guest', 'MiB', [128, 256, 2048], 64)],
    async check(lab, at) {
      const [one] = foldOptionsOf().hosts;
      const hosts = [{ ...one, cores: 64 }];
      const own = at('memory');
      /** What the host holds beyond the guests' own memory, MiB. */
      const beyond = async (n: number, memory: number, image: string) => {
        const estate = estateOf(
          Array.from({ length: n }, () => day(9, 5)),
          { image },
          memory,
        );
        const { hosts: plan } = await lab.fold(estate, foldOptionsOf({ hosts }));
        return plan.reduce((sum, { peak }) => sum + peak.memory!, 0) - n * memory;
      };
      const first = async (memory: number) => {
        for (let n = 2; n <= 30; n++) if ((await beyond(n, memory, 'NT')) < 0) return n;
        return Infinity;
      };
      const [small, middle, large] = await all([own, 512, 1024], first);
      const paid = (label: string, found: number, memory: number) => {
        const { first: expected, how } = firstThatPays(memory);
        return by(computed(label, found, 'guests', expected, expected), how);
      };
      const mixed = memoryAsked(ESX2, 30, own) - 30 * own;
      const { m, t, a, v } = memorySymbols(ESX2, 30, own);
      return [
        paid(`guests of ${own} MiB from which it pays`, small, own),
        paid('guests of 512 MiB', middle, 512),
        paid('guests of 1,024 MiB', large, 1024),
        by(
          computed(
            `thirty of ${own} MiB without a common image`,
            await beyond(30, own, ''),
            'MiB',
            mixed - 1,
            mixed + 1,
          ),
          formula('30 × (a + t × m) + v', [mixed, 'MiB'], { a, t, m, v }),
        ),
      ];
    },
  },
  {
    number: 38,
    section: '4.2, paragraph on page tables',
    title: 'The monitor in every context switch',
    claim: 'Each switch of context inside a guest needs the monitor, for its copy of the page tables.',
    expected: 'processor time grows with Context Switches/sec, and no longer where hardware translates',
    conditions:
      'A guest of 20 % on a host of one processor, with 10,000 switches a second and without, folded under ESX 2 and under vSphere 8. The cost of one is an assumption of the profile.',
    best: 'by construction',
    recorded: 'by construction',
    folds: UNDER_ESX2,
    knobs: [knob('switches', 'Context switches', '/s', [1000, 10_000, 50_000])],
    async check(lab, at) {
      const switches = at('switches');
      const extra = async (profile: 'esx2' | 'vsphere8') => {
        const estate = estateOf([day(9, 20)]);
        const [guest] = estate.guests;
        const busy = {
          ...estate,
          guests: [
            { ...guest, measures: { ...guest.measures, switches: new Float32Array(24).fill(switches) } },
          ],
        };
        const [plain, switching] = await all([estate, busy], (each) =>
          lab.fold(each, foldOptionsOf({ profile })),
        );
        return 100 * (switching.hosts[0].peak.cpu! - plain.hosts[0].peak.cpu!);
      };
      const form = (costUs: number): Formula =>
        formula('c × r ÷ 1000000 × 100', [(costUs * switches) / 10_000, '% of a processor'], {
          c: [costUs, 'a switch costs', 'µs'],
          r: [switches, 'switches', '/s'],
        });
      const added = (ESX2.contextSwitch * switches) / 10_000;
      const { contextSwitch } = parametersOf(PROFILES.vsphere8);
      return [
        by(
          computed('added under ESX 2', await extra('esx2'), '% of a processor', added * 0.99, added * 1.01),
          form(ESX2.contextSwitch),
        ),
        by(
          computed('added under vSphere 8', await extra('vsphere8'), '% of a processor', 0, 0),
          form(contextSwitch),
        ),
      ];
    },
  },
];
