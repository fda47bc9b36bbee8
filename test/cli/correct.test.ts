import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
const file = (name: string) => join(folder, name);
const line = (cells: (string | number)[]) => cells.map((c) => `"${c}"`).join(',');
const clock = (k: number, hour: number) =>
  `01/05/2026 ${String(hour).padStart(2, '0')}:${String(k).padStart(2, '0')}:00.000`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  const G = '\\\\DB01';
  const guest = [
    line([
      '(PDH-CSV 4.0) (W. Europe Standard Time)(-60)',
      `${G}\\Processor(_Total)\\% Processor Time`,
      `${G}\\Processor(0)\\% Processor Time`,
      `${G}\\Processor(1)\\% Processor Time`,
      `${G}\\Process(sqlservr)\\% Processor Time`,
      `${G}\\Process(backup)\\% Processor Time`,
      `${G}\\Process(Idle)\\% Processor Time`,
    ]),
    ...Array.from({ length: 20 }, (_, k) => line([clock(k, 11), 80, 80, 80, 120, 40, 40])),
  ];
  const H = '\\\\esx01';
  const host = [
    line(['(PDH-CSV 4.0) (UTC)(0)', `${H}\\Group Cpu(12:db01)\\% Used`, `${H}\\Group Cpu(12:db01)\\% Ready`]),
    ...Array.from({ length: 20 }, (_, k) => line([clock(k, 10), 100, 40])),
  ];
  writeFileSync(file('guest.csv'), `${guest.join('\r\n')}\r\n`);
  writeFileSync(file('host.csv'), `${host.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('hostfold correct', () => {
  it('writes corrected totals and processes over time, with a simulated interval', async () => {
    const { code, out } = await hostfold('correct', file('guest.csv'), file('host.csv'), '--json');
    const result = JSON.parse(out);
    expect(code).toBe(0);
    expect(result.samples).toHaveLength(20);
    expect(result.samples[0]).toEqual({
      time: '2026-01-05T11:00:00',
      measured: 0.8,
      used: 0.5,
      ready: 0.2,
      processes: [
        { name: 'sqlservr', measured: 0.6, corrected: 0.375 },
        { name: 'backup', measured: 0.2, corrected: 0.125 },
      ],
    });
    expect(result.uncertainty.low).toBeLessThanOrEqual(result.uncertainty.high);
    expect(result.uncertainty.case.delivery).toBe('burst');
    expect(result.uncertainty.case.ready).toBeCloseTo(0.2, 6);
  });

  it('is readable by default', async () => {
    const { out } = await hostfold('correct', file('guest.csv'), file('host.csv'));
    expect(out).toMatch(/^DB01, % of its 2 processors\n/);
    expect(out).toMatch(/can be off by/);
  });

  it.each([
    [['guest.csv'], /found 1 files; expected two/],
    [['host.csv', 'guest.csv'], /expected/],
    [['guest.csv', 'host.csv', '--guest', 'DB02'], /found no guest DB02; expected one of db01/],
    [['guest.csv', 'host.csv', '--burst=-1'], /milliseconds above 0/],
    [['guest.csv', 'host.csv', '--delivery', 'pigeon'], /expected one of burst/],
  ])('%j is refused with what was expected', async (args, message) => {
    const { code, err } = await hostfold('correct', ...args.map((a) => (a.endsWith('.csv') ? file(a) : a)));
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
