/** Loads the page's tokens, which components take their colours from, so that contrast is what it is on the page. */
export async function dressed(): Promise<void> {
  if (document.querySelector('link[data-tokens]')) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.dataset.tokens = '';
  link.href = '/src/ui/page.css';
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
  });
  document.head.append(link);
  await loaded;
}
