import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallFile } from '#providers/backends/in-browser/loaded-model.ts';
import { serve } from '../../scripts/serve.mjs';
import { ask } from './app.ts';
import { launchBrowser, visit } from './proxies/behind.ts';

const dist = join(import.meta.dirname, '../../dist');

test('no text becomes HTML or code in the page, and the engine still answers on several threads', async () => {
  // The engine takes threads for large files only; what follows the last tensor of a file is not read.
  const folder = await mkdtemp(join(tmpdir(), 'stemma-threads-'));
  await cp(dist, folder, { recursive: true });
  await appendFile(join(folder, 'models/stemma-guide.gguf'), Buffer.alloc(smallFile));
  const model = { id: 'stemma-guide', catalog: 'stemma-guide', promptFormat: 'stemma-guide', file: 'models/stemma-guide.gguf' };
  await writeFile(join(folder, 'config.json'), JSON.stringify({ backends: [{ id: 'browser', kind: 'in-browser', models: [model] }] }));
  const server = await serve({ folder, port: 0 });
  const browser = await launchBrowser();
  const { page, troubles, close } = await visit(browser, server);
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 4 }));
  await page.reload();
  expect(await ask(page, 'Who made Dolly?')).toContain('Databricks');
  // The engine's own worker and the threads that it started.
  expect(page.workers().filter((worker) => worker.url().startsWith('blob:')).length).toBeGreaterThan(2);
  expect(troubles).toEqual([]);

  const attempts = await page.evaluate(() => {
    const tried = (what: () => unknown): string => {
      try {
        what();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : 'thrown';
      }
    };
    const element = document.createElement('div');
    const markup: string = '<img src=x onerror=alert(1)>';
    return [
      tried(() => Reflect.set(element, 'innerHTML', markup)),
      tried(() => element.insertAdjacentHTML('beforeend', markup)),
      tried(() => document.write(markup)),
      tried(() => Reflect.set(document.createElement('iframe'), 'srcdoc', markup)),
      tried(() => new DOMParser().parseFromString(markup, 'text/html')),
      tried(() => Reflect.set(document.createElement('script'), 'text', 'alert(1)')),
      tried(() => new Worker('data:text/javascript,1')),
      tried(() => new Worker(`${window.location.href}config.json`)),
      tried(() => window.trustedTypes?.createPolicy('another', { createScriptURL: () => null })),
    ];
  });
  expect(attempts).toEqual(Array.from(attempts, () => 'TypeError'));
  await close();
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});
