/** Fifty hosts of the PlanetLab day flown, as one worker of the page flies them, and what came of it. */
import { isFlown } from '../src/decide/flight/fly-host';
import { hostsFlown } from '../src/decide/flight/fly';
import { flightStudy } from '../src/decide/flight/study';
import { openLocalHost } from '../src/dispatch/local';
import { createLocalEngine } from '../src/engine/local';
import { assemble } from '../src/estate/assemble';
import { readAll } from '../src/cli/readings';
import { fold } from '../src/placement/fold';
import { DEFAULT_SCENARIO } from '../src/scenario/scenario';
import { dataPath, lacksData } from '../test/data';
import type { Table } from './table';

const DAY = 'traces/planetlab_20110303_cpu_percent.csv';
const HOSTS = 50;
/** Cores of the machine that the goal speaks of. */
const CORES = 2;
const GOAL_S = 5;
const KINDS = [
  { profile: 'esx3', cores: 8 },
  { profile: 'vsphere8', cores: 8 },
  { profile: 'kvm', cores: 16 },
] as const;

const processorSeconds = () => process.cpuUsage().user / 1e6;

export default async function flight(): Promise<Table> {
  if (lacksData(DAY)) throw new Error(`The log is not here: expected ${dataPath(DAY)}.`);
  const estate = assemble(await readAll([dataPath(DAY)], {}, { err: console.error }), DEFAULT_SCENARIO);
  const engine = await createLocalEngine();
  const rows = [];
  for (const { profile, cores } of KINDS) {
    const [kind] = DEFAULT_SCENARIO.hosts;
    const hosts = [{ ...kind, cores, rating: 3, memory: null, iops: null, disk: null, net: null }];
    const options = { ...DEFAULT_SCENARIO, sample: false, profile, hosts, work: 2, exactly: HOSTS };
    const answer = await fold(estate, options, engine);
    let began = processorSeconds();
    const study = await flightStudy(
      estate,
      { options, hosts: hostsFlown(answer, options.hosts) },
      openLocalHost,
    );
    const prepared = processorSeconds() - began;
    began = processorSeconds();
    let worst = 0;
    for (let k = 0; k < HOSTS; k++) {
      const line = await study.line(k);
      if (line.kind === 'host' && isFlown(line))
        worst = Math.max(worst, ...line.guests.map(({ ready }) => ready.high));
    }
    const flown = processorSeconds() - began;
    began = processorSeconds();
    for (let k = HOSTS; k < study.count; k++) await study.line(k);
    rows.push({
      profile,
      'guests a host': Math.round(estate.guests.length / HOSTS),
      'processors of a host': cores,
      'prepared, s of processor': prepared,
      'flown, s of processor': flown,
      'ratios, s of processor': processorSeconds() - began,
      [`on ${CORES} cores, s`]: prepared + flown / CORES,
      'goal, s': GOAL_S,
      'ready at most, %': 100 * worst,
    });
  }
  return {
    title: `${HOSTS} hosts flown at their fullest moment and one in each quarter of the window`,
    rows,
    notes: ['each worker prepares by itself; hosts are dealt over the cores; ratios come after them; seed 1'],
  };
}
