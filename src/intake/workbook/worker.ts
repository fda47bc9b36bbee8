import { servePage } from '../../engine/door/serve';
import { readerCalls } from '../serve';
import { readWorkbook } from './read';

servePage((page) => readerCalls(page, readWorkbook));
