/** The day that is made up for those who have no logs, and a host's figures that are typed in. */
import { expect, it } from 'vitest';
import { sampleLogs } from '../../src/counters/sample';
import { typedHost } from '../../src/counters/typed';
import type { Answer } from '../../src/dispatch/answer';
import type { Experiment, Thread, Time } from '../../src/dispatch/experiment';
import type { Recording } from '../../src/estate/recording';

const meanOf = (time: Time) => (time as { meanMs: number }).meanMs;
/** How busy a thread would be alone, to four digits. */
const loadOf = (thread: Thread) => {
  const { burst, wait } = thread as { burst: Time; wait: Time };
  return Number((meanOf(burst) / (meanOf(burst) + meanOf(wait))).toFixed(4));
};

async function halfHours(): Promise<{ asked: Experiment[]; logs: Awaited<ReturnType<typeof sampleLogs>> }> {
  const asked: Experiment[] = [];
  const mean = (value: number) => ({ mean: value });
  const logs = await sampleLogs((experiment) => {
    const share = asked.push(experiment) / 100;
    const guest = {
      measured: { processor: mean(share), threads: [{ share: mean(share / 2) }, { share: mean(share / 4) }] },
      used: mean(2 * share),
      ready: mean(share / 5),
      threads: [{ used: mean(0.1 + share) }, { used: mean(0.2 + share) }],
    };
    return Promise.resolve({ guests: [guest] } as unknown as Answer);
  });
  return { asked, logs };
}

it('a made-up day has busy hours before and after noon, and a report from ten to four', async () => {
  const { asked } = await halfHours();
  expect(asked).toHaveLength(48);
  expect(asked.map(({ seed }) => seed)).toEqual(asked.map((_, k) => 1 + k));
  const loads = (hour: number) => {
    const [web, neighbour] = asked[2 * hour].guests;
    return [...web.threads.map(loadOf), neighbour.count, loadOf(neighbour.threads[0])];
  };
  expect([0, 8, 9.5, 10, 10.5, 13.5, 15.5, 16, 23.5].map((hour) => [hour, ...loads(hour)])).toEqual([
    [0, 0.04, 0.02, 2, 0.05],
    [8, 0.0916, 0.02, 2, 0.288],
    [9.5, 0.1522, 0.02, 2, 0.5678],
    [10, 0.1655, 0.16, 2, 0.6292],
    [10.5, 0.1706, 0.16, 2, 0.6529],
    [13.5, 0.1227, 0.16, 2, 0.4316],
    [15.5, 0.1537, 0.16, 2, 0.5749],
    [16, 0.1464, 0.02, 2, 0.5412],
    [23.5, 0.04, 0.02, 2, 0.05],
  ]);
  const [web, neighbour] = asked[0].guests;
  expect(
    [...web.threads, ...neighbour.threads].map((thread) => meanOf((thread as { burst: Time }).burst)),
  ).toEqual([2, 80, 40]);
  expect(asked[0]).toMatchObject({ processors: 1, durationS: 20, warmupS: 1, replications: 1 });
});

it('each log holds its own figures of it, at the ends of half hours', async () => {
  const { logs } = await halfHours();
  const { guest, host, truth } = logs;
  const first = (values: ArrayLike<number> | undefined) => Number(values![0].toPrecision(6));
  expect([first(guest.measures.busy), ...guest.processSeries!.map(({ values }) => first(values))]).toEqual([
    1, 0.5, 0.25,
  ]);
  expect([first(host.measures.usedCores), first(host.measures.ready)]).toEqual([0.02, 0.2]);
  expect([...truth].map(([name, values]) => [name, first(values)])).toEqual([
    ['requests', 0.11],
    ['report', 0.21],
  ]);
  expect(
    [guest.times[0], guest.times[47], host.times[0]].map((time) => new Date(time).toISOString()),
  ).toEqual(['2006-05-10T00:30:00.000Z', '2006-05-11T00:00:00.000Z', '2006-05-10T00:30:00.000Z']);
  expect([guest.zone, guest.facts, host.facts]).toEqual([
    { name: 'UTC', biasMinutes: 0 },
    { cores: 1, measured: 'guest' },
    { cores: 1, measured: 'host' },
  ]);
});

it('figures that are typed in are of all processors, at the times and in the zone of the guest', () => {
  const guest = {
    server: 'a',
    source: 'a.csv',
    times: Float64Array.of(0, 1000),
    measures: {},
    facts: {},
    processes: [],
  } satisfies Recording;
  const zone = { name: 'UTC', biasMinutes: 0 };
  const host = typedHost({ ...guest, zone }, 4, { used: 0.25, ready: 0.125 });
  expect(host).toMatchObject({
    server: 'a',
    source: 'typed in',
    facts: { measured: 'host', cores: 4 },
    zone,
  });
  expect(host.times).toBe(guest.times);
  expect([host.measures.usedCores, host.measures.ready].map((values) => [...values!])).toEqual([
    [1, 1],
    [50, 50],
  ]);
  expect('zone' in typedHost(guest, 4, { used: 0.25, ready: 0.125 })).toBe(false);
});
