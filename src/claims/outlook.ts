import { BACKUP, backupBesideHog, hogs } from '../dispatch/hosts';
import { PROFILES, parametersOf } from '../overhead/profiles';
import { barsOf, relativePerformance, type Bars, type Benchmark } from './bars';
import type { Claim } from './claim';
import { all, computed, difference, exactly, knob, ratio, simulated } from './claim';
import { day, estateOf, foldOptionsOf } from './estates';
import { apart } from './processors';

const ESX2 = parametersOf(PROFILES.esx2);

const relative = (workload: Bars['class']) => relativePerformance(workload, ESX2);

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
    folds: true,
    async check() {
      const shown = (name: Benchmark) => barsOf(name).vmware / barsOf(name).native;
      return [
        computed('computing over native, in the figure', shown('SPEC INT2000'), '', 0.95, 1),
        computed('web over native, in the figure', shown('SPEC WEB99'), '', 0, 0.6),
        computed('database over native, in the figure', shown('OSDB-OLTP'), '', 0, 0.6),
        computed('computing over native, in the model', relative('compute'), '', 0.95, 1),
        computed('web over computing, in the model', relative('web') / relative('compute'), '', 0, 0.95),
        computed(
          'database over computing, in the model',
          relative('database') / relative('compute'),
          '',
          0,
          0.95,
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
    folds: true,
    async check(lab) {
      const [one] = foldOptionsOf().hosts;
      const hosts = [{ ...one, cores: 8 }];
      const estate = estateOf(
        Array.from({ length: 10 }, () => day(9, 20)),
        { class: 'file' },
        1024,
      );
      const guests = await lab.fold(estate, foldOptionsOf({ hosts }));
      const image = await lab.fold(estate, foldOptionsOf({ hosts, profile: 'single-image' }));
      const need = (answer: typeof guests, resource: 'cpu' | 'memory') =>
        answer.hosts.reduce((sum, { peak }) => sum + peak[resource]!, 0);
      return [
        computed('memory saved', need(guests, 'memory') - need(image, 'memory'), 'MiB', 2500, 3500),
        computed('processors saved', 1 - need(image, 'cpu') / need(guests, 'cpu'), '', 0.02, 0.6),
        computed('work on one image', need(image, 'cpu'), 'processors', 1.999, 2.001),
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
    view: { view: 'dispatch', preset: 'kernel-work' },
    knobs: [knob('emulation', 'Instructions for one, k', '', [1, 20, 1000])],
    async check(lab, at) {
      const work = (k: number) =>
        apart([
          { name: 'native', share: 0.5, f: 0, k: 1 },
          { name: 'guest', share: 0.5, f: 0.001, k },
        ]);
      const [emulated, mended] = await all([1000, at('emulation')], (k) => lab.run(work(k)));
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
      return [
        simulated(`slow-down with k = ${at('emulation')} for 1000`, slower(mended), '', 1, 1.02),
        simulated('slow-down with k = 1000', slower(emulated), '', 1.48, 1.52),
        simulated('throughput still lost while taking turns', lost(turns), '', 0.5, 1),
        simulated('error of its meter then', turns.guests[0].measured.error, '', 0.5, 1),
        simulated('lost to its interrupts while the host serves them', served.host.overhead, '', 0.005, 0.1),
        simulated('the same with a native device', native.host.overhead, '', 0, 0),
        simulated('throughput lost with a native device', lost(native), '', 0.5, 1),
        simulated('error of its meter with a native device', native.guests[0].measured.error, '', 0.5, 1),
        simulated('throughput lost with a processor of its own', lost(own), '', -0.01, 0.03),
        simulated('error of its meter then', own.guests[0].measured.error, '', -0.005, 0.005),
      ];
    },
  },
];
