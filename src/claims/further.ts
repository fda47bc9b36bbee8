import type { ExperimentInput } from '../dispatch/experiment';
import { HOG, crowdedHost, moreGuestsThanProcessors } from '../dispatch/hosts';
import { OS_BASE } from '../overhead/demand';
import type { Claim, KnobsAt } from './claim';
import { all, by, computed, knob, simulated } from './claim';
import { day, estateOf, foldOptionsOf } from './estates';
import { ESX2, memoryAsked, memorySymbols, needForm, underCeiling, type AtWork } from './fold-forms';
import { formula, fourDigits } from './how';

/** A database beside a guest that never waits, whose interrupts the host serves in so many µs. */
const served = (interruptUs: number): ExperimentInput => ({ ...moreGuestsThanProcessors(2, 1), interruptUs });

/** A workload that hardly works. */
const IDLE = [
  { burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 495 } },
] as const;

/** Three workloads by weight, the first of them at work always or hardly ever. */
const three = (
  at: KnobsAt,
  first: NonNullable<ExperimentInput['guests'][number]['threads']>,
): ExperimentInput => ({
  ...crowdedHost(1),
  policy: 'weighted',
  guests: [
    { name: 'gold', weight: at('gold'), threads: first },
    { name: 'silver', weight: 2, threads: [HOG] },
    { name: 'bronze', weight: 1, threads: [HOG] },
  ],
});

/** Memory of each server of a branch office, and of its host, MiB. */
const OFFICE = { each: 512, host: 2560 } as const;
/** What may be filled of its processors, %. */
const OFFICE_CEILING = 80;

