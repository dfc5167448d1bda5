import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, composer, type RunningApp, startApp } from './app.ts';
import { violations } from './axe.ts';
import { type SheepServer, sheepConfiguration, startSheepServer } from './sheep-server.ts';
import { smallPdf } from './small-pdf.ts';

let app: RunningApp;
let server: SheepServer;
beforeAll(async () => {
  server = await startSheepServer();
  app = await startApp(sheepConfiguration(server.origin), [server.origin]);
});
afterAll(async () => {
  await app.close();
  await server.close();
});

interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
const file = (name: string, buffer: Buffer | string, mimeType = ''): GivenFile => ({ name, mimeType, buffer: Buffer.from(buffer) });
const input = (page: Page) => page.locator('input[data-attach]');
const tray = (page: Page) => page.getByRole('list', { name: 'Attached to your question' });
const chip = (page: Page, name: string) => tray(page).getByRole('button', { name: `Show ${name}`, exact: true });
const done = (page: Page) => answers(page).last().and(page.locator('[data-status="done"]')).waitFor();
const lastAsked = (): unknown => server.asked.at(-1)?.messages.findLast(({ role }) => role === 'user')?.content;

/** Lets files go over the page, as if they came from a folder, or holds them over it. */
async function dragFiles(page: Page, type: 'dragover' | 'drop', name: string, content: string): Promise<void> {
  await page.evaluate(
    (given) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([given.content], given.name));
      document.body.dispatchEvent(new DragEvent(given.type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { type, name, content },
  );
}

async function paste(page: Page, text: string): Promise<void> {
  await composer(page).evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const taken = !field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    // A made-up event puts nothing into the field by itself.
    if (!taken && field instanceof HTMLTextAreaElement) {
      field.value += pasted;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }, text);
}

