import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { markdown as labels } from '#ui/language/en/markdown.ts';
import { Markdown } from '#ui/parts/markdown/markdown.tsx';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

let container: HTMLElement;
let root: Root;
beforeEach(() => {
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
});
afterEach(() => {
  act(() => root.unmount());
  container.remove();
});

function show(text: string, isLive = false): HTMLElement {
  act(() => root.render(<Markdown text={text} isLive={isLive} labels={labels} />));
  return container;
}

function button(name: string, within: Element = container): HTMLButtonElement {
  const found = [...within.querySelectorAll('button')].find((one) => (one.ariaLabel ?? one.textContent) === name);
  if (found === undefined) throw new Error(`There is no button "${name}".`);
  return found;
}

function press(name: string, within: Element = container): void {
  act(() => button(name, within).click());
}

/** What a press saves: the name and the text of the file. */
async function saved(name: string): Promise<{ readonly name: string; readonly text: string; readonly type: string }> {
  const blobs: Blob[] = [];
  const names: string[] = [];
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob: Blob) => {
    blobs.push(blob);
    return createObjectURL.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function saving(this: HTMLAnchorElement) {
    names.push(this.download);
  };
  press(name);
  URL.createObjectURL = createObjectURL;
  HTMLAnchorElement.prototype.click = click;
  const [blob] = blobs;
  return { name: names[0] ?? '', text: (await blob?.text()) ?? '', type: blob?.type ?? '' };
}

const longCode = `\`\`\`python\n${Array.from({ length: 100 }, (_, line) => `print(${line})`).join('\n')}\n\`\`\``;

describe('code', () => {
  test('is copied exactly, and a screen reader hears which code', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void written.push(text) },
    });
    show('```python title="app.py"\nif a\u202e:\n\n    pass\n```\n\n```\nplain\n```');
    await act(async () => button('Copy python code').click());
    await act(async () => button('Copy code').click());
    expect(written).toEqual(['if a\u202e:\n\n    pass', 'plain']);
    expect(await saved('Download as app.py')).toEqual({ name: 'app.py', text: 'if a\u202e:\n\n    pass\n', type: 'text/plain' });
  });

  test('without a clipboard it is copied by selection', async () => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    const copied: string[] = [];
    const onCopy = (): void => void copied.push(document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.value : '');
    document.addEventListener('copy', onCopy);
    show('```js\nlet x;\n```');
    // Browsers copy only for a real press.
    await userEvent.click(button('Copy js code'));
    document.removeEventListener('copy', onCopy);
    expect(copied).toEqual(['let x;']);
    expect(document.querySelectorAll('body > textarea').length).toBe(0);
  });

  test('wraps its long lines when asked', () => {
    const element = show(`\`\`\`\n${'a long line '.repeat(60)}\n\`\`\``);
    const box = element.querySelector('pre');
    const overflows = (): boolean => (box?.scrollWidth ?? 0) > (box?.clientWidth ?? 0);
    expect(overflows()).toBe(true);
    press('Wrap long lines');
    expect(overflows()).toBe(false);
    expect(button('Wrap long lines').ariaPressed).toBe('true');
  });

  test('is folded when it is long, and what is folded is all there', () => {
    const element = show(longCode);
    const box = element.querySelector('pre');
    expect(box?.clientHeight).toBeLessThan(600);
    expect(element.querySelectorAll('.line').length).toBe(100);
    press('Show all 100 lines');
    expect(box?.clientHeight).toBeGreaterThan(1500);
    press('Show fewer lines');
    expect(box?.clientHeight).toBeLessThan(600);
  });

  test('that was seen growing is never folded when it ends', () => {
    const element = show(longCode.slice(0, -20), true);
    const { height } = element.getBoundingClientRect();
    show(longCode, true);
    show(longCode);
    expect(element.getBoundingClientRect().height).toBeGreaterThanOrEqual(height);
    expect(element.textContent).not.toContain('Show all');
  });
});

describe('tables', () => {
  const wide = `| ${'head | '.repeat(30)}\n|${'---|'.repeat(30)}\n${`| ${'cell | '.repeat(30)}\n`.repeat(60)}`;

  test('scroll in both directions by keyboard, in a box of their own with a name', () => {
    const box = show(wide).querySelector('[role="region"]');
    if (!(box instanceof HTMLElement)) throw new Error('There is no table.');
    expect(box.ariaLabel).toBe('Table');
    expect(box.scrollWidth).toBeGreaterThan(box.clientWidth);
    expect(box.scrollHeight).toBeGreaterThan(box.clientHeight);
    box.focus();
    expect(document.activeElement).toBe(box);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  });

  test('are copied as Markdown and saved as CSV', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void written.push(text) },
    });
    show('| a | b |\n|---|--:|\n| **1** | 2, 3 |');
    await act(async () => button('Copy the table as Markdown').click());
    expect(written).toEqual(['| a | b |\n| --- | ---: |\n| **1** | 2, 3 |\n']);
    expect(await saved('Download the table as CSV')).toEqual({ name: 'table.csv', text: 'a,b\r\n1,"2, 3"\r\n', type: 'text/csv' });
  });

  test('do not change height when the answer ends', () => {
    const text = 'Words\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nEnd';
    const { height } = show(text, true).getBoundingClientRect();
    expect(show(text).getBoundingClientRect().height).toBe(height);
  });
});

test('the numbers of a list have room, however long they are: outside of the answer’s box they would be cut off', () => {
  container.style.fontFamily = 'sans-serif';
  for (const number of [9, 10, 99, 100, 1000]) {
    const list = show(`${number}. an item`).querySelector('ol');
    if (list === null) throw new Error('There is no list.');
    const ruler = document.createElement('span');
    ruler.textContent = `${number}.\u00a0`;
    list.append(ruler);
    expect
      .soft([number, parseFloat(getComputedStyle(list).paddingInlineStart)])
      .toEqual([number, expect.toSatisfy((room) => room >= ruler.getBoundingClientRect().width)]);
    ruler.remove();
  }
});

