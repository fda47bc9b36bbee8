import type { Answer, HostFigures } from '../dispatch/answer';
import type { ExperimentInput } from '../dispatch/experiment';
import type { Figure } from '../dispatch/figure';
import type { Estate } from '../estate/estate';
import { own } from '../estate/own';
import type { FoldAnswer } from '../placement/answer';
import type { FoldOptions } from '../placement/options';
import type { Derivation } from './how';

/** `by construction`: the result follows from the definitions, and no run could have come out otherwise. */
export type ClaimVerdict =
  'reproduced' | 'under conditions' | 'by construction' | 'not reproduced' | 'cannot be checked';

/** A figure that was computed (se 0) or simulated. NaN: there is nothing to compute. */
export interface Found {
  readonly mean: number;
  readonly se: number;
  readonly unit: string;
  /** Independent runs, each with a seed of its own, that it is the mean of. */
  readonly runs?: number;
}

/** One figure against the range that the claim gives it. */
export interface Check extends Found {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** The range holds as it is, without slack for the error: a wide error would hide what the claim is about. */
  readonly strict?: boolean;
  /** Where the range comes from. */
  readonly how?: Derivation;
}

/** A figure that `expected` or `conditions` quote, as they write it, and the check that found it. */
export interface Quote {
  readonly says: string;
  readonly label: string;
  /** What is found, times this, is what is said: 100 for per cents. */
  readonly times?: number;
}

/** A number of a claim that a person may change: what the paper leaves open, or what turns the answer. */
export interface ClaimKnob {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly usual: number;
  readonly max: number;
  readonly step: number;
}

/** The value that a knob of the claim stands at. @throws Error for a knob that the claim has not */
export type KnobsAt = (id: string) => number;

/** Where the page shows a claim's experiment: a view, and a preset that it is told from. */
export interface ClaimView {
  readonly view: 'dispatch' | 'meter';
  readonly preset: string;
  /** What the claim itself runs there, the headline's first; Dispatch shows two of them side by side. */
  shows(at: KnobsAt): readonly [ExperimentInput, ExperimentInput?];
  /** What the second of two is. */
  readonly beside?: string;
  /** What the view can not show of it, where that is so. */
  readonly differs?: string;
}

/** What of a claim's fold the Fold view can be set to; a link holds no servers. */
export interface ClaimFold {
  choices(at: KnobsAt): {
    readonly profile: FoldOptions['profile'];
    readonly ceilings?: FoldOptions['ceilings'];
    readonly overrides?: FoldOptions['overrides'];
  };
  /** The same in words: `under ESX 2`. */
  words(at: KnobsAt): string;
}

/** One number of one replication. */
export type Pick = (replication: HostFigures<number>) => number;

/** What a claim may use to check itself. */
export interface ClaimLab {
  run(experiment: ExperimentInput): Promise<Answer>;
  /** Runs an experiment for figures that are made of several within each replication. */
  figures(experiment: ExperimentInput, ...picks: readonly Pick[]): Promise<Found[]>;
  /** Folds servers onto hosts, as the calculator does. */
  fold(estate: Estate, options: FoldOptions): Promise<FoldAnswer>;
}

/** A checkable claim of the paper (Friedman 2006), in our words. */
export interface Claim {
  readonly number: number;
  readonly section: string;
  readonly title: string;
  /** What the paper says. */
  readonly claim: string;
  /** What should be found if the paper is right. */
  readonly expected: string;
  /** Under which conditions it was checked: what the paper leaves open and was chosen here. */
  readonly conditions: string;
  /** Results that the text quotes: each must agree with what is found, to its last digit. */
  readonly quotes?: readonly Quote[];
  /** The verdict when every check holds. */
  readonly best: Exclude<ClaimVerdict, 'not reproduced'>;
  /** The verdict that was found when this was written. */
  readonly recorded: ClaimVerdict;
  /** Where that is `not reproduced`: what the headline is instead, so that it shows when it breaks. */
  readonly instead?: { readonly low: number; readonly high: number };
  /** A slip in the paper that belongs here. */
  readonly slip?: string;
  readonly view?: ClaimView;
  /** What of it can be changed; as usual it is what the command line checks. */
  readonly knobs?: readonly ClaimKnob[];
  /** Why nothing of it can be changed, where that is so. */
  readonly unvaried?: string;
  /** It folds servers, as the calculator itself does. */
  readonly folds?: ClaimFold;
  /**
   * The headline first. The headline is what the paper claims; the others say under what conditions, or what is
   * found in its place.
   */
  check(lab: ClaimLab, at: KnobsAt): Promise<readonly Check[]>;
}

