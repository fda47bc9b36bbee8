import { expect, it } from 'vitest';
import { readAddress } from '../../src/ui/app/address';

it('what a link says and is not used is told as a sentence of the link, each with its field', async () => {
  const { scenario, problem } = await readAddress('#/fold?v=3&slot=1&failures=99999');
  expect(scenario).not.toBeNull();
  expect(problem).toMatch(
    /^In the link, slot: no field of that name; expected one of .+ And failures: found 99999; expected a whole number from 0 to 100\. /,
  );
  expect(await readAddress('#/fold?v=3&failures=2')).toMatchObject({ problem: null });
});
