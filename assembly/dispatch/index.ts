/** The dispatch kernel's whole exported surface. */
export { resetArena, take } from '../memory';
export { nextBits, nextUnit, seedRandom } from '../random';
export { lossGap } from './clock';
export { drawExponential } from './laws';
export { logCount, makeLog } from './log';
export { advance, start, takeCare } from './loop';
export { readModel } from './model';
export { writeStatistics } from './statistics';
