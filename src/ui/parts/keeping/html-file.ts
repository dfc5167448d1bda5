import tokens from '../../styles/tokens.css?inline';
import base from '../../styles/base.css?inline';
import markdown from '../markdown/markdown.css?inline';
import type { WholeChat } from '#storage/formats/archive.ts';
import own from './chat-document.css?inline';
import { drawDocument } from './draw-document.tsx';
import type { DocumentOptions } from './markdown-file.ts';

/** Nothing in the page may run or be fetched, whatever stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Chats as one HTML file that needs nothing else: no script, no reference to anywhere, pictures and styles within. */
export async function htmlFile(chats: readonly WholeChat[], options: DocumentOptions): Promise<string> {
  const title = chats.length === 1 ? (chats[0]?.conversation.title.value ?? options.untitled) : options.title;
  return pageOf(await drawDocument(chats, options, false), title, options.words.locale);
}

function pageOf(content: HTMLElement, title: string, locale: string): string {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = locale;
  const meta = (attributes: Readonly<Record<string, string>>): void => {
    const element = page.createElement('meta');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    page.head.append(element);
  };
  page.head.replaceChildren();
  meta({ charset: 'utf-8' });
  meta({ 'http-equiv': 'Content-Security-Policy', content: policy });
  meta({ name: 'referrer', content: 'no-referrer' });
  meta({ name: 'viewport', content: 'width=device-width, initial-scale=1' });
  meta({ name: 'color-scheme', content: 'light dark' });
  const heading = page.createElement('title');
  heading.textContent = title;
  page.head.append(heading);
  page.body.replaceChildren(...[...content.childNodes].map((node) => page.importNode(node, true)));
  // As text, because the app's own policy refuses a style element even in a page that is only being written. As in the app, but without its
  // fixed height: this page scrolls by itself. What stands in the title is escaped, so the first end of the head is the head's.
  const styles = `<style>${[tokens, base, markdown, own].join('\n')}\nhtml, body { height: auto; overflow: visible; }</style>`;
  return `<!doctype html>\n${page.documentElement.outerHTML.replace('</head>', () => `${styles}</head>`)}\n`;
}
