import { servePage } from '../../engine/door/serve';
import { readerCalls } from '../serve';
import { readPacked } from '../archive/read';

servePage((page) => readerCalls(page, readPacked));
