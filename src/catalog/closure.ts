import type { Catalog } from './catalog.ts';
import { ancestors, edgeFamily } from './lineage.ts';
import type { Model } from './schema.ts';

/** Places that keep models for their publishers. The catalog knows of one: a model's `hubId` is its place there. */
export const hosts = ['hugging-face-hub'] as const;
export type Host = (typeof hosts)[number];

/** What is switched off, by catalog ids. */
export interface SwitchedOff {
  /** Closed altogether: their weights are withdrawn and every permission is ended that can be. */
  readonly organisations: readonly string[];
  readonly dataSets: readonly string[];
  /** Organisations that take their weights and services down, while permissions once given stay. */
  readonly withdrawn?: readonly string[];
  /** Organisations that end every permission that their licenses let them end, while the weights stay where they are. */
  readonly ended?: readonly string[];
  readonly hosts?: readonly Host[];
}

export type Outcome = 'stands' | 'uncertain' | 'falls';

/** One way in which a model is touched. `target` is the model or data set that is gone, `via` the model that stands directly on it. */
export interface Effect {
  readonly kind: /** Its own publisher is gone: what is left are copies. */
    | 'own-publisher-closed'
    /** Its publisher has taken it down: what is left are copies. */
    | 'own-weights-withdrawn'
    /** Nobody else has the weights of a service. */
    | 'service-taken-down'
    /** It was published at a place that is gone: what is left are copies. */
    | 'own-host-gone'
    /** A model under it is gone; whoever has the weights of this one has all that is needed. */
    | 'parent-gone-copy-stands'
    /** It was published as a difference, and what it must be joined with is gone. */
    | 'cannot-be-assembled-anew-without'
    /** The license lets its licensor end the permission at any time. */
    | 'permission-can-be-ended'
    /** The license calls itself revocable. */
    | 'permission-called-revocable'
    /** The license does not say whether it can be taken back. */
    | 'permission-not-said-to-last'
    /** Data of this kind can't be made again. The model has learned from it already. */
    | 'no-fresh-data-from'
    | 'recipe-already-published'
    | 'cannot-be-retrained-or-audited-on';
  readonly target: string;
  readonly via: string;
}

/** What happens to a model: whether it can still be had, and whether it may still be used. The two are kept apart. */
export interface Closure {
  readonly model: Model;
  readonly available: Outcome;
  readonly permitted: Outcome;
  /** Why; empty if nothing touches the model. */
  readonly effects: readonly Effect[];
}

const availability: Partial<Record<Effect['kind'], Outcome>> = {
  'own-publisher-closed': 'uncertain',
  'own-weights-withdrawn': 'uncertain',
  'own-host-gone': 'uncertain',
  'service-taken-down': 'falls',
  'cannot-be-assembled-anew-without': 'falls',
};
const permission: Partial<Record<Effect['kind'], Outcome>> = {
  'service-taken-down': 'falls',
  'permission-can-be-ended': 'falls',
  'permission-called-revocable': 'uncertain',
  'permission-not-said-to-last': 'uncertain',
};

/**
 * What falls and what stands, for every model of the catalog, if foundations are switched off. Copies under licenses that can't be taken
 * back do not fall: a license once given for good outlives its giver. A service of a publisher that is gone falls, because nobody else
 * has its weights.
 */
export function closure(catalog: Catalog, off: SwitchedOff): readonly Closure[] {
  const closed = new Set(off.organisations);
  const withdrawn = new Set([...off.organisations, ...(off.withdrawn ?? [])]);
  const ended = new Set([...off.organisations, ...(off.ended ?? [])]);
  const publisherOf = (modelId: string): string => catalog.models.get(modelId)?.organisation ?? '';
  const switches: Switches = {
    isClosed: (modelId) => closed.has(publisherOf(modelId)),
    isGone: (modelId) => withdrawn.has(publisherOf(modelId)),
    isEnded: (modelId) => ended.has(publisherOf(modelId)),
    dataSets: new Set(off.dataSets),
    isHubGone: off.hosts?.includes('hugging-face-hub') === true,
  };
  return [...catalog.models.values()].map((model) => {
    const isService = model.kind === 'closed' || model.kind === 'service';
    const taken: readonly Effect[] = switches.isGone(model.id) ? [{ kind: 'service-taken-down', target: model.id, via: model.id }] : [];
    const effects = isService ? taken : effectsOn(catalog, model, switches);
    return { model, available: worst(effects, availability), permitted: worst(effects, permission), effects };
  });
}

