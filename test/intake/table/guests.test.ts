import { describe, expect, test } from 'vitest';
import { read, refusal, saying } from '../read';

describe('a table of guests', () => {
  test('states facts and one figure of load each', async () => {
    const reading = await read(
      'Server;Cores;GHz;RAM (GB);CPU peak %;CPU avg %;IOPS;Disk MB/s;Network MB/s;OS\n' +
        'DB01;4;2,4;16;80,5;20;350;12,5;3;Windows 2003\nWEB01;2;2,4;4;40;10;;;;\n',
    );
    expect(reading.format).toBe('Table of guests');
    const [db, web] = reading.recordings;
    expect(db.facts).toEqual({ cores: 4, rating: 2.4, memory: 16384, os: 'Windows 2003' });
    expect(db.times.length).toBe(1);
    expect([
      db.measures.busy![0],
      db.measures.transfers![0],
      db.measures.diskMBs![0],
      db.measures.networkMBs![0],
    ]).toEqual([80.5, 350, 12.5, 3]);
    expect(Object.keys(web.measures)).toEqual(['busy']);
    expect(saying(reading, 'no times')[0].level).toBe('warning');
  });

  test.each([
    ['name,vCPUs,memory MB,CPU %', { cores: 2, memory: 2048 }],
    ['VM Name,# CPUs,Memory,Max CPU %', { cores: 2, memory: 2048 }],
    ['Host Name,CPU count,RAM [MB],peak busy', { cores: 2, memory: 2048 }],
    ['*Server Name,*Cores,*Memory (In MB),CPU utilization percentage', { cores: 2, memory: 2048 }],
    ['Rechner,Kerne,Arbeitsspeicher MB,Auslastung %', { cores: 2, memory: 2048 }],
    ['name,cores,os base (MB),CPU %', { cores: 2, osBase: 2048 }],
    ['name,cores,OSBASE MiB,CPU %', { cores: 2, osBase: 2048 }],
    ['name,cores,floor mb,CPU %', { cores: 2, floor: 2048 }],
  ])('knows its columns by many names: %s', async (header, facts) => {
    const reading = await read(`${header}\nSRV1,2,2048,35\n`);
    expect(reading.recordings[0].server).toBe('SRV1');
    expect(reading.recordings[0].facts).toEqual(facts);
    expect(reading.recordings[0].measures.busy![0]).toBe(35);
  });

  test('facts alone make recordings without samples', async () => {
    const reading = await read(
      'name,cores,rating,memory,floor,image,os,bits,osBase,class,measured,dedicated,native,together,apart,host\n' +
        'DB01,4,3.0,8192,2048,w2k3,Windows 2003,32,150,database,guest,yes,no,app,dc;db,HOST1\n',
    );
    expect(reading.format).toBe('Facts about guests');
    const [guest] = reading.recordings;
    expect(guest.times.length).toBe(0);
    expect(guest.measures).toEqual({});
    expect(guest.facts).toEqual({
      cores: 4,
      rating: 3,
      memory: 8192,
      floor: 2048,
      image: 'w2k3',
      os: 'Windows 2003',
      bits: 32,
      osBase: 150,
      class: 'database',
      measured: 'guest',
      dedicated: true,
      native: false,
      together: 'app',
      apart: 'dc;db',
      host: 'HOST1',
    });
  });

  test('a name with the delimiter in quotes, and sizes with units in the cell', async () => {
    const reading = await read('name,cores,memory\n"DB, main",4,16 GB\nWEB,2,512 MB\n');
    expect(reading.recordings.map(({ server, facts }) => [server, facts.memory])).toEqual([
      ['DB, main', 16384],
      ['WEB', 512],
    ]);
  });

  test('memory without a unit that no server has in MiB is taken as GiB, and doubted', async () => {
    const reading = await read('name,cores,memory\na,2,64\nb,2,128\nc,2,129\nd,2,2048\n');
    expect(reading.recordings.map(({ facts }) => facts.memory)).toEqual([65_536, 131_072, 129, 2048]);
    const [said] = saying(reading, 'taken as GiB');
    expect(said).toMatchObject({ level: 'guess', doubt: { of: 'unit', servers: 2 } });
    expect(said.text).toContain('"64" and "128"');
    for (const sure of ['name,memory MB\na,64\n', 'name,memory\na,64 MB\n', 'name,memory\na,64 GB\n'])
      expect(saying(await read(sure), 'taken as GiB')).toEqual([]);
  });

  test('memory in per cent becomes an amount where the whole is known', async () => {
    const reading = await read('name,cores,memory GB,CPU %,memory used %\na,2,8,10,50\n');
    expect(reading.recordings[0].measures.usedMiB![0]).toBe(4096);
  });

  test('peaks go before percentiles, and those before averages', async () => {
    const reading = await read('name,cores,CPU average %,CPU p95 %,CPU peak %\na,1,10,60,90\n');
    expect(reading.recordings[0].measures.busy![0]).toBe(90);
    const averages = await read('name,cores,CPU average %\na,1,10\n');
    expect(saying(averages, 'is an average').length).toBe(1);
  });

  test('a cell that cannot be read is left open and told with its place', async () => {
    const reading = await read('name,cores,CPU %\na,four,10\nb,2,lots\n');
    expect(reading.recordings.map(({ facts }) => facts.cores)).toEqual([undefined, 2]);
    const [finding] = saying(reading, '2 cells could not be read');
    expect(finding.where).toBe('log.csv:2:2');
    expect(finding.text).toContain('"four"');
  });

  test('a name that stands twice is refused with both lines', async () => {
    const finding = await refusal('name,cores\na,1\nb,1\na,2\n');
    expect(finding.where).toBe('log.csv:4:1');
    expect(finding.text).toContain('line 2');
  });

  test('Azure Migrate: disks and adapters are added up', async () => {
    const reading = await read(
      '*Server name,*Cores,*Memory (In MB),*OS name,OS architecture,Server type,CPU utilization percentage,Memory utilization percentage,Network In throughput,Network Out throughput,Number of disks,Disk 1 size (In GB),Disk 2 size (In GB),Disk 1 read throughput (MB per second),Disk 1 write throughput (MB per second),Disk 1 read ops (operations per second),Disk 1 write ops (operations per second)\n' +
        'web1,4,8192,Windows Server 2016,64,Virtual,35,50,5,3,2,100,60,2,1,30,20\n',
    );
    const [{ facts, measures }] = reading.recordings;
    expect(facts).toEqual({ cores: 4, memory: 8192, os: 'Windows Server 2016', bits: 64, measured: 'guest' });
    expect(Object.fromEntries(Object.entries(measures).map(([id, values]) => [id, values[0]]))).toEqual({
      busy: 35,
      usedMiB: 4096,
      networkMBs: 8,
      spaceGiB: 160,
      diskMBs: 3,
      transfers: 50,
    });
  });

  test('sums at the foot are no guest', async () => {
    expect((await read('name,cores,CPU %\na,1,5\nTotal,1,5\n')).recordings.length).toBe(1);
  });

  test('pasted from a spreadsheet with tabs', async () => {
    const reading = await read('Name\tCores\tPeak %\nDB01\t4\t80\n', {}, 'pasted');
    expect(reading.recordings[0].facts.cores).toBe(4);
  });
});