describe('text from right to left', () => {
  test('each block runs its own way: paragraphs, lists, quotes, tables; code never', () => {
    const element = show(
      'مرحبا `code` بالعالم\n\nEnglish words\n\n- عنصر\n- item\n\n1. one\n\n> اقتباس\n\n| اسم | قيمة |\n|---|---|\n| ا | 1 |\n\n# عنوان\n\n```js\nlet x;\n```\n\n`x` שלום',
    );
    const way = (selector: string, place = 0): string => {
      const found = element.querySelectorAll(selector)[place];
      return found === undefined ? 'none' : window.getComputedStyle(found).direction;
    };
    expect([way('p'), way('p', 1), way('p', 3)]).toEqual(['rtl', 'ltr', 'rtl']);
    expect([way('ul'), way('ol'), way('blockquote'), way('table'), way('h2'), way('pre')]).toEqual([
      'rtl',
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
    ]);
    const [first, second] = element.querySelectorAll('th');
    expect(first?.getBoundingClientRect().left).toBeGreaterThan(second?.getBoundingClientRect().left ?? Infinity);
  });
});

test('headings make an outline without gaps, however many signs a model writes, and keep their levels while more comes', () => {
  const text = '### A\n\n#### B\n\n###### C\n\n### D\n\n# E\n\n## F\n\n> # quoted\n\nEnd';
  const outline = (element: HTMLElement): readonly string[] =>
    [...element.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName, textContent }) => `${tagName} ${textContent}`);
  const levels = ['H2 A', 'H3 B', 'H4 C', 'H2 D', 'H2 E', 'H3 F'];
  for (let length = 6; length < text.length; length += 3) {
    const soFar = outline(show(text.slice(0, length), true)).filter((heading) => levels.includes(heading));
    expect(soFar).toEqual(levels.slice(0, soFar.length));
  }
  const first = container.querySelector('h2');
  expect(outline(show(text))).toEqual(levels);
  expect(container.querySelector('h2')).toBe(first);
});

describe('footnotes', () => {
  const text = 'A claim.[^1] Another.[^note]\n\n[^1]: The **source**.\n[^note]: Two lines,\n    of which this is one.\n\nAfter.';

  test('a reference leads to its text and back', () => {
    const element = show(text);
    press('Footnote 1');
    expect(document.activeElement?.textContent).toContain('The source.');
    expect(document.activeElement?.querySelector('strong')?.textContent).toBe('source');
    press('Back to the place of footnote 1');
    expect(document.activeElement).toBe(button('Footnote 1'));
    press('Footnote note');
    expect(document.activeElement?.textContent).toContain('of which this is one.');
    expect(element.textContent).toContain('After.');
  });

  test('two answers with the same footnotes never lead into each other', () => {
    act(() =>
      root.render(
        <>
          <Markdown text={text} isLive={false} labels={labels} />
          <Markdown text={text.replace('source', 'other')} isLive={false} labels={labels} />
        </>,
      ),
    );
    const [first, second] = container.querySelectorAll('.markdown');
    if (first === undefined || second === undefined) throw new Error('Two were rendered.');
    press('Footnote 1', second);
    expect(document.activeElement?.textContent).toContain('The other.');
    expect(second.contains(document.activeElement)).toBe(true);
    press('Footnote 1', first);
    expect(document.activeElement?.textContent).toContain('The source.');
    expect(container.querySelectorAll('[id]').length).toBe(0);
  });

  test('a reference without a footnote is text, and becomes a link when the footnote comes', () => {
    const element = show('A claim.[^1]\n\nMore', true);
    const paragraph = element.querySelector('p');
    expect(paragraph?.textContent).toBe('A claim.[^1]');
    show('A claim.[^1]\n\nMore\n\n[^1]: Here.', true);
    expect(element.querySelector('p')).toBe(paragraph);
    expect(paragraph?.textContent).toBe('A claim.1');
    expect(button('Footnote 1').isConnected).toBe(true);
  });

  test('a number that is a link is shown as a source', () => {
    const element = show('So it is [1](https://example.org/a) and [[2]](https://example.org/b), see [page 3](https://example.org/c).');
    expect([...element.querySelectorAll('sup a')].map(({ textContent }) => textContent)).toEqual(['1', '[2]']);
  });
});

describe('remote images', () => {
  test('are named with their host and not fetched until asked for; then only the one', async () => {
    const element = show('![one](https://images.example/a.png?q=secret) ![two](https://other.example/b.png)');
    expect(element.querySelector('img')).toBeNull();
    expect(element.textContent).toContain('Image, not loaded: one');
    press('Load from images.example');
    const image = element.querySelector('img');
    expect([image?.src, image?.alt, image?.referrerPolicy]).toEqual(['https://images.example/a.png?q=secret', 'one', 'no-referrer']);
    expect(button('Load from other.example').isConnected).toBe(true);
    act(() => void image?.dispatchEvent(new Event('error')));
    expect(element.textContent).toContain('The image could not be loaded from images.example.');
    expect(element.querySelector('a')?.href).toBe('https://images.example/a.png?q=secret');
  });

  test('of other kinds of addresses are words alone', () => {
    const element = show('![a](javascript:alert) ![b](data:image/png;base64,AAAA) ![c](/icon.svg) ![d](mailto:a@example.org)');
    expect(element.querySelectorAll('button, img, a').length).toBe(0);
    for (const name of 'abcd') expect(element.textContent).toContain(`Image, not loaded: ${name}`);
  });
});
