import type { Alternative } from '../decide/alternatives';
import type { FlownHost } from '../decide/flight/fly-host';
import type { ReadyKept } from '../decide/flight/keep-ready';
import type { RatioPoint } from '../decide/flight/ratio';
import { daysKnown, daysKnownWords } from '../decide/days-known';
import type { Risk, RiskPoint } from '../decide/risk';
import type { Uncertainty } from '../decide/uncertainty';
import type { WhatIfSaved } from '../decide/what-if';
import type { MovesPlan } from '../moves/plan';
import { overheadRangeWords } from '../placement/overhead-range';
import type { Drill } from '../placement/spares';
import { digits, moneyWords } from './digits';
import { overheadName } from './names';
import { licenceRows, type LicencesOfPlan } from './licences';
import { countWords } from './plan-words';

/** As much of a distribution as is told: a figure by any name, growth and days among them. */
interface ToldUncertainty extends Pick<Uncertainty, 'samples' | 'hosts'> {
  readonly tornado: readonly { readonly parameter: string; readonly low: number; readonly high: number }[];
}

/** What stands beside a plan where it was asked for. */
export interface BesidePlan {
  readonly uncertainty?: ToldUncertainty;
  readonly risk?: Risk;
  readonly drill?: Drill | null;
  readonly compare?: readonly Alternative[];
  readonly whatIf?: readonly WhatIfSaved[];
  readonly flown?: readonly FlownHost[];
  /** Ready against virtual processors for each core. */
  readonly consolidation?: readonly RatioPoint[];
  /** How many hosts keep a limit on ready. */
  readonly ready?: ReadyKept | null;
  readonly moves?: MovesPlan;
  readonly licences?: LicencesOfPlan;
}

/** Rows of cells, the first being the head. */
export type TableRows = readonly (readonly string[])[];

/** What licences come to, by what is bought. */
export function licenceTable(licences: LicencesOfPlan): TableRows {
  return [
    ['licence', 'machines', 'units', 'counted in', 'price'],
    ...licenceRows(licences).map(({ label, machines, units, unit, price }) => [
      label,
      String(machines),
      String(units),
      unit,
      price === null ? '?' : moneyWords(price),
    ]),
  ];
}

const percent = (part: number) => `${Number((100 * part).toPrecision(3))} %`;

/** How plans did on days that they had not seen; with one day, how deals did that have not seen its slots. */
export function riskWords({ chosen, tolerance, fewest, curve, days }: Risk): string {
  const least = curve.find(({ machines }) => machines === fewest);
  const bought = `The proof alone would have bought ${fewest}${least ? ` (${percent(least.over)} over)` : ''}.`;
  const tested =
    days > 1
      ? 'Tested on days kept back'
      : 'One day was measured; dealt out by equal means, without a look at its slots, and before any change of load';
  const kept = `${percent(tolerance)} of host-slots over capacity or less`;
  return chosen === null
    ? `${tested}: none of the numbers tried keeps ${kept}. ${bought}`
    : `${tested}: ${countWords(chosen, 'host')} keep${chosen === 1 ? 's' : ''} ${kept}. ${bought}`;
}

/** Risk against machines. */
export function riskRows({ curve, equalMeans }: Risk): TableRows {
  const means = new Map(equalMeans.map((point) => [point.machines, point]));
  return [
    ['hosts', 'over capacity', '+-', 'equal means', 'over ceiling', 'fullest', 'hosts hit'],
    ...curve.map((point) => [
      String(point.machines),
      percent(point.over),
      percent(point.error),
      means.has(point.machines) ? percent(means.get(point.machines)!.over) : '',
      percent(point.overCeiling),
      percent(point.worst),
      percent(point.hostsHit),
    ]),
  ];
}

/** How long one must measure, in words; nothing where no day was kept back. */
export function howLongWords(risk: Risk): string[] {
  const known = daysKnown(risk, risk.tolerance);
  return known.length > 0 ? [daysKnownWords(known, risk.tolerance).replaceAll('\u00a0', ' ')] : [];
}

/** The same, a row for each number of days. */
export function howLongRows(risk: Risk): TableRows {
  const cells = (point: RiskPoint | null) =>
    point ? [String(point.machines), percent(point.over), percent(point.error)] : ['not tried', '', ''];
  return [
    ['days known', 'fewest', 'over next', '+-', 'taken by risk', 'over next', '+-'],
    ...daysKnown(risk, risk.tolerance).map(({ days, proof, taken }) => [
      String(days),
      ...cells(proof),
      ...cells(taken),
    ]),
  ];
}

/** Every alternative, a row each. @param called what a profile is called: by its id, which options take, or by its name */
export function compareRows(
  compare: readonly Alternative[],
  called: (profile: string) => string = (id) => id,
): TableRows {
  const priced = compare.some(({ licences }) => licences !== undefined);
  const head = [
    'profile',
    'machines',
    'hosts',
    'to spare',
    'images',
    'overhead GHz',
    'stay native',
    'no place',
  ];
  return [
    [...head, ...(priced ? ['licences'] : [])],
    ...compare.map((a) => [
      called(a.profile),
      String(a.machines.total),
      String(a.hostCount),
      String(a.machines.spare ?? '?'),
      String(a.images),
      digits(a.overhead.cpu),
      String(a.refused.length),
      String(a.unplaced),
      ...(a.licences === undefined ? [] : [a.licences === null ? '?' : moneyWords(a.licences)]),
    ]),
  ];
}

/** What other choices would take, a row each. */
export function whatIfRows(changes: readonly WhatIfSaved[]): TableRows {
  const priced = changes.some(({ cost }) => cost !== null);
  return [
    [
      'what if',
      'machines',
      'saved',
      'hosts',
      'to spare',
      'stay native',
      'no place',
      ...(priced ? ['cost'] : []),
    ],
    ...changes.map((row) => [
      row.change,
      String(row.machines.total),
      String(row.saved),
      String(row.hostCount),
      String(row.machines.spare ?? '?'),
      String(row.refused.length),
      String(row.unplaced),
      ...(priced ? [row.cost === null ? '?' : moneyWords(row.cost)] : []),
    ]),
  ];
}

/** The answer as a distribution, and what each figure alone can change. */
export function uncertaintyWords({ samples, hosts, tornado }: ToldUncertainty): string[] {
  const shares = Object.entries(hosts).map(
    ([n, p]) => `${countWords(Number(n), 'host')} ${(100 * p).toFixed(1)} %`,
  );
  return [
    `Over ${samples} samples of what is not known: ${shares.join(', ')}.`,
    ...tornado.map(
      ({ parameter, low, high }) => `  ${overheadName(parameter)}: ${overheadRangeWords({ low, high })}`,
    ),
  ];
}

export function drillWords({ failures, carried }: Drill): string {
  const who =
    failures.length === 1 ? 'The one host failed' : `Each of ${failures.length} hosts failed in turn`;
  return `${who}: ${carried ? 'all carried' : 'not all carried'}.`;
}
