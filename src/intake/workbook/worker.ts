import * as Comlink from 'comlink';
import { createService } from '../service';
import { readWorkbook } from './read';

Comlink.expose(createService(Comlink.transfer, readWorkbook));
