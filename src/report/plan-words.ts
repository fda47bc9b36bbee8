import { minuteMoment } from '../estate/moment';
import { slotSaid } from '../estate/grid';
import { ROUGH_BELOW } from '../estate/statistics';
import { assumedOverheads } from '../overhead/profile-bases';
import type { FoldAnswer, Proof } from '../placement/answer';
import { measuredWords } from '../placement/basis';
import { belowWords, fullestOf } from '../placement/fullest';
import { allRoom, cannotFit } from '../placement/proves';
import { overheadRangeWords } from '../placement/overhead-range';
import { moneyWords } from './digits';
import { policyName, resourceName } from './names';

/** What to buy for how many servers, and how sure that is: the sentence at the head of every plan. */
export function headWords(answer: FoldAnswer): string {
  const folded = foldedOf(answer);
  const all = folded + answer.native.length + answer.unplaced.length;
  return folded === 0
    ? 'No server folds: see below why each stays on a machine of its own.'
    : `${countWords(all, 'server')} ${verbOf(answer, all)} ${machinesOf(answer)} (${proofOf(answer)}).`;
}

/** Servers that hosts of the plan carry. */
const foldedOf = ({ hosts }: FoldAnswer): number => hosts.reduce((n, h) => n + h.guests.length, 0);

/** What the number rests on, line by line: doubts, basis, fullest moment, where every server went, what is assumed. */
export function restWords(answer: FoldAnswer): string[] {
  return [
    ...answer.basis.doubts.map((doubt) => `In doubt: ${doubt}.`),
    basisOf(answer),
    ...evenWords(answer),
    ...accounted(answer, foldedOf(answer)),
    ...assumedWords(answer),
  ];
}

/** Why no better plan exists, where that is proved by points. */
export function whyWords(answer: FoldAnswer): string[] {
  return answer.proof ? [argument(answer, answer.proof)] : [];
}

/** Hosts that carry under each policy. */
export function policyWords({ policies, basis }: FoldAnswer): string {
  const each = Object.entries(policies).map(
    ([p, n]) => `${policyName(p)} ${n ?? '-'}${p === 'sum-of-p95' ? roughWords(basis) : ''}`,
  );
  return `Hosts that carry, by policy: ${each.join(', ')}.`;
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
  const price = answer.objective === 'cost' && cost !== null ? ` for ${moneyWords(cost)}` : '';
  const besides = [
    spare === null
      ? `; how many so that ${tolerated} may fail is not known`
      : spare === 0
        ? ', none to spare'
        : ` and ${spare} to spare`,
    native > 0 ? ` + ${native} native` : '',
    unplaced > 0 ? ` + ${unplaced} without a place` : '',
  ];
  return `${spare === null ? 'at least ' : ''}${countWords(total, 'machine')}${price}: ${hostsOf(answer)}${besides.join('')}`;
}

/** How many hosts carry the servers; of several kinds, how many of each. */
function hostsOf(answer: FoldAnswer): string {
  const all = countWords(answer.hostCount, 'host');
  const kinds = new Map<string, number>();
  for (const { kind } of answer.hosts) kinds.set(kind.name, (kinds.get(kind.name) ?? 0) + 1);
  const mix = [...kinds].map(([kind, n]) => `${n} x ${kind}`).join(', ');
  return kinds.size > 1 ? `${all} (${mix})` : all;
}

function proofOf(answer: FoldAnswer): string {
  if (answer.unplaced.length > 0)
    return cannotFit(answer) ? 'proved: not all can fit' : 'no plan for all was found';
  if (answer.objective === 'cost')
    return answer.proved
      ? `${answer.standing}: no mix costs less`
      : `no mix costs less than ${moneyWords(answer.lowerBound)}`;
  const fewest = answer.evened?.fewest ?? answer.hostCount;
  if (!answer.proved)
    return `no plan has fewer than ${countWords(answer.lowerBound, 'host')}${estimateWords(answer)}`;
  return fewest === 1
    ? `${answer.standing}: none can do with fewer hosts`
    : `${answer.standing}: no plan has ${countWords(fewest - 1, 'host')}`;
}

/** An estimate is never said without its name. */
function estimateWords({ estimate }: FoldAnswer): string {
  if (!estimate) return '';
  const { least, most } = estimate;
  return `; estimate by a count of plans, no proof: the fewest are likely ${least === most ? least : `${least} to ${most}`}`;
}

