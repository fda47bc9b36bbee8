import type { Reading } from '../../estate/recording';
import type { Format, Input } from '../format';
import { FORMAT_LABELS } from '../formats';
import type { Head } from '../head';
import { report, type ServerColumns } from '../report';
import { vmwareAt } from '../vmware';
import { EsxtopRows } from './rows';

/** Objects that only a VMware host's log has. */
const HOST_OBJECT = /^\\\\[^\\]+\\(Physical Cpu|Group Cpu|Group Memory|Vcpu)\b/i;

/** The host that wrote the log, as its counters name it. */
function hostOf({ rows }: Head): string | null {
  for (const { cells } of rows)
    for (const cell of cells) {
      const [, host] = /^\\\\([^\\]+)\\/.exec(cell) ?? [];
      if (host) return host;
    }
  return null;
}

/** Batch logs of esxtop and resxtop (`esxtop -b`): what a VMware host says of its guests. */
export const esxtop: Format = {
  id: 'esxtop',

  recognise({ rows }: Head): number {
    const header = rows.find(({ cells }) => /^\s*\(PDH-[CT]SV /.test(cells[0]));
    return header?.cells.some((cell) => HOST_OBJECT.test(cell)) ? 1 : 0;
  },

  async read(input: Input): Promise<Reading> {
    const log = new EsxtopRows(input.name);
    const scanner = await input.scan(log, () => log.clock);
    const times = log.times.take();
    const settled = log.clock.settle([times], 'mdy');
    const host = hostOf(input.head);
    const servers = [...log.guests].map(([server, { series, memory, processors }]): ServerColumns => ({
      server,
      times,
      series: [...series.values()],
      facts: {
        measured: 'host',
        present: vmwareAt(times),
        ...(memory > 0 ? { memory: Math.round(memory) } : {}),
        ...(processors > 0 ? { cores: processors } : {}),
      },
      more: { zone: { name: 'UTC', biasMinutes: 0 }, ...(host ? { on: host } : {}) },
    }));
    return report(input, {
      format: FORMAT_LABELS.esxtop,
      rows: times.length,
      columns: log.columns,
      servers,
      scanner,
      settled,
      lineOf: (row) => log.lines.lineOf(row),
      counters: [],
      question: {
        text: 'An esxtop log of the host alone: it holds no group of a guest (such as Group Cpu(28868:NAME)\\% Used).',
        fix: 'Collect it again with all fields: esxtop -b -a -d 15 -n 960.',
      },
      findings: log.findings,
    });
  },
};
