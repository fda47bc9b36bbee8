import Papa from 'papaparse';
import type { MovesPlan } from '../moves/plan';

/** A step as documents write it. */
export interface StepDocument {
  readonly step: number;
  readonly wave: number;
  readonly guest?: string;
  readonly from?: string | null;
  readonly to?: string;
  /** A host that is installed anew, empty, after the moves of its wave. */
  readonly reinstall?: string;
  readonly why?: string;
}

/** All steps in order, numbered from 1. */
export function stepsOf({ waves }: MovesPlan): StepDocument[] {
  let step = 0;
  return waves.flatMap(({ moves, reinstall }, w) => [
    ...moves.map(({ guest, from, to, why }) => ({
      step: ++step,
      wave: w + 1,
      guest,
      from,
      to,
      ...(why ? { why } : {}),
    })),
    ...reinstall.map((host) => ({ step: ++step, wave: w + 1, reinstall: host })),
  ]);
}

/** Moves as the command line and the page write them. */
export function movesDocument(plan: MovesPlan) {
  const { count, lowerBound, gone, swing, spare, evened, waves } = plan;
  return {
    count,
    lowerBound,
    waves: waves.length,
    gone,
    swing: swing.length,
    swingHosts: swing,
    spare,
    evened: evened.map(({ moves, fullest }) => ({ moves, fullest: +fullest.toPrecision(6) })),
    steps: stepsOf(plan),
  };
}

export function movesToJson(plan: MovesPlan): string {
  return `${JSON.stringify(movesDocument(plan), null, 2)}\n`;
}

/** A row for each step; cells that a spreadsheet would take for a formula are escaped. */
export function movesToCsv(plan: MovesPlan): string {
  const rows = stepsOf(plan).map(({ step, wave, guest = '', from, to = '', reinstall = '', why = '' }) => ({
    step,
    wave,
    guest,
    from: from ?? '',
    to,
    reinstall,
    why,
  }));
  const fields = ['step', 'wave', 'guest', 'from', 'to', 'reinstall', 'why'];
  return `${Papa.unparse({ fields, data: rows }, { newline: '\r\n', escapeFormulae: true })}\r\n`;
}
