import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/certificate/check';
import { decide, type PairDecisions } from '../../src/engine/columns/decided';
import {
  certificateDocument,
  problemDocument,
  type CertificateDocument,
} from '../../src/certificate/document';
import { parseCertificate, problemFrom } from '../../src/certificate/parse';
import { carriedForLess } from '../../src/engine/columns/reach';
import { differenceOf } from '../../src/certificate/same';
import { certify } from '../../src/engine/columns/certificate';
import { cliqueCertificate } from '../../src/engine/columns/clique';
import type { CountCases, Leaf, ProofTree } from '../../src/engine/columns/proof-tree';
import { firstMisfit } from '../engine/columns/first-misfit';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { staticProblem, type FoldProblem } from '../../src/engine/packing/problem';
import { kernelOf } from '../engine/columns/builds';
import { catalogue } from '../engine/columns/catalogue';
import { runColumns } from '../engine/columns/run-columns';
import { fitsOneHost } from '../engine/columns/brute';
import { groetzsch } from '../engine/columns/groetzsch';
import { bestOfInventory, draws, randomProblem } from '../engine/packing/problems';
import { byPython, lacksPython } from './python';
import { often } from '../often';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const solved = async (problem: FoldProblem, work = 20) => {
  const result = await engine.fold(problem, { seed: 1, work }, { certify: true });
  return { result, document: certificateDocument('pack', problem, result) };
};
const reread = (document: unknown) => parseCertificate(JSON.parse(JSON.stringify(document)), 'c.json');

/** Seven items of 4, 4, 4, 3, 3, 2, 2 in hosts of 10: 22 in all, three hosts. */
const SEVEN: CertificateDocument = {
  format: 'hostfold-certificate',
  version: 1,
  from: 'pack',
  problem: problemDocument(staticProblem(Int32Array.of(4, 4, 4, 3, 3, 2, 2), Int32Array.of(10))),
  least: 3,
  plan: { kinds: [0, 0, 0], hosts: [0, 0, 1, 1, 2, 0, 2] },
  proof: { weights: [4, 4, 4, 3, 3, 2, 2], most: [10] },
};

describe('a certificate', () => {
  it('of every proved answer there is, and it holds; of none beyond what brute force finds', async () => {
    let proved = 0;
    let sharing = 0;
    for (let seed = 1; seed <= Math.max(10, often(40)); seed++) {
      const problem = randomProblem(seed, { items: 3 + (seed % 6) });
      if (firstMisfit(problem) >= 0) continue;
      const { result, document } = await solved(problem);
      const verdict = checkCertificate(reread(document));
      expect(verdict.outcome, `seed ${seed}: ${verdict.why}`).not.toBe('fails');
      const { unplaced, cost } = bestOfInventory(problem);
      if (unplaced === 0) expect(document.least).toBeLessThanOrEqual(cost);
      if (!result.proved) continue;
      proved++;
      if (problem.images > 0) sharing++;
      expect(document.least, `seed ${seed}`).toBe(result.lowerBound);
      expect(verdict).toMatchObject({ outcome: 'holds', optimal: true });
    }
    expect([proved, sharing].every((n) => n >= often(5))).toBe(true);
  });

  it('carries every number of its problem', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const problem = randomProblem(seed, { items: 6 });
      const again = problemFrom(problemDocument(problem));
      for (const part of Object.keys(problem) as (keyof FoldProblem)[])
        if (part !== 'images' && part !== 'apartGroups' && part !== 'sharedResource')
          expect(again[part], part).toEqual(problem[part]);
      expect(differenceOf(problemDocument(again), problemDocument(problem))).toBeNull();
    }
  });

  it('that no plan places everything says so', async () => {
    const problem = {
      ...staticProblem(Int32Array.of(6, 6, 6), Int32Array.of(10)),
      kindCount: Int32Array.of(2),
    };
    const { document } = await solved(problem);
    expect(document).toMatchObject({ least: null, plan: null });
    expect(checkCertificate(document)).toMatchObject({
      outcome: 'holds',
      optimal: false,
      why: 'No plan places every item.',
    });
    expect(
      checkCertificate({
        ...document,
        problem: { ...document.problem, kinds: [{ ...document.problem.kinds[0], count: 3 }] },
      }),
    ).toMatchObject({ outcome: 'fails', where: 'proof.weights' });
  });

  it('of another instance is told by the first number that differs', () => {
    const [own, other] = [4, 5].map((size) =>
      problemDocument(staticProblem(Int32Array.of(4, 3, size), Int32Array.of(10))),
    );
    expect(differenceOf(own, own)).toBeNull();
    expect(differenceOf(own, other)).toEqual({
      where: 'problem.items[2].demand[0][0]',
      why: '4 in the certificate, 5 in the instance',
    });
    const fewer = problemDocument(staticProblem(Int32Array.of(4, 3), Int32Array.of(10)));
    expect(differenceOf(own, fewer)).toMatchObject({ where: 'problem.items' });
  });

  it('is undecided, not confirmed, where the work allowed does not suffice', () => {
    const sizes = Int32Array.from({ length: 60 }, (_, k) => 300 + ((k * 37) % 101));
    const weights = Array.from(sizes, (size) => size + (size % 7));
    const least = Math.ceil(weights.reduce((a, b) => a + b, 0) / 1010);
    const problem = problemDocument(staticProblem(sizes, Int32Array.of(1000)));
    const many = { ...SEVEN, problem, least, plan: null, proof: { weights, most: [1010] } };
    expect(checkCertificate(many, 10)).toMatchObject({ outcome: 'gave up', where: 'proof.most[0]' });
  });
});

