import type { Catalog } from '#catalog/catalog.ts';
import type { VoteRecord } from '#chat/item-records.ts';
import type { MessageRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import type { WholeChat } from './archive.ts';
import { modelFacts, modelsOf, noticeOf } from './model-facts.ts';
import type { TranscriptEntry } from './transcript.ts';

/*
 * Message trees as Open Assistant published them, one on each line. Shape from LAION-AI/Open-Assistant (oasst-data/oasst_data/schemas.py).
 * What that shape has no place for stands under one more key, `stemma`, which its readers pass over.
 */

/**
 * One line for each first question of a chat. `votes` become ranks: the chosen answer is 0, the others 1; a tie ranks nobody. Fields that only
 * Open Assistant's reviewers could fill are `null`.
 */
export function oasstLines(
  { conversation }: WholeChat,
  entries: readonly TranscriptEntry[],
  votes: Iterable<VoteRecord>,
  catalog: Catalog | null,
): readonly string[] {
  const ranks = ranksOf(votes);
  const messages = entries.map(({ message }) => message);
  const known = new Set(messages.map(({ id }) => id));
  const replies = new Map<string, MessageRecord[]>();
  for (const message of messages) {
    if (message.parentId !== null) replies.set(message.parentId, [...(replies.get(message.parentId) ?? []), message]);
  }
  return messages
    .filter(({ parentId }) => parentId === null || !known.has(parentId))
    .map((root) => {
      const notice = catalog === null ? null : noticeOf(catalog, modelsOf(catalog, below(root, replies)));
      const head = JSON.stringify({
        message_tree_id: root.id,
        tree_state: null,
        origin: null,
        stemma: {
          conversation: conversation.id,
          title: conversation.title.value,
          ...(conversation.system?.value === undefined || conversation.system.value === null ? {} : { system: conversation.system.value }),
          notice,
        },
      });
      return `${head.slice(0, -1)},"prompt":${nodeInWords(root, replies, ranks, catalog)}}`;
    });
}

function below(root: MessageRecord, replies: ReadonlyMap<string, readonly MessageRecord[]>): readonly MessageRecord[] {
  const found: MessageRecord[] = [];
  const open = [root];
  for (let message = open.pop(); message !== undefined; message = open.pop()) {
    found.push(message);
    open.push(...(replies.get(message.id) ?? []));
  }
  return found;
}

/** The tree as JSON, without recursion: a long chat is a deep tree. */
function nodeInWords(
  root: MessageRecord,
  replies: ReadonlyMap<string, readonly MessageRecord[]>,
  ranks: ReadonlyMap<string, number>,
  catalog: Catalog | null,
): string {
  const pieces: string[] = [];
  const open: (MessageRecord | string)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') {
      pieces.push(next);
      continue;
    }
    pieces.push(`${JSON.stringify(nodeOf(next, ranks, catalog)).slice(0, -1)},"replies":[`);
    const following = replies.get(next.id) ?? [];
    open.push(']}');
    for (const [place, reply] of following.toReversed().entries()) open.push(reply, ...(place === following.length - 1 ? [] : [',']));
  }
  return pieces.join('');
}

function nodeOf(message: MessageRecord, ranks: ReadonlyMap<string, number>, catalog: Catalog | null): object {
  const shared = {
    message_id: message.id,
    parent_id: message.parentId,
    user_id: null,
    created_date: new Date(message.createdAt).toISOString(),
    text: message.text,
    role: message.kind === 'question' ? 'prompter' : 'assistant',
    lang: null,
    review_count: null,
    review_result: null,
    deleted: false,
    rank: ranks.get(message.id) ?? null,
    synthetic: message.kind === 'answer',
    emojis: null,
    labels: null,
    events: null,
  };
  if (message.kind === 'question') {
    const files = (message.attachments ?? []).map(({ name, mediaType }) => ({ name, mediaType }));
    return { ...shared, model_name: null, ...(files.length === 0 ? {} : { stemma: { attachments: files } }) };
  }
  const { asked, served, parameters } = message.provenance;
  const id = servedCatalogId(message.provenance);
  return {
    ...shared,
    model_name: served.model ?? asked.modelId,
    stemma: {
      status: message.status,
      ...(message.reasoning === '' ? {} : { reasoning: message.reasoning }),
      asked: asked.modelId,
      served: served.model ?? null,
      backend: asked.backendLabel,
      ...(served.provider === undefined ? {} : { provider: served.provider }),
      parameters,
      catalogId: id,
      licenseThen: served.license ?? null,
      ...(served.stated === undefined ? {} : { stated: served.stated }),
      model: catalog === null || id === null ? null : modelFacts(catalog, id),
    },
  };
}

function ranksOf(votes: Iterable<VoteRecord>): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const { sides, choice, deleted } of votes) {
    if (deleted.value !== null || typeof choice !== 'number') continue;
    for (const [place, { answerId }] of sides.entries()) ranks.set(answerId, place === choice ? 0 : 1);
  }
  return ranks;
}
