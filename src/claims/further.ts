import type { ExperimentInput } from '../dispatch/experiment';
import { BACKUP, HOG, backupBesideHog, crowdedHost, hogs, moreGuestsThanProcessors } from '../dispatch/hosts';
import { PROFILES, parametersOf } from '../overhead/profiles';
import type { Claim } from './claim';
import { all, computed, difference, exactly, knob, ratio, simulated } from './claim';
import { day, estateOf, foldOptionsOf } from './estates';

/** What the paper says besides, in the order of its sections. */
export const FURTHER: readonly Claim[] = [
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
    folds: true,
    async check(lab) {
      const [one] = foldOptionsOf().hosts;
      const hosts = [{ ...one, cores: 64 }];
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
      const [small, middle, large] = await all([256, 512, 1024], first);
      return [
        computed('guests of 256 MiB from which it pays', small, 'guests', 7, 7),
        computed('guests of 512 MiB', middle, 'guests', 4, 4),
        computed('guests of 1,024 MiB', large, 'guests', 3, 3),
        computed('thirty of 256 MiB without a common image', await beyond(30, 256, ''), 'MiB', 1, 5000),
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
    folds: true,
    knobs: [knob('switches', 'Context switches', '/s', [1000, 10_000, 50_000])],
    async check(lab, at) {
      const extra = async (profile: 'esx2' | 'vsphere8') => {
        const estate = estateOf([day(9, 20)]);
        const [guest] = estate.guests;
        const busy = {
          ...estate,
          guests: [
            {
              ...guest,
              measures: { ...guest.measures, switches: new Float32Array(24).fill(at('switches')) },
            },
          ],
        };
        const [plain, switching] = await all([estate, busy], (each) =>
          lab.fold(each, foldOptionsOf({ profile })),
        );
        return 100 * (switching.hosts[0].peak.cpu! - plain.hosts[0].peak.cpu!);
      };
      const added = (parametersOf(PROFILES.esx2).contextSwitch * at('switches')) / 10_000;
      return [
        computed('added under ESX 2', await extra('esx2'), '% of a processor', added * 0.99, added * 1.01),
        computed('added under vSphere 8', await extra('vsphere8'), '% of a processor', 0, 0),
      ];
    },
  },
  {
    number: 39,
    section: '5, paragraph on back-up',
    title: 'Back-up by the host, or inside the guest',
    claim: 'A back-up is better taken by the host itself than inside a guest.',
    expected: 'the same back-up at native speed on the host, and a fifth of it inside a guest',
    conditions:
      'One processor and a guest that never waits; yield, no boost. On the host the back-up runs before any guest: it is simulated as a guest that is boosted whenever it wakes, an approximation. For each I/O the guest beside it gives up 1.0 ms either way: what the host wins is speed, and it takes the more in all the faster it is.',
    quotes: [
      { says: '1.0', label: 'taken from the other for each I/O, by the host' },
      { says: '1.0', label: 'taken from the other for each I/O, inside a guest' },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    view: { view: 'dispatch', preset: 'backup-yield' },
    async check(lab) {
      const [inside, host] = await all([false, true], (boost) => lab.run(backupBesideHog({ boost })));
      const speed = ({ guests }: typeof inside) => ratio(guests[0].cyclesPerSecond, exactly(1000 / 11));
      const perIo = ({ guests }: typeof inside) => ratio(guests[1].ready, guests[0].cyclesPerSecond);
      return [
        simulated('speed by the host, of native', speed(host), '', 0.97, 1.01),
        simulated('speed inside a guest', speed(inside), '', 0.2, 0.23),
        simulated('taken from the other for each I/O, by the host', perIo(host), 'ms', 0.95, 1.05, 1000),
        simulated('taken from the other for each I/O, inside a guest', perIo(inside), 'ms', 0.95, 1.05, 1000),
      ];
    },
  },
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
    view: { view: 'dispatch', preset: 'more-guests' },
    knobs: [knob('service', 'The host serves an interrupt in', 'µs', [50, 500, 1000], 10)],
    async check(lab, at) {
      const shared = moreGuestsThanProcessors(2, 1);
      const [host, own] = await all([at('service'), 0], (interruptUs) => lab.run({ ...shared, interruptUs }));
      const [database, ...others] = shared.guests;
      const alone = await lab.run({
        ...shared,
        processors: 2,
        guests: [{ ...database, dedicated: true }, ...others],
      });
      const delay = ({ guests }: typeof own) => guests[0].interruptDelayMs.mean;
      return [
        simulated('lost to its interrupts with a device of its own', own.host.overhead, '', 0, 0),
        simulated('lost while the host serves them', host.host.overhead, '', 1e-5 * at('service'), 0.1),
        simulated('delay with a device of its own', delay(own), 'ms', 10, 100),
        simulated('delay with a processor as well', delay(alone), 'ms', 0, 0.001),
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
    view: { view: 'dispatch', preset: 'weights' },
    async check(lab) {
      const three = (first: NonNullable<ExperimentInput['guests'][number]['threads']>): ExperimentInput => ({
        ...crowdedHost(1),
        policy: 'weighted',
        guests: [
          { name: 'gold', weight: 3, threads: first },
          { name: 'silver', weight: 2, threads: [HOG] },
          { name: 'bronze', weight: 1, threads: [HOG] },
        ],
      });
      const full = await lab.run(three([HOG]));
      const idle = await lab.run(
        three([{ burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 495 } }]),
      );
      const [one] = foldOptionsOf().hosts;
      const heavy = estateOf([day(9, 20), day(9, 20)], {}, 3072);
      const placed = async (memory: number) => {
        const hosts = [{ ...one, cores: 2, memory, count: 1 }];
        const { unplaced } = await lab.fold(heavy, foldOptionsOf({ hosts, profile: 'single-image' }));
        return 2 - unplaced.length;
      };
      const [small, large] = await all([4096, 8192], placed);
      return [
        simulated('share of weight 2 while all contend', full.guests[1].used, '', 0.328, 0.339),
        simulated('the same while weight 3 hardly works', idle.guests[1].used, '', 0.64, 0.67),
        computed('workloads of 3 GB on 4 GB', small, 'workloads', 1, 1),
        computed('workloads of 3 GB on 8 GB', large, 'workloads', 2, 2),
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
    folds: true,
    async check(lab) {
      const [one] = foldOptionsOf().hosts;
      const estate = estateOf([day(9, 10), day(9, 25), day(9, 30)], {}, 512);
      const classes = ['directory', 'file', 'mail'] as const;
      const office = {
        ...estate,
        guests: estate.guests.map((guest, i) => ({ ...guest, facts: { ...guest.facts, class: classes[i] } })),
      };
      const hosts = [{ ...one, cores: 2, memory: 2560 }];
      const { hostCount, hosts: plan } = await lab.fold(
        office,
        foldOptionsOf({ hosts, ceilings: { cpu: 80 } }),
      );
      const [host] = plan;
      return [
        computed('hosts', hostCount, 'host', 1, 1),
        computed('busiest hour', 100 * (host.peak.cpu! / host.capacity.cpu!), '%', 32.5, 80),
        computed('memory', 100 * (host.peak.memory! / host.capacity.memory!), '%', 60, 100),
      ];
    },
  },
  {
    number: 43,
    section: '4.3, paragraph on interrupts of others',
    title: 'Interrupts of others, unseen',
    claim: "A guest does not see the time that others' interrupts take from it.",
    expected:
      'its meter counts stolen time as its own, and Ready does not hold it; used + ready + stolen = 1',
    conditions:
      'A guest that never waits, on a processor of its own that also serves the disk of a back-up (500 µs for each completion): what the two stages of an interrupt, and a tick that comes late, are made to do.',
    best: 'by construction',
    recorded: 'by construction',
    view: { view: 'dispatch', preset: 'interrupted' },
    knobs: [knob('service', 'The host serves an interrupt in', 'µs', [50, 500, 1000], 10)],
    async check(lab, at) {
      const service = at('service');
      const disk = {
        ...BACKUP,
        threads: [
          {
            burst: { kind: 'constant', meanMs: 1 } as const,
            wait: { kind: 'constant', meanMs: 0 } as const,
            io: { device: 'disk' },
          },
        ],
      };
      const experiment: ExperimentInput = {
        ...backupBesideHog(),
        processors: 2,
        interruptUs: service,
        devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 5 } }],
        guests: [{ ...disk, dedicated: true }, hogs(1)],
      };
      const [stolen, ready, gap, expected] = await lab.figures(
        experiment,
        ({ guests: [, hog] }) => hog.stolen,
        ({ guests: [, hog] }) => hog.ready,
        ({ guests: [, hog] }) => hog.measured.processor - hog.used - hog.stolen,
        ({ devices: [{ perSecond }] }) => perSecond * service * 1e-6,
      );
      return [
        simulated('stolen time in its meter: meter less used less stolen', gap, '', -0.001, 0.001),
        simulated('stolen', stolen, '', 1e-4 * service, 2e-4 * service),
        simulated('stolen less rate x service', difference(stolen, expected), '', -0.001, 0.001),
        simulated('ready', ready, '', 0, 0),
      ];
    },
  },
];
