import type { Catalog } from '#catalog/catalog.ts';
import { foundations } from '#catalog/lineage.ts';
import { hiddenIn } from '#chat/comparison.ts';
import type { ConversationRecord } from '#chat/records.ts';
import { fold } from '#chat/search/fold.ts';
import { licenseUnknown, licenseUses } from '#chat/search/plan.ts';
import { type Prefix, prefixes, wordAt, written } from '#chat/search/query.ts';
import { folderNames, tagNames } from '#chat/selectors.ts';
import type { ChatState } from '#chat/state.ts';

/** Something that could be written next. */
export interface Suggestion {
  readonly key: string;
  readonly prefix: Prefix;
  /** `null`: the prefix itself is suggested. */
  readonly value: string | null;
  /** The whole text with it, and where the caret then stands. */
  readonly typed: string;
  readonly caret: number;
}

const mostShown = 8;

/** What fits the word at the caret: prefixes for a word that begins like one, or values of the prefix that stands there. */
export function suggestionsFor(typed: string, caret: number, catalog: Catalog | null, state: ChatState): readonly Suggestion[] {
  const word = wordAt(typed, caret);
  const place = (prefix: Prefix, value: string | null): Suggestion => {
    const text = value === null ? `${word.minus}${prefix}:` : `${word.minus}${written(prefix, value)} `;
    const rest = typed.slice(caret);
    const before = `${typed.slice(0, word.start)}${text}`;
    return {
      key: `${prefix}:${value ?? ''}`,
      prefix,
      value,
      typed: `${before}${value === null ? rest : rest.trimStart()}`,
      caret: before.length,
    };
  };
  const sought = fold(word.value);
  if (word.prefix === null) {
    return typed.trim() === '' || (sought !== '' && prefixes.some((prefix) => prefix.startsWith(sought)))
      ? prefixes.filter((prefix) => prefix.startsWith(sought)).map((prefix) => place(prefix, null))
      : [];
  }
  const { prefix } = word;
  const values = valuesOf(prefix, catalog, state).filter((value) => fold(value).includes(sought) && fold(value) !== sought);
  return [...new Set(values)].slice(0, mostShown).map((value) => place(prefix, value));
}

function valuesOf(prefix: Prefix, catalog: Catalog | null, state: ChatState): readonly string[] {
  const sorted = (names: readonly string[]): readonly string[] => names.toSorted((left, right) => left.localeCompare(right));
  switch (prefix) {
    case 'tag':
      return sorted(tagNames(state));
    case 'folder':
      return sorted(folderNames(state));
    case 'model': {
      const used = new Set(findable(state).flatMap(({ model }) => (model.value === null ? [] : [idIn(model.value)])));
      return [...sorted([...used]), ...sorted([...(catalog?.models.values() ?? [])].map(({ name }) => name))];
    }
    case 'license':
      return [
        ...Object.keys(licenseUses),
        licenseUnknown,
        ...sorted([...(catalog?.licenses.values() ?? [])].map(({ id, spdx }) => spdx ?? id)),
      ];
    case 'foundation':
      return catalog === null
        ? []
        : sorted([...new Set([...catalog.models.keys()].flatMap((id) => foundations(catalog, id).map(({ name }) => name)))]);
    default:
      prefix satisfies never;
      return [];
  }
}

/** Conversations whose answers are found. Of others nothing may be told: a blind round's models are few, and which of them were drawn is secret. */
function findable(state: ChatState): readonly ConversationRecord[] {
  return [...state.conversations.values()].filter(
    ({ id, deleted, temporary }) => deleted.value === null && temporary !== true && hiddenIn(state, id) === null,
  );
}

/** "backend id/model id" without the backend, whose id says nothing to a person. */
const idIn = (key: string): string => key.slice(key.indexOf('/') + 1);
