import { test } from 'vitest';
import { EVERY_CASE } from '../often';

/** A journey that is made where every case is looked at. At a desk other journeys, and tests of components, stand for it. */
export const further = test.runIf(EVERY_CASE);
