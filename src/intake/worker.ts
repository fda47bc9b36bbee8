import { servePage } from '../engine/door/serve';
import { readerCalls } from './serve';

servePage((page) => readerCalls(page));
