/**
 * A Performance Monitor log of servers under a daily load, five minutes a sample.
 * @param servers how many; @param samples how many rows.
 */
export function perfmonLog(servers: number, samples: number): string {
  const names = Array.from({ length: servers }, (_, k) => `SRV${String(k + 1).padStart(4, '0')}`);
  const header = ['(PDH-CSV 4.0) (GMT Standard Time)(0)'];
  for (const name of names)
    header.push(`\\\\${name}\\Processor(_Total)\\% Processor Time`, `\\\\${name}\\Memory\\Available MBytes`);
  const rows = Array.from({ length: samples }, (_, row) => {
    const at = new Date(Date.UTC(2011, 2, 3) + row * 300_000).toISOString();
    const time = `${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)} ${at.slice(11, 23)}`;
    const cells = names.flatMap((_, k) => [
      (30 + 25 * Math.sin((row / 288) * 2 * Math.PI + k)).toFixed(6),
      String(800 + ((k * 37 + row) % 400)),
    ]);
    return [time, ...cells].map((cell) => `"${cell}"`).join(',');
  });
  return `${[header.map((cell) => `"${cell}"`).join(','), ...rows].join('\r\n')}\r\n`;
}

/** A plain list of servers. */
export const GUEST_TABLE = `name,cores,rating,peak %,RAM
MAIL01,4,2.8,62,8192
DIR01,2,2.4,20,2048
BACKUP1,2,2.4,85,4096
`;

/**
 * The sheets of an inventory that say who runs where today, as files to choose.
 * @param hosts how many, of names that are longer than a phone is wide; @param guests how many on each.
 */
export function inventory(hosts: number, guests: number) {
  const names = Array.from({ length: hosts }, (_, k) => `virtualization-host-${k + 1}.of.a.long.example.com`);
  const machines = names.flatMap((host) => Array.from({ length: guests }, () => host));
  const sheet = (name: string, rows: readonly string[]) => ({
    name: `RVTools_tab${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\r\n')),
  });
  return [
    sheet('vInfo', [
      'VM,Powerstate,Template,CPUs,Memory,In Use MiB,Host,VM ID',
      ...machines.map((host, k) => `server-${k},poweredOn,False,4,4096,20480,${host},vm-${k}`),
    ]),
    sheet('vCPU', [
      'VM,Powerstate,Template,CPUs,Sockets,Max,Overall,VM ID',
      ...machines.map((_, k) => `server-${k},poweredOn,False,4,1,10400,${600 + 50 * (k % 9)},vm-${k}`),
    ]),
    sheet('vHost', [
      'Host,Cluster,CPU Model,Speed,HT Active,# CPU,# Cores,# Memory,Vendor,Model',
      ...names.map((host) => `${host},c,Xeon,2600,True,2,32,262144,HPE,DL380`),
    ]),
  ];
}
