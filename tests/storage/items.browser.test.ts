import { expect, test } from 'vitest';
import type { ItemRecord } from '#chat/item-records.ts';
import { newConversation } from '#chat/new-records.ts';
import { schemaVersion } from '#chat/records.ts';
import { freshName, openTab, rowsOf } from './tab.ts';

const base = { schemaVersion, createdAt: 5, deleted: { value: null, updatedAt: 5 } };
const items: readonly ItemRecord[] = [
  { ...base, kind: 'prompt', id: 'p', name: { value: 'Short', updatedAt: 5 }, text: { value: 'Say {{what}}', updatedAt: 5 } },
  {
    ...base,
    kind: 'preset',
    id: 's',
    name: { value: 'Terse', updatedAt: 5 },
    system: { value: 'Be brief.', updatedAt: 5 },
    parameters: { value: { temperature: 0 }, updatedAt: 5 },
  },
  {
    ...base,
    kind: 'comparison',
    id: 'k',
    title: { value: null, updatedAt: 5 },
    columns: { value: ['c1', 'c2'], updatedAt: 5 },
    terms: { value: { maxTokens: 256, seed: 'drawn' }, updatedAt: 5 },
    folder: { value: 'Work', updatedAt: 6 },
    tags: { value: ['owls'], updatedAt: 6 },
    pinned: { value: true, updatedAt: 6 },
    archived: { value: false, updatedAt: 6 },
    blind: { value: { state: 'open', contenders: [{ model: 'lab/dolly', system: null, parameters: { topK: 3 } }] }, updatedAt: 5 },
  },
  {
    ...base,
    kind: 'vote',
    id: 'v',
    questionId: 'q',
    comparisonId: 'k',
    how: 'blind',
    sides: [
      { answerId: 'a1', model: 'lab/dolly', catalogId: 'dolly-v2-12b' },
      { answerId: 'a2', model: 'lab/other', catalogId: null },
    ],
    choice: 'tie',
  },
  { ...base, kind: 'run', id: 'r', title: { value: 'Owls', updatedAt: 5 }, prompts: [{ id: '1', text: 'Hoo?' }], columns: ['c1'], seed: 7 },
];
const byId = new Map(items.map((item) => [item.id, item]));

test('presets, prompts, comparisons, votes and runs are kept, told to other tabs, exported and imported', async () => {
  const name = freshName();
  const [tab, other] = [await openTab(name), await openTab(name)];
  for (const item of items) tab.actions.putItem(item);
  await expect.poll(() => other.store.getState().items).toEqual(byId);
  await tab.storage.close();
  const again = await openTab(name);
  expect(again.store.getState().items).toEqual(byId);

  const file = await (await again.storage.exportEverything()).text();
  const elsewhere = await openTab(freshName());
  expect(await elsewhere.storage.importArchive(file)).toEqual({ added: 5, skipped: 0, problems: [] });
  expect(elsewhere.store.getState().items).toEqual(byId);
  expect(await elsewhere.storage.importArchive(file)).toEqual({ added: 0, skipped: 5, problems: [] });
  await Promise.all([other, again, elsewhere].map(({ storage }) => storage.close()));
});

test('a removed item is not exported, and an import brings it back', async () => {
  const name = freshName();
  const tab = await openTab(name);
  for (const item of items) tab.actions.putItem(item);
  const file = await (await tab.storage.exportEverything()).text();
  tab.actions.removeItem('p');
  expect((await (await tab.storage.exportEverything()).text()).includes('{{what}}')).toBe(false);
  await expect
    .poll(async () => (await rowsOf(name)).items)
    .toContainEqual(expect.objectContaining({ id: 'p', deleted: expect.objectContaining({ value: expect.any(Number) }) }));
  expect(await tab.storage.importArchive(file)).toMatchObject({ added: 1, skipped: 4 });
  expect(tab.store.getState().items.get('p')?.deleted.value).toBeNull();
  tab.actions.removeItem('v');
  tab.actions.restoreItem('v');
  expect(tab.store.getState().items.get('v')?.deleted.value).toBeNull();
  await tab.storage.deleteEverything();
  expect(tab.store.getState().items.size).toBe(0);
  expect((await rowsOf(name)).items).toEqual([]);
  await tab.storage.close();
});

test('a database of the first version is upgraded, and nothing in it is lost', async () => {
  const name = freshName();
  const opening = indexedDB.open(name, 1);
  await new Promise((resolve, reject) => {
    opening.addEventListener('error', reject);
    opening.addEventListener('success', resolve);
    opening.addEventListener('upgradeneeded', () => {
      const database = opening.result;
      database.createObjectStore('conversations', { keyPath: 'id' }).put(newConversation('c', 5, 'lab/dolly'));
      database.createObjectStore('messages', { keyPath: 'id' }).createIndex('conversationId', 'conversationId');
      database.createObjectStore('checkpoints', { keyPath: 'id' });
      database.createObjectStore('drafts').put({ text: 'unsent', updatedAt: 5 }, 'new');
      database.createObjectStore('meta');
      database.createObjectStore('setAside', { autoIncrement: true });
    });
  });
  opening.result.close();
  const tab = await openTab(name);
  expect(tab.store.getState().conversations.get('c')).toEqual(newConversation('c', 5, 'lab/dolly'));
  expect(tab.store.getState().drafts.get('new')).toBe('unsent');
  for (const item of items) tab.actions.putItem(item);
  await expect.poll(async () => (await rowsOf(name)).items.length).toBe(5);
  await tab.storage.close();
});
