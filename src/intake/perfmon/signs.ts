/** Services that run inside virtual machines, and whose machine they tell. */
const GUEST_PROCESSES: readonly (readonly [RegExp, string])[] = [
  [/^(vmtoolsd|vmwareservice|vmwaretray|vmwareuser|vmacthlp|vgauthservice|vm3dservice)$/i, 'VMware'],
  [/^(vmicsvc|vmicheartbeat|vmictimesync|vmickvpexchange|vmicshutdown|vmicvss|vmicrdv)$/i, 'Hyper-V'],
  [/^(windowsazureguestagent|waappagent)$/i, 'Azure'],
  [/^(vboxservice|vboxtray)$/i, 'VirtualBox'],
  [/^(qemu-ga|vdagent|vdservice|blnsvr)$/i, 'KVM'],
  [/^(xenservice|xenguestagent|xendpriv|xengt|liteagent|xensvc)$/i, 'Xen'],
  [/^(prl_tools|prl_tools_service|prl_cc)$/i, 'Parallels'],
  [/^(gcewindowsagent|gce_agent)$/i, 'Google Compute Engine'],
];

const GUEST_ADAPTERS: readonly (readonly [RegExp, string])[] = [
  [/vmxnet/i, 'VMware'],
  [/virtual machine bus network|microsoft hyper-v network adapter/i, 'Hyper-V'],
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

/** Name of a program from a process instance: `svchost#12` and `chrome:4711` lose their numbers. */
export function programOf(instance: string): string {
  return instance.replace(/#\d+$/, '').replace(/:\d+$/, '');
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
