/** The page of one figure: the figure that the address asks for, and its height for whoever frames it. */

const asked = new URLSearchParams(location.search);
const kind = document.documentElement.dataset.figure!;
const figure = document.createElement(`hostfold-${kind}`);
const part = kind === 'sampling-demo' ? 'step' : 'preset';
for (const [key, value] of asked) figure.setAttribute(key === 'embed' ? part : key, value);
if (!asked.has('heading')) figure.setAttribute('heading', '1');
document.querySelector('main')!.append(figure);

// Nobody can do anything with it but make the frame as high.
if (parent !== window)
  new ResizeObserver(() =>
    parent.postMessage({ hostfold: 'height', height: document.documentElement.offsetHeight }, '*'),
  ).observe(document.documentElement);

export {};
