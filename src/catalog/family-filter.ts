import type { Verdict } from './effective-license.ts';
import type { FamilyGraph, FamilyNode, RunPlace } from './family-graph.ts';

/** Which models are asked for; `null` and no words ask for all. */
export interface FamilyFilter {
  readonly maker: string | null;
  readonly license: Verdict | null;
  /** Publisher of the weights that a model stands on. */
  readonly foundation: string | null;
  readonly run: RunPlace | null;
  /** Each word must be in the id, name, other names, Hub id or maker. */
  readonly words: string;
}

export const noFilter: FamilyFilter = { maker: null, license: null, foundation: null, run: null, words: '' };

/** Models that fit, and those that do not but stand under one that does: a tree without its stems would tell nothing. */
export interface FilteredFamily extends FamilyGraph {
  readonly matching: ReadonlySet<string>;
}

export function fitsFilter({ model, foundation, verdict, runs }: FamilyNode, filter: FamilyFilter, makerName = ''): boolean {
  if (filter.maker !== null && model.organisation !== filter.maker) return false;
  if (filter.license !== null && verdict !== filter.license) return false;
  if (filter.foundation !== null && foundation !== filter.foundation) return false;
  if (filter.run !== null && !runs.includes(filter.run)) return false;
  const text = [model.id, model.name, model.hubId ?? '', model.organisation, makerName, ...model.aliases].join(' ').toLowerCase();
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word));
}

/** The part of the graph that a filter leaves: what fits, and its ancestors by weights. Edges between what is left stay. */
export function filterFamily(graph: FamilyGraph, filter: FamilyFilter, makerNames: ReadonlyMap<string, string>): FilteredFamily {
  const fitting = graph.nodes.filter((node) => fitsFilter(node, filter, makerNames.get(node.model.organisation)));
  return withStems(graph, new Set(fitting.map(({ model }) => model.id)));
}

/** These models, their ancestors by weights, and the edges between them. */
export function withStems(graph: FamilyGraph, matching: ReadonlySet<string>): FilteredFamily {
  const shown = new Set(matching);
  for (const id of shown) for (const edge of graph.edges) if (edge.child === id && edge.family === 'weights') shown.add(edge.parent);
  return { ...withModels(graph, shown), matching };
}

/** These models alone, with the edges between them. */
export function withModels(graph: FamilyGraph, models: ReadonlySet<string>): FilteredFamily {
  return {
    matching: models,
    nodes: graph.nodes.filter(({ model }) => models.has(model.id)),
    edges: graph.edges.filter(({ parent, child }) => models.has(parent) && models.has(child)),
  };
}
