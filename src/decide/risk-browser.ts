import { Door } from '../engine/door/door';
import { workerLine } from '../engine/door/line';
import { startPoolWorker } from '../engine/pool/browser';
import { withPool } from '../engine/pool/starter';
import type { Estate } from '../estate/estate';
import { refusal } from '../estate/finding';
import type { FoldOptions } from '../placement/options';
import type { Risk } from './risk';
import type { RiskCalls } from './risk-calls';
import RiskWorker from './risk-worker?worker&inline';

let door: Door<RiskCalls> | undefined;

/**
 * Tests plans of an estate on days kept back, in a worker of its own that is inlined into the page.
 * @param fewest hosts of a plan for all days
 * @param tell hears of the curve, each time of more draws
 * @returns what was known when the signal stopped it
 */
export function riskInWorker(
  estate: Estate,
  options: FoldOptions,
  fewest: number,
  tolerance: number,
  tell: (risk: Risk) => void,
  signal: AbortSignal,
): Promise<Risk> {
  door ??= new Door<RiskCalls>(() => withPool(workerLine(new RiskWorker()), async () => startPoolWorker()), {
    name: 'The test on days kept back',
    advice: 'Test again, or reload the page.',
    refuse: refusal,
  });
  return door.call('test', [estate, options, fewest, tolerance], { tell, signal, hearOut: true });
}
