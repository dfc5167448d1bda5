import { builtInCatalog } from '#catalog/built-in.ts';
import { createTestStore } from '../chat/fake-provider.ts';
import { openAsItIs } from '#storage/database.ts';
import { openStorage } from '#storage/storage.ts';

/** A tab of its own: a store, its storage and a provider by hand. Several may stand on one database, as several tabs do. */
export async function openTab(databaseName: string) {
  const problems: string[] = [];
  const storage = await openStorage({ databaseName, report: (problem) => problems.push(problem) });
  const test = createTestStore({ now: Date.now, beforeRequest: storage.beforeRequest, stopElsewhere: storage.stopElsewhere });
  await storage.attach(test.store);
  /** Imports a text as a file, without looking at it first. */
  const importArchive = async (text: string) => {
    const options = { catalog: builtInCatalog, signal: new AbortController().signal, progress: () => undefined };
    return (await storage.prepareImport(new Blob([text]), options)).run();
  };
  return { ...test, storage: { ...storage, importArchive }, problems };
}

/** All rows of the database, read past the storage. */
export async function rowsOf(databaseName: string) {
  const database = await openAsItIs(databaseName);
  try {
    const [conversations, messages, checkpoints, drafts, setAside, items] = await Promise.all([
      database.getAll('conversations'),
      database.getAll('messages'),
      database.getAll('checkpoints'),
      database.getAll('drafts'),
      database.getAll('setAside'),
      database.getAll('items'),
    ]);
    return { conversations, messages, checkpoints, drafts, setAside, items };
  } finally {
    database.close();
  }
}

let made = 0;

/** A database that no other test has. */
export function freshName(): string {
  made += 1;
  return `stemma-test-${Date.now()}-${made}-${Math.floor(Math.random() * 1e9)}`;
}

export function sent(result: { conversationId: string; answerId: string } | null): { conversationId: string; answerId: string } {
  if (result === null) throw new Error('Nothing was sent.');
  return result;
}
