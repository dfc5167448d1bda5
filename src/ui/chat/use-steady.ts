import { useRef } from 'react';
import type { AnswerRecord, MessageRecord } from '#chat/records.ts';

/** Words that arrive do not change where an answer comes from: the record before is given as long as only its text grows. */
export function useSteady(message: MessageRecord | undefined): MessageRecord | undefined {
  const before = useRef<MessageRecord | undefined>(undefined);
  const last = before.current;
  if (message?.kind === 'answer' && last?.kind === 'answer' && isSameOrigin(last, message)) return last;
  before.current = message;
  return message;
}

function isSameOrigin(left: AnswerRecord, right: AnswerRecord): boolean {
  return (
    left.id === right.id && left.status === right.status && left.provenance.served === right.provenance.served && left.error === right.error
  );
}
