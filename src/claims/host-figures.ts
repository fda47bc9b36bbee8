import type { ExperimentInput } from '../dispatch/experiment';
import { CUSTOM } from '../dispatch/link';
import { fixedSlotDelay } from '../dispatch/fixed-slots';
import { hogs, moreGuestsThanProcessors } from '../dispatch/hosts';
import { correct } from '../counters/correct';
import type { Recording } from '../estate/recording';
import type { ClockInput, GuestInput } from '../sampling/watched';
import type { Claim, Pick } from './claim';
import { all, by, computed, difference, exactly, knob, ratio, simulated } from './claim';
import { slotDelayForm } from './formulas';
import { formula, fourDigits } from './how';
import { beside } from './watched';

/** What a guest and its host logged of each other, a minute a row. */
function logsOf(
  rows: readonly { readonly shown: number; readonly used: number; readonly ready: number }[],
): [Recording, Recording] {
  const log = (source: string, measures: Recording['measures']): Recording => ({
    server: 'watched',
    source,
    times: Float64Array.from(rows, (_, i) => i * 60_000),
    measures,
    facts: { cores: 1 },
    processes: [],
  });
  const column = (pick: (row: (typeof rows)[number]) => number) => Float32Array.from(rows, pick);
  return [
    log('the guest', { busy: column(({ shown }) => 100 * shown) }),
    log('its host', {
      runCores: column(({ used }) => used),
      // Turbo: more work done than time used.
      usedCores: column(({ used }) => 1.2 * used),
      ready: column(({ ready }) => 100 * ready),
    }),
  ];
}

/** A database whose clock is read and ticked in some way, among so many guests. */
function database(clock: ClockInput, guests: number): ExperimentInput {
  const { guests: given, ...rest } = moreGuestsThanProcessors(guests, 1);
  const [{ threads: [thread] = [], ...first }, ...others] = given;
  const steady = { ...thread, burst: { kind: 'constant', meanMs: 2 } as const };
  return { ...rest, guests: [{ ...first, threads: [steady], clock }, ...others] };
}

/** A guest with requests that take long against its fixed slots. */
function slowDisk(sliceMs: number): ExperimentInput {
  const guest: GuestInput = {
    threads: [
      {
        burst: { kind: 'constant', meanMs: 1 },
        wait: { kind: 'exponential', meanMs: 200 },
        io: { device: 'array' },
      },
    ],
  };
  return beside(1, {
    slots: 'fixed',
    sliceMs,
    durationS: 600,
    devices: [{ name: 'array', serviceMs: { kind: 'exponential', meanMs: 400 } }],
    guests: [guest, hogs(1)],
  });
}

