import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rescheduledOf } from '../../src/cli/reschedule';
import { hostfold } from './hostfold';

let folder: string;
let log: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  log = join(folder, 'two.csv');
  // Two servers whose back-ups meet from 22:00 to 24:00: 60 % each, else 10 %.
  const rows = Array.from({ length: 24 }, (_, hour) => {
    const time = new Date(Date.UTC(2026, 0, 5) + hour * 3_600_000).toISOString().slice(0, 19);
    return [time, ...['DB', 'WEB'].map(() => (hour >= 22 ? 60 : 10))].join(',');
  });
  writeFileSync(log, `timestamp,DB,WEB\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const fold = (...more: string[]) =>
  hostfold(
    ...['fold', log, '--profile', 'bare', '--host', 'cores=1,rating=2', '--slot', '1h'],
    ...['--work', '2', '--failures', '0', '--json', ...more],
  );

describe('hostfold fold --reschedule', () => {
  it('saves the host that two back-ups at the same time need', async () => {
    expect(JSON.parse((await fold()).out).hostCount).toBe(2);
    const { out } = await fold('--reschedule', 'DB=22:00-24:00-8h');
    const plan = JSON.parse(out);
    expect(plan.hostCount).toBe(1);
    // 60 % + 10 % of 2 GHz, at both times.
    expect(plan.hosts[0].peak.cpu).toBeCloseTo(1.4);
    expect(plan.scenario.rescheduled).toEqual({ DB: { from: 1320, minutes: 120, by: -480 } });
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ level: 'guess', where: 'DB', text: expect.stringMatching(/8 h earlier/) }),
    );
  });

  it.each([
    ['DB', /expected a server, a stretch of the day/],
    ['DB=22:00-23:30', /expected a server, a stretch of the day/],
    ['DB=25:00-26:00+1h', /expected times of day/],
    ['DB=22:00-22:00+1h', /1 minute to 12 hours/],
    ['DB=01:00-23:00+1h', /1 minute to 12 hours/],
    ['DB=22:00-23:00+13h', /moved by 1 minute to 12 hours/],
    ['SQL=22:00-23:00+1h', /found "SQL"; expected the name of a server.*Servers: DB, WEB/s],
  ])('refuses %s in words', async (text, why) => {
    const { code, err } = await fold('--reschedule', text);
    expect(code).toBe(2);
    expect(err).toMatch(/--reschedule/);
    expect(err).toMatch(why);
  });

  it('reads stretches over midnight, hours and minutes', () => {
    expect(rescheduledOf(['a=b=23:30-01:00+1h30m', 'c=00:00-00:05-5m'])).toEqual({
      'a=b': { from: 1410, minutes: 90, by: 90 },
      c: { from: 0, minutes: 5, by: -5 },
    });
    expect(() => rescheduledOf(['a=1:00-2:00+1h', 'a=3:00-4:00+1h'])).toThrow('expected a once');
  });
});

describe('hostfold fold --what-if', () => {
  it('counts the machines that each change saves or costs, beside the plan', async () => {
    const { out } = await fold(
      ...['--what-if', '--reschedule "DB=22:00-24:00-8h"'],
      ...['--what-if', '--ceiling cpu=50', '--what-if', '--growth 100 --horizon 12'],
      ...['--what-if', '--host cores=2,rating=2 --failures 1'],
    );
    const { hostCount, whatIf, scenario } = JSON.parse(out);
    expect(hostCount).toBe(2);
    expect(scenario.growth).toBeUndefined();
    // At 50 % neither fits; twice 60 % is more than a host; two cores carry both, and one host stands by.
    expect(
      whatIf.map(({ change, saved, hostCount, machines }: Record<string, never>) => [
        change,
        saved,
        hostCount,
        (machines as { total: number }).total,
      ]),
    ).toEqual([
      ['--reschedule "DB=22:00-24:00-8h"', 1, 1, 1],
      ['--ceiling cpu=50', 0, 0, 2],
      ['--growth 100 --horizon 12', 0, 0, 2],
      ['--host cores=2,rating=2 --failures 1', 0, 1, 2],
    ]);
  });

  it('is told for people and in a report, under other names where that is asked', async () => {
    const report = join(folder, 'plan.md');
    const { out } = await hostfold(
      ...['fold', log, '--profile', 'bare', '--host', 'cores=1,rating=2', '--slot', '1h', '--failures', '0'],
      ...['--work', '2', '--anonymise', '--what-if', '--reschedule DB=22:00-24:00-8h', '--report', report],
    );
    expect(out).toMatch(/what if +machines +saved/);
    expect(out).toMatch(/--reschedule server-\d+=22:00-24:00-8h +1 +1/);
    expect(out).not.toMatch(/\bDB\b/);
  });

  it.each([
    ['', /expected options of the fold that may be otherwise: --profile, --host/],
    ['--seed 2', /expected options of the fold that may be otherwise/],
    ['--growth -101', /--what-if "--growth -101": .*(-100|otherwise)/],
    ['--growth=-101', /--what-if "--growth=-101": --growth: found other=-101; expected a number from -100/],
    ['--growth 5 --horizon 0', /--horizon: found 0; expected a whole number from 1 to 240/],
    ['--reschedule SQL=1:00-2:00+1h', /found "SQL"; expected the name of a server/],
  ])('refuses "%s" in words', async (text, why) => {
    const { code, err } = await fold('--what-if', text);
    expect(code).toBe(2);
    expect(err).toMatch(why);
  });
});
