import type { Catalog } from '#catalog/catalog.ts';
import { effectiveLicense, type Question, type Verdict } from '#catalog/effective-license.ts';
import { foundations } from '#catalog/lineage.ts';
import type { License, Model } from '#catalog/schema.ts';
import { fold } from './fold.ts';
import type { Term } from './query.ts';

/** Words of `license:` that ask for a verdict instead of a license: allowed, perhaps on conditions. */
export const licenseUses: Readonly<Record<string, Question>> = {
  commercial: 'commercial-use',
  noncommercial: 'noncommercial-use',
  redistribution: 'redistribution',
  training: 'train-on-outputs',
};
/** `license:unknown` asks for answers of models that are not in the catalog. */
export const licenseUnknown = 'unknown';

/** A query made ready for whoever reads the messages and has no catalog. It is plain data, so a worker can be handed it. */
export interface SearchPlan {
  readonly terms: readonly PlannedTerm[];
}

export type PlannedTerm = { readonly isNegated: boolean } & (
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'tag' | 'folder'; readonly text: string }
  /** The answer is of a model whose own id has the text in it, or that is one of these cards. */
  | { readonly kind: 'model'; readonly text: string; readonly cards: readonly string[] }
  | { readonly kind: 'foundation'; readonly cards: readonly string[] }
  | {
      readonly kind: 'license';
      /** What the answer's own snapshot must have: one of these licenses in effect, or this use allowed. */
      readonly licenses: readonly string[];
      readonly use: Question | null;
      /** For answers without a snapshot: the cards of which the catalog says so. */
      readonly cards: readonly string[];
      readonly isUnknown: boolean;
    }
);

export const allows = (verdict: Verdict): boolean => verdict === 'allowed' || verdict === 'conditional';

/** Resolves names against the catalog. Without it `model:` still finds ids as servers write them, and answers that carry their own license. */
export function planSearch(terms: readonly Term[], catalog: Catalog | null): SearchPlan {
  return { terms: terms.map((term) => planned(term, catalog)) };
}

function planned({ prefix, text, isNegated }: Term, catalog: Catalog | null): PlannedTerm {
  const models = catalog === null ? [] : [...catalog.models.values()];
  const cardsThat = (fits: (model: Model) => boolean): readonly string[] => models.filter(fits).map(({ id }) => id);
  switch (prefix) {
    case null:
      return { kind: 'words', text, isNegated };
    case 'tag':
    case 'folder':
      return { kind: prefix, text, isNegated };
    case 'model':
      return { kind: 'model', text, isNegated, cards: cardsThat((model) => namesOf(model).some((name) => fold(name).includes(text))) };
    case 'foundation': {
      const isSought = (model: Model): boolean => {
        const maker = catalog?.organisations.get(model.organisation)?.name.value ?? '';
        return [...namesOf(model), model.organisation, maker].some((name) => fold(name).includes(text));
      };
      return {
        kind: 'foundation',
        isNegated,
        cards: cardsThat((model) => catalog !== null && foundations(catalog, model.id).some(isSought)),
      };
    }
    case 'license': {
      const use = Object.hasOwn(licenseUses, text) ? (licenseUses[text] ?? null) : null;
      const isUnknown = text === licenseUnknown;
      const licenses =
        use !== null || isUnknown || catalog === null
          ? []
          : [...catalog.licenses.values()].filter((license) => licenseNames(license).some((name) => fold(name).includes(text)));
      const ids = new Set(licenses.map(({ id }) => id));
      const cards = cardsThat((model) => {
        const license = catalog === null ? null : effectiveLicense(catalog, model.id);
        if (license === null) return false;
        return use === null ? license.effective.some(({ id }) => ids.has(id)) : allows(license.verdicts[use].verdict);
      });
      return { kind: 'license', isNegated, licenses: [...ids], use, cards, isUnknown };
    }
    default:
      prefix satisfies never;
      return { kind: 'words', text, isNegated };
  }
}

const namesOf = ({ id, name, hubId, aliases }: Model): readonly string[] => [id, name, hubId ?? '', ...aliases];

const licenseNames = ({ id, name, spdx }: License): readonly string[] => [id, name, spdx ?? ''];
