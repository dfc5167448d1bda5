import { useState } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { useChat } from '../../services-context.ts';

/** Words that arrive do not change where an answer comes from: the record before is given as long as only its text grows. */
export function useSteady(answer: AnswerRecord): AnswerRecord {
  const [steady] = useState(createSteady);
  return steady(answer);
}

/** The same for whoever knows only the id: words that arrive do not render it again. `null` if there is no such answer. */
export function useSteadyAnswer(answerId: string): AnswerRecord | null {
  const [steady] = useState(createSteady);
  return useChat((state) => {
    const message = state.messages.get(answerId);
    return message?.kind === 'answer' ? steady(message) : null;
  });
}

function createSteady(): (answer: AnswerRecord) => AnswerRecord {
  let last: AnswerRecord | null = null;
  return (answer) => {
    if (last === null || !isSameOrigin(last, answer)) last = answer;
    return last;
  };
}

function isSameOrigin(left: AnswerRecord, right: AnswerRecord): boolean {
  return (
    left.id === right.id &&
    left.status === right.status &&
    left.provenance.served === right.provenance.served &&
    left.provenance.asked === right.provenance.asked &&
    left.error === right.error
  );
}
