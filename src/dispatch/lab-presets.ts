import type { ExperimentInput } from './experiment';
import { crowdedHost, halfIdle, hogs, moreGuestsThanProcessors, shelden } from './hosts';
import type { Preset } from './preset';
import { PRESETS } from './presets';
import { IDLE_UNSEEN, TWO_STAGE } from './taught';

/** The hosted products of 2005 are dispatched by Windows in quanta of about this length, ms. */
const WINDOWS_QUANTUM_MS = 120;

/** Work in the kernel beside the same work without it, each on a processor of its own. */
function kernelWork(): ExperimentInput {
  const load = {
    burst: { kind: 'exponential', meanMs: 2 },
    wait: { kind: 'exponential', meanMs: 6 },
  } as const;
  return crowdedHost(1, {
    processors: 2,
    guests: [
      { name: 'compute', threads: [load] },
      { name: 'web', threads: [{ ...load, privileged: { share: 0.5, f: 0.001, k: 1000 } }] },
    ],
  });
}

/** A thread that is busy for half of the time, in long bursts. */
const HALF = {
  burst: { kind: 'exponential', meanMs: 25 },
  wait: { kind: 'exponential', meanMs: 25 },
} as const;

/** Presets for the claims that need one besides those of the simulator's own list. */
const MORE: readonly Preset[] = [
  {
    id: 'four-to-one',
    figure: 'ready',
    sweep: 'pool',
    title: 'Four virtual processors to one',
    claim: 12,
    paper: 'How many virtual processors for each real one is a rule that planners ask for.',
    beyond: true,
    look: 'The curve against the size of the pool: the same four to one, at 20 % each, is ready far less on eight processors than on one.',
    plan: 'A ratio says little without the size of the pool and the load: plan by ready time.',
    experiment: crowdedHost(1, {
      guests: [
        {
          name: 'office',
          count: 4,
          threads: [
            { burst: { kind: 'exponential', meanMs: 20 }, wait: { kind: 'exponential', meanMs: 80 } },
          ],
        },
      ],
    }),
  },
  {
    id: 'wide-or-narrow',
    sweep: 'split.0',
    title: 'One wide guest, or several narrow ones',
    claim: 21,
    paper: 'A guest of several processors waits until all of them can be had.',
    look: 'The curve against the number of guests among which the four vCPUs are split: co-scheduled, the wide guest leaves processors idle.',
    plan: 'Where vCPUs start together, split the work among guests; where they are dispatched when ready it makes no difference.',
    experiment: crowdedHost(1, {
      processors: 4,
      policy: 'strict-cosched',
      guests: [
        { name: 'wide', vcpus: 4, threads: [0, 1, 2, 3].map((vcpu) => ({ ...HALF, vcpu })) },
        { name: 'other', count: 4, threads: [HALF] },
      ],
    }),
  },
  {
    id: 'best-slice',
    figure: 'ready',
    sweep: 'slice',
    title: 'The best slice',
    claim: 4,
    paper: 'Scheduling costs the host something at each switch.',
    beyond: true,
    look: 'The curves against the slice: ready time of the office guests rises with it, overhead falls.',
    plan: 'A slice of a few ms costs next to nothing in switches of 50 µs, and spares those who work in short bursts.',
    experiment: crowdedHost(1, {
      switchUs: 50,
      guests: [
        {
          name: 'office',
          count: 2,
          threads: [{ burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 20 } }],
        },
        hogs(1),
      ],
    }),
  },
  {
    id: 'one-too-many',
    figure: 'share',
    title: 'Five hungry guests on four processors',
    claim: 3,
    paper:
      'Throughput grows with each processor-bound guest up to the number of processors, and then no more.',
    look: 'Each guest gets four fifths of a processor, and the host stands at its limit; set the count to four and ready time is gone.',
    plan: 'Guests that never wait fill a host at one for each processor: a further one only slows the others down.',
    experiment: crowdedHost(5, { processors: 4, switchUs: 100, housekeeping: 0.002 }),
  },
  {
    id: 'switches',
    figure: 'overhead',
    title: 'What switching costs',
    claim: 4,
    paper: 'The overhead of scheduling grows with the number of guests.',
    look: 'A switch of 1 ms after each slice of 50 ms takes 2 % of the processor, however many guests take turns; housekeeping grows with each of them.',
    plan: 'Count switches once for a host and housekeeping once for a guest: the formula of the paper needs the second.',
    experiment: crowdedHost(4, { switchUs: 1000, housekeeping: 0.005 }),
  },
  {
    id: 'interrupted',
    figure: 'overhead',
    title: "Another guest's interrupts",
    claim: 13,
    paper: "An interrupt for one guest is taken from whichever guest runs, which can't see the loss.",
    look: 'The overhead of the host: completions a second, times 500 µs of service each, taken from the hog.',
    plan: 'A busy disk or network of one guest costs its neighbours processor time that none of their meters shows.',
    experiment: { ...moreGuestsThanProcessors(2, 1), interruptUs: 500, boost: true },
  },
  TWO_STAGE,
  {
    id: 'idle-checked',
    figure: 'burnt',
    title: 'Idle, found by a check',
    claim: 19,
    paper: 'Every 1.5 ms the host checks whether the guest that runs is idle.',
    look: 'Short open stretches after each burst: the idle loop runs until the next check finds it.',
    plan: 'A guest with many short waits pays for each of them, about half a check: give it a few per cent more.',
    experiment: halfIdle('poll'),
  },
  IDLE_UNSEEN,
  {
    id: 'shelden-yield',
    title: "Shelden's test, co-scheduled with yield",
    claim: 21,
    paper: 'A guest of two processors waits until both can be had.',
    look: 'Ready time of both guests, nearly twice that of dispatch when ready.',
    plan: 'Even where idle guests give their slots away, starting together costs about a sixth of this host.',
    experiment: shelden('strict-cosched'),
  },
  {
    id: 'kernel-work',
    title: 'Work in the kernel',
    claim: 23,
    paper: 'Work of drivers and of http.sys suffers most from virtualization.',
    look: 'Both guests do the same work, but the web guest is busy for half as long again: 1 + q f (k - 1), with half of its time in the kernel (q), f = 0.1 % of the instructions there emulated, each over k = 1000 (our example).',
    plan: 'Ask what a guest does in kernel mode before it is folded: a server in the kernel for half of its time can need half as much again.',
    experiment: kernelWork(),
  },
  {
    id: 'hosted',
    figure: 'delay',
    title: 'A hosted product, approximated',
    claim: 16,
    paper: 'Virtual Server and GSX are dispatched by Windows itself, among all other threads.',
    look: 'Round robin over quanta of about 120 ms with wake boost: an approximation, and not their real scheduler.',
    plan: 'The boost keeps a guest with little to do quick; switch it off to see what quanta of 120 ms do to it.',
    experiment: {
      ...crowdedHost(1),
      sliceMs: WINDOWS_QUANTUM_MS,
      boost: true,
      guests: [
        {
          name: 'office',
          count: 2,
          threads: [{ burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 20 } }],
        },
        hogs(1),
      ],
    },
  },
];

