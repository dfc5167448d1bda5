import type { StoreApi } from 'zustand/vanilla';
import type { Catalog } from '#catalog/catalog.ts';
import { isItem, type MessageRecord, type StoredRecord } from '#chat/records.ts';
import { type ChatStoreState, isLive } from '#chat/state.ts';
import { withoutTemporary } from '#chat/temporary.ts';
import { createAbandonedAnswers } from './abandoned.ts';
import { type Connection, connect } from './connection.ts';
import { wordsOf } from './database.ts';
import type { ImportOptions, PreparedImport } from './import.ts';
import type { Gathered } from './formats/archive.ts';
import { type Keeper, startKeeping } from './keep.ts';
import { type KeptServers, keptServers } from './own-servers.ts';
import { askToPersist } from './persist.ts';
import { type Rows, readCheckpoints, readChoices, readConversations, readDrafts, readItems, readMessages } from './read.ts';
import { type Tabs, openTabs } from './tabs.ts';
import type { Search } from './search/search.ts';
import { openWriters } from './writers.ts';

/**
 * Where conversations rest. The store needs `beforeRequest` and the storage needs the store, so it goes in this order:
 *
 *     const storage = await openStorage();
 *     const store = createChatStore({ ..., beforeRequest: storage.beforeRequest });
 *     await storage.attach(store);
 *
 * Trouble with keeping is never thrown at the person's work: it is the store's `keeping`. Only a call that cannot do what it was asked rejects.
 */
export interface Storage {
  /** Puts what was kept into the store and keeps what changes from now on. Call it once. */
  readonly attach: (store: StoreApi<ChatStoreState>) => Promise<void>;
  /** Resolves once the question and its empty answer are committed. Rejects if that failed or takes too long. */
  readonly beforeRequest: (records: readonly StoredRecord[]) => Promise<void>;
  /** Ends an answer that another tab writes. */
  readonly stopElsewhere: (answerId: string) => void;
  /** Loads the messages of a conversation into the store. Rejects if they cannot be read. */
  readonly openConversation: (id: string) => Promise<void>;
  /** Searches what is kept and what this tab has. Rejects if its part of the app cannot be loaded. */
  readonly openSearch: () => Promise<Search>;
  readonly servers: KeptServers;
  /** The archive of everything, with what the catalog says of the models if it is given. */
  readonly exportEverything: (catalog?: Catalog) => Promise<Blob>;
  /** Living conversations with all their messages, for a file in another form. Rejects if they cannot be read. */
  readonly gather: (wanted: readonly string[] | 'everything') => Promise<Gathered>;
  /** Reads a file of any known form; nothing is written before it is run. Never rejects for what is in the file; rejects when nothing may be written. */
  readonly prepareImport: (file: Blob, options: ImportOptions) => Promise<PreparedImport>;
  /** Empties the database and the store, in all tabs. */
  readonly deleteEverything: () => Promise<void>;
  /** Writes what waits and lets go of everything. */
  readonly close: () => Promise<void>;
}

export interface StorageOptions {
  /** Two installations on one origin must not share one; `stemma` if absent. */
  readonly databaseName?: string;
  /** Told of each row that cannot be read. It stays where it is. */
  readonly report?: (problem: string) => void;
}

/** Files go in and out on the settings screen only, and a search is opened by hand: neither is on the first page. */
const later = {
  search: () => import('./search/search.ts'),
  export: () => import('./export.ts'),
  import: () => import('./import.ts'),
};

/** A question is asked although it could not be kept within this time; it is still being written then. */
const longestCommitMs = 5000;

export async function openStorage({ databaseName = 'stemma', report = console.warn }: StorageOptions = {}): Promise<Storage> {
  let attached: StoreApi<ChatStoreState> | null = null;
  const connection = await connect(databaseName, (standing) => attached?.getState().actions.setKeeping(standing));
  let session: Session | null = null;
  const whenCleared: (() => void)[] = [];

  function current(): Session {
    if (session === null) throw new Error('No store is attached to the storage.');
    return session;
  }

  return {
    async attach(store) {
      attached = store;
      session = startSession(connection, store, report, () => whenCleared.forEach((listener) => listener()));
      await session.restore();
    },
    beforeRequest: async () => session?.commit(),
    stopElsewhere: (id) => session?.stopElsewhere(id),
    openConversation: async (id) => current().openConversation(id),
    openSearch: async () => current().openSearch(),
    servers: keptServers(connection, (listener) => whenCleared.push(listener)),
    exportEverything: async (catalog) => current().exportEverything(catalog),
    gather: async (wanted) => current().gather(wanted),
    prepareImport: async (file, options) => current().prepareImport(file, options),
    deleteEverything: async () => current().deleteEverything(),
    async close() {
      await session?.close();
      connection.close();
    },
  };
}

type Session = Omit<Storage, 'attach' | 'beforeRequest' | 'servers'> & {
  readonly restore: () => Promise<void>;
  readonly commit: () => Promise<void>;
};

