import type { Attachment, MessageRecord } from '#chat/records.ts';
import { searchableText } from '../markdown/searchable-text.ts';
import { shownOfFile } from '../thread/shown-file.ts';

const known = new WeakMap<MessageRecord, readonly string[]>();

/** The words of a message, piece by piece as they are shown. Read once: a record never changes. */
export function textOf(message: MessageRecord): readonly string[] {
  const before = known.get(message);
  if (before !== undefined) return before;
  const text = read(message);
  known.set(message, text);
  return text;
}

function read(message: MessageRecord): readonly string[] {
  if (message.kind === 'question') return [...(message.attachments ?? []).flatMap(ofFile), message.text];
  // The guide's answers are shown by lines, with no blocks but items.
  const answer = message.filled.length > 0 ? message.text.split('\n').map((line) => line.replace(/^- /, '')) : searchableText(message.text);
  return message.reasoning === '' ? answer : [...searchableText(message.reasoning), ...answer];
}

/** A picture shows no words. */
function ofFile(file: Attachment): readonly string[] {
  return file.kind === 'text' ? [file.name, shownOfFile(file.text)] : [];
}
