import { openDrafts } from '../drafts.ts';
import type { Engine } from '../engine.ts';
import { restamp } from '../merge.ts';
import { withMessages } from '../message-tree.ts';
import { newVote, sideOf } from '../new-vote.ts';
import type { MessageRecord } from '../records.ts';
import { ownParameters } from '../parameters.ts';
import { askedFor } from './asking.ts';
import { showBranch } from './branches.ts';

/** The action `askDrafts`. A seed that the person set is the first one's; the others follow it. */
export function askDrafts(engine: Engine, answerId: string, count: number): string | null {
  const found = askedFor(engine, answerId);
  if (found === null) return null;
  const { get, makeId, ask, changeConversation } = engine;
  const { conversation, question } = found;
  const draftSet = makeId();
  const drawn = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - count);
  const seed = ownParameters(get().parameters, conversation).seed ?? drawn;
  const ids = Array.from({ length: count }, (_, place) =>
    ask(get().conversations.get(conversation.id) ?? conversation, question, { seed: seed + place, draftSet }),
  );
  const [first = null] = ids;
  if (first !== null) changeConversation(conversation.id, (changed, at) => ({ ...changed, head: restamp(changed.head, first, at) }));
  return first;
}

/** The action `chooseDraft`; nobody needs it on the first page. */
export function chooseDraft(engine: Engine, answerId: string): void {
  const { get, set, now, makeId, openMessage, stopWhere } = engine;
  const drafts = openDrafts(get(), answerId);
  const choice = drafts.indexOf(answerId);
  const found = openMessage(answerId);
  if (choice === -1 || found?.message.kind !== 'answer') return;
  stopWhere(({ id }) => drafts.includes(id));
  const answers = drafts.flatMap((id) => {
    const message = get().messages.get(id);
    return message?.kind === 'answer' ? [message] : [];
  });
  if (found.conversation.temporary === true) {
    // A vote would be kept. Without their mark the drafts are versions like others.
    const unmarked = answers.map(({ draftSet: _set, ...answer }): MessageRecord => answer);
    set({ messages: withMessages(get().messages, unmarked) });
  } else {
    const sides = answers.map(sideOf);
    const vote = newVote(makeId(), now(), { questionId: found.message.parentId, how: 'drafts', sides, choice });
    set({ items: new Map(get().items).set(vote.id, vote) });
  }
  showBranch(engine, answerId);
}
