import { CLAIMS } from '../../claims/list';
import type { Finding } from '../../estate/finding';
import { own } from '../../estate/own';

/** Where the knobs of a claim are turned to, by their names; those as usual are not in it. */
export type KnobSet = Readonly<Record<string, number>>;

/** What the address says of the Paper view. */
export interface PaperState {
  /** The claim that is to be in sight, open; null for none. */
  readonly at: number | null;
  readonly sets: ReadonlyMap<number, KnobSet>;
}

/** Reads `at=16;16.disk=80`. What cannot be used is left out and told. */
export function readPaper(text: string): { state: PaperState; problem: Finding | null } {
  let at: number | null = null;
  let problem: Finding | null = null;
  const sets = new Map<number, KnobSet>();
  const claimOf = (name: string) => CLAIMS.find(({ number }) => String(number) === name);
  for (const part of text.split(';').filter((each) => each.trim() !== '')) {
    const [, name = '', value = ''] = /^\s*([\w.]+)=(\S+)\s*$/.exec(part) ?? [];
    const [number, id] = name.split('.');
    const claim = claimOf(name === 'at' ? value : number);
    const knob = claim?.knobs?.find((each) => each.id === id);
    const figure = Number(value);
    if (claim && name === 'at') at = claim.number;
    else if (claim && knob && figure >= knob.min && figure <= knob.max)
      sets.set(claim.number, { ...sets.get(claim.number), [knob.id]: figure });
    else
      problem ??= {
        level: 'warning',
        where: 'link: paper',
        text: `found "${part.slice(0, 40)}", expected ${expected(claim?.knobs)}.`,
        fix: 'It is left out.',
      };
  }
  return { state: { at, sets }, problem };
}

function expected(knobs: (typeof CLAIMS)[number]['knobs']): string {
  if (!knobs?.length) return 'the number of a claim, such as at=16, or a knob of one, such as 16.disk=80';
  return `a knob of that claim: ${knobs.map(({ id, min, max }) => `${id} from ${min} to ${max}`).join(', ')}`;
}

/** The text that `readPaper` reads; empty where nothing is chosen. */
export function writePaper({ at, sets }: PaperState): string {
  const parts = at === null ? [] : [`at=${at}`];
  for (const { number, knobs = [] } of CLAIMS)
    for (const { id, usual } of knobs) {
      const value = own<number>(sets.get(number) ?? {}, id);
      if (value !== undefined && value !== usual) parts.push(`${number}.${id}=${value}`);
    }
  return parts.join(';');
}
