import { afterEach, expect, test } from 'vitest';
import { modelFacts } from '#storage/formats/model-facts.ts';
import { htmlFile } from '#ui/parts/keeping/html-file.ts';
import { oneChat, options, servedCard } from './one-chat.ts';

declare global {
  interface Window {
    ran?: boolean;
  }
}

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

test('the page has no script, no element that fetches, and no reference to anywhere, whatever was written', async () => {
  const html = await htmlFile([oneChat()], options);
  const page = parse(html);
  expect(page.querySelectorAll('script, iframe, object, embed, link, base, form, video, audio, svg, button')).toHaveLength(0);
  expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toMatch(/default-src 'none'/);
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/);
      if (name === 'src') expect(value).toMatch(/^data:image\/png;/);
      if (name === 'href') expect(value).toMatch(/^https:\/\/(?:example\.org|spy\.example)\/|^#/);
    }
  }
  expect([...page.querySelectorAll('style')].every(({ parentElement }) => parentElement === page.head)).toBe(true);
  expect(page.querySelector('style')?.textContent).not.toMatch(/@import|url\(/);
  expect(page.title).toBe('Energy </title><script>window.ran = true</script>');
  expect(page.body.textContent).toContain('<script>window.ran = true</script>');
});

test('opened without any policy of its surroundings it runs nothing', async () => {
  const frame = document.createElement('iframe');
  frame.srcdoc = await htmlFile([oneChat()], options);
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve);
  });
  document.body.append(frame);
  await loaded;
  expect(frame.contentDocument?.querySelectorAll('article')).toHaveLength(3);
  expect(frame.contentWindow?.ran).toBeUndefined();
  expect(window.ran).toBeUndefined();
});

test('formulas are MathML, code is coloured, tables are tables, pictures and files are within', async () => {
  const page = parse(await htmlFile([oneChat()], options));
  expect(page.querySelector('.formula math msup')).not.toBeNull();
  expect([...page.querySelectorAll('.code-keyword')].map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['def', 'return']),
  );
  expect(page.querySelectorAll('table td')).toHaveLength(2);
  expect(page.querySelector('img')?.getAttribute('src')).toMatch(/^data:image\/png;base64,/);
  expect([...page.querySelectorAll('details summary')].map(({ textContent }) => textContent)).toEqual([
    'System text',
    'Attached: notes.txt',
    'Reasoning',
    'Reasoning',
  ]);
  expect(page.body.textContent).toContain('Attached: lost.pdf (only its name is here)');
});

test('each answer has its model, every ancestor by name, its licenses, its verdicts, and the notices stand at the end', async () => {
  const page = parse(await htmlFile([oneChat()], options));
  const [known, unknown] = page.querySelectorAll('.document-facts');
  const facts = options.catalog === null ? null : modelFacts(options.catalog, servedCard);
  const fact = (kind: string): string => known?.querySelector(`[data-fact="${kind}"] dd`)?.textContent ?? '';
  expect(fact('model')).toContain(facts?.name);
  for (const { name } of facts?.ancestors ?? []) expect(fact('ancestors')).toContain(name);
  expect(fact('declared')).toBe(facts?.declaredLicense);
  expect(fact('verdicts')).toMatch(/Commercial use: /);
  expect(fact('must-show')).toContain('Built with Llama');
  expect(unknown?.textContent).toContain('not in the catalog');
  expect(page.querySelector('.document-notices pre')?.textContent).toMatch(
    /^NOTICE[\s\S]*To be shown: Built with Llama[\s\S]*Carried by: DeepSeek/,
  );
});

test('long code is whole, footnotes keep their numbers, an image that nobody loaded is an address, and a diagram is its source', async () => {
  const chat = oneChat('Long');
  const lines = Array.from({ length: 100 }, (_, place) => `line ${place}`).join('\n');
  const text = `\`\`\`text\n${lines}\n\`\`\`\n\nSo[^1]\n\n[^1]: because\n\n![cat](https://cats.example/1.png)\n\n\`\`\`mermaid\ngraph TD; A-->B\n\`\`\``;
  const messages = chat.messages.map((message) => (message.id === 'a' ? { ...message, text } : message));
  const page = parse(await htmlFile([{ ...chat, messages }], options));
  expect(page.querySelector('figure.code')?.getAttribute('data-folded')).toBe('false');
  expect(page.querySelector('figure.code pre')?.textContent).toContain('line 99');
  expect(page.querySelector('sup')?.textContent).toBe('1');
  expect(page.querySelector('.footnote')?.textContent).toContain('because');
  expect(page.querySelector('.image-text')?.textContent).toBe('Image, not loaded: cat (https://cats.example/1.png)');
  expect([...page.querySelectorAll('pre:not([hidden])')].map(({ textContent }) => textContent).join()).toContain('graph TD; A-->B');
});

test('several chats have a list of contents that leads to them', async () => {
  const other = oneChat('二');
  const page = parse(await htmlFile([oneChat('One'), { ...other, conversation: { ...other.conversation, id: 'd' } }], options));
  const links = [...page.querySelectorAll('nav a')];
  expect(links.map(({ textContent }) => textContent)).toEqual(['One', '二']);
  for (const link of links) expect(page.querySelector(link.getAttribute('href') ?? 'none')).not.toBeNull();
});
