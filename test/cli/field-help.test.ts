import { describe, expect, it } from 'vitest';
import { parseHost } from '../../src/cli/host-option';
import { FACTS, FACT_IDS } from '../../src/estate/fact-fields';
import { RESOURCE_IDS } from '../../src/estate/resource';
import { factColumn } from '../../src/intake/table/facts';
import { FACT_HELP } from '../../src/estate/fact-help';
import { hostFieldHelp } from '../../src/overhead/host-help';
import { HOST_FIELDS, HOST_FIELD_IDS, type HostField } from '../../src/overhead/host-fields';
import { PROFILE_IDS } from '../../src/overhead/profiles';
import { factsSchema, hostSchema } from '../../src/scenario/schema';
import * as v from 'valibot';
import { hostfold } from './hostfold';

const BARE = { cores: 8, rating: 3 };

describe('every number of a host', () => {
  it.each(HOST_FIELD_IDS)('%s: is an option, in the help, within its range and no further', async (id) => {
    const { option = id, min, max, whole }: HostField = HOST_FIELDS[id];
    const others = Object.entries(BARE).filter(([name]) => name !== id);
    const said = (value: number) => [...others, [option, value]].map(([n, x]) => `${n}=${x}`).join(',');
    for (const value of [min, max]) {
      expect(parseHost(said(value), 0)[id]).toBe(value);
      expect(v.parse(hostSchema, { ...BARE, [id]: value })[id]).toBe(value);
    }
    for (const value of [min - 1, max * 1.001, ...(whole ? [min + 0.5] : [])]) {
      expect(() => parseHost(said(value), 0)).toThrow(`--host: found ${option}=`);
      expect(v.safeParse(hostSchema, { ...BARE, [id]: value }).success).toBe(false);
    }
    const lines = (await hostfold('fold', '--help')).out.replace(/\s+/g, ' ');
    expect(lines).toContain(` ${option} ${hostFieldHelp(id)}`);
  });
});

describe('every fact about a server', () => {
  it.each(FACT_IDS)('%s: is a column of that name, in the help, and what the file takes', async (id) => {
    const field = FACTS[id];
    expect(factColumn(id)?.field).toBe(id);
    const { out } = await hostfold('fold', '--help');
    expect(out.replace(/\s+/g, ' ')).toContain(` ${id} ${FACT_HELP[id].replace(/\.$/, '')}`);
    const read = (cell: string) => {
      const facts = {};
      return factColumn(id)!.put(facts, cell, '.') ? facts : null;
    };
    const taken = (value: unknown) => v.safeParse(factsSchema, { [id]: value }).success;
    if (field.kind === 'number') {
      const unit = field.unit === 'MiB' ? ' MiB' : '';
      for (const value of [field.min, field.max]) {
        expect(read(`${value}${unit}`)).toEqual({ [id]: value });
        expect(taken(value)).toBe(true);
      }
      for (const value of [field.min - 1, field.max + 1]) {
        expect(read(`${value}${unit}`)).toBeNull();
        expect(taken(value)).toBe(false);
      }
    }
    if (field.kind === 'choice') {
      for (const [value] of field.options) {
        expect(taken(value)).toBe(true);
        if (value !== '') expect(read(String(value))).toEqual({ [id]: value });
      }
      expect(taken('no such word')).toBe(false);
      expect(read('no such word')).toBeNull();
    }
  });
});

describe('the help of fold', () => {
  it('names every profile and every resource that has a ceiling, and keeps to the width of a terminal', async () => {
    const { out } = await hostfold('fold', '--help');
    expect(out.replace(/\s+/g, ' ')).toContain(PROFILE_IDS.join(', '));
    expect(out).toContain(RESOURCE_IDS.join(', '));
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(121);
  });
});
