import type { ConversationRecord, MessageRecord, Provenance } from '../records.ts';
import { servedCatalogId } from '../served-model.ts';
import { fold } from './fold.ts';
import { allows, type PlannedTerm, type SearchPlan } from './plan.ts';
import { snippetOf } from './snippet.ts';

/** What a search needs to know of a conversation before its messages are read. */
export type SoughtConversation = Pick<ConversationRecord, 'id' | 'folder' | 'tags' | 'removed'> & {
  readonly title: string | null;
  readonly comparisonId: string | null;
};

/** A message as it is sought in, in the little form that stays in memory between two letters of a query. */
export interface SoughtMessage {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: MessageRecord['kind'];
  readonly text: string;
  /** The text and what is attached to it, folded. */
  readonly folded: string;
  /** Of an answer. */
  readonly provenance: Pick<Provenance, 'asked' | 'served'> | null;
}

export interface FoundMessage {
  readonly id: string;
  readonly kind: MessageRecord['kind'];
  /** The text around the first of the words. */
  readonly snippet: string;
}

export function soughtMessage(message: MessageRecord): SoughtMessage {
  const attached = message.kind === 'question' ? (message.attachments ?? []) : [];
  const files = attached.map((file) => (file.kind === 'text' ? `${file.name}\n${file.text}` : file.name));
  const { id, parentId, kind, text } = message;
  const { asked, served } = message.kind === 'answer' ? message.provenance : {};
  return {
    id,
    parentId,
    kind,
    text,
    folded: fold([text, ...files].join('\n')),
    provenance: asked === undefined || served === undefined ? null : { asked, served },
  };
}

/** The messages without the branches that were removed: what follows a removed one is gone with it. */
export function withoutRemoved(messages: readonly SoughtMessage[], removed: SoughtConversation['removed']): readonly SoughtMessage[] {
  if (removed === undefined || !Object.values(removed).some(({ value }) => value)) return messages;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const known = new Map<string, boolean>();
  const isGone = (start: SoughtMessage): boolean => {
    const way: string[] = [];
    let gone = false;
    for (let message: SoughtMessage | undefined = start; message !== undefined; message = byId.get(message.parentId ?? '')) {
      const told = known.get(message.id);
      if (told !== undefined || way.includes(message.id)) {
        gone = told ?? false;
        break;
      }
      way.push(message.id);
      if (removed[message.id]?.value === true) {
        gone = true;
        break;
      }
    }
    for (const id of way) known.set(id, gone);
    return gone;
  };
  return messages.filter((message) => !isGone(message));
}

/** One conversation with what was found in it. */
export interface FoundConversation {
  readonly conversationId: string;
  readonly comparisonId: string | null;
  /** The title has all the words. */
  readonly isTitleFound: boolean;
  /** Newest first, at most `mostMessages`. */
  readonly messages: readonly FoundMessage[];
  /** How many were found in it. */
  readonly count: number;
}

const mostMessages = 5;

const ofAnswers = (term: PlannedTerm): boolean => term.kind === 'model' || term.kind === 'license' || term.kind === 'foundation';

/** True if its messages need not be read: what is asked of tags and folders does not hold for it. */
export function isRuledOut({ terms }: SearchPlan, { tags, folder }: SoughtConversation): boolean {
  return terms.some((term) => {
    if (term.kind === 'tag') return (tags?.value ?? []).some((tag) => fold(tag).includes(term.text)) === term.isNegated;
    if (term.kind === 'folder') return fold(folder?.value ?? '').includes(term.text) === term.isNegated;
    return false;
  });
}

/**
 * Looks for a plan in one conversation. Each word must be in the message or in the title, at least one of them in the message; a word with
 * a minus in neither. What is asked of models holds for answers, and for a question if it holds for one of its answers.
 */
export function findInConversation(
  plan: SearchPlan,
  conversation: SoughtConversation,
  messages: readonly SoughtMessage[],
): FoundConversation | null {
  if (plan.terms.length === 0 || isRuledOut(plan, conversation)) return null;
  const wanted = plan.terms.flatMap((term) => (term.kind === 'words' && !term.isNegated ? [term.text] : []));
  const unwanted = plan.terms.flatMap((term) => (term.kind === 'words' && term.isNegated ? [term.text] : []));
  const aboutAnswers = plan.terms.filter(ofAnswers);
  const title = fold(conversation.title ?? '');
  if (unwanted.some((word) => title.includes(word))) return null;
  const missing = wanted.filter((word) => !title.includes(word));

  const fitting = new Set<string>();
  for (const { kind, id, parentId, provenance } of messages) {
    if (kind !== 'answer' || provenance === null || !aboutAnswers.every((term) => holds(term, provenance))) continue;
    fitting.add(id);
    if (parentId !== null) fitting.add(parentId);
  }
  const found: SoughtMessage[] = [];
  for (const message of messages) {
    if (aboutAnswers.length > 0 && !fitting.has(message.id)) continue;
    // Without words it is the answers that are found.
    if (wanted.length === 0 && (aboutAnswers.length === 0 || message.kind !== 'answer')) continue;
    const has = (word: string): boolean => message.folded.includes(word);
    if (!missing.every(has) || (wanted.length > 0 && !wanted.some(has)) || unwanted.some(has)) continue;
    found.push(message);
  }
  const isTitleFound = missing.length === 0 && (aboutAnswers.length === 0 || fitting.size > 0);
  if (found.length === 0 && !isTitleFound) return null;
  const shown = found.toSorted((left, right) => (left.id < right.id ? 1 : -1)).slice(0, mostMessages);
  return {
    conversationId: conversation.id,
    comparisonId: conversation.comparisonId,
    isTitleFound: isTitleFound && wanted.length > 0,
    messages: shown.map(({ id, kind, text, folded }) => ({ id, kind, snippet: snippetOf(text, folded, wanted) })),
    count: found.length,
  };
}

function holds(term: PlannedTerm, provenance: Pick<Provenance, 'asked' | 'served'>): boolean {
  const card = servedCatalogId(provenance);
  const has = (cards: readonly string[]): boolean => card !== null && cards.includes(card);
  const isSo = ((): boolean => {
    switch (term.kind) {
      case 'model':
        return has(term.cards) || fold(provenance.served.model ?? provenance.asked.modelId).includes(term.text);
      case 'foundation':
        return has(term.cards);
      case 'license': {
        // What was true when it was written counts, not what a later catalog says.
        const snapshot = provenance.served.license;
        if (term.isUnknown) return card === null;
        if (snapshot === undefined || snapshot === null) return has(term.cards);
        return term.use === null ? snapshot.effective.some((id) => term.licenses.includes(id)) : allows(snapshot.verdicts[term.use]);
      }
      default:
        return true;
    }
  })();
  return isSo !== term.isNegated;
}
