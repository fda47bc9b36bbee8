import { MOST_SEED, SHEETS } from './index';

/** What is open: a sheet, or the page for whoever teaches. */
export type OpenPage = number | 'teach';

/** What the Sheets view holds, as its text in a link does: `sheet-3;seed=17;answers=1;10.used=23.5`. */
export interface SheetState {
  readonly page: OpenPage;
  /** The student's; 0: the plain sheet. */
  readonly seed: number;
  /** Whether the right answers are in sight. */
  readonly answers: boolean;
  /** What was typed, by question and field: `10.used`. */
  readonly typed: ReadonlyMap<string, string>;
}

/** What stands before a sheet's number, so that a link has a word there. */
const SHEET = 'sheet-';

/** A page as the text names it. */
export function nameOf(page: OpenPage): string {
  return page === 'teach' ? page : `${SHEET}${page}`;
}

/** Longest answer that is kept, letters. */
const LONGEST = 60;

/** A state and what of its text could not be used. */
export interface ReadState {
  readonly state: SheetState;
  readonly problem: string | null;
}

const FIELDS: ReadonlySet<string> = new Set(
  SHEETS.flatMap(({ questions }) =>
    questions.flatMap(({ number, pose, draws }) => {
      const plain = Object.fromEntries(Object.entries(draws).map(([name, [first]]) => [name, first]));
      return pose(plain).answers.map(({ id }) => `${number}.${id}`);
    }),
  ),
);

/** Reads a view's text; what is wrong in it is left out and told. */
export function readState(text: string): ReadState {
  const [first, ...rest] = text.split(';');
  let page: OpenPage = 1;
  let seed = 0;
  let answers = false;
  const typed = new Map<string, string>();
  const problems: string[] = [];
  if (first === 'teach') page = 'teach';
  else if (SHEETS.some(({ number }) => nameOf(number) === first)) page = Number(first.slice(SHEET.length));
  else if (first !== '')
    problems.push(
      `found the sheet “${first.slice(0, 40)}”, expected ${SHEET}1 to ${SHEET}${SHEETS.length} or teach; the first is shown.`,
    );
  for (const part of rest) {
    const at = part.indexOf('=');
    const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    if (name === 'seed') {
      const wanted = readSeed(value);
      if (wanted === null)
        problems.push(
          `found the seed “${value.slice(0, 40)}”, expected a whole number from 0 to ${MOST_SEED}.`,
        );
      else seed = wanted;
    } else if (name === 'answers') answers = value === '1';
    else if (FIELDS.has(name)) typed.set(name, decoded(value).slice(0, LONGEST));
    else if (name !== '')
      problems.push(`found an answer to “${name.slice(0, 40)}”, which no sheet asks for.`);
  }
  return {
    state: { page, seed, answers, typed },
    problem: problems.length ? `link: ${problems.join(' ')}` : null,
  };
}

/** A seed as it is typed; null where it is none. */
export function readSeed(text: string): number | null {
  const bare = text.trim();
  if (bare === '') return 0;
  const value = Number(bare);
  return /^\d+$/.test(bare) && value <= MOST_SEED ? value : null;
}

/** The text of a state. */
export function writeState({ page, seed, answers, typed }: SheetState): string {
  const parts = [
    ...(seed ? [`seed=${seed}`] : []),
    ...(answers ? ['answers=1'] : []),
    ...[...typed].filter(([, text]) => text.trim() !== '').map(([name, text]) => `${name}=${encoded(text)}`),
  ];
  return [nameOf(page), ...parts].join(';');
}

/** A semicolon would end the answer, and a per cent sign is what escapes it. */
function encoded(text: string): string {
  return text.slice(0, LONGEST).replaceAll('%', '%25').replaceAll(';', '%3B');
}

function decoded(text: string): string {
  return text.replaceAll('%3B', ';').replaceAll('%25', '%');
}
