/** Signs of virtual machines and of machines that carry some, by the names that a log holds. */
import { expect, it } from 'vitest';
import { programOf, signsOf } from '../../../src/intake/perfmon/signs';

const of = (processes: string[], adapters: string[] = [], objects: string[] = []) =>
  signsOf(processes, adapters, objects).map(({ kind, product, seen }) => `${kind} ${product}: ${seen}`);

it.each([
  ['vmtoolsd', 'guest VMware'],
  ['vmicheartbeat', 'guest Hyper-V'],
  ['vmsrvc', 'guest Virtual Server'],
  ['WindowsAzureGuestAgent', 'guest Azure'],
  ['VBoxService', 'guest VirtualBox'],
  ['qemu-ga', 'guest KVM'],
  ['xenservice', 'guest Xen'],
  ['prl_tools', 'guest Parallels'],
  ['gce_agent', 'guest Google Compute Engine'],
  ['ec2config', 'guest Amazon EC2'],
  ['vmms', 'host Hyper-V'],
  ['vmware-vmx', 'host VMware'],
  ['VBoxHeadless', 'host VirtualBox'],
])('the process %s is a sign of a %s', (process, sign) => {
  expect(of([process, 'svchost'])).toEqual([`${sign}: process ${process}`]);
});

it.each([
  ['vmxnet3 Ethernet Adapter', 'guest VMware'],
  ['Microsoft Virtual Machine Bus Network Adapter', 'guest Hyper-V'],
  ['Carte réseau Microsoft Hyper-V', 'guest Hyper-V'],
  ['Red Hat VirtIO Ethernet Adapter', 'guest KVM'],
  ['Xen PV Network Device', 'guest Xen'],
  ['Amazon Elastic Network Adapter', 'guest Amazon EC2'],
])('the adapter %s is a sign of a %s', (adapter, sign) => {
  expect(of([], [adapter, 'Intel'])).toEqual([`${sign}: network adapter ${adapter}`]);
});

it('a host’s own end of a virtual switch is no sign of a guest', () => {
  expect(of([], ['Hyper-V Virtual Ethernet Adapter', 'Hyper-V Virtual Switch'])).toEqual([]);
});

it.each([
  ['Hyper-V Hypervisor Logical Processor', 'host Hyper-V'],
  ['Hyper-V Hypervisor Root Virtual Processor', 'host Hyper-V'],
  ['VM Processor', 'guest VMware'],
  ['VM Memory', 'guest VMware'],
  ['Hyper-V Dynamic Memory Integration Service', 'guest Hyper-V'],
])('counters of %s are a sign of a %s', (object, sign) => {
  expect(of([], [], [object, 'Processor', 'VM Processors of none'])).toEqual([
    `${sign}: counters of ${object}`,
  ]);
});

it('what carries others is told before what is carried', () => {
  expect(of(['vmtoolsd', 'vmwp'], ['vmxnet3'], ['VM Memory'])).toEqual([
    'host Hyper-V: process vmwp',
    'guest VMware: counters of VM Memory',
    'guest VMware: process vmtoolsd',
    'guest VMware: network adapter vmxnet3',
  ]);
});

it.each([
  ['svchost#12', 'svchost'],
  ['chrome:4711', 'chrome'],
  ['vmtoolsd/3', 'vmtoolsd'],
  ['java#2:99', 'java'],
  ['qemu-ga.exe', 'qemu-ga'],
  ['w3wp.exe#1', 'w3wp'],
  ['a#b', 'a#b'],
])('%s is %s', (instance, program) => expect(programOf(instance)).toBe(program));
