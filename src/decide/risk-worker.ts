import { servePage } from '../engine/door/serve';
import { createPageEngine } from '../engine/pool/page';
import { riskCalls } from './risk-calls';

servePage((page) => riskCalls(() => createPageEngine(navigator.hardwareConcurrency || 2, page)));
