import type { LocalNames } from './names';
import type { ObjectId } from './objects';

/** What a counter counts, whatever language its name is in. */
export type CounterUse =
  | 'busy'
  | 'utility'
  | 'privileged'
  | 'interrupt'
  | 'dpc'
  | 'idle'
  | 'availableBytes'
  | 'availableKiB'
  | 'availableMiB'
  | 'committedBytes'
  | 'pages'
  | 'nonpagedBytes'
  | 'transfers'
  | 'reads'
  | 'writes'
  | 'bytes'
  | 'readBytes'
  | 'writeBytes'
  | 'freeMiB'
  | 'freePercent'
  | 'receivedBytes'
  | 'sentBytes'
  | 'switches'
  | 'clockTicks'
  | 'installedMiB'
  | 'hostMHz';

/** Counters of some objects that count the same, by all their names. */
export interface CounterEntry {
  readonly objects: readonly ObjectId[];
  readonly use: CounterUse;
  readonly names: LocalNames;
}

const PROCESSORS: readonly ObjectId[] = ['processor', 'processorInformation'];
const DISKS: readonly ObjectId[] = ['physicalDisk', 'logicalDisk'];
const NETWORKS: readonly ObjectId[] = ['networkInterface', 'networkAdapter'];

/** What a fold draws from, in every language that is known; the sources are those of the objects' names. */
export const COUNTERS: readonly CounterEntry[] = [
  {
    objects: ['processorInformation'],
    use: 'clockTicks',
    names: { en: ['Clock Interrupts/sec'] },
  },
  {
    objects: [...PROCESSORS, 'process'],
    use: 'busy',
    names: {
      en: ['% Processor Time'],
      de: ['Prozessorzeit (%)', '% Prozessorzeit'],
      fr: ['% temps processeur'],
      es: ['% de tiempo de procesador', '% de tiempo del procesador'],
      it: ['% Tempo processore'],
      pt: ['% Tempo de Processador', '% Tempo do Processador', '% de tempo do processador'],
      ru: ['% загруженности процессора'],
      pl: ['Czas procesora (%)', '% Czas procesora'],
      cs: ['% času procesoru'],
      sk: ['% času procesora'],
      sv: ['% processortid'],
      nl: ['% processortijd'],
      tr: ['% İşlemci Zamanı', '% İşlemci Süresi'],
    },
  },
  {
    objects: ['processorInformation'],
    use: 'utility',
    names: {
      en: ['% Processor Utility'],
      de: ['Prozessorauslastung (%)'],
      fr: ['Pourcentage de rendement du processeur'],
      es: ['% de utilidad del procesador'],
      pt: ['% de Utilitário do Processador'],
      pl: ['% wykorzystania procesora'],
    },
  },
  {
    objects: PROCESSORS,
    use: 'privileged',
    names: {
      en: ['% Privileged Time'],
      de: ['Privilegierte Zeit (%)'],
      fr: ['% temps privilégié'],
      es: ['% de tiempo privilegiado'],
      it: ['% Tempo privilegiato'],
      pt: ['% Tempo Privilegiado', '% de tempo privilegiado'],
      ru: ['% работы в привилегированном режиме'],
      pl: ['Czas uprzywilejowany (%)'],
      nl: ['% tijd in beschermde modus'],
    },
  },
  {
    objects: PROCESSORS,
    use: 'interrupt',
    names: {
      en: ['% Interrupt Time'],
      de: ['Interruptzeit (%)'],
      fr: ["% temps d'interruption"],
      es: ['% de tiempo de interrupción'],
      it: ['% Tempo interrupt'],
      pt: ['% Tempo de Interrupção'],
      ru: ['% времени прерываний'],
      pl: ['Czas przerwań (%)'],
    },
  },
  {
    objects: PROCESSORS,
    use: 'dpc',
    names: {
      en: ['% DPC Time'],
      de: ['DPC-Zeit (%)'],
      fr: ['% temps DPC'],
      es: ['% de tiempo de DPC', '% de tiempo DPC'],
      it: ['% Tempo DPC'],
      pt: ['% Tempo DPC', '% Tempo de DPC'],
      ru: ['% времени DPC'],
      pl: ['Czas DPC (%)'],
    },
  },
  {
    objects: PROCESSORS,
    use: 'idle',
    names: {
      en: ['% Idle Time'],
      de: ['Leerlaufzeit (%)'],
      fr: ["% d'inactivité"],
      es: ['% de tiempo inactivo'],
      it: ['% Tempo inattività'],
      pt: ['% tempo inativo'],
      ru: ['% времени бездействия'],
      pl: ['Czas bezczynności (%)'],
    },
  },
  {
    objects: ['memory'],
    use: 'availableBytes',
    names: {
      en: ['Available Bytes'],
      de: ['Verfügbare Bytes'],
      fr: ['Octets disponibles'],
      es: ['Bytes disponibles'],
      it: ['Byte disponibili'],
      pt: ['Bytes disponíveis'],
      ru: ['Доступно байт'],
      pl: ['Dostępne bajty'],
      cs: ['Bajty k dispozici'],
      sv: ['Tillgängliga byte'],
    },
  },
  {
    objects: ['memory'],
    use: 'availableKiB',
    names: {
      en: ['Available KBytes'],
      de: ['Verfügbare KB', 'Verfügbare Kilobytes'],
      fr: ['Kilo-octets disponibles'],
      es: ['KB disponibles', 'KBytes disponibles', 'Kilobytes disponibles'],
      it: ['KByte disponibili', 'KB disponibili'],
      pt: ['KBytes disponíveis', 'KB disponíveis'],
      ru: ['Доступно КБ'],
      pl: ['Dostępne KB', 'Dostępna pamięć (KB)'],
      cs: ['Kilobajty k dispozici'],
    },
  },
  {
    objects: ['memory'],
    use: 'availableMiB',
    names: {
      en: ['Available MBytes'],
      de: ['Verfügbare MB', 'Verfügbare Megabytes'],
      fr: ['Mégaoctets disponibles', 'Méga-octets disponibles'],
      es: ['MB disponibles', 'Mbytes disponibles', 'Megabytes disponibles'],
      it: ['MByte disponibili', 'MB disponibili', 'Megabyte disponibili'],
      pt: ['MBytes disponíveis', 'MB disponíveis'],
      ru: ['Доступно МБ'],
      pl: ['Dostępne MB', 'Dostępna pamięć (MB)', 'Dostępne megabajty'],
      cs: ['Megabajty k dispozici', 'MB k dispozici', 'Počet MB k dispozici'],
      sv: ['Tillgängliga megabyte'],
    },
  },
  {
    objects: ['memory'],
    use: 'committedBytes',
    names: {
      en: ['Committed Bytes'],
      de: ['Zugesicherte Bytes'],
      fr: ['Octets validés', 'Octets dédiés'],
      es: ['Bytes confirmados'],
      it: ['Byte vincolati'],
      pt: ['Bytes confirmados'],
      ru: ['Байт выделенной виртуальной памяти'],
      pl: ['Zadeklarowane bajty'],
    },
  },
  {
    objects: ['memory'],
    use: 'pages',
    names: {
      en: ['Pages/sec'],
      de: ['Seiten/s'],
      fr: ['Pages/s'],
      es: ['Páginas/s'],
      it: ['Pagine/sec'],
      pt: ['Páginas/s'],
      ru: ['Обмен страниц/с'],
      pl: ['Strony/s'],
      cs: ['Stránky/s'],
    },
  },
  {
    objects: ['memory'],
    use: 'nonpagedBytes',
    names: {
      en: ['Pool Nonpaged Bytes'],
      de: ['Nicht-Auslagerungsseiten (Bytes)'],
      fr: ['Octets de réserve non paginée'],
      es: ['Bytes de bloque no paginado', 'Bytes de grupo no paginado'],
      it: ['Byte in pool non di paging'],
      pt: ['Bytes de Pool Não Pagináveis'],
      ru: ['Байт в невыгружаемом страничном пуле'],
    },
  },
  {
    objects: DISKS,
    use: 'transfers',
    names: {
      en: ['Disk Transfers/sec'],
      de: ['Übertragungen/s'],
      fr: ['Transferts disque/s'],
      es: ['Transferencias de disco/s'],
      it: ['Trasferimenti disco/sec'],
      pt: ['Transferências de disco/s', 'Transferências do disco/seg'],
      ru: ['Обращений к диску/с'],
      pl: ['Transfery dysku/s', 'Transfery dyskowe/s'],
      cs: ['Přenosy disku/s'],
    },
  },
  {
    objects: DISKS,
    use: 'reads',
    names: {
      en: ['Disk Reads/sec'],
      de: ['Lesevorgänge/s'],
      fr: ['Lectures disque/s'],
      es: ['Lecturas de disco/s'],
      it: ['Letture disco/sec'],
      pt: ['Leituras de disco/s'],
      ru: ['Обращений чтения с диска/с'],
      pl: ['Odczyty dysku/s'],
      sv: ['Diskläsningar/sek'],
    },
  },
  {
    objects: DISKS,
    use: 'writes',
    names: {
      en: ['Disk Writes/sec'],
      de: ['Schreibvorgänge/s'],
      fr: ['Écritures disque/s'],
      es: ['Escrituras en disco/s', 'Escrituras de disco/s'],
      it: ['Scritture disco/sec'],
      pt: ['Gravações de disco/s', 'Escritas em disco/s'],
      ru: ['Обращений записи на диск/с'],
      pl: ['Zapisy dysku/s', 'Zapisy na dysku/s'],
      sv: ['Diskskrivningar/sek'],
    },
  },
  {
    objects: DISKS,
    use: 'bytes',
    names: {
      en: ['Disk Bytes/sec'],
      de: ['Bytes/s'],
      fr: ['Octets disque/s'],
      es: ['Bytes de disco/s'],
      it: ['Byte disco/sec'],
      pt: ['Bytes de disco/s'],
      ru: ['Скорость обмена с диском (байт/с)'],
      pl: ['Bajty dysku/s'],
    },
  },
  {
    objects: DISKS,
    use: 'readBytes',
    names: {
      en: ['Disk Read Bytes/sec'],
      de: ['Bytes gelesen/s'],
      fr: ['Lectures disque, octets/s'],
      es: ['Bytes de lectura de disco/s', 'Bytes leídos de disco/s'],
      it: ['Byte letti da disco/sec'],
      pt: ['Bytes de leitura de disco/s'],
      ru: ['Скорость чтения с диска (байт/с)', 'Байт чтения с диска/с'],
      pl: ['Bajty odczytu dysku/s', 'Bajty odczytu z dysku/s'],
    },
  },
  {
    objects: DISKS,
    use: 'writeBytes',
    names: {
      en: ['Disk Write Bytes/sec'],
      de: ['Bytes geschrieben/s'],
      fr: ['Écritures disque, octets/s'],
      es: ['Bytes de escritura en disco/s', 'Bytes escritos en disco/s'],
      it: ['Byte scritti su disco/sec'],
      pt: ['Bytes de gravação de disco/s', 'Bytes escritos em disco/s'],
      ru: ['Скорость записи на диск (байт/с)', 'Байт записи на диск/с'],
      pl: ['Bajty zapisu dysku/s', 'Bajty zapisu na dysku/s'],
      cs: ['Bajty zapisování na disk/s'],
    },
  },
  {
    objects: ['logicalDisk'],
    use: 'freeMiB',
    names: {
      en: ['Free Megabytes'],
      de: ['MB frei'],
      fr: ['Mégaoctets libres'],
      es: ['Megabytes libres'],
      it: ['MB disponibili', 'Megabyte disponibili'],
      pt: ['Megabytes livres'],
      ru: ['Свободно мегабайт'],
      pl: ['Wolne megabajty'],
    },
  },
  {
    objects: ['logicalDisk'],
    use: 'freePercent',
    names: {
      en: ['% Free Space'],
      de: ['Freier Speicherplatz (%)'],
      fr: ["% d'espace libre"],
      es: ['% de espacio libre', '% de espacio disponible'],
      it: ['% Spazio disponibile'],
      pt: ['% Espaço livre', '% de espaço livre'],
      ru: ['% свободного места'],
      pl: ['Wolne miejsce (%)'],
    },
  },
  {
    objects: NETWORKS,
    use: 'bytes',
    names: {
      en: ['Bytes Total/sec'],
      de: ['Gesamtanzahl Bytes/s'],
      fr: ['Total des octets/s'],
      es: ['Total de bytes/s'],
      it: ['Totale byte/sec'],
      pt: ['Total de bytes/s'],
      ru: ['Всего байт/с'],
      pl: ['Całkowita liczba bajtów/s'],
      cs: ['Celkový počet bajtů/s'],
    },
  },
  {
    objects: NETWORKS,
    use: 'receivedBytes',
    names: {
      en: ['Bytes Received/sec'],
      de: ['Empfangene Bytes/s'],
      fr: ['Octets reçus/s'],
      es: ['Bytes recibidos/s'],
      it: ['Byte ricevuti/sec'],
      pt: ['Bytes recebidos/s'],
      ru: ['Получено байт/с', 'Байт получено/с'],
      pl: ['Bajty odebrane/s'],
    },
  },
  {
    objects: NETWORKS,
    use: 'sentBytes',
    names: {
      en: ['Bytes Sent/sec'],
      de: ['Bytes gesendet/s', 'Gesendete Bytes/s'],
      fr: ['Octets envoyés/s'],
      es: ['Bytes enviados/s'],
      it: ['Byte inviati/sec'],
      pt: ['Bytes enviados/s'],
      ru: ['Отправлено байт/с', 'Байт послано/с'],
      pl: ['Bajty wysłane/s'],
    },
  },
  {
    objects: ['system'],
    use: 'switches',
    names: {
      en: ['Context Switches/sec'],
      de: ['Kontextwechsel/s'],
      fr: ['Changements de contexte/s'],
      es: ['Cambios de contexto/s'],
      it: ['Cambi di contesto/sec'],
      pt: ['Alternâncias de contexto/s', 'Opções de contexto/s'],
      ru: ['Контекстных переключений/с'],
      pl: ['Przełączenia kontekstu/s'],
    },
  },
  {
    objects: ['numaMemory'],
    use: 'installedMiB',
    names: { en: ['Total MBytes'], it: ['Totale MB'], de: ['MB gesamt'] },
  },
  { objects: ['vmProcessor'], use: 'hostMHz', names: { en: ['Host processor speed in MHz'] } },
];
