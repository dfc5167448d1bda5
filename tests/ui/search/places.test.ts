import { expect, test } from 'vitest';
import type { Found, FoundMessage } from '#chat/search/match.ts';
import { hrefOf, parseRoute } from '#ui/routes.ts';
import { placesOf } from '#ui/sidebar/search/places.ts';

const message: FoundMessage = { id: 'm', conversationId: 'c', kind: 'answer', file: null, snippet: 'words' };
const leadsTo = (found: Partial<Found>): readonly string[] =>
  placesOf({ id: 'x', kind: 'conversation', usedAt: 1, isTitleFound: false, messages: [], count: 0, ...found }).map(({ route }) =>
    hrefOf(route),
  );

test.each([
  ['a chat', { id: 'c', kind: 'conversation' }, '#/chat/c', '#/chat/c?message=m'],
  ['a comparison, whose column is shown in it', { id: 'k', kind: 'comparison' }, '#/compare/k', '#/compare/k?message=m'],
  ['a run, whose column opens as a chat', { id: 'r', kind: 'run' }, '#/runs/r', '#/chat/c?message=m'],
] as const)('what is found leads to %s', (_, found, itself, place) => {
  expect(leadsTo(found)).toEqual([itself]);
  expect(leadsTo({ ...found, messages: [message], count: 1 })).toEqual([place]);
  expect(leadsTo({ ...found, messages: [message], count: 1, isTitleFound: true })).toEqual([itself, place]);
  expect(hrefOf(parseRoute(place))).toBe(place);
});
