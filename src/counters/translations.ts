import { counterOf, objectOf } from '../intake/perfmon/counters';
import type { LocalNames } from '../intake/perfmon/names';
import { plainName } from '../intake/perfmon/names';
import { OBJECTS } from '../intake/perfmon/objects';
import type { ObjectId } from '../intake/perfmon/objects';
import { COUNTERS } from '../intake/perfmon/table';

/**
 * Names that no fold draws from, for the table of trust: German from the counter index of a German Windows (perfc007),
 * French (but for processes) from a French `Get-Counter -ListSet *`, the others from logs, scripts and localised
 * documentation that people published, and where none was found from memory. A name that is missing here is judged by
 * the words in it.
 */
const FURTHER: readonly { readonly english: string; readonly names: LocalNames }[] = [
  {
    english: '% Disk Time',
    names: {
      de: ['Zeit (%)'],
      fr: ['% temps disque', 'Pourcentage du temps disque'],
      es: ['% de tiempo de disco'],
      it: ['% Tempo disco'],
      pt: ['% tempo de disco'],
      ru: ['% активности диска'],
    },
  },
  {
    // Of a disk it is called as a processor's is.
    english: '% Idle Time',
    names: COUNTERS.find(({ use }) => use === 'idle')!.names,
  },
  {
    english: 'Avg. Disk Queue Length',
    names: {
      de: ['Durchschnittl. Warteschlangenlänge des Datenträgers'],
      fr: ["Taille moyenne de la file d'attente du disque", "Longueur moyenne de file d'attente du disque"],
      es: ['Longitud promedio de la cola de disco'],
      it: ['Lunghezza media coda del disco'],
      pt: ['Comprimento médio da fila de disco'],
      ru: ['Средняя длина очереди диска'],
    },
  },
  {
    english: 'Avg. Disk Read Queue Length',
    names: {
      de: ['Durchschnittl. Warteschlangenlänge der Datenträger-Lesevorgänge'],
      fr: ["Longueur moyenne de file d'attente lecture disque"],
      es: ['Longitud promedio de cola de lectura de disco'],
      pt: ['Comprimento médio da fila de leitura de disco'],
      ru: ['Средняя длина очереди чтения диска'],
    },
  },
  {
    english: 'Avg. Disk Write Queue Length',
    names: {
      de: ['Durchschnittl. Warteschlangenlänge der Datenträger-Schreibvorgänge'],
      fr: ["Longueur moyenne de file d'attente écriture disque"],
      es: ['Longitud promedio de cola de escritura de disco'],
      pt: ['Comprimento médio da fila de gravação de disco'],
      ru: ['Средняя длина очереди записи на диск'],
    },
  },
  {
    english: 'Current Disk Queue Length',
    names: {
      de: ['Aktuelle Warteschlangenlänge'],
      fr: ["Taille de file d'attente du disque actuelle"],
      es: ['Longitud actual de la cola de disco'],
      it: ['Lunghezza corrente coda del disco'],
      pt: ['Comprimento da fila de disco atual', 'Comprimento atual da fila de disco'],
      ru: ['Текущая длина очереди диска'],
    },
  },
  {
    english: 'Avg. Disk sec/Transfer',
    names: {
      de: ['Mittlere Sek./Übertragung'],
      fr: ['Moyenne disque s/transfert'],
      es: ['Promedio de segundos de disco/transferencia'],
      it: ['Media secondi/trasf. disco'],
      pt: ['Média de disco s/transferência'],
      ru: ['Среднее время обращения к диску (с)'],
    },
  },
  {
    english: 'Avg. Disk sec/Read',
    names: {
      de: ['Mittlere Sek./Lesevorgänge'],
      fr: ['Moyenne disque s/lecture'],
      es: ['Promedio de segundos de disco/lectura'],
      pt: ['Média de disco s/leitura'],
      ru: ['Среднее время чтения с диска (с)'],
    },
  },
  {
    english: 'Avg. Disk sec/Write',
    names: {
      de: ['Mittlere Sek./Schreibvorgänge'],
      fr: ['Moyenne disque s/écriture'],
      es: ['Promedio de segundos de disco/escritura'],
      pt: ['Média de disco s/gravação'],
      ru: ['Среднее время записи на диск (с)'],
    },
  },
  {
    english: 'Avg. Disk Bytes/Transfer',
    names: {
      de: ['Mittlere Bytes/Übertragung'],
      fr: ['Moyenne disque, octets/transfert'],
      es: ['Promedio de bytes de disco/transferencia'],
      ru: ['Средний размер одного обмена с диском (байт)'],
    },
  },
  {
    english: 'Current Bandwidth',
    names: {
      de: ['Aktuelle Bandbreite'],
      fr: ['Bande passante actuelle'],
      es: ['Ancho de banda actual'],
      it: ['Larghezza di banda corrente'],
      pt: ['Largura de banda atual'],
      ru: ['Текущая пропускная способность'],
    },
  },
  {
    english: 'Cache Bytes',
    names: {
      de: ['Cachebytes'],
      fr: ['Octets du cache'],
      es: ['Bytes de caché'],
      it: ['Byte cache'],
      pt: ['Bytes de cache'],
      ru: ['Байт кэш-памяти'],
    },
  },
  {
    english: 'Pages Input/sec',
    names: {
      de: ['Seiteneingabe/s'],
      fr: ['Pages en entrée/s'],
      es: ['Entrada de páginas/s'],
      ru: ['Ввод страниц/с'],
    },
  },
  {
    english: 'Page Faults/sec',
    names: {
      de: ['Seitenfehler/s'],
      fr: ['Défauts de page/s'],
      es: ['Errores de página/s'],
      it: ['Errori di pagina/sec'],
      pt: ['Falhas de página/s'],
      ru: ['Ошибок страницы/с'],
    },
  },
  {
    english: 'System Calls/sec',
    names: {
      de: ['Systemaufrufe/s'],
      fr: ['Appels système/s'],
      es: ['Llamadas al sistema/s'],
      it: ['Chiamate di sistema/sec'],
      pt: ['Chamadas do sistema/s'],
      ru: ['Системных вызовов/с'],
    },
  },
  {
    english: 'Interrupts/sec',
    names: {
      de: ['Interrupts/s'],
      fr: ['Interruptions/s'],
      es: ['Interrupciones/s'],
      it: ['Interrupt/sec'],
      pt: ['Interrupções/s'],
      ru: ['Прерываний/с'],
    },
  },
  {
    english: '% User Time',
    names: {
      de: ['Benutzerzeit (%)'],
      fr: ['% temps utilisateur'],
      es: ['% de tiempo de usuario'],
      it: ['% Tempo utente'],
      pt: ['% tempo de usuário'],
      ru: ['% работы в пользовательском режиме'],
    },
  },
  {
    english: '% Privileged Time',
    names: {
      de: ['Privilegierte Zeit (%)'],
      fr: ['% temps privilégié'],
      es: ['% de tiempo privilegiado'],
      it: ['% Tempo privilegiato'],
      ru: ['% работы в привилегированном режиме'],
    },
  },
  {
    english: 'Processor Queue Length',
    names: {
      de: ['Prozessor-Warteschlangenlänge'],
      fr: ['Longueur de la file du processeur', "Longueur de la file d'attente du processeur"],
      es: ['Longitud de la cola del procesador', 'Longitud de la cola de procesador'],
      it: ['Lunghezza coda processore'],
      pt: ['Comprimento da fila do processador'],
      ru: ['Длина очереди процессора'],
    },
  },
  {
    english: 'Working Set',
    names: {
      de: ['Arbeitsseiten'],
      fr: ['Plage de travail'],
      es: ['Espacio de trabajo', 'Conjunto de trabajo'],
      it: ['Working set'],
      pt: ['Conjunto de trabalho'],
      ru: ['Рабочий набор'],
    },
  },
  {
    english: 'Private Bytes',
    names: {
      de: ['Private Bytes'],
      fr: ['Octets privés'],
      es: ['Bytes privados'],
      it: ['Byte privati'],
      pt: ['Bytes particulares', 'Bytes privados'],
      ru: ['Байт исключительного пользования'],
    },
  },
  {
    english: 'Virtual Bytes',
    names: {
      de: ['Virtuelle Größe'],
      fr: ['Octets virtuels'],
      es: ['Bytes virtuales'],
      it: ['Byte virtuali'],
      pt: ['Bytes virtuais'],
      ru: ['Байт виртуальной памяти'],
    },
  },
  {
    english: 'Handle Count',
    names: {
      de: ['Handleanzahl'],
      fr: ['Nombre de handles'],
      es: ['Número de identificadores'],
      it: ['Conteggio degli handle'],
      ru: ['Счетчик дескрипторов'],
    },
  },
  {
    english: 'Thread Count',
    names: {
      de: ['Threadanzahl'],
      fr: ['Nombre de threads'],
      es: ['Número de subprocesos'],
      it: ['Conteggio thread'],
      ru: ['Счетчик потоков'],
    },
  },
  {
    english: 'IO Read Bytes/sec',
    names: {
      de: ['E/A-Bytes gelesen/s'],
      fr: ['Octets lus E/S par s'],
      es: ['Bytes de lectura E/S/s'],
      ru: ['I/O - чтение байт в сек'],
    },
  },
  {
    english: 'IO Write Bytes/sec',
    names: {
      de: ['E/A-Bytes geschrieben/s'],
      fr: ['Octets écrits E/S par s'],
      es: ['Bytes de escritura E/S/s'],
      ru: ['I/O - запись байт в сек'],
    },
  },
];

