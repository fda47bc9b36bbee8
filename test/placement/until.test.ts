import { describe, expect, it } from 'vitest';
import { policiesBeside } from '../../src/decide/policies';
import { createNodeEngine } from '../../src/engine/node';
import type { HostSpec } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import { OPTIONS, estateOf, guest } from './estates';

const GUESTS = Array.from({ length: 12 }, (_, k) =>
  guest(`S${k}`, { busy: [10 + 3 * k, 60 - 3 * k], usedMiB: [900, 700] }, { cores: 1, rating: 2 }),
);
const ESTATE = estateOf(GUESTS, 2);
const HOST = OPTIONS.hosts[0];
/** Kinds that differ so that only the largest can stand by. */
const UNEQUAL: HostSpec[] = [
  { ...HOST, name: 'big', cores: 8, memory: 16384, count: 1 },
  { ...HOST, name: 'small', count: 9 },
];

const folded = async (until: number | undefined, hosts: readonly HostSpec[] = OPTIONS.hosts) =>
  fold(ESTATE, { ...OPTIONS, hosts: [...hosts], failures: 1 }, await createNodeEngine(null), {
    sides: policiesBeside,
    until,
  });
const saysSeconds = ({ findings }: Awaited<ReturnType<typeof folded>>) =>
  findings.filter(({ text }) => /seconds ended/.test(text));

describe('a fold whose time is over before it begins', () => {
  it('has a plan of all servers and its spares, and says that no other policy was counted', async () => {
    const answer = await folded(0);
    expect(answer.hosts.flatMap((h) => h.guests)).toHaveLength(12);
    expect(answer.withFailures.hostCount).toBe(answer.hostCount + 1);
    expect(answer.policies).toEqual({
      'peak-of-sums': answer.hostCount,
      'sum-of-p95': null,
      'sum-of-peaks': null,
    });
    expect(saysSeconds(answer)).toEqual([
      {
        level: 'warning',
        where: 'policies',
        text: 'The seconds ended before hosts were counted by sum-of-p95 and sum-of-peaks: how many they take is not known.',
        fix: 'Give it more seconds.',
      },
    ]);
  });

  it('does not know which of unequal hosts may fail where that takes another fold, and says so', async () => {
    const answer = await folded(0, UNEQUAL);
    expect(answer.withFailures.hostCount).toBeNull();
    expect(saysSeconds(answer).map(({ where }) => where)).toEqual(['hosts that may fail', 'policies']);
    expect((await folded(undefined, UNEQUAL)).withFailures.hostCount).toBeGreaterThan(0);
  });
});

it('a fold whose time does not end is the fold without one, to the last bit', async () => {
  for (const hosts of [OPTIONS.hosts, UNEQUAL]) {
    const { course, ...answer } = await folded(undefined, hosts);
    const bounded = await folded(performance.now() + 1e9, hosts);
    expect({ ...bounded, course }).toEqual({ ...answer, course });
    expect(Object.values(answer.policies).every((n) => n !== null)).toBe(true);
    expect(saysSeconds(bounded)).toEqual([]);
  }
});
