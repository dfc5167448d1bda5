import type { WholeChat } from '#storage/formats/archive.ts';
import './chat-document.css';
import './print.css';
import { drawDocument } from './draw-document.tsx';
import type { DocumentOptions } from './markdown-file.ts';

/** Prints chats as a document, everything unfolded. Resolves when the browser's dialog was opened. */
export async function printChats(chats: readonly WholeChat[], options: DocumentOptions): Promise<void> {
  const element = await drawDocument(chats, options, true);
  element.className = 'print-document';
  document.body.append(element);
  const { title } = document;
  // Browsers offer the page's title as the name of the PDF.
  if (chats.length === 1) document.title = chats[0]?.conversation.title.value ?? options.untitled;
  const end = (): void => {
    document.title = title;
    element.remove();
  };
  window.addEventListener('afterprint', end, { once: true });
  window.print();
}
