import type { PlannedHost } from '../placement/answer';

/** A share of the host's capacity, as the page and the JSON show it: `80.0`. */
export const filled = ({ binding, ceiling, capacity }: PlannedHost): string => {
  const { resource, fraction } = binding;
  const share = (ceiling[resource] ?? 0) / (capacity[resource] ?? 1);
  return (100 * fraction * share).toFixed(1);
};
