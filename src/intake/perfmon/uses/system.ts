import type { CounterEntry } from './entry';

/** The machine as a whole. */
export const SYSTEM_COUNTERS: readonly CounterEntry[] = [
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
];
