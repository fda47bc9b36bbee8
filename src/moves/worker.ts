import { servePage } from '../engine/door/serve';
import { movesCalls } from './calls';

servePage(() => movesCalls());
