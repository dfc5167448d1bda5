import { type ReactNode, useEffect, useRef } from 'react';
import { lastAnswerOf, liveAnswers } from '#chat/column-answers.ts';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { announce } from '../notices.ts';
import { useChat, useServices } from '../services-context.ts';

/** Tells screen readers when the answers began and when the last of them ended, and nothing in between. */
export function CompareAnnouncer({ comparison }: { readonly comparison: ComparisonRecord }): ReactNode {
  const text = useCompareText();
  const { store } = useServices();
  const isLive = useChat((state) => liveAnswers(state, comparison).length > 0);
  const before = useRef(false);
  useEffect(() => {
    const was = before.current;
    before.current = isLive;
    if (isLive && !was) announce(text.began);
    if (isLive || !was) return;
    const answers = comparison.columns.value.map((id) => lastAnswerOf(store.getState(), id));
    announce(text.allDone(answers.filter((answer) => answer !== null && answer.status !== 'done').length));
  }, [isLive, comparison, store, text]);
  return null;
}
