import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { assemble } from '../../src/estate/assemble';
import { withAssumedUse } from '../../src/estate/assume';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { PROFILE_IDS } from '../../src/overhead/profiles';
import { fold } from '../../src/placement/fold';
import { planToCsv } from '../../src/report/csv';
import { planDocument } from '../../src/report/json';
import { read } from '../intake/read';
import { OPTIONS } from './estates';
import { often } from '../often';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const row = fc.record({
  busy: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 100 }) }, fc.constant(null)),
  cores: fc.integer({ min: 1, max: 12 }),
  memory: fc.constantFrom(null, 1024, 9000),
  os: fc.constantFrom('', 'Windows Server 2019', 'Linux'),
  bits: fc.constantFrom(32, 64),
  native: fc.boolean(),
});

/** A table of servers, of which some have no figures, with a total and an host's log that names one more. */
const estate = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 12 }),
  total: fc.boolean(),
  silent: fc.boolean(),
  profile: fc.constantFrom(...PROFILE_IDS),
  count: fc.constantFrom(null, 0, 1),
});

describe('every server that was given', () => {
  it('is folded, native, unplaced or left out with its reason: the four add up, in the answer, the document and the table', async () => {
    await fc.assert(
      fc.asyncProperty(estate, async ({ rows, total, silent, profile, count }) => {
        const lines = rows.map(({ busy, cores, memory, os, bits, native }, i) =>
          [`S${i}`, cores, busy ?? '', memory ?? '', os, bits, native ? 'yes' : 'no'].join(','),
        );
        if (total) lines.push('Total,99,50,,,,');
        const readings = [
          await read(['name,cores,peak %,memory,os,bits,native', ...lines].join('\n'), {}, 'guests.csv'),
        ];
        if (silent) {
          const wide = 'timestamp,S0,QUIET\n2026-01-05 10:00:00,5,\n2026-01-05 10:05:00,5,\n';
          readings.push(await read(wide, {}, 'wide.csv'));
        }
        const given = [
          ...rows.map((_, i) => `S${i}`),
          ...(total ? ['Total'] : []),
          ...(silent ? ['QUIET'] : []),
        ].sort();
        const joined = assemble(readings, {
          slotMinutes: 5,
          align: 'wall',
          aggregate: 'mean',
          edits: {},
        });
        const whole = withAssumedUse(joined, { assumeUse: { other: 25 } });
        if (whole.guests.length === 0) return;
        const hosts = [{ ...DEFAULT_HOST, cores: 8, rating: 2, memory: 8192, count }];
        const answer = await fold(whole, { ...OPTIONS, profile, present: '', hosts, work: 1 }, engine);
        const groups = [
          answer.hosts.flatMap(({ guests }) => guests),
          answer.native.map(({ guest }) => guest),
          answer.unplaced.map(({ guest }) => guest),
          answer.leftOut.map(({ guest }) => guest),
        ];
        expect(groups.flat().sort()).toEqual(given);
        for (const { why } of [...answer.native, ...answer.unplaced, ...answer.leftOut])
          expect(why.length).toBeGreaterThan(5);
        const document = planDocument(answer);
        expect(document.leftOut).toEqual(answer.leftOut);
        for (const name of given) expect(planToCsv(answer)).toContain(name);
      }),
      { seed: 5, numRuns: often(150) },
    );
  });
});