/** What belongs together in the list of presets. */
export interface PresetGroup {
  readonly label: string;
  readonly presets: readonly Preset[];
}

const all = new Map([...PRESETS, ...MORE].map((preset) => [preset.id, preset]));

const group = (label: string, ...ids: readonly string[]): PresetGroup => ({
  label,
  presets: ids.map((id) => {
    const preset = all.get(id);
    if (!preset) throw new Error(`no preset ${id}`);
    return preset;
  }),
});

/** All presets of the lab, as it offers them. */
export const PRESET_GROUPS: readonly PresetGroup[] = [
  group(
    "Shelden's test",
    'shelden-strict',
    'shelden-pairs',
    'shelden-yield',
    'shelden-relaxed',
    'shelden-relaxed-each',
    'shelden-when-ready',
    'shelden-unseen',
  ),
  group('A back-up', 'backup-fixed', 'backup-yield', 'backup-dedicated'),
  group(
    'Shares',
    'one-too-many',
    'switches',
    'weights',
    'runaway',
    'hosted',
    'four-to-one',
    'wide-or-narrow',
    'best-slice',
  ),
  group('Interrupts', 'more-guests', 'two-stage', 'interrupted', 'pending'),
  group('Idle and kernel', 'idle-checked', 'idle-unseen', 'kernel-work'),
];

export const LAB_PRESETS: readonly Preset[] = PRESET_GROUPS.flatMap(({ presets }) => presets);

/** What the lab shows first: the paper's own puzzle. */
export const FIRST_PRESET = LAB_PRESETS[0];

/** The preset of this id, if there is one. */
export function presetOf(id: string): Preset | undefined {
  return all.get(id);
}
