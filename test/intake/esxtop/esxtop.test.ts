import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/intake';
import { dataPath, lacksData } from '../../data';

const H = '\\\\esx01.example.com';
const row = (...cells: (string | number)[]) => cells.map((c) => `"${c}"`).join(',');
const log = [
  'terminal noise',
  row(
    '(PDH-CSV 4.0) (UTC)(0)',
    `${H}\\Physical Cpu(_Total)\\% Util Time`,
    `${H}\\Group Cpu(1:idle)\\% Used`,
    `${H}\\Group Cpu(28868:Ted DEV:ORA)\\% Used`,
    `${H}\\Group Cpu(28868:Ted DEV:ORA)\\% Ready`,
    `${H}\\Vcpu(28868:Ted DEV:ORA:5421591:vmx-vcpu-0:Ted DEV:ORA)\\% Used`,
    `${H}\\Group Memory(28868:Ted DEV:ORA)\\Memory Size MBytes`,
    `${H}\\Network Port(vSwitch6:134217730:28868:Ted DEV:ORA)\\MBits Transmitted/sec`,
    `${H}\\Network Port(vSwitch6:134217730:28868:Ted DEV:ORA)\\MBits Received/sec`,
    `${H}\\Virtual Disk(Ted DEV:ORA:scsi0:0)\\Reads/sec`,
    `${H}\\Virtual Disk(Ted DEV:ORA:scsi0:1)\\Writes/sec`,
    `${H}\\Group Cpu(7:WEB)\\% Used`,
  ),
  row('03/26/2015 22:42:11', 30, 700, 142.5, 12, 70, 2048, 8, 16, 10, 5, 3),
  row('03/26/2015 22:42:26', 30, 700, 100, ' ', 70, 4096, 8, ' ', ' ', ' ', 4),
].join('\n');

describe('esxtop batch logs', () => {
  it('give what the host saw of each guest: used, ready, memory, network, disks; not the host’s own groups', async () => {
    const reading = await readText('esx.csv', log);
    expect(reading.format).toBe('esxtop batch log');
    expect(reading.recordings.map((r) => r.server)).toEqual(['Ted DEV:ORA', 'WEB']);
    const [ted] = reading.recordings;
    expect([...ted.measures.usedCores!].map((v) => +v.toFixed(4))).toEqual([1.425, 1]);
    expect([...ted.measures.ready!]).toEqual([12, NaN]);
    expect([...ted.measures.networkMBs!]).toEqual([3, 1]);
    expect([...ted.measures.transfers!]).toEqual([15, NaN]);
    expect(ted.facts).toEqual({ measured: 'host', present: 'vsphere8', memory: 4096, cores: 1 });
    expect(new Date(ted.times[1] - ted.times[0]).getTime()).toBe(15_000);
  });

  it('of a host alone are explained', async () => {
    const reading = await readText(
      'esx.csv',
      log.replace(/Group Cpu|Group Memory|Network Port|Virtual Disk|Vcpu/g, 'Physical Cpu'),
    );
    expect(reading.recordings).toEqual([]);
    expect(reading.findings[0]).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/no group of a guest/),
    });
  });

  const saved = 'esxtop/vmware_dhcp60_12cols_excel_resaved.csv';
  it.skipIf(lacksData(saved))(
    'saved again by Excel are recognised (skipped where the file is absent)',
    async () => {
      const reading = await readText('dhcp60.csv', readFileSync(dataPath(saved), 'utf8'));
      expect(reading.format).toBe('esxtop batch log');
      expect(reading.rows).toBeGreaterThan(100);
      expect(reading.findings[0].level).toBe('error');
    },
  );
});
