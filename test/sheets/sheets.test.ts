import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { Figures, type Figure } from '../../src/dispatch/figure';
import { toHash } from '../../src/scenario/link';
import { fromHash } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { openLocalHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';
import { correct } from '../../src/counters/correct';
import { sampleLogs } from '../../src/counters/sample';
import { meansOf } from '../../src/counters/samples';
import { MOST_SEED, drawnFor, posed, SHEETS } from '../../src/sheets';
import { mark, readNumber, solution } from '../../src/sheets/mark';
import type { AnswerField, NumberAnswer } from '../../src/sheets/question';
import { readState, writeState, type SheetState } from '../../src/sheets/state';
import { meterSpecimenOf } from '../../src/ui/meter/specimen';
import { specimenOf } from '../../src/ui/dispatch/run/specimen';
import { often } from '../often';

const host = await openLocalHost();
const QUESTIONS = SHEETS.flatMap(({ questions }) => questions);
const anySeed = fc.integer({ min: 0, max: MOST_SEED });

const numbers = (seed: number): (NumberAnswer & { of: string })[] =>
  QUESTIONS.flatMap((question) =>
    posed(question, seed).answers.flatMap((field) =>
      field.kind === 'number' ? [{ ...field, of: `${question.number}.${field.id}` }] : [],
    ),
  );

const known = new Map<string, Promise<Figure[]>>();
/** The figures of all answers that rest on one experiment, from few replications. */
function rerun(all: readonly NumberAnswer[], { rerun: run }: NumberAnswer): Promise<Figure[]> {
  const key = JSON.stringify([run!.input, all.map(({ label }) => label)]);
  const same = all.filter(
    (each) => each.rerun && JSON.stringify(each.rerun.input) === JSON.stringify(run!.input),
  );
  const most = same.some((each) => each.rerun!.stat === 'sd') ? 120 : 12;
  const experiment = parseExperiment(run!.input);
  const replications = Math.min(most, experiment.replications);
  return (
    known.get(key) ??
    known
      .set(
        key,
        (async () => {
          const sums = new Figures<number[]>(same.map(() => 0));
          await runExperiment({ ...experiment, replications }, host, {
            each: (replication) => sums.add(same.map((each) => each.rerun!.pick(replication))),
          });
          return sums.result<Figure[]>();
        })(),
      )
      .get(key)!
  );
}

describe('each answer, run again by the simulator', () => {
  it.each(SHEETS.map(({ number, title, questions }) => [number, title, questions] as const))(
    'sheet %i, %s: within four standard errors, or within its tolerance where there is no error',
    async (_, __, questions) => {
      let checked = 0;
      for (const question of questions) {
        const all = posed(question, 0).answers.filter((each) => each.kind === 'number');
        for (const answer of all) {
          if (!answer.rerun) continue;
          const same = all.filter(
            (each) => each.rerun && JSON.stringify(each.rerun.input) === JSON.stringify(answer.rerun!.input),
          );
          const figure = (await rerun(all, answer))[same.indexOf(answer)];
          const n = answer.rerun.stat === 'sd' ? 120 : 12;
          const [found, se] =
            answer.rerun.stat === 'sd'
              ? [figure.sd, figure.sd / Math.sqrt(2 * (n - 1))]
              : [figure.mean, figure.se];
          // Windows and warm-ups end within a cycle: a fiftieth of what is marked right.
          const room = se < 1e-9 ? answer.tolerance + 1e-9 : 4 * se + answer.tolerance / 50;
          const closed = question.number === 12 ? answer.tolerance : 0;
          expect(
            Math.abs(found - answer.value),
            `${question.number}.${answer.id}: simulated ${found} ± ${se}, answer ${answer.value}`,
          ).toBeLessThanOrEqual(room + closed);
          checked++;
        }
      }
      expect(checked).toBeGreaterThan(0);
    },
  );

  it('sheet 6: what is arithmetic is what the page corrects', () => {
    const times = Float64Array.from([60_000, 120_000]);
    const zone = { name: 'UTC', biasMinutes: 0 };
    const twice = (value: number) => Float32Array.of(value, value);
    const corrected = (shown: number, usedCores: number, ready: number, cores: number) => {
      const common = { server: 'WEB01', times, zone };
      const processes = [
        ['w3wp', 17.6],
        ['sqlservr', 11.1],
        ['others', shown - 28.7],
      ] as const;
      const guest = {
        ...common,
        source: 'guest',
        processes: processes.map(([name]) => name),
        measures: { busy: twice(shown) },
        facts: { cores, measured: 'guest' as const },
        processSeries: processes.map(([name, value]) => ({ name, values: twice(value) })),
      };
      const of = { ...common, source: 'host', processes: [], facts: { cores, measured: 'host' as const } };
      return correct(guest, { ...of, measures: { usedCores: twice(usedCores), ready: twice(ready) } });
    };
    const value = (number: number, id: string) => {
      const question = QUESTIONS.find((each) => each.number === number)!;
      const field = posed(question, 0).answers.find((each) => each.id === id) as NumberAnswer;
      return field.value;
    };
    const first = corrected(29.3, 0.217, 7.6, 1).processes;
    expect(100 * first.find(({ name }) => name === 'w3wp')!.corrected[0]).toBeCloseTo(value(25, 'w3wp'), 3);
    expect(100 * first.find(({ name }) => name === 'sqlservr')!.corrected[0]).toBeCloseTo(
      value(25, 'sqlservr'),
      3,
    );
    const four = meansOf(corrected(46.25, 1.25, 15, 4).samples);
    expect(100 * four.used).toBeCloseTo(value(26, 'run'), 3);
    expect(100 * (four.measured - four.used)).toBeCloseTo(value(26, 'off'), 3);
    const third = corrected(29.3, 0.2, 0, 1).processes;
    expect(100 * third.find(({ name }) => name === 'w3wp')!.corrected[0]).toBeCloseTo(value(27, 'w3wp'), 3);
  });

  it('sheet 6: the sample of the page is mended as question 30 says', async () => {
    const {
      guest,
      host: logs,
      truth,
    } = await sampleLogs((experiment, options) => runExperiment(experiment, host, options));
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
    const { processes } = correct(guest, logs);
    const of = (name: string) => 100 * mean(processes.find((each) => each.name === name)!.corrected);
    expect(of('requests')).toBeCloseTo(7, 1);
    expect(of('report')).toBeCloseTo(2.2, 1);
    expect(100 * mean(truth.get('requests')!)).toBeCloseTo(4.5, 1);
    expect(100 * mean(truth.get('report')!)).toBeCloseTo(4.7, 1);
  });
});

describe('marks', () => {
  it('count as right up to the edge of the tolerance, and not beyond', () => {
    for (const { value, tolerance, of, ...rest } of numbers(0)) {
      const field = { ...rest, value, tolerance };
      for (const side of [-1, 1]) {
        expect(mark(field, String(value + side * tolerance)).verdict, of).toBe('right');
        const beyond = value + side * (tolerance * 1.0001 + 1e-6);
        expect(mark(field, String(beyond)).verdict, of).toBe('wrong');
      }
      expect(mark(field, solution(field).split(' ')[0].replace('−', '-')).verdict, `solution of ${of}`).toBe(
        'right',
      );
    }
  });

  it('tell what a misconception leads to, and never take it for right', () => {
    for (const answer of numbers(0))
      for (const trap of answer.traps ?? [])
        expect(mark(answer, String(trap.value)), answer.of).toEqual({ verdict: 'wrong', words: trap.words });
  });

  it('read numbers as people write them, and say of anything else what was expected', () => {
    const texts = ['12,5', ' 12.5 % ', '12.5', '+12.5', '1,234.5', "1'234.5", '-3', '−3', '.5', '5 ms'];
    expect(texts.map(readNumber)).toEqual([12.5, 12.5, 12.5, 12.5, 1234.5, 1234.5, -3, -3, 0.5, 5]);
    for (const text of ['', 'abc', '1.2.3', '--3', '12 or 13', 'NaN', 'Infinity'])
      expect(readNumber(text)).toBe(null);
    const [field] = numbers(0);
    expect(mark(field, 'about a third')).toEqual({
      verdict: 'unread',
      words: 'Expected a number in %, such as 12.5, got “about a third”.',
    });
    expect(mark(field, '').verdict).toBe('empty');
    expect(mark(field, '0.25').words).toContain('As a part of one');
  });

  it('mark choices by their place', () => {
    const choice: AnswerField = { kind: 'choice', id: 'x', label: '', options: ['a', 'b'], right: 1 };
    expect(['1', '2', '3', 'b', ''].map((text) => mark(choice, text).verdict)).toEqual([
      'wrong',
      'right',
      'unread',
      'unread',
      'empty',
    ]);
  });
});

describe('the sheets', () => {
  it('are six, with thirty questions numbered through', () => {
    expect(SHEETS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(QUESTIONS.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('draw parameters of any seed where the formula holds, with an answer to each', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        for (const question of QUESTIONS) {
          const parameters = drawnFor(question, seed);
          expect(question.holds(parameters), `question ${question.number}, seed ${seed}`).toBe(true);
          const { answers } = question.pose(parameters);
          expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length);
          for (const each of answers)
            if (each.kind === 'number')
              expect(
                Number.isFinite(each.value) && each.tolerance >= 0,
                `${question.number}.${each.id}`,
              ).toBe(true);
            else expect(each.options[each.right]).toBeTruthy();
        }
      }),
      { numRuns: often(60) },
    );
  });

  it('draw each value of each parameter for some student, and the same for the same', () => {
    for (const question of QUESTIONS)
      for (const [name, values] of Object.entries(question.draws)) {
        const drawn = new Set(Array.from({ length: 200 }, (_, i) => drawnFor(question, i + 1)[name]));
        expect([...drawn].sort(), `${question.number} ${name}`).toEqual([...values].sort());
        expect(drawnFor(question, 0)[name]).toBe(values[0]);
      }
  });

  it('link each question to a state that the page opens without complaint', () => {
    for (const seed of [0, 1, 77])
      for (const question of QUESTIONS) {
        const { shown } = posed(question, seed);
        const { problem, experiment } =
          shown.view === 'meter' ? meterSpecimenOf(shown.text) : specimenOf(shown.text);
        expect(problem, `question ${question.number}`).toBe(null);
        expect(experiment.guests.length).toBeGreaterThan(0);
        if (shown.text.includes(';sweep='))
          expect(specimenOf(shown.text).sweep, `question ${question.number}`).not.toBe(null);
      }
  });
});