const leaf = SEVEN.proof as Leaf;
/** With so many hosts at most the weights say it; with more, three are paid for as it is. */
const byCount = (hosts: number) => ({
  proof: { kind: 0, hosts, atMost: leaf, more: { weights: leaf.weights.map(() => 0), most: [0] } },
});
const swapped = { atMost: byCount(2).proof.more, more: leaf };

/** What is changed, the whole that comes of it, and the part that is named. */
const TAMPERED: [string, object, string][] = [
  ['a raised weight', { proof: { ...leaf, weights: [5, 4, 4, 3, 3, 2, 2] } }, 'proof.most[0]'],
  ['lowered weights', { proof: { ...leaf, weights: [1, 1, 1, 1, 1, 1, 1] } }, 'proof.weights'],
  ['a lowered greatest weight', { proof: { ...leaf, most: [9] } }, 'proof.most[0]'],
  ['a raised greatest weight', { proof: { ...leaf, most: [11] } }, 'proof.weights'],
  ['a raised bound', { least: 4 }, 'least'],
  ['a raised bound and no plan', { least: 4, plan: null }, 'proof.weights'],
  ['a plan that overfills', { plan: { kinds: [0, 0, 0], hosts: [0, 0, 0, 1, 2, 1, 2] } }, 'plan'],
  ['a case that nothing rules out', byCount(1), 'proof.more.weights'],
  ['cases in each other’s place', { proof: { ...byCount(2).proof, ...swapped } }, 'proof.atMost.weights'],
  ['a plan with an empty host', { plan: { kinds: [0, 0, 0, 0], hosts: [0, 0, 1, 1, 2, 0, 2] } }, 'plan'],
];
const DAMAGED: [string, object, string][] = [
  ['a weight too few', { proof: { ...leaf, weights: [4, 4, 4, 3, 3, 2] } }, 'proof.weights'],
  ['a fraction', { proof: { ...leaf, weights: [4.5, 4, 4, 3, 3, 2, 2] } }, 'proof.weights[0]'],
  ['a negative greatest weight', { proof: { ...leaf, most: [-1] } }, 'proof.most[0]'],
  ['a word for a number', { least: 'three' }, 'least'],
  ['no proof', { proof: undefined }, 'proof'],
  ['another format', { format: 'certificate' }, 'format'],
  ['a later version', { version: 2 }, 'version'],
  [
    'a host beyond those of the plan',
    { plan: { kinds: [0], hosts: [0, 0, 0, 0, 0, 0, 1] } },
    'plan.hosts[6]',
  ],
  ['a kind that is none', { proof: { ...byCount(2).proof, kind: 1 } }, 'proof.kind'],
  ['half a host', { proof: { ...byCount(2).proof, hosts: 0.5 } }, 'proof.hosts'],
  ['a case without a proof', { proof: { ...byCount(2).proof, more: undefined } }, 'proof.more'],
  ['an item that is none', { proof: { pair: [0, 7], together: leaf, apart: leaf } }, 'proof.pair[1]'],
];

