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

type Guest = HostFigures<number>['guests'][number];

/** What of a replication's figures a reading is made of. */
export interface SeenFigures {
  readonly host: Pick<HostFigures<number>['host'], 'busy'>;
  readonly guests: readonly (Pick<Guest, 'used' | 'burnt' | 'ready' | 'costop'> & {
    readonly measured: {
      readonly processor: number;
      readonly threads: readonly { readonly share: number }[];
    };
  })[];
}

/** What one replication says of its first guest. */
export function readingOf({ host, guests: [guest] }: SeenFigures): MeterReading {
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
