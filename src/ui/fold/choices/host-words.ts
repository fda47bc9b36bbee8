import { HOST_FIELDS } from '../../../overhead/host-fields';
import type { HostSpec } from '../../../overhead/host';

/** `4 × 3 GHz, 64 GiB`: a host in a few words. */
export function hostWords(host: HostSpec): string {
  const memory = host.memory === null ? '' : `, ${Number((host.memory / 1024).toFixed(1))}\u00a0GiB`;
  const many = host.count === null ? '' : `${host.count} of `;
  return `${many}${host.cores} × ${host.rating} ${HOST_FIELDS.rating.unit}${memory}`;
}
