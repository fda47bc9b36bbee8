/**
 * Services that run inside virtual machines, and whose machine they tell. Hyper-V's own (vmic...) run inside svchost
 * from Windows Server 2012 on, where a process list cannot show them.
 */
const GUEST_PROCESSES: readonly (readonly [RegExp, string])[] = [
  [
    /^(vmtoolsd|vmwareservice|vmwaretray|vmwareuser|vmacthlp|vgauthservice|vm3dservice|vmware-?(tray|user))$/i,
    'VMware',
  ],
  [
    /^(vmicsvc|vmicheartbeat|vmictimesync|vmickvpexchange|vmicshutdown|vmicvss|vmicrdv|vmicguestinterface|vmicvmsession)$/i,
    'Hyper-V',
  ],
  [/^(vmsrvc|vmusrvc|vpcmap)$/i, 'Virtual Server'],
  [/^(windowsazureguestagent|waappagent|windowsazuretelemetryservice)$/i, 'Azure'],
  [/^(vboxservice|vboxtray)$/i, 'VirtualBox'],
  [/^(qemu-ga|qemu-guest-agent|vdagent|vdservice|blnsvr|balloonservice|spice-agent)$/i, 'KVM'],
  [/^(xenservice|xenguestagent|xendpriv|xengt|liteagent|xensvc|xentools.*|xenagent|xenbus_monitor)$/i, 'Xen'],
  [/^(prl_tools|prl_tools_service|prl_cc|prl_vshadow)$/i, 'Parallels'],
  [/^(gcewindowsagent|gce_agent|google_osconfig_agent|googlevssagent)$/i, 'Google Compute Engine'],
  [/^(ec2config|ec2launch)$/i, 'Amazon EC2'],
];

const GUEST_ADAPTERS: readonly (readonly [RegExp, string])[] = [
  [/vmxnet/i, 'VMware'],
  // `Carte réseau Microsoft Hyper-V`: the name is translated, the product is not. A host has the switch's own end.
  [/virtual machine bus network|^(?!.*(virtual ethernet|virtual switch|virtuel)).*hyper-v/i, 'Hyper-V'],
  [/red hat virtio|virtio ethernet/i, 'KVM'],
  [/xen (pv|net)|citrix pv|aws pv/i, 'Xen'],
  [/amazon elastic network/i, 'Amazon EC2'],
];

const HOST_PROCESSES: readonly (readonly [RegExp, string])[] = [
  [/^(vmms|vmwp)$/i, 'Hyper-V'],
  [/^(vmware-vmx|vmware-hostd)$/i, 'VMware'],
  [/^(virtualboxvm|vboxheadless)$/i, 'VirtualBox'],
];

/** Adapters that carry no traffic of their own: tunnels, loopback, filters, switches for guests. */
const PSEUDO_ADAPTERS =
  /isatap|teredo|6to4|loopback|wan miniport|miniport wan|ras async|kernel debug|wi-fi direct|bluetooth|npcap|pseudo-?interface|packet scheduler|lightweight filter|native (wifi|mac layer)|vmware virtual ethernet|virtualbox host-only/i;

/** Adapters that count again what the ones beneath them carry. */
const STACKED_ADAPTERS =
  /network adapter multiplexor|^team ?:|team #\d|hyper-v virtual (ethernet|switch)|nic team/i;

/** A finding about where a server runs, from the names that its log holds. */
export interface Sign {
  readonly kind: 'guest' | 'host';
  readonly product: string;
  readonly seen: string;
}

/** Words of the findings by which a reader of them knows where a log was taken. */
export const INSIDE = 'Measured inside a virtual machine';
export const CARRIES = 'This machine carries virtual machines itself';

/** Name of a program from an instance: `svchost#12`, `chrome:4711`, `vmtoolsd/3` and `qemu-ga.exe` lose their ends. */
export function programOf(instance: string): string {
  return instance
    .replace(/#\d+$/, '')
    .replace(/[:/]\d+$/, '')
    .replace(/#\d+$/, '')
    .replace(/\.exe$/i, '');
}

/** Reads the signs of virtual machines, and of machines that carry some. */
export function signsOf(
  processes: Iterable<string>,
  adapters: Iterable<string>,
  objects: Iterable<string>,
): Sign[] {
  const signs: Sign[] = [];
  const look = (
    names: Iterable<string>,
    table: readonly (readonly [RegExp, string])[],
    kind: Sign['kind'],
    word: string,
  ) => {
    for (const name of names) {
      const match = table.find(([pattern]) => pattern.test(name));
      if (match) signs.push({ kind, product: match[1], seen: `${word} ${name}` });
    }
  };
  const programs = [...processes];
  look(programs, HOST_PROCESSES, 'host', 'process');
  for (const object of objects) {
    if (/^hyper-v hypervisor (logical|root)/i.test(object))
      signs.push({ kind: 'host', product: 'Hyper-V', seen: `counters of ${object}` });
    if (/^vm (processor|memory)$/i.test(object))
      signs.push({ kind: 'guest', product: 'VMware', seen: `counters of ${object}` });
    if (/^hyper-v dynamic memory integration/i.test(object))
      signs.push({ kind: 'guest', product: 'Hyper-V', seen: `counters of ${object}` });
  }
  look(programs, GUEST_PROCESSES, 'guest', 'process');
  look(adapters, GUEST_ADAPTERS, 'guest', 'network adapter');
  return signs;
}

/** Splits adapters into those that count and those that do not, and says why. */
export function realAdapters<T extends { readonly instance: string | null }>(
  adapters: readonly T[],
): { real: T[]; left: T[] } {
  const name = (adapter: T) => adapter.instance ?? '';
  const carrying = adapters.filter((a) => !PSEUDO_ADAPTERS.test(name(a)));
  const lowest = carrying.filter((a) => !STACKED_ADAPTERS.test(name(a)));
  const real = lowest.length ? lowest : carrying;
  return { real, left: adapters.filter((a) => !real.includes(a)) };
}
