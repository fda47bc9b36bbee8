import { minuteMoment } from '../estate/moment';
import { slotLabel } from '../estate/grid';
import { ROUGH_BELOW } from '../estate/statistics';
import type { FoldAnswer, Proof } from '../placement/answer';
import type { Alternative } from '../decide/alternatives';
import { belowWords, fullestOf } from '../placement/fullest';
import { assumedOverheads } from '../overhead/profile-bases';
import { allRoom, cannotFit } from '../placement/proves';
import type { MovesPlan } from '../moves/plan';
import type { Risk } from '../decide/risk';
import type { Drill } from '../placement/spares';
import type { Uncertainty } from '../decide/uncertainty';
import type { Flight } from '../report/fly';
import { licenceMoney, licenceRows, licenceWords, type LicencesOfPlan } from '../report/licences';
import { digits, table } from './io';
import { movesWords } from './moves';
import { oneLine } from './printable';

/** What stands beside a plan where it was asked for. */
export interface More {
  readonly uncertainty?: Uncertainty;
  readonly risk?: Risk;
  readonly drill?: Drill | null;
  readonly compare?: readonly Alternative[];
  readonly flown?: readonly Flight[];
  readonly moves?: MovesPlan;
  readonly licences?: LicencesOfPlan;
}

/** Where all the servers went that were given, if not all onto hosts. */
function accounted({ native, unplaced, leftOut }: FoldAnswer, folded: number): string[] {
  const parts = [
    [folded, 'folded'],
    [native.length, 'native'],
    [unplaced.length, 'without a place'],
    [leftOut.length, 'left out'],
  ] as const;
  const given = parts.reduce((sum, [n]) => sum + n, 0);
  if (given === folded) return [];
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return [`Given ${count(given, 'server')}: ${said.join(', ')}.`];
}

/** How full the fullest moment is, and how full it would be at least on as many hosts; what fewer hosts there might be. */
function evenWords(answer: FoldAnswer): string[] {
  const fullest = fullestOf(answer);
  if (!fullest) return [];
  const { fraction, host, resource, slot } = fullest;
  const when = slot === null ? '' : ` at ${slotLabel(answer.grid, slot)}`;
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const { evened, hostCount, lowerBound } = answer;
  const bound =
    evened?.bound == null
      ? ''
      : `; no plan of ${count(hostCount, 'host')} stays below ${belowWords(evened.bound)}`;
  const lines = [
    `Fullest moment: ${percent(fraction)} of the ${resource} of ${answer.hosts[host].name}${when}${bound}.`,
  ];
  if (evened && evened.fewest !== hostCount)
    lines.push(
      `As many hosts as were asked for; the fewest found are ${evened.fewest}${answer.objective === 'hosts' ? (answer.proved ? ', proved' : `, and none has fewer than ${lowerBound}`) : ''}.`,
    );
  return lines;
}

/** What the number rests on that nobody measured: it stands beside it, so that no proof is taken for one of the load. */
function assumedWords({ assumedUse }: FoldAnswer): string[] {
  if (assumedUse.length === 0) return [];
  const byPercent = new Map<number, number>();
  for (const { percent } of assumedUse) byPercent.set(percent, (byPercent.get(percent) ?? 0) + 1);
  const parts = [...byPercent].map(
    ([percent, n]) => `${percent} % of the processors of ${count(n, 'server')}`,
  );
  return [`Rests on an assumption: ${parts.join(', ')} in use, all the time; nothing of them was measured.`];
}

