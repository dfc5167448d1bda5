import { useState } from 'react';
import type { AnswerRecord, MessageRecord } from '#chat/records.ts';

/** Words that arrive do not change where an answer comes from: the record before is given as long as only its text grows. */
export function useSteady(message: MessageRecord | undefined): MessageRecord | undefined {
  const [steady] = useState(createSteady);
  return steady(message);
}

function createSteady(): (message: MessageRecord | undefined) => MessageRecord | undefined {
  let last: MessageRecord | undefined;
  return (message) => {
    if (message?.kind !== 'answer' || last?.kind !== 'answer' || !isSameOrigin(last, message)) last = message;
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
