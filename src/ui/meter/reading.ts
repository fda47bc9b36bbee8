import type { HostFigures } from '../../dispatch/answer';

/** One replication of the watched guest; fractions of a vCPU. */
export interface MeterReading {
  /** Work done for its threads. */
  readonly used: number;
  /** Time that it wanted the processor and had to wait: what steal time would tell it. */
  readonly waited: number;
  readonly processor: number;
  readonly process: number;
  /** The host's processors that did work for guests, a share of all. */
  readonly hostBusy: number;
}

/** What one replication says of its first guest. */
export function readingOf({ host, guests: [guest] }: HostFigures<number>): MeterReading {
  const { used, burnt, ready, costop, measured } = guest;
  const process = measured.threads.reduce((sum, { share }) => sum + share, 0);
  return {
    used: used - burnt,
    waited: ready + costop,
    processor: measured.processor,
    process,
    hostBusy: host.busy,
  };
}
