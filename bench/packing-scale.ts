/**
 * What search reaches on large estates and what that takes: each case in a process of its own, one lane on one core.
 * Goals: 90 hosts for a thousand guests over a day within 20 s (two lanes side by side only come there sooner), search
 * better than every construction for ten thousand within 1 GB, and a hundred thousand static guests packed within 10 s.
 */
import { execFileSync } from 'node:child_process';
import type { Table } from './table';

interface Measured {
  readonly first: number;
  readonly constructed: number;
  readonly hosts: number;
  readonly found: number;
  readonly ended: number;
  readonly bound: number;
  readonly wrong: number;
  readonly wasm: number;
  readonly peak: number;
}

interface Case {
  readonly title: string;
  /** Items, slots, seconds, seed of the instance. */
  readonly arguments: readonly number[];
  readonly goal: string;
  readonly isMet: (measured: Measured) => boolean;
}

const CASES: readonly Case[] = [
  {
    title: '1,052 x 288 x 4',
    arguments: [1052, 288, 20, 777],
    goal: '90 hosts or fewer in 20 s',
    isMet: (m) => m.hosts <= 90,
  },
  {
    title: '1,052 x 288 x 4, other guests',
    arguments: [1052, 288, 20, 2],
    goal: 'fewer than constructed',
    isMet: (m) => m.hosts < m.constructed,
  },
  {
    title: '10,000 x 288 x 4',
    arguments: [10_000, 288, 20, 777],
    goal: 'fewer than constructed, in 1 GB',
    isMet: (m) => m.hosts < m.constructed && m.peak < 1024,
  },
  {
    title: '100,000 x 4 static',
    arguments: [100_000, 1, 10, 12345],
    goal: 'packed in 10 s, in 1 GB',
    isMet: (m) => m.ended < 10.5 && m.peak < 1024,
  },
];

export default function bench(): Table {
  const rows = CASES.map(({ title, arguments: asked, goal, isMet }) => {
    const text = execFileSync(
      process.execPath,
      ['--import', 'tsx', 'bench/twins/packing-case.ts', ...asked.map(String)],
      { encoding: 'utf8' },
    );
    const m = JSON.parse(text) as Measured;
    return {
      instance: title,
      'first plan s': m.first,
      constructed: m.constructed,
      hosts: m.hosts,
      'found at s': m.found,
      'ended at s': m.ended,
      bound: m.bound,
      'WASM MB': Math.round(m.wasm),
      'peak RSS MB': Math.round(m.peak),
      goal,
      met: m.wrong === 0 && isMet(m) ? 'yes' : 'NO',
    };
  });
  return {
    title: 'Packing: search at scale, one lane on one core (hosts checked by adding up again)',
    rows,
    notes: ['seconds run from the call; peak RSS is of the whole process, with the estate itself in it'],
  };
}
