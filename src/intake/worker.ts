import * as Comlink from 'comlink';
import { createService } from './service';

Comlink.expose(createService(Comlink.transfer));
