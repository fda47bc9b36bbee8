import { parseArgs } from 'node:util';
import { certificateDocument } from '../certificate/document';
import type { FoldResult } from '../engine/fold-engine';
import { createNodeEngine } from '../engine/node';
import { InputError } from '../estate/finding';
import { readInstance } from '../intake/vbp';
import { readInput, writeOutput } from './inputs';
import type { Io, VerbRun, Verb } from './io';
import { optionNumber, wholeOption } from './option-values';

const OPTIONS = {
  seconds: { type: 'string' },
  work: { type: 'string' },
  seed: { type: 'string' },
  certificate: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const help = `hostfold pack INSTANCE [options]      pack vectors into the fewest bins, with a proof where it can be had

INSTANCE: a .vbp file (dimensions; capacities; number of item types; sizes and demand of each) or a temporal one (tbpp);
- reads standard input. Items are numbered in file order, demand copies in a row.
  --seconds S          time (default 2), or --work N kernel steps: the same answer everywhere
  --certificate FILE   writes what proves the bound, for hostfold verify and verify/verify.py to check
  --seed N   --json
`;

async function run(args: string[], _: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 1) {
    throw new InputError(
      'pack',
      `found ${positionals.length} files; expected one instance.`,
      'See hostfold pack --help.',
    );
  }
  const work = values.work === undefined ? undefined : wholeOption('work', values.work, 1);
  const seconds = work !== undefined ? undefined : notNegative('seconds', values.seconds ?? '2');
  const seed = wholeOption('seed', values.seed ?? '1', 0);
  const { name, text } = await readInput(positionals[0]);
  const problem = readInstance(text, name);

  const early = run.answer;
  const print = (result: Packed, stopped: boolean) =>
    values.json
      ? JSON.stringify({ ...documentOf(problem.items, result), ...(stopped ? { stopped } : {}) })
      : `${stopped ? 'Stopped: this is the best packing found by then.\n' : ''}${readable(problem.items, result)}`;
  const began = performance.now();
  const engine = await createNodeEngine();
  const result = await engine.fold(
    problem,
    { seed, seconds, work },
    {
      signal: run.signal,
      certify: values.certificate !== undefined,
      onProgress: ({ plan, lowerBound }) => {
        if (!plan) return;
        const found = { plan, lowerBound, proved: false, endedBy: 'cancelled' } as const;
        run.answer = (stopped) => print({ ...found, seconds: (performance.now() - began) / 1000 }, stopped);
      },
    },
  );
  if (values.certificate !== undefined)
    await writeOutput(
      '--certificate',
      values.certificate,
      JSON.stringify(certificateDocument('pack', problem, result)),
    );
  run.answer = (stopped) => (result.plan.hostKind.length > 0 ? print(result, stopped) : early(stopped));
  return 0;
}

/** What of a packing is printed. */
type Packed = Pick<FoldResult, 'plan' | 'lowerBound' | 'proved' | 'endedBy' | 'seconds'>;

function notNegative(name: string, text: string): number {
  const value = optionNumber(`--${name}`, name, text);
  if (value >= 0) return value;
  throw new InputError(`--${name}`, `found ${text}; expected 0 or more.`);
}

function documentOf(items: number, result: Packed) {
  const bins: number[][] = Array.from({ length: result.plan.hostKind.length }, () => []);
  result.plan.hostOf.forEach((bin, item) => bins[bin].push(item));
  return {
    items,
    binCount: result.plan.hostKind.length,
    lowerBound: result.lowerBound,
    proved: result.proved,
    endedBy: result.endedBy,
    seconds: +result.seconds.toFixed(3),
    bins,
  };
}

function readable(items: number, result: Packed): string {
  const { bins } = documentOf(items, result);
  const proof = result.proved
    ? `proved: no packing has ${bins.length - 1}`
    : `no packing has fewer than ${result.lowerBound}`;
  return [
    `${items} items in ${bins.length} bins (${proof}), in ${result.seconds.toFixed(2)} s.`,
    ...bins.map((bin, b) => `${b + 1}: ${bin.join(' ')}`),
  ].join('\n');
}

export const packVerb: Verb = { help, options: OPTIONS, run };