/** A plan in words and a table, for people. */
export function readable(answer: FoldAnswer, more: More): string {
  const guests = answer.hosts.reduce((n, h) => n + h.guests.length, 0);
  const all = guests + answer.native.length + answer.unplaced.length;
  const lines = [
    guests === 0
      ? 'No server folds: see below why each stays on a machine of its own.'
      : `${count(all, 'server')} ${verbOf(answer, all)} ${machinesOf(answer)} (${proofOf(answer)}).`,
    ...answer.basis.doubts.map((doubt) => `In doubt: ${doubt}.`),
    basisOf(answer),
    ...evenWords(answer),
    ...accounted(answer, guests),
    ...assumedWords(answer),
    `Hosts that carry, by policy: ${Object.entries(answer.policies)
      .map(([p, n]) => `${p} ${n ?? '-'}${p === 'sum-of-p95' ? roughWords(answer.basis) : ''}`)
      .join(', ')}.`,
    '',
    ...table([
      ['host', 'guests', ...answer.resources.map((r) => `${r.id} (${r.unit})`), 'binds', 'at'],
      ...answer.hosts.map((h) => [
        h.name,
        String(h.guests.length),
        ...answer.resources.map((r) => `${digits(h.peak[r.id] ?? 0)}/${digits(h.ceiling[r.id] ?? Infinity)}`),
        `${h.binding.resource} ${(100 * h.binding.fraction).toFixed(0)} %`,
        h.binding.slot === null ? 'always' : slotLabel(answer.grid, h.binding.slot),
      ]),
    ]).split('\n'),
  ];
  if (answer.proof) lines.push('', argument(answer, answer.proof));
  for (const { guest, why } of answer.native) lines.push(`native: ${guest}: ${why}`);
  for (const { guest, why } of answer.unplaced) lines.push(`no place: ${guest}: ${why}`);
  for (const { guest, why } of answer.leftOut) lines.push(`left out: ${guest}: ${why}`);
  if (more.licences) lines.push('', ...licencesTable(more.licences));
  if (more.risk) lines.push('', ...riskWords(more.risk));
  if (more.compare) {
    lines.push(
      '',
      ...table([
        [
          ...[
            'profile',
            'machines',
            'hosts',
            'to spare',
            'images',
            'overhead GHz',
            'stay native',
            'no place',
          ],
          ...(more.licences ? ['licences'] : []),
        ],
        ...more.compare.map(alternativeRow),
      ]).split('\n'),
    );
  }
  if (more.uncertainty) {
    const shares = Object.entries(more.uncertainty.hosts).map(
      ([hosts, p]) => `${hosts} hosts ${(100 * p).toFixed(1)} %`,
    );
    lines.push('', `Over ${more.uncertainty.samples} samples of the overhead figures: ${shares.join(', ')}.`);
    for (const t of more.uncertainty.tornado) lines.push(`  ${t.parameter}: ${t.low} to ${t.high} hosts`);
  }
  if (more.drill)
    lines.push(
      '',
      `Each of ${more.drill.failures.length} hosts failed in turn: ${more.drill.carried ? 'all carried' : 'not all carried'}.`,
    );
  for (const flight of more.flown || []) {
    lines.push(`${answer.hosts[flight.host].name} simulated: ${flight.verdict}. ${flight.why}`);
  }
  if (more.moves) lines.push('', ...movesWords(more.moves));
  return lines.map(oneLine).join('\n');
}

/** What licences come to, and of what. */
function licencesTable(licences: LicencesOfPlan): string[] {
  return [
    ...licenceWords(licences),
    ...table([
      ['licence', 'machines', 'units', '', 'price'],
      ...licenceRows(licences).map(({ label, machines, units, unit, price }) => [
        label,
        String(machines),
        String(units),
        unit,
        price === null ? '?' : licenceMoney(price),
      ]),
    ]).split('\n'),
  ];
}

