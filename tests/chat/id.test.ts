import { expect, test } from 'vitest';
import { createIdMaker } from '#chat/id.ts';

test('ids of one maker grow, also within a millisecond and when the clock is set back', () => {
  let now = 1_700_000_000_000;
  const makeId = createIdMaker(() => now);
  const ids: string[] = [];
  for (let made = 0; made < 5000; made += 1) {
    if (made === 3000) now -= 60_000;
    if (made === 4000) now += 3;
    ids.push(makeId());
  }
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(5000);
});

test('ids of different makers sort by their time and differ', () => {
  const earlier = createIdMaker(() => 1_700_000_000_000);
  const later = createIdMaker(() => 1_700_000_000_001);
  expect(earlier() < later()).toBe(true);
  expect(createIdMaker(() => 5)()).not.toBe(createIdMaker(() => 5)());
});

test('an id may stand in an address', () => {
  expect(createIdMaker(Date.now)()).toMatch(/^[0-9a-z]{27}$/);
});
