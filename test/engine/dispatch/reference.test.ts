import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reference } from './reference/reference';
import type { StateChange, Tick } from '../../../src/engine/dispatch/timeline';
import { anyHost, kernelOf } from './hosts';
import { often } from '../../often';

/** What each vCPU was at, moment by moment: only the last change of a moment counts, and only where it is one. */
function turns(changes: readonly StateChange[]): Record<number, StateChange[]> {
  const turns: Record<number, StateChange[]> = {};
  const what = ({ state, segment, processor, thread }: StateChange) =>
    `${state} ${segment} ${processor} ${thread}`;
  changes.forEach((change, i) => {
    const later = changes.slice(i + 1).find(({ vcpu }) => vcpu === change.vcpu);
    if (later?.time === change.time) return;
    const own = (turns[change.vcpu] ??= []);
    if (own.length === 0 || what(own[own.length - 1]) !== what(change)) own.push(change);
  });
  return turns;
}

/** Delivered ticks of each vCPU, in order. */
function delivered(
  ticks: readonly Pick<Tick, 'time' | 'vcpu' | 'charge' | 'thread'>[],
): Record<number, string[]> {
  const of: Record<number, string[]> = {};
  for (const { time, vcpu, charge, thread } of ticks)
    if (charge !== 'none') (of[vcpu] ??= []).push(`${time} ${charge} ${thread}`);
  return of;
}

describe('the kernel and the plain reference', async () => {
  const kernel = await kernelOf('release');
  const draws = await kernelOf('release');

  it('agree on every change of state, every tick and every count, on small hosts of all kinds', () => {
    fc.assert(
      fc.property(anyHost, fc.nat(1000), (model, seed) => {
        kernel.load(model, { records: 100_000, until: 2 * (model.warmup + model.duration) });
        const { events: _, ticks: __, ...statistics } = kernel.run(seed);
        const { states, ticks } = kernel.timeline();
        const run = new Reference(model, draws.calls).run(BigInt(seed));
        expect(turns(states)).toEqual(turns(run.states));
        expect(delivered(ticks)).toEqual(delivered(run.ticks));
        expect(statistics).toEqual(run.statistics);
      }),
      { numRuns: often(100), seed: 7, endOnFailure: true },
    );
  });
});
