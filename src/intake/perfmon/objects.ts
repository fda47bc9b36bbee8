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
 * `Get-Counter -ListSet *`, the others from logs, scripts and programs that people published (Swedish, Dutch, Turkish:
 * those of a migration agent, a load tester and desktop tools that ask for them by name), and what none of these has from
 * the translated manuals of Windows and Azure Monitor. A further language is a further entry; what is missing can be
 * mapped by hand.
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
    hu: ['Processzor'],
    zh: ['处理器'],
    ja: ['プロセッサ'],
    ko: ['프로세서'],
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
    zh: ['处理器信息'],
    ja: ['プロセッサ情報'],
    ko: ['프로세서 정보'],
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
    da: ['Hukommelse'],
    hu: ['Memória'],
    zh: ['内存'],
    ja: ['メモリ'],
    ko: ['메모리'],
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
    nl: ['Fysieke schijf'],
    tr: ['FizikselDisk'],
    hu: ['Fizikai lemez'],
    zh: ['物理磁盘'],
    ja: ['物理ディスク'],
    ko: ['실제 디스크'],
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
    zh: ['逻辑磁盘'],
    ja: ['論理ディスク'],
    ko: ['논리 디스크'],
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
    nl: ['Netwerkinterface'],
    zh: ['网络接口'],
    ja: ['ネットワーク インターフェイス'],
    ko: ['네트워크 인터페이스'],
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
    tr: ['Ağ Bağdaştırıcısı'],
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
    zh: ['系统'],
    ja: ['システム'],
    ko: ['시스템'],
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
    zh: ['进程'],
    ja: ['プロセス'],
    ko: ['프로세스'],
  },
  numaMemory: {
    en: ['NUMA Node Memory'],
    it: ['Memoria nodo NUMA'],
    de: ['Arbeitsspeicher für NUMA-Knoten', 'NUMA-Knotenspeicher'],
  },
  vmProcessor: { en: ['VM Processor'] },
};
