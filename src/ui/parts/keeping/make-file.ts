import type { Catalog } from '#catalog/catalog.ts';
import { archiveFile, type Gathered } from '#storage/formats/archive.ts';
import { oasstLines } from '#storage/formats/oasst-write.ts';
import { transcriptOf } from '#storage/formats/transcript.ts';
import { fileName } from './file-name.ts';
import { htmlFile } from './html-file.ts';
import { type DocumentOptions, markdownFile } from './markdown-file.ts';

export const formats = ['html', 'markdown', 'archive', 'oasst'] as const;
export type Format = (typeof formats)[number];

const endings: Readonly<Record<Format, string>> = { html: 'html', markdown: 'md', archive: 'stemma.json', oasst: 'jsonl' };

/** The file of these chats in a form, with its name: `name`, or that of the only chat. */
export async function makeFile(
  format: Format,
  gathered: Gathered,
  options: DocumentOptions,
  name: string | null,
): Promise<{ readonly blob: Blob; readonly name: string }> {
  const { chats } = gathered;
  const usual =
    chats.length === 1 ? (chats[0]?.conversation.title.value ?? options.untitled) : `stemma ${options.now.toISOString().slice(0, 10)}`;
  return { blob: await contentOf(format, gathered, options), name: fileName(name ?? usual, endings[format]) };
}

async function contentOf(format: Format, gathered: Gathered, options: DocumentOptions): Promise<Blob> {
  if (format === 'archive') return archiveFile(gathered, options.catalog);
  if (format === 'html') return new Blob([await htmlFile(gathered.chats, options)], { type: 'text/html;charset=utf-8' });
  if (format === 'markdown') return new Blob([markdownFile(gathered.chats, options)], { type: 'text/markdown;charset=utf-8' });
  return new Blob([treesOf(gathered, options.catalog, options)], { type: 'application/jsonl' });
}

function treesOf({ chats, items }: Gathered, catalog: Catalog | null, { extent }: DocumentOptions): string {
  const votes = items.filter((item) => item.kind === 'vote');
  return chats
    .flatMap((chat) => oasstLines(chat, transcriptOf(chat, extent), votes, catalog))
    .map((line) => `${line}\n`)
    .join('');
}
