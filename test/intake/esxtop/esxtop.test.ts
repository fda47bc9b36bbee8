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
    `${H}\\Vcpu(7:WEB:5421600:vmx)\\% Used`,
  ),
  row('03/26/2015 22:42:11', 30, 700, 142.5, 12, 70, 2048, 8, 16, 10, 5, 3, 0),
  row('03/26/2015 22:42:26', 30, 700, 100, ' ', 70, 4096, 8, ' ', ' ', ' ', 4, 0),
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

  describe('tell guests from the host’s own groups', () => {
    const of = (columns: Readonly<Record<string, number>>) =>
      readText(
        'esx.csv',
        [
          row('(PDH-CSV 4.0) (UTC)(0)', ...Object.keys(columns).map((c) => `${H}\\${c}`)),
          ...[1, 2].map((k) => row(`03/26/2015 22:4${k}:11`, ...Object.values(columns))),
        ].join('\n'),
      );
    const used = (reading: Awaited<ReturnType<typeof of>>) =>
      reading.recordings.map(({ server, measures }) => [server, measures.usedCores?.[0]]);

    it('by worlds that only a guest has, whatever it is called', async () => {
      const reading = await of({
        'Group Cpu(1001:hostd.2099018)\\% Used': 150,
        'Vcpu(1001:hostd.2099018:77:vmx-vcpu-0:hostd.2099018)\\% Run': 100,
        'Group Cpu(1002:idle)\\% Used': 50,
        'Vcpu(1002:idle:78:vmx)\\% Used': 0,
        'Group Cpu(2001:vpxa)\\% Used': 3,
        'Group Memory(2001:vpxa)\\Memory Size MBytes': 80,
        'Vcpu(2001:vpxa:79:vpxa-worker)\\% Used': 1,
      });
      expect(used(reading)).toEqual([
        ['hostd.2099018', 1.5],
        ['idle', 0.5],
      ]);
      expect(reading.findings.find(({ text }) => text.includes('"vpxa"'))).toMatchObject({ level: 'info' });
    });

    it('by ports, disks and memory in a log without worlds', async () => {
      const reading = await of({
        'Group Cpu(1:app.01)\\% Used': 150,
        'Group Memory(1:app.01)\\Memory Size MBytes': 4096,
        'Group Cpu(2:python)\\% Used': 50,
        'Network Port(vSwitch0:5:2:python)\\MBits Received/sec': 8,
        'Group Cpu(3:hostd.2099018)\\% Used': 3,
        'Group Memory(3:hostd.2099018)\\Memory Size MBytes': 90,
      });
      expect(used(reading)).toEqual([
        ['app.01', 1.5],
        ['python', 0.5],
      ]);
    });

    it('by their names alone where nothing else tells, which is a guess', async () => {
      const reading = await of({
        'Group Cpu(1001:app.01)\\% Used': 150,
        'Group Cpu(1002:db-10.0.0.5)\\% Used': 50,
        'Group Cpu(1003:web)\\% Used': 25,
        'Group Cpu(2001:hostd.2099018)\\% Used': 3,
      });
      expect(used(reading)).toEqual([
        ['app.01', 1.5],
        ['db-10.0.0.5', 0.5],
        ['web', 0.25],
      ]);
      expect(reading.findings.find(({ text }) => text.includes('"hostd.2099018"'))).toMatchObject({
        level: 'guess',
      });
    });

    it.each([
      ['app.2024', true],
      ['mail.1999', true],
      ['hostd.2018', false],
      ['worker.20245', false],
    ])('a year behind the name %s is of a guest, a world of its host: %s', async (name, guest) => {
      const reading = await of({
        [`Group Cpu(1001:${name})\\% Used`]: 50,
        'Group Cpu(1003:web)\\% Used': 25,
      });
      expect(used(reading).map(([each]) => each)).toEqual(guest ? [name, 'web'] : ['web']);
    });

    it('and two of one name from each other', async () => {
      const reading = await of({
        'Group Cpu(11:web)\\% Used': 100,
        'Group Cpu(12:web)\\% Used': 50,
        'Group Memory(11:web)\\Memory Size MBytes': 4096,
        'Group Memory(12:web)\\Memory Size MBytes': 2048,
        'Virtual Disk(web)\\Reads/sec': 10,
      });
      expect(used(reading)).toEqual([
        ['web (group 11)', 1],
        ['web (group 12)', 0.5],
      ]);
      expect(reading.recordings.map(({ facts }) => facts.memory)).toEqual([4096, 2048]);
      expect(reading.recordings.every(({ measures }) => measures.transfers === undefined)).toBe(true);
      expect(reading.findings.find(({ text }) => text.includes('Several guests'))).toMatchObject({
        level: 'warning',
      });
    });
  });

  it('count a guest’s disks once: their total, or where there is none its parts', async () => {
    const cells = {
      'Group Cpu(1003:web)\\% Used': 25,
      'Virtual Disk(web)\\Reads/sec': 10,
      'Virtual Disk(web)\\Writes/sec': 20,
      'Virtual Disk(web:scsi0:0)\\Reads/sec': 4,
      'Virtual Disk(web:scsi0:1)\\Reads/sec': 6,
      'Virtual Disk(web:scsi0:0)\\Writes/sec': 20,
      'Virtual Disk(web:scsi0:0)\\MBytes Read/sec': 1,
      'Virtual Disk(web:scsi0:1)\\MBytes Read/sec': 2,
    };
    const reading = await readText(
      'esx.csv',
      [
        row('(PDH-CSV 4.0) (UTC)(0)', ...Object.keys(cells).map((c) => `${H}\\${c}`)),
        row('03/26/2015 22:42:11', ...Object.values(cells)),
      ].join('\n'),
    );
    const [{ measures }] = reading.recordings;
    expect(measures.transfers![0]).toBe(30);
    expect(measures.diskMBs![0]).toBeCloseTo(3 * 1.048576, 5);
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
