import * as v from 'valibot';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { AnswerRecord, MessageRecord, Provenance, StoredRecord } from '#chat/records.ts';
import { titleOf } from '#chat/title.ts';

const plainConversation = v.object({
  title: v.nullish(v.string()),
  messages: v.array(v.object({ role: v.picklist(['user', 'assistant', 'system']), content: v.string() })),
});

type PlainMessage = v.InferOutput<typeof plainConversation>['messages'][number];

/** Nobody knows who wrote these answers: the plain form does not say. */
const unknownModel: Provenance['asked'] = {
  backendId: 'import',
  backendKind: 'openai-compatible',
  backendLabel: 'Imported',
  modelId: 'unknown',
  catalogId: null,
};

export interface PlainResult {
  readonly records: readonly StoredRecord[];
  readonly problem: string | null;
}

/**
 * Records of one `{"title","messages":[{"role","content"}]}`. Neighbours of one role become one message, an answer without a question gets
 * an empty one. System messages have no place in a conversation here and are left out, which is said.
 */
export function recordsOfPlain(item: unknown, makeId: () => string, now: number): PlainResult {
  const parsed = v.safeParse(plainConversation, item);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return { records: [], problem: `${v.getDotPath(issue) ?? 'conversation'}: ${issue.message}` };
  }
  const { title, messages } = parsed.output;
  const conversation = newConversation(makeId(), now, null);
  const records: MessageRecord[] = [];
  const add = (message: MessageRecord): void => {
    records.push(message);
  };
  for (const { role, content } of joined(messages)) {
    const place = { id: makeId(), conversationId: conversation.id, createdAt: now };
    const parentId = records.at(-1)?.id ?? null;
    if (role === 'user') add(newQuestion({ ...place, parentId }, content));
    else if (parentId !== null) add(importedAnswer({ ...place, parentId }, content));
    else {
      const question = newQuestion({ ...place, parentId }, '');
      add(question);
      add(importedAnswer({ ...place, id: makeId(), parentId: question.id }, content));
    }
  }
  const firstQuestion = records.find((record) => record.text !== '')?.text ?? '';
  const system = messages.some((message) => message.role === 'system');
  return {
    records: [
      {
        ...conversation,
        title: { value: titleOf(title ?? '') ?? titleOf(firstQuestion), updatedAt: now },
        head: { value: records.at(-1)?.id ?? null, updatedAt: now },
      },
      ...records,
    ],
    problem: system ? 'A system message was left out.' : null,
  };
}

function joined(messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const result: PlainMessage[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const last = result.at(-1);
    if (last?.role === message.role) result[result.length - 1] = { role: last.role, content: `${last.content}\n\n${message.content}` };
    else result.push(message);
  }
  return result;
}

function importedAnswer(place: Pick<AnswerRecord, 'id' | 'conversationId' | 'parentId' | 'createdAt'>, text: string): AnswerRecord {
  return { ...newAnswer(place, unknownModel, {}), status: 'done', text };
}