/** What the paper says besides, in the order of its sections. */
export const FURTHER: readonly Claim[] = [
  {
    number: 40,
    section: '9, paragraph on preferred guests',
    title: 'A native device for a preferred guest',
    claim: 'A preferred guest could be given a device of its own, which it drives natively.',
    expected: 'the host serves none of its interrupts; the wait for its own processor stays',
    conditions:
      'The database of claim 13 with 500 µs of host service for each completion, and with none, which is what a device of its own saves. Yield without boost, then a processor of its own as well. Found: the device saves the host 1.0 % of its time, the delay of 42 ms stays, and only the processor ends it.',
    quotes: [
      { says: '1.0 %', label: 'lost while the host serves them', times: 100 },
      { says: '42 ms', label: 'delay with a device of its own' },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'more-guests',
      beside: 'a device that the host serves',
      shows: (at) => [served(0), served(at('service'))],
    },
    knobs: [knob('service', 'The host serves an interrupt in', 'µs', [50, 500, 1000], 10)],
    async check(lab, at) {
      const service = at('service');
      const [host, own] = await all([service, 0], (interruptUs) => lab.run(served(interruptUs)));
      const shared = moreGuestsThanProcessors(2, 1);
      const [database, ...others] = shared.guests;
      const alone = await lab.run({
        ...shared,
        processors: 2,
        guests: [{ ...database, dedicated: true }, ...others],
      });
      const delay = ({ guests }: typeof own) => guests[0].interruptDelayMs.mean;
      const { perSecond } = host.devices[0];
      return [
        by(
          simulated('lost to its interrupts with a device of its own', own.host.overhead, '', 0, 0),
          'The host serves none of its interrupts.',
        ),
        by(
          simulated('lost while the host serves them', host.host.overhead, '', 1e-5 * service, 0.1),
          formula('r × t ÷ 1000000', [perSecond.mean * service * 1e-6, ''], {
            r: [perSecond.mean, 'completions of the disk', '/s'],
            t: [service, 'the host serves one in', 'µs'],
          }),
        ),
        by(
          simulated('delay with a device of its own', delay(own), 'ms', 10, 100),
          'No closed form is known. Counted is the time from each interrupt of the database to the moment that it runs, beside a guest that never waits and in slices of 50 ms.',
        ),
        by(
          simulated('delay with a processor as well', delay(alone), 'ms', 0, 0.001),
          'Its processor is always free for it.',
        ),
      ];
    },
  },
  {
    number: 41,
    section: '8, paragraph on WSRM and 64 bits',
    title: 'Weights, and 4 GB of 32 bits',
    claim:
      'On one system a resource manager gives workloads their shares as weights do, and 64 bits lift the limit of 4 GB.',
    expected: 'shares follow weights only under contention; two workloads of 3 GB need more than 4 GB',
    conditions:
      'Three workloads that never wait, weighted 3, 2, 1; then one of them mostly idle. Two workloads of 3 GB and one processor, folded as one image, find no room on a host of 4 GB and find it on one of 8; whether a system of 32 bits uses more by PAE is not looked at.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'weights',
      beside: 'the first hardly at work',
      shows: (at) => [three(at, [HOG]), three(at, IDLE)],
    },
    folds: {
      choices: () => ({ profile: 'single-image' }),
      words: () => 'as workloads of one image',
    },
    knobs: [
      knob('gold', 'Weight of the first', '', [1, 3, 10]),
      knob('memory', 'Each of two workloads has', 'MiB', [512, 3072, 4096], 64),
    ],
    async check(lab, at) {
      const [gold, each] = [at('gold'), at('memory')];
      const full = await lab.run(three(at, [HOG]));
      const idle = await lab.run(three(at, IDLE));
      const [one] = foldOptionsOf().hosts;
      const heavy = estateOf([day(9, 20), day(9, 20)], {}, each);
      const placed = async (memory: number) => {
        const hosts = [{ ...one, cores: 2, memory, count: 1 }];
        const { unplaced } = await lab.fold(heavy, foldOptionsOf({ hosts, profile: 'single-image' }));
        return 2 - unplaced.length;
      };
      const [small, large] = await all([4096, 8192], placed);
      const share = 2 / (gold + 3);
      const { used } = idle.guests[0];
      const room = (found: number, memory: number) => {
        const both = 2 * each - OS_BASE;
        const fit = both <= memory ? 2 : 1;
        return by(
          computed(`workloads of ${each} MiB on ${memory / 1024} GB`, found, 'workloads', fit, fit),
          `Both need 2 × ${each} − ${OS_BASE} = ${both} MiB, one operating system of ${OS_BASE} MiB (assumed) being enough for them, of ${memory} MiB.`,
        );
      };
      return [
        by(
          simulated(
            'share of weight 2 while all contend',
            full.guests[1].used,
            '',
            share - 0.0055,
            share + 0.0055,
          ),
          formula('w ÷ (g + 2 + 1)', [share, ''], {
            w: [2, 'its weight'],
            g: [gold, 'weight of the first'],
          }),
        ),
        by(
          simulated('the same while the first hardly works', idle.guests[1].used, '', 0.64, 0.67),
          formula('w ÷ (2 + 1) × (1 − x)', [(2 / 3) * (1 - used.mean), ''], {
            w: [2, 'its weight'],
            x: [used.mean, 'used by the first'],
          }),
        ),
        room(small, 4096),
        room(large, 8192),
      ];
    },
  },
  {
    number: 42,
    section: '2, paragraph on branch offices',
    title: 'A branch office on one box',
    claim: 'The three servers of a branch office fit one machine.',
    expected: 'one host for a directory, a file and a mail server of a worked day',
    conditions:
      'Loads of 10, 25 and 30 % of one processor in the same working hours (assumptions), 512 MiB each, on one host of two processors and 2,560 MiB under ESX 2 with a ceiling of 80 %: 44 % of its processors in the busiest hour and 80 % of its memory.',
    quotes: [
      { says: '44', label: 'busiest hour' },
      { says: '80 % of its memory', label: 'memory' },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    folds: underCeiling(() => OFFICE_CEILING),
    knobs: [
      knob('mail', 'The mail server is at work for', '%', [10, 30, 80]),
      knob('processors', 'The host has', 'processors', [1, 2, 8]),
    ],
    async check(lab, at) {
      const [mail, processors] = [at('mail'), at('processors')];
      const [one] = foldOptionsOf().hosts;
      const estate = estateOf([day(9, 10), day(9, 25), day(9, mail)], {}, OFFICE.each);
      const classes = ['directory', 'file', 'mail'] as const;
      const office = {
        ...estate,
        guests: estate.guests.map((guest, i) => ({ ...guest, facts: { ...guest.facts, class: classes[i] } })),
      };
      const hosts = [{ ...one, cores: processors, memory: OFFICE.host }];
      const { hostCount, hosts: plan } = await lab.fold(
        office,
        foldOptionsOf({ hosts, ceilings: { cpu: OFFICE_CEILING } }),
      );
      const [host] = plan;
      const atWork: AtWork = [
        [10, 'directory'],
        [25, 'file'],
        [mail, 'mail'],
      ];
      const busiest = needForm(atWork, 3, processors);
      const memory = (100 * memoryAsked(ESX2, 3, OFFICE.each)) / OFFICE.host;
      return [
        by(
          computed('hosts', hostCount, 'host', 1, 1),
          `All three at once ask for ${fourDigits(busiest.value)} % of its processors, of ${OFFICE_CEILING} % that may be filled, and for ${fourDigits(memory)} % of its memory.`,
        ),
        by(
          computed(
            'busiest hour',
            100 * (host.peak.cpu! / host.capacity.cpu!),
            '%',
            busiest.value - 0.01,
            busiest.value + 0.01,
          ),
          busiest,
        ),
        by(
          computed(
            'memory',
            100 * (host.peak.memory! / host.capacity.memory!),
            '%',
            memory - 0.01,
            memory + 0.01,
          ),
          formula('(n × (m × (1 + t) + a) + v) ÷ H × 100', [memory, '%'], {
            ...memorySymbols(ESX2, 3, OFFICE.each),
            H: [OFFICE.host, 'memory of the host', 'MiB'],
          }),
        ),
      ];
    },
  },
];
