import { dispatch, fold, pack, verify } from 'hostfold-engine';

const office = [5, 60, 60, 5];
const night = [60, 5, 5, 60];
const facts = { cores: 2, rating: 2.4, memory: 4096 };
const plan = await fold({
  stepMs: 6 * 3_600_000,
  servers: [
    { name: 'MAIL', facts, measures: { busy: office } },
    { name: 'BACKUP', facts, measures: { busy: night } },
  ],
});
console.log(`${plan.hostCount} host for ${plan.hosts[0].guests.join(' and ')}`);

const packing = await pack({
  capacity: [10, 10],
  items: [
    [6, 1],
    [5, 5],
    [4, 9],
    [5, 5],
  ],
});
console.log(`${packing.bins.length} bins, ${verify(packing.certificate).outcome}`);

const hog = { burst: { kind: 'constant', meanMs: 1000 }, wait: { kind: 'never' } };
const host = await dispatch({
  processors: 1,
  policy: 'weighted',
  guests: [
    { name: 'gold', weight: 3, threads: [hog] },
    { name: 'silver', weight: 1, threads: [hog] },
  ],
  durationS: 10,
  replications: 10,
});
for (const { name, used } of host.guests) console.log(`${name} used ${used.mean.toFixed(2)}`);
