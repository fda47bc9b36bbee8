import { describe, expect, it } from 'vitest';
import { createLocalEngine } from '../../src/engine/local';
import { fold } from '../../src/placement/fold';
import { OPTIONS, estateOf, guest } from './estates';

/** So many servers of so many processors each. */
const servers = (count: number, cores: number, os = 'windows') =>
  Array.from({ length: count }, (_, k) =>
    guest(`${os}${cores}-${k}`, { busy: [10], usedMiB: [500] }, { cores, os }),
  );
const barrier = async (profile: 'esx3' | 'xen2006' | 'vsphere8', guests: ReturnType<typeof servers>) =>
  (await fold(estateOf(guests, 1), { ...OPTIONS, profile }, await createLocalEngine())).barrier;

describe('a rule that keeps most servers on machines of their own', () => {
  it('is named with how many it refuses, and with a profile of today that has none such', async () => {
    expect(await barrier('esx3', [...servers(3, 8), ...servers(2, 2)])).toEqual({
      what: 'VMware ESX 3 allows 4 virtual processors',
      those: 'have more',
      servers: 3,
      use: 'vsphere8',
    });
    expect(await barrier('esx3', servers(1, 20))).toMatchObject({ those: 'has more', servers: 1 });
    expect(await barrier('xen2006', servers(2, 1))).toMatchObject({
      those: 'run it',
      servers: 2,
      use: 'vsphere8',
    });
  });

  it('is none where half of them or more are carried, whoever refuses the others', async () => {
    expect(await barrier('esx3', [...servers(2, 8), ...servers(2, 2)])).toBeNull();
    expect(await barrier('vsphere8', servers(3, 8))).toBeNull();
  });
});
