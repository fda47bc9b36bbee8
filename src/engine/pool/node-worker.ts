import { parentPort } from 'node:worker_threads';
import { threadWire } from '../door/node';
import { serve } from '../door/serve';
import { solverCalls } from './serve-solver';

if (!parentPort) throw new Error('This module runs as a worker thread only.');
serve(solverCalls(), threadWire(parentPort));
