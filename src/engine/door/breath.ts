/** Work goes on without a pause for no longer than this, so that a worker hears what is said to it. */
export const SHORT_OF_BREATH_MS = 12;

/** One turn of the event loop, without the 4 ms that browsers add to timers. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
