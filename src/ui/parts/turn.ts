const waiting: (() => void)[] = [];
const channel = new MessageChannel();
let serving = false;

/** A task takes no more callers once it has run so long, ms. */
const SLICE_MS = 10;
/** Steps of the microtask queue within which a caller has drawn: Lit's update takes four of them. */
const STEPS = 6;

channel.port1.onmessage = async () => {
  const begun = performance.now();
  do {
    waiting.shift()?.();
    for (let k = 0; k < STEPS; k++) await Promise.resolve();
  } while (waiting.length && performance.now() - begun < SLICE_MS);
  if (waiting.length) channel.port2.postMessage(null);
  else serving = false;
};

/**
 * Resolves when it is the caller's turn, in the order in which they asked; a few share a task while it is short.
 * Many elements that draw at once would otherwise make one long task, in which the page hears nobody.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (serving) return;
    serving = true;
    channel.port2.postMessage(null);
  });
}
