import { emulationSlowdown } from '../dispatch/oracles';
import { BACKUP, backupBesideHog } from '../dispatch/hosts';
import type { ExperimentInput } from '../dispatch/experiment';
import { emulationFactor, netSpeedUp } from '../overhead/parameters';
import type { Claim, KnobsAt, Pick } from './claim';
import { by, computed, difference, knob, ratio, simulated } from './claim';
import { slowdownForm } from './formulas';
import { formula, type Formula } from './how';
import { apart } from './processors';

/** Our example, all in the kernel: one instruction in a thousand, emulated over a thousand. The paper has no f. */
const EXAMPLE = { privileged: 0.001, emulation: 1000 };
/** Time of each guest of claim 7 in the kernel. */
const KERNEL = 0.3;
/** A mild guest's fraction of emulated instructions. */
const MILD = 0.0002;

/** Work that is emulated, beside the same work that is not. */
const emulated = (q: number, f: number, k: number): ExperimentInput =>
  apart([
    { name: 'native', share: 0, f: 0, k: 1 },
    { name: 'virtual', share: q, f, k },
  ]);

/** Two guests of the same time in the kernel, of which other parts are emulated. */
const alike = (mild: number, severe: number): ExperimentInput =>
  apart([
    { name: 'mild', share: KERNEL, f: mild, k: 1000 },
    { name: 'severe', share: KERNEL, f: severe, k: 1000 },
  ]);

/** Host's work for an interrupt, µs, in the paths of claim 8. */
const INTERRUPT_US = 100;

/** A back-up from a disk, and who spends how long on each completion: the host, the guest's interrupt and its deferred call. */
function path(interruptUs: number, [guestUs, dpcUs]: readonly [number, number]): ExperimentInput {
  const onDisk: typeof BACKUP = {
    name: 'back-up',
    threads: [
      {
        burst: { kind: 'constant', meanMs: 1 },
        wait: { kind: 'constant', meanMs: 0 },
        io: { device: 'disk' },
      },
    ],
  };
  return backupBesideHog({
    devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 10 } }],
    guests: [{ ...onDisk, interruptUs: guestUs, dpcUs }],
    interruptUs,
  });
}
const nativePath = (at: KnobsAt) => path(0, [INTERRUPT_US, at('deferred')]);
const virtualPath = (at: KnobsAt) => path(INTERRUPT_US + at('deferred'), [INTERRUPT_US, at('deferred')]);

/** Net speed of a faster clock under emulation. */
const netForm = (r: number, q: number, f: number): Formula =>
  formula('r ÷ (1 + q × f × (k − 1))', [netSpeedUp(r, q, { ...EXAMPLE, privileged: f }), ''], {
    r: [r, 'the clock is faster', 'times'],
    q: [q, 'part of the time in the kernel'],
    f: [f, 'fraction of its instructions that is emulated'],
    k: [EXAMPLE.emulation, 'instructions to emulate one'],
  });

