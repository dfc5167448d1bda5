import { mergeMessage } from '#chat/merge.ts';
import type { MessageRecord } from '#chat/records.ts';
import { type SoughtMessage, soughtMessage } from '#chat/search/match.ts';
import { openDatabase } from '../database.ts';
import { messageRow, parseRow } from '../row-schemas.ts';

/** Kept between two letters of a query, so that only the first search reads the database. UTF-16 units, twice that in bytes. */
const mostKept = 40_000_000;

export interface MessageSource {
  /** The messages of each of these conversations, in their order. */
  readonly read: (conversationIds: readonly string[]) => Promise<readonly (readonly SoughtMessage[])[]>;
}

/** Reads messages out of the database and keeps them as long as there is room. Rejects if the database cannot be opened. */
export async function openMessages(databaseName: string | null, memory: readonly MessageRecord[]): Promise<MessageSource> {
  const here = new Map<string, MessageRecord[]>();
  for (const message of memory) {
    const known = here.get(message.conversationId);
    if (known === undefined) here.set(message.conversationId, [message]);
    else known.push(message);
  }
  let gone: string | null = null;
  const opened =
    databaseName === null
      ? null
      : await openDatabase(databaseName, {
          replaced: () => {
            gone = 'Another tab upgraded or deleted the data.';
          },
          lost: () => {
            gone = 'The browser closed the database.';
          },
        });
  if (opened !== null && opened.state !== 'open') throw new Error(opened.detail);
  const database = opened?.database ?? null;
  const kept = new Map<string, readonly SoughtMessage[]>();
  let room = mostKept;

  async function rowsOf(ids: readonly string[]): Promise<readonly (readonly unknown[])[]> {
    if (database === null) return ids.map(() => []);
    if (gone !== null) throw new Error(gone);
    const index = database.transaction('messages').store.index('conversationId');
    return Promise.all(ids.map((id) => index.getAll(id)));
  }

  return {
    async read(conversationIds) {
      const missing = conversationIds.filter((id) => !kept.has(id));
      const rows = missing.length === 0 ? [] : await rowsOf(missing);
      const fresh = new Map(missing.map((id, place) => [id, soughtIn(rows[place] ?? [], here.get(id) ?? [])]));
      for (const [id, messages] of fresh) {
        const size = messages.reduce((sum, { text, folded }) => sum + text.length + folded.length, 0);
        if (size > room) continue;
        room -= size;
        kept.set(id, messages);
      }
      return conversationIds.map((id) => kept.get(id) ?? fresh.get(id) ?? []);
    },
  };
}

/** Rows that this build cannot read are not found; they are told of elsewhere. */
function soughtIn(rows: readonly unknown[], memory: readonly MessageRecord[]): readonly SoughtMessage[] {
  const messages = new Map<string, MessageRecord>();
  for (const row of rows) {
    const parsed = parseRow(messageRow, row);
    if (parsed.state === 'good') messages.set(parsed.row.id, parsed.row);
  }
  for (const message of memory) messages.set(message.id, mergeMessage(messages.get(message.id) ?? message, message));
  return [...messages.values()].map(soughtMessage);
}
