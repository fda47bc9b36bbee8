/**
 * One large fold in a process of its own, so that its memory can be told: constructions, bounds and one lane of search
 * within some seconds. Arguments: items, slots (1: static), seconds, seed of the instance, seed of the lane. Prints one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { checkPlan } from '../../src/engine/packing/check';
import { runFold } from '../../src/engine/packing/fold';
import { PackingKernel } from '../../src/engine/packing/kernel';
import { guestsOverADay, uniformItems } from '../packing-instances';

const [items, slots, seconds, instance, lane] = process.argv.slice(2).map(Number);
const problem =
  slots === 1 ? uniformItems(items, 0.05, 0.5, instance) : guestsOverADay(items, slots, instance);
const kernel = await PackingKernel.create(readFileSync('build/packing.release.wasm'));
const started = performance.now();
const since = () => (performance.now() - started) / 1000;
let first = 0;
let constructed = 0;
let found = 0;
const outcome = await runFold(kernel, problem, { seed: lane, seconds }, (progress) => {
  if (!progress.plan || progress.phase === 'done') return;
  first ||= since();
  if (progress.phase === 'construct') constructed = progress.hosts;
  found = since();
});
const ended = since();
console.log(
  JSON.stringify({
    first,
    constructed,
    hosts: outcome.hosts,
    found,
    ended,
    bound: outcome.lowerBound,
    wrong: checkPlan(problem, outcome.plan).length + outcome.unplaced,
    wasm: kernel.memoryBytes / 2 ** 20,
    peak: process.resourceUsage().maxRSS / 1024,
  }),
);