/** Found within the range, give or take four standard errors unless it is strict; always where there is nothing to compute. */
export function isWithin({ mean, se, low, high, strict }: Check): boolean {
  if (Number.isNaN(low)) return true;
  const slack = !strict && Number.isFinite(se) ? 4 * se : 0;
  return mean + slack >= low && mean - slack <= high;
}

/** The verdict on a claim from what was found. */
export function judge(claim: { readonly best: Claim['best'] }, checks: readonly Check[]): ClaimVerdict {
  if (claim.best === 'cannot be checked') return 'cannot be checked';
  return checks.every(isWithin) ? claim.best : 'not reproduced';
}

/** Whether a claim came out as recorded: its verdict with all that was checked, and where that refutes it the figure that does. */
export function isAsRecorded(
  { recorded, instead }: { readonly recorded: ClaimVerdict; readonly instead?: Claim['instead'] },
  checks: readonly Check[],
  verdict: ClaimVerdict,
): boolean {
  if (verdict !== recorded) return false;
  if (recorded !== 'not reproduced') return checks.every(isWithin);
  const [headline, ...others] = checks;
  return instead !== undefined && isWithin({ ...headline, ...instead }) && others.every(isWithin);
}

/** A check of a computed number. */
export function computed(label: string, value: number, unit: string, low: number, high: number): Check {
  return { label, mean: value, se: 0, unit, low, high };
}

/** A check of a simulated figure, scaled. */
export function simulated(
  label: string,
  figure: Figure | Found,
  unit: string,
  low: number,
  high: number,
  scale = 1,
): Check {
  const runs = runsOf(figure);
  return {
    label,
    mean: figure.mean * scale,
    se: figure.se * Math.abs(scale),
    unit,
    low,
    high,
    ...(runs ? { runs } : {}),
  };
}

/** A check, and where its range comes from. */
export const by = (check: Check, how: Derivation): Check => ({ ...check, how });

/** How many runs a figure is the mean of; undefined where it varies in none of them. */
function runsOf(figure: Figure | Found): number | undefined {
  if ('runs' in figure) return figure.runs;
  // By its definition the standard error is the deviation over the root of their number.
  return 'sd' in figure && figure.se > 0 ? Math.round((figure.sd / figure.se) ** 2) : undefined;
}

/** a / b of independent figures; its standard error to first order. */
export function ratio(a: Figure | Found, b: Figure | Found): Found {
  const mean = a.mean / b.mean;
  const se = Math.abs(mean) * Math.hypot(a.se / a.mean, b.se / b.mean);
  return { mean, se, unit: '', ...sameRuns(a, b) };
}

/** a - b of independent figures. */
export function difference(a: Figure | Found, b: Figure | Found): Found {
  return { mean: a.mean - b.mean, se: Math.hypot(a.se, b.se), unit: '', ...sameRuns(a, b) };
}

function sameRuns(a: Figure | Found, b: Figure | Found): { readonly runs?: number } {
  const runs = runsOf(a) ?? runsOf(b);
  return runs ? { runs } : {};
}

/** A number without error. */
export function exactly(mean: number): Found {
  return { mean, se: 0, unit: '' };
}

/** Runs the same for each of a list, one after the other. */
export async function all<T, R>(list: readonly T[], run: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const each of list) results.push(await run(each));
  return results;
}

/** A knob of a claim: its least value, the usual one, its largest. */
export function knob(
  id: string,
  label: string,
  unit: string,
  [min, usual, max]: readonly [number, number, number],
  step = 1,
): ClaimKnob {
  return { id, label, unit, min, usual, max, step };
}

/** Where the knobs of a claim stand: as set where that is within the knob's range, else as usual. */
export function knobsAt(
  { knobs = [] }: { readonly knobs?: readonly ClaimKnob[] },
  set: Readonly<Record<string, number>> = {},
): KnobsAt {
  const values = new Map(
    knobs.map(({ id, min, usual, max }) => {
      const said = own<number>(set, id);
      return [id, said !== undefined && said >= min && said <= max ? said : usual];
    }),
  );
  return (id) => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`the claim has no knob ${id}`);
    return value;
  };
}
