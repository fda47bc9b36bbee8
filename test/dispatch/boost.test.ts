import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { openLocalHost } from '../../src/dispatch/local';
import { backupBesideHog, moreGuestsThanProcessors } from '../../src/dispatch/hosts';
import { runExperiment } from '../../src/dispatch/run';

const SHORT = { durationS: 20, warmupS: 1, replications: 4 };

it('a guest that wakes with boost takes the processor from one that does not, whatever woke it', async () => {
  const host = await openLocalHost();
  for (const input of [backupBesideHog(SHORT), { ...moreGuestsThanProcessors(2, 1), ...SHORT }]) {
    const plain = await runExperiment(parseExperiment(input), host);
    const boosted = await runExperiment(parseExperiment({ ...input, boost: true }), host);
    expect(plain.guests[0].interruptDelayMs.mean.mean).toBeGreaterThan(20);
    expect(boosted.guests[0].interruptDelayMs.max.mean).toBe(0);
    expect(boosted.guests[0].ready.mean).toBe(0);
  }
});
