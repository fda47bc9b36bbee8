const worker = new Worker('worker.js', { type: 'module' });
worker.addEventListener('message', ({ data }) => {
  const [{ used, shown }] = data;
  document.querySelector('#answer').textContent =
    `It used ${(100 * used).toFixed(1)} % of its processor, and its meter shows ${(100 * shown).toFixed(1)} %.`;
});
const load = { burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: 15 } };
worker.postMessage({
  processors: 1,
  policy: 'round-robin',
  guests: [
    { name: 'watched', threads: [load] },
    { name: 'neighbour', threads: [{ burst: { kind: 'constant', meanMs: 1000 }, wait: { kind: 'never' } }] },
  ],
  durationS: 60,
  replications: 10,
});
