// Set-up of every test file while it is found out which tests come by which mutants: the marks of `marked` call
// __reached, and what they told is written down for each file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';

/** By mutant, the ids of tests; an empty one for what ran outside of any: on import, or in a hook of a whole file. */
const tests = new Map();
let test = '';
globalThis.__reached = (at) => {
  const known = tests.get(at);
  if (known) known.add(test);
  else tests.set(at, new Set([test]));
};
beforeEach(({ task }) => {
  test = task.id;
});
afterEach(() => {
  test = '';
});
afterAll(() => {
  const file = expect.getState().testPath;
  const told = { file, reached: [...tests].map(([at, ids]) => [at, [...ids]]) };
  const name = file.replace(/[^\w]+/g, '_');
  writeFileSync(join(process.env.HOSTFOLD_REACH, `${name}.json`), JSON.stringify(told));
});
