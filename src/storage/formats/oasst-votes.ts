import type { Catalog } from '#catalog/catalog.ts';
import type { VoteRecord } from '#chat/item-records.ts';
import { pathFromHead } from '#chat/message-tree.ts';
import type { AnswerRecord } from '#chat/records.ts';
import type { WholeChat } from './archive.ts';
import { oasstLines } from './oasst-write.ts';

export interface VotedTrees {
  readonly lines: readonly string[];
  /** Votes on answers that are not here any more. */
  readonly missing: number;
}

/**
 * A message tree for each vote: the question with what stood before it in the first column, and below it the answers that were judged,
 * whichever conversation they stand in. The best has rank 0.
 */
export function votedTrees(votes: readonly VoteRecord[], chats: readonly WholeChat[], catalog: Catalog | null): VotedTrees {
  const places = new Map(chats.flatMap((chat) => chat.messages.map((message) => [message.id, { chat, message }] as const)));
  const lines: string[] = [];
  let missing = 0;
  for (const vote of votes) {
    const found = vote.sides.flatMap(({ answerId }) => {
      const place = places.get(answerId);
      return place?.message.kind === 'answer' ? [{ chat: place.chat, answer: place.message }] : [];
    });
    const [first] = found;
    if (first === undefined || found.length < vote.sides.length) {
      missing += 1;
      continue;
    }
    const { chat, answer } = first;
    const path = pathFromHead(new Map(chat.messages.map((message) => [message.id, message])), answer.parentId);
    const judged = found.map((side): AnswerRecord => ({ ...side.answer, parentId: answer.parentId }));
    const messages = [...path, ...judged];
    const entries = messages.map((message, place) => ({ message, number: place + 1, follows: null, version: null }));
    lines.push(...oasstLines({ conversation: chat.conversation, messages }, entries, [vote], catalog));
  }
  return { lines, missing };
}
