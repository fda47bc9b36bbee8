import {
  BACKUP,
  HOG,
  backupBesideHog,
  crowdedHost,
  hogs,
  moreGuestsThanProcessors,
  pendingCompletions,
} from '../dispatch/hosts';
import { fixedSlotDelay } from '../dispatch/fixed-slots';
import type { ExperimentInput } from '../dispatch/experiment';
import type { Claim, KnobsAt } from './claim';
import { all, by, difference, knob, ratio, simulated } from './claim';
import { slotDelayForm } from './formulas';
import { formula, fourDigits } from './how';

/** A database among guests that never wait, on two processors. */
const crowd = (at: KnobsAt, guests: number): ExperimentInput => ({
  ...moreGuestsThanProcessors(guests),
  sliceMs: at('slice'),
});

/** A database that is boosted beside a guest that never waits; the host serves its interrupts in so many µs. */
const interrupted = (interruptUs?: number): ExperimentInput => ({
  ...moreGuestsThanProcessors(2, 1),
  boost: true,
  ...(interruptUs === undefined ? {} : { interruptUs }),
});

/** Requests at random moments for one of several guests in fixed slots. */
const visited = (at: KnobsAt): ExperimentInput => {
  const visitor = {
    name: 'web',
    threads: [{ arrivals: { perSecond: 20 }, service: { kind: 'constant', meanMs: 0.05 } }],
  } as const;
  return {
    ...crowdedHost(1),
    slots: 'fixed',
    sliceMs: at('slice'),
    guests: [visitor, hogs(at('guests') - 1)],
  };
};

/** Eight threads that wait for one disk, beside so many that never wait. */
const pend = (at: KnobsAt, others: number): ExperimentInput => ({
  ...pendingCompletions(others),
  sliceMs: at('slice'),
});

/** A guest that never waits, on a processor that serves the disk of another. */
const beingServed = (at: KnobsAt): ExperimentInput => {
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
  return {
    ...backupBesideHog(),
    processors: 2,
    interruptUs: at('service'),
    devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 5 } }],
    guests: [{ ...disk, dedicated: true }, hogs(1)],
  };
};

const SERVICE = knob('service', 'The host serves an interrupt in', 'µs', [50, 500, 1000], 10);

