import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Experiment, ExperimentInput } from '../../../src/dispatch/experiment';
import { localHost } from '../../../src/dispatch/local';
import { hostModel } from '../../../src/dispatch/model';
import { parseExperiment } from '../../../src/dispatch/parse';
import { runExperiment } from '../../../src/dispatch/run';
import { decodeStatistics } from '../../../src/engine/dispatch/decode';
import { figureCounts, type RunFigures } from '../../../src/engine/dispatch/figure-counts';
import type { HostModel } from '../../../src/engine/dispatch/host';
import { DispatchKernel } from '../../../src/engine/dispatch/kernel';
import { BUCKETS } from '../../../src/engine/dispatch/statistics';
import { figureWidth, type FigureTable } from '../../../src/engine/dispatch/wire';
import { STORY } from '../../../src/sampling/story';
import type { StoryKnob, StorySet } from '../../../src/sampling/story/knobs';
import { rangeOfAttribute, readAttributes, type Attribute } from '../../../src/ui/embed/attributes';
import { checkOfFigure, labCheck, storyChecks } from '../../../src/ui/embed/checks';
import { completed } from '../../../src/ui/embed/complete';
import { eachReplication } from '../../../src/ui/embed/each-replication';
import { LAB_ATTRIBUTES } from '../../../src/ui/embed/lab-attributes';
import { LAB_FIGURES } from '../../../src/ui/embed/labs';
import { namedStatistics } from '../../../src/ui/embed/records';
import { SAMPLING_ATTRIBUTES } from '../../../src/ui/embed/sampling-attributes';
import { readingOf, type MeterReading } from '../../../src/ui/meter/reading';

/** A class may share any of them. */
const SEEDS = [7, 11, 2026];

/** The first of a figure's replications: what more of them tell costs more than it shows. */
const first = (experiment: Experiment, most: number): Experiment => ({
  ...experiment,
  replications: Math.min(most, experiment.replications),
});

const host = localHost(await DispatchKernel.create());

/** The usual settings, and each knob by itself at each of its ends. */
function settings(knobs: readonly StoryKnob[]): StorySet[] {
  const ends = (of: StoryKnob) =>
    of.kind === 'words' ? of.options.map(({ value }) => value) : [of.min, of.max];
  return [{}, ...knobs.flatMap((of) => ends(of).map((value) => ({ [of.id]: value })))];
}

describe('a figure fills in its experiments as the schema does', () => {
  const inputs: [string, ExperimentInput][] = [
    ...STORY.flatMap(({ id, knobs, runs }) =>
      settings(knobs).flatMap((set) =>
        Object.entries(runs(set, 7)).map(([name, input]): [string, ExperimentInput] => [
          `${id} ${name} ${JSON.stringify(set)}`,
          input,
        ]),
      ),
    ),
    ...LAB_FIGURES.flatMap((of) =>
      settings(of.knobs).map((set): [string, ExperimentInput] => [
        `${of.id} ${JSON.stringify(set)}`,
        { ...of.experiment(set), seed: 7 },
      ]),
    ),
  ];
  it.each(inputs)('%s', (_, input) => {
    expect(completed(input)).toEqual(parseExperiment(input));
  });
});

describe('the check under a screen of the story is green at any seed', () => {
  const simulated = STORY.filter(({ id }) => id !== 'log');
  it.each(simulated.map((screen) => [screen.id, screen] as const))('%s', async (_, screen) => {
    for (const seed of SEEDS) {
      const experiment = first(completed(Object.values(screen.runs({}, seed))[0]), 50);
      const readings: MeterReading[] = [];
      await eachReplication(experiment, host, { each: (figures) => readings.push(readingOf(figures)) });
      const checks = storyChecks(screen, { experiment, readings, complete: true });
      expect(checks.map(({ text, agrees }) => agrees || text)).toEqual(checks.map(() => true));
    }
  });

  it('what scatters by chance is held against O1, what is in step against O4, each mean against its own formula', async () => {
    const formulas = await Promise.all(
      simulated.map(async (screen) => {
        const experiment = first(completed(Object.values(screen.runs({}, 7))[0]), 2);
        const readings: MeterReading[] = [];
        await eachReplication(experiment, host, { each: (figures) => readings.push(readingOf(figures)) });
        return [
          screen.id,
          storyChecks(screen, { experiment, readings, complete: true }).map(({ formula }) => formula),
        ] as const;
      }),
    );
    const of = Object.fromEntries(formulas);
    expect(of.clock[1]).toMatch(/^O1/);
    expect(of.seconds[1]).toMatch(/^O1/);
    expect(of.step[1]).toBe('O4: √({qp}(1−{qp}))/q, q = 1');
    expect([of.neighbour, of.fates, of.remedy].map((each) => each.length)).toEqual([1, 1, 1]);
    for (const [, [mean]] of formulas) expect(mean).not.toBe('');
  });
});

