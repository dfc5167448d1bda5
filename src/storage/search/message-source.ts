import { mergeMessage } from '#chat/merge.ts';
import type { MessageRecord } from '#chat/records.ts';
import { sizeOf, type SoughtMessage, soughtMessage } from '#chat/search/match.ts';
import { openDatabase } from '../database.ts';
import { messageRow, parseRow } from '../row-schemas.ts';

/** Kept between two letters of a query, so that only the first search reads the database. UTF-16 units, twice that in bytes. */
const mostKept = 40_000_000;

export interface MessageSource {
  /** The messages of each of these conversations, by its id. */
  readonly read: (conversationIds: readonly string[]) => Promise<ReadonlyMap<string, readonly SoughtMessage[]>>;
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

  /** Pictures and whole records last only until their conversation was read. */
  async function fresh(ids: readonly string[]): Promise<ReadonlyMap<string, readonly SoughtMessage[]>> {
    if (ids.length > 0 && gone !== null) throw new Error(gone);
    const index = ids.length === 0 ? undefined : database?.transaction('messages').store.index('conversationId');
    const read = async (id: string) => [id, soughtOf((await index?.getAll(id)) ?? [], here.get(id) ?? [])] as const;
    return new Map(await Promise.all(ids.map(read)));
  }

  return {
    async read(conversationIds) {
      const read = await fresh(conversationIds.filter((id) => !kept.has(id)));
      for (const [id, messages] of read) {
        const size = messages.reduce((sum, message) => sum + sizeOf(message), 0);
        if (size > room) continue;
        room -= size;
        kept.set(id, messages);
      }
      return new Map(conversationIds.map((id) => [id, kept.get(id) ?? read.get(id) ?? []]));
    },
  };
}

/** Rows that this build cannot read are not found; they are told of elsewhere. */
function soughtOf(rows: readonly unknown[], memory: readonly MessageRecord[]): readonly SoughtMessage[] {
  const messages = new Map<string, MessageRecord>();
  for (const row of rows) {
    const parsed = parseRow(messageRow, row);
    if (parsed.state === 'good') messages.set(parsed.row.id, parsed.row);
  }
  for (const message of memory) messages.set(message.id, mergeMessage(messages.get(message.id) ?? message, message));
  return [...messages.values()].map(soughtMessage);
}
