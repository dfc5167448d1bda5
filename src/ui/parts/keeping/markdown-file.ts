import type { Catalog } from '#catalog/catalog.ts';
import type { AnswerRecord, Attachment, QuestionRecord } from '#chat/records.ts';
import type { WholeChat } from '#storage/formats/archive.ts';
import { modelsOf, noticeOf } from '#storage/formats/model-facts.ts';
import { type Extent, type TranscriptEntry, transcriptOf } from '#storage/formats/transcript.ts';
import { answerFacts, type DocumentWords } from './answer-facts.ts';

export interface DocumentOptions {
  readonly catalog: Catalog | null;
  readonly extent: Extent;
  readonly withReasoning: boolean;
  readonly words: DocumentWords;
  /** Title of this installation and of a chat without one. */
  readonly title: string;
  readonly untitled: string;
  readonly now: Date;
}

/** Chats as one Markdown text. What was said stands as it was written; names from outside are escaped. */
export function markdownFile(chats: readonly WholeChat[], options: DocumentOptions): string {
  const { catalog, words, now, title } = options;
  const notice = catalog === null ? null : noticeOf(catalog, modelsOf(catalog, saidIn(chats, options.extent)));
  return `${[
    ...chats.flatMap((chat) => chatLines(chat, options)),
    ...(notice === null ? [] : [`## ${words.keeping.notices}`, words.keeping.noticesNote, fenced(notice.trimEnd(), 'text')]),
    '---',
    words.keeping.exportedBy(escaped(title), dateOf(now, words)),
  ].join('\n\n')}\n`;
}

/** The messages of these chats that a document shows. */
export function saidIn(chats: readonly WholeChat[], extent: Extent): TranscriptEntry['message'][] {
  return chats.flatMap((chat) => transcriptOf(chat, extent).map(({ message }) => message));
}

export function dateOf(date: Date, { locale }: DocumentWords): string {
  return date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

function chatLines(chat: WholeChat, options: DocumentOptions): readonly string[] {
  const { words, untitled, extent } = options;
  const { conversation } = chat;
  const system = conversation.system?.value ?? null;
  const entries = transcriptOf(chat, extent);
  return [
    `# ${escaped(conversation.title.value ?? untitled)}`,
    `${dateOf(new Date(conversation.createdAt), words)} · ${words.keeping.messages(entries.length)}`,
    ...(system === null ? [] : [`## ${words.keeping.systemText}`, fenced(system, 'text')]),
    ...entries.flatMap((entry) => [
      `## ${headingOf(entry, words)}`,
      ...(entry.message.kind === 'question' ? questionLines(entry.message, words) : answerLines(entry.message, options)),
    ]),
  ];
}

/** "3. Answer (version 1 of 2, follows 1)". */
export function headingOf({ message, number, follows, version }: TranscriptEntry, { keeping }: DocumentWords): string {
  const remarks = [
    ...(version === null ? [] : [keeping.version(version.position, version.count)]),
    ...(follows === null ? [] : [keeping.follows(follows)]),
  ];
  const name = message.kind === 'question' ? keeping.question : keeping.answer;
  return `${number}. ${name}${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
}

function questionLines({ text, attachments = [] }: QuestionRecord, words: DocumentWords): readonly string[] {
  return [...(text === '' ? [] : [text]), ...attachments.flatMap((attachment) => attachmentLines(attachment, words))];
}

function attachmentLines(attachment: Attachment, { keeping }: DocumentWords): readonly string[] {
  const name = `**${keeping.attachment}: ${escaped(attachment.name)}**`;
  if (attachment.kind === 'image') return [name, `![${escaped(attachment.name)}](data:${attachment.mediaType};base64,${attachment.data})`];
  return attachment.text === '' ? [`${name} (${keeping.nameOnly})`] : [name, fenced(attachment.text, 'text')];
}

function answerLines(answer: AnswerRecord, { catalog, words, withReasoning }: DocumentOptions): readonly string[] {
  const facts = answerFacts(answer, catalog, words).map(({ label, text }) => `> ${escaped(label)}: ${escaped(text)}`);
  return [
    ...(withReasoning && answer.reasoning !== '' ? [`**${words.keeping.reasoning}**`, quoted(answer.reasoning)] : []),
    ...(answer.text === '' ? [] : [answer.text]),
    ...(answer.status === 'done' ? [] : [`*${words.keeping.notWhole}*`]),
    facts.join('  \n'),
  ];
}

function quoted(text: string): string {
  return text.replaceAll(/^/gm, '> ');
}

/** A fence longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|!~$&]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
}
