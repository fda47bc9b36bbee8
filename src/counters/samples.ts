/** One interval; shares of the guest's processors, 0..1. NaN where a log has no sample. */
export interface CorrectedSample {
  /** Start of the interval, ms of the guest's wall clock as if UTC. */
  readonly time: number;
  /** What the guest's meter showed. */
  readonly measured: number;
  /** How long it had a processor (% Run less % Overlap); what the host charged it (% Used) where its log has no % Run. */
  readonly used: number;
  /** % Used: work at nominal clock speed, the host's own for the guest included; NaN where the host log does not say. */
  readonly charged: number;
  /** How long it was ready and had to wait, and was held back for its other processors; NaN where not said. */
  readonly ready: number;
  readonly costop: number;
}

/** How long it wanted a processor and had none: ready, and co-stop where that is told; NaN where neither is. */
export function waitedOf({ ready, costop }: Pick<CorrectedSample, 'ready' | 'costop'>): number {
  return ready === ready ? ready + (costop === costop ? costop : 0) : costop;
}

/** Whether both logs tell of an interval. */
export function isTold({ measured, used }: Pick<CorrectedSample, 'measured' | 'used'>): boolean {
  return measured === measured && used === used;
}
