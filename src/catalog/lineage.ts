import type { Catalog } from './catalog.ts';
import type { Edge, Model, Relation } from './schema.ts';

/**
 * Families of edges, kept apart because they mean different things: `weights` carry licenses, `history` (distillation, recipes, services)
 * tells where a model comes from and carries none. Data sets are a third family and hang on a model's `dataSets`.
 */
export type EdgeFamily = 'weights' | 'history';

const weightRelations: ReadonlySet<Relation> = new Set(['finetune', 'rlhf', 'delta-on', 'merge', 'quantized', 'adapter']);

export function edgeFamily(relation: Relation): EdgeFamily {
  return weightRelations.has(relation) ? 'weights' : 'history';
}

export interface Step {
  /** The child of the edge. */
  readonly from: string;
  readonly edge: Edge;
}

export interface Ancestor {
  readonly model: Model;
  /** Edges from the asked model up to this one: the shortest way by weights, or by anything where weights do not lead there. */
  readonly path: readonly Step[];
  /** `weights` if every edge of the path carries weights. */
  readonly family: EdgeFamily;
}

/** Walks already made: a catalog does not change, and everything that is computed over it begins with these. */
const walks = new WeakMap<Catalog, Map<string, readonly Ancestor[]>>();

/**
 * Every ancestor of a model, each once, in the order of a walk by generations (parents first, as their card lists them). With `family`
 * `weights` only edges that carry weights are followed. An unknown id has no ancestors.
 */
export function ancestors(catalog: Catalog, modelId: string, family?: 'weights'): readonly Ancestor[] {
  const known = walks.get(catalog) ?? new Map<string, readonly Ancestor[]>();
  walks.set(catalog, known);
  const key = `${family ?? 'all'} ${modelId}`;
  const found = known.get(key) ?? walk(catalog, modelId, family);
  known.set(key, found);
  return found;
}

function walk(catalog: Catalog, modelId: string, family: 'weights' | undefined): readonly Ancestor[] {
  const found = new Map<string, Ancestor>();
  // Where text and weights lead to the same model, the weights are told: they carry its license.
  const byWeights = new Map(family === 'weights' ? [] : ancestors(catalog, modelId, 'weights').map((one) => [one.model.id, one]));
  const start = catalog.models.get(modelId);
  let generation: readonly { model: Model; path: readonly Step[] }[] = start === undefined ? [] : [{ model: start, path: [] }];
  while (generation.length > 0) {
    const next: { model: Model; path: readonly Step[] }[] = [];
    for (const { model, path } of generation) {
      for (const edge of model.parents) {
        if (family === 'weights' && edgeFamily(edge.relation) !== 'weights') continue;
        const parent = catalog.models.get(edge.target);
        if (parent === undefined || parent.id === modelId || found.has(parent.id)) continue;
        const parentPath = [...path, { from: model.id, edge }];
        const carriesWeights = parentPath.every((step) => edgeFamily(step.edge.relation) === 'weights');
        const ancestor = byWeights.get(parent.id) ?? { model: parent, path: parentPath, family: carriesWeights ? 'weights' : 'history' };
        found.set(parent.id, ancestor);
        next.push(ancestor);
      }
    }
    generation = next;
  }
  return [...found.values()];
}

/** Models that have this one among their ancestors. */
export function descendants(catalog: Catalog, modelId: string, family?: 'weights'): readonly Model[] {
  return [...catalog.models.values()].filter((model) =>
    ancestors(catalog, model.id, family).some((ancestor) => ancestor.model.id === modelId),
  );
}

/** Ancestors by weights that stand on nothing themselves; a model without parents is its own foundation. */
export function foundations(catalog: Catalog, modelId: string): readonly Model[] {
  const own = catalog.models.get(modelId);
  if (own === undefined) return [];
  const roots = [own, ...ancestors(catalog, modelId, 'weights').map(({ model }) => model)];
  return roots.filter((model) => !model.parents.some((edge) => edgeFamily(edge.relation) === 'weights'));
}
