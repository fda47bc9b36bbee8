/**
 * The measure that matters: exports whose true servers are known, changed in what is not the servers' names. No server that
 * is not there may appear, none that is there may vanish without a word, none may get the load of another column, and
 * nothing that was guessed may be called proved. `HOSTFOLD_MUTANTS=100` of each kind at night.
 */
import { expect, test } from 'vitest';
import { createNodeEngine } from '../../src/engine/node';
import { assemble } from '../../src/estate/assemble';
import { withAssumedUse } from '../../src/estate/assume';
import { InputError } from '../../src/estate/finding';
import type { Reading, Recording } from '../../src/estate/recording';
import { fold } from '../../src/placement/fold';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { fileOf, mutant, type Export } from './exports/export';
import { KINDS } from './exports/kinds';
import { read } from './read';

const MUTANTS = Number(process.env.HOSTFOLD_MUTANTS ?? 5);
/** Of how many mutants of each kind a plan is made: a search costs more than a reading. */
const FOLDED = MUTANTS > 5 ? 10 : 1;

const processors = ({ measures }: Recording): number =>
  Math.max(...(measures.busy ?? measures.usedGHz ?? measures.usedCores ?? [0]).filter((v) => v === v));
const loadsOf = ({ recordings }: Reading) =>
  new Map(recordings.map((each) => [each.server, processors(each)]));
/** The same load, or the same figures under a head that calls MHz GHz. */
const alike = (a: number, b: number) =>
  [1, 1000, 1 / 1000].some((scale) => Math.abs(a * scale - b) <= 1e-4 * Math.max(1, b));

/** What is wrong with what was made of a file; empty where nothing is. */
function faultsOf({ servers }: Export, reading: Reading, truth: ReadonlyMap<string, number>): string[] {
  const loads = loadsOf(reading);
  const told = JSON.stringify([reading.findings, reading.leftOut, reading.questions]);
  const asked = isAsked(reading);
  return [
    ...[...loads].flatMap(([name, load]) => {
      const known = truth.get(name);
      if (known === undefined) return [`no such server: ${name}`];
      return load === 0 || asked || alike(load, known)
        ? []
        : [`${name} has another load: ${load} for ${known}`];
    }),
    ...servers
      .filter((name) => !loads.has(name) && !asked && !told.includes(name))
      .map((name) => `lost: ${name}`),
  ];
}

const isAsked = ({ questions = [], findings }: Reading) =>
  questions.length > 0 || findings.some(({ level }) => level === 'error');

const engine = createNodeEngine();

/** Whether a plan that rests on what was not surely understood is called proved. */
async function provedOnGuess(reading: Reading): Promise<string[]> {
  const guessed = (reading.understood ?? []).some(({ known, unit }) => known === 'guess' || unit === null);
  if (!guessed || isAsked(reading) || reading.recordings.length === 0) return [];
  const choices = { ...DEFAULT_SCENARIO, sample: false, assumeUse: { other: 25 }, work: 1 };
  const estate = withAssumedUse(assemble([reading], choices), choices);
  const { standing } = await fold(estate, choices, await engine);
  return standing === 'proved' ? ['proved on a guess'] : [];
}

test.each(Object.keys(KINDS))('%s', async (kind) => {
  const faults: string[] = [];
  let truth: ReadonlyMap<string, number> = new Map();
  let understood = 0;
  for (let seed = 0; seed < MUTANTS; seed++) {
    const made = seed === 0 ? KINDS[kind] : mutant(KINDS[kind], seed);
    const { name, text } = fileOf(made);
    try {
      const reading = await read(text, {}, name);
      if (seed === 0) {
        truth = loadsOf(reading);
        expect([...truth.keys()].sort()).toEqual([...made.servers].sort());
      }
      if (!isAsked(reading)) understood++;
      const found = faultsOf(made, reading, truth);
      if (seed < FOLDED) found.push(...(await provedOnGuess(reading)));
      for (const fault of found) faults.push(`${seed}: ${fault}\n${text.slice(0, 400)}`);
    } catch (error) {
      if (!(error instanceof InputError) || seed === 0) throw error;
    }
  }
  expect(faults.slice(0, 3)).toEqual([]);
  // To refuse everything would be no reading.
  expect(understood).toBeGreaterThan(MUTANTS / 4);
});
