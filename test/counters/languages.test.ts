import { expect, it } from 'vitest';
import * as nature from '../../src/counters/nature';
import { natureByWords } from '../../src/counters/words';

type Kind =
  | 'ELAPSED'
  | 'DISK_TIME'
  | 'SHARE'
  | 'IDLE'
  | 'BUSY'
  | 'MODE'
  | 'DISK_MEAN_QUEUE'
  | 'DISK_QUEUE'
  | 'QUEUE'
  | 'DISK_RESPONSE'
  | 'DURATION'
  | 'BULK'
  | 'COUNT'
  | 'LEVEL'
  | 'RATIO';

// One rule a group, in the order in which they are tried; a counter in each of several languages.
it.each<[string, string, Kind | null]>([
  // The time since something began is no duration of anything.
  ['System', 'System Up Time', 'ELAPSED'],
  ['System', 'Systembetriebszeit', 'ELAPSED'],
  ['Process', 'Elapsed Time', 'ELAPSED'],
  ['VM', 'uptime', 'ELAPSED'],
  // Shares of time: of a disk, of a process, of a processor; idle, busy, or in some mode.
  ['PhysicalDisk', '% Disk Time', 'DISK_TIME'],
  ['Physikalischer Datenträger', 'Zeit (%)', 'DISK_TIME'],
  ['Process', '% Processor Time', 'SHARE'],
  ['Prozess', 'Prozessorzeit (%)', 'SHARE'],
  ['Thread', '% User Time', 'SHARE'],
  ['Processor', '% Idle Time', 'IDLE'],
  ['Prozessor', '% Leerlaufzeit', 'IDLE'],
  ['Processor', '% Processor Time', 'BUSY'],
  ['Processeur', '% temps processeur', 'BUSY'],
  ['Processeur', '% temps utilisateur', 'MODE'],
  ['Processore', '% Tempo utente', 'MODE'],
  ['Procesor', '% času', 'MODE'],
  ['Processo', '% Tempo processore', 'SHARE'],
  ['Proceso', '% de tiempo', 'SHARE'],
  ['Processus', '% temps processeur', 'SHARE'],
  ['Процесс', '% загруженности', 'SHARE'],
  ['Процессор', '% времени бездействия', 'IDLE'],
  ['Processor', '% User Time', 'MODE'],
  ['Processor', '% Interrupt Time', 'MODE'],
  // Queues, and their means.
  ['PhysicalDisk', 'Current Disk Queue Length', 'DISK_QUEUE'],
  ['PhysicalDisk', 'Avg. Disk Queue Length', 'DISK_MEAN_QUEUE'],
  ['System', 'Processor Queue Length', 'QUEUE'],
  ['System', 'Prozessor-Warteschlangenlänge', 'QUEUE'],
  ['Server Work Queues', "Current file d'attente", 'QUEUE'],
  // Mean durations of a disk's transfers, or of something else's.
  ['PhysicalDisk', 'Avg. Disk sec/Transfer', 'DISK_RESPONSE'],
  ['Physikalischer Datenträger', 'Mittlere Sek./Übertragung', 'DISK_RESPONSE'],
  ['SMB Server', 'Avg. sec/Request', 'DURATION'],
  // Rates of bytes and of anything else.
  ['Network Interface', 'Bytes Total/sec', 'BULK'],
  ['Netzwerkschnittstelle', 'Bytes empfangen/s', 'BULK'],
  ['System', 'Context Switches/sec', 'COUNT'],
  ['System', 'Kontextwechsel/s', 'COUNT'],
  ['Memory', 'Pages per second', 'COUNT'],
  // Levels in bytes, ratios, durations, numbers.
  ['Memory', 'Available MBytes', 'LEVEL'],
  ['Speicher', 'Verfügbare Bytes', 'LEVEL'],
  ['Cache', '% Hits', 'RATIO'],
  ['Cache', 'Hits (percent)', 'RATIO'],
  ['Web Service', 'Service latency', 'DURATION'],
  ['Database', 'Request latency ms', 'DURATION'],
  ['ASP', 'Request Wait Time', 'DURATION'],
  ['System', 'Processes total', 'LEVEL'],
  ['Objects', 'Mutexes count', 'LEVEL'],
  // Words that say nothing.
  ['Misc', 'Colour', null],
])('%s: %s is of the kind %s', (object, counter, kind) => {
  const found = natureByWords(object, counter);
  const named = Object.entries(nature)
    .filter(([, value]) => value === found)
    .map(([name]) => name);
  expect(found === null ? null : named[0]).toBe(kind);
});