describe('a certificate that was tampered with', () => {
  it.each(TAMPERED)('%s does not hold, and where is said', (_, change, where) => {
    const verdict = checkCertificate(reread({ ...SEVEN, ...change }));
    expect(verdict.outcome).toBe('fails');
    expect(verdict.where).toBe(where);
  });

  it.each(DAMAGED)('%s is refused, and where is said', (_, change, where) => {
    expect(() => reread({ ...SEVEN, ...change })).toThrow(`c.json: ${where}: found`);
  });
});

/** Branches until so many items exclude each other everywhere. */
function treeOf(
  problem: FoldProblem,
  least: number,
  decisions: PairDecisions = { together: [], apart: [] },
): ProofTree {
  const { problem: own, partOf, empty } = decide(problem, decisions);
  const found = cliqueCertificate(own);
  if (empty || found.bound >= least) {
    const first = (i: number) => partOf.indexOf(partOf[i]) === i;
    return { weights: partOf.map((part, i) => (first(i) ? found.weights[part] : 0)), most: [...found.most] };
  }
  for (let a = 0; a < problem.items; a++)
    for (let b = a + 1; b < problem.items; b++) {
      const groups = (i: number) =>
        own.apartId.subarray(own.apartStart[partOf[i]], own.apartStart[partOf[i] + 1]);
      if (partOf[a] === partOf[b] || groups(a).some((g) => groups(b).includes(g))) continue;
      const { together, apart } = decisions;
      return {
        pair: [a, b],
        together: treeOf(problem, least, { together: [...together, [a, b]], apart }),
        apart: treeOf(problem, least, { together, apart: [...apart, [a, b]] }),
      };
    }
  throw new Error('no more pairs');
}

const branching = (): CertificateDocument => {
  const problem = groetzsch();
  return { ...SEVEN, problem: problemDocument(problem), least: 4, plan: null, proof: treeOf(problem, 4) };
};

describe('a tree of weights', () => {
  it('proves what no weights at the root can: four hosts for the graph of Groetzsch', () => {
    const document = branching();
    expect('pair' in document.proof).toBe(true);
    expect(checkCertificate(reread(document)).outcome).toBe('holds');
    // 29/10 of fractional colours: three hosts is all that weights alone can say.
    expect(checkCertificate({ ...document, least: 5 }).outcome).toBe('fails');
  });

  it('of which one leaf is wrong does not hold, and the leaf is named', () => {
    const document = branching();
    const spoilt = (tree: ProofTree, path: string): [ProofTree, string] => {
      if ('kind' in tree) throw new Error('only pairs here');
      if (!('pair' in tree)) return [{ ...tree, weights: tree.weights.map(() => 1) }, path];
      const [apart, where] = spoilt(tree.apart, `${path}.apart`);
      return [{ ...tree, apart }, where];
    };
    const [proof, where] = spoilt(document.proof, 'proof');
    expect(checkCertificate({ ...document, proof })).toMatchObject({
      outcome: 'fails',
      where: `${where}.most[0]`,
    });
  });

  it('leaves no plan out: whatever a plan does with a pair, one branch has it', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const problem = randomProblem(seed, { items: 5, kinds: 1 });
      const pair = [0, 1 + (seed % 4)] as const;
      const both = decide(problem, { together: [pair], apart: [] });
      const neither = decide(problem, { together: [], apart: [pair] });
      for (let set = 1; set < 32; set++) {
        const on = Array.from({ length: 5 }, (_, i) => i).filter((i) => (set >> i) & 1);
        const inSet = pair.filter((i) => on.includes(i)).length;
        const fits = fitsOneHost(problem, on);
        // A host of a plan that keeps the decision, under either problem.
        if (inSet !== 1 && !both.empty)
          expect(fitsOneHost(both.problem, [...new Set(on.map((i) => both.partOf[i]))])).toBe(fits);
        expect(fitsOneHost(neither.problem, on)).toBe(fits && inSet < 2);
      }
    }
  });
});

