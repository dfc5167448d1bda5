import { openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import { connect } from '#storage/connection.ts';
import { databaseVersion, openAsItIs } from '#storage/database.ts';
import { writeChanges } from '#storage/write.ts';
import { finish, text } from '../chat/fake-provider.ts';
import { freshName, openTab, rowsOf, sent } from './tab.ts';

const conversation = newConversation('c', 5, null);
const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 5 }, 'hello');
const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
const answer = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 6 }, asked, {});
const nothing = { drafts: new Map<string, string>(), meta: new Map<string, unknown>(), now: 1 };

async function put(name: string, store: 'conversations' | 'messages' | 'checkpoints', rows: readonly unknown[]): Promise<void> {
  const database = await openAsItIs(name);
  await Promise.all(rows.map((row) => database.put(store, row)));
  database.close();
}

/**
 * From now on each transaction that puts something into this database is aborted after the request succeeded, as a full disk does at
 * commit. (The quota itself is shared by all tests of the browser.) Gives the repair.
 */
function fillDisk(name: string): () => void {
  const original = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function put(...values) {
    const request = original.apply(this, values);
    const { transaction } = this;
    if (transaction.db.name === name) request.addEventListener('success', () => transaction.abort());
    return request;
  };
  return () => {
    IDBObjectStore.prototype.put = original;
  };
}

describe('a full disk', () => {
  test('takes nothing that was said: it stays in memory, is told, and is written when there is room again', async () => {
    const name = freshName();
    const tab = await openTab(name);
    const repair = fillDisk(name);
    const { answerId } = sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.store.getState().keeping).toMatchObject({ state: 'failing' });
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    await tab.provider.send([text('an answer'), finish]);
    tab.actions.setDraft(null, 'my draft');
    expect(tab.answer(answerId)).toMatchObject({ status: 'done', text: 'an answer' });
    expect(await rowsOf(name)).toMatchObject({ conversations: [], messages: [], checkpoints: [] });
    const file = await (await tab.storage.exportEverything()).text();
    expect(JSON.parse(file).records).toMatchObject([{ kind: 'conversation' }, { text: 'one' }, { text: 'an answer' }]);

    repair();
    tab.actions.setDraft(null, 'my draft, longer');
    await expect.poll(() => tab.store.getState().keeping).toEqual({ state: 'kept' });
    const rows = await rowsOf(name);
    expect(rows.messages).toMatchObject([{ text: 'one' }, { status: 'done', text: 'an answer' }]);
    expect(rows.conversations).toHaveLength(1);
    expect(rows.drafts).toMatchObject([{ text: 'my draft, longer' }]);
    await tab.storage.close();
  });

  test('is a problem of the import, which says what was not kept', async () => {
    const name = freshName();
    const tab = await openTab(name);
    const repair = fillDisk(name);
    const plain = JSON.stringify([{ title: 'Greeting', messages: [{ role: 'user', content: 'hello' }] }]);
    const report = await tab.storage.importArchive(plain);
    repair();
    expect(report).toMatchObject({ added: 0, problems: [expect.stringContaining('Greeting')] });
    expect(tab.store.getState().conversations.size).toBe(0);
    expect(await tab.storage.importArchive(plain)).toMatchObject({ added: 2, problems: [] });
    await tab.storage.close();
  });
});

describe('data of a newer build', () => {
  test('in a newer database are not touched, and can be exported', async () => {
    const name = freshName();
    const newer = await openDB(name, databaseVersion + 1, {
      upgrade(database) {
        void database.createObjectStore('conversations', { keyPath: 'id' }).put({ ...conversation, schemaVersion: 9, colour: 'red' });
      },
    });
    newer.close();
    const tab = await openTab(name);
    expect(tab.store.getState().keeping.state).toBe('reload-needed');
    sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    await tab.provider.send([finish]);
    expect(tab.store.getState().keeping.state).toBe('reload-needed');
    await expect(tab.storage.importArchive('[]')).rejects.toThrow(/version/i);
    await expect(tab.storage.deleteEverything()).rejects.toThrow(/version/i);
    const file = await (await tab.storage.exportEverything()).text();
    expect(JSON.parse(file)).toMatchObject({ format: 'stemma-archive', records: [{ id: 'c', colour: 'red' }] });
    await tab.storage.close();
    const database = await openDB(name);
    expect(database.version).toBe(databaseVersion + 1);
    expect(await database.getAll('conversations')).toEqual([{ ...conversation, schemaVersion: 9, colour: 'red' }]);
    database.close();
  });

  test('in one row stop all writing', async () => {
    const name = freshName();
    await (await openTab(name)).storage.close();
    const row = { ...conversation, schemaVersion: 9 };
    await put(name, 'conversations', [row]);
    const tab = await openTab(name);
    expect(tab.store.getState().keeping.state).toBe('reload-needed');
    sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    await tab.storage.close();
    expect(await rowsOf(name)).toMatchObject({ conversations: [row], messages: [], checkpoints: [] });
  });

  test('made while this tab is open close its connection, and it says to reload', async () => {
    const name = freshName();
    const tab = await openTab(name);
    const newer = await openDB(name, databaseVersion + 1);
    await expect.poll(() => tab.store.getState().keeping.state).toBe('reload-needed');
    tab.actions.setDraft(null, 'still typing');
    expect(tab.store.getState().drafts.get('new')).toBe('still typing');
    newer.close();
    await tab.storage.close();
  });
});

