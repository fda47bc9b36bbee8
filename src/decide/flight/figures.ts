import { NUMBERS } from '../../dispatch/fields';
import { PER_MS } from '../../engine/dispatch/host';
import {
  histogramQuantile,
  type GuestStatistics,
  type VcpuStatistics,
} from '../../engine/dispatch/statistics';
import { Spanning, type FlownRange } from './span';

/** What a guest sees of its host, each figure as a range; shares of elapsed time for each virtual processor. */
export interface FlownFigures<N> {
  readonly ready: N;
  readonly costop: N;
  readonly interruptDelayMs: { readonly mean: N; readonly p95: N };
  /** Time to finish a burst over what it takes alone: 1 where nobody waits. */
  readonly slowdown: N;
  /** What its own meter shows (Processor Time), and that less what it used. */
  readonly measured: { readonly processor: N; readonly error: N };
}

/** Of a run, what one guest saw. */
export interface GuestRun extends FlownFigures<number> {
  readonly used: number;
}

/** A guest of whom nobody wants anything. */
export const NOTHING_ASKED: GuestRun = {
  used: 0,
  ready: 0,
  costop: 0,
  interruptDelayMs: { mean: NaN, p95: NaN },
  slowdown: NaN,
  measured: { processor: 0, error: 0 },
};

const TICK = NUMBERS.tickMs.default * PER_MS;

/** @param elapsed time measured, 100 ns */
export function figuresOfGuest({ vcpus, threads, interrupts }: GuestStatistics, elapsed: number): GuestRun {
  const share = (pick: (each: VcpuStatistics) => number) =>
    vcpus.reduce((sum, each) => sum + pick(each), 0) / (vcpus.length * elapsed);
  const used = share((each) => each.used - each.burnt);
  const idle = share((each) => each.ticks.idle) * TICK;
  const response = threads.reduce((sum, each) => sum + each.response, 0);
  const demand = threads.reduce((sum, each) => sum + each.demand, 0);
  // A guest that does nothing has a meter that shows nothing.
  const processor = threads.length > 0 ? 1 - idle : 0;
  return {
    used,
    ready: share((each) => each.ready),
    costop: share((each) => each.costop),
    interruptDelayMs: {
      mean: interrupts.sum / interrupts.count / PER_MS,
      p95: interrupts.count > 0 ? histogramQuantile(interrupts.histogram, 0.95) / PER_MS : NaN,
    },
    slowdown: response / demand,
    measured: { processor, error: processor - used },
  };
}

/** Figures of all guests, put together run by run. */
export class FlownTogether {
  private readonly of: readonly FlownFigures<Spanning>[];

  constructor(guests: number) {
    this.of = Array.from({ length: guests }, () => mapped(NOTHING_ASKED, () => new Spanning()));
  }

  add(g: number, figures: FlownFigures<number>, likely: boolean): void {
    const { ready, costop, interruptDelayMs: delay, slowdown, measured } = this.of[g];
    ready.add(figures.ready, likely);
    costop.add(figures.costop, likely);
    delay.mean.add(figures.interruptDelayMs.mean, likely);
    delay.p95.add(figures.interruptDelayMs.p95, likely);
    slowdown.add(figures.slowdown, likely);
    measured.processor.add(figures.measured.processor, likely);
    measured.error.add(figures.measured.error, likely);
  }

  get spans(): readonly FlownFigures<FlownRange>[] {
    return this.of.map((each) => mapped(each, ({ span }) => span));
  }
}

function mapped<A, B>(of: FlownFigures<A>, to: (value: A) => B): FlownFigures<B> {
  const { ready, costop, interruptDelayMs: delay, slowdown, measured } = of;
  return {
    ready: to(ready),
    costop: to(costop),
    interruptDelayMs: { mean: to(delay.mean), p95: to(delay.p95) },
    slowdown: to(slowdown),
    measured: { processor: to(measured.processor), error: to(measured.error) },
  };
}
