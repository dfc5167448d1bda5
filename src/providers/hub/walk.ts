import type { Catalog } from '#catalog/catalog.ts';
import { hubRepository } from '#catalog/hub-repository.ts';
import { catalogIdOfBase, repositoryOfBase, type StatedLineage, statedLicense } from '#catalog/stated-lineage.ts';
import type { CardFailure, FoundCards } from '#catalog/stated-tree.ts';
import type { ErrorCode } from '../provider.ts';
import { readHubModel } from './hub.ts';
import type { Hub } from './hub-address.ts';
import type { HubModel } from './hub-model.ts';

/** How far a look-up goes: hops from the first repository, and requests in all. */
export interface WalkLimits {
  readonly hops: number;
  readonly cards: number;
}
const usualLimits: WalkLimits = { hops: 5, cards: 16 };

/** Failures after which the next request would fail as well, or would be rude. */
const endsTheWalk: ReadonlySet<ErrorCode> = new Set(['network', 'timeout', 'rate-limited', 'no-credit', 'busy', 'server']);

/** A card's claims, in the common form. */
export function statedByCard({ id, card }: HubModel): StatedLineage {
  return {
    by: 'card',
    name: id,
    organisation: id.split('/')[0] ?? null,
    license: statedLicense(card.license, card.licenseName),
    licenseLink: card.licenseLink,
    baseModels: card.baseModels.map((name) => ({ name, organisation: null, repository: hubRepository(name) })),
    dataSets: card.dataSets,
    relation: card.baseModelRelation,
  };
}

/**
 * Reads the cards of these repositories, of the bases that they name, and so on, one request at a time, nearest first. A repository is asked
 * once, so circles end; a base that is a card of the catalog is not asked, because the catalog knows more. What cannot be read
 * (missing, private) is noted and the walk goes on elsewhere. Never rejects: after an abort, what was found is given, as cut.
 */
export async function walkCards(
  hub: Hub,
  catalog: Catalog,
  repositories: readonly string[],
  signal: AbortSignal,
  limits: WalkLimits = usualLimits,
): Promise<FoundCards> {
  const cards = new Map<string, StatedLineage>();
  const failures = new Map<string, CardFailure>();
  const met = new Set<string>();
  let generation = repositories;
  for (let hop = 0; generation.length > 0; hop++) {
    if (hop > limits.hops) return { cards, failures, isCut: true };
    const next: string[] = [];
    for (const repository of generation) {
      const key = repository.toLowerCase();
      if (met.has(key)) continue;
      if (met.size >= limits.cards || signal.aborted) return { cards, failures, isCut: true };
      met.add(key);
      const result = await readHubModel(hub, repository, signal);
      if (signal.aborted) return { cards, failures, isCut: true };
      if (!result.ok) {
        failures.set(key, { code: result.error.code, detail: result.error.detail });
        if (endsTheWalk.has(result.error.code)) return { cards, failures, isCut: true };
        continue;
      }
      const stated = statedByCard(result.model);
      cards.set(key, stated);
      for (const base of stated.baseModels) {
        const deeper = catalogIdOfBase(catalog, base) === null ? repositoryOfBase(base) : null;
        if (deeper !== null) next.push(deeper);
      }
    }
    generation = next;
  }
  return { cards, failures, isCut: false };
}
