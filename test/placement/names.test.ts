import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { Planner } from '../../src/decide/planner';
import type { PlanRequest, PlanProgress } from '../../src/decide/planner';
import { createLocalEngine } from '../../src/engine/local';
import type { FormatId } from '../../src/intake';
import { planToCsv } from '../../src/report/csv';
import { planToJson } from '../../src/report/json';
import { parseScenario } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { read } from '../intake/read';
import { anyName, anyServers, INHERITED } from '../names';
import { OPTIONS } from './estates';

const TIMES = [0, 1, 2, 3].map((k) => new Date(Date.UTC(2026, 0, 5, 0, 5 * k)).toISOString().slice(0, 19));
const load = (server: number, k: number) => 5 + ((7 * server + 3 * k) % 30);

/** The same servers as a wide log, a long one, and a table of guests. */
const FILES: Readonly<Record<string, (servers: readonly string[]) => string>> = {
  wide: (servers) =>
    [['timestamp', ...servers], ...TIMES.map((t, k) => [t, ...servers.map((_, i) => load(i, k))])].join('\n'),
  long: (servers) =>
    [
      'timestamp,guest,counter,value',
      ...TIMES.flatMap((t, k) => servers.map((name, i) => [t, name, 'cpu %', load(i, k)].join(','))),
    ].join('\n'),
  guests: (servers) =>
    ['name,cores,peak %,memory', ...servers.map((name, i) => [name, 2, load(i, 0), 1024].join(','))].join(
      '\n',
    ),
};

async function answerOf(
  texts: readonly string[],
  changes: Partial<PlanRequest>,
  format?: FormatId,
): Promise<PlanProgress[]> {
  const planner = new Planner(await createLocalEngine());
  const readings = [];
  for (const text of texts) readings.push(planner.load(await read(text, format ? { format } : {})));
  const updates: PlanProgress[] = [];
  const request = { ...DEFAULT_SCENARIO, ...OPTIONS, sample: false, readings, ...changes };
  await planner.plan(request, (update) => updates.push(update));
  return updates;
}

const sorted = (names: readonly string[]) => [...names].sort();

describe.each(Object.keys(FILES))('servers of any names in a %s file', (kind) => {
  it('are folded, edited and written out under their names', async () => {
    await fc.assert(
      fc.asyncProperty(anyServers(), anyName, anyName, async (servers, image, group) => {
        const facts = { cores: 3, image, together: group };
        const typed = JSON.stringify({ edits: Object.fromEntries(servers.map((name) => [name, facts])) });
        const { scenario, findings } = parseScenario(JSON.parse(typed), 'x.json');
        expect(findings).toEqual([]);
        const updates = await answerOf(
          [FILES[kind](servers)],
          { edits: structuredClone(scenario.edits) },
          // A column called cpu is a question until somebody says that columns are servers.
          kind === 'wide' ? 'wide' : undefined,
        );
        expect(sorted(updates[0].rows!.map(({ name }) => name))).toEqual(sorted(servers));
        for (const { facts: known } of updates[0].rows!) expect(known).toMatchObject(facts);
        const { answer } = updates.at(-1)!;
        const document = JSON.parse(planToJson(answer!)) as { hosts: { guests: string[] }[] };
        expect(sorted(document.hosts.flatMap(({ guests }) => guests))).toEqual(sorted(servers));
        const csv = Papa.parse<{ guest: string; host: string }>(planToCsv(answer!).trim(), { header: true });
        // The last row is of all hosts.
        const guests = csv.data.flatMap(({ guest, host }) =>
          guest === '' && host === 'all hosts' ? [] : [guest],
        );
        expect(sorted(guests)).toEqual(sorted(servers));
      }),
      { seed: 12, numRuns: 25 },
    );
  });
});

describe('a table of guests', () => {
  it.each(INHERITED)(
    'takes a host, an image and a group named %s for a word like any other',
    async (word) => {
      const table = `name,cores,peak %,image,together,apart,host\na,1,10,${word},${word},,${word}\nb,1,10,${word},${word},,${word}\nc,1,10,,,${word},\nd,1,10,,,${word},`;
      const hosts = [{ ...OPTIONS.hosts[0], name: word }];
      const { answer } = (await answerOf([table], { hosts, profile: 'esx3' })).at(-1)!;
      expect(answer!.hosts).toHaveLength(2);
      const together = answer!.hosts.find(({ guests }) => guests.includes('a'))!;
      expect(together.guests).toContain('b');
    },
  );
});
