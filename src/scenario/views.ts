/** A view of the page as page, links and command line know it; what draws it is in `ui/views.ts`. */
interface View {
  /** Its name in a link: `#/fold`. */
  readonly id: string;
  /** What its tab says. */
  readonly label: string;
  /** The question that it answers; the page's title. */
  readonly question: string;
}

/** The views that there are, in the order of their tabs and keys; the first is shown where none is named. */
export const VIEWS = [
  { id: 'fold', label: 'Fold', question: 'How many hosts?' },
  { id: 'decide', label: 'Decide', question: 'Which number do I sign?' },
  { id: 'dispatch', label: 'Dispatch', question: 'What happens on one host?' },
  { id: 'meter', label: 'Meter', question: "Why does the guest's meter lie?" },
  { id: 'paper', label: 'Paper', question: 'Is the paper right?' },
  { id: 'sheets', label: 'Sheets', question: 'Can you work it out?' },
] as const satisfies readonly View[];

export type ViewId = (typeof VIEWS)[number]['id'];

/** Views of an experiment, whose text the scenario holds under the view's name. */
export const LAB_VIEWS = ['dispatch', 'meter'] as const satisfies readonly ViewId[];
export type LabView = (typeof LAB_VIEWS)[number];