describe('ratings', () => {
  test.each([
    ['rating', '150', 150],
    ['rating', '2400', 2400],
    ['rating', '99', 99],
    ['rating', '2400 MHz', 2.4],
    ['rating', '2.4 GHz', 2.4],
    ['CPU MHz', '2400', 2.4],
    ['CPU MHz', '2.4 GHz', 2.4],
    ['clock (MHz)', '2400 MHz', 2.4],
    ['CPU speed', '2400', 2400],
    ['GHz', '2.4', 2.4],
  ])('under "%s", %s is %s: converted only where head or cell says MHz', async (head, cell, rating) => {
    const { recordings } = await read(`name,cores,${head},peak %\ng,16,${cell},100\n`);
    expect(recordings[0].facts.rating).toBe(rating);
  });
});

describe('what a table of guests says that cannot be', () => {
  test('is told where a peak is above 100 %, as in a series', async () => {
    const { recordings, findings } = await read('name,cores,peak %\na,4,150\nb,4,100\nc,4,1e15\n');
    expect(recordings.map((r) => r.measures.busy?.[0])).toEqual([100, 100, 100]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        text: '2 samples of processor busy above 100 % (the greatest 1000000000000000) on a and c: read as 100.',
      }),
    );
  });

  test.each([
    ['cores', '1e12'],
    ['cores', '5000'],
    ['memory', '2000000 GB'],
    ['rating', '1e9'],
  ])('is left open where %s is %s, and said with its place', async (head, cell) => {
    const { recordings, findings } = await read(`name,${head},peak %\ng,${cell},100\n`);
    expect(recordings[0].facts).toEqual({});
    expect(findings.map(({ where, text }) => `${where}: ${text}`).join('\n')).toMatch(
      new RegExp(
        `:2:2: 1 cell could not be read and is left open: found "${cell}", expected a (whole )?(number|size)`,
      ),
    );
  });

  test('leaves the sum over servers out by name', async () => {
    const { recordings, leftOut } = await read('name,cores,peak %\na,4,50\nTotal,4,50\n');
    expect(recordings.map((r) => r.server)).toEqual(['a']);
    expect(leftOut).toEqual([
      { guest: 'Total', why: expect.stringMatching(/^a sum or a mean over the servers of /) },
    ]);
  });
});

describe('a list whose rows do not fit its header', () => {
  test('is refused where every row has more cells: a decimal comma parts numbers', async () => {
    const finding = await refusal('name,cores,peak %\nweb01,4,12,5\nweb02,4,7,5\n');
    expect([finding.where, finding.text.includes('decimal comma')]).toEqual(['log.csv:2', true]);
  });

  test('loses the row that the file stops in, by what is left of it; short rows before are read', async () => {
    const cut = await read('name,cores,memory GB,peak %\nweb01,4,8,50\nweb02,4,8,60\nwe');
    expect(cut.recordings.map(({ server }) => server)).toEqual(['web01', 'web02']);
    expect(saying(cut, 'middle of a row').map(({ where, text }) => [where, text.includes('"we"')])).toEqual([
      ['log.csv:4', true],
    ]);
    const short = await read('name,cores,peak %,class\nweb01,4,50\nweb02,4,60\nweb03,4,70');
    expect(short.recordings).toHaveLength(3);
    expect(saying(short, '3 rows with fewer')[0].where).toBe('log.csv:2');
  });
});
