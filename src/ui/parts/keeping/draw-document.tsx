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

export interface DrawnDocument {
  readonly element: HTMLElement;
  readonly remove: () => void;
}

/**
 * Draws chats with the renderer of the thread, off the screen, and waits until formulas and colours are there as well. The element is in no
 * page yet; `remove` ends it.
 */
export async function drawDocument(chats: readonly WholeChat[], options: DocumentOptions, isOpen: boolean): Promise<DrawnDocument> {
  await fetchParts(chats);
  const element = document.createElement('div');
  const root = createRoot(element);
  const still = untilStill(element);
  flushSync(() => root.render(<ChatDocument chats={chats} options={options} isOpen={isOpen} />));
  await still;
  return {
    element,
    remove() {
      root.unmount();
      element.remove();
    },
  };
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
