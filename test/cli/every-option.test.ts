import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPTIONS } from '../../src/cli/fold-options';
import { hostfold } from './hostfold';

// Each option of fold decides something that is told: without it the answer is another. What it decides exactly is
// asserted beside its rule, in the other tests of this folder.

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  // Hourly for two days: A works at nine, B at noon, C never much.
  const rows = Array.from({ length: 48 }, (_, k) => {
    const time = new Date(Date.UTC(2026, 0, 5) + k * 3_600_000).toISOString().slice(0, 19);
    return `${time},${k % 24 === 9 ? 80 : 20},${k % 24 === 12 ? 70 : 10},10`;
  });
  const write = (name: string, ...lines: string[]) => writeFileSync(file(name), `${lines.join('\n')}\n`);
  write('log.csv', 'timestamp,A,B,C', ...rows);
  write('facts.csv', 'name,cores,rating', 'A,1,1', 'B,1,1');
  write('list.csv', 'name,cores,memory', 'D,2,2048');
  write('today.csv', 'guest,host', 'A,h1', 'B,h2', 'C,h3');
  write('uneven.csv', 'guest,host', 'A,h1', 'B,h2', 'C,h1');
  write('comma.csv', 'name;cores;memory;busy %', 'D;1;2048;10,125');
  write('map.json', '{"B": "ignore"}');
  write('scenario.json', '{"failures": 3}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const HOST = ['--profile', 'bare', '--host', 'cores=2,rating=2'];

async function told(args: readonly string[]) {
  const { code, out, err } = await hostfold('fold', ...args);
  return { code, out, err, plan: out.startsWith('{') ? JSON.parse(out) : null };
}
type Told = Awaited<ReturnType<typeof told>>;

interface Row {
  readonly with: string[];
  /** What it goes with. */
  readonly beside?: string[];
  readonly files?: string[];
  /** What is another for it. */
  readonly decides: (told: Told) => unknown;
}

const demand: Row['decides'] = ({ plan }) => plan.demand;
const moves: Row['decides'] = ({ plan }) => plan.moves;
const from = () => ['--from', file('today.csv')];

const ROWS = (): Readonly<Record<keyof typeof OPTIONS, Row>> => ({
  profile: { with: ['--profile', 'kvm'], decides: ({ plan }) => plan.profile },
  present: { with: ['--present', 'ESXi 3.5'], decides: ({ err }) => err.includes('--present') },
  host: { with: ['--host', 'cores=4,rating=2'], decides: ({ plan }) => plan.hosts },
  ceiling: { with: ['--ceiling', 'cpu=75'], decides: ({ plan }) => plan.hosts[0].ceiling },
  policy: { with: ['--policy', 'sum-of-peaks'], decides: ({ plan }) => plan.policy },
  slot: { with: ['--slot', '1h'], decides: demand },
  align: { with: ['--align', 'time-of-week'], decides: ({ plan }) => plan.hosts[0].binding.slot },
  aggregate: { with: ['--aggregate', 'max'], decides: demand },
  'assume-use': { with: ['--assume-use', '30'], files: ['list.csv'], decides: ({ code }) => code },
  guests: { with: ['--guests', file('facts.csv')], decides: demand },
  map: { with: ['--map', file('map.json')], decides: demand },
  decimal: { with: ['--decimal', 'point'], files: ['comma.csv'], decides: demand },
  shift: { with: ['--shift', 'B=-3h'], decides: demand },
  seconds: { with: ['--seconds', '5'], decides: ({ plan }) => plan.search },
  work: { with: ['--work', '2'], decides: ({ plan }) => plan.search },
  seed: { with: ['--seed', '7'], decides: ({ plan }) => plan.search },
  failures: { with: ['--failures', '0'], decides: ({ plan }) => plan.withFailures },
  hosts: { with: ['--hosts', '2'], decides: ({ plan }) => plan.hostCount },
  backtest: { with: ['--backtest', '0.5'], decides: ({ plan }) => plan.risk },
  scenario: { with: ['--scenario', file('scenario.json')], decides: ({ plan }) => plan.withFailures },
  growth: { with: ['--growth', '10'], decides: demand },
  horizon: { with: ['--horizon', '48'], beside: ['--growth', '10'], decides: demand },
  reschedule: { with: ['--reschedule', 'B=12:00-14:00-4h'], decides: demand },
  'what-if': { with: ['--what-if', '--failures 0'], decides: ({ plan }) => plan.whatIf },
  licences: { with: ['--licences'], decides: ({ plan }) => plan.licences },
  report: { with: ['--report', file('r.md')], decides: () => existsSync(file('r.md')) },
  uncertainty: { with: ['--uncertainty', '1'], decides: ({ plan }) => plan.uncertainty },
  drill: { with: ['--drill'], decides: ({ plan }) => plan.drill },
  fly: { with: ['--fly'], decides: ({ plan }) => plan.flown },
  ready: { with: ['--ready', '99'], decides: ({ plan }) => plan.ready },
  compare: { with: ['--compare'], decides: ({ plan }) => plan.compare },
  certificate: { with: ['--certificate', file('c.json')], decides: () => existsSync(file('c.json')) },
  from: { with: from(), decides: moves },
  'give-up': { with: ['--give-up', '0'], beside: from(), decides: moves },
  within: { with: ['--within', '1'], beside: ['--from', file('uneven.csv'), '--hosts', '2'], decides: moves },
  'at-once': { with: ['--at-once', '1'], beside: from(), decides: moves },
  convert: { with: ['--convert'], beside: from(), decides: moves },
  steps: { with: ['--steps', file('s.csv')], beside: from(), decides: () => existsSync(file('s.csv')) },
  anonymise: { with: ['--anonymise'], decides: ({ plan }) => plan.hosts[0].guests },
  json: { with: ['--json'], decides: ({ plan }) => plan !== null },
});

const plans = new Map<string, Promise<Told>>();
/** The same command line is run once. */
function toldOnce(args: readonly string[]): Promise<Told> {
  const key = args.join(' ');
  const plan = plans.get(key) ?? told(args);
  plans.set(key, plan);
  return plan;
}

it.each(Object.keys(OPTIONS) as (keyof typeof OPTIONS)[])(
  '--%s decides something that is told',
  async (name) => {
    const { with: given, beside = [], files = ['log.csv'], decides } = ROWS()[name];
    const usual = [
      ...['--slot', '2h', ...(name === 'seconds' ? [] : ['--work', '1'])],
      ...(name === 'json' ? [] : ['--json']),
    ];
    const args = [...files.map(file), ...HOST, ...usual, ...beside];
    // Before the other run: some look at what was written.
    const without = decides(await toldOnce(args));
    expect(decides(await told([...args, ...given]))).not.toEqual(without);
  },
);
