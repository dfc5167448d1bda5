import type { Catalog } from './catalog.ts';
import { hubRepository } from './hub-repository.ts';
import { matchModel } from './match.ts';

export interface StatedBase {
  readonly name: string;
  readonly organisation: string | null;
  /** Address or id of its repository, as written. */
  readonly repository: string | null;
}

/** What the header of a file, a card or a server says of one model: shown as a claim, "stated by its file", "by its card", "by its server". */
export interface StatedLineage {
  readonly by: 'file' | 'card' | 'server';
  readonly name: string | null;
  readonly organisation: string | null;
  /** The license in the author's words, often an id of the Hub's list. */
  readonly license: string | null;
  readonly licenseLink: string | null;
  readonly baseModels: readonly StatedBase[];
  readonly dataSets: readonly string[];
  /** How it was made from its bases (`finetune`, `quantized`, `merge`, `adapter`), where that is said. */
  readonly relation?: string | null;
}

/** The license that an author means: "other" is the Hub's word for "see the name". */
export function statedLicense(id: string | null, name: string | null): string | null {
  return id === null || /^(other|unknown)$/i.test(id) ? (name ?? id) : id;
}

/** The Hub repository of a stated base, as "owner/name", where one is named. */
export function repositoryOfBase({ name, repository }: StatedBase): string | null {
  return (repository === null ? null : hubRepository(repository)) ?? hubRepository(name);
}

/**
 * The catalog's card of a stated base. A named repository must be exactly the card's: a copy of the same name elsewhere may be another
 * model. Only where no repository is named, the name decides. `null`: none of ours.
 */
export function catalogIdOfBase(catalog: Catalog, base: StatedBase): string | null {
  const repository = repositoryOfBase(base)?.toLowerCase();
  if (repository === undefined) return matchModel(catalog, base.name);
  const isSame = (id: string | null): boolean => id?.toLowerCase() === repository;
  return [...catalog.models.values()].find(({ hubId, aliases }) => isSame(hubId) || aliases.some(isSame))?.id ?? null;
}

/** The catalog's data set of that Hub id or page; `null`: none of ours. */
export function catalogIdOfDataSet(catalog: Catalog, stated: string): string | null {
  const id = stated.replace(/^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/datasets\//i, '').toLowerCase();
  return [...catalog.dataSets.values()].find(({ hubId }) => hubId?.toLowerCase() === id)?.id ?? null;
}
