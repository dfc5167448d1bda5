import { join } from 'node:path';
import { serve } from './serve.mjs';

/** From another screen to the drawn tree of the whole catalog: with and without the reading of its code, which the second visit has done. */
export async function familyTreeTime(root, browser) {
  const server = await serve({ folder: join(root, 'dist'), port: 0 });
  const first = [];
  const again = [];
  for (let round = 0; round < 5; round += 1) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}#/settings`);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(1000);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    };
    for (const times of [first, again]) {
      const before = await busy();
      await page.evaluate("location.hash = '#/atlas'");
      await page.locator('[data-node]').nth(95).waitFor();
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
      times.push(Math.round((await busy()) - before));
      await page.evaluate("location.hash = '#/settings'");
      await page.locator('[data-node]').first().waitFor({ state: 'detached' });
      await page.waitForTimeout(500);
    }
    await page.close();
  }
  await server.close();
  const list = (times) => times.toSorted((left, right) => left - right).join(', ');
  console.log(`Main-thread milliseconds until the family tree stands: ${list(first)} with its code, ${list(again)} once the code is there`);
}
