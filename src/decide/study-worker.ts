import { servePage } from '../engine/door/serve';
import { createLocalEngine } from '../engine/local';
import { studyCalls } from './study-calls';

servePage(() => studyCalls(createLocalEngine));
