import { describe, expect, expectTypeOf, it } from 'vitest';
import * as engine from '../../package/index';
import type { Answer, CertificateCheck, FoldAnswer, Packing, Recording, Servers } from '../../package/index';

const BUSY: Servers = {
  stepMs: 3_600_000,
  servers: [
    { name: 'DAY', facts: { cores: 1, rating: 1 }, measures: { busy: [60, 60, 0, 0] } },
    { name: 'NIGHT', facts: { cores: 1, rating: 1 }, measures: { busy: [0, 0, 60, 60] } },
  ],
};

describe('the surface of the package', () => {
  it('is what its documentation names, and no more', () => {
    expect(Object.keys(engine).sort()).toEqual(
      ['InputError', 'correct', 'dispatch', 'fold', 'foldWithProof', 'pack', 'verify'].sort(),
    );
  });

  it('has these types', () => {
    expectTypeOf(engine.fold).parameter(0).toEqualTypeOf<Servers>();
    expectTypeOf(engine.fold).returns.resolves.toEqualTypeOf<FoldAnswer>();
    expectTypeOf(engine.pack).returns.resolves.toEqualTypeOf<Packing>();
    expectTypeOf(engine.dispatch).returns.resolves.toEqualTypeOf<Answer>();
    expectTypeOf(engine.correct).parameters.toExtend<[Recording, Recording, unknown?]>();
    expectTypeOf(engine.verify).returns.toEqualTypeOf<CertificateCheck>();
    // A policy that there is not does not compile.
    // @ts-expect-error -- that is what is tested
    const wrong: Parameters<typeof engine.dispatch>[0] = { processors: 1, policy: 'luck', guests: [] };
    expect(wrong).toBeDefined();
  });

  it('folds servers whose peaks are apart onto one host as fast as they are, and proves it', async () => {
    const host = { ...(await engine.fold(BUSY)).hosts[0] };
    expect(host.guests).toEqual(['DAY', 'NIGHT']);
    const { answer, certificate } = await engine.foldWithProof(BUSY, { profile: 'esx2' });
    expect(answer.hostCount).toBe(1);
    expect(engine.verify(JSON.stringify(certificate)).outcome).toBe('holds');
  });

  it('packs, and its certificate holds until a bin is taken out of it', async () => {
    const { bins, lowerBound, proved, certificate } = await engine.pack({
      capacity: [10],
      items: [[6], [6], [4], [4]],
    });
    expect([bins.length, lowerBound, proved]).toEqual([2, 2, true]);
    expect(bins.flat().sort()).toEqual([0, 1, 2, 3]);
    expect(engine.verify(certificate).outcome).toBe('holds');
    expect(engine.verify({ ...certificate, least: 3 }).outcome).toBe('fails');
  });

  it.each([
    [{ ...BUSY, servers: [BUSY.servers[0], BUSY.servers[0]] }, '"DAY" twice'],
    [{ ...BUSY, servers: [] }, 'no measures'],
    [
      { ...BUSY, servers: [...BUSY.servers, { name: 'ODD', measures: { busy: [1, 2] } }] },
      'found 2 values; expected 4',
    ],
  ] as const)('refuses servers in words (%#)', async (servers, words) => {
    await expect(engine.fold(servers)).rejects.toThrow(words);
  });

  it('hears a signal', async () => {
    const signal = AbortSignal.abort(new Error('no longer wanted'));
    await expect(engine.fold(BUSY, {}, { signal })).rejects.toThrow('no longer wanted');
    await expect(engine.pack({ capacity: [1], items: [[1]] }, { signal })).rejects.toThrow(
      'no longer wanted',
    );
  });
});
