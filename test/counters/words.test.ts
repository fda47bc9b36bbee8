import { describe, expect, it } from 'vitest';
import * as nature from '../../src/counters/nature';
import { natureByWords } from '../../src/counters/words';

describe('a counter that no table names, by the words in it', () => {
  it.each([
    // [object, counter, what it is]
    ['Contoso', 'Service Up Time', 'ELAPSED'],
    ['Contoso', 'Elapsed Seconds', 'ELAPSED'],
    ['System', 'Betriebszeit', 'ELAPSED'],
    ['PhysicalDisk', '% Scan Time', 'DISK_TIME'],
    ['Datenträger', 'Prozent der Zeit', 'DISK_TIME'],
    ['Processo', '% Tempo', 'SHARE'],
    ['Proceso', '% Tiempo', 'SHARE'],
    ['Procesor', '% Idle Time', 'IDLE'],
    ['Process V3', '% Time in Kernel', 'SHARE'],
    ['Thread Pool', '% Busy Time', 'SHARE'],
    ['Processor Group', '% Idle Time', 'IDLE'],
    ['Processor Group', '% Processor Time', 'BUSY'],
    ['Processor Group', '% Deferred Time', 'MODE'],
    ['Contoso', 'Request Queue', 'QUEUE'],
    ['PhysicalDisk', 'Scan Queue', 'DISK_QUEUE'],
    ['PhysicalDisk', 'Avg. Scan Queue', 'DISK_MEAN_QUEUE'],
    ['PhysicalDisk', 'Avg. sec of a scan', 'DISK_RESPONSE'],
    ['Contoso', 'Avg. sec/Request', 'DURATION'],
    ['Contoso', 'Bytes/sec', 'BULK'],
    ['Contoso', 'Requests/sec', 'COUNT'],
    ['Contoso', 'Requests per second', 'COUNT'],
    ['Contoso', 'Cache Bytes', 'LEVEL'],
    ['Contoso', '% Hits', 'RATIO'],
    ['Contoso', 'Latency', 'DURATION'],
    ['Contoso', 'Last Time', 'DURATION'],
    ['Contoso', 'Active Users', 'LEVEL'],
  ] as const)('%s\\%s is %s', (object, counter, kind) => {
    expect(natureByWords(object, counter)).toEqual(nature[kind]);
  });

  it('is a share of time of unknown kind where only its words say so, and nothing where they say nothing', () => {
    expect(natureByWords('Contoso', '% Busy Time')).toEqual({ ...nature.MODE, type: 'a timer, by its name' });
    expect(natureByWords('Contoso', 'Graph_1')).toBeNull();
  });
});
