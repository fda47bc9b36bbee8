import { describe, expect, test } from 'vitest';
import { log, read, saying } from '../read';

const BUSY = 'Processor(_Total)\\% Processor Time';
const ALL = { keep: 'all processes' } as const;

describe('what a hypervisor says of guests in a Windows log', () => {
  const hyperV = log({
    [BUSY]: [5, 5],
    'Hyper-V Hypervisor Virtual Processor(MAIL01:Hv VP 0)\\% Total Run Time': [60, 20],
    'Hyper-V Hypervisor Virtual Processor(MAIL01:Hv VP 1)\\% Total Run Time': [40, 30],
    'Hyper-V Hypervisor Virtual Processor(_Total)\\% Total Run Time': [50, 25],
    'Hyper-V Hypervisor Root Virtual Processor(Root VP 0)\\% Total Run Time': [9, 9],
  });

  test("a Hyper-V host's log holds what each of its guests used, where it is asked for", async () => {
    const [host, mail, ...others] = (await read(hyperV, ALL)).recordings;
    expect(others).toEqual([]);
    expect(host.measures.usedCores).toBeUndefined();
    expect(mail.server).toBe('MAIL01');
    expect(mail.facts.cores).toBe(2);
    expect([...mail.measures.usedCores!]).toEqual([1, 0.5]);
  });

  test('how long guests waited is their wait for each dispatch times their dispatches, where both are logged', async () => {
    const vp = (n: number, counter: string) =>
      `Hyper-V Hypervisor Virtual Processor(MAIL01:Hv VP ${n})\\${counter}`;
    const columns = {
      [vp(0, '% Total Run Time')]: [60, 20, 20],
      [vp(1, '% Total Run Time')]: [40, 30, 20],
      [vp(0, 'CPU Wait Time Per Dispatch')]: [60_000, 0, 50_000],
      [vp(1, 'CPU Wait Time Per Dispatch')]: [200_000, 100_000, 1],
    };
    const dispatches = {
      [vp(0, 'Logical Processor Dispatches/sec')]: [1000, 500, 2000],
      [vp(1, 'Logical Processor Dispatches/sec')]: [500, 2000, NaN],
    };
    const [both] = (await read(log({ ...columns, ...dispatches }), ALL)).recordings;
    // 60 us x 1,000 + 200 us x 500 = 6 % and 10 % of a processor; the third row lacks a figure.
    expect([...both.measures.ready!].map((v) => +v.toFixed(4))).toEqual([16, 20, NaN]);
    const [alone] = (await read(log(columns), ALL)).recordings;
    expect([alone.measures.ready, [...alone.measures.runCores!]]).toEqual([
      undefined,
      [1, 0.5, expect.closeTo(0.4)],
    ]);
  });

  test('a fold takes the guests in place of their host, and says so', async () => {
    const reading = await read(hyperV, {}, 'hv.csv');
    const { recordings, leftOut } = reading;
    expect(saying(reading, 'carries virtual machines itself')).toEqual([]);
    expect(recordings.map(({ server, facts }) => [server, facts.measured, facts.present])).toEqual([
      ['MAIL01', 'host', 'hyperv'],
    ]);
    expect(leftOut).toEqual([
      { guest: expect.any(String), why: 'a host of virtual machines: these are folded in its place' },
    ]);
  });

  test('memory and network go to the guest that they name, and no further guest is made of them', async () => {
    const vp = (guest: string, n: number) =>
      `Hyper-V Hypervisor Virtual Processor(${guest}:Hv VP ${n})\\% Guest Run Time`;
    const adapter = (guest: string, n: number) =>
      `Hyper-V Virtual Network Adapter(${guest}_Network Adapter_{0A}--{0${n}})\\Bytes/sec`;
    const reading = await read(
      log({
        [BUSY]: [5, 5],
        [vp('Mail_01', 0)]: [60, 20],
        'Hyper-V Dynamic Memory VM(mail_01)\\Physical Memory': [2048, 4096],
        'Hyper-V Dynamic Memory VM(idle)\\Physical Memory': [512, 512],
        [adapter('WEB', 1)]: [1e6, 2e6],
        [adapter('WEB', 2)]: [1e6, null],
        [vp('WEB', 0)]: [10, 10],
        'Hyper-V Virtual Storage Device(C:-VMs-WEB.vhdx)\\Read Bytes/sec': [9e9, 9e9],
        'Network Interface(Intel)\\Bytes Total/sec': [9e6, 9e6],
      }),
      {},
      'hv.csv',
    );
    expect(
      reading.recordings.map(({ server, measures }) => [
        server,
        Object.entries(measures).map(([measure, values]) => [measure, ...values].join(' ')),
      ]),
    ).toEqual([
      ['Mail_01', expect.arrayContaining(['usedMiB 2048 4096'])],
      ['WEB', expect.arrayContaining(['networkMBs 2 2'])],
    ]);
    expect(reading.recordings[0].measures.usedCores![0]).toBeCloseTo(0.6);
    expect(saying(reading, 'Read Bytes/sec')).toHaveLength(1);
  });

  test('the whole of what a guest was given goes before its own part of it', async () => {
    const reading = await read(
      log({
        'Hyper-V Hypervisor Virtual Processor(WEB:Hv VP 0)\\% Total Run Time': [60],
        'Hyper-V Hypervisor Virtual Processor(WEB:Hv VP 0)\\% Guest Run Time': [50],
      }),
    );
    expect(reading.recordings[0].measures.usedCores![0]).toBeCloseTo(0.6);
    expect(reading.recordings[0].facts.cores).toBe(1);
  });

  test('a share of the guest’s own processors stays one where the log does not count them', async () => {
    const { recordings, counters } = await read(
      log({ [BUSY]: [50], 'VM Processor(_Total)\\% Processor Time': [30] }),
    );
    expect(recordings.flatMap(({ measures: { hostBusy } }) => (hostBusy ? [...hostBusy] : []))).toEqual([30]);
    expect(counters.find(({ object }) => object === 'VM Processor')!.measure).toBe('usedCores');
  });

  test("VMware Tools hand the host's figure into the guest's own log", async () => {
    const reading = await read(
      log({
        [BUSY]: [80, 80],
        'Processor(0)\\% Processor Time': [80, 80],
        'Processor(1)\\% Processor Time': [80, 80],
        'VM Processor(_Total)\\% Processor Time': [30, 45],
      }),
      ALL,
    );
    const [guest, told] = reading.recordings;
    expect(told.server).toBe(guest.server);
    expect([...told.measures.usedCores!].map((v) => +v.toFixed(3))).toEqual([0.6, 0.9]);
  });
});

