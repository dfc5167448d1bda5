import { join } from 'node:path';
import { serve } from './serve.mjs';

const count = 500;
const typed = ['m', 'mo', 'model', 'model-2', 'model-24', '', 'q', 'qw', 'qwen', '', 'l', 'llama', ''];

/** Time from a letter in the picker's search to the frame that shows what it found, with a service that offers hundreds of models. */
export async function pickerTime(root, browser) {
  const server = await serve({ folder: join(root, 'dist'), port: 0 });
  const page = await browser.newPage();
  const backends = [{ id: 'big', kind: 'openai-compatible', label: 'Big', url: 'big/v1' }];
  const data = Array.from({ length: count }, (_, place) => ({ id: `maker-${place % 37}/model-${place}b-instruct`, object: 'model' }));
  await page.route('**/config.json', (route) => route.fulfill({ json: { backends } }));
  await page.route('**/big/v1/models', (route) => route.fulfill({ json: { object: 'list', data } }));
  await page.goto(server.url);
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /model-0b/ }).waitFor();
  const times = await page.evaluate(async (words) => {
    const field = document.querySelector('input[role="combobox"]');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const taken = [];
    for (let round = 0; round < 3; round += 1) {
      for (const word of words) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const began = performance.now();
        set.call(field, word);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        taken.push(performance.now() - began);
      }
    }
    return taken;
  }, typed);
  const sorted = times.toSorted((left, right) => left - right).map((time) => Math.round(time));
  console.log(
    `Letter to list in the picker with ${count} models: median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms (${sorted.length} letters, frames included)`,
  );
  await page.close();
  await server.close();
}
