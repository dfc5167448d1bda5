import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Messages, headOf, newestLeafBelow, pathFromHead, shownIds, siblingsOf, withMessages } from '#chat/message-tree.ts';
import { newConversation, newQuestion } from '#chat/new-records.ts';
import type { MessageRecord } from '#chat/records.ts';

const none: Messages = new Map();

function message(id: string, parentId: string | null, createdAt: number, conversationId = 'c'): MessageRecord {
  return newQuestion({ id, conversationId, parentId, createdAt }, id);
}

/** A tree from one number per message: its parent is one of the earlier messages or the start. */
function treeFrom(choices: readonly number[]): MessageRecord[] {
  return choices.map((choice, place) => {
    const parent = choice % (place + 1);
    return message(`m${place}`, parent === place ? null : `m${parent}`, place);
  });
}

const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 25 }).map(treeFrom);
const ids = (messages: readonly MessageRecord[]): string[] => messages.map(({ id }) => id);

/** The parents of a message up to the start, by the list alone. */
function ancestors(list: readonly MessageRecord[], id: string): string[] {
  const found = list.find((one) => one.id === id);
  if (found === undefined) return [];
  return found.parentId === null ? [id] : [...ancestors(list, found.parentId), id];
}

describe('in any tree', () => {
  test('a path leads from the start to the head, parent by parent', () => {
    fc.assert(
      fc.property(trees, (list) => {
        const messages = withMessages(none, list);
        for (const { id } of list) expect(ids(pathFromHead(messages, id))).toEqual(ancestors(list, id));
      }),
    );
  });

  test('the siblings are all with the same parent, oldest first', () => {
    fc.assert(
      fc.property(trees, (list) => {
        const messages = withMessages(none, list.toReversed());
        for (const { id, parentId } of list) expect(siblingsOf(messages, id)).toEqual(ids(list.filter((one) => one.parentId === parentId)));
      }),
    );
  });

  test('the newest leaf below a message is the last made of those that nothing follows', () => {
    fc.assert(
      fc.property(trees, (list) => {
        const messages = withMessages(none, list);
        for (const { id } of list) {
          const leaves = list.filter((one) => ancestors(list, one.id).includes(id) && list.every((other) => other.parentId !== one.id));
          expect(newestLeafBelow(messages, id)).toBe(leaves.at(-1)?.id);
        }
      }),
    );
  });

  test('adding messages one by one and looking between gives the same tree as adding them at once', () => {
    fc.assert(
      fc.property(trees, (list) => {
        let messages = none;
        for (const one of list) {
          messages = withMessages(messages, [one]);
          siblingsOf(messages, one.id);
        }
        const atOnce = withMessages(none, list);
        for (const { id } of list) expect(siblingsOf(messages, id)).toEqual(siblingsOf(atOnce, id));
      }),
    );
  });
});

test('new words in a message replace the map and leave the arrays of siblings alone', () => {
  const before = withMessages(none, treeFrom([0, 0, 1, 1]));
  const siblings = siblingsOf(before, 'm2');
  const now = withMessages(before, [message('m2', before.get('m2')?.parentId ?? null, 2)]);
  expect(now).not.toBe(before);
  expect(siblingsOf(now, 'm2')).toBe(siblings);
  expect(before.get('m2')).not.toBe(now.get('m2'));
});

describe('damaged trees', () => {
  test('a circle ends the path', () => {
    const messages = withMessages(none, [message('a', 'b', 1), message('b', 'a', 2)]);
    expect(ids(pathFromHead(messages, 'a'))).toEqual(['b', 'a']);
    expect(newestLeafBelow(messages, 'a')).toBe('a');
  });

  test('a missing parent begins the path', () => {
    expect(ids(pathFromHead(withMessages(none, [message('b', 'gone', 2), message('c', 'b', 3)]), 'c'))).toEqual(['b', 'c']);
  });

  test('a path does not cross into another conversation', () => {
    const messages = withMessages(none, [message('a', null, 1, 'other'), message('b', 'a', 2)]);
    expect(ids(pathFromHead(messages, 'b'))).toEqual(['b']);
  });

  test('ten thousand messages in a line are walked without recursion', () => {
    const line = Array.from({ length: 10_000 }, (_, place) => message(`m${place}`, place === 0 ? null : `m${place - 1}`, place));
    const messages = withMessages(none, line);
    expect(pathFromHead(messages, 'm9999')).toHaveLength(10_000);
    expect(newestLeafBelow(messages, 'm0')).toBe('m9999');
  });
});

describe('the head of a conversation', () => {
  const conversation = newConversation('c', 0, null);
  const messages = withMessages(none, [message('a', null, 1), message('b', 'a', 2), message('x', null, 9, 'other')]);

  test('is the stored one if it is here', () => {
    expect(headOf(messages, { ...conversation, head: { value: 'a', updatedAt: 1 } })).toBe('a');
  });

  test('is the newest leaf if the stored one is missing or of another conversation', () => {
    expect(headOf(messages, { ...conversation, head: { value: 'gone', updatedAt: 1 } })).toBe('b');
    expect(headOf(messages, { ...conversation, head: { value: 'x', updatedAt: 1 } })).toBe('b');
    expect(headOf(messages, conversation)).toBe('b');
  });

  test('is nothing without messages', () => {
    expect(headOf(none, conversation)).toBeNull();
  });
});

describe('the branch that is shown', () => {
  const conversation = newConversation('c', 0, null);

  test('leads to the head, whatever was added, removed or chosen between two looks', () => {
    const steps = fc.array(fc.record({ choice: fc.nat(), head: fc.nat(), marked: fc.nat() }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, (changes) => {
        let messages = none;
        let now = conversation;
        const look = (): void => expect(shownIds(messages, now)).toEqual(ids(pathFromHead(messages, headOf(messages, now))));
        for (const [place, one] of treeFrom(changes.map(({ choice }) => choice)).entries()) {
          const { head, marked } = changes[place] ?? { head: 0, marked: 0 };
          messages = withMessages(messages, [one]);
          look();
          now = { ...now, head: { value: `m${head % (place + 2)}`, updatedAt: place } };
          look();
          now = { ...now, removed: { ...now.removed, [`m${marked % (place + 1)}`]: { value: marked % 2 === 0, updatedAt: place } } };
          look();
        }
      }),
    );
  });

  test('is walked once, however many words arrive and however many ask', () => {
    const before = withMessages(none, treeFrom([0, 0, 1, 2]));
    const shown = shownIds(before, conversation);
    const now = withMessages(before, [message('m3', 'm2', 3)]);
    expect(shownIds(now, { ...conversation, title: { value: 'Another', updatedAt: 1 } })).toBe(shown);
  });

  test('is one for each conversation', () => {
    const messages = withMessages(none, [message('a', null, 1), message('x', null, 2, 'other')]);
    expect(shownIds(messages, conversation)).toEqual(['a']);
    expect(shownIds(messages, { ...conversation, id: 'other' })).toEqual(['x']);
    expect(shownIds(messages, conversation)).toEqual(['a']);
  });
});
