/**
 * Has the browser keep the page's own files, so that it works with the network off. A page from disk has them anyway,
 * and one without a safe origin gets no worker; where it is refused, the page is as good as without.
 * @param waits hears that a new version is there and waits for the last tab of this one to be closed
 */
export async function keepOffline(waits: () => void): Promise<void> {
  if (location.protocol === 'file:' || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
    const look = (worker: ServiceWorker | null): void => {
      // The first one of all has none to wait for.
      if (worker?.state === 'installed' && registration.active) waits();
    };
    look(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => look(installing));
    });
  } catch {
    // Forbidden here, or the network is off already.
  }
}
