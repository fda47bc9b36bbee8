/** A parameter that is known only within a range; where it comes from is in `profile-bases.ts`. */
export interface Estimate {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** How a parameter is shown, asked for and kept in range. */
export interface ParameterDefinition {
  readonly id: ParameterId;
  readonly label: string;
  /** `SWITCH` for one that is on, from a half up, or off. */
  readonly unit: string;
  /** Factor from the stored number to the one shown (0.01 shown as 1 %). */
  readonly shown: number;
  readonly min: number;
  readonly max: number;
  readonly how: string;
}

/** In place of a unit: there are two values, 0 and 1. */
export const SWITCH = 'on or off';

/** What virtualization adds (Friedman 2006, sections 4.1 and 4.2), as numbers that a person can change. */
const TABLE = {
  scheduling: {
    label: 'scheduling, each guest',
    unit: 'processors',
    shown: 1,
    min: 0,
    max: 64,
    how: 'Grows with the number of guests: each costs the host so many processors, whatever host that is (section 4.1, figure 2).',
  },
  privileged: {
    label: 'privileged instructions f',
    unit: '% of kernel-mode instructions',
    shown: 100,
    min: 0,
    max: 0.05,
    how: 'Kernel time, interrupts and DPCs included, grows by f (k - 1) of itself (section 4.1, footnote 5).',
  },
  emulation: {
    label: 'instructions to emulate one, k',
    unit: 'instructions',
    shown: 1,
    min: 1,
    max: 10_000,
    how: '"Hundreds, if not thousands" (section 4.1); kernel time grows by f (k - 1) of itself.',
  },
  ioPath: {
    label: 'I/O path run again',
    unit: 'times interrupt + DPC time',
    shown: 1,
    min: 0,
    max: 3,
    how: 'Interrupt and DPC time is paid once more by the host (section 4.1).',
  },
  nested: {
    label: 'nested paging',
    unit: '% of busy time',
    shown: 100,
    min: 0,
    max: 2,
    how: 'Where hardware translates addresses twice, all work takes so much longer: misses cost more, most where memory is touched at random.',
  },
  vmm: {
    label: 'VMM, fixed',
    unit: 'processors',
    shown: 1,
    min: 0,
    max: 4096,
    how: 'Kept back from every host before the first guest.',
  },
  contextSwitch: {
    label: 'context switch',
    unit: 'µs each',
    shown: 1,
    min: 0,
    max: 50,
    how: 'Context Switches/sec x this, of one core: the work on shadow page tables (section 4.2); the trap itself is in f (k - 1).',
  },
  guestMemory: {
    label: 'memory for each guest',
    unit: 'MiB',
    shown: 1,
    min: 0,
    max: 4096,
    how: 'Added for each guest on the host (section 4.2).',
  },
  vcpuMemory: {
    label: 'memory for each vCPU',
    unit: 'MiB',
    shown: 1,
    min: 0,
    max: 4096,
    how: 'Added for each virtual processor of a guest.',
  },
  memoryShare: {
    label: 'memory by size of the guest',
    unit: '% of its RAM',
    shown: 100,
    min: 0,
    max: 0.1,
    how: 'Installed memory x this share, for each guest.',
  },
  vmmMemory: {
    label: 'memory for the VMM',
    unit: 'MiB',
    shown: 1,
    min: 0,
    max: 262_144,
    how: 'Kept back from every host (section 4.2).',
  },
  shadow: {
    label: 'shadow page tables',
    unit: "% of the guest's memory",
    shown: 100,
    min: 0,
    max: 0.1,
    how: 'Memory need x this share, for each guest (section 4.2).',
  },
  sharing: {
    label: 'pages shared by one image',
    unit: '% of memory',
    shown: 100,
    min: 0,
    max: 0.95,
    how: 'Guests of one image on one host save this share of (their sum - the largest of them).',
  },
  ballooning: {
    label: 'ballooning',
    unit: SWITCH,
    shown: 1,
    min: 0,
    max: 1,
    how: "Memory is lent between guests over time, never below a guest's floor.",
  },
  threadYield: {
    label: 'second hardware thread',
    unit: '% of a core',
    shown: 100,
    min: 0,
    max: 1,
    how: 'What a second thread adds to a core, of servers and hosts alike: cores x rating x (1 + y (threads / cores - 1)).',
  },
} as const satisfies Readonly<Record<string, Omit<ParameterDefinition, 'id'>>>;

export type ParameterId = keyof typeof TABLE;
const PARAMETER_IDS = /* @__PURE__ */ Object.keys(TABLE) as ParameterId[];
/** Bundlers leave it out of what shows no parameter, such as the planner's worker. */
export const PARAMETERS: readonly ParameterDefinition[] = /* @__PURE__ */ PARAMETER_IDS.map((id) => ({
  id,
  ...TABLE[id],
}));

/** `0.05 % of kernel-mode instructions`, `on`; as it stands: a small figure is not a zero. @param value as stored */
export function figureAsShown({ unit, shown }: ParameterDefinition, value: number): string {
  if (unit === SWITCH) return value >= 0.5 ? 'on' : 'off';
  return `${Number((value * shown).toPrecision(6))} ${unit}`;
}

/** A number for each parameter, as stored. */
export type OverheadParameters = Readonly<Record<ParameterId, number>>;

/** e = f (k - 1): kernel time becomes 1 + e times as long (Friedman 2006, section 4.1 and footnote 5). */
export function emulationFactor(p: Pick<OverheadParameters, 'privileged' | 'emulation'>): number {
  return p.privileged * (p.emulation - 1);
}

/** Net speed-up r / (1 + q f (k - 1)) of a clock r times as fast for kernel share q (footnote 5); below 1 the move loses. */
export function netSpeedUp(
  clockRatio: number,
  kernelShare: number,
  p: Pick<OverheadParameters, 'privileged' | 'emulation'>,
): number {
  return clockRatio / (1 + kernelShare * emulationFactor(p));
}
