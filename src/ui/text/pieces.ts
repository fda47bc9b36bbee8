import type { Term } from './glossary';

/** How words of the glossary stand in a sentence, longest first: a phrase goes before a word in it. */
export const FORMS: readonly (readonly [term: Term, form: string])[] = [
  ['Task Manager', 'Task Manager'],
  ['steal time', 'steal time'],
  ['interrupt delay', 'interrupt delays?'],
  ['95th percentiles', '95th percentiles?'],
  ['standard error', 'standard errors?'],
  ['Processor Time', 'Processor Time'],
  ['days kept back', 'days? kept back'],
  ['co-scheduling', 'co-schedul(?:ing|ed)'],
  ['peak of sums', 'peaks? of sums'],
  ['sum of peaks', 'sums? of peaks'],
  ['lower bound', 'lower bounds?'],
  ['host-slot', 'host-slots?'],
  ['emulation', 'emulat(?:ion|ed|es?)'],
  ['idle loop', 'idle loop'],
  ['fair looks', 'fair looks'],
  ['coverage', 'coverage'],
  ['I/O path', 'I/O path'],
  ['ceiling', 'ceilings?'],
  ['co-stop', 'co-stop(?:ped)?'],
  ['vCPU', 'vCPUs?'],
  ['dedicated', 'dedicated'],
  ['neighbour', 'neighbours?'],
  ['relaxed', 'relaxed'],
  ['reading', 'readings?'],
  ['strict', 'strict(?:ly)?'],
  ['thread', 'threads?'],
  ['points', 'points'],
  ['burst', 'bursts?'],
  ['boost', 'boost'],
  ['guest', 'guests?'],
  ['ready', '% Ready'],
  ['pairs', 'pairs?'],
  ['slice', 'slices?'],
  ['host', 'hosts?'],
  ['skew', 'skew'],
  ['tick', 'ticks?'],
  ['VMM', 'VMMs?|hypervisors?'],
  ['load', 'loads?'],
  ['hog', 'hogs?'],
];

const ANY = new RegExp(
  `(?<![\\p{L}\\d-])(${FORMS.map(([, form]) => form).join('|')})(?![\\p{L}\\d-])`,
  'giu',
);
const EXACT = FORMS.map(([term, form]) => [term, new RegExp(`^(?:${form})$`, 'iu')] as const);

/** A piece of a text: plain, or a word of the glossary where it first stands. */
export type Piece = string | { readonly term: Term; readonly text: string };

/** A text with each word of the glossary marked where it stands for the first time. @param seen words that stood before */
export function piecesOf(text: string, seen = new Set<Term>()): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ANY)) {
    const term = EXACT.find(([, form]) => form.test(match[0]))?.[0];
    if (!term || seen.has(term)) continue;
    seen.add(term);
    pieces.push(text.slice(from, match.index), { term, text: match[0] });
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return pieces.filter((piece) => piece !== '');
}