test('a text file of any name and a PDF, Chinese pages too, go along with the question: kept over a reload, shown before and after it is sent', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await composer(page).fill('What do these say?');
  const gbk = Buffer.from('1eLKx9K7ts7Tw77JseDC69C0s8m1xNbQzsQ=', 'base64');
  await input(page).setInputFiles([
    file('notes.xyz', gbk),
    file('paper.bin', smallPdf([{ latin: 'Sheep are counted.' }, { chinese: '你好，世界' }])),
  ]);
  await chip(page, 'notes.xyz').waitFor();
  await chip(page, 'paper.bin').waitFor();
  await expect.poll(() => chip(page, 'paper.bin').innerText()).toMatch(/2 pages, \d+ characters/);
  await page.waitForTimeout(700);
  await page.reload();
  await chip(page, 'paper.bin').click();
  const preview = page.getByRole('dialog', { name: 'paper.bin' });
  await expect.poll(() => preview.locator('pre').innerText()).toBe('[Page 1]\nSheep are counted.\n\n[Page 2]\n你好，世界');
  await page.keyboard.press('Escape');
  // What will be sent is shown, the files with it.
  await page.getByRole('button', { name: 'Prompt and settings' }).click();
  await page.getByRole('dialog', { name: 'The next request' }).getByText('[File: paper.bin]').waitFor();
  await page.keyboard.press('Escape');
  await composer(page).press('Enter');
  await done(page);
  expect(lastAsked()).toBe(
    '[File: notes.xyz]\n这是一段用旧编码写成的中文\n[End of file: notes.xyz]\n\n' +
      '[File: paper.bin]\n[Page 1]\nSheep are counted.\n\n[Page 2]\n你好，世界\n[End of file: paper.bin]\n\nWhat do these say?',
  );
  expect(await tray(page).count()).toBe(0);
  const question = page.locator('article[data-role="user"]');
  await question.getByText('notes.xyz').click();
  await expect.poll(() => question.locator('pre').first().innerText()).toBe('这是一段用旧编码写成的中文');
  // Editing keeps what was attached, unless it is taken away; Escape leaves everything as it was.
  await question.hover();
  await question.getByRole('button', { name: 'Edit question' }).click();
  await page.keyboard.press('Escape');
  await question.hover();
  await question.getByRole('button', { name: 'Edit question' }).click();
  await question.getByRole('button', { name: 'Remove paper.bin' }).click();
  const editor = page.getByRole('textbox', { name: 'Edit question' });
  await editor.fill('And this?');
  await editor.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  await expect.poll(() => editor.count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(lastAsked).toBe('[File: notes.xyz]\n这是一段用旧编码写成的中文\n[End of file: notes.xyz]\n\nAnd this?');
  await done(page);
  await page.getByRole('group', { name: 'Version 2 of 2' }).first().waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test('files that cannot be attached are named with the reason: scans, locked or broken files, programs, pictures for a model that sees none', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US', bypassCSP: true });
  await input(page).setInputFiles([
    file('scan.pdf', smallPdf([{ drawing: true }, { drawing: true }])),
    file('broken.pdf', '%PDF-1.4 and nothing more'),
    file('locked.pdf', smallPdf([{ latin: 'Secret' }], true)),
    file('program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0])),
    file('nothing.txt', ''),
    file('cat.png', Buffer.from('iVBORw0KGgo=', 'base64')),
  ]);
  const alerts = page.locator('.attachment-trouble');
  await expect.poll(() => alerts.count()).toBe(6);
  const words = (await alerts.allInnerTexts()).join('\n');
  expect(words).toContain('scan.pdf has 2 pages and no text');
  expect(words).toContain('broken.pdf is damaged');
  expect(words).toContain('locked.pdf is locked with a password');
  expect(words).toContain('program is no text');
  expect(words).toContain('There is nothing in nothing.txt');
  expect(words).toContain('cat.png was not attached: alpha reads no pictures');
  expect(await violations(page)).toEqual([]);
  await alerts.first().getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => alerts.count()).toBe(5);
  await page.getByRole('button', { name: 'Attach', exact: true }).click();
  const picture = page.getByRole('menuitem', { name: /^Picture/ });
  await expect.poll(() => picture.getAttribute('aria-disabled')).toBe('true');
  await expect.poll(() => picture.innerText()).toContain('alpha reads no pictures.');
  expect(troubles).toEqual([]);
  await context.close();
});

test('whatever goes wrong with many files, the field stays in reach, what there is no room for is one line, and the next question begins without it', async () => {
  const { page, context } = await app.visit({ locale: 'en-US', viewport: { width: 360, height: 740 } });
  const some = (count: number, content: string) => Array.from({ length: count }, (_, place) => file(`${content}${place}.txt`, content));
  await input(page).setInputFiles([...some(12, ''), ...some(30, 'sheep')]);
  const alerts = page.locator('.attachment-trouble');
  await expect.poll(() => alerts.count()).toBe(13);
  await expect.poll(() => alerts.last().innerText()).toContain('sheep10.txt and 19 more were not attached: ten files are the most');
  await expect.poll(() => tray(page).getByRole('button', { name: /^Show/ }).count()).toBe(10);
  await expect
    .poll(() => page.getByRole('button', { name: 'Send message' }).evaluate((button) => button.getBoundingClientRect().bottom))
    .toBeLessThan(740);
  await composer(page).fill('Read them');
  await composer(page).press('Enter');
  await done(page);
  await page
    .getByRole('button', { name: 'New chat' })
    .or(page.getByRole('link', { name: 'New chat' }))
    .first()
    .click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => alerts.count()).toBe(0);
  await context.close();
});

test('a picture is drawn anew without what the file said of itself, and sent to a model that reads it; another model is told that it sees none', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('option', { name: /^eye/ }).click();
  // A JPEG that is larger than models look at, with a place in its metadata.
  const photo = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 2000;
    canvas.height = 1000;
    const drawing = canvas.getContext('2d');
    if (drawing === null) throw new Error('No canvas.');
    drawing.fillStyle = 'teal';
    drawing.fillRect(0, 0, 2000, 1000);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
    if (blob === null) throw new Error('No picture.');
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const secret = new TextEncoder().encode('Exif GPS 52.5200 N 13.4050 E');
    const segment = [0xff, 0xfe, 0, secret.length + 2, ...secret];
    return [...bytes.slice(0, 2), ...segment, ...bytes.slice(2)];
  });
  await input(page).setInputFiles([file('photo.jpg', Buffer.from(photo))]);
  await chip(page, 'photo.jpg').waitFor();
  await composer(page).press('Enter');
  await done(page);
  const [sent] = JSON.parse(JSON.stringify(lastAsked()));
  expect(sent.type).toBe('image_url');
  const data = Buffer.from(sent.image_url.url.replace('data:image/jpeg;base64,', ''), 'base64');
  expect(data.toString('latin1')).not.toContain('GPS');
  const size = await page.locator('.question-picture').evaluate((shown) => {
    if (!(shown instanceof HTMLImageElement)) throw new Error('No picture.');
    return [shown.naturalWidth, shown.naturalHeight];
  });
  expect(size).toEqual([1568, 784]);
  expect(await answers(page).innerText()).not.toContain('reads no pictures');

  await answers(page).getByRole('button', { name: 'Ask another model' }).click();
  await page.getByRole('menuitem', { name: /^alpha/ }).click();
  await answers(page).getByText('This model reads no pictures').waitFor();
  await done(page);
  expect(lastAsked()).toBe('[Picture: photo.jpg. You cannot see it: you were given the text only.]');
  expect(troubles).toEqual([]);
  await context.close();
});

