// npm run pictures: how the built page looks at three widths, light and dark, into build/pictures/; and the README's
// own picture with --readme.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, SCHEMES, startRig, untilFolded, WIDTHS } from './page';

const folder = join(root, 'build/pictures');
mkdirSync(folder, { recursive: true });
const rig = await startRig();
try {
  for (const colorScheme of SCHEMES)
    for (const width of WIDTHS) {
      const visit = await rig.open(undefined, { colorScheme, viewport: { width, height: 900 } });
      await untilFolded(visit.page);
      const path = join(folder, `${width}-${colorScheme}.png`);
      await visit.page.screenshot({ path, fullPage: true, animations: 'disabled' });
      console.log(path);
      if (process.argv.includes('--readme') && width === 1600 && colorScheme === 'light')
        await visit.page.screenshot({ path: join(root, 'docs/hostfold.png'), animations: 'disabled' });
      await visit.close();
    }
} finally {
  await rig.close();
}
// Browser and server stay for the tests of a file, which share them: here nobody comes after.
process.exit();
