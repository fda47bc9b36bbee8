/** A part of the paper's line of thought, in our words. */
export interface Passage {
  readonly id: string;
  /** Its sections in the paper. */
  readonly section: string;
  readonly title: string;
  readonly text: readonly string[];
  /** The figure of the paper that belongs here. */
  readonly figure?: 1 | 2 | 3;
  /** What is claimed there and can be checked, by number. */
  readonly claims: readonly number[];
}

/** The paper from its beginning to its end (Friedman 2006); each claim stands in one passage. */
export const LINE_OF_THOUGHT: readonly Passage[] = [
  {
    id: 'why',
    section: '1 and 2',
    title: 'Why servers are folded',
    text: [
      'Servers were bought one for each application, and most of them idle. Virtual machines promise fewer boxes: each server becomes a guest, and guests share a host. The paper asks what that promise costs, and who will notice.',
    ],
    claims: [42],
  },
  {
    id: 'layers',
    section: '3',
    title: 'Who owns which layer',
    text: [
      'A guest believes that it has a machine. Something beneath it has to keep up that belief: it carries out what a guest may not do, hands out processors and memory, and passes on interrupts. Products differ in who does which part; figure 1 puts them side by side.',
    ],
    figure: 1,
    claims: [],
  },
  {
    id: 'adding',
    section: '4',
    title: 'Loads add up, moment by moment',
    text: [
      'Guests share a host well when they are busy at different times. So demand is added up interval by interval, with what virtualization itself takes, and held against the host; averages over a day hide the moment that matters.',
    ],
    claims: [1, 2],
  },
  {
    id: 'processor',
    section: '4.1',
    title: 'What it costs in processor time',
    text: [
      'Three costs are told apart: dispatching guests, which grows with their number; instructions of the guest’s kernel that have to be emulated; and the way of each I/O, which is gone twice. Only the first can be read off a curve such as figure 2. For the second there is no counter: the time in kernel mode is a hint.',
    ],
    figure: 2,
    claims: [3, 4, 5, 6, 7, 8],
  },
  {
    id: 'memory',
    section: '4.2',
    title: 'What it costs in memory',
    text: [
      'Each guest needs its own memory and some of the monitor’s. Against that stand tricks: equal pages are kept once, and a balloon in the guest makes it give back what it needs least.',
    ],
    claims: [9, 10, 11, 37, 38],
  },
  {
    id: 'interrupts',
    section: '4.3',
    title: 'Interrupts that wait',
    text: [
      'A device that is done interrupts the host, and the host interrupts the guest, once that is dispatched again. In between the completion waits. Work that does one I/O after the other, as a back-up does, slows down although nobody lacks a processor, and whoever happens to run pays for the interrupts of others.',
    ],
    claims: [12, 13, 14, 15, 16, 17, 43],
  },
  {
    id: 'products',
    section: '5',
    title: 'How the products of 2005 do it',
    text: [
      'The paper then looks at schedulers: turns and weights, how an idle guest is noticed, and guests of two processors that have to start together. Shelden’s test is its sharpest figure, and the least explained one. Figure 3, from the makers of Xen, shows how much the kind of work matters.',
    ],
    figure: 3,
    claims: [18, 19, 20, 21, 22, 23, 24, 25, 39, 26],
  },
  {
    id: 'meters',
    section: '7',
    title: 'What a guest’s own meters are worth',
    text: [
      'Windows measures processor time by looking at each tick of a clock that the host has to deliver. When ticks come late, in heaps or not at all, the meters of the guest go wrong, and so do its disk times. The host knows how long a guest ran and how long it waited. Both are needed.',
    ],
    claims: [27, 28, 29, 30, 31, 32, 33, 34],
  },
  {
    id: 'otherwise',
    section: '8',
    title: 'Or one system for all',
    text: [
      'Many applications can also share one operating system, with a resource manager to keep them apart. It saves memory and overhead, and asks for the same planning.',
    ],
    claims: [35, 41],
  },
  {
    id: 'hardware',
    section: '9',
    title: 'What hardware will mend',
    text: [
      'Processors with a mode for guests were on their way in 2006. They appear to mend emulation; whoever takes turns still waits, and still measures wrongly, unless a guest gets a processor or a device of its own.',
    ],
    claims: [36, 40],
  },
];
