import { describe, expect, it } from 'vitest';
import { gapsOf } from '../../src/estate/gaps';
import { demandTotals } from '../../src/placement/demand-totals';
import { gaugeOf } from '../../src/placement/gauge';
import { modelOf } from '../../src/placement/model';
import { problemOf } from '../../src/placement/problem';
import { OPTIONS, estateOf, guest } from '../placement/estates';

/** Of processors of 1 GHz each. */
const servers = (...busy: number[][]) =>
  estateOf(
    busy.map((series, k) => guest(`S${k}`, { busy: series }, { cores: 1, rating: 1 })),
    busy[0].length,
  );
const logged = servers([10, 90, NaN, NaN, 20, NaN], [90, 10, NaN, NaN, 10, 30]);

describe('slots in which nothing was measured of any server', () => {
  it('are gaps; those of some servers alone are not, nor is all of a time', () => {
    expect([...gapsOf(logged)!]).toEqual([0, 0, 1, 1, 0, 0]);
    expect(gapsOf(servers([1, NaN], [NaN, 1]))).toBeNull();
    expect(gapsOf(servers([NaN, NaN]))).toBeNull();
  });

  it('ask for nothing: servers whose peaks never met do not meet in between', () => {
    const model = modelOf(logged, OPTIONS);
    const [a, b] = model.demands.map(({ series }) => [...series.cpu!].map((v) => Math.round(1000 * v)));
    // A hole of one server alone is filled by what is high for it.
    expect([a, b]).toEqual([
      [100, 900, 0, 0, 200, 900],
      [900, 100, 0, 0, 100, 300],
    ]);
    expect(demandTotals(model, model.items).cpu!['peak-of-sums']).toBeCloseTo(1.2, 6);
  });

  it('weigh in no percentile', () => {
    const days = Array.from({ length: 40 }, (_, t) => t + 1);
    const apart = [...days.slice(0, 20), ...new Array<number>(400).fill(NaN), ...days.slice(20)];
    const p95 = (busy: number[]) => {
      const model = modelOf(servers(busy), { ...OPTIONS, policy: 'sum-of-p95' });
      const problem = problemOf(model, 'sum-of-p95');
      const { demand } = gaugeOf(model, 'sum-of-p95', model.items, problem);
      return [problem.demand[0], demand[0], demandTotals(model, model.items).cpu!['sum-of-p95']];
    };
    expect(p95(apart)).toEqual(p95(days));
    expect(p95(days)[2]).toBeCloseTo(0.38, 6);
  });
});