describe('where a log was taken', () => {
  test.each([
    ['Process(vmtoolsd#3)', 'VMware'],
    ['Процесс(vmtoolsd)', 'VMware'],
    ['进程(VBoxService)', 'VirtualBox'],
    ['Thread(qemu-ga/0)', 'KVM'],
    ['Thread(prl_tools/2#1)', 'Parallels'],
    ['Process V2(vmicsvc:1204)', 'Hyper-V'],
    ['Proceso(VMwareService.exe)', 'VMware'],
  ])('%s tells it, whatever the language and the number', async (instance, product) => {
    const reading = await read(log({ [BUSY]: [1], [`${instance}\\Counter`]: [0] }), {}, 'a.csv');
    expect(saying(reading, `Measured inside a virtual machine (${product}`)).toHaveLength(1);
  });

  test.each([
    ['Carte réseau Microsoft Hyper-V', 1],
    ['Microsoft Hyper-V Network Adapter #2', 1],
    ['Hyper-V Virtual Ethernet Adapter', 0],
  ])('adapter %s', async (adapter, found) => {
    const reading = await read(log({ [BUSY]: [1], [`Network Interface(${adapter})\\Bytes Total/sec`]: [0] }));
    expect(saying(reading, 'Measured inside a virtual machine (Hyper-V')).toHaveLength(found);
  });

  test('it is told of a log that holds nothing to fold', async () => {
    const reading = await read(log({ 'Process(vmtoolsd)\\Working Set': [1e6] }));
    expect(reading.recordings).toEqual([]);
    expect(saying(reading, 'Measured inside a virtual machine (VMware')).toHaveLength(1);
  });

  test('a host that seems to be a guest itself is said to be both', async () => {
    const reading = await read(
      log({ [BUSY]: [1], 'Process(vmms)\\Working Set': [0], 'Process(vmtoolsd)\\Working Set': [0] }),
    );
    expect(saying(reading, 'carries virtual machines itself')[0].text).toContain('a guest too (VMware');
  });
});
