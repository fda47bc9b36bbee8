import { BACKUP, backupBesideHog, hogs } from '../dispatch/hosts';
import type { ExperimentInput } from '../dispatch/experiment';
import { yieldThroughput } from '../dispatch/fixed-slots';
import { emulationSlowdown } from '../dispatch/oracles';
import { CLASSES } from '../overhead/classes';
import { OS_BASE } from '../overhead/demand';
import { barsOf, relativePerformance, type Bars, type Benchmark } from './bars';
import type { Claim, KnobsAt } from './claim';
import { all, by, computed, difference, exactly, knob, ratio, simulated } from './claim';
import { day, estateOf, foldOptionsOf } from './estates';
import { ESX2, guestGrowth, memoryAsked, memorySymbols } from './fold-forms';
import { slowdownForm } from './formulas';
import { formula, fourDigits } from './how';
import { apart } from './processors';

/** ESX 2 with f and k as the knobs of claim 26 say. */
const modelled = (at: KnobsAt) => ({
  ...ESX2,
  privileged: at('privileged') / 100,
  emulation: at('emulation'),
});

/** Work of a class of which a part is emulated, beside the same work that is not. */
const emulatedWeb = (at: KnobsAt): ExperimentInput => {
  const { privileged, emulation } = modelled(at);
  return apart([
    { name: 'native', share: 0, f: 0, k: 1 },
    { name: 'web', share: CLASSES.web.kernel, f: privileged, k: emulation },
  ]);
};

/** Work that is half in the kernel, emulated over k instructions, beside the same work that is not. */
const half = (k: number): ExperimentInput =>
  apart([
    { name: 'native', share: 0.5, f: 0, k: 1 },
    { name: 'guest', share: 0.5, f: 0.001, k },
  ]);

/** Memory of each of claim 35's servers, MiB. */
const MEMORY = 1024;

