import type { CounterEntry } from './entry';
import type { ObjectId } from '../objects';

const NETWORKS: readonly ObjectId[] = ['networkInterface', 'networkAdapter'];

/** Network, by interface and by adapter. */
export const NETWORK_COUNTERS: readonly CounterEntry[] = [
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
      nl: ['Totaal aantal bytes per seconde'],
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
      tr: ['Alınan Bayt/sn'],
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
      tr: ['Gönderilen Bayt/sn'],
    },
  },
];
