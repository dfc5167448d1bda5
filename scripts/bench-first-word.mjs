import { join } from 'node:path';
import { median } from './bench-streaming.mjs';
import { serve } from './serve.mjs';

/** Measures the time from the click on a suggestion to the guide's first word, each round as a visitor who was never here. */
export async function benchFirstWord({ root, browser, rounds }) {
  const server = await serve({ folder: join(root, 'dist'), port: 0 });
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    const question = page.locator('.welcome-suggestions button').first();
    await question.waitFor();
    // The page settles as it would while a person reads it.
    await page.waitForTimeout(1000);
    // As a hand does it: the pointer comes over the button a moment before it presses.
    await question.hover();
    await page.waitForTimeout(150);
    const time = page.evaluate(
      () =>
        new Promise((resolve) => {
          let clicked = 0;
          document.addEventListener(
            'click',
            () => {
              clicked = performance.now();
            },
            { capture: true, once: true },
          );
          new MutationObserver((_, observer) => {
            if (document.querySelector('[data-role="assistant"] [data-part="text"]') === null) return;
            observer.disconnect();
            resolve(performance.now() - clicked);
          }).observe(document.body, { subtree: true, childList: true });
        }),
    );
    await question.click();
    times.push(await time);
    await context.close();
  }
  await server.close();
  const shown = times.toSorted((left, right) => left - right).map((time) => time.toFixed(0));
  console.log(`Click to the guide's first word: median ${median(times).toFixed(0)} ms; ${shown.join(', ')} (fresh visitors)`);
}
