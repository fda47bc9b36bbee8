import type { ViewId } from '../../scenario/views';

/** A stop of the tour: what is looked at, and what there is to know of it. */
export interface Stop {
  readonly view: ViewId;
  /** The way to what is looked at, from the view's element inwards: one selector for each shadow root. */
  readonly way: readonly string[];
  readonly title: string;
  readonly text: string;
}

/** The tour, in the order of the tabs: each view's question, and where its answer stands. */
export const STOPS: readonly Stop[] = [
  {
    view: 'fold',
    way: ['hf-headline'],
    title: 'The answer',
    text: 'How many machines these servers fold onto, and whether a smaller number can be ruled out. What is underlined can be asked: “how?” shows the formula with its numbers, a word with dots says what it means.',
  },
  {
    view: 'fold',
    way: ['hf-intake'],
    title: 'Your servers go here',
    text: 'Performance Monitor logs, esxtop, RVTools, or any table of servers: choose, drop or paste them. They are read in this browser and sent nowhere. “How to collect” says how to come by them.',
  },
  {
    view: 'fold',
    way: ['hf-choices'],
    title: 'What may be chosen',
    text: 'What the hosts are, how full they may be, how many may fail. Each change folds anew at once; a blue dot marks what differs from the default, and undo takes it back.',
  },
  {
    view: 'fold',
    way: ['hf-policies'],
    title: 'Why moment by moment',
    text: 'The same servers three ways: as if all of them peaked at once, by their 95th percentiles, and added up moment by moment. The difference is what looking at time is worth.',
  },
  {
    view: 'fold',
    way: ['hf-host'],
    title: 'A host over the day',
    text: 'Who makes up its load, what fills it first, and when. Its links lead on: who runs on it at that moment, and what a guest’s own meter would show.',
  },
  {
    view: 'decide',
    way: ['.cards'],
    title: 'Decide: which number to sign',
    text: 'Other platforms and rules, how sure the number is, what happens when a host fails: each card is a question, worked out when it is opened. The last one is a report of it all.',
  },
  {
    view: 'dispatch',
    way: ['section.answer'],
    title: 'Dispatch: what happens on one host',
    text: 'Guests take turns on the processors. Choose an experiment, or change one, and see who runs, who waits, and for how long.',
  },
  {
    view: 'meter',
    way: ['hf-story, hf-meter-headline'],
    title: 'Meter: why the guest’s meter lies',
    text: 'A guest does not measure: it looks, 64 times a second, and guesses. Seven screens let you guess first and then show what it would have shown.',
  },
  {
    view: 'paper',
    way: ['.all'],
    title: 'Paper: is the study right?',
    text: 'Friedman’s paper of 2006 by section, its figures to touch, and each claim with an experiment that you can run here, and its verdict.',
  },
  {
    view: 'sheets',
    way: ['h1'],
    title: 'Sheets: can you work it out?',
    text: 'Six problem sheets for a course, marked as you type. That is all: press ? for the keys, and find this tour again under Scenarios.',
  },
];
