import axe from 'axe-core';
import type { Page } from 'playwright';
import * as v from 'valibot';

const resultSchema = v.object({ violations: v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) })) });

/** What axe finds on the page as it is now. The page must be opened with `bypassCSP`. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const result = v.parse(resultSchema, await page.evaluate('axe.run()'));
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
