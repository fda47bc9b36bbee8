/**
 * What each policy is to the kernel: traits, and nothing else asks for a policy by name to dispatch by it. A policy of
 * new traits is an entry here, and what the trait does in assembly/dispatch/order.ts or skew.ts.
 */
interface Traits {
  /** In which order the ready go: as they came, or whoever has had least for its weight. */
  readonly order: 'arrival' | 'weight';
  /** The vCPUs of a guest start together, on as many processors. */
  readonly gangs: boolean;
  /** In a gang a halted vCPU keeps its processor. */
  readonly gangsHold: boolean;
  /**
   * Whom too much skew stops: all vCPUs of the guest; those that run, by the skew of the whole guest; or each that is
   * too far ahead of the slowest, by itself.
   */
  readonly skewStops: 'nobody' | 'all' | 'leaders' | 'each';
}

const FREE: Traits = { order: 'arrival', gangs: false, gangsHold: false, skewStops: 'nobody' };

export const DISPATCH_POLICIES = {
  'round-robin': FREE,
  weighted: { ...FREE, order: 'weight' },
  'when-ready': FREE,
  'strict-cosched': { ...FREE, gangs: true, skewStops: 'all' },
  pairs: { ...FREE, gangs: true, gangsHold: true },
  'relaxed-cosched': { ...FREE, skewStops: 'leaders' },
  'relaxed-esx4': { ...FREE, skewStops: 'each' },
} as const satisfies Readonly<Record<string, Traits>>;

export type DispatchPolicy = keyof typeof DISPATCH_POLICIES;

const ORDERS: Readonly<Record<Traits['order'], number>> = { arrival: 0, weight: 1 };
const STOPS: Readonly<Record<Traits['skewStops'], number>> = { nobody: 0, all: 1, leaders: 2, each: 3 };

/** A policy's traits as the kernel takes them (assembly/dispatch/layout.ts has the numbers). */
export function traitsOf(policy: DispatchPolicy): Record<keyof Traits, number> {
  const { order, gangs, gangsHold, skewStops }: Traits = DISPATCH_POLICIES[policy];
  return {
    order: ORDERS[order],
    gangs: Number(gangs),
    gangsHold: Number(gangsHold),
    skewStops: STOPS[skewStops],
  };
}

/** Whether a cap on a vCPU counts: where each goes by itself, and nobody waits for another's slot or skew. */
export function takesCaps(policy: DispatchPolicy, slots: 'yield' | 'fixed'): boolean {
  const { gangs, skewStops }: Traits = DISPATCH_POLICIES[policy];
  return slots === 'yield' && !gangs && skewStops === 'nobody';
}
