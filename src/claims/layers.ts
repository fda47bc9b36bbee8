/** Who does the work of a layer. */
export type Owner = 'guest' | 'monitor' | 'system' | 'hardware';

export const OWNERS: Readonly<Record<Owner, string>> = {
  guest: 'the guest',
  monitor: 'the monitor',
  system: 'another system on the host',
  hardware: 'the hardware',
};

interface Layer {
  readonly id: string;
  readonly owner: Owner;
  readonly label: string;
}

/** What is asked of a way to build virtual machines. */
export const LAYER_QUESTIONS = [
  { id: 'instruction', label: 'a privileged instruction' },
  { id: 'interrupt', label: 'a disk that is done' },
  { id: 'next', label: 'who runs next' },
  { id: 'page', label: 'a page of memory' },
] as const;
export type LayerQuestion = (typeof LAYER_QUESTIONS)[number]['id'];

/** The way of something through the layers, and what happens on it. */
interface Way {
  readonly through: readonly string[];
  readonly words: string;
}

/** A way to build virtual machines: its layers from the top, and who does what. */
export interface Architecture {
  readonly id: string;
  readonly title: string;
  readonly layers: readonly Layer[];
  readonly ways: Readonly<Record<LayerQuestion, Way>>;
}

const APPS: Layer = { id: 'apps', owner: 'guest', label: 'Applications' };
const HARDWARE: Layer = { id: 'hw', owner: 'hardware', label: 'Processors, memory, devices' };

/**
 * Figure 1 of the paper and its text, with hardware support beside it: what the products of 2006 do. Sources besides the
 * paper: Adams and Agesen (2006) for translation and the first VT-x, Barham and others (2003) for Xen.
 */
export const ARCHITECTURES: readonly Architecture[] = [
  {
    id: 'esx',
    title: 'ESX',
    layers: [
      APPS,
      { id: 'os', owner: 'guest', label: 'Guest kernel, less privileged than it believes' },
      { id: 'vmm', owner: 'monitor', label: 'A monitor for each guest' },
      { id: 'kernel', owner: 'monitor', label: 'VMkernel: scheduler, memory, drivers' },
      HARDWARE,
    ],
    ways: {
      instruction: {
        through: ['os', 'vmm', 'os'],
        words:
          'The monitor has translated it beforehand or catches the trap, and does in many instructions what one would have done.',
      },
      interrupt: {
        through: ['hw', 'kernel', 'vmm', 'os'],
        words:
          'A driver of the VMkernel serves it at once, on the time of whoever runs. The guest hears of it when it is dispatched.',
      },
      next: { through: ['kernel'], words: 'The VMkernel, by shares, in slices.' },
      page: {
        through: ['os', 'vmm', 'hw'],
        words:
          'The guest keeps page tables that the hardware never sees; the monitor keeps the true ones in step.',
      },
    },
  },
  {
    id: 'hosted',
    title: 'Hosted: Virtual Server, GSX',
    layers: [
      APPS,
      { id: 'os', owner: 'guest', label: 'Guest kernel, less privileged than it believes' },
      { id: 'vmm', owner: 'monitor', label: 'A monitor, beside the host’s own kernel' },
      { id: 'host', owner: 'system', label: 'Windows: scheduler, memory, drivers' },
      HARDWARE,
    ],
    ways: {
      instruction: {
        through: ['os', 'vmm', 'os'],
        words: 'As on ESX; what touches a device goes on to a program under Windows, and comes back.',
      },
      interrupt: {
        through: ['hw', 'host', 'vmm', 'os'],
        words:
          'A Windows driver serves it, a program wakes up, and only then does the guest hear of it: two switches more.',
      },
      next: {
        through: ['host'],
        words: 'Windows. To it a guest is a program among programs, with a thread for each processor.',
      },
      page: {
        through: ['os', 'vmm', 'host', 'hw'],
        words: 'As on ESX, within memory that Windows gives to the monitor.',
      },
    },
  },
  {
    id: 'xen',
    title: 'Xen, paravirtual',
    layers: [
      APPS,
      { id: 'os', owner: 'guest', label: 'Guest kernel, changed to ask instead of try' },
      { id: 'dom0', owner: 'system', label: 'Domain 0, a guest with the drivers' },
      { id: 'hv', owner: 'monitor', label: 'Hypervisor: scheduler, memory' },
      HARDWARE,
    ],
    ways: {
      instruction: {
        through: ['os', 'hv', 'os'],
        words: 'There is none: the kernel calls the hypervisor, for several things at a time where it can.',
      },
      interrupt: {
        through: ['hw', 'hv', 'dom0', 'hv', 'os'],
        words:
          'The hypervisor tells domain 0, whose driver serves it and tells the guest: two of them have to be dispatched.',
      },
      next: { through: ['hv'], words: 'The hypervisor; domain 0 takes part like any other.' },
      page: {
        through: ['os', 'hv', 'hw'],
        words: 'The guest’s own tables are the true ones. Each change of them is checked by the hypervisor.',
      },
    },
  },
  {
    id: 'vt',
    title: 'With hardware support',
    layers: [
      APPS,
      { id: 'os', owner: 'guest', label: 'Guest kernel, unchanged, in a mode of its own' },
      { id: 'vmm', owner: 'monitor', label: 'Monitor: scheduler, memory, drivers' },
      { id: 'vt', owner: 'hardware', label: 'VT, Pacifica: a mode for guests and a way out of it' },
      HARDWARE,
    ],
    ways: {
      instruction: {
        through: ['os', 'vt', 'vmm', 'os'],
        words:
          'Most run as they are. For the others the processor leaves the guest’s mode; in the first generation that was often slower than translation.',
      },
      interrupt: {
        through: ['hw', 'vt', 'vmm', 'os'],
        words: 'As before, and it waits as before. Only a device of the guest’s own would spare the way.',
      },
      next: { through: ['vmm'], words: 'The monitor, as before: hardware takes no turns away.' },
      page: {
        through: ['os', 'vt', 'vmm', 'hw'],
        words:
          'In 2006 still by tables kept in step; processors that walk both tables themselves came later.',
      },
    },
  },
];
