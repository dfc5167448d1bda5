import { expect, test } from 'vitest';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { ConversationRecord, StoredRecord } from '#chat/records.ts';
import type { Found } from '#chat/search/match.ts';
import { planSearch } from '#chat/search/plan.ts';
import { readQuery } from '#chat/search/query.ts';
import type { Search } from '#storage/search/search.ts';
import { finish, text } from '../chat/fake-provider.ts';
import { comparisonRecord } from '../chat/comparison-record.ts';
import { freshName, openTab, sent } from './tab.ts';

const asked = { backendId: 'b', backendKind: 'ollama' as const, backendLabel: 'B', modelId: 'lab/dolly', catalogId: 'dolly-v2-12b' };

/** A conversation with one question and one answer, as an archive has it. */
function said(
  id: string,
  at: number,
  question: string,
  answer: string,
  changes: Partial<ConversationRecord> = {},
): readonly StoredRecord[] {
  const place = { conversationId: id, createdAt: at };
  return [
    {
      ...newConversation(id, at, null),
      title: { value: `Title of ${id}`, updatedAt: at },
      head: { value: `${id}-a`, updatedAt: at },
      ...changes,
    },
    newQuestion({ ...place, id: `${id}-q`, parentId: null }, question),
    { ...newAnswer({ ...place, id: `${id}-a`, parentId: `${id}-q` }, asked, {}), status: 'done', text: answer },
  ];
}

const archive = (records: readonly StoredRecord[]): string => JSON.stringify({ format: 'stemma-archive', version: 1, records });

function found(search: Search, typed: string): Promise<readonly Found[]> {
  const all: Found[] = [];
  return new Promise((resolve, reject) => {
    search.find(planSearch(readQuery(typed), null), {
      found: (more) => all.push(...more),
      done: () => resolve(all),
      failed: (detail) => reject(new Error(detail)),
    });
  });
}

const names = (all: readonly Found[]): readonly string[] => all.map(({ id }) => id);

test('what is kept is found without being opened, newest first; what is deleted, removed or archived away is treated as it should', async () => {
  const tab = await openTab(freshName());
  const records = [
    ...said('old', 1000, 'What is 知識蒸留?', 'A teacher and a pupil.'),
    ...said('new', 2000, 'And ＳＴＥＭＭＡ?', 'A tree of pupils.'),
    ...said('gone', 3000, 'A pupil', 'gone'),
    ...said('cut', 4000, 'A question', 'of a pupil', { removed: { 'cut-a': { value: true, updatedAt: 5000 } } }),
    ...said('put-away', 500, 'x', 'An archived pupil', { archived: { value: true, updatedAt: 5000 } }),
    ...said('column', 600, 'x', 'A pupil compared', { comparisonId: 'k' }),
    ...said('lost-column', 700, 'x', 'A pupil of a deleted comparison', { comparisonId: 'k2' }),
    ...said('second-column', 650, 'x', 'Another pupil compared', { comparisonId: 'k' }),
    comparisonRecord('k', ['column', 'second-column']),
    comparisonRecord('k2', ['lost-column']),
  ];
  expect((await tab.storage.importArchive(archive(records))).problems).toEqual([]);
  tab.actions.remove('gone');
  tab.actions.removeItem('k2');
  expect(tab.store.getState().messages.size).toBe(0);
  const search = await tab.storage.openSearch();
  const pupils = await found(search, 'PUPIL');
  expect(names(pupils)).toEqual(['new', 'old', 'k', 'put-away']);
  expect(pupils[0]).toMatchObject({ count: 1, messages: [{ id: 'new-a', snippet: 'A tree of pupils.' }] });
  expect(pupils[2]).toMatchObject({ kind: 'comparison', count: 2, messages: [{ id: 'second-column-a' }, { id: 'column-a' }] });
  expect(names(await found(search, '蒸留'))).toEqual(['old']);
  expect(names(await found(search, 'stemma'))).toEqual(['new']);
  expect(names(await found(search, '"title of new"'))).toEqual(['new']);
  expect(names(await found(search, 'comparison'))).toEqual(['k']);
  expect(names(await found(search, 'model:dolly tree'))).toEqual(['new']);
  search.close();
  await tab.storage.close();
});

