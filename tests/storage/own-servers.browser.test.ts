import { expect, test } from 'vitest';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { freshName, openTab } from './tab.ts';

const server: BackendSettings = { id: 'own-1', kind: 'openai-compatible', label: 'Mine', url: 'http://localhost:8080/v1', models: [] };

test('servers of one’s own stay where they are written, each in its own row', async () => {
  const name = freshName();
  const [first, second] = [await openTab(name), await openTab(name)];
  await first.storage.servers.write(server);
  await second.storage.servers.write({ ...server, id: 'own-2' });
  await first.storage.servers.write({ ...server, label: 'Renamed' });
  await first.storage.close();
  await second.storage.close();
  const later = await openTab(name);
  expect(await later.storage.servers.read()).toEqual([
    { ...server, label: 'Renamed' },
    { ...server, id: 'own-2' },
  ]);
  await later.storage.servers.remove('own-1');
  expect(await later.storage.servers.read()).toEqual([{ ...server, id: 'own-2' }]);
  await later.storage.close();
});

test('no export has them, no import sets them, and they are not mistaken for something else that is kept', async () => {
  const tab = await openTab(freshName());
  tab.actions.chooseModel('own-1/some-model', null);
  await tab.storage.servers.write(server);
  await expect.poll(() => tab.storage.servers.read()).toEqual([server]);
  expect(await (await tab.storage.exportEverything()).text()).not.toContain('localhost');
  const file = JSON.stringify({
    format: 'stemma-archive',
    version: 1,
    records: [{ ...server, id: 'evil', schemaVersion: 1, kind: 'server' }],
  });
  expect((await tab.storage.importArchive(file)).added).toBe(0);
  expect(await tab.storage.servers.read()).toEqual([server]);
  await tab.storage.close();
});

test('they go when everything is deleted', async () => {
  const name = freshName();
  const [tab, other] = [await openTab(name), await openTab(name)];
  let cleared = 0;
  for (const { storage } of [tab, other]) storage.servers.whenCleared(() => (cleared += 1));
  await tab.storage.servers.write(server);
  await tab.storage.deleteEverything();
  await expect.poll(() => cleared).toBe(2);
  await other.storage.close();
  expect(await tab.storage.servers.read()).toEqual([]);
  await tab.storage.close();
});

test('where nothing may be written, nothing is read and nothing fails', async () => {
  const name = freshName();
  const opening = indexedDB.open(name, 99);
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  opening.result.close();
  const tab = await openTab(name);
  expect(await tab.storage.servers.read()).toEqual([]);
  await tab.storage.servers.write(server);
  await tab.storage.servers.remove(server.id);
  await tab.storage.close();
});
