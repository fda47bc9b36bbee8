import { expect, it } from 'vitest';
import { kindsApart } from '../../src/overhead/host';
import { fromHash } from '../../src/scenario/parse';

it('kinds of host of one name are told apart, whoever named them, so that each is counted and paid for itself', () => {
  const { scenario, findings } = fromHash(
    '#/fold?v=4&hosts=cores:4,rating:3,price:4000;cores:8,rating:3,price:7000',
  );
  const names = (given: readonly string[]) =>
    kindsApart(given.map((name) => ({ ...scenario.hosts[0], name }))).map(({ name }) => name);
  expect(findings).toEqual([]);
  expect(scenario.hosts.map(({ name, cores }) => [name, cores])).toEqual([
    ['host', 4],
    ['host 2', 8],
  ]);
  expect(names(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a 2', 'a 3']);
  expect(names(['a', 'a 2', 'a'])).toEqual(['a', 'a 2', 'a 3']);
  expect(names(['a', 'b'])).toEqual(['a', 'b']);
});