describe('cases by the number of hosts', () => {
  it('prove what holds in both, with the hosts that there are at least paid for', () => {
    expect(checkCertificate(reread({ ...SEVEN, ...byCount(2) }))).toMatchObject({
      outcome: 'holds',
      optimal: true,
    });
  });

  it('prove the cheapest mix where weights alone say less', async () => {
    const document = await cheapestMix();
    expect(countsIn(document.proof)).toBeGreaterThan(0);
    expect(checkCertificate(reread(document))).toMatchObject({ outcome: 'holds', optimal: true });
    // Each case alone says less.
    const { atMost, more } = document.proof as CountCases;
    for (const proof of [atMost, more])
      expect(checkCertificate({ ...document, proof }).outcome).toBe('fails');
  });
});

/** Kinds of host for which no one set of weights proves the cheapest mix; see which bound weights alone give. */
async function cheapestMix(): Promise<CertificateDocument> {
  const kernel = await kernelOf('release');
  for (let seed = 1; ; seed++) {
    const problem = catalogue(seed, 8, 2, false);
    if (firstMisfit(problem) >= 0) continue;
    const { plan, cost, lowerBound, certificate } = await runColumns(kernel, problem, {
      seed: 1,
      work: 20_000,
    });
    if (cost > lowerBound || !plan || countsIn(certificate.cases ?? NO_WEIGHTS) === 0) continue;
    expect(certify(problem, certificate.weights, certificate.most).bound).toBeLessThan(lowerBound);
    return certificateDocument('pack', problem, { plan, lowerBound, certificate, simple: null });
  }
}

const NO_WEIGHTS: Leaf = { weights: [], most: [] };
const countsIn = (tree: ProofTree): number =>
  'pair' in tree
    ? countsIn(tree.together) + countsIn(tree.apart)
    : 'kind' in tree
      ? 1 + countsIn(tree.atMost) + countsIn(tree.more)
      : 0;

describe('hosts for less than so much', () => {
  it('carry so much exactly where some mix does (all mixes tried)', () => {
    const next = draws(3);
    const below = (n: number) => Math.floor(next() * n);
    for (let n = 0; n < often(400); n++) {
      const kinds = 1 + below(3);
      const each = (most: number) => Array.from({ length: kinds }, () => below(most));
      const [most, prices, counts] = [each(9), each(6), each(5).map((c) => c - 1)];
      const [total, least] = [1 + below(30), below(3) === 0 ? null : 1 + below(20)];
      let found = false;
      const mix = (k: number, sum: number, cost: number): void => {
        if (k === kinds) found ||= sum >= total && (least === null || cost < least);
        else
          for (let c = 0; c <= (counts[k] < 0 ? 31 : counts[k]); c++)
            mix(k + 1, sum + c * most[k], cost + c * prices[k]);
      };
      mix(0, 0, 0);
      expect(
        carriedForLess(total, most, prices, counts, least),
        JSON.stringify({ most, prices, counts, total, least }),
      ).toBe(found);
    }
  });
});

describe.skipIf(lacksPython)('verify.py', () => {
  it('is plain and short', () => {
    const text = readFileSync(new URL('../../verify/verify.py', import.meta.url), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
    expect(text.match(/^(?:import|from) .*/gm)).toEqual([
      'import json, sys',
      'from fractions import Fraction',
    ]);
  });

  it('agrees with what holds', async () => {
    const proved: CertificateDocument[] = [];
    for (let seed = 1; proved.length < 6; seed++) {
      const problem = randomProblem(seed, { items: 8 });
      if (firstMisfit(problem) >= 0) continue;
      const { document, result } = await solved(problem);
      if (result.proved) proved.push(document);
    }
    for (const { code, said } of byPython(
      SEVEN,
      branching(),
      { ...SEVEN, ...byCount(2) },
      await cheapestMix(),
      ...proved,
    ))
      expect(code, said).toBe(0);
  });

  it('says of what was tampered with where it does not hold, and refuses damage', () => {
    const found = byPython(...[...TAMPERED, ...DAMAGED].map(([, change]) => ({ ...SEVEN, ...change })));
    TAMPERED.forEach(([what, , where], k) => {
      expect(found[k].code, what).toBe(1);
      expect(found[k].said, what).toContain(`It does not hold: ${where}`);
    });
    DAMAGED.forEach(([what], k) => expect(found[TAMPERED.length + k].code, what).toBe(2));
  });
});