/** The effects that decide one of the two outcomes; none if it stands. */
export function decidingEffects({ available, permitted, effects }: Closure, axis: 'available' | 'permitted'): readonly Effect[] {
  const [outcome, outcomes] = axis === 'available' ? [available, availability] : [permitted, permission];
  return outcome === 'stands' ? [] : effects.filter(({ kind }) => outcomes[kind] === outcome);
}

interface Switches {
  readonly isClosed: (modelId: string) => boolean;
  readonly isGone: (modelId: string) => boolean;
  readonly isEnded: (modelId: string) => boolean;
  readonly dataSets: ReadonlySet<string>;
  readonly isHubGone: boolean;
}

function worst(effects: readonly Effect[], outcomes: Partial<Record<Effect['kind'], Outcome>>): Outcome {
  const found = effects.map(({ kind }) => outcomes[kind] ?? 'stands');
  return found.includes('falls') ? 'falls' : found.includes('uncertain') ? 'uncertain' : 'stands';
}

function effectsOn(catalog: Catalog, model: Model, { isClosed, isGone, isEnded, dataSets, isHubGone }: Switches): readonly Effect[] {
  const effects: Effect[] = [];
  const add = (kind: Effect['kind'], target: string, via: string): void => {
    if (!effects.some((effect) => effect.kind === kind && effect.target === target)) effects.push({ kind, target, via });
  };
  if (isGone(model.id)) add(isClosed(model.id) ? 'own-publisher-closed' : 'own-weights-withdrawn', model.id, model.id);
  if (isHubGone && model.hubId !== null) add('own-host-gone', model.id, model.id);
  const carriers = [model, ...ancestors(catalog, model.id, 'weights').map((ancestor) => ancestor.model)];
  for (const carrier of carriers) {
    if (isGone(carrier.id) && carrier !== model) add('parent-gone-copy-stands', carrier.id, childOf(carriers, carrier.id) ?? model.id);
    const endable = isEnded(carrier.id) ? permissionOf(catalog, carrier) : null;
    if (endable !== null) add(endable, carrier.id, carrier.id);
    const { needsBaseWeights } = carrier.weights;
    if (carrier === model && needsBaseWeights !== undefined && isGone(needsBaseWeights)) {
      add('cannot-be-assembled-anew-without', needsBaseWeights, model.id);
    }
    for (const edge of carrier.parents) {
      if (edgeFamily(edge.relation) === 'weights' || !isGone(edge.target)) continue;
      add(edge.relation === 'recipe-follows' ? 'recipe-already-published' : 'no-fresh-data-from', edge.target, carrier.id);
    }
    for (const { target } of carrier.dataSets) {
      for (const part of partsOf(catalog, target)) {
        if (dataSets.has(part)) add('cannot-be-retrained-or-audited-on', part, carrier.id);
      }
    }
  }
  return effects;
}

const childOf = (carriers: readonly Model[], parent: string): string | undefined =>
  carriers.find(({ parents }) => parents.some(({ target }) => target === parent))?.id;

/** Whether the license of a withdrawn model can end with its publisher. */
function permissionOf(catalog: Catalog, model: Model): Effect['kind'] | null {
  const revocation = catalog.licenses.get(model.license.declared.value ?? '')?.terms.revocation?.value;
  if (revocation === 'revocable-at-will') return 'permission-can-be-ended';
  if (revocation === 'revocable-wording') return 'permission-called-revocable';
  return revocation === 'silent' || revocation === 'unclear' ? 'permission-not-said-to-last' : null;
}

/** A data set and all that it contains, by id. */
function partsOf(catalog: Catalog, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  // A set takes what is added to it while it is walked.
  for (const one of found) for (const part of catalog.dataSets.get(one)?.contains ?? []) found.add(part);
  return found;
}
