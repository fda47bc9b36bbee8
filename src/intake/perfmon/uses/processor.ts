import type { CounterEntry } from './entry';
import type { ObjectId } from '../objects';

const PROCESSORS: readonly ObjectId[] = ['processor', 'processorInformation'];

/** Processors, and the processor time of processes. */
export const PROCESSOR_COUNTERS: readonly CounterEntry[] = [
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
      da: ['% processortid'],
      fi: ['% Suoritinaika'],
      zh: ['% 处理器时间'],
      ko: ['% 프로세서 시간'],
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
  { objects: ['vmProcessor'], use: 'hostMHz', names: { en: ['Host processor speed in MHz'] } },
];
