/**
 * One large fold in a process of its own, so that its memory can be told: everything that the page does within some
 * seconds, on this thread and on workers. Arguments: items, slots (1: static), seconds, seed of the instance, the largest
 * demand of a static item (the least is a tenth of it), the module that workers run. Prints one line of JSON.
 */
import { pathToFileURL } from 'node:url';
import { createNodeEngine } from '../../src/engine/node';
import { checkPlan } from '../../src/engine/packing/check';
import { guestsOverADay, uniformItems } from '../packing-instances';

const [items, slots, seconds, instance, most] = process.argv.slice(2, 7).map(Number);
const problem =
  slots === 1 ? uniformItems(items, most / 10, most, instance) : guestsOverADay(items, slots, instance);
const engine = await createNodeEngine(pathToFileURL(process.argv[7]));
const started = performance.now();
const since = () => (performance.now() - started) / 1000;
let first = 0;
let constructed = 0;
let worked = 0;
const before = process.cpuUsage();
let found = 0;
let hosts = Infinity;
const { plan, lowerBound } = await engine.fold(
  problem,
  { seed: 1, seconds },
  {
    onProgress: (progress) => {
      if (!progress.plan || progress.plan.hostKind.length >= hosts) return;
      hosts = progress.plan.hostKind.length;
      first ||= since();
      found = since();
    },
    onFirst: async ({ plan }) => {
      constructed = plan.hostKind.length;
      const { user, system } = process.cpuUsage(before);
      worked = (user + system) / 1e6;
    },
  },
);
console.log(
  JSON.stringify({
    first,
    constructed,
    worked,
    hosts: plan.hostKind.length,
    found,
    ended: since(),
    bound: lowerBound,
    wrong: checkPlan(problem, plan).length + plan.hostOf.filter((host) => host < 0).length,
    peak: process.resourceUsage().maxRSS / 1024,
  }),
);
process.exit(0);
