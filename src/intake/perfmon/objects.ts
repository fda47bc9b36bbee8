import type { LocalNames } from './names';

/** The performance objects that a fold draws from. */
export type ObjectId =
  | 'processor'
  | 'processorInformation'
  | 'memory'
  | 'physicalDisk'
  | 'logicalDisk'
  | 'networkInterface'
  | 'networkAdapter'
  | 'system'
  | 'process'
  | 'numaMemory'
  | 'vmProcessor';

/**
 * Names as Windows shows them; German from the counter index of a German Windows (perfc007), French from a French
 * `Get-Counter -ListSet *`, the others from logs and scripts that people published, and (Swedish, Danish, Dutch, Czech)
 * from the translated manuals of Azure Monitor's agent. A further language is a further
 * entry; what is missing can be mapped by hand.
 */
export const OBJECTS: Readonly<Record<ObjectId, LocalNames>> = {
  processor: {
    en: ['Processor'],
    de: ['Prozessor'],
    fr: ['Processeur'],
    es: ['Procesador'],
    it: ['Processore'],
    pt: ['Processador'],
    ru: ['Процессор'],
    pl: ['Procesor'],
    cs: ['Procesor'],
    sk: ['Procesor'],
    sv: ['Processor'],
    nl: ['Processor'],
    tr: ['İşlemci'],
    fi: ['Suoritin'],
    zh: ['处理器'],
  },
  processorInformation: {
    en: ['Processor Information'],
    de: ['Prozessorinformationen'],
    fr: ['Informations sur le processeur'],
    es: ['Información del procesador'],
    it: ['Informazioni processore'],
    pt: ['Informações do Processador'],
    ru: ['Сведения о процессоре'],
    pl: ['Informacje o procesorze'],
    cs: ['Informace o procesoru'],
  },
  memory: {
    en: ['Memory'],
    de: ['Arbeitsspeicher', 'Speicher'],
    fr: ['Mémoire'],
    es: ['Memoria'],
    it: ['Memoria'],
    pt: ['Memória'],
    ru: ['Память'],
    pl: ['Pamięć'],
    cs: ['Paměť'],
    sv: ['Minne'],
    nl: ['Geheugen'],
    tr: ['Bellek'],
  },
  physicalDisk: {
    en: ['PhysicalDisk'],
    de: ['Physikalischer Datenträger', 'Physischer Datenträger'],
    fr: ['Disque physique'],
    es: ['Disco físico'],
    it: ['Disco fisico'],
    pt: ['Disco físico'],
    ru: ['Физический диск'],
    pl: ['Dysk fizyczny'],
    cs: ['Fyzický disk'],
    sv: ['Fysisk disk'],
  },
  logicalDisk: {
    en: ['LogicalDisk'],
    de: ['Logischer Datenträger'],
    fr: ['Disque logique'],
    es: ['Disco lógico'],
    it: ['Disco logico'],
    pt: ['Disco lógico'],
    ru: ['Логический диск'],
    pl: ['Dysk logiczny'],
    cs: ['Logický disk'],
  },
  networkInterface: {
    en: ['Network Interface'],
    de: ['Netzwerkschnittstelle'],
    fr: ['Interface réseau'],
    es: ['Interfaz de red'],
    it: ['Interfaccia di rete'],
    pt: ['Interface de rede', 'Interface de Rede'],
    ru: ['Сетевой интерфейс'],
    pl: ['Interfejs sieciowy'],
    cs: ['Rozhraní sítě'],
  },
  networkAdapter: {
    en: ['Network Adapter'],
    de: ['Netzwerkadapter'],
    fr: ['Carte réseau'],
    es: ['Adaptador de red'],
    it: ['Scheda di rete'],
    pt: ['Adaptador de rede'],
    ru: ['Сетевой адаптер'],
    pl: ['Karta sieciowa'],
    cs: ['Síťový adaptér'],
  },
  system: {
    en: ['System'],
    de: ['System'],
    fr: ['Système'],
    es: ['Sistema'],
    it: ['Sistema'],
    pt: ['Sistema'],
    ru: ['Система'],
    pl: ['System'],
    cs: ['Systém'],
  },
  process: {
    en: ['Process', 'Process V2'],
    de: ['Prozess'],
    fr: ['Processus'],
    es: ['Proceso'],
    it: ['Processo'],
    pt: ['Processo'],
    ru: ['Процесс'],
    pl: ['Proces'],
    cs: ['Proces'],
  },
  numaMemory: {
    en: ['NUMA Node Memory'],
    it: ['Memoria nodo NUMA'],
    de: ['Arbeitsspeicher für NUMA-Knoten', 'NUMA-Knotenspeicher'],
  },
  vmProcessor: { en: ['VM Processor'] },
};