/** Sections 5, 8 and 9: others' figures, the alternative, what hardware will mend. */
export const OUTLOOK: readonly Claim[] = [
  {
    number: 26,
    section: '5, figure 3',
    title: 'Figure 3',
    claim: 'In the figures of the Xen paper computing runs at par, while database and web work lag.',
    expected: 'compute above 95 % of native; database and web below it, in the figures and in this model',
    conditions:
      'The order is reproduced, the distance is not: the figures show hosted Workstation 3.2 (12 to 47 % of native), the model a bare-metal host with shares of kernel time that are assumptions.',
    best: 'under conditions',
    recorded: 'under conditions',
    slip: 'Figure 3 shows hosted Workstation, not ESX; section 5\'s "In [8], the Xen developers" is [7].',
    view: {
      view: 'dispatch',
      preset: 'kernel-work',
      shows: (at) => [emulatedWeb(at)],
      differs: 'the model’s web work, without the second path of its I/O',
    },
    folds: {
      choices: (at) => {
        const { privileged, emulation } = modelled(at);
        return { profile: 'esx2', overrides: { privileged, emulation } };
      },
      words: () => 'under ESX 2 with these f and k',
    },
    knobs: [
      knob('privileged', 'Emulated in the kernel, f', '%', [0, 0.04, 0.2], 0.01),
      knob('emulation', 'Instructions for one, k', '', [1, 500, 5000]),
    ],
    async check(lab, at) {
      const model = modelled(at);
      const { privileged: f, emulation: k, ioPath: d } = model;
      const shown = (label: string, name: Benchmark, low: number, high: number) => {
        const { vmware, native } = barsOf(name);
        return by(
          computed(label, vmware / native, '', low, high),
          formula('v ÷ n', [vmware / native, ''], {
            v: [vmware, `score of ${name} under VMware`],
            n: [native, 'score on the machine itself'],
          }),
        );
      };
      const relative = (workload: Bars['class']) => relativePerformance(workload, model);
      const symbols = {
        f: [f, 'emulated, part of the kernel’s instructions'],
        k: [k, 'instructions to emulate one'],
      } as const;
      const { kernel: q0, interrupt: i0 } = CLASSES.compute;
      const over = (label: string, of: 'web' | 'database') => {
        const { kernel: q, interrupt: i } = CLASSES[of];
        const part = relative(of) / relative('compute');
        return by(
          computed(label, part, '', 0, 0.95),
          formula('(1 + q₀ × f × (k − 1) + d × i₀) ÷ (1 + q × f × (k − 1) + d × i)', [part, ''], {
            'q₀': [q0, 'computing: part in the kernel (assumed)'],
            'i₀': [i0, 'computing: interrupts (assumed)'],
            q: [q, `${of}: part in the kernel (assumed)`],
            i: [i, `${of}: interrupts (assumed)`],
            ...symbols,
            d: [d, 'ways of I/O that are gone again'],
          }),
        );
      };
      const { guests } = await lab.run(emulatedWeb(at));
      const slower = emulationSlowdown(CLASSES.web.kernel, f, k);
      return [
        shown('computing over native, in the figure', 'SPEC INT2000', 0.95, 1),
        shown('web over native, in the figure', 'SPEC WEB99', 0, 0.6),
        shown('database over native, in the figure', 'OSDB-OLTP', 0, 0.6),
        by(
          computed('computing over native, in the model', relative('compute'), '', 0.95, 1),
          formula('1 ÷ (1 + q × f × (k − 1) + d × i)', [relative('compute'), ''], {
            q: [q0, 'part in the kernel (assumed)'],
            ...symbols,
            d: [d, 'ways of I/O that are gone again'],
            i: [i0, 'interrupts (assumed)'],
          }),
        ),
        over('web over computing, in the model', 'web'),
        over('database over computing, in the model', 'database'),
        by(
          simulated(
            'web slowed down by emulation alone, simulated',
            ratio(guests[0].cyclesPerSecond, guests[1].cyclesPerSecond),
            '',
            slower * 0.99,
            slower * 1.01,
          ),
          slowdownForm(CLASSES.web.kernel, f, k),
        ),
      ];
    },
  },
  {
    number: 35,
    section: '8, paragraph on one image',
    title: 'One operating system for all',
    claim:
      'One system for all workloads saves memory, images and the overhead of a monitor; it is planned with no less effort.',
    expected: 'the same ten servers need less memory and fewer processors on one image than as guests',
    conditions:
      'Ten file servers of 20 % in working hours and 1 GiB each, folded as guests of ESX 2 and as workloads of one image. What nine operating systems need by themselves is in no counter (the fold assumes 256 MiB each), nor is the effort of planning.',
    best: 'under conditions',
    recorded: 'under conditions',
    folds: {
      choices: () => ({ profile: 'single-image' }),
      words: () => 'as workloads of one image',
    },
    knobs: [
      knob('servers', 'Servers', '', [2, 10, 20]),
      knob('load', 'Each is at work for', '%', [5, 20, 30]),
    ],
    async check(lab, at) {
      const [servers, load] = [at('servers'), at('load')];
      const [one] = foldOptionsOf().hosts;
      const hosts = [{ ...one, cores: 8 }];
      const estate = estateOf(
        Array.from({ length: servers }, () => day(9, load)),
        { class: 'file' },
        MEMORY,
      );
      const guests = await lab.fold(estate, foldOptionsOf({ hosts }));
      const image = await lab.fold(estate, foldOptionsOf({ hosts, profile: 'single-image' }));
      const need = (answer: typeof guests, resource: 'cpu' | 'memory') =>
        answer.hosts.reduce((sum, { peak }) => sum + peak[resource]!, 0);
      const memory = memoryAsked(ESX2, servers, MEMORY) - (servers * MEMORY - (servers - 1) * OS_BASE);
      const work = (servers * load) / 100;
      const [g, v, s] = [guestGrowth(ESX2, 'file'), ESX2.vmm, ESX2.scheduling];
      const part = 1 - work / (work * g + v + servers * s);
      return [
        by(
          computed(
            'memory saved',
            need(guests, 'memory') - need(image, 'memory'),
            'MiB',
            memory - 1,
            memory + 1,
          ),
          formula('n × (t × m + a) + v + (n − 1) × o', [memory, 'MiB'], {
            ...memorySymbols(ESX2, servers, MEMORY),
            o: [OS_BASE, 'an operating system (assumed)', 'MiB'],
          }),
        ),
        by(
          computed(
            'processors saved',
            1 - need(image, 'cpu') / need(guests, 'cpu'),
            '',
            part - 0.001,
            part + 0.001,
          ),
          formula('1 − w ÷ (w × g + v + n × s)', [part, ''], {
            w: [work, 'work of all', 'processors'],
            g: [g, 'growth of a file server as a guest'],
            v: [v, 'the monitor', 'processors'],
            n: [servers, 'guests'],
            s: [s, 'scheduling of each', 'processors'],
          }),
        ),
        by(
          computed('work on one image', need(image, 'cpu'), 'processors', work - 0.001, work + 0.001),
          formula('n × l ÷ 100', [work, 'processors'], {
            n: [servers, 'servers'],
            l: [load, 'load of each', '%'],
          }),
        ),
      ];
    },
  },
  {
    number: 36,
    section: '9, paragraph on VT and Pacifica',
    title: 'VT and Pacifica',
    claim:
      'New hardware appears to address these problems. It needs new software, and could give preferred guests native devices.',
    expected:
      'with k near 1 the slow-down of claims 5 to 7 is gone; delays and wrong meters stay unless the guest has a processor of its own; a native device saves the host its interrupts, and no more',
    conditions:
      'It mends what comes from emulation. The back-up of claim 16 still loses its throughput and its meter its truth, because both come from taking turns: with a device of its own too (500 µs for each completion are then saved, and it waits as before, as in claim 40); with a processor of its own both are mended.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'kernel-work',
      beside: 'k = 1000',
      shows: (at) => [half(at('emulation')), half(1000)],
    },
    knobs: [knob('emulation', 'Instructions for one, k', '', [1, 20, 1000])],
    async check(lab, at) {
      const k = at('emulation');
      const [emulated, mended] = await all([1000, k], (each) => lab.run(half(each)));
      const slower = ({ guests }: typeof mended) =>
        ratio(guests[0].cyclesPerSecond, guests[1].cyclesPerSecond);
      const turns = await lab.run(backupBesideHog());
      const onDisk: typeof BACKUP = {
        ...BACKUP,
        threads: [{ ...BACKUP.threads![0], wait: { kind: 'constant', meanMs: 0 }, io: { device: 'disk' } }],
      };
      const [served, native] = await all([500, 0], (interruptUs) =>
        lab.run(
          backupBesideHog({
            devices: [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 10 } }],
            guests: [onDisk, hogs(1)],
            interruptUs,
          }),
        ),
      );
      const own = await lab.run(
        backupBesideHog({ processors: 2, guests: [{ ...BACKUP, dedicated: true }, hogs(1)] }),
      );
      const lost = ({ guests }: typeof turns) =>
        difference(exactly(1), ratio(guests[0].cyclesPerSecond, exactly(1000 / 11)));
      const theory =
        1 - yieldThroughput({ guests: 2, wait: 'exponential', burstMs: 1, waitMs: 10, sliceMs: 50 });
      const loss = `1 − (1 + 10) ÷ (1 + 50 ÷ (1 − e^(−50 ÷ 10))) = ${fourDigits(theory)} by the closed form of claim 16, with work of 1 ms, a disk of 10 ms and slices of 50 ms.`;
      const waits = (of: typeof turns) =>
        `Its meter less what it used: the time that it waited, ${fourDigits(of.guests[0].ready.mean)} of all.`;
      const { perSecond } = served.devices[0];
      return [
        by(
          simulated(`slow-down with k = ${k} for 1000`, slower(mended), '', 1, 1.02),
          slowdownForm(0.5, 0.001, k),
        ),
        by(
          simulated('slow-down with k = 1000', slower(emulated), '', 1.48, 1.52),
          slowdownForm(0.5, 0.001, 1000),
        ),
        by(simulated('throughput still lost while taking turns', lost(turns), '', 0.5, 1), loss),
        by(simulated('error of its meter then', turns.guests[0].measured.error, '', 0.5, 1), waits(turns)),
        by(
          simulated(
            'lost to its interrupts while the host serves them',
            served.host.overhead,
            '',
            0.005,
            0.1,
          ),
          formula('r × t ÷ 1000000', [perSecond.mean * 500e-6, ''], {
            r: [perSecond.mean, 'completions of the disk', '/s'],
            t: [500, 'the host serves one in', 'µs'],
          }),
        ),
        by(
          simulated('the same with a native device', native.host.overhead, '', 0, 0),
          'The host serves none of its interrupts.',
        ),
        by(simulated('throughput lost with a native device', lost(native), '', 0.5, 1), loss),
        by(
          simulated('error of its meter with a native device', native.guests[0].measured.error, '', 0.5, 1),
          waits(native),
        ),
        by(
          simulated('throughput lost with a processor of its own', lost(own), '', -0.01, 0.03),
          'With a processor of its own it never waits for one.',
        ),
        by(simulated('error of its meter then', own.guests[0].measured.error, '', -0.005, 0.005), waits(own)),
      ];
    },
  },
];
