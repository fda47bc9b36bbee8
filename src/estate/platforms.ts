/** What everybody needs to know of a way to run servers. */
interface Platform {
  readonly label: string;
  /** Every server keeps a machine of its own. */
  readonly oneEach?: true;
  /** Two guests never run on the threads of one core at once. */
  readonly wholeCores?: true;
}

/** Ways to run servers, by the names of links and files: what each adds and refuses is in `overhead/profiles.ts`. */
const TABLE = {
  native: { label: 'Native', oneEach: true },
  'single-image': { label: 'Single OS image' },
  esx2: { label: 'VMware ESX 2' },
  esx3: { label: 'VMware ESX 3' },
  hosted: { label: 'Virtual Server 2005, GSX' },
  xen2006: { label: 'Xen 2006, paravirtual' },
  'vt-first': { label: 'VT-x, AMD-V, first generation' },
  kvm: { label: 'KVM, Proxmox' },
  hyperv: { label: 'Hyper-V', wholeCores: true },
  vsphere8: { label: 'vSphere 8' },
  bare: { label: 'Bare' },
  custom: { label: 'Custom' },
} as const satisfies Readonly<Record<string, Platform>>;

export type PlatformId = keyof typeof TABLE;
export const PLATFORMS: Readonly<Record<PlatformId, Platform>> = TABLE;
export const PLATFORM_IDS = Object.keys(TABLE) as readonly PlatformId[];