describe('a row that cannot be read', () => {
  test('is reported and stays, and the rest is there', async () => {
    const name = freshName();
    await (await openTab(name)).storage.close();
    const broken = { ...question, id: 'broken', text: 7 };
    const brokenConversation = { id: 'x', title: 'no stamp' };
    await put(name, 'conversations', [conversation, brokenConversation]);
    await put(name, 'messages', [question, broken, { ...answer, status: 'done', text: 'hi' }]);
    const tab = await openTab(name);
    await tab.storage.openConversation('c');
    expect([...tab.store.getState().messages.keys()]).toEqual(['a', 'q']);
    expect(tab.store.getState().conversations.size).toBe(1);
    expect(tab.problems).toHaveLength(2);
    expect(tab.problems.join('\n')).toMatch(/Record broken: text/);
    const file = await (await tab.storage.exportEverything()).text();
    expect(JSON.parse(file)).toMatchObject({ records: [{ id: 'c' }, { id: 'a' }, { id: 'q' }], setAside: [{ id: 'x' }, { id: 'broken' }] });
    await tab.storage.close();
    expect(await rowsOf(name)).toMatchObject({ conversations: [conversation, brokenConversation], setAside: [] });
  });

  test('is set aside before another row takes its place', async () => {
    const name = freshName();
    const connection = await connect(name, () => undefined);
    const broken = { ...conversation, title: 'no stamp' };
    await put(name, 'conversations', [broken]);
    await writeChanges(await connection.database(), { ...nothing, records: [conversation] });
    connection.close();
    expect(await rowsOf(name)).toMatchObject({ conversations: [conversation], setAside: [broken] });
  });
});

test('a checkpoint that comes late changes nothing of a settled answer', async () => {
  const name = freshName();
  const connection = await connect(name, () => undefined);
  const database = await connection.database();
  await writeChanges(database, { ...nothing, records: [{ ...answer, status: 'done', text: 'all' }] });
  const [now] = await writeChanges(database, { ...nothing, records: [{ ...answer, status: 'streaming', text: 'all and more' }] });
  expect(now).toMatchObject({ status: 'done', text: 'all' });
  connection.close();
  expect(await rowsOf(name)).toMatchObject({ messages: [{ status: 'done', text: 'all' }], checkpoints: [] });
});

test('a transaction that fails in the middle leaves nothing of itself', async () => {
  const name = freshName();
  const connection = await connect(name, () => undefined);
  const meta = new Map<string, unknown>([['cannot be stored', () => undefined]]);
  await expect(writeChanges(await connection.database(), { ...nothing, records: [conversation, question], meta })).rejects.toThrow(
    /clone/i,
  );
  connection.close();
  expect(await rowsOf(name)).toMatchObject({ conversations: [], messages: [] });
});

describe('no storage at all', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('is told, and the conversation goes on in memory, with export and import', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const tab = await openTab(freshName());
    expect(tab.store.getState().keeping.state).toBe('memory-only');
    const { conversationId, answerId } = sent(tab.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    await tab.provider.send([text('two'), finish]);
    await tab.storage.openConversation(conversationId);
    expect(tab.answer(answerId).text).toBe('two');
    const file = await (await tab.storage.exportEverything()).text();

    const other = await openTab(freshName());
    expect(await other.storage.importArchive(file)).toEqual({ added: 3, skipped: 0, problems: [] });
    expect(other.store.getState().messages).toEqual(tab.store.getState().messages);
    await other.storage.deleteEverything();
    expect(other.store.getState().messages.size).toBe(0);
    expect(other.store.getState().keeping.state).toBe('memory-only');
    await tab.storage.close();
    await other.storage.close();
  });
});

describe('one record that the database does not take', () => {
  /** From now on questions with these words can't be put into this database. Gives the repair. */
  function refuse(name: string, words: string): () => void {
    const original = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function put(value: unknown, ...key) {
      const isMeant = typeof value === 'object' && value !== null && 'text' in value && value.text === words;
      if (isMeant && this.transaction.db.name === name) throw new DOMException('It could not be cloned.', 'DataCloneError');
      return original.call(this, value, ...key);
    };
    return () => {
      IDBObjectStore.prototype.put = original;
    };
  }

  test('does not keep the others from being kept, is named, and is kept as soon as it can be', async () => {
    const name = freshName();
    const tab = await openTab(name);
    const repair = refuse(name, 'the bad one');
    const { answerId } = sent(tab.actions.send({ conversationId: null, text: 'the bad one' }));
    await expect.poll(() => tab.provider.requests.length).toBe(1);
    await tab.provider.send([text('an answer'), finish]);
    tab.actions.setDraft(null, 'my draft');
    await expect.poll(() => tab.store.getState().keeping).toMatchObject({ state: 'failing' });
    const { keeping } = tab.store.getState();
    expect(keeping.state === 'failing' && keeping.detail).toBe('question “the bad one”: DataCloneError: It could not be cloned.');
    await expect.poll(async () => (await rowsOf(name)).messages).toMatchObject([{ id: answerId, status: 'done', text: 'an answer' }]);
    await expect.poll(async () => (await rowsOf(name)).drafts).toMatchObject([{ text: 'my draft' }]);
    expect((await rowsOf(name)).conversations).toHaveLength(1);

    repair();
    tab.actions.setDraft(null, 'my draft, longer');
    await expect.poll(() => tab.store.getState().keeping).toEqual({ state: 'kept' });
    expect((await rowsOf(name)).messages).toHaveLength(2);
    await tab.storage.close();
  });
});
