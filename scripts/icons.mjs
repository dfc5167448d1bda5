// Draws the icons of the installed app from public/icon.svg: node scripts/icons.mjs
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArguments, findBrowser } from './browser.mjs';
import { root } from './dependencies.mjs';

const folder = join(root, 'public/icons');
const drawing = await readFile(join(root, 'public/icon.svg'), 'utf8');
const ground = /<rect[^>]*fill="([^"]+)"/.exec(drawing)?.[1] ?? '';
/** `maskable`: systems cut it to their own shape, of which only a circle of 80 % is sure; so no corners, and the drawing smaller. */
const icons = [
  { name: 'icon-192', size: 192, share: 1 },
  { name: 'icon-512', size: 512, share: 1 },
  { name: 'maskable-192', size: 192, share: 0.82, ground },
  { name: 'maskable-512', size: 512, share: 0.82, ground },
  // iOS rounds the corners itself and shows what is transparent as black.
  { name: 'apple-touch-icon', size: 180, share: 0.94, ground },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findBrowser(), args: chromiumArguments });
for (const { name, size, share, ground: full } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = full === undefined ? drawing : drawing.replace(/ rx="8"/, '');
  await page.setContent(
    `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${full ?? 'transparent'}}svg{width:${100 * share}%}</style>${svg}`,
  );
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
console.log(`Drawn: ${icons.map(({ name }) => name).join(', ')}`);
