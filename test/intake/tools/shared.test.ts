/** What the readers of tools share: figures, cells, members of JSON, disks and adapters that are counted. */
import { describe, expect, it } from 'vitest';
import { cellsOf, numberIn } from '../../../src/intake/tools/lines';
import { countsAdapter, countsDisk } from '../../../src/intake/tools/linux';
import { listOf, member, numberAt, textOf } from '../../../src/intake/tools/document';
import { machineOf, readLabels } from '../../../src/intake/tools/labels';

describe('figures as tools write them', () => {
  it.each([
    ['12', 12],
    [' 12,5 ', 12.5],
    ['.5', 0.5],
    ['-1.', -1],
    ['+3e-2', 0.03],
    ['1,5E3', 1500],
    ['0,125', 0.125],
    ['1234,125', 1234.125],
    ['1.234', 1.234],
    ['1,234', NaN],
    ['-12,345', NaN],
    ['', NaN],
    ['.', NaN],
    ['1 2', NaN],
    ['1,2,3', NaN],
    ['0x10', NaN],
    ['12%', NaN],
    ['1e', NaN],
  ])('"%s"', (text, value) => expect(numberIn(text)).toBe(value));

  it.each([
    ['a,b', ['a', 'b']],
    [' a , b ', ['a', 'b']],
    ['', ['']],
    ['"a"', ['a']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a",', ['a', '']],
    [',"a"', ['', 'a']],
    ['x,"a ""b"" c", "d"', ['x', 'a "b" c', 'd']],
    ['"a"noise,b', ['a', 'b']],
    ['"never closed,b', ['never closed,b']],
    ['"a""', ['a"']],
    ['  "a",b', ['a', 'b']],
  ])('%s is cut', (line, cells) => expect(cellsOf(line)).toEqual(cells));

  it('another delimiter cuts, and a comma no more', () => {
    expect(cellsOf('a,b;c', ';')).toEqual(['a,b', 'c']);
    expect(cellsOf('"a;b";c,d', ';')).toEqual(['a;b', 'c,d']);
  });
});

describe('JSON that may be of any shape', () => {
  it.each([
    [{ a: 1 }, 1],
    [{ b: 1 }, null],
    [{}, null],
    [[1], null],
    ['a', null],
    [null, null],
    [undefined, null],
  ])('the member "a" of %j', (json, value) => expect(member(json, 'a')).toBe(value));

  it('has no members that it did not write itself', () => {
    expect(member({}, 'constructor')).toBe(null);
    expect([listOf([1]), listOf({}), listOf(null)]).toEqual([[1], [], []]);
    expect([textOf('a'), textOf(1), textOf(null)]).toEqual(['a', '', '']);
  });

  it.each([
    [1.5, 1.5],
    ['1.5', 1.5],
    ['', NaN],
    [' ', NaN],
    ['x', NaN],
    [null, NaN],
    [true, NaN],
  ])('%j as a number', (json, value) => expect(numberAt(json)).toBe(value));
});

describe('disks and adapters of Linux', () => {
  const all = new Set(['sda', 'nvme0n1', 'mmcblk0', 'xvda1']);
  it.each([
    ['sda', true],
    ['sda1', false],
    ['sdb1', true],
    ['sdb12', true],
    ['nvme0n1', true],
    ['nvme0n1p1', false],
    ['nvme1n1p1', true],
    ['mmcblk0p2', false],
    ['xvda1', true],
    ['dm-0', false],
    ['md127', false],
    ['md', true],
    ['loop0', false],
    ['ram1', false],
    ['zram0', false],
    ['sr0', false],
    ['fd0', false],
    ['drbd1', false],
    ['nbd0', false],
    ['zd16', false],
    ['dev8-0', true],
    ['dev253-0', false],
    ['dev252-16', false],
    ['dev254-0', false],
    ['dev255-0', true],
    ['dev11-0', false],
    ['dev7-1', false],
    ['dev9-0', false],
    ['dev1-0', false],
  ])('%s is counted beside its whole: %j', (name, counted) => {
    expect(countsDisk(name, all)).toBe(counted);
  });

  it('a partition alone stands for its disk', () => {
    expect(['sda1', 'nvme0n1p1', 'dm-0'].map((name) => countsDisk(name))).toEqual([true, true, false]);
  });

  it.each([
    ['eth0 ens192 enp3s0 em1 wlan0 ib0 lan9 bridge', true],
    ['local0 london lo0a lom1', true],
    ['lo lo0 ifb0 dummy0 veth12 docker0 br-ab br0 virbr0 vnet1 vmbr0 fwbr1 fwpr1 fwln1 tap1 tun0', false],
    [
      'cni0 flannel.1 cali1 vxlan1 sit0 gre0 ip6tnl0 teql0 bond0 team0 wg0 ovs-system lxc1 lxdbr0 podman0 kube-x',
      false,
    ],
    ['eth0.100 eth0@if3', false],
  ])('%s', (names, counted) => {
    for (const name of names.split(' ')) expect([name, countsAdapter(name)]).toEqual([name, counted]);
  });
});

describe('labels', () => {
  it.each([
    ['up{a="1"}', 'up', { a: '1' }],
    [' up { a = "1" , b="x y" } ', 'up', { a: '1', b: 'x y' }],
    ['{a="1"}', '', { a: '1' }],
    ['{__name__="up", a="1"}', 'up', { __name__: 'up', a: '1' }],
    ['x{a="q\\"z"}', 'x', { a: 'q\\"z' }],
  ])('%s', (text, name, labels) => {
    const read = readLabels(text)!;
    expect([read.name, Object.fromEntries(read.labels)]).toEqual([name, labels]);
  });

  it.each(['up', 'up{}', 'up{a=1}', '{a="1"} more', ''])('"%s" has none', (text) =>
    expect(readLabels(text)).toBe(null),
  );

  it('the surest of them names the machine, without its port', () => {
    const order = [
      ...['nodename', 'hostname', 'host', 'vm', 'domain', 'node', 'instance'],
      ...['pod', 'machine', 'computer', 'InstanceId'],
    ];
    order.forEach((_, k) => {
      const labels = new Map(order.slice(k).map((key) => [key, `${key}:9100`]));
      expect(machineOf(labels)).toBe(order[k]);
    });
    expect(
      machineOf(
        new Map([
          ['nodename', ''],
          ['job', 'node'],
          ['instance', 'a:b:1'],
        ]),
      ),
    ).toBe('a:b');
    expect(machineOf(new Map([['job', 'node']]))).toBe('');
  });
});
