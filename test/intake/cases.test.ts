/** Small files after shapes that people have, which lie beside the project, each with its right reading. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import { readFile } from '../../src/intake';
import { readDocument } from '../../src/report/read';
import { dataPath, lacksData } from '../data';

type Figures = Readonly<Record<string, number>>;
const CASES: Readonly<Record<string, Readonly<Record<string, Figures>>>> = {
  'unit_KBps.csv': { web01: { diskMBs: 8, networkMBs: 8 } },
  'unit_packets.csv': { web01: { busy: 20 } },
  'unit_ms_temp_queue.csv': { web01: { busy: 20 } },
  'proxmox_rrd.csv': { proxmox_rrd: { busy: 25, usedMiB: 2048, diskMBs: 3, networkMBs: 7 } },
  'powercli_get_stat.csv': {
    web01: { busy: 50, usedMiB: 2048, networkMBs: 8 },
    db01: { busy: 20, usedMiB: 2048, networkMBs: 8 },
  },
  'dotnet_counters.csv': { dotnet_counters: { busy: 30.5 } },
  'monitor_node_column.csv': { web01: { busy: 25 }, db01: { busy: 50 } },
  'vrops_interval.csv': { 'vm-a': { usedGHz: 1.5005 }, 'vm-b': { usedGHz: 3.0005 } },
  'wide_total_average.csv': { web01: { busy: 20 }, db01: { busy: 40 } },
  'dstat_no_blank_columns.csv': { web01: { busy: 25, diskMBs: 3 } },
  'idle_percent.csv': { web01: { busy: 10 }, db01: { busy: 20 } },
  'perfmon_idle_only.csv': { SRV1: { busy: 75 } },
  'esxtop_name_with_dot_digits.csv': {
    'app.01': { usedCores: 1.5 },
    'db-10.0.0.5': { usedCores: 0.5 },
    web: { usedCores: 0.25 },
  },
  'esxtop_disk_total_and_parts.csv': { web: { usedCores: 0.25, transfers: 30, diskMBs: 1.05 } },
  'esxtop_same_name_twice.csv': { 'web (group 11)': { usedCores: 1 }, 'web (group 12)': { usedCores: 1 } },
  'list_fraction_cpu.csv': { web01: { busy: 80 }, web02: { busy: 60 } },
  'list_powered_off.csv': { web01: { busy: 50 } },
  'azure_migrate_no_utilisation.csv': {
    'srv-a': { busy: 40, usedMiB: 4096, spaceGiB: 100 },
    'srv-b': { spaceGiB: 500 },
  },
  'impossible_values.csv': { SRV1: { busy: 25, transfers: 100, networkMBs: 1 } },
  'typeperf_redirected_cp850.txt': { SRV01: { busy: 25, availableMiB: 2048 } },
  'perfmon_sv.csv': { SRV1: { busy: 50.5, availableMiB: 4096 } },
  'hyperv_host_without_guests_counted.csv': { web01: { usedCores: 0.8, runCores: 0.8 } },
  'measured_by_host_mhz.csv': { 'srv-a': { usedGHz: 10 } },
  'far_cell.xlsx': { web01: { busy: 50 } },
  'csv_lines_in_column_a.xlsx': { SRV1: { busy: 25, availableMiB: 2048 } },
};
const REFUSED: Readonly<Record<string, string>> = {
  'decimal_comma_unquoted.csv': 'more cells than the header',
  'time_text_month.csv': '"March 04,2024 09:00 AM"',
};

const opened = (path: string): Promise<Reading> =>
  readFile(path.split('/').at(-1)!, new Blob([readFileSync(dataPath(path))]));
const maxima = (readings: readonly Reading[]) =>
  Object.fromEntries(
    readDocument(readings, { edits: {}, shifts: {} }).servers.map(({ name, measures }) => [
      name,
      Object.fromEntries(Object.entries(measures).map(([id, own]) => [id, Number(own!.max.toPrecision(3))])),
    ]),
  );
const rounded = (of: Readonly<Record<string, Figures>>) =>
  Object.fromEntries(
    Object.entries(of).map(([name, own]) => [
      name,
      Object.fromEntries(Object.entries(own).map(([id, value]) => [id, Number(value.toPrecision(3))])),
    ]),
  );

describe.skipIf(lacksData('intake-cases/unit_KBps.csv'))('small cases have their right reading', () => {
  test.each(Object.keys(CASES))('%s', async (file) => {
    expect(maxima([await opened(`intake-cases/${file}`)])).toEqual(rounded(CASES[file]));
  });

  test.each(Object.keys(REFUSED))('%s is refused with what stands there', async (file) => {
    await expect(opened(`intake-cases/${file}`)).rejects.toThrow(REFUSED[file]);
  });

  test.each([
    ['date_order_across_files/a_certain.csv', 'date_order_across_files/b_doubtful.csv'],
    ['twice/a.csv', 'twice/b.csv'],
    ['fqdn/short.csv', 'fqdn/fqdn.csv'],
  ])('%s and %s say the same in either order', async (a, b) => {
    const [one, other] = [await opened(`intake-cases/${a}`), await opened(`intake-cases/${b}`)];
    const document = (readings: Reading[]) => {
      const { servers, questions } = readDocument(readings, { edits: {}, shifts: {} });
      return [servers.map((each) => ({ ...each })).sort((x, y) => (x.name < y.name ? -1 : 1)), questions];
    };
    const forth = document([one, other]);
    expect(document([other, one])).toEqual(forth);
    const { servers } = readDocument([one, other], { edits: {}, shifts: {} });
    if (a.startsWith('fqdn')) expect(servers).toHaveLength(1);
    if (a.startsWith('date')) for (const { from } of servers) expect(from).toMatch(/^2024-03/);
  });
});

/** Every file beside the project, but those too large for a unit test. */
const MOST_BYTES = 3_000_000;
function filesUnder(folder: string): string[] {
  if (!existsSync(dataPath(folder))) return [];
  return readdirSync(dataPath(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path);
    return /\.(csv|tsv|txt|xlsx|log|json)$/i.test(path) && statSync(dataPath(path)).size < MOST_BYTES
      ? [path]
      : [];
  });
}
const REAL = ['esxtop', 'perfmon', 'rvtools', 'sadf', 'traces'].flatMap(filesUnder);

describe.skipIf(REAL.length === 0)('every real file is read or explained', () => {
  test.each(REAL)('%s', async (path) => {
    try {
      const { recordings, findings, questions = [] } = await opened(path);
      if (recordings.length === 0)
        expect(questions.length > 0 || findings.some(({ level, fix }) => level === 'error' && fix)).toBe(
          true,
        );
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).finding.fix).toBeTruthy();
    }
  });
});
