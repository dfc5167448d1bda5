import { createServer } from 'node:http';
import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, composer, type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';
import { openConversation } from './kept-conversation.ts';
import { type SlowServer, slowConfiguration, startSlowServer } from './slow-server.ts';

let app: RunningApp;
let server: SlowServer;

const flow = '```mermaid\nflowchart LR\n  A[LLaMA] -->|tuned| B[Vicuna]\n```';
/** Comes as a stream: the fence closes only with its last words. */
const streamed = [
  'Words.\n\n',
  '```mermaid\n',
  'flowchart LR\n',
  '  A[One] --> ',
  'B[Two]\n',
  ...Array.from({ length: 30 }, (_, line) => `  B --> C${line}\n`),
  '```\n\nThe end.',
];

beforeAll(async () => {
  server = await startSlowServer(streamed);
  app = await startApp(slowConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

const show = (page: Page, answer: string): Promise<void> =>
  openConversation(page, [
    { role: 'user', content: 'Show me' },
    { role: 'assistant', content: answer },
  ]);

async function drawn(page: Page, count = 1): Promise<readonly Frame[]> {
  const frames = (): readonly Frame[] => page.frames().filter((frame) => frame.url().endsWith('/diagram.html'));
  await expect.poll(() => page.locator('.diagram-box[data-shown="true"]').count()).toBe(count);
  return frames();
}

describe('diagrams', () => {
  test('are drawn in a frame of their own, dark and light, with the source a press away; nothing else is asked for', async () => {
    const { page, context, troubles } = await app.visit({ colorScheme: 'light' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await show(page, flow);
    const [frame] = await drawn(page);
    if (frame === undefined) throw new Error('There is no frame.');
    await expect.poll(() => frame.locator('svg').textContent()).toContain('Vicuna');
    await expect.poll(() => frame.evaluate(() => [window.origin, window.crossOriginIsolated])).toEqual(['null', expect.any(Boolean)]);
    const fill = (): Promise<string> =>
      frame
        .locator('.node rect')
        .first()
        .evaluate((node) => window.getComputedStyle(node).fill);
    const light = await fill();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(fill).not.toBe(light);
    await expect.poll(() => frame.evaluate(() => window.getComputedStyle(document.body).backgroundColor)).toBe('rgba(0, 0, 0, 0)');

    const source = page.locator('pre');
    expect(await source.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Source' }).click();
    await expect.poll(() => source.innerText()).toContain('A[LLaMA]');
    await expect.poll(() => page.locator('iframe').getAttribute('title')).toContain('flowchart LR');
    await page.getByRole('button', { name: 'Diagram', exact: true }).click();
    await expect.poll(() => source.isVisible()).toBe(false);
    expect(asked.filter((path) => path.endsWith('diagram.html'))).toHaveLength(1);
    expect(asked.filter((path) => /mermaid/i.test(path))).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('of every kind can be drawn under the strict policy', async () => {
    const { page, context, troubles } = await app.visit({ viewport: { width: 1280, height: 4000 } });
    const kinds = [
      'sequenceDiagram\n  Ann->>Bob: Hello\n  Bob-->>Ann: Hi',
      'classDiagram\n  Animal <|-- Duck\n  Animal : +int age',
      'stateDiagram-v2\n  [*] --> Still\n  Still --> Moving',
      'erDiagram\n  MODEL ||--o{ LICENSE : has',
      'gantt\n  title Plan\n  section One\n  Task :a1, 2024-01-01, 30d',
      'pie title Shares\n  "a" : 40\n  "b" : 60',
      'gitGraph\n  commit\n  branch dev\n  commit',
      'journey\n  title Day\n  section Morning\n    Rise: 3: Me',
      'timeline\n  title Models\n  2023 : LLaMA',
      'flowchart TD\n  A[<b>bold</b>] --> B["`**md** words`"]',
    ];
    await show(page, kinds.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``).join('\n\n'));
    await drawn(page, kinds.length);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('that cannot be drawn say so, with the source in sight', async () => {
    const { page, context } = await app.visit();
    await show(page, '```mermaid\nflowchart LR\n  A[One --> \n```\n\n```mermaid\nnot a diagram\n```');
    await expect.poll(() => page.getByText('This cannot be drawn').count()).toBe(2);
    await expect.poll(() => page.locator('pre').first().innerText()).toContain('A[One');
    expect(await page.locator('iframe').count()).toBe(0);
    await context.close();
  });

  test('are plain code until their fence closes', async () => {
    const { page, context } = await app.visit();
    await composer(page).fill('Draw');
    await composer(page).press('Enter');
    await answers(page).getByText('B --> C5', { exact: true }).waitFor();
    expect(await page.locator('.diagram-bar, iframe').count()).toBe(0);
    await answers(page).getByText('The end.').waitFor();
    await drawn(page);
    await context.close();
  });

  test('can do nothing to the page: no script, no request, no navigation, no press', async () => {
    const { page, context, troubles } = await app.visit({ viewport: { width: 1280, height: 4000 } });
    const labels = [
      "<img src=x onerror='parent.postMessage(1,1)'>",
      '<script>fetch(1)</script>',
      "<a href='https://evil.example/e'>link</a>",
      "<meta http-equiv='refresh' content='0;url=https://evil.example/f'>",
      "<iframe src='https://evil.example/g'></iframe>",
      "<form action='https://evil.example/h'><button>x</button></form>",
      "<style>@import url('https://evil.example/i.css')</style>",
    ];
    const loose =
      '%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "* { background: url(https://evil.example/b.png) }"}}%%';
    const evil = [
      ...labels.map((label) => `${loose}\nflowchart LR\n  A["${label}"] --> B`),
      'flowchart LR\n  A --> B\n  click A href "https://evil.example/j" "tip" _top\n  click B call alert()',
      '%%{init: {"fontFamily": "x; } @import url(https://evil.example/k); {"}}%%\nflowchart LR\n  A --> B',
      'sequenceDiagram\n  participant A\n  link A: Go @ https://evil.example/l\n  A->>A: x',
    ];
    await show(page, evil.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``).join('\n\n'));
    const frames = await drawn(page, evil.length);
    for (const frame of frames) {
      expect(await frame.locator('script:not(body > script), iframe, form, meta[http-equiv="refresh"]').count()).toBe(0);
      expect(await frame.locator('a[href], a[*|href], [onerror], [onclick]').count()).toBe(0);
    }
    const address = page.url();
    await page.locator('.diagram-box').first().click();
    await page.waitForTimeout(500);
    expect(page.url()).toBe(address);
    expect(troubles.filter((trouble) => trouble.startsWith('request'))).toEqual([]);
    await context.close();
  });

  test('even a script inside the frame has no way out', async () => {
    const { page, context, troubles } = await app.visit();
    await show(page, flow);
    const [frame] = await drawn(page);
    if (frame === undefined) throw new Error('There is no frame.');
    // The driver may run code there, which no diagram can: the frame must hold all the same.
    const outcomes = await frame.evaluate(async () => {
      const attempt = async (act: () => unknown): Promise<string> => {
        try {
          await act();
          return 'done';
        } catch {
          return 'refused';
        }
      };
      return [
        await attempt(() => fetch('https://evil.example/')),
        await attempt(() => fetch(new URL('config.json', document.baseURI))),
        await attempt(() => window.parent.document.title),
        await attempt(() => window.localStorage.length),
        await attempt(() => indexedDB.open('stemma').onsuccess === null && document.cookie),
        await attempt(() => {
          if (window.top !== null) window.top.location.href = 'https://evil.example/';
        }),
        await attempt(() => {
          if (window.open('https://evil.example/') === null) throw new Error('No window.');
        }),
      ];
    });
    expect(outcomes).toEqual(outcomes.map(() => 'refused'));
    const address = page.url();
    await frame.evaluate(() => {
      window.location.href = 'https://evil.example/';
    });
    await page.waitForTimeout(500);
    expect(page.url()).toBe(address);
    expect(troubles.filter((trouble) => trouble.startsWith('request'))).toEqual([]);
    await context.close();
  });

  test('are left as source where the server does not serve their page, or refuses to have it framed', async () => {
    const { page, context } = await app.visit();
    await context.route('**/diagram.html', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: 'something else' }));
    await show(page, flow);
    await expect.poll(() => page.locator('pre').innerText()).toContain('A[LLaMA]');
    await page.getByText('The part that draws diagrams did not start.').waitFor();
    await context.close();
  });
});

test('a remote image is asked for by hand and alone, and where the policy refuses it, that is said', async () => {
  const images = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    response.end('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>');
  });
  await new Promise<void>((resolve) => images.listen(0, '127.0.0.1', resolve));
  const bound = images.address();
  const host = `127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  const answer = `![first](http://${host}/a.svg)\n\n![second](http://${host}/b.svg)`;
  const strict = await app.visit();
  await show(strict.page, answer);
  await strict.page.waitForTimeout(300);
  expect(strict.troubles).toEqual([]);
  await strict.page
    .getByRole('button', { name: `Load from ${host}` })
    .first()
    .click();
  await strict.page.getByText(`This installation lets the page load no images from ${host}.`).waitFor();
  await expect
    .poll(() => strict.page.getByRole('link', { name: 'Open the image’s address' }).getAttribute('href'))
    .toBe(`http://${host}/a.svg`);
  expect(strict.troubles.filter((trouble) => trouble.startsWith('request'))).toEqual([]);
  await strict.context.close();

  const open = await app.visit({ bypassCSP: true });
  await open.context.route(`http://${host}/**`, (route) => route.continue());
  await show(open.page, answer);
  await open.page
    .getByRole('button', { name: `Load from ${host}` })
    .first()
    .click();
  const image = open.page.locator('img');
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(40);
  await expect.poll(() => image.getAttribute('alt')).toBe('first');
  await expect.poll(() => open.page.getByRole('button', { name: `Load from ${host}` }).count()).toBe(1);
  await open.context.close();
  await new Promise((resolve) => images.close(resolve));
});

const everything = [
  '# Title',
  'Prices: $5 or $10; $x^2$.[^1] See [1](https://example.org/).',
  '```python\ndef f():\n    pass\n```',
  flow,
  '| a | b |\n|---|--:|\n| 1 | 2 |',
  'مرحبا بالعالم',
  '- [x] done\n- [ ] open',
  '![A cat](https://images.example/cat.png)',
  '[^1]: A footnote.',
].join('\n\n');

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in an answer with everything in it, nor in the search; nothing is wider than a phone (${colorScheme})`, async () => {
    const { page, context } = await app.visit({ colorScheme, bypassCSP: true });
    await show(page, everything);
    await page.setViewportSize({ width: 360, height: 740 });
    await drawn(page);
    await expect.poll(() => page.locator('math').count()).toBe(1);
    await page.getByRole('button', { name: 'Find in this conversation' }).click();
    await page.getByRole('textbox', { name: 'Find in this conversation' }).fill('title');
    await expect.poll(() => page.locator('.find-count').innerText()).toBe('1 of 1');
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
}
