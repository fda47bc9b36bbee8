import { beforeAll, describe, expect, it } from 'vitest';
import { experimentLine, gridStudy } from '../../src/decide/grid';
import { runStudy } from '../../src/decide/run-study';
import { caseAt, caseCount } from '../../src/decide/study';
import { openLocalHost } from '../../src/dispatch/local';
import { parseExperiment } from '../../src/dispatch/parse';
import type { RunHost } from '../../src/dispatch/run';
import { runExperiment } from '../../src/dispatch/run';

let runHost: RunHost;
beforeAll(async () => {
  runHost = await openLocalHost();
});

const EXPERIMENT = {
  processors: 1,
  policy: 'round-robin',
  guests: [
    {
      count: 2,
      threads: [{ burst: { kind: 'constant', meanMs: 10 }, wait: { kind: 'exponential', meanMs: 30 } }],
    },
  ],
  durationS: 5,
  replications: 2,
};

describe('an experiment over a grid', () => {
  it('has a case for each combination, with defaults varied like any other field', () => {
    const study = gridStudy(EXPERIMENT, {
      sliceMs: [10, 50],
      'guests.0.clock.tickMs': [1, 15.625],
      'guests.0.count': [1, 2, 4],
    });
    expect(caseCount(study)).toBe(12);
    const { set, of } = caseAt(study, 5);
    expect(set).toEqual({ sliceMs: 10, 'guests.0.clock.tickMs': 15.625, 'guests.0.count': 4 });
    expect(of.guests[0]).toMatchObject({ count: 4, clock: { tickMs: 15.625 } });
  });

  it('answers each case as the experiment alone does, but for the seconds', async () => {
    const study = gridStudy(EXPERIMENT, { sliceMs: [5, 20], 'guests.0.count': [1, 3] });
    const lines = await runStudy(study, experimentLine(runHost));
    for (const [i, line] of lines.entries()) {
      const guests = [{ ...EXPERIMENT.guests[0], count: [1, 3][i % 2] }];
      const alone = parseExperiment({ ...EXPERIMENT, sliceMs: [5, 20][i >> 1], guests });
      const { seconds: _, ...answer } = await runExperiment(alone, runHost);
      expect(line).toEqual(answer);
    }
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(4);
    expect(await runStudy(study, experimentLine(runHost), { cases: [2] })).toEqual([lines[2]]);
  });

  it('says of a combination that contradicts itself why, and runs the others', async () => {
    const study = gridStudy(
      { ...EXPERIMENT, policy: 'strict-cosched', durationS: 1 },
      { processors: [1, 2], 'guests.0.vcpus': [1, 2] },
    );
    const lines = await runStudy(study, experimentLine(runHost));
    expect(lines.map((line) => 'refused' in line)).toEqual([false, true, false, false]);
    expect(lines[1]).toEqual({
      refused: {
        where: 'guests[0].vcpus',
        why: expect.stringMatching(/^found 2 vCPUs that must start together on 1 processors/) as string,
      },
    });
  });

  it.each<[string, object, Record<string, unknown[]>, RegExp]>([
    [
      'a value out of its range',
      {},
      { sliceMs: [10, -5] },
      /^vary\.sliceMs\[1\]: found -5, expected a number from/,
    ],
    [
      'a word for a number',
      {},
      { 'guests.0.count': ['two'] },
      /^vary\.guests\.0\.count\[0\]: found "two", expected a whole number/,
    ],
    [
      'a path that no field has',
      {},
      { 'guests.0.colour': [1] },
      /^vary\.guests\.0\.colour\[0\]: found .*colour/,
    ],
    [
      'a path that leads nowhere',
      {},
      { 'guests.0.hat.colour': [1] },
      /^vary\.guests\.0\.hat\.colour: no such place: guests\.0 has /,
    ],
    [
      'a guest that is not there',
      {},
      { 'guests.1.count': [1] },
      /^vary\.guests\.1\.count: no such place: guests is a list; expected 0 after it/,
    ],
    ['one guest more', {}, { 'guests.1': [{}] }, /^vary\.guests\.1: no such place/],
    [
      'a part of a value that is not whole',
      {},
      { 'guests.0.threads.0.burst': [{ kind: 'exponential' }] },
      /^vary\.guests\.0\.threads\.0\.burst\[0\]: guests\[0\]\.threads\[0\]\.burst\.meanMs: found nothing/,
    ],
    [
      'a base that is no experiment',
      { policy: 'lottery' },
      { sliceMs: [10] },
      /^experiment\.policy: found "lottery", expected one of/,
    ],
    [
      'nothing but contradictions',
      { guests: [{ affinity: [3] }] },
      { sliceMs: [10, 20] },
      /^experiment\.guests\[0\]\.affinity\[0\]: found processor 3/,
    ],
    [
      'more combinations than a study may have',
      {},
      {
        seed: Array.from({ length: 1100 }, (_, i) => i),
        durationS: Array.from({ length: 1100 }, (_, i) => i + 1),
      },
      /^vary: found 1210000 cases; expected at most 1000000\./,
    ],
    ['the same value twice', {}, { sliceMs: [10, 10] }, /^vary\.sliceMs: found 10 a second time/],
  ])('is refused with %s', (_, changes, vary, words) => {
    expect(() => gridStudy({ ...EXPERIMENT, ...changes }, vary)).toThrow(words);
  });

  it('may make sense of a base that contradicts itself alone', () => {
    const study = gridStudy({ ...EXPERIMENT, guests: [{ affinity: [3] }] }, { processors: [1, 4] });
    expect(caseCount(study)).toBe(2);
  });
});
