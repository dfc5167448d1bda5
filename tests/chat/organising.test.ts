import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newConversation } from '#chat/new-records.ts';
import type { ConversationRecord, ListedRecord } from '#chat/records.ts';
import { folderNames, listedConversations, livingConversations, organisedConversations, tagNames } from '#chat/selectors.ts';
import { byDay, monthName } from '#ui/sidebar/day-groups.ts';
import { sectionsOf } from '#ui/sidebar/sections.ts';
import { comparisonRecord } from './comparison-record.ts';
import { createTestStore } from './fake-provider.ts';

function withConversations(count: number, changes: Partial<ConversationRecord> = {}) {
  const tab = createTestStore();
  const conversations = Array.from({ length: count }, (_, place): ConversationRecord => {
    const made = newConversation(`c${place}`, 1000 + place, null);
    return { ...made, head: { value: null, updatedAt: 1000 + place }, ...changes };
  });
  tab.actions.receive(conversations);
  return { ...tab, one: (id: string) => tab.store.getState().conversations.get(id) };
}

const idsOf = (conversations: readonly ListedRecord[] | undefined): readonly string[] | undefined => conversations?.map(({ id }) => id);

describe('putting conversations in order', () => {
  test('pins, folders and the archive hold each in one place, the one used last first', () => {
    const { store, actions } = withConversations(6);
    actions.pin('c0', true);
    actions.moveToFolder(['c0', 'c1', 'c2'], ' Work ');
    actions.archive(['c3'], true);
    actions.remove('c4');
    const { pinned, folders, others, archived } = organisedConversations(store.getState());
    expect(idsOf(pinned)).toEqual(['c0']);
    expect(idsOf(folders.get('Work'))).toEqual(['c2', 'c1']);
    expect(idsOf(others)).toEqual(['c5']);
    expect(idsOf(archived)).toEqual(['c3']);
    expect(organisedConversations(store.getState())).toBe(organisedConversations(store.getState()));
  });

  test('columns of a comparison are not listed, and a folder in which only an archived one lies is still offered', () => {
    const { store, actions } = withConversations(2, { comparisonId: 'k' });
    expect(livingConversations(store.getState())).toEqual([]);
    actions.receive([
      { ...newConversation('x', 9, null), folder: { value: 'Old', updatedAt: 9 }, archived: { value: true, updatedAt: 9 } },
    ]);
    expect(folderNames(store.getState())).toEqual(['Old']);
    expect(organisedConversations(store.getState()).folders.size).toBe(0);
  });

  test('a comparison is put in order like a conversation, by the time at which one of its columns was used last', () => {
    const { store, actions } = withConversations(3);
    const column = { ...newConversation('column', 5, null), comparisonId: 'k' };
    actions.receive([column, comparisonRecord('k', ['column']), comparisonRecord('old', ['gone'], { createdAt: 7 })]);
    expect(idsOf(livingConversations(store.getState()))).toEqual(['c2', 'c1', 'c0', 'old', 'k']);
    actions.receive([{ ...column, head: { value: 'm', updatedAt: 1001.5 } }]);
    expect(idsOf(livingConversations(store.getState()))).toEqual(['c2', 'k', 'c1', 'c0', 'old']);
    expect(organisedConversations(store.getState()).usedAt(comparisonRecord('k', ['column']))).toBe(1001.5);

    let steps = 0;
    store.subscribe(() => {
      steps += 1;
    });
    actions.moveToFolder(['k', 'c0'], 'Work');
    actions.setTags(['k'], ['both']);
    expect(steps).toBe(2);
    expect(idsOf(organisedConversations(store.getState()).folders.get('Work'))).toEqual(['k', 'c0']);
    expect([folderNames(store.getState()), tagNames(store.getState())]).toEqual([['Work'], ['both']]);
    actions.pin('k', true);
    expect(idsOf(listedConversations(store.getState()))).toEqual(['k', 'c0', 'c2', 'c1', 'old']);
    actions.archive(['k', 'c1'], true);
    expect(idsOf(organisedConversations(store.getState()).archived)).toEqual(['k', 'c1']);
    actions.rename('k', ' Owls ');
    expect(store.getState().items.get('k')).toMatchObject({ title: { value: 'Owls' } });
    actions.remove(['k', 'c2']);
    expect(idsOf(livingConversations(store.getState()))).toEqual(['c1', 'c0', 'old']);
    actions.restore(['k', 'c2']);
    expect(idsOf(livingConversations(store.getState()))).toEqual(['c2', 'k', 'c1', 'c0', 'old']);
    expect(store.getState().conversations.get('column')?.deleted.value).toBeNull();
  });

  test('what is no conversation and no comparison is not put anywhere', () => {
    const { store, actions } = withConversations(0);
    const prompt = { kind: 'prompt', schemaVersion: 1, id: 'p', createdAt: 1 } as const;
    const stamped = <Value>(value: Value) => ({ value, updatedAt: 1 });
    actions.putItem({ ...prompt, name: stamped('Short'), text: stamped('Say'), deleted: stamped(null) });
    const before = store.getState().items;
    actions.pin('p', true);
    actions.remove('p');
    expect(store.getState().items).toBe(before);
    expect(livingConversations(store.getState())).toEqual([]);
  });

  test('several change in one step, and what is so already is not written again', () => {
    const { store, actions, one } = withConversations(3);
    let steps = 0;
    store.subscribe(() => {
      steps += 1;
    });
    actions.moveToFolder(['c0', 'c1', 'unknown'], 'Work');
    expect(steps).toBe(1);
    const before = one('c0');
    actions.moveToFolder(['c0', 'c1'], 'Work');
    actions.pin('c0', false);
    actions.archive('c0', false);
    expect([steps, one('c0') === before]).toEqual([1, true]);
    actions.moveToFolder('c0', '  ');
    expect(one('c0')?.folder?.value).toBeNull();
  });

  test('a field that a record of an older build lacks is stamped later than the record was made, so that it wins everywhere', () => {
    const { actions, one, clock } = withConversations(1);
    clock.now = 5;
    actions.pin('c0', true);
    expect(one('c0')?.pinned?.updatedAt).toBeGreaterThan(1000);
  });

  test('tags are trimmed, told once and listed over all conversations', () => {
    const { store, actions, one } = withConversations(2);
    actions.setTags('c0', [' work ', 'work', '', '论文']);
    actions.setTags('c1', ['work', 'home']);
    expect(one('c0')?.tags?.value).toEqual(['work', '论文']);
    expect([...tagNames(store.getState())].toSorted()).toEqual(['home', 'work', '论文']);
  });

  test('deleting several stops their answers, and all come back together', () => {
    const { store, actions } = withConversations(4);
    actions.remove(['c0', 'c1', 'c2']);
    expect(idsOf(livingConversations(store.getState()))).toEqual(['c3']);
    actions.restore(['c0', 'c1', 'c2']);
    expect(livingConversations(store.getState())).toHaveLength(4);
  });

  test('whatever is done to them, no conversation that lives is in two places or in none', () => {
    const step = fc.record({
      what: fc.constantFrom('pin', 'unpin', 'archive', 'unarchive', 'folder', 'no folder', 'remove', 'restore'),
      ids: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { store, actions } = withConversations(8);
        for (const { what, ids } of steps) {
          const chosen = ids.map((id) => `c${id}`);
          if (what === 'pin' || what === 'unpin') actions.pin(chosen, what === 'pin');
          else if (what === 'archive' || what === 'unarchive') actions.archive(chosen, what === 'archive');
          else if (what === 'folder' || what === 'no folder') actions.moveToFolder(chosen, what === 'folder' ? 'F' : null);
          else if (what === 'remove') actions.remove(chosen);
          else actions.restore(chosen);
        }
        const { pinned, folders, others, archived } = organisedConversations(store.getState());
        const placed = [...pinned, ...[...folders.values()].flat(), ...others, ...archived].map(({ id }) => id).toSorted();
        const living = livingConversations(store.getState()).map(({ id }) => id);
        expect(placed).toEqual(living.toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

describe('the list', () => {
  const midnight = new Date(2026, 10, 26).getTime();
  const hour = 60 * 60 * 1000;
  const at = (id: string, time: number): ConversationRecord => ({
    ...newConversation(id, 1, null),
    head: { value: null, updatedAt: time },
  });

  test('groups by days, and what is older by months', () => {
    const groups = byDay(
      [
        at('a', midnight + hour),
        at('b', midnight - hour),
        at('c', midnight - 50 * hour),
        at('d', midnight - 20 * 24 * hour),
        at('e', new Date(2026, 8, 3).getTime()),
        at('f', new Date(2025, 8, 3).getTime()),
      ],
      midnight,
      (record) => (record.kind === 'conversation' ? record.head.updatedAt : 0),
    );
    expect(groups.map(({ group }) => group)).toEqual(['today', 'yesterday', 'lastWeek', 'lastMonth', '2026-9', '2025-9']);
    expect([monthName('2026-9', 'en'), monthName('2026-9', 'zh-Hans')]).toEqual(['September 2026', '2026年9月']);
  });

  test('has folders by name, also empty ones, and folds those that were folded', () => {
    const organised = {
      pinned: [],
      archived: [],
      others: [],
      usedAt: () => 1,
      folders: new Map([
        ['b 10', [at('a', 1)]],
        ['b 9', [at('b', 1), at('c', 1)]],
      ]),
    };
    const sections = sectionsOf(organised, { collapsed: ['b 9'], empty: ['a', 'b 10'] }, midnight, 'en');
    expect(sections.map(({ of, conversations }) => [of.kind === 'folder' ? `${of.name}: ${of.count}` : '', conversations.length])).toEqual([
      ['a: 0', 0],
      ['b 9: 2', 0],
      ['b 10: 1', 1],
    ]);
  });
});
