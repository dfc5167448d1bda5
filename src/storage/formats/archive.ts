import type { Catalog } from '#catalog/catalog.ts';
import type { ItemRecord } from '#chat/item-records.ts';
import type { ConversationRecord, MessageRecord, StoredRecord } from '#chat/records.ts';
import { modelFacts, modelsOf, noticeOf } from './model-facts.ts';

/** A conversation with all of its messages, whatever the branch. A live answer is `interrupted` here. */
export interface WholeChat {
  readonly conversation: ConversationRecord;
  readonly messages: readonly MessageRecord[];
}

/** What goes into a file. */
export interface Gathered {
  readonly chats: readonly WholeChat[];
  readonly items: readonly ItemRecord[];
  /** Rows that this build cannot read, as they are. */
  readonly unreadable: readonly unknown[];
}

const archiveVersion = 1;

/** The archive of what was gathered. Without a catalog the records go out alone: they have their provenance with them. */
export function archiveFile({ chats, items, unreadable }: Gathered, catalog: Catalog | null): Blob {
  const records: StoredRecord[] = chats.flatMap(({ conversation, messages }) => [conversation, ...messages]);
  const about =
    catalog === null
      ? null
      : aboutModels(
          catalog,
          chats.flatMap(({ messages }) => messages),
        );
  return archiveOf(
    [...records, ...items].map((record) => JSON.stringify(record)),
    unreadable,
    about,
  );
}

/**
 * The file itself, from records as JSON. `about` is what the catalog says of the models that answered, for whoever reads it without this
 * app; it is never read again here.
 */
export function archiveOf(records: readonly string[], unreadable: readonly unknown[], about: AboutModels | null): Blob {
  const pieces = [`{"format":"stemma-archive","version":${archiveVersion},`];
  if (about !== null) pieces.push(`"about":${JSON.stringify(about)},`);
  pieces.push('"records":[');
  for (const [place, record] of records.entries()) pieces.push(place === 0 ? '\n' : ',\n', record);
  pieces.push('\n]');
  if (unreadable.length > 0) pieces.push(`,"setAside":${JSON.stringify(unreadable)}`);
  pieces.push('}\n');
  return new Blob(pieces, { type: 'application/json' });
}

interface AboutModels {
  /** By catalog id, as `provenance.served.catalogId` or `provenance.asked.catalogId` of an answer names it. */
  readonly models: Readonly<Record<string, ReturnType<typeof modelFacts>>>;
  readonly notice: string | null;
}

function aboutModels(catalog: Catalog, messages: readonly MessageRecord[]): AboutModels {
  const ids = modelsOf(catalog, messages);
  return { models: Object.fromEntries(ids.map((id) => [id, modelFacts(catalog, id)])), notice: noticeOf(catalog, ids) };
}
