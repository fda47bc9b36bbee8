import { servePage } from '../engine/door/serve';
import { createPageEngine } from '../engine/pool/page';
import { plannerCalls } from './serve';

servePage((page) => plannerCalls(() => createPageEngine(navigator.hardwareConcurrency || 2, page)));
