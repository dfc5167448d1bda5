// Pictures of every screen of the built app: wide, phone, dark, Chinese. Usage: node scripts/screenshots.mjs [folder] [--readme]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArguments, findBrowser } from './browser.mjs';
import { ensureDependencies, run, tool } from './dependencies.mjs';
import { serve } from './serve.mjs';

const root = join(import.meta.dirname, '..');
const forReadme = process.argv.includes('--readme');
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? join(root, '.cache/screenshots');

const looks = {
  wide: { viewport: { width: 1440, height: 900 }, locale: 'en-US', colorScheme: 'light' },
  phone: { viewport: { width: 360, height: 740 }, locale: 'en-US', colorScheme: 'light', deviceScaleFactor: 2 },
  dark: { viewport: { width: 1440, height: 900 }, locale: 'en-US', colorScheme: 'dark' },
  chinese: { viewport: { width: 1440, height: 900 }, locale: 'zh-CN', colorScheme: 'light' },
};
const questions = {
  en: ['What is StableVicuna built on?', 'And may I use it commercially?'],
  zh: ['StableVicuna 基于什么模型？', '那它能商用吗？'],
};

async function ask(page, question) {
  const before = await page.locator('article[data-role="assistant"]').count();
  const composer = page.getByRole('textbox', { name: /^(Message|消息)$/ });
  await composer.fill(question);
  await composer.press('Enter');
  await page.locator('article[data-role="assistant"]').nth(before).and(page.locator('[data-status="done"]')).waitFor();
}

const screens = {
  welcome: { route: '#/' },
  answer: {
    route: '#/',
    async prepare(page, language) {
      for (const question of questions[language]) await ask(page, question);
    },
  },
  picker: {
    route: '#/',
    async prepare(page) {
      await page.locator('[aria-haspopup="dialog"]').filter({ visible: true }).last().click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  atlas: { route: '#/atlas?view=tree' },
  'atlas-table': { route: '#/atlas?view=table' },
  article: { route: '#/article' },
  model: { route: '#/atlas/stable-vicuna-13b' },
  'what-if': { route: '#/what-if/meta' },
  search: {
    route: '#/',
    async prepare(page, language) {
      for (const question of questions[language]) await ask(page, question);
      await page.locator('.sidebar, .chat-bar > .icon-button').first().waitFor();
      const drawer = page.getByRole('button', { name: /^(Open the sidebar|打开侧栏)$/ });
      if (await drawer.isVisible()) await drawer.click();
      await page.locator('.sidebar-search').click();
      await page.getByRole('combobox').fill('stable');
      await page.locator('.search mark').first().waitFor();
    },
  },
  prompts: { route: '#/prompts' },
  settings: { route: '#/settings' },
};

ensureDependencies();
run(tool('vite'), ['build', '--logLevel', 'warn']);
await mkdir(folder, { recursive: true });
const server = await serve({ folder: join(root, 'dist'), port: 0 });
const browser = await chromium.launch({ executablePath: findBrowser(), args: chromiumArguments });
try {
  for (const [look, options] of Object.entries(forReadme ? { wide: looks.wide } : looks)) {
    for (const [screen, { route, prepare }] of Object.entries(forReadme ? { answer: screens.answer } : screens)) {
      const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(`${server.url}${route}`);
      await page.locator('main h1, main textarea').first().waitFor();
      await prepare?.(page, options.locale.slice(0, 2));
      const path = forReadme ? join(root, 'docs/screenshot.png') : join(folder, `${screen}-${look}.png`);
      await page.screenshot({ path });
      console.log(path);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
