import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import type { WholeChat } from '#storage/formats/archive.ts';
import { highlight } from '../markdown/highlight/highlighter.ts';
import { grammarName } from '../markdown/highlight/languages.ts';
import { ChatDocument } from './chat-document.tsx';
import type { DocumentOptions } from './markdown-file.ts';

/** Milliseconds without a change after which everything is taken to be drawn, and the longest time to wait for that. */
const quietMs = 120;
const longestMs = 20_000;
/** A language that no grammar is loaded for is not worth waiting for: there are only so many. */
const fences = /^[ \t]*(?:`{3,}|~{3,})[ \t]*([\w+-]+)/gm;

/**
 * Draws chats with the renderer of the thread, off the screen, waits until formulas and colours are there as well, and gives what was drawn
 * as elements that do nothing any more: no buttons, nothing folded away in code, what was a control is text.
 */
export async function drawDocument(chats: readonly WholeChat[], options: DocumentOptions, isOpen: boolean): Promise<HTMLElement> {
  await fetchParts(chats);
  const element = document.createElement('div');
  const root = createRoot(element);
  try {
    const still = untilStill(element);
    flushSync(() => root.render(<ChatDocument chats={chats} options={options} isOpen={isOpen} />));
    await still;
    return asPaper(element);
  } finally {
    root.unmount();
  }
}

function asPaper(drawn: HTMLElement): HTMLElement {
  const paper = document.createElement('div');
  for (const node of drawn.childNodes) paper.append(node.cloneNode(true));
  for (const code of paper.querySelectorAll('figure.code')) code.setAttribute('data-folded', 'false');
  for (const reference of paper.querySelectorAll('.footnote-reference')) reference.replaceWith(reference.textContent);
  // The address of an image that nobody loaded, where the button to load it stood.
  for (const image of paper.querySelectorAll('.image-text button')) image.replaceWith(`(${image.getAttribute('title') ?? ''})`);
  for (const rest of paper.querySelectorAll('button, iframe, .diagram-bar, .table-actions, .code-actions')) rest.remove();
  return paper;
}

/** What formulas and code are drawn with, so that nothing waits for the network afterwards. Without it the source stays readable. */
async function fetchParts(chats: readonly WholeChat[]): Promise<void> {
  const languages = new Set<string>();
  for (const { messages } of chats) {
    for (const { text } of messages) for (const [, language = ''] of text.matchAll(fences)) languages.add(language.toLowerCase());
  }
  const grammars = [...languages].filter((language) => grammarName(language) !== null);
  await Promise.allSettled([
    import('../markdown/typeset.ts'),
    import('../markdown/highlight/highlighted-lines.tsx'),
    ...grammars.map((language) => highlight([''], language)),
  ]);
}

function untilStill(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(limit);
      resolve();
    };
    let timer = setTimeout(done, quietMs);
    const limit = setTimeout(done, longestMs);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quietMs);
    });
    observer.observe(element, { childList: true, subtree: true, characterData: true });
  });
}
