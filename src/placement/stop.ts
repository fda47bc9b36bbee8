import type { ResourceId } from '../estate/resource';
import type { PlannedHost } from './answer';

/** Beyond this part of its ceiling a resource binds (assumption). */
const FULL = 0.9;

/** What keeps a host from carrying more. */
export interface HostStop {
  readonly resource: ResourceId;
  /** Full; not full, but without room for one more server; or neither, and no more than what is fullest. */
  readonly how: 'binds' | 'blocks' | 'tightest';
}

/** What keeps a host from carrying more: what is full, else what lacks room for one more server, else what is fullest. */
export function stopOf({ binding, blocks }: Pick<PlannedHost, 'binding' | 'blocks'>): HostStop {
  const { resource, fraction } = binding;
  if (fraction > FULL) return { resource, how: 'binds' };
  return blocks ? { resource: blocks, how: 'blocks' } : { resource, how: 'tightest' };
}