describe('the check under a figure of the lab is green at any seed, or says that no formula is known', () => {
  it.each(LAB_FIGURES.map((of) => [of.id, of] as const))('%s', async (id, of) => {
    for (const seed of SEEDS) {
      const experiment = first(completed({ ...of.experiment({}), seed }), 12);
      const answer = await runExperiment(experiment, host);
      const { agrees, text } = labCheck(of, of.measure(answer, experiment), experiment);
      if (id === 'runaway')
        expect([agrees, text]).toEqual([null, expect.stringContaining('no formula is known')]);
      else expect(agrees || text).toBe(true);
    }
  });

  it('with its knobs turned, where a formula holds there', async () => {
    for (const [id, set] of [
      ['backup', { slots: 'yield', others: 3 }],
      ['interrupts', { others: 3 }],
      ['weights', { gold: 7 }],
      ['runaway', { loops: 'no' }],
      ['idle', { detect: 'halt' }],
      ['shelden', { start: 'when-ready' }],
    ] as const) {
      const of = LAB_FIGURES.find((each) => each.id === id)!;
      const experiment = first(completed({ ...of.experiment(set), seed: 7 }), 12);
      const answer = await runExperiment(experiment, host);
      const { agrees, text } = labCheck(of, of.measure(answer, experiment), experiment);
      expect([id, agrees || text]).toEqual([id, true]);
    }
  });

  it('each right answer is one that may be guessed, and each belief another one', () => {
    for (const { experiment, theory, unit, most, close, beliefs } of LAB_FIGURES) {
      const found = theory(completed(experiment({})));
      if (!found) continue;
      const right = unit === '%' ? 100 * found.value : found.value;
      expect(right).toBeLessThanOrEqual(most);
      for (const { value } of beliefs) expect(Math.abs(value - right)).toBeGreaterThan(close);
    }
  });
});

describe('a check', () => {
  const theory = { value: 0.5, formula: 'f' };
  it('is green within four standard errors and red beyond', () => {
    expect(checkOfFigure('mean', { mean: 0.5039, se: 0.001 }, theory, '%', 100).agrees).toBe(true);
    expect(checkOfFigure('mean', { mean: 0.5041, se: 0.001 }, theory, '%', 100).agrees).toBe(false);
  });
  it('shows digits that its error bears, of both figures alike', () => {
    expect(checkOfFigure('mean', { mean: 0.50123, se: 0.0012 }, theory, '%', 100).text).toBe(
      'mean: simulated 50.12 ± 0.12 %, formula 50.00 %',
    );
  });
});

describe('attributes', () => {
  const read = (given: Record<string, string>) =>
    readAttributes(SAMPLING_ATTRIBUTES, (name) => given[name] ?? null);
  it('are as usual where nothing is said', () => {
    expect(read({})).toEqual({
      values: { step: 'clock', seed: 7, scheme: 'auto', heading: 2 },
      problems: [],
    });
  });
  it.each([
    [
      { step: 'nieghbour' },
      'step: found “nieghbour”, expected one of clock, seconds, step, neighbour, fates, log, remedy. Shown is clock.',
    ],
    [{ seed: '-1' }, 'seed: found “-1”, expected a whole number from 0 to 2147483647. Shown is 7.'],
    [{ seed: '7.5' }, 'seed: found “7.5”, expected a whole number from 0 to 2147483647. Shown is 7.'],
    [
      { seed: '2147483648' },
      'seed: found “2147483648”, expected a whole number from 0 to 2147483647. Shown is 7.',
    ],
    [{ heading: '0' }, 'heading: found “0”, expected a whole number from 1 to 6. Shown is 2.'],
    [{ scheme: 'toString' }, 'scheme: found “toString”, expected one of auto, light, dark. Shown is auto.'],
  ])('that make no sense are refused in words: %j', (given, words) => {
    expect(read(given).problems).toEqual([words]);
  });
  it('at the ends of their range are taken', () => {
    expect(read({ seed: '0', step: 'remedy', heading: '6' }).values).toMatchObject({
      seed: 0,
      step: 'remedy',
      heading: 6,
    });
    expect(read({ seed: '2147483647' }).problems).toEqual([]);
  });

  it('are documented as they are checked', () => {
    const table = (attributes: readonly Attribute[]) =>
      attributes.map((of) => `| \`${of.name}\` | ${rangeOfAttribute(of)} | ${of.usual} |`);
    const docs = readFileSync(new URL('../../../docs/embed.md', import.meta.url), 'utf8');
    const documented = (element: string) =>
      docs
        .split(`### \`<${element}>\``)[1]
        .split(/<!-- \/attributes|\n###/)[0]
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .map((line) => line.replace(/[^|]+\|$/, ''));
    expect(documented('hostfold-sampling-demo')).toEqual(table(SAMPLING_ATTRIBUTES));
    expect(documented('hostfold-dispatch-lab')).toEqual(table(LAB_ATTRIBUTES));
  });
});

describe('records by name', () => {
  it('hold what the page’s literals hold', () => {
    const model = hostModel(completed(LAB_FIGURES[0].experiment({})));
    const host: HostModel = {
      ...model,
      devices: [{ service: { kind: 'constant', mean: 5 }, servers: 2 }],
      guests: model.guests.map((guest, g) => ({
        ...guest,
        threads: guest.threads.map((thread) => ({ ...thread, labels: g + 1 })),
      })),
    };
    let next = 1;
    const figures = Object.fromEntries(
      Object.entries(figureCounts(host)).map(([table, count]) => [
        table,
        Float64Array.from({ length: count * figureWidth(table as FigureTable) }, () => (next += 7)),
      ]),
    ) as RunFigures;
    const histograms = Float64Array.from({ length: host.guests.length * BUCKETS }, (_, i) => i);
    const found = namedStatistics(host, figures, histograms);
    expect(found).toMatchObject(decodeStatistics(host, figures, histograms));
  });
});