/** Section 4.3: interrupts that wait, and whom they are taken from. */
export const INTERRUPTS: readonly Claim[] = [
  {
    number: 12,
    section: '4.3, paragraph on the delay of interrupts',
    title: 'Interrupt delay and the number of guests',
    claim:
      'Interrupts are not delayed while there are no more guests than processors, and are delayed beyond that.',
    expected: 'no delay with 1 and 2 guests on two processors, milliseconds with 4',
    conditions:
      'Guests of one virtual processor; those beside the one with I/O never wait; idle guests yield, no boost; slice 50 ms. A neighbour of two virtual processors delays it though there are no more guests than processors.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'more-guests',
      beside: 'two guests',
      shows: (at) => [crowd(at, 4), crowd(at, 2)],
    },
    knobs: [knob('slice', 'Slice', 'ms', [5, 50, 100])],
    async check(lab, at) {
      const sliceMs = at('slice');
      const [one, two, four] = await all([1, 2, 4], (n) => lab.run(crowd(at, n)));
      const delay = (answer: typeof one) => answer.guests[0].interruptDelayMs.mean;
      const { guests: given, ...host } = moreGuestsThanProcessors(2);
      const wide = { name: 'hog', vcpus: 2, threads: [0, 1].map((vcpu) => ({ vcpu, ...HOG })) };
      const beside = await lab.run({ ...host, sliceMs, guests: [given[0], wide] });
      const counted =
        'No closed form is known. Counted is the time from each interrupt of the database to the moment that it runs.';
      const waits = `${counted} It waits for the end of some slice of ${sliceMs} ms: a tenth of one on average at least, and no more than two.`;
      const free = `${counted} A processor is free for it.`;
      return [
        by(simulated('mean delay with 4 guests', delay(four), 'ms', sliceMs / 10, 2 * sliceMs), waits),
        by(simulated('mean delay with 2 guests', delay(two), 'ms', 0, 0.001), free),
        by(simulated('mean delay with 1 guest', delay(one), 'ms', 0, 0.001), free),
        by(
          simulated(
            'mean delay beside one guest of two vCPUs',
            delay(beside),
            'ms',
            sliceMs / 10,
            2 * sliceMs,
          ),
          waits,
        ),
      ];
    },
  },
  {
    number: 13,
    section: '4.3, paragraph on interrupts of others',
    title: "Another guest's interrupts",
    claim:
      'An I/O interrupt for one guest interrupts whichever guest runs, which loses time that it cannot see.',
    expected: 'the host loses rate x service time, stolen from whoever runs; that guest sees none of it',
    conditions:
      'Host interrupt service 500 µs, one processor, a database that is boosted beside a guest that never waits.',
    best: 'reproduced',
    recorded: 'reproduced',
    view: {
      view: 'dispatch',
      preset: 'interrupted',
      beside: 'interrupts that cost nothing',
      shows: (at) => [interrupted(at('service')), interrupted()],
    },
    knobs: [SERVICE],
    async check(lab, at) {
      const service = at('service');
      const [unseen, stolen, missed, sum, rate] = await lab.figures(
        interrupted(service),
        ({ guests: [, hog] }) => hog.measured.error - hog.ready - hog.stolen,
        ({ guests: [, hog] }) => hog.stolen,
        ({ guests: [database, hog], devices: [disk] }) =>
          database.stolen + hog.stolen - disk.perSecond * service * 1e-6,
        ({ host, guests: [database, hog] }) => host.overhead + database.used + hog.used,
        ({ devices: [disk] }) => disk.perSecond,
      );
      const free = await lab.run(interrupted());
      const lost = rate.mean * service * 1e-6;
      return [
        by(
          simulated('stolen from the guest that never waits', stolen, '', 80e-6 * service, 110e-6 * service),
          formula('r × t ÷ 1000000', [lost, ''], {
            r: [rate.mean, 'completions of the disk', '/s'],
            t: [service, 'the host serves one in', 'µs'],
          }),
        ),
        by(
          simulated('stolen from all less rate x service', missed, '', -1e-4, 1e-4),
          `Stolen from both guests, less ${fourDigits(rate.mean)} completions a second times ${service} µs, in each run.`,
        ),
        by(
          simulated('what its meter shows too much, less ready, less stolen', unseen, '', -0.002, 0.002),
          'Its meter less what it used, less ready, less stolen: nothing is left where the meter counts stolen time as its own.',
        ),
        by(
          simulated('work + loss of all', sum, '', 0.999, 1.001),
          'What the guests used and what went to interrupts, of one processor that is never idle.',
        ),
        by(
          simulated('stolen without service time', free.guests[1].stolen, '', 0, 0),
          'The same where an interrupt costs the host nothing.',
        ),
      ];
    },
  },
  {
    number: 14,
    section: '4.3, paragraph on delivery in two stages',
    title: 'Delivery in two stages',
    claim: 'An interrupt that the host has taken waits until its guest is dispatched again.',
    expected:
      'in fixed slots of 50 ms, two guests: 12.5 ms on average, half of them at once, none beyond 50 ms',
    conditions: 'Fixed slots, interrupts at random moments (Poisson arrivals of very short requests).',
    best: 'reproduced',
    recorded: 'reproduced',
    view: { view: 'dispatch', preset: 'two-stage', shows: (at) => [visited(at)] },
    knobs: [knob('guests', 'Guests', '', [2, 2, 8]), knob('slice', 'Slot', 'ms', [5, 50, 100])],
    async check(lab, at) {
      const [guests, sliceMs] = [at('guests'), at('slice')];
      const found = await lab.run(visited(at));
      const { mean, undelayed, max } = found.guests[0].interruptDelayMs;
      const theory = fixedSlotDelay(guests, sliceMs);
      const symbols = { N: [guests, 'guests that take turns'], Q: [sliceMs, 'slot', 'ms'] } as const;
      return [
        by(
          simulated('mean delay', mean, 'ms', theory.meanMs - 0.1, theory.meanMs + 0.1),
          slotDelayForm(guests, sliceMs),
        ),
        by(
          simulated('undelayed', undelayed, '', theory.undelayed - 0.005, theory.undelayed + 0.005),
          formula('1 ÷ N', [theory.undelayed, ''], { N: symbols.N }),
        ),
        by(
          simulated('largest delay', max, 'ms', 0.9 * theory.maxMs, theory.maxMs),
          formula('(N − 1) × Q', [theory.maxMs, 'ms'], symbols),
        ),
      ];
    },
  },
  {
    number: 15,
    section: '4.3, paragraph on pending completions',
    title: 'Completions pend',
    claim:
      'Completions that pend are delivered in batches, and the staggered I/O shows as longer waits at the device.',
    expected: 'index of dispersion above 1; a longer queue at the disk than alone',
    conditions:
      'Eight threads that each wait for one disk, one neighbour that never waits, slice 50 ms, yield, no boost.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'pending',
      beside: 'the guest alone',
      shows: (at) => [pend(at, 1), pend(at, 0)],
    },
    knobs: [knob('slice', 'Slice', 'ms', [5, 50, 100])],
    async check(lab, at) {
      const [alone, beside] = await all([0, 1], (n) => lab.run(pend(at, n)));
      const [mail, own] = [beside.guests[0].batch, alone.guests[0].batch];
      return [
        by(
          simulated('index of dispersion', mail.dispersion, '', 1.2, 100),
          `No closed form is known. Counted are the completions that come at one moment, beside a guest that never waits and in slices of ${at('slice')} ms: the variance of their number over its mean, 1 for arrivals at random.`,
        ),
        by(
          simulated('batch beside over alone', ratio(mail.mean, own.mean), '', 1.2, 100),
          formula('b ÷ a', [mail.mean.mean / own.mean.mean, ''], {
            b: [mail.mean.mean, 'completions at one moment, beside the other'],
            a: [own.mean.mean, 'alone'],
          }),
        ),
        by(
          simulated(
            'queue at the disk beside over alone',
            ratio(beside.devices[0].queueMs, alone.devices[0].queueMs),
            '',
            1.1,
            100,
          ),
          formula('b ÷ a', [beside.devices[0].queueMs.mean / alone.devices[0].queueMs.mean, ''], {
            b: [beside.devices[0].queueMs.mean, 'in the queue, beside the other', 'ms'],
            a: [alone.devices[0].queueMs.mean, 'alone', 'ms'],
          }),
        ),
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
    view: { view: 'dispatch', preset: 'interrupted', shows: (at) => [beingServed(at)] },
    knobs: [SERVICE],
    async check(lab, at) {
      const service = at('service');
      const [stolen, ready, gap, expected] = await lab.figures(
        beingServed(at),
        ({ guests: [, hog] }) => hog.stolen,
        ({ guests: [, hog] }) => hog.ready,
        ({ guests: [, hog] }) => hog.measured.processor - hog.used - hog.stolen,
        ({ devices: [{ perSecond }] }) => perSecond * service * 1e-6,
      );
      return [
        by(
          simulated('stolen time in its meter: meter less used less stolen', gap, '', -0.001, 0.001),
          'Counted in each run: what its meter shows, less what it used, less what was stolen.',
        ),
        by(
          simulated('stolen', stolen, '', 1e-4 * service, 2e-4 * service),
          formula('r × t ÷ 1000000', [expected.mean, ''], {
            r: [(expected.mean / service) * 1e6, 'completions of the disk', '/s'],
            t: [service, 'the host serves one in', 'µs'],
          }),
        ),
        by(
          simulated('stolen less rate x service', difference(stolen, expected), '', -0.001, 0.001),
          `The figure above less ${fourDigits(expected.mean)}, which completions times service come to.`,
        ),
        by(
          simulated('ready', ready, '', 0, 0),
          'Counted is the time in which it wants to run while another guest has its processor: it has one of its own.',
        ),
      ];
    },
  },
];