/** How plans did on days that they had not seen. */
function riskWords(risk: Risk): string[] {
  const percent = (part: number) => `${Number((100 * part).toPrecision(3))} %`;
  const means = new Map(risk.equalMeans.map((point) => [point.machines, point]));
  const { chosen, tolerance, fewest } = risk;
  const least = risk.curve.find(({ machines }) => machines === fewest);
  const bought = `The proof alone would have bought ${fewest}${least ? ` (${percent(least.over)} over)` : ''}.`;
  return [
    chosen === null
      ? `Tested on days kept back: none of the numbers tried keeps ${percent(tolerance)} of host-slots over capacity or less. ${bought}`
      : `Tested on days kept back: ${count(chosen, 'host')} keep${chosen === 1 ? 's' : ''} ${percent(tolerance)} of host-slots over capacity or less. ${bought}`,
    ...table([
      ['hosts', 'over capacity', '+-', 'equal means', 'over ceiling', 'fullest', 'hosts hit'],
      ...risk.curve.map((point) => [
        String(point.machines),
        percent(point.over),
        percent(point.error),
        means.has(point.machines) ? percent(means.get(point.machines)!.over) : '',
        percent(point.overCeiling),
        percent(point.worst),
        percent(point.hostsHit),
      ]),
    ]).split('\n'),
  ];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Servers that do not all have a place do not fold: they need machines. */
function verbOf({ unplaced }: FoldAnswer, servers: number): string {
  const verb = unplaced.length > 0 ? 'need' : 'fold';
  return `${verb}${servers === 1 ? 's' : ''}${unplaced.length > 0 ? '' : ' onto'}`;
}

/** `8 machines: 7 hosts and 1 to spare`; of several kinds, how many of each, and what they cost. */
function machinesOf(answer: FoldAnswer): string {
  const { total, spare, native, unplaced, cost } = answer.machines;
  const { tolerated } = answer.withFailures;
  const price = answer.objective === 'cost' && cost !== null ? ` for ${money(cost)}` : '';
  const besides = [
    spare === null
      ? `; how many so that ${tolerated} may fail is not known`
      : spare === 0
        ? ', none to spare'
        : ` and ${spare} to spare`,
    native > 0 ? ` + ${native} native` : '',
    unplaced > 0 ? ` + ${unplaced} without a place` : '',
  ];
  return `${spare === null ? 'at least ' : ''}${count(total, 'machine')}${price}: ${hostsOf(answer)}${besides.join('')}`;
}

/** A mark of percentiles that few values stand behind. */
const roughWords = ({ rough }: FoldAnswer['basis']): string =>
  rough > 0 ? ` (rough: of fewer than ${ROUGH_BELOW} values on ${count(rough, 'server')})` : '';

/** How much was measured, what was guessed and assumed, and over which time. */
function basisOf({ basis, profile }: FoldAnswer): string {
  const { coverage, guessed, window } = basis;
  const facts = Object.entries(guessed).map(([fact, n]) => `${fact} of ${count(n, 'server')} guessed`);
  const assumed = assumedOverheads(profile).map(({ id }) => id);
  const parts = [
    `${(100 * coverage).toFixed(0)} % of the slots measured`,
    ...facts,
    ...(assumed.length ? [`overheads assumed: ${assumed.join(', ')}`] : []),
    window
      ? `${minuteMoment(window.from)} to ${minuteMoment(window.to)}, ${count(window.days, 'day')}`
      : 'no dates in the data',
  ];
  return `Rests on: ${parts.join('; ')}.`;
}

/** How many hosts carry the servers; of several kinds, how many of each. */
function hostsOf(answer: FoldAnswer): string {
  const all = count(answer.hostCount, 'host');
  const kinds = new Map<string, number>();
  for (const { kind } of answer.hosts) kinds.set(kind.name, (kinds.get(kind.name) ?? 0) + 1);
  const mix = [...kinds].map(([kind, n]) => `${n} x ${kind}`).join(', ');
  return kinds.size > 1 ? `${all} (${mix})` : all;
}

/** A sum of money, with cents where there are any. */
function money(sum: number): string {
  return Number.isInteger(sum) ? String(sum) : sum.toFixed(2);
}

function proofOf(answer: FoldAnswer): string {
  if (answer.unplaced.length > 0)
    return cannotFit(answer) ? 'proved: not all can fit' : 'no plan for all was found';
  if (answer.objective === 'cost')
    return answer.proved
      ? `${answer.standing}: no mix costs less`
      : `no mix costs less than ${money(answer.lowerBound)}`;
  const fewest = answer.evened?.fewest ?? answer.hostCount;
  if (!answer.proved) return `no plan has fewer than ${count(answer.lowerBound, 'host')}`;
  return fewest === 1
    ? `${answer.standing}: none can do with fewer hosts`
    : `${answer.standing}: no plan has ${count(fewest - 1, 'host')}`;
}

/** Why no better plan exists, in two sentences. */
function argument(
  { objective, grid, resources }: FoldAnswer,
  { bound, total, measure, points, kinds, leftOut }: Proof,
): string {
  const size = (value: number) => (measure ? exactly(value * measure.size) : String(value));
  const most = kinds.map(
    (kind) => `${size(kind.most)} on one host${kinds.length > 1 ? ` ${kind.kind}` : ''}`,
  );
  const least = objective === 'cost' ? `hosts for ${money(bound)}` : count(bound, 'host');
  const room = allRoom({ kinds });
  const takes =
    room < total
      ? `all machines that there are hold ${size(room)}, so not all fit`
      : `that takes ${least} at least`;
  if (measure) {
    const unit = resources.find((r) => r.id === measure.resource)?.unit ?? '';
    const when = measure.slot === null ? '' : ` at ${slotLabel(grid, measure.slot)}`;
    return `Why: all servers together need ${size(total)} ${unit} of ${measure.resource}${when}, and there is room for no more than ${most.join(', ')}: ${takes}. What each needs is in --json.`;
  }
  const without = leftOut.length > 0 ? ` (${leftOut.join('; ')})` : '';
  return `Why: ${points.length} servers or groups have ${total} points together, and no more than ${most.join(', ')} fit: ${takes}${without}. Every point is in --json.`;
}

/** Thousandths are as fine as the fold counts. */
function exactly(value: number): string {
  return String(Number(value.toFixed(3)));
}

function alternativeRow(a: Alternative): string[] {
  return [
    a.profile,
    String(a.machines.total),
    String(a.hostCount),
    String(a.machines.spare ?? '?'),
    String(a.images),
    digits(a.overhead.cpu),
    String(a.refused.length),
    String(a.unplaced),
    ...(a.licences === undefined ? [] : [licenceMoney(a.licences)]),
  ];
}
