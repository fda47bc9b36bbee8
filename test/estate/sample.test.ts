import { describe, expect, it } from 'vitest';
import type { MeasureId } from '../../src/estate/measure';
import { sampleReading } from '../../src/estate/sample';

/**
 * The sample as it was first shown: links, pictures and the README speak of these servers, so that a change of any
 * figure is one on purpose. Per role: servers, class, cores, rating, MiB, image; mean and largest % busy, the slot in
 * which its first server is busiest; means of the other measures.
 */
const ROLES = `
  MAIL, 3, mail, 2, 2.8, 4096, Windows Server 2003, 14.568, 38.604, 124, 4.079, 0.29136, 0.58271, 1453, 60.98, 1.3067, 0.87115
  DC, 4, directory, 1, 2.4, 2048, Windows Server 2003, 8.8403, 26.797, 131, 2.5637, 0.088403, 0.26521, 1119.1, 5.3212, 0.088687, 0.17737
  BACKUP, 3, backup, 1, 2.4, 2048, Windows 2000 Server, 8.8479, 47.099, 27, 5.8396, 1.0617, 1.2387, 1229.2, 44.115, 5.2938, 3.9704
  SQL, 6, database, 4, 2.8, 8192, Windows Server 2003, 18.005, 53.554, 137, 4.1411, 0.36009, 0.54014, 2373, 162.26, 5.0481, 0.90144
  ERP, 3, database, 4, 2.8, 8192, Windows Server 2003, 20.729, 71.34, 116, 5.1824, 0.41459, 0.62188, 2988.7, 124.86, 3.7457, 0.83239
  WEB, 10, web, 2, 2.4, 2048, Windows Server 2003, 17.747, 48.255, 240, 6.5665, 0.53242, 1.0648, 1014.3, 7.0884, 0.17721, 1.5949
  APP, 9, compute, 2, 2.8, 4096, Windows Server 2003, 13.895, 45.899, 121, 2.3622, 0.13895, 0.27791, 1869.8, 6.955, 0.20865, 0.5564
  FILE, 6, file, 2, 2.4, 4096, Windows 2000 Server, 11.178, 35.437, 114, 6.148, 0.67069, 1.006, 1631, 42.511, 2.4611, 1.7899
  PRINT, 4, file, 1, 2, 1024, Windows 2000 Server, 7.7344, 22.956, 123, 3.3258, 0.23203, 0.38672, 558.19, 6.9704, 0.23235, 0.23235
  BATCH, 5, compute, 4, 2.8, 4096, Windows Server 2003, 16.188, 87.805, 15, 2.1044, 0.16188, 0.32376, 2278.3, 35.729, 1.9489, 0.32481
  PROXY, 3, web, 1, 2.4, 2048, Windows Server 2003, 12.953, 34.215, 125, 6.0879, 0.64764, 1.0362, 1155.3, 9.0767, 0.25934, 1.8153
  MONITOR, 3, database, 1, 2.4, 2048, Windows Server 2003, 10.657, 12.858, 246, 2.6643, 0.21314, 0.31971, 892.91, 15.939, 0.21252, 0.10626
  DEV, 4, compute, 2, 2.4, 2048, Windows Server 2003, 20.298, 62.942, 130, 3.0447, 0.20298, 0.40595, 1069.8, 16.193, 0.60724, 0.20241
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(', '));

const MEANS: readonly MeasureId[] = [
  'privileged',
  'interrupt',
  'dpc',
  'availableMiB',
  'transfers',
  'diskMBs',
  'networkMBs',
];

describe('the sample estate', () => {
  const { recordings } = sampleReading();
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

  it.each(ROLES)('has its %s servers', (role, count, kind, cores, rating, memory, image, ...figures) => {
    const [busy, peak, slot, ...means] = figures.map(Number);
    const own = recordings.filter(({ server }) => server.replace(/-\d+$/, '') === role);
    const all = (id: MeasureId) => own.flatMap(({ measures }) => [...measures[id]!]);
    expect(own.map(({ server }) => server)).toEqual(
      Array.from({ length: Number(count) }, (_, i) => `${role}-${String(i + 1).padStart(2, '0')}`),
    );
    for (const { facts } of own)
      expect(facts).toEqual({
        cores: Number(cores),
        rating: Number(rating),
        memory: Number(memory),
        image,
        os: image,
        bits: 32,
        class: kind,
        measured: 'native',
      });
    // exp() may differ in its last digit from one engine to another.
    const near = (v: number) => expect.closeTo(v, 4 - Math.ceil(Math.log10(v)));
    expect(mean(all('busy'))).toEqual(near(busy));
    expect(Math.max(...all('busy'))).toEqual(near(peak));
    const first = [...own[0].measures.busy!];
    expect(first.indexOf(Math.max(...first))).toBe(slot);
    MEANS.forEach((id, k) => expect(mean(all(id)), id).toEqual(near(means[k])));
  });

  it('is one Tuesday in five-minute samples', () => {
    const servers = ROLES.reduce((n, [, count]) => n + Number(count), 0);
    expect(recordings).toHaveLength(servers);
    for (const { times } of recordings) {
      expect(times).toHaveLength(288);
      expect(new Date(times[0]).toUTCString()).toBe('Tue, 03 Mar 2026 00:00:00 GMT');
      expect(times.every((t, k) => t === times[0] + k * 300_000)).toBe(true);
    }
  });
});
