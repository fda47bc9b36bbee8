import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAB_PRESETS } from '../../src/dispatch/lab-presets';
import { METER_PRESETS } from '../../src/sampling/presets';
import { toHash } from '../../src/scenario/link';
import { fromHash, parseScenario } from '../../src/scenario/parse';
import type { Scenario } from '../../src/scenario/scenario';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { CURRENT, VERSIONS } from '../../src/scenario/versions';

interface Case {
  /** Where it says something else than the defaults of its version. */
  readonly differs: Partial<Scenario>;
  /** Where it says what cannot be used. */
  readonly refused: readonly string[];
}
interface Golden {
  readonly defaults: Scenario;
  readonly links: readonly (Case & { readonly hash: string })[];
  readonly files: readonly (Case & { readonly file: unknown })[];
}

const FOLDER = new URL('./golden/', import.meta.url);
const golden = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Golden;

describe.each(VERSIONS.map((_, version) => version))('documents of version %i', (version) => {
  const { defaults, links, files } = golden(`v${version}.json`);

  it.each(links)('open for ever: $hash', ({ hash, differs, refused }) => {
    const { scenario, findings } = fromHash(hash);
    expect(scenario).toEqual({ ...defaults, ...differs, version: CURRENT });
    expect(findings.map(({ where }) => where)).toEqual(refused);
  });

  it.each(files)('open for ever: $file', ({ file, differs, refused }) => {
    const { scenario, findings } = parseScenario(file, 'file');
    expect(scenario).toEqual({ ...defaults, ...differs, version: CURRENT });
    expect(findings.map(({ where }) => where)).toEqual(refused);
  });

  it('mean the same whatever folds by default today', () => {
    expect(VERSIONS[version].defaults).toEqual({ ...defaults, version: CURRENT });
  });
});

describe('the version of today', () => {
  it('has its golden file, as every one before', () => {
    const names = readdirSync(FOLDER).filter((name) => /^v\d+\.json$/.test(name));
    expect(names.sort()).toEqual(VERSIONS.map((_, version) => `v${version}.json`).sort());
    expect(DEFAULT_SCENARIO).toEqual(golden(`v${CURRENT}.json`).defaults);
  });

  it('is written as its golden links are', () => {
    for (const { hash, differs } of golden(`v${CURRENT}.json`).links)
      expect(`#${toHash({ ...DEFAULT_SCENARIO, ...differs })}`).toBe(hash);
  });

  it('says every choice that the fold depends on, and its version', () => {
    const query = new URLSearchParams(toHash(DEFAULT_SCENARIO).split('?')[1]);
    const apart = ['version', 'view', 'meter', 'dispatch', 'mend', 'typed', 'edits'];
    const fields = Object.keys(DEFAULT_SCENARIO).filter((field) => !apart.includes(field));
    expect([...query.keys()].sort()).toEqual(['v', ...fields].sort());
    expect(query.get('v')).toBe(String(CURRENT));
    expect(toHash(DEFAULT_SCENARIO).length).toBeLessThan(400);
  });

  it('comes back field for field in the order of the defaults, so that nothing counts as changed', () => {
    expect(JSON.stringify(fromHash(`#${toHash(DEFAULT_SCENARIO)}`).scenario)).toBe(
      JSON.stringify(DEFAULT_SCENARIO),
    );
  });
});

describe('a version that is not known', () => {
  it.each(['#/fold?v=99&policy=sum-of-p95&rooms=3', '#/fold?v=99&policy=sum-of-p95&rooms=cores:3'])(
    'opens with what can be read, and says so: %s',
    (hash) => {
      const { scenario, findings } = fromHash(hash);
      expect(scenario).toEqual({ ...DEFAULT_SCENARIO, policy: 'sum-of-p95' });
      expect(findings.map(({ where }) => where)).toEqual(['link: version', 'link: rooms']);
      expect(findings[0].text).toBe(
        `found version 99; this program knows versions up to ${CURRENT}. What it can read of it is used.`,
      );
    },
  );

  it.each(['x', '-1', '1.5', '', '[1]'])('is told where it is none: v=%s', (version) => {
    const { scenario, findings } = fromHash(`#/fold?v=${version}&failures=2`);
    expect(scenario.failures).toBe(2);
    expect(findings.map(({ where }) => where)).toEqual(['link: version']);
    expect(findings[0].text).toMatch(/expected a whole number from 0 to \d+\. It is read as version/);
  });
});

it('presets that links name stay what they were: one that changes gets a name of its own', () => {
  const hash = (value: unknown) =>
    createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
  const found = Object.fromEntries(
    [...LAB_PRESETS, ...METER_PRESETS].map(({ id, experiment }) => [id, hash(experiment)]),
  );
  const known = JSON.parse(readFileSync(new URL('presets.json', FOLDER), 'utf8')) as Record<string, string>;
  expect(found).toEqual(known);
});
