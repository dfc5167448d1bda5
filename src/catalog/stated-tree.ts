import type { Catalog } from './catalog.ts';
import { type EffectiveLicense, effectiveLicense, type Question, type VerdictWithChain } from './effective-license.ts';
import { licenseInWords, unknownLicense } from './license-in-words.ts';
import type { Edge, License, Model, Relation } from './schema.ts';
import { catalogIdOfBase, catalogIdOfDataSet, repositoryOfBase, type StatedBase, type StatedLineage } from './stated-lineage.ts';

/** Why a card could not be read: a code and the Hub's own words. */
export interface CardFailure {
  readonly code: string;
  readonly detail: string;
}

/** What the cards of repositories say, by "owner/name" in lower case. */
export interface FoundCards {
  readonly cards: ReadonlyMap<string, StatedLineage>;
  readonly failures: ReadonlyMap<string, CardFailure>;
  /** A limit or the person ended the look-up: ancestors may be missing. */
  readonly isCut: boolean;
}

export const noCards: FoundCards = { cards: new Map(), failures: new Map(), isCut: false };

/** A model outside the catalog that a claim is about. */
export interface StatedModel {
  /** Its id in the tree's catalog. */
  readonly id: string;
  readonly repository: string | null;
  /** Who describes it; `null`: it is only named, as somebody's base. */
  readonly by: StatedLineage['by'] | null;
  readonly failure: CardFailure | null;
}

/** The lineage of a model outside the catalog, as its file and the cards state it: claims, never facts. */
export interface StatedTree {
  /** The given catalog and the claimed models, so that everything that reads a catalog reads the claims too. Not to be kept. */
  readonly catalog: Catalog;
  readonly rootId: string;
  /** The claimed models, the asked one first. */
  readonly models: readonly StatedModel[];
  /** Declared and effective license if all that is stated is true. */
  readonly license: EffectiveLicense;
  /** Nobody named a base: that proves no foundation. */
  readonly namesNoBase: boolean;
  readonly isCut: boolean;
}

/** Claimed models of one tree: more than any walk finds. */
const mostModels = 64;
const idPrefix = 'stated.';

/** Whether an id of a tree's catalog belongs to a claimed model, which has no page. */
export function isClaimed(modelId: string): boolean {
  return modelId.startsWith(idPrefix);
}

const knownRelations: ReadonlySet<string> = new Set<Relation>(['finetune', 'merge', 'quantized', 'adapter']);
const isKnown = (relation: string | null | undefined): relation is Relation => knownRelations.has(relation ?? '');
const relationNotStated = 'The relation is not stated.';

/** The relation of a claimed edge, where the claim names it; `null`: it only says "base". */
export function statedRelation(edge: Edge): Relation | null {
  return edge.note === relationNotStated ? null : edge.relation;
}

/** Sources of claims: `card:` a repository's card, `file:` the header of a model file, `server:` the one who serves it, `nobody:` a model that is only named as a base. */
function sourceOf(stated: StatedLineage | null, repository: string | null): string {
  if (stated === null) return 'nobody:';
  return stated.by === 'card' ? `card:${repository ?? stated.name ?? ''}` : `${stated.by}:${stated.name ?? ''}`;
}

/** Who claims what a source string of a tree stands for, and in which file or card; `null`: the source is one of the catalog. */
export function claimSource(source: string): { readonly by: StatedLineage['by'] | 'nobody'; readonly name: string } | null {
  for (const by of ['file', 'card', 'server', 'nobody'] as const) {
    if (source.startsWith(`${by}:`)) return { by, name: source.slice(by.length + 1) };
  }
  return null;
}

/**
 * Puts claims into the catalog's own types and reads them with the catalog's own rules. A base that is exactly a card of ours leads on
 * into the catalog; one whose card was found leads on to that; any other stays a model of which nothing is known. A missing or unknown
 * license makes the answers unclear. Cycles and repeated bases are no harm: each repository is one model.
 */
