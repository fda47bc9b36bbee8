import type { Recording } from '../estate/recording';

/** A host's figures that were typed in: the same over all of the guest's log; shares of the guest's processors, 0..1. */
export function typedHost(
  guest: Recording,
  processors: number,
  figures: { readonly used: number; readonly ready: number },
): Recording {
  const { length } = guest.times;
  return {
    server: guest.server,
    source: 'typed in',
    times: guest.times,
    measures: {
      usedCores: new Float32Array(length).fill(figures.used * processors),
      ready: new Float32Array(length).fill(figures.ready * processors * 100),
    },
    facts: { measured: 'host', cores: processors },
    processes: [],
    ...(guest.zone ? { zone: guest.zone } : {}),
  };
}
