import { expect, test } from 'vitest';
import { counterOf } from '../../../src/intake/perfmon/counters';
import { log, read, saying, series } from '../read';

/** Processor busy and memory available as Windows of that language writes them, and whether only manuals say so. */
const LANGUAGES: readonly (readonly [string, busy: string, memory: string | null, manuals: boolean])[] = [
  ['Swedish', 'Processor(_Total)\\% processortid', 'Minne\\Tillgängliga megabyte', false],
  ['Dutch', 'Processor(_Total)\\Percentage processortijd', 'Geheugen\\Beschikbare megabytes (MB)', false],
  ['Danish', 'Processor(_Total)\\% processortid', 'Hukommelse\\Tilgængelige MB', true],
  [
    'Hungarian',
    'Processzor(_Total)\\A processzor kihasználtsága (%)',
    'Memória\\Rendelkezésre álló memória (megabájt)',
    true,
  ],
  ['Finnish', 'Suoritin(_Yhteensä)\\% Suoritinaika', null, true],
  ['Polish', 'Procesor(_Total)\\Czas procesora (%)', 'Pamięć\\Dostępna pamięć (MB)', false],
  ['Czech', 'Procesor(_Total)\\% času procesoru', 'Paměť\\Počet MB k dispozici', false],
  ['Turkish', 'İşlemci(_Total)\\% İşlemci Zamanı', 'Bellek\\Kullanılabilir MBayt', false],
  ['Chinese', '处理器(_Total)\\% 处理器时间', null, false],
  ['Korean', 'Processor(_Total)\\% 프로세서 시간', 'Memory\\사용 가능한 MB', true],
  // Japanese Windows keeps the English names.
  ['Japanese', 'Processor(_Total)\\% Processor Time', 'Memory\\Available MBytes', false],
];

test.each(LANGUAGES)('counters of a %s Windows', async (_, busy, memory, manuals) => {
  const reading = await read(log({ [busy]: [50.5, 25], ...(memory ? { [memory]: [2048, 1024] } : {}) }));
  expect(series(reading, 'busy')).toEqual([50.5, 25]);
  if (memory) expect(series(reading, 'availableMiB')).toEqual([2048, 1024]);
  expect(saying(reading, 'from translated manuals alone')).toHaveLength(manuals ? 1 : 0);
});

test.each([
  ['Swedish', 'Fysisk disk', 'Disk - skrivna byte/s', 'writeBytes'],
  ['Swedish', 'PhysicalDisk', 'Disköverföringar/sek', 'transfers'],
  ['Dutch', 'Fysieke schijf', 'Geschreven bytes per seconde', 'writeBytes'],
  ['Dutch', 'Netwerkinterface', 'Totaal aantal bytes per seconde', 'bytes'],
  ['Turkish', 'FizikselDisk', 'Disk Okuma Bayt/sn', 'readBytes'],
  ['Turkish', 'Ağ Bağdaştırıcısı', 'Alınan Bayt/sn', 'receivedBytes'],
  ['Hungarian', 'Fizikai lemez', 'Írási sebesség (bájt/s)', 'writeBytes'],
  ['Chinese', '内存', '可用字节', 'availableBytes'],
  ['Japanese', 'プロセッサ', '% プロセッサ時間', 'busy'],
] as const)('%s: %s\\%s', (_, object, counter, use) => {
  expect(counterOf(object, counter)?.use).toBe(use);
});

test('Danish shares its name of processor time with Swedish', async () => {
  expect(series(await read(log({ 'Processor(_Total)\\% processortid': [7] })), 'busy')).toEqual([7]);
});

test('a language without an entry is mapped by hand, counter by counter', async () => {
  const text = log({ 'Επεξεργαστής(_Total)\\Χρόνος (%)': [40], 'Επεξεργαστής(_Total)\\Διακοπές': [3] });
  expect((await read(text)).recordings).toEqual([]);
  expect(series(await read(text, { mapping: { 'Επεξεργαστής\\Χρόνος (%)': 'busy' } }), 'busy')).toEqual([40]);
});
