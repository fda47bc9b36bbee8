import { BETWEEN, readPairs, writePairs } from './pairs';

/** What was set in a card of the Decide view, by field. */
export type CardSettings = Readonly<Record<string, string | number>>;
/** Cards of the Decide view that are open, by name, in the order in which they were opened. */
export type OpenCards = ReadonlyMap<string, CardSettings>;

const OPEN = 'open';
/** A field that names a server: data, where it is a person's own. */
const OF_SERVER = 'server';

/** `drill:open,together:2;uncertainty:open`. */
export function writeCards(cards: OpenCards): string {
  return [...cards]
    .map(([name, settings]) => writePairs([[name, OPEN], ...Object.entries(settings)]))
    .join(BETWEEN);
}

/** Whatever the text is, cards come out; those that are not known, and what is no setting, each card leaves out. */
export function readCards(text: string): OpenCards {
  const cards = text.split(BETWEEN).flatMap((part): [string, CardSettings][] => {
    const [[name, open] = ['', ''], ...settings] = Object.entries(readPairs(part));
    if (open !== OPEN) return [];
    const good = settings.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
    return [[name, Object.fromEntries(good) as CardSettings]];
  });
  return new Map(cards);
}

/** The same cards without what names a server. */
export function withoutServers(text: string): string {
  const cards = [...readCards(text)].map(([name, settings]) => {
    const kept = Object.entries(settings).filter(([field]) => field !== OF_SERVER);
    return [name, Object.fromEntries(kept)] as const;
  });
  return writeCards(new Map(cards));
}
