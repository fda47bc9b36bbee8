/**
 * The packing kernel against the same algorithm in C++ and in plain TypeScript, and against the straightforward
 * native program of the yardsticks, all in one run on one core.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackingKernel } from '../src/engine/packing/kernel';
import type { Construction } from '../src/engine/packing/portfolio';
import type { FoldProblem } from '../src/engine/packing/problem';
import { binaryOf, guestsOverADay, planetLabDay, uniformItems } from './packing-instances';
import type { Table } from './table';
import { Twin } from './twins/packing';

const YARDSTICK = '../shared/native/packing-throughput.cpp';

const CONSTRUCTIONS: Record<string, Construction> = {
  'first-fit': { measure: 'sumOfPeaks', score: 'first', weights: 'scarcity', kindRule: 'bestValue' },
  'best-fit': { measure: 'sumOfPeaks', score: 'dot', weights: 'scarcity', kindRule: 'bestValue' },
  'host-centred': { score: 'plainDot', weights: 'scarcity', kindRule: 'bestValue' },
};

interface Taken {
  readonly hosts: number;
  readonly ms: number;
}
type Times = Map<string, Taken>;

/** Short runs are repeated for so long, so that the engine has compiled them as well as it can. */
const LEAST_MS = 100;
/** Kernel and native program are timed in turns. */
const TURNS = 3;

/** The least time of some runs: on a shared machine the least disturbed one. */
function least(runs: number, run: () => number): Taken {
  let best = Infinity;
  let hosts = 0;
  const started = performance.now();
  for (let k = 0; k < runs || (runs > 1 && performance.now() - started < LEAST_MS); k++) {
    const start = performance.now();
    hosts = run();
    best = Math.min(best, performance.now() - start);
  }
  return { hosts, ms: best };
}

/** The lesser of two times, name by name. */
function lesser(a: Times, b: Times): Times {
  return new Map([...a].map(([name, taken]) => [name, taken.ms <= b.get(name)!.ms ? taken : b.get(name)!]));
}

function ofKernel(kernel: PackingKernel, problem: FoldProblem, runs: number, names: string[]): Times {
  const times: Times = new Map();
  const prepare = () => {
    kernel.load(problem);
    while (!kernel.prepare(1e9));
    return 0;
  };
  times.set('prepare', least(runs, prepare));
  const construct = (name: string) => {
    kernel.forget();
    kernel.begin(CONSTRUCTIONS[name]);
    while (kernel.construct(1e9) === 'more');
    return kernel.hosts;
  };
  for (const name of names)
    times.set(
      name,
      least(runs, () => construct(name)),
    );
  return times;
}

function ofTwin(problem: FoldProblem, runs: number, names: string[]): Times {
  let twin = new Twin(problem);
  const prepare = () => ((twin = new Twin(problem)), 0);
  const times: Times = new Map([['prepare', least(runs, prepare)]]);
  const run: Record<string, () => number> = {
    'first-fit': () => twin.firstFit(),
    'best-fit': () => twin.bestFit(),
    'host-centred': () => twin.hostCentred(),
  };
  for (const name of names) times.set(name, least(runs, run[name]));
  return times;
}

function ofNative(program: string, problem: FoldProblem, folder: string, runs: number): Times {
  const file = join(folder, 'problem.bin');
  writeFileSync(file, binaryOf(problem));
  const lines = execFileSync(program, [file, String(runs)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [name, hosts, ms] = line.split(' ');
      return [name, { hosts: Number(hosts), ms: Number(ms) }];
    }),
  );
}

function compile(source: string, folder: string, name: string, notes: string[]): string | null {
  const program = join(folder, name);
  if (!existsSync(source)) {
    notes.push(`${name} is left out: ${source} is not here`);
    return null;
  }
  try {
    execFileSync('g++', ['-O3', '-march=native', '-ffp-contract=off', '-std=c++17', source, '-o', program], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return program;
  } catch {
    notes.push(`${name} is left out: g++ is not here or refuses it`);
    return null;
  }
}

function rowsOf(title: string, kernel: Times, native: Times | null, twin: Times): Table['rows'] {
  return [...kernel].map(([name, taken]) => {
    const other = native?.get(name);
    const plain = twin.get(name);
    return {
      instance: title,
      what: name,
      hosts: taken.hosts,
      'kernel ms': taken.ms,
      'native ms': other?.ms ?? '-',
      'of native': other ? other.ms / taken.ms : '-',
      'TypeScript ms': plain?.ms ?? '-',
      'of TypeScript': plain ? plain.ms / taken.ms : '-',
      'same hosts': [other, plain].every((t) => !t || t.hosts === taken.hosts) ? 'yes' : 'NO',
    };
  });
}

/** The yardstick's own figures, as it prints them. */
function yardstick(folder: string, notes: string[]): void {
  const program = compile(YARDSTICK, folder, 'packing-throughput', notes);
  if (!program) return;
  const text = execFileSync(program, { encoding: 'utf8' });
  for (const line of text.trim().split('\n'))
    if (/TIME|TFFD|TBC|n=10000 U\(.05/.test(line)) notes.push(line.trim());
}

export default async function bench(): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'packing-'));
  const notes: string[] = [];
  const native = compile('bench/native/packing-twin.cpp', folder, 'packing-twin', notes);
  const kernel = await PackingKernel.create(readFileSync('build/packing.release.wasm'));
  const rows: Record<string, string | number>[] = [];
  const all = ['first-fit', 'best-fit', 'host-centred'];
  const day = planetLabDay();
  if (!day) notes.push('the PlanetLab day is left out: its file is not here');
  const cases: [string, FoldProblem, number, string[]][] = [
    ...(day ? ([['PlanetLab 1,052 x 288', day, 9, all]] as [string, FoldProblem, number, string[]][]) : []),
    ['1,052 x 288 x 4', guestsOverADay(1052), 7, all],
    ['10,000 x 4', uniformItems(10_000, 0.05, 0.5), 5, all],
    ['10,000 x 288 x 4', guestsOverADay(10_000), 3, ['first-fit', 'best-fit']],
  ];
  const firsts: Record<string, string | number>[] = [];
  for (const [title, problem, runs, names] of cases) {
    const cold = await PackingKernel.create(readFileSync('build/packing.release.wasm'));
    const first = ofKernel(cold, problem, 1, ['first-fit']);
    let warm = ofKernel(kernel, problem, runs, names);
    let beside = native ? ofNative(native, problem, folder, runs) : null;
    for (let turn = 1; turn < TURNS; turn++) {
      warm = lesser(warm, ofKernel(kernel, problem, runs, names));
      if (native) beside = lesser(beside!, ofNative(native, problem, folder, runs));
    }
    rows.push(...rowsOf(title, warm, beside, ofTwin(problem, Math.min(runs, 3), names)));
    const plan = (times: Times) => times.get('prepare')!.ms + times.get('first-fit')!.ms;
    firsts.push({
      instance: title,
      'first plan cold ms': plan(first),
      'first plan warm ms': plan(warm),
      hosts: warm.get('first-fit')!.hosts,
    });
  }
  yardstick(folder, notes);
  rmSync(folder, { recursive: true });
  return [
    { title: 'Packing: time to the first plan (copying in, preparing, first fit)', rows: firsts },
    { title: 'Packing: constructions against the same algorithm natively and in TypeScript', rows, notes },
  ];
}
