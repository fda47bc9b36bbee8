/** The dispatch kernel's whole exported surface. */
export { resetArena, take } from '../memory';
export { seedRandom } from '../random';
