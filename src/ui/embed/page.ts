/** The page of one figure: the figure that the address asks for, and its height for whoever frames it. */

const asked = new URLSearchParams(location.search);
const figure = document.createElement(`hostfold-${document.documentElement.dataset.figure}`);
// Each kind takes the one of the two that it knows.
for (const [key, value] of asked)
  for (const name of key === 'embed' ? ['step', 'preset'] : [key]) figure.setAttribute(name, value);
if (!asked.has('heading')) figure.setAttribute('heading', '1');
document.querySelector('main')!.append(figure);
// By the way of scripts: the page's policy then needs to allow no styles.
Object.assign(document.body.style, { margin: '0 auto', maxWidth: '1000px' });

// Nobody can do anything with it but make the frame as high.
if (parent !== window)
  new ResizeObserver(() =>
    parent.postMessage({ hostfold: 'height', height: document.documentElement.offsetHeight }, '*'),
  ).observe(document.documentElement);

export {};
