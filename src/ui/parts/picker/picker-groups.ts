import { saidMatch } from '#chat/said-match.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { isGated, runState } from '#catalog/how-to-run.ts';
import { modelFamilies } from '#catalog/name-index.ts';
import type { Model } from '#catalog/schema.ts';
import type { ChatState } from '#chat/state.ts';
import type { BackendDescription } from '#providers/provider.ts';
import type { Offer, Offers } from '../../offers.ts';

/** A model that answers here (`isSaid`: the person said which card it is), or a card that leads to how its model is run. */
export type PickerEntry =
  | { readonly kind: 'offer'; readonly key: string; readonly offer: Offer; readonly model: Model | null; readonly isSaid: boolean }
  | { readonly kind: 'card'; readonly key: string; readonly model: Model };

export interface PickerGroup {
  readonly of: 'pinned' | 'catalog' | BackendDescription;
  readonly entries: readonly PickerEntry[];
  /** How many more there are; a search leads to them. */
  readonly hidden: number;
  /** The backend is being asked for the first time. */
  readonly isAsking: boolean;
}

/** Entries of one group: nobody reads hundreds, and drawing them would hold up the letters that are typed. */
const mostShown = 50;
/** Cards of models that do not run yet, as long as nothing is searched for: below them stands what the person's own servers offer. */
const mostCards = 12;

/** Words that find a card, kept, because they are asked for with every letter that is typed. */
const wordsOfCards = new WeakMap<Model, string>();

function wordsOf(model: Model): string {
  const known = wordsOfCards.get(model);
  if (known !== undefined) return known;
  const { id, name, hubId, aliases } = model;
  const made = [id, name, hubId ?? '', ...aliases].join(' ').toLowerCase();
  wordsOfCards.set(model, made);
  return made;
}

/** What can be chosen sooner stands first. */
function rank(entry: PickerEntry): number {
  if (entry.kind === 'offer') return 0;
  const { model } = entry;
  const state = runState(model);
  if (state === 'closed') return 5;
  if (model.kind === 'base') return 4;
  if (state === 'join-first') return 3;
  return isGated(model) ? 2 : 1;
}

/** Of models that nobody serves yet the small ones are the easiest to run; what is offered stays in its server's order. */
function sizeOf(entry: PickerEntry): number {
  return entry.kind === 'offer' ? 0 : (entry.model.parametersBillion.value ?? 1e6);
}

/** Without a search the catalog's chat models; a base model continues texts and is there for whoever looks for it. */
const talks = ({ kind }: Model): boolean => kind !== 'image' && kind !== 'base' && kind !== 'guide';

/**
 * The picker's list, catalog first: the pinned families, there before any server is connected; then the rest of the catalog, what is ready
 * before what is not; then what each backend offers that the catalog does not know. `search` is the person's words in lower case; `matches` are the cards that they gave to models.
 */
export function pickerGroups(
  catalog: Catalog | null,
  { listings }: Pick<Offers, 'listings'>,
  search: string,
  matches: ChatState['matches'] = {},
): readonly PickerGroup[] {
  const words = search.split(/\s+/).filter(Boolean);
  const fits = (text: string): boolean => words.every((word) => text.includes(word));
  const offers = listings.flatMap(({ backend, listing }) =>
    listing?.ok === true
      ? listing.models.map((offered): Extract<PickerEntry, { kind: 'offer' }> => {
          const key = `${backend.id}/${offered.id}`;
          const said = saidMatch(matches, key, backend.kind);
          const model = catalog?.models.get((said === undefined ? offered.catalogId : said) ?? '') ?? null;
          return { kind: 'offer', key, offer: { key, backend, model: offered }, model, isSaid: said !== undefined };
        })
      : [],
  );
  const offered = new Set(offers.map(({ model }) => model?.id));
  const found = offers.filter(({ offer, model }) => {
    const own = `${offer.model.name} ${offer.model.id} ${offer.backend.label}`.toLowerCase();
    return fits(model === null ? own : `${own} ${wordsOf(model)}`);
  });
  const cards = [...(catalog?.models.values() ?? [])]
    .filter((model) => !offered.has(model.id) && (words.length === 0 ? talks(model) : model.kind !== 'image') && fits(wordsOf(model)))
    .map((model): PickerEntry => ({ kind: 'card', key: `card:${model.id}`, model }));

  const pinned = modelFamilies.flatMap(({ pinned: isPinned, flagship }): readonly PickerEntry[] => {
    const best = catalog?.models.get(flagship);
    if (!isPinned || best === undefined) return [];
    const ready = found.filter(({ model }) => model?.organisation === best.organisation);
    return ready.length > 0 ? ready : cards.filter(({ key }) => key === `card:${flagship}`);
  });
  const taken = new Set(pinned.map(({ key }) => key));
  const rest = [...found.filter(({ model }) => model !== null), ...cards]
    .filter(({ key }) => !taken.has(key))
    .toSorted((left, right) => rank(left) - rank(right) || sizeOf(left) - sizeOf(right));
  const group = (of: PickerGroup['of'], entries: readonly PickerEntry[], isAsking = false): PickerGroup => {
    const ready = entries.filter(({ kind }) => kind === 'offer').length;
    const most = Math.min(mostShown, words.length === 0 ? ready + mostCards : mostShown);
    return { of, entries: entries.slice(0, most), hidden: Math.max(0, entries.length - most), isAsking };
  };
  const groups: readonly PickerGroup[] = [
    group('pinned', pinned),
    group('catalog', rest),
    ...listings.map(({ backend, listing }) => {
      const unknown = found.filter(({ offer, model }) => model === null && offer.backend.id === backend.id);
      return group(backend, unknown, listing === null);
    }),
  ];
  return groups.filter(({ entries, isAsking }) => entries.length > 0 || isAsking);
}
