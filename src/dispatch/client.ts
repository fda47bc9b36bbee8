import { Door } from '../engine/door/door';
import type { Line } from '../engine/door/line';
import type { Simulator } from './pool';
import type { SimulatorCalls } from './serve';

/** Models that stay at a worker: enough for a few experiments that take turns. */
const KEEPS = 6;

/** One worker of the pool, started when it is wanted. */
export function createSimulator(open: () => Line): Simulator {
  const door = new Door<SimulatorCalls>(open, {
    name: 'The simulation',
    advice: 'Change something in the experiment and it is tried anew, or reload the page.',
    keeps: KEEPS,
  });
  return {
    run: (model, seed, signal) => door.call('run', [seed], { given: [model], signal }),
    timeline: (model, seed, records, signal) =>
      door.call('timeline', [seed, records], { given: [model], signal }),
    close: () => door.close(),
  };
}