/** How full the fullest moment is, and how full it would be at least on as many hosts; what fewer hosts there might be. */
function evenWords(answer: FoldAnswer): string[] {
  const fullest = fullestOf(answer);
  if (!fullest) return [];
  const { fraction, host, resource, slot } = fullest;
  const when = slot === null ? '' : ` at ${slotSaid(answer.grid, slot)}`;
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const { evened, hostCount, lowerBound } = answer;
  const bound =
    evened?.bound == null
      ? ''
      : `; no plan of ${countWords(hostCount, 'host')} stays below ${belowWords(evened.bound)}`;
  const lines = [
    `Fullest moment: ${percent(fraction)} of the ${resourceName(resource)} of ${answer.hosts[host].name}${when}${bound}.`,
  ];
  if (evened && evened.fewest !== hostCount)
    lines.push(
      `As many hosts as were asked for; the fewest found are ${evened.fewest}${answer.objective === 'hosts' ? (answer.proved ? ', proved' : `, and none has fewer than ${lowerBound}`) : ''}.`,
    );
  return lines;
}

/** How much was measured, what was guessed and assumed, and over which time. */
function basisOf(answer: FoldAnswer): string {
  const { basis, profile } = answer;
  const { guessed, overheadHosts, window } = basis;
  const facts = Object.entries(guessed).map(([fact, n]) => `${fact} of ${countWords(n, 'server')} guessed`);
  const assumed = assumedOverheads(profile).map(({ label }) => label.split(',')[0]);
  const parts = [
    measuredWords(answer),
    ...facts,
    ...(assumed.length ? [`overheads assumed: ${assumed.join(', ')}`] : []),
    ...(overheadHosts ? [`${overheadRangeWords(overheadHosts)} over the ranges of the overheads`] : []),
    window
      ? `${minuteMoment(window.from)} to ${minuteMoment(window.to)}, ${countWords(window.days, 'day')}`
      : 'no dates in the data',
  ];
  return `Rests on: ${parts.join('; ')}.`;
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
  return [`Given ${countWords(given, 'server')}: ${said.join(', ')}.`];
}

/** What the number rests on that nobody measured: it stands beside it, so that no proof is taken for one of the load. */
function assumedWords({ assumedUse }: FoldAnswer): string[] {
  if (assumedUse.length === 0) return [];
  const byPercent = new Map<number, number>();
  for (const { percent } of assumedUse) byPercent.set(percent, (byPercent.get(percent) ?? 0) + 1);
  const parts = [...byPercent].map(
    ([percent, n]) => `${percent} % of the processors of ${countWords(n, 'server')}`,
  );
  return [`Rests on an assumption: ${parts.join(', ')} in use, all the time; nothing of them was measured.`];
}

/** Why no better plan exists, in two sentences. */
function argument(
  { objective, grid, resources }: FoldAnswer,
  { bound, total, measure, points, kinds, leftOut, cases }: Proof,
): string {
  const size = (value: number) => (measure ? exactly(value * measure.size) : String(value));
  const most = kinds.map(
    (kind) => `${size(kind.most)} on one host${kinds.length > 1 ? ` ${kind.kind}` : ''}`,
  );
  const worth = (value: number) =>
    objective === 'cost' ? `hosts for ${moneyWords(value)}` : countWords(value, 'host');
  const least = worth(cases?.without ?? bound);
  const room = allRoom({ kinds });
  const takes =
    room < total
      ? `all machines that there are hold ${size(room)}, so not all fit`
      : `that takes ${least} at least`;
  if (measure) {
    const unit = resources.find((r) => r.id === measure.resource)?.unit ?? '';
    const when = measure.slot === null ? '' : ` at ${slotSaid(grid, measure.slot)}`;
    return `Why: all servers together need ${size(total)} ${unit} of ${resourceName(measure.resource)}${when}, and there is room for no more than ${most.join(', ')}: ${takes}. What each needs stands in the JSON of the plan.`;
  }
  const byCases = cases
    ? ` In each of ${cases.count} cases, of which one holds of every plan, other points show that it takes ${worth(bound)} at least.`
    : '';
  const without = leftOut.length > 0 ? ` (${leftOut.join('; ')})` : '';
  return `Why: ${points.length} servers or groups have ${total} points together, and no more than ${most.join(', ')} fit: ${takes}${without}.${byCases} Every point stands in the JSON of the plan.`;
}

/** Thousandths are as fine as the fold counts. */
function exactly(value: number): string {
  return String(Number(value.toFixed(3)));
}

export function countWords(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** A mark of percentiles that few values stand behind. */
const roughWords = ({ rough }: FoldAnswer['basis']): string =>
  rough > 0 ? ` (rough: of fewer than ${ROUGH_BELOW} values on ${countWords(rough, 'server')})` : '';
