import { coverage, meanOf, shareOf } from './coverage';

/** Least share of stated intervals that must hold the truth. */
const LEAST = 0.93;

const [guests = 500, seed = 1] = process.argv.slice(2).map(Number);
const told = await coverage(guests, seed);
const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
const held = shareOf(told, (each) => each.held);
const rows = [
  ['all', told],
  ['beside one neighbour that never waits', told.filter(({ besideOne }) => besideOne)],
  ['waits a tenth of what it uses', told.filter(({ waits }) => waits > 0.05 && waits < 0.15)],
  ['of logs that list one process only', told.filter(({ whole }) => !whole)],
  ['of host logs without % Run', told.filter(({ run }) => !run)],
  ['the same, where clock interrupts are counted', told.filter(({ run, counts }) => !run && counts)],
  ['the same, of Windows 8 and later', told.filter(({ run, counts, newer }) => !run && !counts && newer)],
  ['of one process only, where clock interrupts are counted', told.filter(({ whole, counts }) => !whole && counts)],
] as const;
console.log(`${guests} random guests, seed ${seed}: ${told.length} processes, each in one interval of its log`);
for (const [name, some] of rows) {
  if (some.length === 0) continue;
  console.log(
    `${name}: ${some.length}, held ${percent(shareOf(some, (each) => each.held))}, mean width ${percent(meanOf(some, (each) => each.width))} of the guest's total`,
  );
}
const means = shareOf(told, (each) => each.meanHeld);
console.log(`means over whole logs: held ${percent(means)}`);
if (Math.min(held, means) < LEAST) {
  console.error(`expected ${percent(LEAST)} or more`);
  process.exitCode = 1;
}
