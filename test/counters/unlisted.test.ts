import { describe, expect, it } from 'vitest';
import { correct } from '../../src/counters/correct';
import { rangesOf } from '../../src/counters/interval';
import { guestLogs, hostLogs } from '../../src/counters/match';
import { UNLISTED } from '../../src/counters/unlisted';
import { log, read } from '../intake/read';

const TERMS = { tickMs: 15.625, sliceMs: 50 };
const PROCESSOR = 'Processor(_Total)\\% Processor Time';
const ROWS = 20;

/** What a guest's log of these figures, in % of one processor, and its host's, in % too, come to. */
async function mended(
  meter: number | null,
  processes: Readonly<Record<string, number>>,
  host: Readonly<Record<string, number>>,
) {
  const rows = (values: Readonly<Record<string, number>>, path: (name: string) => string) =>
    Object.fromEntries(Object.entries(values).map(([k, v]) => [path(k), new Array<number>(ROWS).fill(v)]));
  const own = await read(
    log({
      ...(meter === null ? {} : rows({ all: meter }, () => PROCESSOR)),
      ...rows(processes, (name) => `Process(${name})\\% Processor Time`),
    }),
    { keep: 'all processes' },
  );
  const theirs = await read(log(rows(host, (name) => `Group Cpu(12:web01)\\% ${name}`)), {
    keep: 'all processes',
  });
  const correction = correct(guestLogs(own.recordings)[0], hostLogs(theirs.recordings)[0], {
    processors: 1,
    shiftMs: 0,
  });
  const { processes: ranges } = rangesOf(correction, TERMS);
  const parts = ranges.map(({ name, mean: { corrected, low, high } }) => ({ name, corrected, low, high }));
  return { parts, text: correction.findings.map(({ text }) => text).join('\n') };
}

describe('a log that lists some processes only', () => {
  it('does not take the listed ones for the whole guest', async () => {
    const { parts, text } = await mended(60, { w3wp: 10 }, { Run: 60, Ready: 0.1 });
    const [rest, w3wp] = parts;
    expect([rest.name, w3wp.name]).toEqual([UNLISTED, 'w3wp']);
    expect(rest.corrected).toBeCloseTo(0.5, 3);
    expect(w3wp.corrected).toBeCloseTo(0.1, 3);
    expect([w3wp.low < 0.1, w3wp.high > 0.1, w3wp.high < 0.13]).toEqual([true, true, true]);
    expect(text).toMatch(/show 10\.0 % together, and all of the guest 60\.0 %: 50\.0 % was not logged/);
  });

  it('lets the rest be late too where the guest waited', async () => {
    const { parts } = await mended(80, { w3wp: 20 }, { Run: 40, Ready: 40 });
    const w3wp = parts.find(({ name }) => name === 'w3wp')!;
    // 60 of 80 shown are not of it; 40 of them may be lost ticks, so that it has a quarter, or a half.
    expect(w3wp.corrected).toBeCloseTo(0.1, 3);
    expect(w3wp.low).toBeLessThan(0.1);
    expect(w3wp.high).toBeGreaterThan(0.2);
  });

  it('leaves open what may as well be lost ticks, and the interval holds for both', async () => {
    const { parts, text } = await mended(60, { w3wp: 40 }, { Run: 40, Ready: 30 });
    expect(parts.map(({ name }) => name)).toEqual(['w3wp']);
    expect(parts[0].corrected).toBeCloseTo(0.4, 6);
    expect(parts[0].low).toBeLessThan((0.4 * 40) / 60);
    expect(text).toMatch(/ticks were lost while it waited, or some processes were not logged/);
  });

  it('is told from lost ticks by _Total and Idle of the processes', async () => {
    const lost = await mended(60, { w3wp: 40, Idle: 40, _Total: 80 }, { Run: 40, Ready: 30 });
    expect([lost.parts[0].name, lost.parts[0].high]).toEqual(['w3wp', expect.closeTo(0.4)]);
    expect(lost.parts[0].low).toBeGreaterThan(0.33);
    expect(lost.text).not.toMatch(/not logged/);
    const some = await mended(60, { w3wp: 10, Idle: 40, _Total: 100 }, { Run: 40, Ready: 30 });
    expect(some.parts.map(({ name }) => name)).toEqual([UNLISTED, 'w3wp']);
    expect(some.parts[1].corrected).toBeCloseTo(0.4 / 6, 6);
  });

  it('is not seen in a gap that is noise', async () => {
    const { parts, text } = await mended(60, { w3wp: 39.5, sqlservr: 20 }, { Run: 60, Ready: 0 });
    expect(parts.map(({ name }) => name)).toEqual(['w3wp', 'sqlservr']);
    expect(text).not.toMatch(/not logged/);
  });
});
