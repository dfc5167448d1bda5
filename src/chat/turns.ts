import type { Turn } from '#providers/provider.ts';
import type { MessageRecord, QuestionRecord } from './records.ts';

/**
 * The turns that a model is asked to continue. Reasoning is not repeated to it. A message without text (a failed answer) is left out, and
 * neighbours of the same role become one turn, as many prompt formats know strict alternation only. Without `withImages` pictures become a
 * line that says that there was one.
 */
export function turnsOf(path: readonly MessageRecord[], withImages = false): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of path) {
    const turn = turnOf(message, withImages);
    if (turn === null) continue;
    const last = turns.at(-1);
    if (last?.role !== turn.role) turns.push(turn);
    else {
      const images = [...(last.images ?? []), ...(turn.images ?? [])];
      turns[turns.length - 1] = { role: turn.role, text: `${last.text}\n\n${turn.text}`, ...(images.length === 0 ? {} : { images }) };
    }
  }
  return turns;
}

/** Pictures that stand in these messages. */
export function imagesIn(path: readonly MessageRecord[]): number {
  return path.reduce((sum, message) => sum + (message.kind === 'question' ? imagesOf(message).length : 0), 0);
}

const imagesOf = ({ attachments = [] }: QuestionRecord) => attachments.filter((attachment) => attachment.kind === 'image');

function turnOf(message: MessageRecord, withImages: boolean): Turn | null {
  if (message.kind === 'answer') return message.text === '' ? null : { role: 'assistant', text: message.text };
  const text = textOf(message, withImages);
  const images = withImages ? imagesOf(message).map(({ mediaType, data }) => ({ mediaType, data })) : [];
  if (text === '' && images.length === 0) return null;
  return { role: 'user', text, ...(images.length === 0 ? {} : { images }) };
}

/**
 * A question as a model reads it: what is attached, each between two lines with its name, and then what the person wrote.
 *
 *     [File: notes.txt]
 *     first line of the file
 *     [End of file: notes.txt]
 *
 *     What does this say?
 */
function textOf({ attachments = [], text }: QuestionRecord, withImages: boolean): string {
  const parts = attachments.flatMap((attachment) => {
    const name = attachment.name.replaceAll(/[\s[\]]+/gu, ' ').trim();
    // Imported from where only its name was kept.
    if (attachment.kind === 'text' && attachment.text === '') return [`[File: ${name}. Its content is not available.]`];
    if (attachment.kind === 'text') return [`[File: ${name}]\n${attachment.text.trimEnd()}\n[End of file: ${name}]`];
    return withImages ? [] : [`[Picture: ${name}. You cannot see it: you were given the text only.]`];
  });
  return [...parts, ...(text === '' ? [] : [text])].join('\n\n');
}