describe('what was typed', () => {
  const state: fc.Arbitrary<SheetState> = fc.record({
    page: fc.constantFrom(1, 2, 6, 'teach' as const),
    seed: anySeed,
    answers: fc.boolean(),
    typed: fc
      .dictionary(
        fc.constantFrom('1.mean', '10.used', '25.ticks'),
        fc.string({ minLength: 1, maxLength: 60 }),
      )
      .map((each) => new Map(Object.entries(each).filter(([, text]) => text.trim() !== ''))),
  });

  it('is in the text of the view, whatever it is', () => {
    fc.assert(
      fc.property(state, (before) => {
        expect(readState(writeState(before))).toEqual({ state: before, problem: null });
        const scenario = { ...DEFAULT_SCENARIO, view: 'sheets', sheets: writeState(before) } as const;
        expect(fromHash(toHash(scenario)).scenario.sheets).toBe(scenario.sheets);
      }),
      { numRuns: often(200) },
    );
    expect(readState('')).toEqual(readState('sheet-1'));
  });

  it('is told in words where the text cannot be used', () => {
    expect(readState('sheet-9').problem).toContain(
      'found the sheet “sheet-9”, expected sheet-1 to sheet-6 or teach',
    );
    expect(readState('sheet-1;seed=-4').problem).toContain('found the seed “-4”');
    expect(readState('sheet-1;99.x=3').problem).toContain('no sheet asks for');
    expect(readState('constructor').state.page).toBe(1);
  });
});