test('of a blind round the title alone is found; its sides are once it has ended, and not before', async () => {
  const tab = await openTab(freshName());
  const round = (state: 'open' | 'voted') =>
    comparisonRecord('k', ['side'], { blind: { value: { state, contenders: [] }, updatedAt: state === 'open' ? 1 : 2 } });
  const records = [...said('side', 600, 'x', 'A pupil compared', { comparisonId: 'k' }), round('open')];
  expect((await tab.storage.importArchive(archive(records))).problems).toEqual([]);
  const search = await tab.storage.openSearch();
  for (const words of ['pupil', 'model:dolly', 'model:dolly comparison', '-model:dolly', '-model:dolly comparison', 'license:unknown']) {
    expect([words, ...names(await found(search, words))]).toEqual([words]);
  }
  expect(await found(search, 'comparison')).toMatchObject([{ id: 'k', isTitleFound: true, messages: [], count: 0 }]);
  search.close();
  tab.actions.putItem(round('voted'));
  const later = await tab.storage.openSearch();
  expect(names(await found(later, 'model:dolly pupil'))).toEqual(['k']);
  later.close();
  await tab.storage.close();
});

test('words of an attached file are found in its question, with the name of the file', async () => {
  const tab = await openTab(freshName());
  const [conversation, asked, answer] = said('c', 1000, 'What does it say?', 'Nothing.');
  if (conversation === undefined || asked?.kind !== 'question' || answer === undefined) throw new Error('The records are others.');
  const file = { kind: 'text', name: '论文.pdf', mediaType: 'application/pdf', bytes: 900, pages: 2 } as const;
  const attachments = [{ ...file, text: `[Page 1]\n${'filler '.repeat(100_000)}\n\n[Page 2]\nThe ﬁnal lemma of 知識蒸留.` }];
  expect((await tab.storage.importArchive(archive([conversation, { ...asked, attachments }, answer]))).problems).toEqual([]);
  const search = await tab.storage.openSearch();
  for (const words of ['"final lemma"', '蒸留', '论文.pdf 蒸留']) {
    expect(await found(search, words)).toMatchObject([
      { id: 'c', messages: [{ id: 'c-q', file: '论文.pdf', snippet: expect.stringContaining('The ﬁnal lemma of 知識蒸留.') }] },
    ]);
  }
  search.close();
  await tab.storage.close();
});

test('words that are just being written are found, and without a database everything of this tab is', async () => {
  const tab = await openTab(freshName());
  const { answerId } = sent(tab.actions.send({ conversationId: null, text: 'Tell me of lemmas' }));
  await expect.poll(() => tab.provider.requests.length).toBe(1);
  await tab.provider.send([text('a branching stemma')]);
  await expect.poll(() => tab.answer(answerId).status).toBe('streaming');
  tab.actions.send({ conversationId: null, text: 'branching without a trace', temporary: true });
  const search = await tab.storage.openSearch();
  expect(await found(search, 'branching')).toMatchObject([{ messages: [{ id: answerId, file: null }] }]);
  search.close();
  await tab.provider.send([finish]);

  tab.actions.setKeeping({ state: 'failing', detail: 'The disk is full.' });
  const { conversationId } = sent(tab.actions.send({ conversationId: null, text: 'Only in memory' }));
  const failing = await tab.storage.openSearch();
  expect(names(await found(failing, '"only in memory"'))).toEqual([conversationId]);
  failing.close();
  await tab.storage.close();
});

test('a newer search ends the one before it, and a cancelled one says nothing more', async () => {
  const tab = await openTab(freshName());
  await tab.storage.importArchive(
    archive(Array.from({ length: 300 }, (_, place) => said(`c${place}`, 1000 + place, 'same', 'same')).flat()),
  );
  const search = await tab.storage.openSearch();
  const heard: string[] = [];
  const listener = (name: string) => ({
    found: () => heard.push(name),
    done: () => heard.push(`${name} done`),
    failed: () => heard.push(`${name} failed`),
  });
  search.find(planSearch(readQuery('same'), null), listener('first'));
  search.find(planSearch(readQuery('same'), null), listener('second'));
  await expect.poll(() => heard.at(-1)).toBe('second done');
  expect(heard.filter((word) => word.startsWith('first'))).toEqual([]);
  expect(heard.filter((word) => word === 'second').length).toBe(6);
  search.find(planSearch(readQuery('same'), null), listener('third'));
  search.cancel();
  expect(names(await found(search, '"title of c7"'))).toContain('c7');
  expect(heard.filter((word) => word.startsWith('third'))).toEqual([]);
  search.close();
  await tab.storage.close();
});

test('a deletion in another tab is not held up by an open search', async () => {
  const name = freshName();
  const tab = await openTab(name);
  await tab.storage.importArchive(archive(said('c', 1000, 'same', 'same')));
  const search = await tab.storage.openSearch();
  expect(names(await found(search, 'same'))).toEqual(['c']);
  await tab.storage.close();
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.addEventListener('success', () => resolve());
    deleting.addEventListener('error', () => reject(deleting.error ?? new Error('not deleted')));
  });
  search.close();
});