const further = new Map<string, string>();
for (const { english, names } of FURTHER) {
  for (const name of Object.values(names).flat()) further.set(plainName(name), english);
}

/** Objects that no fold draws from. */
const FURTHER_OBJECTS = new Map<string, string>(
  (
    [
      ['Thread', ['Thread', 'Subproceso', 'Hilo', 'Поток']],
      [
        'Paging File',
        [
          'Auslagerungsdatei',
          "Fichier d'échange",
          'Archivo de paginación',
          'File di paging',
          'Файл подкачки',
        ],
      ],
      ['Cache', ['Cache', 'Caché', 'Кэш']],
    ] as const
  ).flatMap(([english, names]) => names.map((name) => [plainName(name), english] as const)),
);

/** A counter's English path, as far as it is known. */
export interface EnglishName {
  readonly object: string | null;
  readonly counter: string | null;
}

/** The English names of a counter in any known language; what is not known is null. English names come back as they are. */
export function englishName(object: string, counter: string): EnglishName {
  const known = counterOf(object, counter);
  if (known) return { object: englishObject(known.object), counter: englishUse(known.object, known.use) };
  const id = objectOf(object);
  const named = id ? englishObject(id) : (FURTHER_OBJECTS.get(plainName(object)) ?? null);
  return { object: named, counter: further.get(plainName(counter)) ?? null };
}

function englishObject(id: ObjectId): string {
  return OBJECTS[id].en![0];
}

function englishUse(id: ObjectId, use: string): string {
  return COUNTERS.find((entry) => entry.use === use && entry.objects.includes(id))!.names.en![0];
}