/** Section 7: what the host knows, time stamps, and disks. */
export const HOST_FIGURES: readonly Claim[] = [
  {
    number: 31,
    section: '7, paragraph on host counters',
    title: '% Used and % Ready from the host',
    claim: 'The host figures % Used and % Ready are needed to interpret what a guest measures.',
    expected: 'the correction gives the total back; without the host it is off by the time spent waiting',
    conditions:
      'Meter and host figures of 30 simulated runs of a minute, given to the correction as logs, with % Run the processor time and % Used a fifth more, as turbo makes it; ticks stacked up and charged to the thread that wakes, then to the idle loop. Totals are mended; how they divide among processes is not (claim 29 and the interval of the correction).',
    best: 'under conditions',
    recorded: 'under conditions',
    view: { view: 'meter', preset: 'neighbour', shows: (at) => [beside(at('neighbours'))] },
    knobs: [knob('neighbours', 'Neighbours', '', [1, 1, 7])],
    async check(lab, at) {
      const mended = async (neighbours: number, clock: ClockInput = {}) => {
        const rows: { shown: number; used: number; ready: number }[] = [];
        await lab.figures(beside(neighbours, {}, clock), ({ guests: [guest] }) => {
          rows.push({ shown: guest.measured.processor, used: guest.used, ready: guest.ready });
          return 0;
        });
        const { samples } = correct(...logsOf(rows));
        const mean = (pick: (i: number) => number) =>
          rows.reduce((sum, _, i) => sum + pick(i), 0) / rows.length;
        return {
          off: mean((i) => samples[i].used - rows[i].used),
          before: mean((i) => rows[i].shown - rows[i].used),
          waited: mean((i) => rows[i].shown - rows[i].used - rows[i].ready),
          shown: mean((i) => rows[i].shown),
          used: mean((i) => rows[i].used),
          ready: mean((i) => rows[i].ready),
        };
      };
      const neighbours = at('neighbours');
      const [few, many] = await all([neighbours, 3], (n) => mended(n));
      const idleFirst = await mended(neighbours, { order: 'idle-first' });
      const off = (rest: string) => `What is left is told, run by run, from 30 runs of a minute: ${rest}`;
      const corrected =
        'the total of the correction, from what the guest shows and the host has, less what was used.';
      return [
        by(computed('corrected total less the truth', few.off, '', -0.001, 0.001), off(corrected)),
        by(computed('the same, three neighbours', many.off, '', -0.001, 0.001), off(corrected)),
        by(computed('the same, idle loop charged', idleFirst.off, '', -0.001, 0.001), off(corrected)),
        by(
          computed('the meter alone less the truth', few.before, '', 0.1, 1),
          off('what the guest’s meter shows less what was used.'),
        ),
        by(
          computed('meter less (Used + Ready)', few.waited, '', -0.002, 0.002),
          off(
            `${fourDigits(few.shown)} shown on average, less ${fourDigits(few.used)} used and ${fourDigits(few.ready)} ready.`,
          ),
        ),
        by(
          computed('meter less (Used + Ready), idle loop charged', idleFirst.waited, '', -1, -0.1),
          formula('m − u − r', [idleFirst.waited, ''], {
            m: [idleFirst.shown, 'shown'],
            u: [idleFirst.used, 'used'],
            r: [idleFirst.ready, 'ready'],
          }),
        ),
      ];
    },
  },
  {
    number: 32,
    section: '7, paragraph on RDTSC',
    title: 'Time-stamp reads',
    claim: 'RDTSC, when it is trapped, costs time at each read, and apparent time gives wrong durations.',
    expected: 'each read costs its emulation; disk transfers seem shorter than they are',
    conditions:
      'Two emulated reads of 10 µs for each I/O; a database beside a guest that never waits, apparent time that catches up at twice real time. Where missed ticks come all at once, apparent time is real again before anything is stamped.',
    best: 'under conditions',
    recorded: 'under conditions',
    slip: 'RDTSC is unprivileged unless the operating system makes it so.',
    view: {
      view: 'meter',
      preset: CUSTOM,
      shows: () => [database({ tsc: 'apparent', delivery: 'catchup' }, 2)],
      differs: 'what its processor meters make of that clock; disk times are not drawn there',
    },
    knobs: [knob('read', 'A read costs', 'µs', [1, 10, 100])],
    async check(lab, at) {
      const cost: Pick = ({ guests: [guest] }) => guest.used / guest.cyclesPerSecond;
      const [free, trapped] = await all([0, at('read')], (tscReadUs) =>
        lab.figures(database({ tscReadUs }, 1), cost),
      );
      const [real, apparent] = await all(['real', 'apparent'] as const, (tsc) =>
        lab.run(database({ tsc, delivery: 'catchup' }, 2)),
      );
      const shown = ({ guests: [guest] }: typeof real) => guest.measured.disk!.transferMs;
      return [
        by(
          simulated(
            'added to each I/O',
            difference(trapped[0], free[0]),
            'µs',
            1.8 * at('read'),
            2.2 * at('read'),
            1e6,
          ),
          formula('2 × r', [2 * at('read'), 'µs'], { r: [at('read'), 'a read that is emulated', 'µs'] }),
        ),
        by(
          simulated(
            'transfer shown, over that in real time',
            ratio(shown(apparent), shown(real)),
            '',
            0,
            0.9,
          ),
          formula('a ÷ r', [shown(apparent).mean / shown(real).mean, ''], {
            a: [shown(apparent).mean, 'Avg. Disk sec/Transfer by apparent time', 'ms'],
            r: [shown(real).mean, 'the same by real time', 'ms'],
          }),
        ),
      ];
    },
  },
  {
    number: 33,
    section: '7, paragraph on disk counters',
    title: 'Disk times',
    claim:
      '% Idle Time and Avg. Disk sec/Transfer hold the time that completions wait for the guest to be dispatched.',
    expected: 'truth and the delay of claim 14: 12.5 ms with two guests in fixed slots of 50 ms',
    conditions: 'Requests of 400 ms on average, long against the slots, so that they end at a random moment.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: CUSTOM,
      shows: (at) => [slowDisk(at('slice'))],
      differs: 'the delay of its completions; what its disk counters show is not drawn there',
    },
    knobs: [knob('slice', 'Slot', 'ms', [5, 50, 100])],
    async check(lab, at) {
      const [late, missed] = await lab.figures(
        slowDisk(at('slice')),
        ({ guests: [{ measured }] }) => measured.disk!.transferMs - measured.disk!.trueTransferMs,
        ({ guests: [{ measured }] }) => measured.disk!.trueIdle - measured.disk!.idle,
      );
      const theory = fixedSlotDelay(2, at('slice')).meanMs;
      return [
        by(
          simulated('transfer shown less transfer', late, 'ms', theory - 0.2, theory + 0.2),
          slotDelayForm(2, at('slice')),
        ),
        by(
          simulated('disk idle time missed', missed, '', at('slice') / 10_000, 0.1),
          `No closed form is known. Counted is the idle time of the disk less what % Idle Time shows of it: each completion that waits, ${fourDigits(theory)} ms on average, looks like work of the disk.`,
        ),
      ];
    },
  },
  {
    number: 34,
    section: '7, paragraph on disk counters',
    title: 'Disk response time from the host',
    claim: 'The host of the time gives no disk response time for each guest.',
    expected: 'nothing to compute: the gap stays',
    conditions:
      "A statement about products of 2006. The guest's own disk times stay wrong by the delay of claim 33, and nothing on the host mends them; later esxtop shows GAVG, KAVG and DAVG.",
    best: 'cannot be checked',
    recorded: 'cannot be checked',
    view: {
      view: 'dispatch',
      preset: CUSTOM,
      shows: () => [slowDisk(50)],
      differs: 'the delay of claim 33, which a host of the time shows nobody',
    },
    unvaried:
      'Nothing can be turned here: what a product of 2006 showed is a fact of its documents, and no run finds it.',
    async check() {
      return [by(simulated('nothing to compute', exactly(NaN), '', NaN, NaN), 'There is no figure.')];
    },
  },
];
