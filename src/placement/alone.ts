import type { FoldProblem } from '../engine/packing/problem';
import type { FoldModel, Item } from './model';
import { slotLabel } from '../estate/grid';

/** Items that fit some host when alone on it, and why the others do not. */
export function splitByFit(
  model: FoldModel,
  problem: FoldProblem,
): { fitting: Item[]; tooLarge: { item: Item; why: string }[] } {
  const fitting: Item[] = [];
  const tooLarge: { item: Item; why: string }[] = [];
  model.items.forEach((item, i) => {
    const why = whyNot(model, problem, i);
    if (why === null) fitting.push(item);
    else tooLarge.push({ item, why });
  });
  return { fitting, tooLarge };
}

/** Null where item i fits an empty host of some kind; else what it lacks on the host that comes closest. */
function whyNot(model: FoldModel, problem: FoldProblem, i: number): string | null {
  const clash = clashInside(model, i);
  if (clash) return clash;
  let closest = { excess: Infinity, text: 'no host of that name' };
  for (let j = 0; j < problem.kinds; j++) {
    if (problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== j) continue;
    const worst = worstExcess(problem, i, j);
    if (worst.excess <= 0) return null;
    if (worst.excess < closest.excess) {
      const resource = model.resources[worst.resource];
      const slot = worst.row - problem.rowStart[worst.resource];
      const timed = problem.rowStart[worst.resource + 1] - problem.rowStart[worst.resource] > 1;
      const when = timed ? ` at ${slotLabel(model.estate.grid, slot)}` : '';
      const say = (units: number) => `${+(units * resource.quantum).toPrecision(4)} ${resource.unit}`;
      closest = {
        excess: worst.excess,
        text: `needs ${say(worst.need)} of ${resource.label}${when}; ${model.options.hosts[j].name} has room for ${say(worst.room)}`,
      };
    }
  }
  return closest.text;
}

function worstExcess(problem: FoldProblem, i: number, j: number) {
  const rows = problem.rowStart[problem.resources];
  let worst = { excess: -Infinity, resource: 0, row: 0, need: 0, room: 0 };
  for (let d = 0; d < problem.resources; d++) {
    const cell = j * problem.resources + d;
    let extra = problem.guestCount[i] * problem.perGuest[cell] + problem.coreCount[i] * problem.perCore[cell];
    if (d === problem.sharedResource) {
      for (let e = problem.imageStart[i]; e < problem.imageStart[i + 1]; e++) extra += problem.imageSize[e];
    }
    const room = problem.capacity[cell];
    for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++) {
      const need = problem.demand[i * rows + r] + extra;
      const excess = (need - room) / Math.max(1, room);
      if (excess > worst.excess) worst = { excess, resource: d, row: r, need, room };
    }
  }
  return worst;
}

/** Two guests of one keep-together group that must also be kept apart, or belong on different hosts. */
function clashInside(model: FoldModel, i: number): string | null {
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
