import { parseArgs } from 'node:util';
import { CLAIMS, SLIPS, runClaims } from '../claims';
import type { ClaimRow } from '../claims';
import { openLocalHost } from '../dispatch/local';
import { InputError } from '../estate/finding';
import type { Io, VerbRun, Verb } from './io';

const OPTIONS = { only: { type: 'string' }, json: { type: 'boolean' } } as const;

const help = `hostfold claims [options]      is the paper right?

Runs every checkable claim of the paper. Exit code 1 if a verdict differs from the one
recorded, or the figure that refutes a claim from its range.
  --only 3,12-17       just these
  --json               one row for each: number, section, claim, expected, found, verdict, conditions, today
`;

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const wanted = values.only === undefined ? undefined : numbersOf(values.only);
  const claims = CLAIMS.filter(({ number }) => !wanted || wanted.has(number));
  const rows: ClaimRow[] = [];
  run.answer = (stopped) => {
    if (values.json) return JSON.stringify(stopped ? [...rows, { stopped }] : rows, null, 2);
    return stopped ? `Stopped after ${rows.length} of ${claims.length} claims.` : summary(rows);
  };
  await runClaims(claims, await openLocalHost(), {
    signal: run.signal,
    progress: (row) => {
      rows.push(row);
      if (!values.json) io.out(readable(row));
    },
  });
  const differ = rows.filter(({ asRecorded }) => !asRecorded);
  for (const { number, verdict, recorded } of differ)
    io.err(
      verdict === recorded
        ? `claim ${number}: "${verdict}" as recorded, but by other figures than recorded.`
        : `claim ${number}: found "${verdict}", expected "${recorded}" as recorded.`,
    );
  return differ.length > 0 ? 1 : 0;
}

/** `3,12-17` as the set of numbers. */
function numbersOf(text: string): ReadonlySet<number> {
  const known = CLAIMS.map(({ number }) => number);
  const range = `numbers from ${known[0]} to ${known[known.length - 1]}, such as 3,12-17`;
  const numbers = text.split(',').flatMap((part) => {
    const [, first, last] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part) ?? [];
    const from = Number(first);
    const to = Number(last ?? first);
    if (!known.includes(from) || !known.includes(to) || to < from)
      throw new InputError('--only', `found "${part}", expected ${range}.`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return new Set(numbers);
}

function readable(row: ClaimRow): string {
  const lines = [
    `${row.number}. ${row.title} (section ${row.section}): ${row.verdict.toUpperCase()}`,
    `   The paper: ${row.claim}`,
    `   Expected:  ${row.expected}`,
    ...row.checks
      .filter(({ mean }) => !Number.isNaN(mean))
      .map(
        (check, i) =>
          `   ${i === 0 ? 'Found:    ' : '          '} ${check.label}: ${amount(check)}${check.holds ? '' : ` (outside ${short(check.low)} to ${short(check.high)})`}`,
      ),
    `   Conditions: ${row.conditions}`,
    `   Today: ${row.today}`,
  ];
  if (row.slip) lines.push(`   A slip in the paper: ${row.slip}`);
  return `${lines.join('\n')}\n`;
}

function summary(rows: readonly ClaimRow[]): string {
  const count = new Map<string, number>();
  for (const { verdict } of rows) count.set(verdict, (count.get(verdict) ?? 0) + 1);
  const verdicts = [...count].map(([verdict, n]) => `${n} ${verdict}`).join(', ');
  return `${rows.length} claims: ${verdicts}. ± is two standard errors.\nSlips in the paper besides: ${SLIPS.join(' ')}`;
}

function amount({ mean, se, unit }: ClaimRow['checks'][number]): string {
  return `${short(mean)}${se > 0 ? ` ± ${short(2 * se)}` : ''}${unit ? ` ${unit}` : ''}`;
}

/** Four significant digits, without an exponent. */
function short(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) < 1e-3 ? 2 : 4)));
}

export const claimsVerb: Verb = { help, options: OPTIONS, run };
