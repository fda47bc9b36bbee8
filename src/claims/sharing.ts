import {
  BACKUP,
  backupBesideHog,
  crowdedHost,
  hogs,
  moreGuestsThanProcessors,
  pendingCompletions,
} from '../dispatch/presets';
import { fixedSlotDelay, fixedSlotThroughput, yieldThroughput } from '../dispatch/fixed-slots';
import { switchLoss } from '../dispatch/oracles';
import type { Claim } from './claim';
import { all, difference, exactly, ratio, simulated } from './claim';

/** Native rate of the back-up: one I/O each 11 ms. */
const BACKUP_PER_SECOND = 1000 / 11;
const BACKUP_LOAD = { guests: 2, sliceMs: 50, burstMs: 1, waitMs: 10, wait: 'exponential' } as const;

/** Section 4: what sharing processors costs. */
export const SHARING: readonly Claim[] = [
  {
    number: 3,
    section: '4.1',
    title: 'Processor-bound guests on four processors',
    claim:
      'Throughput of processor-bound guests grows linearly to the number of processors, then falls slightly below the flat line (figure 2).',
    expected: '8 guests get 97 to 99.9 % of what 4 get; 1 gets a quarter, 2 get half',
    conditions:
      'Switch cost 100 µs and 0.2 % of a processor housekeeping for each guest: assumptions, the paper gives no figures.',
    best: 'under conditions',
    recorded: 'under conditions',
    async check(lab) {
      const cost = { processors: 4, switchUs: 100, housekeeping: 0.002 };
      const [one, two, four, eight] = await all([1, 2, 4, 8], (n) => lab.run(crowdedHost(n, cost)));
      return [
        simulated(
          'work of 8 guests over that of 4',
          ratio(eight.host.busy, four.host.busy),
          '',
          0.97,
          0.9995,
        ),
        simulated('work of 1 guest over that of 4', ratio(one.host.busy, four.host.busy), '', 0.249, 0.253),
        simulated('work of 2 guests over that of 4', ratio(two.host.busy, four.host.busy), '', 0.499, 0.503),
      ];
    },
  },
  {
    number: 4,
    section: '4.1',
    title: 'The overhead formula',
    claim: 'The overhead of scheduling grows with the number of guests.',
    expected: 'twice the guests, twice the overhead',
    conditions:
      'Holds for housekeeping for each defined guest (here 1 %). Switch cost alone is a total loss of s / (Q + s), however many guests there are, so that its part for each guest falls as 1/n.',
    best: 'under conditions',
    recorded: 'under conditions',
    async check(lab) {
      const keep = await all([4, 8], (n) => lab.run(crowdedHost(n, { housekeeping: 0.01 })));
      const swap = await all([4, 8], (n) => lab.run(crowdedHost(n, { switchUs: 1000 })));
      const loss = switchLoss(50, 1000);
      return [
        simulated(
          'overhead of 8 guests over 4, housekeeping',
          ratio(keep[1].host.overhead, keep[0].host.overhead),
          '',
          1.98,
          2.02,
        ),
        simulated(
          'overhead of 8 guests over 4, switches of 1 ms',
          ratio(swap[1].host.overhead, swap[0].host.overhead),
          '',
          0.98,
          1.02,
        ),
        simulated('loss to switches of 1 ms', swap[0].host.overhead, '', loss * 0.99, loss * 1.01),
      ];
    },
  },
  {
    number: 12,
    section: '4.3',
    title: 'Interrupt delay and the number of guests',
    claim:
      'Interrupts are not delayed while there are no more guests than processors, and are delayed beyond that.',
    expected: 'no delay with 1 and 2 guests on two processors, milliseconds with 4',
    conditions: 'Guests beside the one with I/O never wait; idle guests yield, no boost; slice 50 ms.',
    best: 'reproduced',
    recorded: 'reproduced',
    view: { view: 'dispatch', preset: 'more-guests' },
    async check(lab) {
      const [one, two, four] = await all([1, 2, 4], (n) => lab.run(moreGuestsThanProcessors(n)));
      const delay = (answer: typeof one) => answer.guests[0].interruptDelayMs.mean;
      return [
        simulated('mean delay with 4 guests', delay(four), 'ms', 5, 100),
        simulated('mean delay with 2 guests', delay(two), 'ms', 0, 0.001),
        simulated('mean delay with 1 guest', delay(one), 'ms', 0, 0.001),
      ];
    },
  },
  {
    number: 13,
    section: '4.3',
    title: "Another guest's interrupts",
    claim:
      'An I/O interrupt for one guest interrupts whichever guest runs, which loses time that it cannot see.',
    expected: 'the host loses rate x service time, and the guest that runs is charged less work by as much',
    conditions: 'Host interrupt service 100 µs, one processor, a database beside a guest that never waits.',
    best: 'reproduced',
    recorded: 'reproduced',
    async check(lab) {
      const experiment = moreGuestsThanProcessors(2, 1);
      const [perInterrupt, sum] = await lab.figures(
        { ...experiment, interruptUs: 100 },
        ({ host, devices: [disk] }) => host.overhead / disk.perSecond,
        ({ host, guests: [database, hog] }) => host.overhead + database.used + hog.used,
      );
      const free = await lab.run(experiment);
      return [
        simulated('lost for each completion', perInterrupt, 'µs', 99, 101, 1e6),
        simulated('work + loss of all', sum, '', 0.999, 1.001),
        simulated('overhead without service time', free.host.overhead, '', 0, 0),
      ];
    },
  },
  {
    number: 14,
    section: '4.3',
    title: 'Delivery in two stages',
    claim: 'An interrupt that the host has taken waits until its guest is dispatched again.',
    expected:
      'in fixed slots of 50 ms, two guests: 12.5 ms on average, half of them at once, none beyond 50 ms',
    conditions: 'Fixed slots, interrupts at random moments (Poisson arrivals of very short requests).',
    best: 'reproduced',
    recorded: 'reproduced',
    async check(lab) {
      const visitor = {
        name: 'web',
        threads: [{ arrivals: { perSecond: 20 }, service: { kind: 'constant', meanMs: 0.05 } }],
      } as const;
      const found = await lab.run({ ...crowdedHost(1), slots: 'fixed', guests: [visitor, hogs(1)] });
      const { mean, undelayed, max } = found.guests[0].interruptDelayMs;
      const theory = fixedSlotDelay(2, 50);
      return [
        simulated('mean delay', mean, 'ms', theory.meanMs - 0.1, theory.meanMs + 0.1),
        simulated('undelayed', undelayed, '', theory.undelayed - 0.005, theory.undelayed + 0.005),
        simulated('largest delay', max, 'ms', 45, theory.maxMs),
      ];
    },
  },
  {
    number: 15,
    section: '4.3',
    title: 'Completions pend',
    claim:
      'Completions that pend are delivered in batches, and the staggered I/O shows as longer waits at the device.',
    expected: 'index of dispersion above 1; a longer queue at the disk than alone',
    conditions:
      'Eight threads that each wait for one disk, one neighbour that never waits, slice 50 ms, yield, no boost.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: { view: 'dispatch', preset: 'pending' },
    async check(lab) {
      const [alone, beside] = await all([0, 1], (n) => lab.run(pendingCompletions(n)));
      return [
        simulated('index of dispersion', beside.guests[0].batch.dispersion, '', 1.2, 100),
        simulated(
          'batch beside over alone',
          ratio(beside.guests[0].batch.mean, alone.guests[0].batch.mean),
          '',
          1.2,
          100,
        ),
        simulated(
          'queue at the disk beside over alone',
          ratio(beside.devices[0].queueMs, alone.devices[0].queueMs),
          '',
          1.1,
          100,
        ),
      ];
    },
  },
  {
    number: 16,
    section: '4.3',
    title: 'A back-up beside a busy guest',
    claim: 'A back-up, one of two guests on one processor, ran at half its speed or less.',
    expected: 'at least half of the throughput lost',
    conditions:
      'Idle guests yield and get no boost when they wake; the other guest never waits; bursts of 1 ms, 10 ms for the disk, slice 50 ms. On fixed slots the loss is 41 % (exponential disk times), short of the half.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: { view: 'dispatch', preset: 'backup-yield' },
    async check(lab) {
      const found = await lab.run(backupBesideHog());
      const fixed = await lab.run(backupBesideHog({ slots: 'fixed' }));
      const boosted = await lab.run(backupBesideHog({ boost: true }));
      const theory = { yields: yieldThroughput(BACKUP_LOAD), fixed: fixedSlotThroughput(BACKUP_LOAD) };
      const lost = ({ guests }: typeof found) => difference(exactly(1), speed(guests[0].cyclesPerSecond));
      return [
        simulated('throughput lost, yielding', lost(found), '', 0.5, 1),
        simulated(
          'the same against theory',
          difference(speed(found.guests[0].cyclesPerSecond), exactly(theory.yields)),
          '',
          -0.002,
          0.002,
        ),
        simulated(
          'throughput lost, fixed slots',
          lost(fixed),
          '',
          1 - theory.fixed - 0.005,
          1 - theory.fixed + 0.005,
        ),
        simulated('throughput lost, boosted on wake', lost(boosted), '', 0, 0.05),
      ];
    },
  },
  {
    number: 17,
    section: '4.3',
    title: 'The back-up with a dedicated processor',
    claim: 'With a processor of its own the back-up runs at nearly native speed.',
    expected: 'ratio near 1',
    conditions: 'No cost of emulation; two processors, one of them dedicated.',
    best: 'reproduced',
    recorded: 'reproduced',
    view: { view: 'dispatch', preset: 'backup-dedicated' },
    async check(lab) {
      const guests = [{ ...BACKUP, dedicated: true }, hogs(1)];
      const { guests: found } = await lab.run(backupBesideHog({ processors: 2, guests }));
      return [simulated('throughput over native', speed(found[0].cyclesPerSecond), '', 0.97, 1.01)];
    },
  },
];

/** Throughput of the back-up over its native one. */
function speed(cyclesPerSecond: { mean: number; se: number }) {
  return {
    mean: cyclesPerSecond.mean / BACKUP_PER_SECOND,
    se: cyclesPerSecond.se / BACKUP_PER_SECOND,
    unit: '',
  };
}
