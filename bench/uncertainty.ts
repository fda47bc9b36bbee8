/**
 * A thousand draws of the PlanetLab day, as a worker of the page makes them: seconds of processor time, and what came of
 * it. `npx tsx bench/uncertainty.ts [samples]`
 */
import { uncertaintyStudy, type SampleLine } from '../src/decide/uncertain';
import { createLocalEngine } from '../src/engine/local';
import { assemble } from '../src/estate/assemble';
import { readAll } from '../src/cli/readings';
import { fold } from '../src/placement/fold';
import { DEFAULT_SCENARIO } from '../src/scenario/scenario';

const samples = Number(process.argv[2] ?? 1000);
const file = process.argv[3] ?? '../shared/data/traces/planetlab_20110303_cpu_percent.csv';
const estate = assemble(await readAll([file], {}, { err: console.error }), DEFAULT_SCENARIO);
const engine = await createLocalEngine();
const options = { ...DEFAULT_SCENARIO, sample: false, work: 20 };
const answer = await fold(estate, options, engine, { plain: true });
console.log(`${estate.guests.length} servers, ${estate.grid.slots} slots: ${answer.hostCount} hosts`);
const own = () => process.cpuUsage().user / 1e6;
let began = own();
const study = uncertaintyStudy(estate, engine, {
  options,
  samples,
  growth: process.argv.includes('--grow') ? { other: { low: 0, likely: 10, high: 30 } } : {},
  horizon: 24,
  days: true,
  hosts: answer.hosts,
});
console.log(`prepared in ${(own() - began).toFixed(2)} s, ${study.count} cases`);
began = own();
const counts = new Map<number, number>();
for (let k = 0; k < study.count; k++) {
  const line = await study.line(k);
  if (line.kind === 'end') console.log(line.figure, line.end, line.hosts, line.need);
  else counts.set((line as SampleLine).hosts, (counts.get(line.hosts) ?? 0) + 1);
}
console.log(
  `${(own() - began).toFixed(2)} s of processor time`,
  [...counts].sort((a, b) => a[0] - b[0]),
);
