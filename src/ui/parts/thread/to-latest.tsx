import { type ReactNode, useState } from 'react';
import type { MessageRecord } from '#chat/records.ts';
import { useCounts } from '../../language/counts.ts';
import { useReadingText } from '../../language/reading-text.ts';
import { Icon } from '../../parts/icon.tsx';
import { useChat } from '../../services-context.ts';

/** New text is counted in steps, so that the button does not flicker with each word. Characters. */
const stepLength = 120;
/** A word of a language that writes no spaces is a letter. */
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/** The way back to the end, with how much came since it was left. */
export function ToLatest({ ids, onClick }: { readonly ids: readonly string[]; readonly onClick: () => void }): ReactNode {
  const text = useReadingText();
  const counts = useCounts();
  const lastId = ids.at(-1) ?? '';
  const textLength = useChat((state) => Math.floor(wordsOf(state.messages.get(lastId)).length / stepLength) * stepLength);
  const last = useChat((state) => (textLength === 0 ? undefined : state.messages.get(lastId)));
  const [left] = useState({ messages: ids.length, lastId, length: textLength });
  const newMessages = ids.length - left.messages;
  const newText = left.lastId === lastId ? wordsOf(last).slice(left.length, textLength) : '';
  const newWords = newText.match(word)?.length ?? 0;
  const news = newMessages > 0 ? text.newMessages(newMessages) : newWords > 0 ? text.newWords(counts(newWords)) : null;
  return (
    <button
      type="button"
      className="thread-to-end"
      aria-label={news === null ? text.toLatest : `${text.toLatest}: ${news}`}
      title={text.toLatest}
      onClick={onClick}
    >
      <Icon name="arrow-down" size={18} />
      {news === null ? null : <span>{news}</span>}
    </button>
  );
}

function wordsOf(message: MessageRecord | undefined): string {
  return message?.text ?? '';
}