/** Section 4.1: privileged work, and the path of I/O. */
export const PRIVILEGED: readonly Claim[] = [
  {
    number: 5,
    section: '4.1, paragraph on privileged instructions, and footnote 5',
    title: 'Emulated instructions',
    claim: 'Emulating one privileged instruction takes hundreds, if not thousands, of instructions.',
    expected: '1 + q f (k - 1): 1.999 for q = 1, f = 0.1 % and k = 1000',
    conditions:
      'q is the share of kernel mode, f the fraction of kernel-mode instructions that is emulated. The paper gives no figure for f: 0.1 % is our example, and all work in the kernel the worst case.',
    best: 'by construction',
    recorded: 'by construction',
    slip: "Footnote 5's [8] is [10].",
    view: {
      view: 'dispatch',
      preset: 'kernel-work',
      shows: (at) => [emulated(at('kernel') / 100, at('privileged') / 100, at('emulation'))],
    },
    knobs: [
      knob('kernel', 'Time in the kernel, q', '%', [0, 100, 100]),
      knob('privileged', 'Of it emulated, f', '%', [0, 0.1, 1], 0.01),
      knob('emulation', 'Instructions for one, k', '', [1, 1000, 5000]),
    ],
    async check(lab, at) {
      const [q, f, k] = [at('kernel') / 100, at('privileged') / 100, at('emulation')];
      const theory = emulationSlowdown(q, f, k);
      const found = await lab.run(emulated(q, f, k));
      const rate = found.guests.map((guest) => guest.cyclesPerSecond);
      const how = slowdownForm(q, f, k);
      return [
        by(simulated('slow-down', ratio(rate[0], rate[1]), '', theory * 0.99, theory * 1.01), how),
        by(
          computed(
            'by formula',
            1 + q * emulationFactor({ privileged: f, emulation: k }),
            '',
            theory - 1e-9,
            theory + 1e-9,
          ),
          how,
        ),
      ];
    },
  },
  {
    number: 6,
    section: 'footnote 5, on processor speed',
    title: 'A clock twice as fast',
    claim:
      "A faster processor can make up for the emulation: Menascé's suggestion, which the paper finds worthy and not the end of the story.",
    expected: 'net 2 / (1 + q f (k - 1)): even at q = 1, 0.1 % and 1000',
    conditions:
      'It loses as soon as q f (k - 1) > 1: at 0.2 % and 1000, all in the kernel, the move to the faster machine makes work slower. The figures for f are ours.',
    best: 'by construction',
    recorded: 'by construction',
    view: {
      view: 'dispatch',
      preset: 'kernel-work',
      shows: (at) => [emulated(at('kernel') / 100, at('privileged') / 100, EXAMPLE.emulation)],
      differs: 'the slow-down that the clock has to make up for, at one speed of clock',
    },
    knobs: [
      knob('faster', 'The clock is faster', 'times', [1, 2, 4], 0.1),
      knob('kernel', 'Time in the kernel, q', '%', [0, 100, 100]),
      knob('privileged', 'Of it emulated, f', '%', [0, 0.1, 1], 0.01),
    ],
    async check(_, at) {
      const [faster, q, f] = [at('faster'), at('kernel') / 100, at('privileged') / 100];
      const net = netSpeedUp(faster, q, { ...EXAMPLE, privileged: f });
      const at2 = (privileged: number) => netSpeedUp(2, 1, { ...EXAMPLE, privileged });
      return [
        by(computed(`net speed at ${at('privileged')} %`, net, '', 1, faster), netForm(faster, q, f)),
        by(computed('net speed at 0.2 %', at2(0.002), '', 0.5, 0.9999), netForm(2, 1, 0.002)),
        by(computed('net speed at 0.05 %', at2(0.0005), '', 1.001, 2), netForm(2, 1, 0.0005)),
      ];
    },
  },
  {
    number: 7,
    section: '4.1, paragraph on % Privileged Time',
    title: '% Privileged Time as a guide',
    claim: '% Privileged Time is helpful for judging the delay, and hardly precise.',
    expected: 'two guests of the same % Privileged Time, delayed by different factors',
    conditions:
      'Both 30 % in the kernel on machines of their own; f = 0.02 % and 0.2 % of the instructions there (our figures), k = 1000.',
    best: 'by construction',
    recorded: 'by construction',
    view: {
      view: 'dispatch',
      preset: 'kernel-work',
      beside: 'the same natively',
      shows: (at) => [alike(MILD, at('severe') / 100), alike(0, 0)],
    },
    knobs: [knob('severe', 'Emulated of the severe one, f', '%', [0.02, 0.2, 1], 0.01)],
    async check(lab, at) {
      const severe = at('severe') / 100;
      const native = await lab.run(alike(0, 0));
      const { guests } = await lab.run(alike(MILD, severe));
      const slower = emulationSlowdown(KERNEL, severe, 1000) / emulationSlowdown(KERNEL, MILD, 1000);
      const privileged = native.guests.map(({ measured }) => measured.privileged);
      const counted = formula('q', [KERNEL, ''], { q: [KERNEL, 'part of each burst in the kernel'] });
      return [
        by(
          simulated(
            'delay of one over the other',
            ratio(guests[0].cyclesPerSecond, guests[1].cyclesPerSecond),
            '',
            slower * 0.98,
            slower * 1.02,
          ),
          formula('(1 + q × f × (k − 1)) ÷ (1 + q × f₀ × (k − 1))', [slower, ''], {
            q: [KERNEL, 'part of the time in the kernel, of both'],
            f: [severe, 'emulated of the severe one’s instructions there'],
            'f₀': [MILD, 'of the mild one’s'],
            k: [1000, 'instructions to emulate one'],
          }),
        ),
        by(simulated('% Privileged Time of the one, native', privileged[0], '', 0.29, 0.31), counted),
        by(simulated('% Privileged Time of the other, native', privileged[1], '', 0.29, 0.31), counted),
      ];
    },
  },
  {
    number: 8,
    section: '4.1, paragraph on the I/O path',
    title: 'The I/O path runs twice',
    claim: "The host's interrupt and driver work comes on top of the guest's own.",
    expected: 'extra processor time equal to the native interrupt and DPC time',
    conditions:
      "The host's path is taken to be as long as the guest's (100 µs interrupt, 200 µs deferred call): an assumption of the paper, counted here and not tested.",
    best: 'by construction',
    recorded: 'by construction',
    view: {
      view: 'dispatch',
      preset: 'interrupted',
      beside: 'the native path',
      shows: (at) => [virtualPath(at), nativePath(at)],
    },
    knobs: [knob('deferred', 'Deferred call for each I/O', 'µs', [50, 200, 1000])],
    async check(lab, at) {
      const deferred = at('deferred');
      const each: Pick = ({ host: { busy, overhead }, guests: [guest] }) =>
        (busy + overhead) / guest.cyclesPerSecond;
      const [plain] = await lab.figures(path(0, [0, 0]), each);
      const [native] = await lab.figures(nativePath(at), each);
      const [virtual] = await lab.figures(virtualPath(at), each);
      const twice = difference(native, plain);
      const symbols = {
        i: [INTERRUPT_US, 'the guest’s interrupt', 'µs'],
        d: [deferred, 'its deferred call', 'µs'],
      } as const;
      return [
        by(
          simulated(
            'extra time over native interrupt + DPC time',
            ratio(difference(virtual, native), twice),
            '',
            0.98,
            1.02,
          ),
          formula('h ÷ (i + d)', [1, ''], {
            h: [INTERRUPT_US + deferred, 'the host’s path', 'µs'],
            ...symbols,
          }),
        ),
        by(
          simulated(
            'native interrupt + DPC time',
            twice,
            'ms',
            (90 + deferred) / 1000,
            (110 + deferred) / 1000,
            1000,
          ),
          formula('(i + d) ÷ 1000', [(INTERRUPT_US + deferred) / 1000, 'ms'], symbols),
        ),
      ];
    },
  },
];
