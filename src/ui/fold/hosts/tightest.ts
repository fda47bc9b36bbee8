import type { Resource } from '../../../estate/resource';
import type { PlannedHost } from '../../../placement/answer';
import type { Explanation } from '../../parts/explanation';
import { amount, percent } from '../../text/format';

/** How a resource came to be the tightest of a host. */
export function whyTightest(host: PlannedHost, resource: Resource): Explanation {
  const peak = host.peak[resource.id] ?? 0;
  const capacity = host.capacity[resource.id] ?? 0;
  const ceiling = host.ceiling[resource.id] ?? capacity;
  return {
    title: `${resource.label} on ${host.name}`,
    text: 'Of all resources and slots, this one comes closest to what the plan may fill.',
    formula: 'load, with all overheads ÷ (capacity × ceiling)',
    values: [
      ['load', amount(peak, resource.unit)],
      ['capacity', amount(capacity, resource.unit)],
      ['the plan may fill', `${amount(ceiling, resource.unit)} (${percent(ceiling / capacity)})`],
      ['filled', percent(peak / ceiling)],
    ] as const,
    control: {
      id: resource.id === 'cpu' ? 'ceiling' : 'more',
      label: `how far to fill the ${resource.label}`,
    },
  };
}
