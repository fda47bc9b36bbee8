import { parentPort } from 'node:worker_threads';
import { nodeEndpoint } from './node-endpoint';
import { serve } from './serve';

if (!parentPort) throw new Error('This module runs as a worker thread only.');
serve(nodeEndpoint(parentPort));