function startSession(
  connection: Connection,
  store: StoreApi<ChatStoreState>,
  report: (problem: string) => void,
  cleared: () => void,
): Session {
  const { actions } = store.getState();
  const writers = openWriters(connection.name);
  /** What other tabs tell of a conversation while it is being read, which the reading may miss. */
  const opening = new Map<string, StoredRecord[]>();

  const keeper: Keeper = startKeeping({
    store,
    connection,
    writers,
    committed(records) {
      tabs.tellRecords(records);
      receive(records);
      if (records.some((record) => record.kind === 'conversation')) askToPersist();
    },
  });
  const abandoned = createAbandonedAnswers({
    connection,
    writers,
    settled(message) {
      receive([message]);
      tabs.tellRecords([message]);
    },
    failed,
  });
  const tabs: Tabs = openTabs(connection.name, {
    received(records) {
      receive(records);
      for (const record of records) {
        if (record.kind === 'conversation' || isItem(record)) continue;
        opening.get(record.conversationId)?.push(record);
        watch(record);
      }
    },
    cleared: clearMemory,
    stopped: (id) => actions.stopHere(id),
  });

  function receive(records: readonly StoredRecord[], loaded?: string): void {
    keeper.quietly(() => actions.receive(records, loaded));
  }

  function failed(error: unknown): void {
    if (connection.mayWrite()) actions.setKeeping({ state: 'failing', detail: wordsOf(error) });
  }

  /** Another tab writes this answer: notice when that tab is gone. */
  function watch(message: MessageRecord): void {
    if (message.kind === 'answer' && isLive(message) && store.getState().messages.has(message.id)) {
      abandoned.settle(message).catch(failed);
    }
  }

  function usable<T>(rows: Rows<T>): readonly T[] {
    if (rows.newer !== null) connection.refuse(rows.newer);
    for (const { detail } of rows.unreadable) report(detail);
    return rows.good;
  }

  function clearMemory(): void {
    for (const message of store.getState().messages.values()) {
      if (message.kind !== 'answer' || !isLive(message)) continue;
      actions.stop(message.id);
      writers.release(message.id);
    }
    keeper.forget();
    keeper.quietly(() => {
      store.setState({
        conversations: new Map(),
        messages: new Map(),
        loaded: new Set(),
        items: new Map(),
        drafts: new Map(),
        draftAttachments: new Map(),
      });
      actions.setDefaultPreset(null);
    });
    cleared();
  }

  async function restore(): Promise<void> {
    const standing = connection.standing();
    if (standing.state !== 'kept') {
      actions.setKeeping(standing);
      return;
    }
    try {
      const database = await connection.database();
      const [conversations, items, drafts, choices, live] = await Promise.all([
        readConversations(database),
        readItems(database),
        readDrafts(database),
        readChoices(database),
        readCheckpoints(database),
      ]);
      receive([...usable(conversations), ...usable(items)]);
      keeper.quietly(() => {
        // What was typed or attached while this was read is newer.
        const before = store.getState();
        for (const [key, text] of drafts.texts) {
          if (!before.drafts.has(key)) actions.setDraft(key === 'new' ? null : key, text);
        }
        for (const [key, attachments] of drafts.attachments) {
          if (!before.draftAttachments.has(key)) actions.setDraftAttachments(key === 'new' ? null : key, attachments);
        }
        if (choices.chosenModel !== null) actions.chooseModel(choices.chosenModel, null);
        if (choices.parameters !== null) actions.setParameters(choices.parameters);
        for (const [model, card] of Object.entries(choices.matches ?? {})) actions.setMatch(model, card);
        if (choices.defaultPreset !== null) actions.setDefaultPreset(choices.defaultPreset);
      });
      for (const answer of usable(live)) abandoned.settle(answer).catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  async function openConversation(id: string): Promise<void> {
    if (store.getState().loaded.has(id)) return;
    if (connection.standing().state !== 'kept') {
      receive([], id);
      return;
    }
    opening.set(id, []);
    try {
      const rows = await readMessages(await connection.database(), id);
      const messages = await Promise.all(usable(rows).map((message) => abandoned.settle(message)));
      receive([...messages, ...(opening.get(id) ?? [])], id);
    } finally {
      opening.delete(id);
    }
  }

  async function deleteEverything(): Promise<void> {
    clearMemory();
    if (connection.standing().state === 'memory-only') return;
    await keeper.flush().catch(() => undefined);
    const database = await connection.database();
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite', { durability: 'strict' });
    await Promise.all([...transaction.objectStoreNames].map((name) => transaction.objectStore(name).clear()));
    await transaction.done;
    tabs.tellCleared();
  }

  return {
    restore,
    openConversation,
    deleteEverything,
    stopElsewhere: (id) => tabs.tellStop(id),
    commit: () => inTime(keeper.flush()),
    async openSearch() {
      const { openSearch } = await later.search();
      return openSearch(connection.standing().state === 'kept' ? connection.name : null, withoutTemporary(store.getState()));
    },
    async exportEverything(catalog) {
      const { exportAll } = await later.export();
      return exportAll(connection, withoutTemporary(store.getState()), catalog ?? null);
    },
    async gather(wanted) {
      const { gather } = await later.export();
      return gather(connection, store.getState(), wanted);
    },
    async prepareImport(file, options) {
      const { prepareImport } = await later.import();
      return prepareImport(file, options, {
        connection,
        store,
        committed(records, loaded) {
          receive(records, loaded);
          if (connection.mayWrite()) tabs.tellRecords(records);
        },
      });
    },
    async close() {
      await keeper.stop();
      tabs.close();
      writers.close();
    },
  };
}

function inTime(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Writing takes too long.')), longestCommitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