test('a long text that is pasted becomes an attachment that can be put into the text instead; a short one does not', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' });
  await composer(page).fill('Look: ');
  await paste(page, 'short');
  await expect.poll(() => composer(page).inputValue()).toBe('Look: short');
  const long = 'All the sheep. '.repeat(500);
  await paste(page, long);
  await chip(page, 'Pasted text').waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe('Look: short');
  await paste(page, long);
  await chip(page, 'Pasted text 2').waitFor();
  await tray(page).getByRole('button', { name: 'Remove Pasted text 2' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => chip(page, 'Pasted text 2').count()).toBe(0);
  await chip(page, 'Pasted text').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put it into the text instead' }).click();
  await expect.poll(() => composer(page).inputValue()).toBe(`Look: short\n\n${long}`);
  expect(await tray(page).count()).toBe(0);
  // It grows to its limit and scrolls then.
  const box = await composer(page).evaluate((field) => ({ height: field.clientHeight, content: field.scrollHeight }));
  expect(box.height).toBeLessThanOrEqual(330);
  expect(box.content).toBeGreaterThan(box.height);
  await context.close();
});

test('files are dropped onto the whole chat, which says so while they are held over it', async () => {
  const { page, context, troubles } = await app.visit({ locale: 'en-US' });
  await page.getByRole('button', { name: 'Attach', exact: true }).waitFor();
  await dragFiles(page, 'dragover', 'notes.txt', 'sheep');
  await page.getByText('Drop files here to attach them').waitFor();
  await dragFiles(page, 'drop', 'notes.txt', 'sheep');
  await chip(page, 'notes.txt').waitFor();
  expect(await page.getByText('Drop files here to attach them').count()).toBe(0);
  expect(troubles).toEqual([]);
  await context.close();
});

test('an input method’s Enter chooses a candidate and sends nothing; a question in the address fills the field and sends nothing', async () => {
  const { page, context } = await app.visit({ locale: 'en-US' }, '?q=How%20many%20sheep');
  await expect.poll(() => composer(page).inputValue()).toBe('How many sheep');
  const before = server.asked.length;
  await composer(page).evaluate((field) => {
    for (const isComposing of [true, false]) {
      const key = new KeyboardEvent('keydown', {
        key: 'Enter',
        isComposing,
        keyCode: isComposing ? 13 : 229,
        bubbles: true,
        cancelable: true,
      });
      field.dispatchEvent(key);
    }
  });
  await page.waitForTimeout(300);
  expect(await answers(page).count()).toBe(0);
  expect(server.asked).toHaveLength(before);
  await composer(page).press('Enter');
  await done(page);
  expect(lastAsked()).toBe('How many sheep');
  await context.close();
});

test('on a phone of 360 pixels the tray, the menu and the field fit, in Chinese too', async () => {
  for (const locale of ['en-US', 'zh-CN']) {
    const { page, context } = await app.visit({ locale, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
    await input(page).setInputFiles([
      file('a-file-with-a-very-long-name-that-does-not-fit-anywhere.txt', 'sheep'),
      file('b.txt', 'more'),
      file('scan.pdf', smallPdf([{ drawing: true }])),
    ]);
    await expect.poll(() => page.locator('.attachment-chip').count()).toBe(2);
    await page.locator('.attachment-trouble').waitFor();
    const button = page.getByRole('button', { name: /^(Attach|添加附件)$/ });
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await button.tap();
    const menu = await page.getByRole('menu').boundingBox();
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(360);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await context.close();
  }
});
