import { useState } from 'react';
import { type Fairness, fairnessOf } from '#chat/fairness.ts';
import type { ComparisonRecord } from '#chat/item-records.ts';
import type { ChatState } from '#chat/state.ts';
import { useChat } from '../services-context.ts';

/** How alike the columns are. The same object until that changes: words that arrive do not touch it. */
export function useFairness(comparison: ComparisonRecord): Fairness {
  const [steady] = useState(createSteady);
  return useChat((state) => steady(state, comparison));
}

function createSteady(): (state: ChatState, comparison: ComparisonRecord) => Fairness {
  let last: Fairness | null = null;
  let words = '';
  return (state, comparison) => {
    const now = fairnessOf(state, comparison);
    const inWords = JSON.stringify(now);
    if (last === null || inWords !== words) last = now;
    words = inWords;
    return last;
  };
}
