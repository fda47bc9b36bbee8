/** Evening in the kernel beside the native yardstick (bench/native/evened-plans.cpp), on one synthetic estate. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evenBound } from '../src/engine/even/bound';
import { gaugeOfProblem } from '../src/engine/even/gauge';
import { EvenKernel } from '../src/engine/even/kernel';
import { evenPlan } from '../src/engine/even/run';
import { staticProblem, type FoldProblem } from '../src/engine/packing/problem';

const GUESTS = 700;
const SLOTS = 288;
const SECONDS = 4;
const HOSTS = [12, 14];
/** % of a processor that a host has. */
const ROOM = 1000;

/** Servers with a daily wave each, its hour and height their own, and noise. */
function loads(): number[][] {
  let state = 1;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Array.from({ length: GUESTS }, () => {
    const [height, hour, base] = [2 + 20 * next() ** 3, next(), 2 + 6 * next()];
    return Array.from({ length: SLOTS }, (_, t) =>
      Math.round(base + height * Math.max(0, Math.cos(2 * Math.PI * (t / SLOTS - hour))) + 12 * next() ** 8),
    );
  });
}

/** CPU seconds of this process and those that it waited for. */
const cpu = () => process.cpuUsage().user / 1e6;

export default async function evened() {
  const of = loads();
  const folder = mkdtempSync(join(tmpdir(), 'evened-'));
  const rows: Record<string, unknown>[] = [];
  try {
    const csv = join(folder, 'loads.csv');
    const lines = Array.from({ length: SLOTS }, (_, t) => [t, ...of.map((guest) => guest[t])].join(','));
    writeFileSync(csv, ['time', ...of.map((_, i) => `g${i}`)].join(',') + `\n${lines.join('\n')}\n`);
    const native = join(folder, 'evened');
    const source = new URL('native/evened-plans.cpp', import.meta.url).pathname;
    execFileSync('g++', ['-O3', '-march=native', '-std=c++17', source, '-o', native]);
    const demand = Int32Array.from(of.flat(), (v) => 1000 * v);
    const problem: FoldProblem = {
      ...staticProblem(new Int32Array(GUESTS), Int32Array.of(1000 * ROOM)),
      rowStart: Int32Array.of(0, SLOTS),
      demand,
    };
    const gauge = gaugeOfProblem(problem);
    const kernel = await EvenKernel.create(readFileSync('build/even.release.wasm'));
    const anneal = kernel.anneal.bind(kernel);
    let moves = 0;
    kernel.anneal = (count, from, to) => {
      moves += count;
      anneal(count, from, to);
    };
    for (const hosts of HOSTS) {
      // The time that the processor gave it, of what other programs leave.
      const timed = execFileSync(
        'bash',
        [
          '-c',
          `TIMEFORMAT=%U; { time '${native}' --k ${hosts} --secs ${SECONDS} --train ${SLOTS} ${ROOM} '${csv}'; } 2>&1`,
        ],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      const [, gap, tries, user] = /gap ([\d.]+) %.* ([\d.]+) M tries[^]*?([\d.]+)\s*$/.exec(timed) ?? [];
      const proposals = Number(tries) / Number(user);
      moves = 0;
      const began = cpu();
      const start = { hostKind: new Int32Array(hosts), hostOf: new Int32Array(GUESTS).fill(-1) };
      const { fullest } = await evenPlan(kernel, problem, gauge, { start, seed: 1n, steps: 100 * SECONDS });
      const seconds = cpu() - began;
      const bound = evenBound(problem, gauge, hosts).fraction;
      rows.push({
        hosts,
        'native M/s': proposals,
        'kernel M/s': moves / seconds / 1e6,
        ratio: moves / seconds / 1e6 / proposals,
        'native gap %': Number(gap),
        'kernel gap %': 100 * (fullest / bound - 1),
        'kernel s': seconds,
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return {
    title: `Evened plans: ${GUESTS} servers, ${SLOTS} slots; proposals a second and how far above the bound`,
    rows,
    notes: [
      'Both by the processor time that they had, building the first plan counted: other programs change neither.',
    ],
  };
}
