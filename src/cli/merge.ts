import { parseArgs } from 'node:util';
import type { Merged } from '../decide/shards';
import { mergeShards, shardsFor } from '../decide/shards';
import { crowd } from '../estate/crowd';
import { InputError } from '../estate/finding';
import { readInput, refuseTwice } from './inputs';
import type { Io, VerbRun, Verb } from './io';

const OPTIONS = { json: { type: 'boolean' } } as const;

const help = `hostfold merge FILE...      the shards of one study, put together

FILE: lines that hostfold study wrote, in any number of files and any order; - reads standard input. Writes them by
case, the same bytes however they were split. Where cases are missing or stand twice it names them, writes nothing, and
ends with 1.
  --json               changes nothing: each line is JSON
`;

/** More cases than this are not named one by one. */
const MOST_NAMED = 20;

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0)
    throw new InputError('merge', 'found no file; expected at least one.', 'See hostfold merge --help.');
  refuseTwice(positionals);
  const shards = [];
  for (const path of positionals) shards.push({ name: path, text: (await readInput(path)).text });
  const merged = mergeShards(shards);
  for (const place of merged.cut) io.err(`warning: ${place}: ends within a line, which does not count.`);
  const faults = faultsOf(merged);
  for (const fault of faults) io.err(fault);
  const text = faults.length > 0 ? null : merged.lines.join('\n');
  run.answer = () => text;
  return faults.length > 0 ? 1 : 0;
}

function faultsOf({ cases, missing, doubled }: Merged): string[] {
  const faults: string[] = [];
  if (missing.length > 0) {
    const again = shardsFor(missing, cases).map((shard) => `--shard ${shard}`);
    const fix = again.length > 0 ? ` Run again: hostfold study STUDY.json ${again.join(', and ')}` : '';
    faults.push(
      `missing: ${missing.length} of ${cases} cases: ${crowd(missing.map(String), MOST_NAMED)}.${fix}`,
    );
  }
  if (doubled.length > 0) {
    const places = doubled.map((each) => `${each.case} (${each.places.join(', ')})`);
    faults.push(`doubled: ${doubled.length} of ${cases} cases: ${crowd(places, MOST_NAMED)}.`);
  }
  return faults;
}

export const mergeVerb: Verb = { help, options: OPTIONS, run };
