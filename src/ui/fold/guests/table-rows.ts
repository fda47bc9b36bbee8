import type { AppState } from '../../app/state';
import { classMark, marksOf } from './marks';
import type { Row } from './rows';

/** The servers as the table shows them: each with its host, its marks and what was assumed of it. */
export function tableRows({ rows, answer }: Pick<AppState, 'rows' | 'answer'>): readonly Row[] {
  const marks = marksOf(answer);
  const places = new Map<string, string>();
  for (const host of answer?.hosts ?? [])
    for (const guest of host.guests) places.set(guest, `On ${host.name}`);
  const assumed = new Map(answer?.assumed.map((each) => [each.guest, each]));
  return rows.map((guest) => ({
    guest,
    host: places.get(guest.name) ?? '',
    marks: marks.get(guest.name) ?? classMark(guest),
    assumed: assumed.get(guest.name),
  }));
}
