import { expect, test } from 'vitest';
import { loadedFirst } from '../../scripts/size.mjs';

test('what is loaded first is the entry, its imports and styles, and the lazy chunk of the first view alone', () => {
  const files = loadedFirst({
    'index.html': {
      file: 'index.js',
      css: ['index.css'],
      imports: ['_shared.js'],
      dynamicImports: ['src/ui/fold/fold-view.ts', 'src/ui/paper/view.ts'],
    },
    '_shared.js': { file: 'shared.js' },
    'src/ui/fold/fold-view.ts': { file: 'fold.js', imports: ['_shared.js', '_pictures.js'] },
    'src/ui/paper/view.ts': { file: 'paper.js' },
    '_pictures.js': { file: 'pictures.js', css: ['pictures.css'] },
  });
  const expected = [
    'index.html',
    'index.js',
    'index.css',
    'shared.js',
    'fold.js',
    'pictures.js',
    'pictures.css',
  ];
  expect(files.sort()).toEqual(expected.sort());
});
