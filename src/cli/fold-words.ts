import { slotLabel } from '../estate/grid';
import type { FoldAnswer } from '../placement/answer';
import { stopOf } from '../placement/stop';
import {
  compareRows,
  drillWords,
  howLongRows,
  howLongWords,
  licenceTable,
  riskRows,
  riskWords,
  uncertaintyWords,
  whatIfRows,
  type BesidePlan,
} from '../report/beside';
import { digits } from '../report/digits';
import { flightRows, flightWords, ratioRows, readyRows, readyWords } from '../report/flight';
import { licenceWords } from '../report/licences';
import { headWords, policyWords, restWords, whyWords } from '../report/plan-words';
import { table } from './io';
import { movesWords } from './moves';
import { oneLine } from './printable';

/** A plan in words and a table, for people. */
export function readable(answer: FoldAnswer, more: BesidePlan): string {
  const { licences, risk, compare, whatIf, uncertainty, drill, flown, consolidation, ready, moves } = more;
  const lines = [
    headWords(answer),
    ...restWords(answer),
    policyWords(answer),
    '',
    ...rows([
      ['host', 'guests', ...answer.resources.map((r) => `${r.id} (${r.unit})`), 'binds', 'at'],
      ...answer.hosts.map((h) => [
        h.name,
        String(h.guests.length),
        ...answer.resources.map((r) => `${digits(h.peak[r.id] ?? 0)}/${digits(h.ceiling[r.id] ?? Infinity)}`),
        `${h.binding.resource} ${(100 * h.binding.fraction).toFixed(0)} %${stopOf(h).how === 'blocks' ? `, ${h.blocks}: no room for one more` : ''}`,
        h.binding.slot === null ? 'always' : slotLabel(answer.grid, h.binding.slot),
      ]),
    ]),
  ];
  if (answer.proof) lines.push('', ...whyWords(answer));
  for (const { guest, why } of answer.native) lines.push(`native: ${guest}: ${why}`);
  for (const { guest, why } of answer.unplaced) lines.push(`no place: ${guest}: ${why}`);
  for (const { guest, why } of answer.leftOut) lines.push(`left out: ${guest}: ${why}`);
  if (licences) lines.push('', ...licenceWords(licences), ...rows(licenceTable(licences)));
  if (risk) lines.push('', riskWords(risk), ...rows(riskRows(risk)));
  if (risk?.byDays.length) lines.push('', ...howLongWords(risk), ...rows(howLongRows(risk)));
  if (compare) lines.push('', ...rows(compareRows(compare)));
  if (whatIf) lines.push('', ...rows(whatIfRows(whatIf)));
  if (uncertainty) lines.push('', ...uncertaintyWords(uncertainty));
  if (drill) lines.push('', drillWords(drill));
  if (flown) lines.push('', ...flightWords(answer, flown), ...rows(flightRows(answer, flown)));
  if (consolidation?.length)
    lines.push('', 'Ready against virtual processors for each core:', ...rows(ratioRows(consolidation)));
  if (ready) lines.push('', readyWords(ready), ...rows(readyRows(ready)));
  if (moves) lines.push('', ...movesWords(moves));
  return lines.map(oneLine).join('\n');
}

/** Lines of a table. */
const rows = (of: readonly (readonly string[])[]): string[] => table(of).split('\n');
