/** A thousand draws of the PlanetLab day, as one worker of the page makes them, and what came of it. */
import { uncertaintyStudy } from '../src/decide/uncertain';
import { createLocalEngine } from '../src/engine/local';
import { assemble } from '../src/estate/assemble';
import { readAll } from '../src/cli/readings';
import { fold } from '../src/placement/fold';
import { DEFAULT_SCENARIO } from '../src/scenario/scenario';
import { dataPath, lacksData } from '../test/data';
import type { Table } from './table';

const DAY = 'traces/planetlab_20110303_cpu_percent.csv';
const SAMPLES = 1000;
/** Cores of the machine that the goal speaks of. */
const CORES = 2;
const GOAL_S = 15;

const processorSeconds = () => process.cpuUsage().user / 1e6;

export default async function uncertainty(): Promise<Table> {
  if (lacksData(DAY)) throw new Error(`The log is not here: expected ${dataPath(DAY)}.`);
  const estate = assemble(await readAll([dataPath(DAY)], {}, { err: console.error }), DEFAULT_SCENARIO);
  const engine = await createLocalEngine();
  const options = { ...DEFAULT_SCENARIO, sample: false, work: 20 };
  const answer = await fold(estate, options, engine, { plain: true });
  let began = processorSeconds();
  const study = uncertaintyStudy(estate, engine, {
    options,
    samples: SAMPLES,
    growth: {},
    horizon: 24,
    days: true,
    hosts: answer.hosts,
  });
  const prepared = processorSeconds() - began;
  began = processorSeconds();
  let suffice = 0;
  for (let k = 0; k < study.count; k++) {
    const line = await study.line(k);
    if (line.kind === 'sample' && line.hosts <= answer.hostCount) suffice++;
  }
  const drawn = processorSeconds() - began;
  return {
    title: `${estate.guests.length} servers, ${estate.grid.slots} slots, ${answer.hostCount} hosts: ${SAMPLES} draws`,
    rows: [
      {
        cases: study.count,
        'prepared, s of processor': prepared,
        'drawn, s of processor': drawn,
        [`on ${CORES} cores, s`]: prepared + drawn / CORES,
        'goal, s': GOAL_S,
        'hosts suffice, %': (100 * suffice) / SAMPLES,
      },
    ],
    notes: ['each worker prepares by itself; cases are dealt over the cores; seed 1'],
  };
}
