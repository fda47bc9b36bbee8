import type { FoldProblem } from '../engine/packing/problem';
import type { FoldModel, Item } from './model';
import { whyTooLarge } from './no-room';

/** Items that fit some host when alone on it, and why the others do not. */
export function splitByFit(
  model: FoldModel,
  problem: FoldProblem,
): { fitting: Item[]; tooLarge: { item: Item; why: string }[] } {
  const fitting: Item[] = [];
  const tooLarge: { item: Item; why: string }[] = [];
  const lacks = whyTooLarge(model, problem);
  model.items.forEach((item, i) => {
    const why = clashInside(model, i) ?? lacks[i];
    if (why === null) fitting.push(item);
    else tooLarge.push({ item, why });
  });
  return { fitting, tooLarge };
}

/** Two guests of one keep-together group that must also be kept apart, or belong on different hosts. */
function clashInside(model: FoldModel, i: number): string | null {
  if (model.items[i].guests.length === 1) return null;
  const seen = new Map<string, string>();
  const named = new Set(model.options.hosts.map((h) => h.name));
  const wanted = new Set(
    model.items[i].guests.map((g) => model.estate.guests[g].facts.host).filter((h) => named.has(h)),
  );
  if (wanted.size > 1) {
    const { together } = model.estate.guests[model.items[i].guests[0]].facts;
    return `group ${together} is to be kept together, but its servers are to be on ${[...wanted].join(' and on ')}`;
  }
  for (const g of model.items[i].guests) {
    const { name, facts } = model.estate.guests[g];
    for (const word of facts.apart.split(';').map((w) => w.trim())) {
      if (!word) continue;
      const other = seen.get(word);
      if (other !== undefined) {
        return `${other} and ${name} are to be kept together (${facts.together}) and apart (${word}) at once`;
      }
      seen.set(word, name);
    }
  }
  return null;
}
