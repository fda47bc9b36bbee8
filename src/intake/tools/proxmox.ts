import { InputError } from '../../estate/finding';
import { serverFromFile } from '../mapping';
import type { DocumentTool, Json } from './document';
import { documentFormat, listOf, member, stampIn, numberAt, textOf, UTC } from './document';
import type { Gatherer } from './gather';

const MIB = 1 / 1048576;
const FACTS = { measured: 'host', present: 'kvm' } as const;
const KNOWN = /^(time|cpu|maxcpu|mem|maxmem|diskread|diskwrite|netin|netout)$/;

/** The first object of the list, as text. */
const first = (text: string) => /\{[^{}]*"[^{}]*\}/.exec(text)?.[0] ?? '';
const isSeries = (text: string) =>
  /"time"\s*:/.test(first(text)) && /"(maxcpu|maxmem|netin|memtotal)"\s*:/.test(text);
const isList = (text: string) =>
  /"type"\s*:\s*"(qemu|lxc|node|storage|sdn|openvz)"/.test(text) && /"id"\s*:/.test(first(text));

/** `rrddata` of one guest: shares of its processors, bytes, bytes a second (units of the API viewer). */
function readSeries(rows: readonly Json[], into: Gatherer): void {
  const server = serverFromFile(into.input.name);
  if (rows.some((row) => member(row, 'memtotal') !== null || member(row, 'loadavg') !== null)) {
    into.leave(server, 'a host of virtual machines: what it does is the work of its guests');
    into.say(
      'error',
      'rrddata of a node, which is a host and no server to fold.',
      'Ask for its guests: pvesh get /nodes/NODE/qemu/ID/rrddata --timeframe week --output-format json > NAME.json.',
    );
    return;
  }
  for (const key of new Set(rows.flatMap((row) => Object.keys(row ?? {})))) {
    if (!KNOWN.test(key)) into.meet(key, null);
  }
  into.meet('cpu', 'busy');
  into.meet('mem', 'usedMiB');
  into.state(server, FACTS);
  rows.forEach((row, k) => {
    const time = stampIn(member(row, 'time'));
    if (time !== time) {
      into.reject(k + 1, JSON.stringify(row));
      return;
    }
    into.rows++;
    const at = (key: string) => numberAt(member(row, key));
    into.add(server, time, 'busy', at('cpu') * 100);
    into.add(server, time, 'usedMiB', at('mem') * MIB);
    into.add(server, time, 'diskMBs', (at('diskread') + at('diskwrite')) * 1e-6);
    into.add(server, time, 'networkMBs', (at('netin') + at('netout')) * 1e-6);
    if (at('maxcpu') >= 1) into.state(server, { cores: Math.round(at('maxcpu')) });
    if (at('maxmem') > 0) into.state(server, { memory: Math.round(at('maxmem') * MIB) });
  });
}

/** `/cluster/resources`: all guests at one moment. What it counts since their start is no rate. */
function readList(rows: readonly Json[], into: Gatherer): void {
  for (const key of ['diskread', 'diskwrite', 'netin', 'netout']) into.meet(`${key} (since the start)`, null);
  into.meet('cpu', 'busy');
  into.meet('mem', 'usedMiB');
  const named = new Map<string, number>();
  const nameOf = (row: Json) => textOf(member(row, 'name')) || textOf(member(row, 'id'));
  // A guest has an id of its own: what stands twice under one is the same guest again.
  const ids = new Set<string>();
  const guests = rows.filter((row) => {
    const id = textOf(member(row, 'id'));
    const again = id !== '' && ids.has(id);
    ids.add(id);
    return !again && /^(qemu|lxc|openvz)$/.test(textOf(member(row, 'type')));
  });
  for (const row of guests) named.set(nameOf(row), (named.get(nameOf(row)) ?? 0) + 1);
  for (const row of rows)
    if (member(row, 'type') === 'node')
      into.leave(
        textOf(member(row, 'node')) || textOf(member(row, 'id')),
        'a host of virtual machines: these are folded in its place',
      );
  for (const row of guests) {
    const twice = named.get(nameOf(row))! > 1;
    const server = twice ? `${nameOf(row)} (${textOf(member(row, 'id'))})` : nameOf(row);
    if (member(row, 'template') === 1) into.leave(server, 'a template');
    else if (textOf(member(row, 'status')) !== 'running')
      into.leave(server, `not running (${textOf(member(row, 'status')) || 'no status'})`);
    else {
      into.rows++;
      const at = (key: string) => numberAt(member(row, key));
      into.add(server, 0, 'busy', at('cpu') * 100);
      into.add(server, 0, 'usedMiB', at('mem') * MIB);
      into.state(server, {
        ...FACTS,
        ...(at('maxcpu') >= 1 ? { cores: Math.round(at('maxcpu')) } : {}),
        ...(at('maxmem') > 0 ? { memory: Math.round(at('maxmem') * MIB) } : {}),
      });
    }
  }
  into.say(
    'warning',
    'One figure for each guest and no times: when each peaks, and whether peaks coincide, cannot be known from it.',
    'Collect rrddata of each guest: pvesh get /nodes/NODE/qemu/ID/rrddata --timeframe week --output-format json > NAME.json.',
  );
}

const TOOL: DocumentTool = {
  id: 'proxmox',
  recognise: (text) => isSeries(text) || isList(text),
  needed:
    'Collect rrddata of each guest: pvesh get /nodes/NODE/qemu/ID/rrddata --timeframe week --output-format json > NAME.json.',
  read(document, into) {
    const rows = listOf(Array.isArray(document) ? document : member(document, 'data'));
    if (rows.length === 0)
      throw new InputError(into.input.name, 'an answer of Proxmox VE without a list of figures.');
    into.columns = Object.keys(rows[0] ?? {}).length;
    if (rows.some((row) => stampIn(member(row, 'time')) > 0)) {
      into.zone = UTC;
      readSeries(rows, into);
    } else readList(rows, into);
  },
};

/** JSON of Proxmox VE: `rrddata` of one guest, `/cluster/resources`. */
export const proxmox = documentFormat(TOOL);