export function statedTree(
  catalog: Catalog,
  root: { readonly stated: StatedLineage; readonly repository: string | null },
  found: FoundCards = noCards,
): StatedTree {
  const models = new Map<string, Model>();
  const claims: StatedModel[] = [];
  const licenses = new Map<string, License>();
  const idByKey = new Map<string, string>();
  const waiting: {
    readonly id: string;
    readonly name: string;
    readonly stated: StatedLineage | null;
    readonly repository: string | null;
  }[] = [];

  function add(key: string, name: string, stated: StatedLineage | null, repository: string | null): string {
    const id = `${idPrefix}${idByKey.size}`;
    idByKey.set(key, id);
    claims.push({ id, repository, by: stated?.by ?? null, failure: found.failures.get(key) ?? null });
    waiting.push({ id, name, stated, repository });
    return id;
  }

  function baseId(base: StatedBase): string {
    const known = catalogIdOfBase(catalog, base);
    if (known !== null) return known;
    const repository = repositoryOfBase(base);
    const key = repository?.toLowerCase() ?? `${base.organisation ?? ''} ${base.name}`.toLowerCase();
    const met = idByKey.get(key);
    if (met !== undefined) return met;
    if (idByKey.size < mostModels) return add(key, repository ?? base.name, found.cards.get(key) ?? null, repository);
    // The rest is one model of which nothing is known: left out, it would be taken for permission.
    return idByKey.get(' rest') ?? add(' rest', '…', null, null);
  }

  function licenseId(words: string | null, source: string): string {
    const known = words === null ? null : licenseInWords(catalog, words);
    if (known !== null) return known.id;
    const ours = words === null ? catalog.licenses.get('not-stated') : undefined;
    const license = ours ?? unknownLicense(`${idPrefix}${words ?? 'none'}`, words ?? 'No license stated', source);
    licenses.set(license.id, license);
    return license.id;
  }

  const rootKey = root.repository?.toLowerCase() ?? '';
  const rootId = add(rootKey, root.repository ?? root.stated.name ?? '', root.stated, root.repository);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { id, name, stated, repository } = next;
    const source = sourceOf(stated, repository);
    const targets = new Set((stated?.baseModels ?? []).map(baseId));
    targets.delete(id);
    const relation = stated?.relation;
    const edges = [...targets].map((target): Edge => {
      const edge = { target, source };
      return isKnown(relation) ? { ...edge, relation } : { ...edge, relation: 'finetune', note: relationNotStated };
    });
    const dataSets = new Set((stated?.dataSets ?? []).flatMap((one) => catalogIdOfDataSet(catalog, one) ?? []));
    models.set(id, claimedModel(id, name, repository, licenseId(stated?.license ?? null, source), source, edges, [...dataSets]));
  }
  const extended: Catalog = {
    ...catalog,
    models: new Map([...catalog.models, ...models]),
    licenses: new Map([...catalog.licenses, ...licenses]),
  };
  const license = effectiveLicense(extended, rootId);
  if (license === null) throw new Error('The asked model is in its own catalog.');
  const isUnknown = (modelId: string): boolean =>
    extended.licenses.get(extended.models.get(modelId)?.license.declared.value ?? '')?.kind === 'unknown';
  return {
    catalog: extended,
    rootId,
    models: claims,
    license: withoutGuesses(license, isUnknown),
    namesNoBase: root.stated.baseModels.length === 0,
    isCut: found.isCut,
  };
}

/** Of a base whose license nobody knows it cannot be said that its child claims more than it gives. */
function withoutGuesses(license: EffectiveLicense, isUnknown: (modelId: string) => boolean): EffectiveLicense {
  const without = (question: Question): VerdictWithChain => {
    const verdict = license.verdicts[question];
    return { ...verdict, flags: verdict.flags.filter((flag) => flag.kind !== 'declares-more-than-base' || !isUnknown(flag.base)) };
  };
  return {
    ...license,
    verdicts: {
      'noncommercial-use': without('noncommercial-use'),
      'commercial-use': without('commercial-use'),
      redistribution: without('redistribution'),
      'train-on-outputs': without('train-on-outputs'),
    },
  };
}

function claimedModel(
  id: string,
  name: string,
  hubId: string | null,
  license: string,
  source: string,
  parents: Edge[],
  dataSets: readonly string[],
): Model {
  const unknown = { value: null, source };
  return {
    id,
    name,
    kind: 'base',
    // A publisher of its own: a claim of who made it proves nothing, so the rule of the same licensor never frees a claimed model.
    organisation: id,
    hubId,
    aliases: [],
    released: unknown,
    parametersBillion: unknown,
    contextTokens: unknown,
    architecture: { llamaCpp: unknown, runsOnLlamaCpp: unknown },
    weights: { form: { value: 'full', source }, gated: { value: 'not-checked', source } },
    // Not marked as unverified: the verdict is the one that holds if the claim is true, and the whole tree is shown as a claim.
    license: { declared: { value: license, source }, history: [], conflicts: [] },
    parents,
    dataSets: dataSets.map((target) => ({ target, stage: 'sft', source, unverified: true })),
    dataDisclosure: 'partly',
    promptFormat: null,
    sampling: null,
    notes: [],
  };
}
