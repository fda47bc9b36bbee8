const waiting: (() => void)[] = [];
const channel = new MessageChannel();
let serving = false;

channel.port1.onmessage = () => {
  waiting.shift()?.();
  if (waiting.length) channel.port2.postMessage(null);
  else serving = false;
};

/**
 * Resolves when it is the caller's turn: one caller to a task, in the order in which they asked.
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
