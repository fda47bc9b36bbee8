import { servePage } from '../door/serve';
import { solverCalls } from './serve-solver';

servePage(solverCalls);
